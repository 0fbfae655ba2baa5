"""Ragas and modes as data: which tones, in what order up and down, where to rest, what phrases make them known."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

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

    `low_sa` is the MIDI number of the middle Sa; `leads` go from gentle to strong, `rhythms` from slow to lively.
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
    low_sa: int
    leads: tuple[str, ...]
    seconds: tuple[str, ...]
    drone: str
    rhythms: tuple[str, ...]
    ornament: str

    @property
    def letters(self) -> tuple[str, ...]:
        """Every tone it may use, upward."""
        used = {swara.letter for swara in self.aroha + self.avaroha}
        return tuple(letter for letter in ORDER if letter in used)

    def semitones(self, swara: Swara) -> float:
        """Semitones above the middle Sa in this mode's tuning."""
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
    """All modes by the value of their MusicStyle (Japanese, Chinese and Korean also with `-sad`)."""
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
        low_sa=entry["low_sa"],
        leads=tuple(entry["leads"]),
        seconds=tuple(entry["seconds"]),
        drone=entry["drone"],
        rhythms=tuple(entry["rhythms"]),
        ornament=entry["ornament"],
    )
