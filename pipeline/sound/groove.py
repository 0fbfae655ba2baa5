"""What a band plays in a bar: every part does one thing, written in bands.toml."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from pipeline.sound.harmony import Chord
from pipeline.sound.mood import Mood
from pipeline.sound.piece import Note, Part, Stroke

Beats = tuple[tuple[float, float, str], ...]
"""(place, length, tone) in beats of the bar."""
_ROLES = {"tune": "lead", "third": "second", "bass": "bass", "walk": "bass", "beat": "drums"}


@dataclass(frozen=True, slots=True)
class Player:
    """One part of a band, as bands.toml describes it."""

    name: str
    play: tuple[str, ...]
    dark: str | None
    does: str
    rhythm: Beats
    odd: Beats
    dense: Beats
    strokes: tuple[tuple[str, tuple[float, ...]], ...]
    odd_strokes: tuple[tuple[str, tuple[float, ...]], ...]
    lively: float
    steps: int
    voices: int
    shift: float
    every: int
    doubled: bool
    least: float
    most: float
    when: str
    end: str | None
    level: float
    gain_db: float
    pan: float
    room: float

    def instrument(self, mood: Mood) -> str:
        """What it is played on in a mood."""
        name = self.play[min(len(self.play) - 1, int(mood.arousal * len(self.play)))]
        if self.dark is not None and mood.dark:
            name = self.dark
        return f"gm:{name}" if name.isdigit() or name == "drums" else name


@dataclass(frozen=True, slots=True)
class Band:
    """How a style goes: pace (beats a minute, at rest and excited), beats in a bar, hall, and who plays."""

    bpm: tuple[float, float]
    beats: int
    hall_s: float
    swing: float
    harmony: str
    colour: str | None
    players: tuple[Player, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar to be played. `melody` is (beat, beats, pitch, weight); `early` while the theme has not come in yet."""

    index: int
    period: int
    start_s: float
    length_s: float
    beats: int
    chord: Chord
    voices: tuple[float, ...]
    melody: tuple[tuple[float, float, float, float], ...]
    level: float
    early: bool
    returning: bool
    last: bool
    scale: tuple[float, ...]

    @property
    def beat_s(self) -> float:
        """Length of a beat."""
        return self.length_s / self.beats


@dataclass(slots=True)
class Desk:
    """Where parts are collected while bars are played."""

    mood: Mood
    tonic: float
    swing: float
    rng: np.random.Generator
    length_s: float
    _notes: dict[str, list[Note]] = field(default_factory=lambda: defaultdict(list))
    _strokes: dict[str, list[Stroke]] = field(default_factory=lambda: defaultdict(list))

    def note(self, player: Player, bar: Bar, beat: float, beats: float, pitch: float, velocity: float = 1.0) -> None:
        """A note at a beat of the bar; offbeats swing, and a few milliseconds of hand."""
        if abs(beat % 1 - 0.5) < 0.01:
            beat += self.swing
        hand = 0.0 if bar.last else float(self.rng.normal(0, 0.004))
        start = max(0.0, bar.start_s + beat * bar.beat_s + hand)
        length = min(beats * bar.beat_s, self.length_s - start)
        if length > 0.03:
            level = min(1.0, velocity * player.level * bar.level * float(self.rng.uniform(0.92, 1.05)))
            self._notes[player.name].append(Note(start, length, pitch, level))

    def hit(self, player: Player, bar: Bar, beat: float, stroke: str, velocity: float = 1.0) -> None:
        """A stroke at a beat of the bar."""
        if stroke.isdigit():
            self.note(player, bar, beat, 0.3, float(stroke), velocity)
            return
        if abs(beat % 1 - 0.5) < 0.01:
            beat += self.swing
        start = max(0.0, bar.start_s + beat * bar.beat_s + float(self.rng.normal(0, 0.003)))
        if start < self.length_s - 0.05:
            self._strokes[player.name].append(Stroke(start, stroke, min(1.0, velocity * player.level * bar.level)))

    def parts(self, band: Band) -> tuple[Part, ...]:
        """Everything that was played, the lead first."""
        parts = [
            Part(
                player.instrument(self.mood),
                tuple(self._notes[player.name]),
                tuple(self._strokes[player.name]),
                player.gain_db,
                player.pan,
                player.room,
                _ROLES.get(player.does, "bed"),
            )
            for player in band.players
            if self._notes[player.name] or self._strokes[player.name]
        ]
        return tuple(sorted(parts, key=lambda part: part.role != "lead"))


def play(band: Band, desk: Desk, bar: Bar) -> None:
    """Everybody who plays in this bar does."""
    energy = max(desk.mood.arousal, 1.05 * desk.mood.tension)
    for player in band.players:
        waits = (
            (player.when == "later" and bar.early)
            or (player.when == "second" and bar.period != 1)
            or (player.when == "return" and not bar.returning)
        )
        outside = not player.least <= energy <= player.most or bar.index % player.every
        if bar.last or not (waits or outside):
            _DOES[player.does](player, desk, bar)


def bass_note(bar: Bar, tonic: float, low: float = 34.0) -> float:
    """The chord's root in the bass register."""
    pitch = tonic + bar.chord.root - 24
    while pitch < low:
        pitch += 12
    while pitch >= low + 14:
        pitch -= 12
    return pitch


def _degree(bar: Bar, root: float, what: str, voices: tuple[float, ...]) -> float:
    """The pitch of a tone of the chord by its letter in bands.toml."""
    above = sorted((tone - bar.chord.root) % 12 for tone in bar.chord.classes)
    match what:
        case "f":  # the fifth, whatever kind of fifth the chord has
            return root + min(above, key=lambda tone: (abs(tone - 7), tone))
        case "t":
            return root + min(above, key=lambda tone: (abs(tone - 4), tone))
        case "s":
            return root + (9 if 9 in above else 10 if 10 in above else 7 if 7 in above else 0)
        case "o":
            return root + 12
        case "r":
            return root
        case _:
            return voices[int(what) % len(voices)]


def _rhythm(player: Player, desk: Desk, bar: Bar) -> Beats:
    if player.dense and desk.mood.arousal > player.lively:
        return player.dense
    return player.odd if player.odd and bar.index % 2 else player.rhythm


def _hold(player: Player, desk: Desk, bar: Bar) -> None:
    for pitch in bar.voices[: player.voices]:
        desk.note(player, bar, 0, bar.beats * 1.04, pitch + player.shift)


def _comp(player: Player, desk: Desk, bar: Bar, stagger: float = 0.0) -> None:
    rhythm = ((0.0, float(bar.beats), ""),) if bar.last else _rhythm(player, desk, bar)
    for beat, beats, _ in rhythm:
        for index, pitch in enumerate(bar.voices[: player.voices]):
            desk.note(player, bar, beat + stagger * index, beats, pitch + player.shift, 1.0 if beat == 0 else 0.85)


def _strum(player: Player, desk: Desk, bar: Bar) -> None:
    _comp(player, desk, bar, 0.06 if bar.last else 0.025)


def _bass(player: Player, desk: Desk, bar: Bar) -> None:
    root = bass_note(bar, desk.tonic, 36 if player.instrument(desk.mood) in ("gm:42", "gm:47", "drone") else 33)
    rhythm = ((0.0, float(bar.beats), "r"),) if bar.last else _rhythm(player, desk, bar)
    for beat, beats, what in rhythm:
        pitch = _degree(bar, root, what, bar.voices) + player.shift
        desk.note(player, bar, beat, beats, pitch, 1.0 if beat == 0 else 0.85)


def _walk(player: Player, desk: Desk, bar: Bar) -> None:
    """Root, then tones of the chord and the scale that lead on."""
    root = bass_note(bar, desk.tonic, 33)
    if bar.last:
        desk.note(player, bar, 0, bar.beats, root)
        return
    tones = sorted({root + (tone - bar.chord.root) % 12 for tone in bar.chord.classes})
    at = root
    for beat in range(bar.beats):
        if beat:
            near = [tone for tone in (*tones, root + 12) if tone != at and abs(tone - at) <= 7]
            at = near[int(desk.rng.integers(len(near)))] if near else root
        desk.note(player, bar, beat, 0.92, at, 1.0 if beat == 0 else 0.88)


def _arp(player: Player, desk: Desk, bar: Bar) -> None:
    """Up and down the chord in equal steps; at the end the chord, broken."""
    tones = [pitch + player.shift for pitch in bar.voices]
    if bar.last:
        for index, pitch in enumerate(tones):
            desk.note(player, bar, 0.09 * index, bar.beats, pitch)
        return
    around = tones + tones[-2:0:-1]
    if bar.index % 4 == 3:
        around = around[::-1]
    per_beat = player.steps * (2 if desk.mood.arousal > player.lively else 1)
    for step in range(bar.beats * per_beat):
        accent = 1.0 if step % 2 == 0 else 0.82
        desk.note(player, bar, step / per_beat, 2.2 / per_beat, around[step % len(around)], accent)


def _pick(player: Player, desk: Desk, bar: Bar) -> None:
    """Fingers on the chord: thumb on root and fifth, the others on its voices."""
    root = bass_note(bar, desk.tonic, 40) + player.shift
    voices = tuple(pitch + player.shift for pitch in bar.voices[-3:])
    if bar.last:
        for index, pitch in enumerate((root, *voices)):
            desk.note(player, bar, 0.09 * index, bar.beats, pitch)
        return
    for beat, beats, what in _rhythm(player, desk, bar):
        pitch = _degree(bar, root, what, voices)
        desk.note(player, bar, beat, beats, pitch, 1.0 if what in "rf" else 0.85)
        if player.doubled:
            desk.note(player, bar, beat, beats, pitch + 12, 0.7)


def _tune(player: Player, desk: Desk, bar: Bar) -> None:
    for beat, beats, pitch, weight in bar.melody:
        desk.note(player, bar, beat, beats * (1.0 if bar.last else 0.96), pitch + player.shift, weight)


def _third(player: Player, desk: Desk, bar: Bar) -> None:
    """A tone of the chord or the scale a third or a sixth below the tune."""
    for beat, beats, pitch, weight in bar.melody:
        strong = beat in (0.0, bar.beats / 2)
        chord = [tone for tone in bar.scale if (tone - desk.tonic) % 12 in bar.chord.classes]
        tones = chord if strong and chord else bar.scale
        below = [tone for tone in tones if 3 <= pitch - tone <= 9]
        if below:
            desk.note(player, bar, beat, beats * 0.94, max(below) + player.shift, weight * 0.9)


def _beat(player: Player, desk: Desk, bar: Bar) -> None:
    if bar.last:
        if player.end is not None:
            desk.hit(player, bar, 0, player.end)
        return
    strokes = player.odd_strokes if player.odd_strokes and bar.index % 2 else player.strokes
    for name, places in strokes:
        for place in places:
            desk.hit(player, bar, place, name, 1.0 if place % 1 == 0 else 0.8)


def _scatter(player: Player, desk: Desk, bar: Bar) -> None:
    """Single tones far apart."""
    if bar.last:
        return
    for _ in range(1 + round(2 * desk.mood.arousal)):
        beat = float(desk.rng.integers(0, bar.beats * 2)) / 2
        desk.note(player, bar, beat, 2.5, bar.voices[int(desk.rng.integers(len(bar.voices)))] + 12)


_DOES: dict[str, Callable[[Player, Desk, Bar], None]] = {
    "hold": _hold, "comp": _comp, "strum": _strum, "bass": _bass, "walk": _walk, "arp": _arp, "pick": _pick,
    "tune": _tune, "third": _third, "beat": _beat, "scatter": _scatter,
}  # fmt: skip


@cache
def bands() -> dict[str, Band]:
    """All bands by the value of their MusicStyle."""
    table = tomllib.loads(files("pipeline.sound").joinpath("bands.toml").read_text(encoding="utf-8"))["band"]
    return {
        name: Band(
            bpm=(float(entry["bpm"][0]), float(entry["bpm"][1])),
            beats=entry.get("beats", 4),
            hall_s=entry["hall_s"],
            swing=entry.get("swing", 0.0),
            harmony=entry["harmony"],
            colour=entry.get("colour"),
            players=tuple(_player(part) for part in entry["parts"]),
        )
        for name, entry in table.items()
    }


def _player(entry: dict[str, Any]) -> Player:
    played = entry["play"]
    return Player(
        name=entry["name"],
        play=tuple(played) if isinstance(played, list) else (played,),
        dark=entry.get("dark"),
        does=entry["does"],
        rhythm=_beats(entry.get("rhythm", "")),
        odd=_beats(entry.get("odd", "")) if isinstance(entry.get("odd", ""), str) else (),
        dense=_beats(entry.get("dense", "")),
        strokes=_strokes(entry.get("strokes", {})),
        odd_strokes=_strokes(entry["odd"]) if isinstance(entry.get("odd"), dict) else (),
        lively=entry.get("lively", 2.0),
        steps=entry.get("steps", 1),
        voices=entry.get("voices", 9),
        shift=float(entry.get("shift", 0)),
        every=entry.get("every", 1),
        doubled=entry.get("doubled", False),
        least=entry.get("from", 0.0),
        most=entry.get("to", 2.0),
        when=entry.get("when", "always"),
        end=entry.get("end"),
        level=entry["level"],
        gain_db=float(entry.get("gain", 0)),
        pan=float(entry.get("pan", 0)),
        room=float(entry.get("room", 0.25)),
    )


def _beats(text: str) -> Beats:
    beats = []
    for word in text.split():
        place, length, *what = word.split(":")
        beats.append((float(place), float(length), what[0] if what else ""))
    return tuple(beats)


def _strokes(table: dict[str, str]) -> tuple[tuple[str, tuple[float, ...]], ...]:
    return tuple((name, tuple(float(place) for place in places.split())) for name, places in table.items())
