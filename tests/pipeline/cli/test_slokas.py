"""`studio slokas`, and what `film` and `storyboard` make of --sloka and --podcast."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.chant.library import pieces
from pipeline.cli.app import build
from pipeline.errors import BadBrief, BadScript

PLAY = "EXT. RIVER - DUSK\n\nMEERA\nWill it carry the lamp?\n\nRAVI\nIf you let it go gently.\n"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(build(), arguments)
    if done.exception is not None:
        raise done.exception
    return done.output


def board(folder: Path, *arguments: str) -> dict[str, object]:
    (folder / "play.txt").write_text(PLAY)
    return dict(json.loads(run("storyboard", *arguments, "--json", "--takes", str(folder / "takes"))))


def test_the_library_is_listed_and_a_piece_is_shown() -> None:
    listed = run("slokas")
    assert all(key in listed for key in pieces())
    shown = run("slokas", "gayatri")
    assert "तत्सवितुर्वरेण्यं" in shown
    assert "tatsaviturvareṇyaṃ" in shown
    assert "Gāyatrī" in shown
    assert "Ṛgveda 3.62.10" in shown


def test_the_metre_of_a_pasted_verse_is_told() -> None:
    assert "Mālinī" in run("slokas", "--scan", "असितगिरिसमं स्यात् कज्जलं सिन्धुपात्रे")
    assert "No known metre" in run("slokas", "--scan", "राम राम")
    with pytest.raises(BadBrief, match="Devanagari or IAST"):
        run("slokas", "--scan", "123")


def test_a_sloka_alone_is_the_film_and_with_a_script_it_comes_before(tmp_path: Path) -> None:
    alone = board(tmp_path, "--sloka", "vakratunda")
    assert alone["title"] == "वक्रतुण्ड महाकाय"
    before = board(tmp_path, str(tmp_path / "play.txt"), "--sloka", "vakratunda")
    scenes = before["scenes"]
    assert isinstance(scenes, list)
    assert [scene["scene_number"] for scene in scenes] == [0, 1]
    assert "वक्रतुण्ड" in json.dumps(scenes[0], ensure_ascii=False)


def test_a_play_is_made_a_podcast(tmp_path: Path) -> None:
    made = board(tmp_path, str(tmp_path / "play.txt"), "--podcast", "debate")
    scenes = made["scenes"]
    assert isinstance(scenes, list)
    assert {scene["setting"] for scene in scenes} == {"podcast studio"}


def test_without_a_script_or_a_sloka_somebody_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadScript, match="--sloka"):
        run("film", "-o", str(tmp_path / "film.mp4"))
    with pytest.raises(BadBrief, match="studio slokas"):
        run("film", "--sloka", "no-such-verse", "-o", str(tmp_path / "film.mp4"))
