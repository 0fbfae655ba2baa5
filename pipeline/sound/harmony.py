"""Chords: their names, progressions by mood, and the voice leading between them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

from pipeline.sound.mood import Mood
from pipeline.vocabulary import MusicStyle

_ROOTS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_KINDS = {
    "": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "6": (0, 4, 7, 9),
    "m6": (0, 3, 7, 9), "m7b5": (0, 3, 6, 10), "dim": (0, 3, 6), "sus2": (0, 2, 7), "sus4": (0, 5, 7),
    "add9": (0, 4, 7, 14), "madd9": (0, 3, 7, 14), "maj9": (0, 4, 7, 11, 14), "m9": (0, 3, 7, 10, 14),
    "9": (0, 4, 7, 10, 14), "13": (0, 4, 10, 14, 21), "5": (0, 7),
}  # fmt: skip
MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR = (0, 2, 3, 5, 7, 8, 10)


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
    """Two contrasting periods of four chords, the approach to the last chord, and the scale of the melody."""

    scale: tuple[int, ...]
    first: tuple[Chord, ...]
    second: tuple[Chord, ...]
    cadence: tuple[Chord, ...]


_BRIGHT, _CALM, _DARK, _TENSE = "bright", "calm", "dark", "tense"
_TABLE: dict[str, dict[str, tuple[str, str, str]]] = {
    "plain": {
        _BRIGHT: ("C G Am F", "F C Dm G", "F G C"),
        _CALM: ("Cadd9 Em Fmaj7 C", "Am7 Fmaj7 C Gsus4", "Fmaj7 Gsus4 C"),
        _DARK: ("Cm Ab Eb Bb", "Fm Cm Ab Gm", "Ab Gm Cm"),
        _TENSE: ("Cm Ab Fm G", "Cm Db Fm G", "Fm G Cm"),
    },
    "film": {
        _BRIGHT: ("C Am F G", "Em F Am G", "F Gsus4 C"),
        _CALM: ("Cadd9 Am7 Fmaj7 Gsus4", "Fmaj7 Em7 Dm7 Gsus4", "Fmaj7 Gsus4 Cadd9"),
        _DARK: ("Cm Abmaj7 Fm Gm", "Ab Eb Fm Gsus4", "Fm Gm Cm"),
        _TENSE: ("Cm Cm Abmaj7 Fm", "Db Cm Fm G", "Ab G Cm"),
    },
    "jazz": {
        _BRIGHT: ("Cmaj7 Am7 Dm7 G13", "Em7 A7 Dm9 G13", "Dm9 G13 C6"),
        _CALM: ("Cmaj9 Fmaj7 Em7 Am9", "Dm9 G13 Cmaj9 Am7", "Dm9 G13 Cmaj9"),
        _DARK: ("Cm9 Fm9 Dm7b5 G7", "Abmaj7 Fm9 Dm7b5 G7", "Dm7b5 G7 Cm6"),
        _TENSE: ("Cm6 Abmaj7 Dm7b5 G7", "Fm9 Cm6 Ab7 G7", "Ab7 G7 Cm6"),
    },
    "float": {
        _BRIGHT: ("Cmaj9 Gadd9 Fmaj9 Am7", "Fmaj9 Em7 Am7 Gsus4", "Fmaj9 Gsus4 Cadd9"),
        _CALM: ("Cadd9 Fmaj9 Am9 Gsus4", "Am9 Fmaj9 Cadd9 Gsus2", "Fmaj9 Gsus2 Cadd9"),
        _DARK: ("Cm9 Abmaj9 Fm9 Gm7", "Ebmaj9 Abmaj9 Fm9 Gm7", "Abmaj9 Gm7 Cmadd9"),
        _TENSE: ("Cm9 Dbmaj7 Cm9 Abmaj7", "Fm9 Dbmaj7 Cm9 Gm7", "Dbmaj7 Gm7 Cm"),
    },
    "latin": {
        _BRIGHT: ("C6 Dm7 G7 C6", "Am7 Dm7 G7 C6", "Dm7 G7 C6"),
        _CALM: ("Cmaj7 Am7 Dm7 G9", "Fmaj7 Em7 Dm7 G9", "Dm7 G9 Cmaj7"),
        _DARK: ("Cm Bb Ab G", "Fm Cm G7 Cm", "Ab G7 Cm"),
        _TENSE: ("Cm Bb Ab G", "Fm Db G7 G7", "Db G7 Cm"),
    },
}
_FAMILY = {
    MusicStyle.ORCHESTRAL: "plain",
    MusicStyle.CINEMATIC: "film",
    MusicStyle.JAZZ: "jazz",
    MusicStyle.AMBIENT: "float",
    MusicStyle.ELECTRONIC: "film",
    MusicStyle.FOLK_GUITAR: "plain",
    MusicStyle.LATIN_GUITAR: "latin",
    MusicStyle.PODCAST_BED: "float",
}


def progressions(style: MusicStyle, mood: Mood) -> Progressions:
    """What a style's harmony does in a mood. A podcast's bed stays bright: it carries talk, not a plot."""
    if style is MusicStyle.PODCAST_BED:
        colour = _BRIGHT
    elif mood.tension > 0.45 and mood.valence < 0.2:
        colour = _TENSE
    elif mood.dark:
        colour = _DARK
    else:
        colour = _CALM if mood.arousal < 0.4 else _BRIGHT
    first, second, cadence = _TABLE[_FAMILY[style]][colour]
    scale = MINOR if colour in (_DARK, _TENSE) else MAJOR
    return Progressions(scale, _chords(first), _chords(second), _chords(cadence))


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
