"""Chords: their names, progressions by mood, and the voice leading between them."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.sound.mood import Mood

_ROOTS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_KINDS = {
    "": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "6": (0, 4, 7, 9),
    "m6": (0, 3, 7, 9), "m7b5": (0, 3, 6, 10), "dim": (0, 3, 6), "sus2": (0, 2, 7), "sus4": (0, 5, 7),
    "add9": (0, 4, 7, 14), "madd9": (0, 3, 7, 14), "maj9": (0, 4, 7, 11, 14), "m9": (0, 3, 7, 10, 14),
    "9": (0, 4, 7, 10, 14), "13": (0, 4, 10, 14, 21), "5": (0, 7),
}  # fmt: skip
SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic": (0, 2, 3, 5, 7, 8, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "phrygian": (0, 1, 4, 5, 7, 8, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "major five": (0, 2, 4, 7, 9),
    "minor five": (0, 3, 5, 7, 10),
}
"""Semitones above the tonic; "phrygian" with the major third of flamenco."""


@dataclass(frozen=True, slots=True)
class Chord:
    """Written in C: `root` and `tones` are semitones above the tonic, `tones` from the root up."""

    name: str
    root: int
    tones: tuple[int, ...]

    @property
    def classes(self) -> frozenset[int]:
        """Its pitch classes above the tonic."""
        return frozenset(tone % 12 for tone in self.tones)


@cache
def chord(name: str) -> Chord:
    """`Ebmaj7` and the like."""
    root, rest = _ROOTS[name[0]], name[1:]
    if rest[:1] in ("b", "#"):
        root, rest = root + (1 if rest[0] == "#" else -1), rest[1:]
    return Chord(name, root % 12, tuple(root % 12 + interval for interval in _KINDS[rest]))


@dataclass(frozen=True, slots=True)
class Progressions:
    """Two contrasting periods of chords, one a bar, the approach to the last chord, and the scale of the melody."""

    scale: tuple[int, ...]
    first: tuple[Chord, ...]
    second: tuple[Chord, ...]
    cadence: tuple[Chord, ...]


_NEAREST = {"bright": ("calm",), "calm": ("bright",), "dark": ("tense",), "tense": ("dark",)}


def progressions(family: str, mood: Mood, colour: str | None = None) -> Progressions:
    """What a family of harmony.toml does in a mood, or in a `colour` whatever the mood."""
    if colour is None:
        if mood.tension > 0.45 and mood.valence < 0.2:
            colour = "tense"
        elif mood.dark:
            colour = "dark"
        else:
            colour = "calm" if mood.arousal < 0.4 else "bright"
    table = _families()[family]
    colour = next(name for name in (colour, *_NEAREST[colour]) if name in table)
    first, second, cadence, *scale = table[colour]
    name = scale[0] if scale else "minor" if colour in ("dark", "tense") else "major"
    return Progressions(SCALES[name], _chords(first), _chords(second), _chords(cadence))


@cache
def _families() -> dict[str, dict[str, list[str]]]:
    families = tomllib.loads(files("pipeline.sound").joinpath("harmony.toml").read_text(encoding="utf-8"))
    return {name: dict(table) for name, table in families.items()}


def _chords(names: str) -> tuple[Chord, ...]:
    return tuple(chord(name) for name in names.split())


def lead_voices(target: Chord, tonic: float, before: tuple[float, ...], low: float, high: float) -> tuple[float, ...]:
    """The upper voices of a chord (MIDI numbers, low to high) nearest to the ones before, inside `low`..`high`."""
    # With five tones the root is left to the bass and the fifth left out.
    spare = {target.root, (target.root + 7) % 12} if len(target.classes) > 4 else set()
    wanted = sorted(target.classes - spare)
    choices = [
        [pitch for octave in range(-2, 4) if low <= (pitch := tonic + klass + 12 * octave) <= high] for klass in wanted
    ]
    best: tuple[float, tuple[float, ...]] | None = None
    for voicing in itertools.product(*choices):
        ordered = tuple(sorted(voicing))
        if any(upper - lower < 1 for lower, upper in itertools.pairwise(ordered)) or ordered[-1] - ordered[0] > 19:
            continue
        if before:
            cost = sum(min(abs(pitch - other) for other in before) for pitch in ordered)
            cost += sum(min(abs(pitch - other) for pitch in ordered) for other in before)
            cost += 0.08 * abs(sum(ordered) / len(ordered) - (low + high) / 2)
        else:
            cost = abs(sum(ordered) / len(ordered) - (low + high) / 2) + 0.1 * (ordered[-1] - ordered[0])
        if best is None or (cost, ordered) < best:
            best = (cost, ordered)
    if best is None:
        raise ValueError(f"{target.name} has no voicing between {low} and {high}")
    return best[1]
