"""The master: as long as the picture, as loud as the house, speech clear above music."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

from pipeline.context import StageContext
from pipeline.film import Placement, Shot, Story
from pipeline.sound.loudness import integrated_lufs, true_peak_db
from pipeline.sound.mixdown import DUCK_DB, ducking
from pipeline.sound.wav import RATE, Samples, read_wav, write_wav
from pipeline.stages.mix import Master, mix
from pipeline.stages.score import MusicStem
from pipeline.takes import Take, file_digest
from pipeline.timeline import LineCue, Spoken, TimedShot, Timeline
from pipeline.vocabulary import CameraMove, Facing, ShotSize, Why
from tests import factories

FPS = 30


def recording(path: Path, seconds: float, level: float) -> Take:
    """Speech-like: a gliding voiced tone with formants, in syllables, 24 kHz."""
    t = np.arange(int(24_000 * seconds)) / 24_000
    phase = 2 * np.pi * np.cumsum(140 + 25 * np.sin(2 * np.pi * 0.9 * t)) / 24_000
    voice = sum(np.sin(k * phase) * (np.exp(-(((k * 140 - 600) / 500) ** 2)) + 0.15 / k) for k in range(1, 30))
    voice *= np.clip(np.sin(2 * np.pi * 3.1 * t) + 0.45, 0.02, 1)
    data = (level * 32_000 * voice / np.abs(voice).max()).astype(np.int16)
    wavfile.write(path, 24_000, data)
    return Take(path, file_digest(path), {})


def music(path: Path, seconds: float) -> Take:
    """A steady bed at the composer's loudness."""
    t = np.arange(int(RATE * seconds)) / RATE
    bed = np.stack([sum(np.sin(2 * np.pi * hz * t + side) for hz in (220, 277, 330, 660)) for side in (0, 1)], axis=1)
    bed = bed.astype(np.float32)
    bed *= np.float32(10 ** ((-18 - integrated_lufs(bed)) / 20))
    write_wav(path, bed)
    return Take(path, file_digest(path), {})


def film(folder: Path, *, level: float = 0.5, fps: int = FPS) -> tuple[Timeline, tuple[MusicStem, ...], Story]:
    story = factories.story()
    first, second = story.scenes
    said = (*first.lines[:2], second.lines[0])
    spoken = [Spoken(line, recording(folder / f"{i}.wav", 2.5, level), 2_500, (), ()) for i, line in enumerate(said)]
    people = (Placement("Meera", 0.1, Facing.RIGHT), Placement("Ravi", 0.9, Facing.LEFT))
    wide = Shot("a", 1, ShotSize.WIDE, CameraMove.STATIC, people, None, said[:2], Why.SPEAKS)
    other = Shot("b", 2, ShotSize.WIDE, CameraMove.STATIC, (), None, said[2:], Why.SPEAKS)
    timeline = Timeline(
        fps,
        (
            TimedShot(wide, 0, 9 * fps, (LineCue(spoken[0], 1_000), LineCue(spoken[1], 5_000))),
            TimedShot(other, 9 * fps, 7 * fps + 1, (LineCue(spoken[2], 1_500),)),
        ),
        (),
    )
    bed = music(folder / "music.wav", 18)
    stems = (MusicStem(0, 9_750, False, bed), MusicStem(8_250, timeline.duration_ms, True, bed))
    return timeline, stems, story


def level_db(samples: Samples, start_s: float, end_s: float) -> float:
    part = samples[int(start_s * RATE) : int(end_s * RATE)].astype(np.float64)
    return float(10 * np.log10((part**2).mean() + 1e-12))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Master, Timeline]:
    from pipeline.takes import TakeStore

    folder = tmp_path_factory.mktemp("mix")
    timeline, stems, story = film(folder)
    return mix(timeline, stems, story, StageContext(TakeStore(folder / "takes"))), timeline


def test_the_master_is_as_long_as_the_picture_to_the_sample(mixed: tuple[Master, Timeline]) -> None:
    master, timeline = mixed
    for take in (master.mix, master.dialogue, master.music, master.effects):
        samples, rate = read_wav(take.path)
        assert rate == RATE
        assert samples.shape == (timeline.frames * RATE // FPS, 2)
        assert np.isfinite(samples).all()


def test_loudness_and_true_peak(mixed: tuple[Master, Timeline]) -> None:
    master, _ = mixed
    samples, _ = read_wav(master.mix.path)
    assert master.lufs == pytest.approx(integrated_lufs(samples), abs=0.01)
    assert integrated_lufs(samples) == pytest.approx(-14, abs=0.5)
    assert true_peak_db(samples) <= -1.0
    assert np.abs(samples[0]).max() < 1e-4
    assert np.abs(samples[-1]).max() < 1e-4


def test_the_loudness_agrees_with_another_meter(mixed: tuple[Master, Timeline]) -> None:
    import pyloudnorm

    samples, _ = read_wav(mixed[0].mix.path)
    assert pyloudnorm.Meter(RATE).integrated_loudness(samples.astype(np.float64)) == pytest.approx(-14, abs=0.5)


def test_stems_sum_to_the_mix(mixed: tuple[Master, Timeline]) -> None:
    master, _ = mixed
    parts = [read_wav(take.path)[0] for take in (master.dialogue, master.music, master.effects)]
    assert np.allclose(sum(parts), read_wav(master.mix.path)[0], atol=1e-5)


def test_speech_stands_ten_decibels_above_the_music(mixed: tuple[Master, Timeline]) -> None:
    master, _ = mixed
    dialogue, bed = read_wav(master.dialogue.path)[0], read_wav(master.music.path)[0]
    for start_s in (1.0, 5.0, 10.5):
        assert level_db(dialogue, start_s, start_s + 2.5) - level_db(bed, start_s, start_s + 2.5) >= 10
    # And it comes back between the lines.
    assert level_db(bed, 14, 15) - level_db(bed, 11, 12.5) >= 9


def test_voices_sit_where_people_stand(mixed: tuple[Master, Timeline]) -> None:
    dialogue, _ = read_wav(mixed[0].dialogue.path)
    left, right, narrator = (
        level_db(dialogue[:, :1], at, at + 2.5) - level_db(dialogue[:, 1:], at, at + 2.5) for at in (1.0, 5.0, 10.5)
    )
    assert 1 < left < 6
    assert -6 < right < -1
    assert abs(narrator) < 0.5


def test_quiet_and_loud_voices_end_near_each_other(tmp_path: Path, context: StageContext) -> None:
    timeline, _, story = film(tmp_path, level=0.06)
    master = mix(timeline, (), story, context)
    assert master.lufs == pytest.approx(-14, abs=0.5)
    assert master.true_peak_db <= -1.0


def test_a_film_without_words_or_music_is_mixed(tmp_path: Path, context: StageContext) -> None:
    timeline, _, story = film(tmp_path, fps=24)
    silent = replace(timeline, shots=tuple(replace(shot, cues=()) for shot in timeline.shots))
    master = mix(silent, (), story, context)
    samples, _ = read_wav(master.mix.path)
    assert len(samples) == silent.frames * RATE // 24
    assert master.true_peak_db <= -1.0


def test_music_is_down_before_the_first_word_and_back_half_a_second_after() -> None:
    gain = 20 * np.log10(ducking(10 * RATE, [(3 * RATE, 5 * RATE)]))
    assert gain[3 * RATE - RATE // 10] == pytest.approx(0, abs=0.01)
    assert gain[3 * RATE : 5 * RATE].max() == pytest.approx(DUCK_DB, abs=0.01)
    assert gain[5 * RATE + RATE // 2] == pytest.approx(0, abs=0.01)
