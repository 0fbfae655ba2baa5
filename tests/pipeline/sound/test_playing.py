"""What is heard: in tune, without clicks, at the loudness and under the peak that were asked for."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.sound import loudness, synth
from pipeline.sound.ambience import breathe, layers_of
from pipeline.sound.instruments import PLUCKED, SUSTAINED
from pipeline.sound.piece import Note
from pipeline.sound.wav import RATE, Samples
from pipeline.vocabulary import Setting, TimeOfDay, Weather


def fundamental(sound: Samples, near_hz: float) -> float:
    """The strongest frequency within a semitone and a half of `near_hz`, by an interpolated spectrum."""
    size = 1 << 18
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size))
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    near = (hertz > near_hz / 1.09) & (hertz < near_hz * 1.09)
    return float(hertz[near][np.argmax(spectrum[near])])


@pytest.mark.parametrize("name", sorted(PLUCKED))
@pytest.mark.parametrize("pitch", [50.0, 61.86])
def test_strings_are_in_tune(name: str, pitch: float) -> None:
    sound = synth.pluck(name, Note(0, 1.2, pitch, 0.8))
    wanted = synth.hertz(pitch)
    assert abs(1200 * np.log2(fundamental(sound, wanted) / wanted)) < 6
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-3
    assert np.abs(sound).max() < 1.6


@pytest.mark.parametrize("name", sorted(SUSTAINED))
def test_winds_and_bows_are_in_tune(name: str) -> None:
    sound = synth.sing(name, [Note(0.1, 1.5, 67.0, 0.8)], 1.8, 1)
    wanted = synth.hertz(67.0)
    assert abs(1200 * np.log2(fundamental(sound, wanted) / wanted)) < 15


def test_a_glide_starts_where_it_comes_from_and_arrives() -> None:
    sound = synth.pluck("sitar", Note(0, 1.4, 57.0, 0.8, ((0.0, -2.0), (0.3, -2.0), (0.6, 0.0))))
    start, end = synth.hertz(55.0), synth.hertz(57.0)
    assert abs(1200 * np.log2(fundamental(sound[: RATE // 4], start) / start)) < 25
    assert abs(1200 * np.log2(fundamental(sound[RATE * 8 // 10 :], end) / end)) < 25


def tone(level_db: float, hertz: float = 997.0, seconds: float = 5.0) -> Samples:
    t = np.arange(int(seconds * RATE)) / RATE
    mono = 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * t)
    return np.stack([mono, mono], axis=1).astype(np.float32)


@pytest.mark.parametrize("level_db", [-23.0, -33.0])
def test_loudness_agrees_with_the_standard(level_db: float) -> None:
    """EBU Tech 3341, cases 1 and 2: a stereo tone of 1 kHz at -23 dBFS is -23 LUFS."""
    assert loudness.integrated_lufs(tone(level_db)) == pytest.approx(level_db, abs=0.1)


def test_loudness_gates_silence() -> None:
    """EBU Tech 3341, case 3: quiet stretches do not count."""
    sound = np.concatenate([tone(-36, seconds=5), tone(-23, seconds=20), tone(-36, seconds=5)])
    assert loudness.integrated_lufs(sound) == pytest.approx(-23, abs=0.1)


def test_a_peak_between_samples_is_seen() -> None:
    t = np.arange(RATE) / RATE
    mono = 0.5 * np.sin(2 * np.pi * RATE / 4 * t + np.pi / 4)
    shape = np.minimum(1, np.minimum(t, 1 - t) * 20)
    sound = np.repeat((mono * shape)[:, None], 2, axis=1).astype(np.float32)
    assert np.abs(sound).max() < 0.36
    assert loudness.true_peak_db(sound) == pytest.approx(-6.02, abs=0.25)


def test_the_limiter_holds_its_ceiling_and_leaves_the_rest_alone() -> None:
    rng = np.random.default_rng(3)
    sound = (0.1 * rng.standard_normal((RATE * 2, 2))).astype(np.float32)
    sound[RATE : RATE + 20] *= 12
    gain = loudness.limiting_gain(loudness.oversampled_peaks(sound), -1.0)
    assert loudness.true_peak_db(sound * gain[:, None]) <= -0.9
    assert gain[: RATE - 1000].min() > 0.999
    assert gain[RATE + 8000 :].min() > 0.999
    assert np.abs(np.diff(gain)).max() < 0.02


@pytest.mark.parametrize("setting", list(Setting))
def test_every_place_has_an_air(setting: Setting) -> None:
    layers = layers_of(setting, TimeOfDay.NIGHT, Weather.STORM, indoor=False)
    air = breathe(layers, RATE * 2, 5)
    assert air.shape == (RATE * 2, 2)
    assert np.isfinite(air).all()
    assert 1e-4 < float(np.sqrt((air**2).mean())) < 0.2
    assert np.abs(air).max() < 0.9


@pytest.mark.parametrize("setting", list(Setting))
def test_rain_drums_on_roofs_and_stays_out_of_what_is_sealed(setting: Setting) -> None:
    wet = {kind for kind, _ in layers_of(setting, TimeOfDay.NOON, Weather.RAIN, indoor=True)}
    dry = {kind for kind, _ in layers_of(setting, TimeOfDay.NOON, Weather.CLEAR, indoor=True)}
    sealed = setting in (Setting.SPACE, Setting.SPACESHIP, Setting.PODCAST_STUDIO, Setting.CAVE)
    assert wet - dry == (set() if sealed else {"roof"})
    assert "rain" not in wet
    outside = {kind for kind, _ in layers_of(setting, TimeOfDay.NOON, Weather.RAIN, indoor=False)}
    assert ("rain" in outside) != sealed
