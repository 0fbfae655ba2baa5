"""How each tone is bent: the glides, graces and shakes of a tradition, as pitch curves."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.sound.phrase import Tone
from pipeline.sound.piece import Note
from pipeline.sound.scale import Mode, Swara


def ornament(mode: Mode, tones: Sequence[Tone], sa: float, rng: np.random.Generator) -> list[Note]:
    """Tones to notes with the bends of the mode's tradition."""
    notes: list[Note] = []
    before: float | None = None
    for tone in tones:
        pitch = mode.semitones(tone.swara)
        chance = float(rng.random())
        gap = None if before is None else before - pitch
        bends = _bends(mode, tone.swara, tone.length_s, gap, chance)
        notes.append(Note(tone.start_s, tone.length_s, sa + pitch, tone.level, bends))
        before = pitch
    return notes


_Bends = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Bent:
    """A tone about to be bent: where it comes from (semitones, 0 for nowhere), its upper neighbour, a die of 0..1."""

    duration_s: float
    gap: float
    glides: bool
    over: float
    sways: bool
    chance: float


def _bends(mode: Mode, swara: Swara, duration_s: float, gap: float | None, chance: float) -> _Bends:
    tone = _Bent(
        duration_s=duration_s,
        gap=gap or 0.0,
        glides=gap is not None and 0.5 < abs(gap) <= 5.2 and duration_s > 0.22,
        over=min(2.2, mode.semitones(mode.neighbour(swara, up=True)) - mode.semitones(swara)),
        sways=swara.letter in mode.swaying,
        chance=chance,
    )
    return _TRADITIONS[mode.ornament](tone)


def _meend(tone: _Bent) -> _Bends:
    """Hindustani: long glides, grace tones from above, a slow sway on the tones that carry it."""
    start: _Bends = ((0.0, 0.0),)
    if tone.glides and tone.chance < 0.5:
        start = ((0.0, tone.gap), (0.03, tone.gap), (min(0.34, 0.4 * tone.duration_s), 0.0))
    elif tone.chance < 0.72 and tone.duration_s > 0.3:
        start = ((0.0, tone.over), (0.05, tone.over), (0.11, 0.0))
    return start + (_sway(0.42, tone.duration_s, 0.32, 1.6) if tone.sways and tone.duration_s > 0.8 else ())


def _gamaka(tone: _Bent) -> _Bends:
    """Carnatic: tones are shaken from their upper neighbour."""
    if tone.sways and tone.duration_s > 0.3:
        return ((0.0, tone.gap if tone.glides else 0.0), *_shake(0.06, tone.duration_s, tone.over, 5.2))
    if tone.glides and tone.chance < 0.55:
        return ((0.0, tone.gap), (min(0.2, 0.4 * tone.duration_s), 0.0))
    if tone.chance < 0.8 and tone.duration_s > 0.4:
        return ((0.0, 0.0), *_shake(0.05, min(tone.duration_s, 0.45), tone.over, 6.0))
    return ()


def _slide(tone: _Bent) -> _Bends:
    if tone.glides and abs(tone.gap) < 4.2 and tone.chance < 0.4:
        return ((0.0, tone.gap), (min(0.12, 0.35 * tone.duration_s), 0.0))
    return ((0.0, -0.6), (0.07, 0.0)) if tone.chance > 0.8 and tone.duration_s > 0.4 else ()


def _grace(tone: _Bent) -> _Bends:
    """Japanese: a tone from below; or the string is pressed behind the bridge after the pluck and let go (oshi)."""
    if tone.chance < 0.35 and tone.duration_s > 0.4:
        return ((0.0, -1.0), (0.09, 0.0))
    pressed = ((0.0, 0.0), (0.4, 0.0), (0.55, 0.9), (0.8, 0.0))
    return pressed if tone.chance > 0.88 and tone.duration_s > 1.1 else ()


def _nonghyeon(tone: _Bent) -> _Bends:
    """Korean: a wide, slow vibrato on the tones that carry it, a tone from above on others."""
    if tone.sways and tone.duration_s > 0.4:
        return ((0.0, 0.0), *_sway(0.18, tone.duration_s, 0.55, 4.6))
    return ((0.0, 1.0), (0.1, 0.0)) if tone.chance < 0.3 and tone.duration_s > 0.3 else ()


def _murki(tone: _Bent) -> _Bends:
    """Songs: a quick turn around the tone as it begins, short glides, no slow sway."""
    if tone.duration_s > 0.34 and tone.chance < 0.3:
        return ((0.0, tone.over), (0.07, 0.0), (0.12, -min(2.0, tone.over)), (0.17, 0.0))
    if tone.glides and tone.chance < 0.6:
        return ((0.0, tone.gap), (min(0.14, 0.35 * tone.duration_s), 0.0))
    return ()


def _tahrir(tone: _Bent) -> _Bends:
    """Persian: on a held tone the voice breaks to its upper neighbour and back, quicker and quicker."""
    if tone.duration_s > 0.9 and tone.chance < 0.6:
        points: list[tuple[float, float]] = [(0.0, 0.0)]
        at, step = 0.3, 0.2
        while at < tone.duration_s - 0.25:
            points += [(at, 0.0), (at + 0.03, tone.over), (at + 0.06, 0.0)]
            at, step = at + step, max(0.12, step * 0.88)
        return tuple(points)
    return _slide(tone)


def _plain(_tone: _Bent) -> _Bends:
    return ()


_TRADITIONS: dict[str, Callable[[_Bent], _Bends]] = {
    "meend": _meend,
    "gamaka": _gamaka,
    "slide": _slide,
    "grace": _grace,
    "nonghyeon": _nonghyeon,
    "murki": _murki,
    "tahrir": _tahrir,
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
