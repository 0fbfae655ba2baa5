"""Melody by phrases: what a player of a mode would play next."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.sound.scale import Mode, Swara

LOWEST_STEP, HIGHEST_STEP = -7, 17
"""How far a lead goes from its middle Sa, in semitones."""


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone of a line in time, before it is bent."""

    swara: Swara
    start_s: float
    length_s: float
    level: float


Line = list[tuple[Swara, float]]
"""Tones and their lengths in beats, one after the other."""


class Melodist:
    """Chooses phrases of one mode, each near where the last one ended and near the height the form asks for.

    A phrase is never broken off, and none follows another in a way that the mode does not go.
    """

    def __init__(self, mode: Mode, rng: np.random.Generator) -> None:
        self.mode = mode
        self.rng = rng
        self.last: Swara = Swara("S")
        self._recent: list[tuple[Swara, ...]] = []

    def next_phrase(self, height: float, ends: Sequence[str] = (), most: float = 99) -> tuple[Swara, ...]:
        """A phrase around `height` (semitones over Sa) of `most` tones; `ends` are letters it must come to rest on."""
        costs: list[float] = []
        phrases: list[tuple[Swara, ...]] = []
        for phrase in self.mode.phrases:
            for shift in (-1, 0, 1):
                moved = tuple(Swara(swara.letter, swara.octave + shift) for swara in phrase)
                steps = [swara.step for swara in moved]
                if min(steps) < LOWEST_STEP or max(steps) > HIGHEST_STEP:
                    continue
                cost = 0.5 * abs(steps[0] - self.last.step) + 0.45 * abs(sum(steps) / len(steps) - height)
                cost += 5.0 * sum(other == moved for other in self._recent[-3:])
                # What cannot be had in full is had as nearly as may be.
                cost += 200.0 * (len(moved) > most) + 100.0 * (bool(ends) and moved[-1].letter not in ends)
                cost += 50.0 * (not self.mode.allows(self.last, moved[0]))
                costs.append(cost + float(self.rng.exponential(1.2)))
                phrases.append(moved)
        phrase = phrases[int(np.argmin(costs))]
        self._recent.append(phrase)
        self.last = phrase[-1]
        return phrase

    def fill(self, beats: float, unit: float, height: float) -> Line:
        """Whole phrases that last exactly `beats`, in tones of `unit`, half or twice that; ends on a resting tone."""
        line: Line = []
        left = beats
        while left > unit / 4:
            closing = left <= 8 * unit
            phrase = self.next_phrase(height, self.mode.rests if closing else (), 2 * left / unit)
            if len(phrase) * unit / 2 > left + 1e-9:  # no room for any phrase: the tone before rings on
                if line:
                    line[-1] = (line[-1][0], line[-1][1] + left)
                else:
                    line.append((phrase[-1], left))
                self.last = line[-1][0]
                break
            span = len(phrase) * unit + unit * float(self.rng.choice([1, 2, 3]))
            span = min(left, -(-span // (2 * unit)) * 2 * unit)
            if left - span < 3 * unit:
                span = left
            line += self._set(phrase, span, unit)
            left -= span
        return line

    def _set(self, phrase: tuple[Swara, ...], span: float, unit: float) -> Line:
        """A phrase in time: its last tone rests longest, one that matters inside may be held."""
        lengths = [unit] * len(phrase)
        spare = span - unit * len(phrase)
        quick = 0
        while spare < -1e-9:
            lengths[quick % len(phrase)] -= unit / 2
            spare += unit / 2
            quick += 1
        if spare >= 2 * unit and len(phrase) > 2:
            inner = [place for place in range(len(phrase) - 1) if phrase[place].letter in self.mode.rests]
            if inner and self.rng.random() < 0.7:
                lengths[int(self.rng.choice(inner))] += unit
                spare -= unit
        lengths[-1] += spare
        return list(zip(phrase, lengths, strict=True))

    def cadence(self, count: int = 3) -> tuple[Swara, ...]:
        """How a piece comes home: the last `count` tones of a phrase that falls to the middle Sa."""
        best: tuple[float, tuple[Swara, ...]] | None = None
        for phrase in self.mode.phrases:
            tail = phrase[-count:]
            if tail[-1] != Swara("S") or len(tail) < count:
                continue
            falls = [before.step - after.step for before, after in itertools.pairwise(tail)]
            cost = sum(0.0 if fall > 0 else 4.0 for fall in falls) + float(self.rng.random())
            if best is None or cost < best[0]:
                best = (cost, tail)
        if best is None:
            raise ValueError(f"{self.mode.name} has no way home of {count} tones")
        self.last = Swara("S")
        return best[1]

    def run(self, count: int) -> tuple[Swara, ...]:
        """`count` quick tones, up as the ascent goes and down as the descent, that arrive at Sa (taan)."""
        tops = [swara for swara in self.mode.aroha if swara.letter in self._both and swara.step >= 7]
        tones: list[Swara] = []
        while len(tones) < count:
            top = tops[int(self.rng.integers(len(tops)))]
            wave = [Swara("S")]
            while wave[-1].step < top.step:
                wave.append(self.mode.neighbour(wave[-1], up=True))
            while wave[-1].step > 0:
                wave.append(self.mode.neighbour(wave[-1], up=False))
            tones = wave[:-1] + tones
        self.last = Swara("S")
        return tuple(tones[-count:])

    @property
    def _both(self) -> frozenset[str]:
        """Letters where a run may turn: of the ascent and the descent."""
        return frozenset(s.letter for s in self.mode.aroha) & frozenset(s.letter for s in self.mode.avaroha)
