"""Own music: cut on its beats to the film's length, with its own ending, as loud as what is composed."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.assets import locate
from pipeline.context import StageContext
from pipeline.errors import BadMusic
from pipeline.film import Brief
from pipeline.sound import recording
from pipeline.sound.beats import find_beats
from pipeline.sound.compose import compose
from pipeline.sound.fit import fit
from pipeline.sound.loudness import integrated_lufs, true_peak_db
from pipeline.sound.perform import perform
from pipeline.sound.piece import Piece
from pipeline.sound.preview import preview_cue
from pipeline.sound.recording import check_recording, open_recording
from pipeline.sound.wav import RATE, Samples, read_wav
from pipeline.stages.mix import mix
from pipeline.stages.own_music import check_music, lay_music
from pipeline.vocabulary import MusicStyle
from tests.pipeline.sound.own_music import clicks, kept, swell
from tests.pipeline.stages.test_mix import film, level_db
from tests.server.uploads import files


@cache
def song(style: MusicStyle = MusicStyle.LATIN_GUITAR, seconds: int = 40) -> tuple[Samples, Piece]:
    """Composed here, so that it is known where its beats and bars are."""
    piece = compose(preview_cue(style, ms=seconds * 1000))
    return perform(piece, locate().soundfont, seconds * RATE, 1), piece


@settings(max_examples=12)
@given(st.floats(60, 170), st.floats(0.1, 0.6), st.sampled_from([3, 4]))
def test_beats_are_found_where_they_are(bpm: float, first_s: float, bar: int) -> None:
    pulse = find_beats(clicks(bpm, 24, first_s, bar))
    beat_s = 60 / bpm
    apart = pulse.period_s / beat_s
    assert min(abs(apart - whole) for whole in (0.5, 1, 2, 3)) < 0.02 * apart
    # Between two beats there may be another one, if it is in the middle.
    grid = beat_s * (0.5 if apart < 0.8 else 1)
    inside = pulse.times_s[(pulse.times_s > first_s + 1) & (pulse.times_s < 20)]
    off = np.abs((inside - first_s + grid / 2) % grid - grid / 2)
    assert np.median(off) < 0.025
    assert (off < 0.06).mean() > 0.9


def test_beats_of_a_band_are_found() -> None:
    samples, piece = song()
    pulse, truth = find_beats(samples), np.array(piece.pulse)
    found = pulse.times_s[(pulse.times_s > truth[0] - 0.1) & (pulse.times_s < truth[-1])]
    # This guitar's off-beats are as strong as its beats: either will do, one of them all the way.
    near = np.array([np.abs(truth - at).min() for at in found])
    assert (np.abs(near - np.median(near)) < 0.03).mean() > 0.95
    assert pulse.period_s == pytest.approx(np.diff(truth).mean(), rel=0.03)
    assert pulse.bar in (4, 8)


@settings(max_examples=10)
@given(st.floats(9, 160))
@example(39.8)
@example(40.0)
def test_any_length_is_met_and_the_ending_is_its_own(seconds: float) -> None:
    samples, piece = song()
    fitted, seam = fit(samples, round(seconds * RATE))
    assert len(fitted) == round(seconds * RATE)
    assert integrated_lufs(fitted) == pytest.approx(-18, abs=0.7)
    assert true_peak_db(fitted) < -1
    assert np.abs(fitted[-1]).max() < 1e-3
    tail = slice(-2 * RATE, -RATE // 10)
    alike = np.corrcoef(fitted[tail].mean(axis=1), samples[tail].mean(axis=1))[0, 1]
    assert alike > 0.99
    beat_s = float(np.diff(piece.pulse).mean())
    if -9 * beat_s < seconds - 40 < beat_s:
        return  # so little is cut off its beginning, or waited there
    assert seam is not None
    jump = abs(seam.from_s - seam.to_s) / beat_s
    assert abs(jump - round(jump)) * beat_s < 0.06, "from a beat to a beat"
    assert -8.1 * beat_s <= seam.spare_s <= 0.55 * beat_s, "little is left out, and less is waited for"


def test_a_seam_cannot_be_heard_as_a_click() -> None:
    samples, _ = song()
    fitted, seam = fit(samples, 29 * RATE)
    assert seam is not None
    at = round((29 - (40 - seam.to_s)) * RATE)
    around, own = fitted[at - 4_000 : at + 200], samples[round(seam.to_s * RATE) - 4_000 :][:4_200]
    left = samples[round(seam.from_s * RATE) - 4_000 :][:4_200]
    steepest = max(np.abs(np.diff(part, axis=0)).max() for part in (own, left))
    assert np.abs(np.diff(around, axis=0)).max() < 1.6 * steepest


@pytest.mark.parametrize("seconds", [7.0, 20.0, 33.0])
def test_what_has_no_beat_is_blended(seconds: float) -> None:
    air = swell(12)
    fitted, _ = fit(air, round(seconds * RATE))
    assert len(fitted) == round(seconds * RATE)
    assert np.abs(np.diff(fitted, axis=0)).max() < 20 * np.abs(np.diff(air, axis=0)).max()
    loud = [level_db(fitted, at, at + 1) for at in np.arange(1, seconds - 2, 1)]
    assert min(loud) > max(loud) - 30, "there is no hole"
    assert level_db(fitted, seconds - 0.1, seconds) < max(loud) - 12, "it dies away"


def test_what_breaks_off_is_faded_from_a_beat() -> None:
    samples = clicks(120, 40)[: 30 * RATE]
    fitted, _ = fit(samples, 21 * RATE)
    assert level_db(fitted, 20.98, 21) < level_db(fitted, 10, 18) - 30
    assert level_db(fitted, 17, 18) > level_db(fitted, 10, 16) - 3, "it is there until then"


def test_files_that_are_no_music(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tone = files.sound(seconds=8)
    broken = bytearray(files.sound("flac", "flac", 8))
    broken[len(broken) // 4 :] = b"\x00" * 64
    given: dict[str, tuple[bytes | None, str]] = {
        "gone.mp3": (None, "no such file"),
        "words.mp3": (b"These are words, and nothing but words." * 99, "no music that can be read"),
        "empty.wav": (b"", "no music that can be read"),
        "picture.jpg": (files.picture(), "no sound in|no music that can be read"),
        "silent film.mp4": (files.clip(tmp_path / "clip", 6), "no sound in"),
        "short.ogg": (files.sound("ogg", "libopus", 3, rate=48_000), "shorter than 5 seconds"),
        "torn.flac": (bytes(broken), "shorter than 5 seconds|no music that can be read"),
    }
    for name, (content, says) in given.items():
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(BadMusic, match=says):
            check_music(Brief(music_file=path))
    quiet = kept(tmp_path / "quiet.wav", np.zeros((8 * RATE, 2), np.float32))
    check_recording(quiet)
    with pytest.raises(BadMusic, match="silent"):
        open_recording(quiet)
    with pytest.raises(BadMusic, match="cannot be opened"):
        check_recording(tmp_path)
    (tmp_path / "tone.wav").write_bytes(tone)
    check_recording(tmp_path / "tone.wav")
    monkeypatch.setattr(recording, "LONGEST_S", 6.0)
    with pytest.raises(BadMusic, match="longer than"):
        check_recording(tmp_path / "tone.wav")
    monkeypatch.setattr(recording, "LARGEST_BYTES", 1_000)
    with pytest.raises(BadMusic, match="larger than"):
        check_recording(tmp_path / "tone.wav")


@pytest.mark.parametrize(
    ("kind", "codec", "rate"),
    [("mp3", "libmp3lame", 44_100), ("ogg", "libopus", 48_000), ("flac", "flac", 22_050), ("adts", "aac", 44_100)],
)
def test_files_of_every_kind_are_opened(tmp_path: Path, kind: str, codec: str, rate: int) -> None:
    path = tmp_path / "song"
    path.write_bytes(files.sound(kind, codec, 6, channels=1, rate=rate))
    samples = open_recording(path)
    assert samples.shape[1] == 2
    assert len(samples) / RATE == pytest.approx(6, abs=0.1)
    spectrum = np.abs(np.fft.rfft(samples[RATE : 2 * RATE, 0]))
    assert np.argmax(spectrum) == pytest.approx(440, abs=1)


def test_a_film_plays_it_instead_and_gives_way_to_speech(tmp_path: Path, context: StageContext) -> None:
    timeline, _, story = film(tmp_path)
    path = kept(tmp_path / "song.wav", clicks(132, 45))
    [stem] = lay_music(timeline, path, context)
    assert (stem.start_ms, stem.end_ms, stem.last) == (0, timeline.duration_ms, True)
    assert stem.take.facts["cuts"] == 1
    master = mix(timeline, (stem,), story, context)
    bed = read_wav(master.music.path)[0]
    assert len(bed) == timeline.frames * RATE // timeline.fps
    assert level_db(bed, 3.9, 4.9) - level_db(bed, 1.2, 3.4) >= 8
    assert master.lufs == pytest.approx(-14, abs=0.5)
    # The same bytes are the same take, whatever the file is called; others are not.
    again = tmp_path / "of another name.bin"
    shutil.copy(path, again)
    assert lay_music(timeline, again, context)[0].take == stem.take
    other = kept(tmp_path / "song.wav", clicks(96, 45))
    assert lay_music(timeline, other, context)[0].take.digest != stem.take.digest
