"""Themes: a motif, its sequence, its answer; and how they change when they come back."""

from __future__ import annotations

import numpy as np

from pipeline.sound.harmony import Chord, Progressions
from pipeline.sound.mood import Mood

Melody = tuple[tuple[float, float, float, float], ...]
"""Tones of a bar: (beat, beats, pitch, weight)."""

_CALM = {
    3: (((0, 2), (2, 1)), ((0, 1), (1, 1), (2, 1)), ((0, 1.5), (1.5, 0.5), (2, 1))),
    4: (((0, 2), (2, 1), (3, 1)), ((0, 3), (3, 1)), ((0, 1.5), (1.5, 0.5), (2, 2))),
    6: (((0, 2), (2, 1), (3, 3)), ((0, 3), (3, 2), (5, 1)), ((0, 1), (1, 1), (2, 1), (3, 3))),
}
_LIVELY = {
    3: (((0, 1), (1, 0.5), (1.5, 0.5), (2, 1)), ((0, 1.5), (1.5, 0.5), (2, 0.5), (2.5, 0.5)), ((0, 1), (1, 1), (2, 1))),
    4: (
        ((0, 1), (1, 0.5), (1.5, 0.5), (2, 2)),
        ((0, 1.5), (1.5, 0.5), (2, 1), (3, 1)),
        ((0.5, 0.5), (1, 0.5), (1.5, 1), (2.5, 0.5), (3, 1)),
    ),
    6: (
        ((0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1)),
        ((0, 2), (2, 1), (3, 1), (4, 1), (5, 1)),
        ((0, 1), (1, 1), (2, 1), (3, 2), (5, 1)),
    ),
}


def write_theme(
    harmony: Progressions, tonic: float, beats: int, mood: Mood, rng: np.random.Generator
) -> tuple[tuple[Melody, ...], tuple[Melody, ...]]:
    """A melody for each period, bar by bar.

    Four bars are a phrase: the motif, the motif on another step, its turn, and a long tone. One rhythm makes it one
    theme; the second period turns the motif upside down.
    """
    figures = (_LIVELY if mood.arousal >= 0.5 else _CALM)[beats]
    figure = figures[int(rng.integers(len(figures)))]
    other = figures[int(rng.integers(len(figures)))]
    shape = [int(rng.choice([-2, -1, 1, 2], p=[0.15, 0.35, 0.35, 0.15])) for _ in range(5)]
    if len({step > 0 for step in shape[:3]}) == 1:
        shape[2] = -shape[2]  # a motif that only climbs is a scale
    # Above the chords, so that it is heard as the tune.
    steps = sorted(tonic + 12 * octave + tone for octave in (0, 1) for tone in harmony.scale)
    steps = [pitch for pitch in steps if tonic + 5 <= pitch <= tonic + 22]
    first = _period(harmony.first, steps, tonic, tonic + 12, (figure, other), shape, beats)
    second = _period(harmony.second, steps, tonic, tonic + 16, (figure, other), [-step for step in shape], beats)
    return first, second


_Figure = tuple[tuple[float, float], ...]


def _period(
    chords: tuple[Chord, ...],
    steps: list[float],
    tonic: float,
    centre: float,
    figures: tuple[_Figure, _Figure],
    shape: list[int],
    beats: int,
) -> tuple[Melody, ...]:
    bars: list[Melody] = []
    at = centre
    for number, chord in enumerate(chords):
        place = number % 4
        rhythm: _Figure = ((0.0, float(beats)),) if place == 3 else figures[1] if place == 2 else figures[0]
        # The motif starts near the middle, a step aside in its sequence.
        wish = centre + (0, 2, -2, 0)[place] if place != 3 else at - 2
        notes: list[tuple[float, float, float, float]] = []
        for index, (beat, length) in enumerate(rhythm):
            strong = beat in (0.0, beats / 2) or length >= beats / 2
            if index:
                turn = -shape[index % 5] if place == 2 else shape[index % 5]
                near = min(range(len(steps)), key=lambda step: abs(steps[step] - at))
                wish = steps[int(np.clip(near + turn, 0, len(steps) - 1))]
            allowed = [pitch for pitch in steps if (pitch - tonic) % 12 in chord.classes] if strong else steps
            allowed = allowed or steps
            at = min(allowed, key=lambda pitch: (abs(pitch - wish), pitch))
            notes.append((float(beat), float(length), at, 1.0 if strong else 0.86))
        bars.append(tuple(notes))
    return tuple(bars)


def vary(melody: Melody, times: int, scale: tuple[float, ...], rng: np.random.Generator) -> Melody:
    """A bar of the theme as it is said the next time: as written, then in one way after another, then in two at once.

    Its longest tone gets a neighbour on the way, comes late, or turns; short ones change places, are said twice, or are
    left out for the one before them to ring.
    """
    if times == 0 or not melody:
        return melody
    ways = _ways(melody, scale, rng)
    return vary(ways[(times - 1) % len(ways)], (times - 1) // len(ways), scale, rng)


def _ways(melody: Melody, scale: tuple[float, ...], rng: np.random.Generator) -> list[Melody]:
    longest = max(range(len(melody)), key=lambda place: (melody[place][1], -place))
    beat, length, pitch, weight = melody[longest]
    below, above = sorted(scale, key=lambda tone: (abs(tone - pitch), tone))[1:3]
    inner = [place for place in range(1, len(melody)) if melody[place][3] < 1]
    ways: list[Melody] = []

    def put(first: int, last: int, *tones: tuple[float, float, float, float]) -> None:
        ways.append((*melody[:first], *tones, *melody[last:]))

    if length >= 1:
        half, quarter, wait = length / 2, length / 4, min(0.5, length / 4)
        near = (below, above)[int(rng.integers(2))]
        put(longest, longest + 1, (beat, half, pitch, weight), (beat + half, half, below, weight * 0.85))
        put(longest, longest + 1, (beat + wait, length - wait, pitch, weight))
        put(
            longest,
            longest + 1,
            (beat, 2 * quarter, pitch, weight),
            (beat + 2 * quarter, quarter, near, weight * 0.85),
            (beat + 3 * quarter, quarter, pitch, weight * 0.85),
        )
    for place in inner[:2]:
        (first, ahead, one, loud), (second, behind, other, soft) = melody[place - 1], melody[place]
        put(place - 1, place + 1, (first, ahead + behind, one, loud))
        put(place, place + 1, (second, behind / 2, other, soft), (second + behind / 2, behind / 2, one, soft * 0.9))
    for place in inner[1:2]:
        (first, ahead, one, loud), (second, behind, other, soft) = melody[place - 1], melody[place]
        if loud < 1 and one != other:
            put(place - 1, place + 1, (first, ahead, other, loud), (second, behind, one, soft))
    if not ways:  # short tones that all are strong: the first is said twice
        put(
            0,
            1,
            (*melody[0][:1], melody[0][1] / 2, *melody[0][2:]),
            (melody[0][0] + melody[0][1] / 2, melody[0][1] / 2, above, 0.8),
        )
    return ways
