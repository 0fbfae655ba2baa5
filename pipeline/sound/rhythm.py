"""Talas and grooves: cycles of named strokes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.sound.piece import Stroke

SILENCE = "-"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A cycle. `theka` and `turn` hold, beat by beat, the strokes that share it; `bpm` goes from rest to excitement.

    `layers` are (drum, cycle) of those who play along: cymbals, claps, bells.
    """

    name: str
    drum: str
    divisions: tuple[int, ...]
    bpm: tuple[float, float]
    theka: tuple[tuple[str, ...], ...]
    turn: tuple[tuple[str, ...], ...]
    layers: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()

    @property
    def beats(self) -> int:
        """Beats in the cycle."""
        return sum(self.divisions)

    def beat_s(self, arousal: float) -> float:
        """Length of a beat at an arousal of 0..1."""
        slow, fast = self.bpm
        return float(60 / (slow * (fast / slow) ** arousal))

    @property
    def first(self) -> str:
        """The stroke that it begins and ends with."""
        return next(name for beat in self.theka for name in beat if name != SILENCE)

    def strokes(self, start_s: float, beat_s: float, *, turn: bool, strength: float) -> list[Stroke]:
        """One cycle of strokes; the first beat is strongest, the first of each division next."""
        return self._played(self.turn if turn else self.theka, start_s, beat_s, strength)

    def along(self, layer: int, start_s: float, beat_s: float, strength: float) -> list[Stroke]:
        """One cycle of a layer."""
        return self._played(self.layers[layer][1], start_s, beat_s, strength)

    def _played(
        self, cycle: tuple[tuple[str, ...], ...], start_s: float, beat_s: float, strength: float
    ) -> list[Stroke]:
        starts = {sum(self.divisions[:index]) for index in range(len(self.divisions))}
        played = []
        for beat, names in enumerate(cycle):
            accent = 1.0 if beat == 0 else 0.86 if beat in starts else 0.7
            for place, name in enumerate(names):
                if name != SILENCE:
                    level = strength * accent * (1.0 if place == 0 else 0.78)
                    played.append(Stroke(start_s + (beat + place / len(names)) * beat_s, name, level))
        return played


@cache
def rhythms() -> dict[str, Rhythm]:
    """All cycles by name."""
    table = tomllib.loads(files("pipeline.sound").joinpath("rhythms.toml").read_text(encoding="utf-8"))["rhythm"]
    return {
        name: Rhythm(
            name=name,
            drum=entry["drum"],
            divisions=tuple(entry["divisions"]),
            bpm=(float(entry["bpm"][0]), float(entry["bpm"][1])),
            theka=_beats(entry["theka"]),
            turn=_beats(entry["turn"]),
            layers=tuple((layer["drum"], _beats(layer["theka"])) for layer in entry.get("layers", ())),
        )
        for name, entry in table.items()
    }


def _beats(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(beat.split("+")) for beat in text.split())
