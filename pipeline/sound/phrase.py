"""Melody by phrases: what a player of a mode would play next, and how each tone is bent."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.sound.piece import Note
from pipeline.sound.scale import Mode, Swara

LOWEST_STEP, HIGHEST_STEP = -7, 17
"""How far a lead goes from its middle Sa, in semitones."""


class Melodist:
    """Chooses phrases of one mode, each near where the last one ended and near the height the form asks for."""

    def __init__(self, mode: Mode, rng: np.random.Generator) -> None:
        self.mode = mode
        self.rng = rng
        self.last: Swara = Swara("S")
        self._recent: list[tuple[Swara, ...]] = []

    def next_phrase(self, height: float, ends: Sequence[str] = ()) -> tuple[Swara, ...]:
        """A phrase around `height` (semitones over Sa); `ends` are letters it must come to rest on."""
        costs: list[float] = []
        phrases: list[tuple[Swara, ...]] = []
        for phrase in self.mode.phrases:
            if ends and phrase[-1].letter not in ends:
                continue
            for shift in (-1, 0, 1):
                moved = tuple(Swara(swara.letter, swara.octave + shift) for swara in phrase)
                steps = [swara.step for swara in moved]
                if min(steps) < LOWEST_STEP or max(steps) > HIGHEST_STEP:
                    continue
                leap = abs(steps[0] - self.last.step)
                away = abs(sum(steps) / len(steps) - height)
                stale = 5.0 * sum(other == moved for other in self._recent[-3:])
                costs.append(0.5 * leap + 0.45 * away + stale + float(self.rng.exponential(1.2)))
                phrases.append(moved)
        phrase = phrases[int(np.argmin(costs))]
        self._recent.append(phrase)
        self.last = phrase[-1]
        return phrase

    def descent(self, count: int, octave: int = 0) -> tuple[Swara, ...]:
        """The last `count` tones of the way down to Sa: how a piece comes home."""
        tones = [swara for swara in self.mode.avaroha if swara.step >= 0]
        self.last = Swara("S", octave)
        return tuple(Swara(swara.letter, swara.octave + octave) for swara in tones[-count:])

    def fill(self, beats: float, unit: float, height: float) -> list[tuple[Swara, float]]:
        """Phrases that last exactly `beats`, in tones of `unit`, twice that and the like; ends on a resting tone."""
        tones: list[tuple[Swara, float]] = []
        left = beats
        while left > unit / 2:
            phrase = self.next_phrase(height, self.mode.rests if left <= 6 * unit else ())
            for index, swara in enumerate(phrase):
                if left <= unit / 2:
                    break
                final = index == len(phrase) - 1
                wish = unit * float(self.rng.choice([2, 3, 4]) if final else self.rng.choice([1, 1, 1, 2]))
                length = min(wish, left)
                tones.append((swara, length))
                left -= length
        self.last = tones[-1][0]
        return tones


def ornament(
    mode: Mode, tones: Sequence[tuple[Swara, float, float, float]], sa: float, rng: np.random.Generator
) -> list[Note]:
    """Tones (swara, start s, duration s, velocity) to notes with the bends of the mode's tradition."""
    notes: list[Note] = []
    before: float | None = None
    for swara, start_s, duration_s, velocity in tones:
        tone = mode.semitones(swara)
        chance = float(rng.random())
        gap = None if before is None else before - tone
        bends = _bends(mode, swara, duration_s, gap, chance)
        notes.append(Note(start_s, duration_s, sa + tone, velocity, bends))
        before = tone
    return notes


_Bends = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Tone:
    """A tone about to be bent: where it comes from (semitones, 0 for nowhere), its upper neighbour, a die of 0..1."""

    duration_s: float
    gap: float
    glides: bool
    over: float
    sways: bool
    chance: float


def _bends(mode: Mode, swara: Swara, duration_s: float, gap: float | None, chance: float) -> _Bends:
    tone = _Tone(
        duration_s=duration_s,
        gap=gap or 0.0,
        glides=gap is not None and 0.5 < abs(gap) <= 5.2 and duration_s > 0.22,
        over=min(2.2, mode.semitones(mode.neighbour(swara, up=True)) - mode.semitones(swara)),
        sways=swara.letter in mode.swaying,
        chance=chance,
    )
    return _TRADITIONS[mode.ornament](tone)


def _meend(tone: _Tone) -> _Bends:
    """Hindustani: long glides, grace tones from above, a slow sway on the tones that carry it."""
    start: _Bends = ((0.0, 0.0),)
    if tone.glides and tone.chance < 0.5:
        start = ((0.0, tone.gap), (0.03, tone.gap), (min(0.34, 0.4 * tone.duration_s), 0.0))
    elif tone.chance < 0.72 and tone.duration_s > 0.3:
        start = ((0.0, tone.over), (0.05, tone.over), (0.11, 0.0))
    return start + (_sway(0.42, tone.duration_s, 0.32, 1.6) if tone.sways and tone.duration_s > 0.8 else ())


def _gamaka(tone: _Tone) -> _Bends:
    """Carnatic: tones are shaken from their upper neighbour."""
    if tone.sways and tone.duration_s > 0.3:
        return ((0.0, tone.gap if tone.glides else 0.0), *_shake(0.06, tone.duration_s, tone.over, 5.2))
    if tone.glides and tone.chance < 0.55:
        return ((0.0, tone.gap), (min(0.2, 0.4 * tone.duration_s), 0.0))
    if tone.chance < 0.8 and tone.duration_s > 0.4:
        return ((0.0, 0.0), *_shake(0.05, min(tone.duration_s, 0.45), tone.over, 6.0))
    return ()


def _slide(tone: _Tone) -> _Bends:
    if tone.glides and abs(tone.gap) < 4.2 and tone.chance < 0.4:
        return ((0.0, tone.gap), (min(0.12, 0.35 * tone.duration_s), 0.0))
    return ((0.0, -0.6), (0.07, 0.0)) if tone.chance > 0.8 and tone.duration_s > 0.4 else ()


def _grace(tone: _Tone) -> _Bends:
    """Japanese: a tone from below; or the string is pressed behind the bridge after the pluck and let go (oshi)."""
    if tone.chance < 0.35 and tone.duration_s > 0.4:
        return ((0.0, -1.0), (0.09, 0.0))
    pressed = ((0.0, 0.0), (0.4, 0.0), (0.55, 0.9), (0.8, 0.0))
    return pressed if tone.chance > 0.88 and tone.duration_s > 1.1 else ()


def _nonghyeon(tone: _Tone) -> _Bends:
    """Korean: a wide, slow vibrato on the tones that carry it, a tone from above on others."""
    if tone.sways and tone.duration_s > 0.4:
        return ((0.0, 0.0), *_sway(0.18, tone.duration_s, 0.55, 4.6))
    return ((0.0, 1.0), (0.1, 0.0)) if tone.chance < 0.3 and tone.duration_s > 0.3 else ()


def _plain(_tone: _Tone) -> _Bends:
    return ()


_TRADITIONS: dict[str, Callable[[_Tone], _Bends]] = {
    "meend": _meend,
    "gamaka": _gamaka,
    "slide": _slide,
    "grace": _grace,
    "nonghyeon": _nonghyeon,
    "plain": _plain,
}


def _sway(start_s: float, duration_s: float, depth: float, rate_hz: float) -> tuple[tuple[float, float], ...]:
    """A slow oscillation around the tone, as breakpoints at its turns."""
    turns = int((duration_s - start_s) * rate_hz * 2)
    return tuple(
        (start_s + turn / (2 * rate_hz), depth * (-1 if turn % 2 else 1) * math.sin(math.pi * (turn + 1) / (turns + 2)))
        for turn in range(turns)
    )


def _shake(start_s: float, duration_s: float, over: float, rate_hz: float) -> tuple[tuple[float, float], ...]:
    """A shake between the tone and its upper neighbour that settles on the tone."""
    turns = max(2, int((duration_s - start_s) * rate_hz)) // 2 * 2
    points = []
    for turn in range(turns):
        fade = 1 - turn / turns
        points.append((start_s + (turn + 0.5) / rate_hz, over * fade if turn % 2 == 0 else 0.0))
    return (*points, (start_s + turns / rate_hz + 0.05, 0.0))
