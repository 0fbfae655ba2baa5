"""Ragas and modes as data: which tones, in what order up and down, where to rest, what phrases make them known."""

from __future__ import annotations

import itertools
import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.vocabulary import Emotion, TimeOfDay

JUST = {
    "S": 1 / 1, "r": 16 / 15, "R": 9 / 8, "g": 6 / 5, "G": 5 / 4, "m": 4 / 3,
    "M": 45 / 32, "P": 3 / 2, "d": 8 / 5, "D": 5 / 3, "n": 16 / 9, "N": 15 / 8,
}  # fmt: skip
"""The twelve swaras as ratios to Sa; capitals are the higher form. Non-Indian modes are written with them too."""
ORDER = "SrRgGmMPdDnN"


@dataclass(frozen=True, slots=True)
class Swara:
    """A tone: its letter and its octave, 0 the middle one."""

    letter: str
    octave: int = 0

    @property
    def step(self) -> int:
        """Semitones above the middle Sa in equal steps, for comparing."""
        return ORDER.index(self.letter) + 12 * self.octave


@dataclass(frozen=True, slots=True)
class Mode:
    """A raga, maqam or pentatonic with its habits, and who plays it.

    `low_sa` is the MIDI number of the middle Sa; `leads` go from gentle to strong, `rhythms` from slow to lively;
    `cents` moves letters away from where the tuning has them; `hours` and `moods` are those that tradition gives it
    (none: any); `opening_s` is the longest time before its rhythm, `drums_db` how much its drums stand out;
    `second` and `close` are told in modes.toml.
    """

    name: str
    aroha: tuple[Swara, ...]
    avaroha: tuple[Swara, ...]
    vadi: str
    samvadi: str
    rests: tuple[str, ...]
    phrases: tuple[tuple[Swara, ...], ...]
    swaying: tuple[str, ...]
    tuning: str
    cents: tuple[tuple[str, float], ...]
    low_sa: int
    leads: tuple[str, ...]
    seconds: tuple[str, ...]
    second: str
    drone: str
    rhythms: tuple[str, ...]
    ornament: str
    close: str
    opening_s: float
    drums_db: float
    hours: tuple[TimeOfDay, ...]
    moods: tuple[Emotion, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """Every tone it may use, upward."""
        used = {swara.letter for line in (self.aroha, self.avaroha, *self.phrases) for swara in line}
        return tuple(letter for letter in ORDER if letter in used)

    def semitones(self, swara: Swara) -> float:
        """Semitones above the middle Sa in this mode's tuning."""
        moved = dict(self.cents).get(swara.letter)
        if moved is not None:
            return moved / 100 + 12 * swara.octave
        if self.tuning == "equal":
            return float(swara.step)
        return 12 * math.log2(JUST[swara.letter]) + 12 * swara.octave

    def degrees(self) -> tuple[float, ...]:
        """Semitones above Sa of every tone, within one octave."""
        return tuple(self.semitones(Swara(letter)) for letter in self.letters)

    def neighbour(self, swara: Swara, *, up: bool) -> Swara:
        """The next tone of the mode on the way up or down, as its ascent or descent has it."""
        letters = {item.letter for item in (self.aroha if up else self.avaroha)}
        step = swara.step
        for _ in range(12):
            step += 1 if up else -1
            if ORDER[step % 12] in letters:
                return Swara(ORDER[step % 12], step // 12)
        raise ValueError(f"{self.name} has no tones")

    def allows(self, before: Swara, after: Swara) -> bool:
        """Whether a line may go from one tone to another in one breath.

        Up from and to tones of the ascent, down from and to those of the descent, no wider than a fifth (or the
        octave), and any other way only as one of the phrases goes it.
        """
        if before == after or _interval(before, after) in self._turns:
            return True
        rise = after.step - before.step
        letters = {swara.letter for swara in (self.aroha if rise > 0 else self.avaroha)}
        return {before.letter, after.letter} <= letters and (abs(rise) <= 7 or abs(rise) == 12)

    @property
    def _turns(self) -> frozenset[tuple[str, str, int]]:
        return _turns_of(self.phrases)


def _interval(before: Swara, after: Swara) -> tuple[str, str, int]:
    return before.letter, after.letter, after.octave - before.octave


@cache
def _turns_of(phrases: tuple[tuple[Swara, ...], ...]) -> frozenset[tuple[str, str, int]]:
    return frozenset(_interval(*pair) for phrase in phrases for pair in itertools.pairwise(phrase))


def parse_swaras(text: str) -> tuple[Swara, ...]:
    """`.N R G S'` to swaras: a dot before is an octave below, a tick after an octave above."""
    swaras = []
    for word in text.split():
        letter = word.strip(".'")
        if letter not in JUST:
            raise ValueError(f"'{word}' is no swara")
        swaras.append(Swara(letter, word.count("'") - word.count(".")))
    return tuple(swaras)


@cache
def modes() -> dict[str, Mode]:
    """All modes by the value of their MusicStyle; some have a dark sister, whose name ends in `-sad`."""
    table = tomllib.loads(files("pipeline.sound").joinpath("modes.toml").read_text(encoding="utf-8"))
    families: dict[str, dict[str, Any]] = table["family"]
    return {name: _mode(name, {**families[entry["family"]], **entry}) for name, entry in table["mode"].items()}


def _mode(name: str, entry: dict[str, Any]) -> Mode:
    return Mode(
        name=name,
        aroha=parse_swaras(entry["aroha"]),
        avaroha=parse_swaras(entry["avaroha"]),
        vadi=entry["vadi"],
        samvadi=entry["samvadi"],
        rests=tuple(entry["rests"].split()),
        phrases=tuple(parse_swaras(phrase) for phrase in entry["phrases"]),
        swaying=tuple(entry.get("swaying", "").split()),
        tuning=entry["tuning"],
        cents=tuple((letter, float(place)) for letter, place in sorted(entry.get("cents", {}).items())),
        low_sa=entry["low_sa"],
        leads=tuple(entry["leads"]),
        seconds=tuple(entry["seconds"]),
        second=entry["second"],
        drone=entry["drone"],
        rhythms=tuple(entry["rhythms"]),
        ornament=entry["ornament"],
        close=entry.get("close", "cadence"),
        opening_s=float(entry.get("opening_s", 14)),
        drums_db=float(entry.get("drums_db", 0)),
        hours=tuple(TimeOfDay(hour) for hour in entry.get("hours", "").split()),
        moods=tuple(Emotion(mood) for mood in entry.get("moods", "").split()),
    )
