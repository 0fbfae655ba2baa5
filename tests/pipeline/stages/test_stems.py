"""Stems: the sound apart, each whole, where the creator asked for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import CannotDeliver
from pipeline.sound.wav import read_wav, write_wav
from pipeline.stages.deliver import STEMS, check_stems, deliver_stems
from pipeline.stages.mix import Master
from tests import factories


def master(folder: Path) -> Master:
    rng = np.random.default_rng(1)
    sounds = [(0.1 * rng.standard_normal((4_800, 2))).astype(np.float32) for _ in range(3)]
    takes = []
    for number, sound in enumerate([*sounds, sounds[0] + sounds[1] + sounds[2]]):
        path = folder / f"{number}.wav"
        write_wav(path, sound)
        takes.append(factories.take(path))
    dialogue, music, effects, mix = takes
    return Master(mix, dialogue, music, effects, -14.0, -2.0)


def test_they_are_written_and_sum_to_the_mix(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "stems"
    check_stems(folder)
    made = deliver_stems(master(tmp_path), folder, "film")
    assert [path.name for path in made] == [f"film.{stem}.wav" for stem in STEMS]
    assert sorted(folder.iterdir()) == sorted(made)
    dialogue, music, effects, whole = (read_wav(path)[0] for path in made)
    assert np.allclose(dialogue + music + effects, whole, atol=1e-6)
    deliver_stems(master(tmp_path), folder, "film")
    assert sorted(folder.iterdir()) == sorted(made)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "stems").write_text("mine")
    with pytest.raises(CannotDeliver, match="folder"):
        check_stems(tmp_path / "stems")
    assert (tmp_path / "stems").read_text() == "mine"
