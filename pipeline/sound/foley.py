"""What is done and heard: steps on every ground, doors, pages, a fall, anklets, bells and rings. Mono, 48 kHz."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import signal

from pipeline.sound.drums import stroke
from pipeline.sound.wav import RATE, Samples

GROUNDS = ("earth", "grass", "stone", "wood", "carpet", "sand", "snow", "water", "metal")
_STEPS: dict[str, tuple[float, float, float, float, float]] = {
    "earth": (85, 300, 1600, 0.045, 0.5),
    "grass": (70, 900, 5200, 0.07, 0.75),
    "stone": (130, 900, 5000, 0.018, 0.45),
    "wood": (105, 250, 1900, 0.03, 0.3),
    "carpet": (70, 150, 800, 0.04, 0.35),
    "sand": (60, 700, 3500, 0.09, 0.9),
    "snow": (75, 900, 4200, 0.11, 1.0),
    "water": (90, 500, 3800, 0.16, 1.1),
    "metal": (190, 900, 6500, 0.05, 0.4),
}
"""Of a step: the heel's tone in Hz, the band of its noise in Hz, how long that dies away (s), and its share."""


def foley(kind: str, seed: int) -> Samples:
    """One sound, its peak at about 1: "step:<ground>", "run:<ground>" or one of `KINDS`. KeyError for another."""
    rng = np.random.default_rng([seed, 77])
    name, _, ground = kind.partition(":")
    if name in ("step", "run"):
        return _step(ground, rng, run=name == "run")
    return _KINDS[name](rng)


def _step(ground: str, rng: np.random.Generator, *, run: bool) -> Samples:
    hertz, low, high, dies_s, share = _STEPS[ground]
    heel = _thud(hertz * float(rng.uniform(0.92, 1.08)), 0.05, rng)
    scuff = _burst(low, high, dies_s, rng) * np.float32(share)
    # The ball of the foot follows the heel; a runner lands on it.
    gap = int((0.0 if run else float(rng.uniform(0.05, 0.08))) * RATE)
    sound = np.zeros(max(len(heel), gap + len(scuff)), dtype=np.float32)
    sound[: len(heel)] += heel * np.float32(1 - 0.4 * share)
    sound[gap : gap + len(scuff)] += scuff * np.float32(rng.uniform(0.75, 1.0))
    return _settled(sound)


def _thud(hertz: float, dies_s: float, rng: np.random.Generator) -> Samples:
    t = np.arange(int(dies_s * 6 * RATE)) / RATE
    phase = 2 * np.pi * hertz * np.cumsum(1 + 0.8 * np.exp(-t / 0.012)) / RATE
    body = np.sin(phase) * np.exp(-t / dies_s)
    return (body + 0.15 * rng.standard_normal(len(t)) * np.exp(-t / 0.006)).astype(np.float32)


def _burst(low: float, high: float, dies_s: float, rng: np.random.Generator) -> Samples:
    t = np.arange(int(dies_s * 5 * RATE)) / RATE
    sos = signal.butter(2, (low, high), "bandpass", fs=RATE, output="sos")
    grains = 0.4 + 0.6 * (rng.random(len(t)) < 0.25)
    noise = signal.sosfilt(sos, rng.standard_normal(len(t)) * grains)
    return np.asarray(noise * np.minimum(1, t / 0.004) * np.exp(-t / dies_s) * 1.6, dtype=np.float32)


def _door(rng: np.random.Generator) -> Samples:
    """A latch, a hinge that speaks a little, and the leaf that falls to."""
    sound = np.zeros(int(1.15 * RATE), dtype=np.float32)
    _lay(sound, _burst(1200, 6000, 0.008, rng) * np.float32(0.5), 0.0)
    t = np.arange(int(0.5 * RATE)) / RATE
    pitch = 230 + 60 * np.sin(2 * np.pi * 1.3 * t) + 25 * rng.standard_normal()
    creak = signal.sawtooth(2 * np.pi * np.cumsum(pitch) / RATE) * np.sin(np.pi * t / t[-1]) ** 2
    sos = signal.butter(2, (350, 2200), "bandpass", fs=RATE, output="sos")
    _lay(sound, (0.10 * signal.sosfilt(sos, creak)).astype(np.float32), 0.08)
    _lay(sound, _thud(78, 0.07, rng), 0.68)
    _lay(sound, _burst(900, 5000, 0.01, rng) * np.float32(0.4), 0.70)
    return _settled(sound)


def _fall(rng: np.random.Generator) -> Samples:
    sound = np.zeros(int(0.7 * RATE), dtype=np.float32)
    _lay(sound, _thud(58, 0.11, rng), 0.0)
    _lay(sound, _burst(120, 1500, 0.09, rng), 0.01)
    _lay(sound, _thud(72, 0.06, rng) * np.float32(0.5), 0.17)
    return _settled(sound)


def _page(rng: np.random.Generator) -> Samples:
    t = np.arange(int(0.45 * RATE)) / RATE
    sos = signal.butter(2, (1800, 9000), "bandpass", fs=RATE, output="sos")
    swell = np.sin(np.pi * t / t[-1]) ** 2 * (0.3 + 0.7 * np.abs(np.sin(2 * np.pi * 7 * t + rng.uniform(0, 3))))
    return _settled(np.asarray(signal.sosfilt(sos, rng.standard_normal(len(t))) * swell, dtype=np.float32))


def _cloth(rng: np.random.Generator) -> Samples:
    t = np.arange(int(0.5 * RATE)) / RATE
    sos = signal.butter(1, (300, 2600), "bandpass", fs=RATE, output="sos")
    swell = np.sin(np.pi * t / t[-1]) ** 3
    return _settled(np.asarray(signal.sosfilt(sos, rng.standard_normal(len(t))) * swell, dtype=np.float32))


def _anklets(rng: np.random.Generator) -> Samples:
    """A stamp with small bells about the ankle."""
    sound = np.zeros(int(0.6 * RATE), dtype=np.float32)
    _lay(sound, _thud(90, 0.04, rng) * np.float32(0.7), 0.0)
    for _ in range(9):
        t = np.arange(int(0.3 * RATE)) / RATE
        hertz = float(rng.uniform(3200, 5600))
        ring = np.sin(2 * np.pi * hertz * t) * np.exp(-t / 0.06)
        _lay(sound, (0.16 * ring).astype(np.float32), float(rng.uniform(0, 0.12)))
    return _settled(sound)


def _ring(_rng: np.random.Generator) -> Samples:
    """A telephone, twice."""
    t = np.arange(int(0.4 * RATE)) / RATE
    tone = np.sin(2 * np.pi * 1320 * t) + 0.7 * np.sin(2 * np.pi * 1660 * t)
    burst = tone * (0.6 + 0.4 * np.sin(2 * np.pi * 22 * t)) * np.minimum(1, np.minimum(t, t[-1] - t) * 200)
    quiet = np.zeros(int(0.22 * RATE))
    return _settled(np.concatenate([burst, quiet, burst]).astype(np.float32))


def _tick(rng: np.random.Generator) -> Samples:
    sound = np.zeros(int(2.1 * RATE), dtype=np.float32)
    for beat in range(4):
        _lay(sound, _burst(2200 if beat % 2 else 1500, 7000, 0.006, rng), beat * 0.5)
    return _settled(sound)


def _bell(_rng: np.random.Generator) -> Samples:
    return _settled(stroke("bell", "bell", 60.0).copy())


def _breath(rng: np.random.Generator) -> Samples:
    """Air drawn in, brighter as the mouth opens, and held."""
    t = np.arange(int(float(rng.uniform(0.3, 0.38)) * RATE)) / RATE
    noise = rng.standard_normal(len(t))
    low = signal.sosfilt(signal.butter(2, (450, 1500), "bandpass", fs=RATE, output="sos"), noise)
    high = signal.sosfilt(signal.butter(2, (1500, 5200), "bandpass", fs=RATE, output="sos"), noise)
    share = t / t[-1]
    swell = np.sin(np.pi * share**0.7) ** 2
    return _settled(np.asarray((low * (1 - 0.5 * share) + 0.55 * high * share) * swell, dtype=np.float32))


def _lay(track: Samples, sound: Samples, at_s: float) -> None:
    start = int(at_s * RATE)
    room = min(len(sound), len(track) - start)
    track[start : start + room] += sound[:room]


def _settled(sound: Samples) -> Samples:
    """Its peak at 1, no step at either end."""
    sound = sound / np.float32(max(1e-6, float(np.abs(sound).max())))
    into, away = min(len(sound) // 4, 48), min(len(sound) // 4, 960)
    sound[:into] *= np.linspace(0, 1, into, dtype=np.float32)
    sound[-away:] *= np.linspace(1, 0, away, dtype=np.float32)
    return np.asarray(sound, dtype=np.float32)


_KINDS: dict[str, Callable[[np.random.Generator], Samples]] = {
    "door": _door, "fall": _fall, "page": _page, "cloth": _cloth, "anklets": _anklets, "ring": _ring,
    "tick": _tick, "bell": _bell, "breath": _breath,
}  # fmt: skip
KINDS = tuple(_KINDS)
