"""Somebody's own recording: any common file to mono samples, and the part of it that is one line."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from pipeline.errors import BadRecording
from pipeline.speech import shaping
from pipeline.speech.vocoder import RATE, Samples

LONGEST_S = 900
"""A film is five minutes at most; who records has pauses and second tries."""


def decode(recording: Path) -> Samples:
    """All of a file's first sound track at vocoder.RATE. Raises BadRecording for what is no sound, or too long."""
    import av

    parts: list[Samples] = []
    count = 0
    try:
        with av.open(str(recording)) as container:
            if not container.streams.audio:
                raise BadRecording(f"'{recording.name}' holds no sound. Give a WAV, MP3, M4A, OGG or FLAC file.")
            resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
            frames = (resampled for frame in container.decode(audio=0) for resampled in resampler.resample(frame))
            for frame in frames:
                parts.append(np.asarray(frame.to_ndarray()[0], dtype=np.float32))
                count += len(parts[-1])
                if count > LONGEST_S * RATE:
                    raise BadRecording(
                        f"'{recording.name}' is longer than {LONGEST_S // 60} minutes; a film has five at most."
                    )
    except av.FFmpegError as problem:
        raise BadRecording(
            f"'{recording.name}' is no recording that can be read. Give a WAV, MP3, M4A, OGG or FLAC file."
        ) from problem
    samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    if not samples.size or float(np.abs(samples).max()) < 1e-3:
        raise BadRecording(f"'{recording.name}' is silent.")
    return samples


def cut_line(whole: Path, start_ms: int, end_ms: int, path: Path) -> tuple[float, int, float]:
    """Write a part of a WAV of `decode`'s rate as a line's take, level and without silence at its ends.

    Gives how much silence was cut before it in ms, its length in ms and its peak.
    """
    with wave.open(str(whole)) as file:
        first = min(round(start_ms * RATE / 1000), file.getnframes())
        file.setpos(first)
        pcm = np.frombuffer(file.readframes(round((end_ms - start_ms) * RATE / 1000)), "<i2")
    samples = (pcm / np.float32(32767)).astype(np.float32)
    heard = shaping.audible(samples)
    if heard[1] <= heard[0]:
        heard = (0, len(samples))
    line = shaping.level(shaping.soften_edges(samples[heard[0] : heard[1]]))
    peak = shaping.write_wav(line, path)
    return heard[0] * 1000 / RATE, round(len(line) * 1000 / RATE), peak
