"""Recordings as people bring them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipeline.sound.wav import RATE, Samples, write_wav


def clicks(bpm: float, seconds: float, first_s: float = 0.3, bar: int = 4) -> Samples:
    """A drum on every beat, a chord that changes with every bar, and a last tone that dies away in three seconds."""
    count, beat_s = round(seconds * RATE), 60 / bpm
    mono = np.zeros(count)
    home_s = seconds - 3
    strike = np.random.default_rng(1).standard_normal(RATE // 8) * np.exp(-np.arange(RATE // 8) / 900)
    for number, at in enumerate(np.arange(first_s, home_s + 0.01, beat_s)):
        start = round(at * RATE)
        part = strike[: count - start] * (1.0 if number % bar == 0 else 0.45)
        mono[start : start + len(part)] += part
        length = min(round(beat_s * RATE), count - start)
        t = np.arange(length) / RATE
        chord = (220, 262, 330, 294)[number // bar % 4]
        mono[start : start + length] += 0.2 * np.sin(2 * np.pi * chord * t) * np.exp(-2 * t)
    t = np.arange(count - round(home_s * RATE)) / RATE
    mono[round(home_s * RATE) :] += 0.5 * np.sin(2 * np.pi * 220 * t) * np.exp(-2.2 * t)
    return np.repeat((0.5 * mono)[:, None], 2, axis=1).astype(np.float32)


def swell(seconds: float) -> Samples:
    """Air without a beat: noise that comes and goes slowly and dies away."""
    rng = np.random.default_rng(2)
    t = np.arange(round(seconds * RATE)) / RATE
    noise = np.cumsum(rng.standard_normal((len(t), 2)), axis=0)
    noise -= np.linspace(noise[0], noise[-1], len(t))
    shape = np.sin(np.pi * t / seconds) ** 0.5
    return np.asarray(0.4 * noise / np.abs(noise).max() * shape[:, None], dtype=np.float32)


def kept(path: Path, samples: Samples) -> Path:
    """As a WAV file."""
    write_wav(path, samples)
    return path
