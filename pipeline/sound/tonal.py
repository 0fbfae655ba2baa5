"""Western styles: periods of four chords with a returning theme, layers that enter, a cadence at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipeline.contracts.composer import MusicCue
from pipeline.sound.groove import (
    Bar,
    Desk,
    ambient,
    cinematic,
    electronic,
    folk,
    jazz,
    latin,
    orchestral,
    podcast,
)
from pipeline.sound.harmony import Chord, Progressions, lead_voices, progressions
from pipeline.sound.mood import Mood
from pipeline.sound.piece import Piece
from pipeline.vocabulary import MusicStyle

RING_S = 3.6


@dataclass(frozen=True, slots=True)
class Manner:
    """How a style goes: pace (quarter notes a minute, at rest and excited), beats in a bar, hall, and who plays."""

    bpm: tuple[float, float]
    hall_s: float
    play: Callable[[Desk, Bar], None]
    beats: int = 4
    swing: float = 0.0


_MANNERS = {
    MusicStyle.ORCHESTRAL: Manner((63, 120), 2.2, orchestral),
    MusicStyle.CINEMATIC: Manner((58, 112), 2.8, cinematic),
    MusicStyle.JAZZ: Manner((84, 168), 1.0, jazz, swing=0.16),
    MusicStyle.AMBIENT: Manner((48, 66), 3.6, ambient),
    MusicStyle.ELECTRONIC: Manner((92, 128), 1.4, electronic),
    MusicStyle.FOLK_GUITAR: Manner((80, 126), 1.2, folk),
    MusicStyle.LATIN_GUITAR: Manner((84, 132), 1.1, latin),
    MusicStyle.PODCAST_BED: Manner((84, 100), 0.8, podcast),
}


def arrange_tonal(cue: MusicCue, mood: Mood, theme_rng: np.random.Generator, rng: np.random.Generator) -> Piece:
    """A Piece for a style of chords and themes. `theme_rng` is the film's, `rng` the scene's."""
    manner = _MANNERS[cue.style]
    length_s = cue.duration_ms / 1000
    tonic = 60.0 + float(theme_rng.integers(-4, 4))
    harmony = progressions(cue.style, mood)
    home_s = length_s - min(RING_S, length_s / 2) if cue.last else length_s
    slow, fast = manner.bpm
    bar_s = manner.beats * 60 / (slow * (fast / slow) ** mood.arousal)
    bars = max(1, round(home_s / bar_s))
    if cue.last:
        # Whole bars until the last chord: the pace gives a little rather than the form.
        bar_s = home_s / bars
    else:
        bars = int(home_s / bar_s) + 1
    chords = _form(harmony, bars, ending=cue.last)
    theme = _theme(harmony, tonic, manner.beats, mood, theme_rng)

    desk = Desk(mood=mood, tonic=tonic, swing=manner.swing, rng=rng, length_s=length_s)
    voices: tuple[float, ...] = ()
    for index, (chord, period) in enumerate(chords):
        voices = lead_voices(chord, tonic, voices, tonic - 8, tonic + 15)
        early = index < 4 and bars > 8 and mood.arousal < 0.8
        melody = () if early else theme[period][index % 4]
        level = _arc(index / max(1, bars), mood)
        bar = Bar(index, period, index * bar_s, bar_s, manner.beats, chord, voices, melody, level, early, last=False)
        manner.play(desk, bar)
    if cue.last:
        final = harmony.cadence[-1]
        voices = lead_voices(final, tonic, voices, tonic - 8, tonic + 15)
        rest = max(0.5, length_s - home_s)
        close = ((0.0, float(manner.beats), tonic + 12, 0.8),)
        manner.play(desk, Bar(bars, 0, home_s, rest, manner.beats, final, voices, close, 0.75, early=False, last=True))
    degrees = sorted({float(tone % 12) for tone in harmony.scale} | {float(k) for c, _ in chords for k in c.classes}
                     | {float(k) for k in harmony.cadence[-1].classes})  # fmt: skip
    return Piece(length_s, tonic, tuple(degrees), desk.parts(), manner.hall_s, ending=cue.last)


def _form(harmony: Progressions, bars: int, *, ending: bool) -> list[tuple[Chord, int]]:
    """First period twice, the second, the first again, and so on; the approach to the end comes last."""
    chords = []
    for index in range(bars):
        period = 1 if (index // 4) % 4 == 2 else 0
        chords.append(((harmony.second if period else harmony.first)[index % 4], period))
    if ending:
        approach = harmony.cadence[:-1][-bars:]
        for place, chord in enumerate(approach):
            chords[bars - len(approach) + place] = (chord, 0)
    return chords


def _arc(share: float, mood: Mood) -> float:
    """Dynamics over the piece: grows to two thirds, then lets go."""
    rise = share / 0.66 if share < 0.66 else 1 - 0.5 * (share - 0.66) / 0.34
    return 0.5 + 0.3 * mood.arousal + 0.18 * rise


_Melody = tuple[tuple[float, float, float, float], ...]


def _theme(
    harmony: Progressions, tonic: float, beats: int, mood: Mood, rng: np.random.Generator
) -> tuple[tuple[_Melody, ...], tuple[_Melody, ...]]:
    """A melody for each period, bar by bar: (beat, beats, pitch, weight). One rhythm makes it one theme."""
    long = ((0.0, 2.0), (2.0, 1.0), (3.0, 1.0))
    choices = (
        (long, ((0.0, 3.0), (3.0, 1.0)), ((0.0, 1.5), (1.5, 0.5), (2.0, 2.0)))
        if mood.arousal < 0.5
        else (((0.0, 1.0), (1.0, 0.5), (1.5, 0.5), (2.0, 2.0)), ((0.0, 1.5), (1.5, 0.5), (2.0, 1.0), (3.0, 1.0)), long)
    )
    figure = choices[int(rng.integers(len(choices)))]
    answer = ((0.0, float(beats)),)
    steps = [tonic + 12 * octave + tone for octave in (0, 1) for tone in harmony.scale]
    periods: list[tuple[_Melody, ...]] = []
    for chords, centre in ((harmony.first, tonic + 9), (harmony.second, tonic + 13)):
        bars: list[_Melody] = []
        at = centre
        for number, chord in enumerate(chords):
            notes = []
            rhythm = answer if number == 3 else figure
            for beat, length in rhythm:
                strong = beat in (0.0, 2.0)
                near = [p for p in steps if (p - tonic) % 12 in chord.classes] if strong else steps
                wish = at + float(rng.choice([-3, -2, -1, 1, 2, 3])) + 0.25 * (centre - at)
                at = min(near, key=lambda pitch: (abs(pitch - wish), pitch))
                notes.append((beat, length, at, 1.0 if strong else 0.86))
            bars.append(tuple(notes))
        periods.append(tuple(bars))
    return periods[0], periods[1]
