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
_BLEND_S = 2.0
"""Length of the seam of what has no beat."""
_EDGE_BEATS = 4
_FEWEST_BEATS = 12
_MOST_SEAMS = 24
_FADE_S = 1.5
_MOST_BOOST_DB = 24.0


@dataclass(frozen=True, slots=True)
class Seam:
    """A jump `from_s` one beat `to_s` another, taken `times` over; `spare_s` is what is then still missing."""

    from_s: float
    to_s: float
    times: int
    spare_s: float


def fit(samples: Samples, length: int) -> tuple[Samples, Seam | None]:
    """(length, 2) of a recording at TARGET_LUFS, and where it was cut (None: nowhere, or it has no beat to cut on).

    It ends as the recording ends; one that breaks off is faded away, from a beat on.
    """
    pulse = find_beats(samples)
    seam = None
    missing_s = (length - len(samples)) / RATE
    has_beats = len(pulse.times_s) >= _FEWEST_BEATS
    if has_beats and _is_spare(missing_s, pulse):
        played = samples
    else:
        seam = find_seam(pulse, len(samples) / RATE, length / RATE) if has_beats else None
        played = _jumped(samples, seam) if seam is not None else _blended(samples, length)
    fitted = _placed(played, length)
    _end(fitted, [length / RATE - len(samples) / RATE + at for at in pulse.times_s])
    loudness = integrated_lufs(fitted)
    fitted *= np.float32(db(min(_MOST_BOOST_DB, TARGET_LUFS - loudness)))
    fitted *= limiting_gain(np.abs(fitted).max(axis=1), PEAK_DB)[:, None]
    return fitted, seam


def find_seam(pulse: Pulse, has_s: float, wanted_s: float) -> Seam | None:
    """The pair of beats between which to jump; None if no jump brings the length near enough.

    What the jumps leave over is cut off the beginning (up to a bar) or waited there (up to half a beat).
    """
    missing = wanted_s - has_s
    beats = pulse.times_s
    first, last = _EDGE_BEATS, len(beats) - _EDGE_BEATS
    best: tuple[float, Seam] | None = None
    # Longer repeats are heard less as repeats, so few are tried before many.
    most = 1 if missing < 0 else math.ceil(missing / max(pulse.period_s * pulse.bar, 1.0)) + 1
    for times in range(1, min(most, _MOST_SEAMS) + 1):
        step = missing / times  # forward (negative) when the music is too long, back when it is too short
        for leave in range(first, last):
            wanted = beats[leave] - step
            for enter in _near(beats, wanted, pulse.bar // times + 1, first, last):
                spare = missing - times * (beats[leave] - beats[enter])
                if not _is_spare(spare, pulse) or enter == leave:
                    continue
                unlike = 2.0 - _alike(pulse.sound, leave, enter) - _alike(pulse.sound, leave - 1, enter - 1)
                odd = 0.6 if (enter - leave) % pulse.bar else 0.0
                off = (1.0 if spare > 0 else 0.2) * abs(spare) / pulse.period_s
                cost = unlike + odd + off + 0.3 * (times - 1)
                if best is None or cost < best[0]:
                    best = (cost, Seam(float(beats[leave]), float(beats[enter]), times, float(spare)))
    return best[1] if best is not None else None


def _is_spare(missing_s: float, pulse: Pulse) -> bool:
    """Whether so little is missing, or too much, that the beginning can bear it: half a beat, or a bar."""
    return -pulse.bar <= missing_s / pulse.period_s <= 0.5


def _near(beats: Numbers, at_s: float, reach: int, first: int, last: int) -> range:
    """Beats around a time, from one after it to `reach` before it: what is cut off the beginning they play longer."""
    place = int(np.searchsorted(beats, at_s))
    return range(max(first, place - reach), min(last, place + 2))


def _alike(sound: Numbers, one: int, other: int) -> float:
    return float(sound[one] @ sound[other])


def _jumped(samples: Samples, seam: Seam) -> Samples:
    """The recording with its jumps: what comes before, the part between again and again, what comes after."""
    leave, enter = round(seam.from_s * RATE), round(seam.to_s * RATE)
    played = samples[:leave]
    for _ in range(seam.times - 1):
        played = _joined(played, samples, enter, leave, _CROSS_S)
    return _joined(played, samples, enter, len(samples), _CROSS_S)


def _blended(samples: Samples, length: int) -> Samples:
    """What has no beat to cut on: over and over if it is too short, then its own ending, each over a long seam."""
    cross = min(round(_BLEND_S * RATE), len(samples) // 4, length // 4)
    played = samples
    while len(played) < length:
        played = _joined(played, samples, cross, len(samples), cross / RATE)
    if len(played) == length:
        return played
    tail = min(length // 2, len(samples) // 2)
    return _joined(played[: length - tail], samples, len(samples) - tail, len(samples), cross / RATE)


def _joined(played: Samples, samples: Samples, start: int, end: int, cross_s: float) -> Samples:
    """`samples[start:end]` after `played`, over a seam of equal power that lies before both."""
    cross = min(round(cross_s * RATE), start, len(played))
    angle = np.linspace(0, math.pi / 2, cross, dtype=np.float32)[:, None]
    seam = played[len(played) - cross :] * np.cos(angle) + samples[start - cross : start] * np.sin(angle)
    return np.concatenate([played[: len(played) - cross], seam, samples[start:end]])


def _placed(played: Samples, length: int) -> Samples:
    """Exactly `length`: a fraction of a beat is waited or left out at the start, so that the ending is on time."""
    spare = length - len(played)
    taken = np.zeros((length, 2), dtype=np.float32)
    if spare >= 0:
        taken[spare:] = played
    else:
        taken[:] = played[-spare:]
    start, into = max(0, spare), min(length // 4, RATE // 50)
    taken[start : start + into] *= np.linspace(0, 1, into, dtype=np.float32)[:, None]
    return taken


def _end(taken: Samples, beats_s: list[float]) -> None:
    """Out in a blink after an ending of its own, and from a beat on where the recording breaks off; in place."""
    length = len(taken)
    whole, last = (float(np.sqrt((part**2).mean())) for part in (taken, taken[-RATE // 5 :]))
    away_s = 0.05
    if last > 0.25 * whole:
        early = [at for at in beats_s if length / RATE - 2 * _FADE_S <= at <= length / RATE - _FADE_S]
        away_s = length / RATE - early[-1] if early else _FADE_S
    away = min(length // 4, round(away_s * RATE))
    taken[length - away :] *= (0.5 + 0.5 * np.cos(np.linspace(0, math.pi, away, dtype=np.float32)))[:, None]
