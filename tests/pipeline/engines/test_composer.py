"""The embedded composer: every style, exactly as long as asked, the same every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.contracts.composer import Composer, MusicCue
from pipeline.engines.registry import pick
from pipeline.sound.wav import RATE, Samples, read_wav
from pipeline.timeline import samples_of
from pipeline.vocabulary import Beat, Culture, Emotion, MusicStyle, TimeOfDay


@pytest.fixture(scope="module")
def composer() -> Composer:
    return pick(Composer, "embedded")


def play(
    composer: Composer, path: Path, style: MusicStyle, emotion: Emotion, ms: int = 6_037, *, last: bool = True
) -> Samples:
    cue = MusicCue(style, ms, (emotion,), 0.8, Beat.SETUP, TimeOfDay.DUSK, Culture.NORTH_INDIAN, 4, last)
    composer.compose(cue, path)
    samples, rate = read_wav(path)
    assert rate == RATE
    return samples


@pytest.mark.parametrize("style", list(MusicStyle))
def test_every_style_plays_exactly_as_long_as_asked(composer: Composer, tmp_path: Path, style: MusicStyle) -> None:
    assert style in composer.styles()
    samples = play(composer, tmp_path / "a.wav", style, Emotion.REVERENT)
    assert samples.shape == (samples_of(6_037), 2)
    assert np.abs(samples).max() < 1
    assert float(np.sqrt((samples**2).mean())) > 0.02
    assert np.abs(samples[0]).max() < 1e-4
    assert np.abs(samples[-1]).max() < 1e-4
    assert float(np.abs(np.diff(samples, axis=0)).max()) < 0.7  # no step from rail to rail


@pytest.mark.parametrize("style", [MusicStyle.RAGA_YAMAN, MusicStyle.CINEMATIC])
def test_the_same_cue_gives_the_same_bytes(composer: Composer, tmp_path: Path, style: MusicStyle) -> None:
    play(composer, tmp_path / "a.wav", style, Emotion.HAPPY)
    play(composer, tmp_path / "b.wav", style, Emotion.HAPPY)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


@pytest.mark.parametrize("style", [MusicStyle.RAGA_BHIMPALASI, MusicStyle.ORCHESTRAL])
def test_an_ending_rings_out(composer: Composer, tmp_path: Path, style: MusicStyle) -> None:
    samples = play(composer, tmp_path / "a.wav", style, Emotion.HAPPY, 16_000)

    def level(start_s: float, end_s: float) -> float:
        return float(np.sqrt((samples[int(start_s * RATE) : int(end_s * RATE)] ** 2).mean()))

    assert level(15.7, 16) < 0.25 * level(8, 12)


@pytest.mark.parametrize("ms", [1, 40, 700, 2_500])
def test_very_short_cues_play(composer: Composer, tmp_path: Path, ms: int) -> None:
    for style in (MusicStyle.RAGA_DESH, MusicStyle.JAZZ):
        samples = play(composer, tmp_path / "a.wav", style, Emotion.CALM, ms)
        assert len(samples) == samples_of(ms)
