from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from pipeline.picture.encode import segment
from pipeline.picture.mux import AUDIO_RATE, mux
from pipeline.sound.wav import write_wav

FPS, MINUTES, EVERY_S = 30, 5, 7


def test_sound_and_picture_are_within_20_ms_after_five_minutes(tmp_path: Path) -> None:
    # Flashes of one frame and clicks at the same times, through the encoder, the joining and the mux of every film.
    frames = MINUTES * 60 * FPS
    flashes = set(range(FPS, frames, EVERY_S * FPS))
    # Segments of odd lengths, as shots have them.
    rng = np.random.default_rng(1)
    segments, start = [], 0
    while start < frames:
        count = min(int(rng.integers(40, 200)), frames - start)
        path = tmp_path / f"{start}.mp4"
        with segment(path, 64, 36, FPS) as writer:
            for frame in range(start, start + count):
                for plane, value in zip(writer.planes(), (200 if frame in flashes else 40, 128, 128), strict=True):
                    plane[:] = value
                writer.write()
        segments.append((path, count))
        start += count
    sound = np.zeros((frames * AUDIO_RATE // FPS, 2), np.float32)
    for frame in flashes:
        sound[frame * AUDIO_RATE // FPS :][:96] = 0.8
    master, film = tmp_path / "master.wav", tmp_path / "film.mp4"
    write_wav(master, sound)
    mux(film, segments, FPS, master, (), (), "Five minutes", "en")

    with av.open(str(film)) as file:
        seen = [float(frame.time or 0.0) for frame in file.decode(video=0) if frame.to_ndarray()[:36].mean() > 120]
    heard: list[float] = []
    with av.open(str(film)) as file:
        for block in file.decode(audio=0):
            loud, begun = np.flatnonzero(np.abs(block.to_ndarray()[0]) > 0.3), block.time or 0.0
            if len(loud) and (not heard or begun - heard[-1] > 1):
                heard.append(begun + int(loud[0]) / AUDIO_RATE)
    assert len(seen) == len(heard) == len(flashes)
    away = np.asarray(seen) - np.asarray(heard)
    assert seen[-1] > MINUTES * 60 - 2 * EVERY_S
    assert np.abs(away).max() <= 0.020
