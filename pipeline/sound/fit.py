"""A recording made exactly as long as the film: from a beat to a beat that sounds like it, with its own ending."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pipeline.sound.beats import Numbers, Pulse, find_beats
from pipeline.sound.loudness import integrated_lufs, limiting_gain
from pipeline.sound.perform import PEAK_DB, TARGET_LUFS
from pipeline.sound.wav import RATE, Samples, db

_CROSS_S = 0.045
"""Length of the seam, which ends just before the beat so that its attack stays whole."""
_EDGE_BEATS = 4
_FEWEST_BEATS = 12
_FADE_S = 1.5


@dataclass(frozen=True, slots=True)
class Seam:
    """A jump `from_s` one beat `to_s` another, taken `times` over; `spare_s` is what is then still missing."""

    from_s: float
    to_s: float
    times: int
    spare_s: float


def fit(samples: Samples, length: int) -> tuple[Samples, Seam | None]:
    """(length, 2) of a recording at TARGET_LUFS, and where it was cut (None: nowhere, or it has no beat to cut on)."""
    seam = None
    if len(samples) != length:
        pulse = find_beats(samples)
        if len(pulse.times_s) >= _FEWEST_BEATS:
            seam = find_seam(pulse, len(samples) / RATE, length / RATE)
    played = _jumped(samples, seam) if seam is not None else samples
    fitted = _placed(played, length)
    loudness = integrated_lufs(fitted)
    fitted *= np.float32(db(min(24.0, TARGET_LUFS - loudness)))
    fitted *= limiting_gain(np.abs(fitted).max(axis=1), PEAK_DB)[:, None]
    return fitted, seam


def find_seam(pulse: Pulse, has_s: float, wanted_s: float) -> Seam | None:
    """The pair of beats between which to jump; None if no jump brings the length near enough."""
    missing = wanted_s - has_s
    beats = pulse.times_s
    first, last = _EDGE_BEATS, len(beats) - _EDGE_BEATS
    best: tuple[float, Seam] | None = None
    # Longer repeats are heard less as repeats, so few are tried before many.
    most = 1 if missing < 0 else math.ceil(missing / max(pulse.period_s * 4, 1.0)) + 1
    for times in range(1, min(most, 24) + 1):
        step = missing / times  # forward (negative) when the music is too long, back when it is too short
        for leave in range(first, last):
            wanted = beats[leave] - step
            for enter in _near(beats, wanted, first, last):
                spare = missing - times * (beats[leave] - beats[enter])
                if abs(spare) > 0.75 * pulse.period_s or enter == leave:
                    continue
                unlike = 2.0 - _alike(pulse.sound, leave, enter) - _alike(pulse.sound, leave - 1, enter - 1)
                odd = 0.35 if (enter - leave) % 4 else 0.0
                cost = unlike + odd + 2.0 * abs(spare) / pulse.period_s + 0.25 * (times - 1)
                if best is None or cost < best[0]:
                    best = (cost, Seam(float(beats[leave]), float(beats[enter]), times, float(spare)))
    return best[1] if best is not None else None


def _near(beats: Numbers, at_s: float, first: int, last: int) -> range:
    place = int(np.searchsorted(beats, at_s))
    return range(max(first, place - 1), min(last, place + 1))


def _alike(sound: Numbers, one: int, other: int) -> float:
    return float(sound[one] @ sound[other])


def _jumped(samples: Samples, seam: Seam) -> Samples:
    """The recording with its jumps: what comes before, the part between again and again, what comes after."""
    leave, enter = round(seam.from_s * RATE), round(seam.to_s * RATE)
    played = samples[:leave]
    for _ in range(seam.times - 1):
        played = _joined(played, samples, enter, leave)
    return _joined(played, samples, enter, len(samples))


def _joined(played: Samples, samples: Samples, start: int, end: int) -> Samples:
    """`samples[start:end]` after `played`, over a seam of equal power that lies before both beats."""
    cross = min(round(_CROSS_S * RATE), start, len(played))
    angle = np.linspace(0, math.pi / 2, cross, dtype=np.float32)[:, None]
    seam = played[len(played) - cross :] * np.cos(angle) + samples[start - cross : start] * np.sin(angle)
    return np.concatenate([played[: len(played) - cross], seam, samples[start:end]])


def _placed(played: Samples, length: int) -> Samples:
    """Exactly `length`: a fraction of a beat is waited or left out at the start, so that the ending is on time."""
    spare = length - len(played)
    if abs(spare) > RATE:  # no seam was found: from the start, and faded away
        taken = np.zeros((length, 2), dtype=np.float32)
        for start in range(0, length, len(played)):
            part = played[: length - start]
            taken[start : start + len(part)] = part
        abrupt = True
    else:
        taken = np.zeros((length, 2), dtype=np.float32)
        if spare >= 0:
            taken[spare:] = played
        else:
            taken[:] = played[-spare:]
        whole = float(np.sqrt((taken**2).mean()))
        abrupt = float(np.sqrt((taken[-RATE // 5 :] ** 2).mean())) > 0.25 * whole
    into, away = min(length // 4, RATE // 50), min(length // 4, round((_FADE_S if abrupt else 0.05) * RATE))
    taken[max(0, spare) : max(0, spare) + into] *= np.linspace(0, 1, into, dtype=np.float32)[:, None]
    taken[length - away :] *= (0.5 + 0.5 * np.cos(np.linspace(0, math.pi, away, dtype=np.float32)))[:, None]
    return taken
