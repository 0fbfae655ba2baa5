"""Styles of chords: periods with a returning theme that is never said twice alike, layers that enter, a cadence."""

from __future__ import annotations

import numpy as np

from pipeline.contracts.composer import MusicCue
from pipeline.sound.groove import Bar, Desk, bands, play
from pipeline.sound.harmony import Chord, Progressions, lead_voices, progressions
from pipeline.sound.mood import Mood
from pipeline.sound.piece import Piece
from pipeline.sound.theme import Melody, vary, write_theme

RING_S = 3.6
_OPENING_BARS = 4


def arrange_tonal(cue: MusicCue, mood: Mood, theme_rng: np.random.Generator, rng: np.random.Generator) -> Piece:
    """A Piece for a style of chords and themes. `theme_rng` is the film's, `rng` the scene's."""
    band = bands()[cue.style.value]
    length_s = cue.duration_ms / 1000
    tonic = 60.0 + float(theme_rng.integers(-4, 4))
    harmony = progressions(band.harmony, mood, band.colour)
    home_s = length_s - min(RING_S, length_s / 2) if cue.last else length_s
    slow, fast = band.bpm
    bar_s = band.beats * 60 / (slow * (fast / slow) ** mood.arousal)
    bars = max(1, round(home_s / bar_s))
    if cue.last:
        # Whole bars until the last chord: the pace gives a little rather than the form.
        bar_s = home_s / bars
    else:
        bars = int(home_s / bar_s) + 1
    chords = _form(harmony, bars, ending=cue.last)
    theme = write_theme(harmony, tonic, band.beats, mood, theme_rng)
    scale = tuple(sorted(tonic + 12 * octave + tone for octave in (-1, 0, 1, 2) for tone in harmony.scale))

    desk = Desk(mood=mood, tonic=tonic, swing=band.swing, rng=rng, length_s=length_s)
    voices: tuple[float, ...] = ()
    said: dict[Melody, int] = {}
    at = tonic + 12
    for index, (chord, period, place) in enumerate(chords):
        voices = lead_voices(chord, tonic, voices, tonic - 13, tonic + 9)
        early = index < _OPENING_BARS and bars > 2 * _OPENING_BARS and mood.arousal < 0.8
        melody: Melody = ()
        if not early:
            # A bar that the theme itself says twice is no more said alike than one that comes back.
            written = theme[period][place]
            times = said.get(written, 0)
            said[written] = times + 1
            melody = vary(written, times, scale, rng)
            if chord.classes != (harmony.second if period else harmony.first)[place].classes:
                melody = _fitted(melody, chord, tonic, scale)
        at = melody[-1][2] if melody else at
        bar = Bar(
            index,
            period,
            index * bar_s,
            bar_s,
            band.beats,
            chord,
            voices,
            melody,
            _arc(index / max(1, bars), mood),
            early,
            returning=period == 0 and index >= bars * 0.6,
            last=False,
            scale=scale,
        )
        play(band, desk, bar)
    if cue.last:
        final = harmony.cadence[-1]
        voices = lead_voices(final, tonic, voices, tonic - 13, tonic + 9)
        rest = max(0.5, length_s - home_s)
        # The tune comes home where it is, not an octave away.
        close = ((0.0, float(band.beats), min((tonic, tonic + 12), key=lambda home: abs(home - at)), 0.9),)
        ending = Bar(
            bars, 0, home_s, rest, band.beats, final, voices, close, 0.75,
            early=False, returning=True, last=True, scale=scale,
        )  # fmt: skip
        play(band, desk, ending)
    classes = {float(tone % 12) for tone in harmony.scale} | {float(k) for c, _, _ in chords for k in c.classes}
    classes |= {float(k) for k in harmony.cadence[-1].classes}
    starts = [index * bar_s for index in range(bars + 1) if index * bar_s < length_s]
    pulse = [start + beat * bar_s / band.beats for start in starts for beat in range(band.beats)]
    return Piece(
        length_s,
        tonic,
        tuple(sorted(classes)),
        desk.parts(band),
        band.hall_s,
        ending=cue.last,
        pulse=tuple(at for at in pulse if at < length_s),
        bars=tuple(starts),
    )


def _form(harmony: Progressions, bars: int, *, ending: bool) -> list[tuple[Chord, int, int]]:
    """(chord, period, place in it) of every bar.

    The first period twice, the second, the first again, and so on; the approach to the end comes last.
    """
    chords: list[tuple[Chord, int, int]] = []
    order = (0, 0, 1, 0)
    turn = 0
    while len(chords) < bars:
        # Long periods leave no time to say the first one twice.
        period = order[turn % 4] if len(harmony.first) <= 4 else turn % 2
        for place, chord in enumerate(harmony.second if period else harmony.first):
            chords.append((chord, period, place))
        turn += 1
    chords = chords[:bars]
    if ending:
        approach = harmony.cadence[:-1][-bars:]
        for offset, chord in enumerate(approach):
            place = bars - len(approach) + offset
            chords[place] = (chord, 0, chords[place][2] % len(harmony.first))
    return chords


def _fitted(melody: Melody, chord: Chord, tonic: float, scale: tuple[float, ...]) -> Melody:
    """A melody over another chord than it was written for: its long tones go to the nearest of the chord's."""
    tones = [tonic + 12 * octave + klass for octave in (-1, 0, 1, 2) for klass in chord.classes]
    return tuple(
        (beat, beats, min(tones, key=lambda tone: (abs(tone - pitch), tone)), weight)
        if beats >= 1 or pitch not in scale
        else (beat, beats, pitch, weight)
        for beat, beats, pitch, weight in melody
    )


def _arc(share: float, mood: Mood) -> float:
    """Dynamics over the piece: grows to two thirds, then lets go."""
    rise = share / 0.66 if share < 0.66 else 1 - 0.5 * (share - 0.66) / 0.34
    return 0.5 + 0.3 * mood.arousal + 0.18 * rise
