"""Who plays what in a bar of each Western style."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from pipeline.sound.harmony import Chord
from pipeline.sound.mood import Mood
from pipeline.sound.piece import Note, Part, Stroke

PIANO, RHODES, CELESTA, VIBES, GM_NYLON, UPRIGHT, FINGER_BASS = 0, 4, 8, 11, 24, 32, 33
VIOLIN, CELLO, PIZZICATO, HARP, TIMPANI, STRINGS, CHOIR = 40, 42, 45, 46, 47, 48, 52
TRUMPET, HORN, TENOR_SAX, OBOE, CLARINET, FLUTE, SYNTH_BASS = 59, 60, 66, 68, 71, 73, 38
RIDE, PEDAL_HAT, GM_KICK = 51, 44, 36


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
    last: bool

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
    _mix: dict[str, tuple[str, float, float, float]] = field(default_factory=dict)

    def seat(self, name: str, instrument: str | int, gain_db: float, pan: float = 0.0, room: float = 0.25) -> None:
        """Say what a named part is played on and how it sits in the mix."""
        self._mix[name] = (instrument if isinstance(instrument, str) else f"gm:{instrument}", gain_db, pan, room)

    def note(self, name: str, bar: Bar, beat: float, beats: float, pitch: float, velocity: float) -> None:
        """A note at a beat of the bar; offbeats swing, and a few milliseconds of hand."""
        if abs(beat % 1 - 0.5) < 0.01:
            beat += self.swing
        start = bar.start_s + beat * bar.beat_s + float(self.rng.normal(0, 0.004))
        start = max(0.0, start)
        length = min(beats * bar.beat_s, self.length_s - start)
        if length > 0.03:
            level = min(1.0, velocity * bar.level * float(self.rng.uniform(0.92, 1.05)))
            self._notes[name].append(Note(start, length, pitch, level))

    def hit(self, name: str, bar: Bar, beat: float, stroke: str, velocity: float) -> None:
        """A stroke at a beat of the bar."""
        if abs(beat % 1 - 0.5) < 0.01:
            beat += self.swing
        start = max(0.0, bar.start_s + beat * bar.beat_s + float(self.rng.normal(0, 0.003)))
        if start < self.length_s - 0.05:
            self._strokes[name].append(Stroke(start, stroke, velocity * bar.level))

    def parts(self) -> tuple[Part, ...]:
        """Everything that was played, by name of the part."""
        return tuple(
            Part(instrument, tuple(self._notes[name]), tuple(self._strokes[name]), gain_db, pan, room)
            for name, (instrument, gain_db, pan, room) in sorted(self._mix.items())
            if self._notes[name] or self._strokes[name]
        )


def bass_note(bar: Bar, tonic: float, low: float = 34.0) -> float:
    """The chord's root in the bass register."""
    pitch = tonic + bar.chord.root - 24
    while pitch < low:
        pitch += 12
    while pitch >= low + 14:
        pitch -= 12
    return pitch


def _melody(desk: Desk, name: str, bar: Bar, velocity: float) -> None:
    for beat, beats, pitch, weight in bar.melody:
        desk.note(name, bar, beat, beats * 0.96, pitch, velocity * weight)


def _chord(desk: Desk, name: str, bar: Bar, beat: float, beats: float, velocity: float) -> None:
    for pitch in bar.voices:
        desk.note(name, bar, beat, beats, pitch, velocity)


def _arpeggio(desk: Desk, name: str, bar: Bar, steps: int, velocity: float, shift: float = 0.0) -> None:
    """Up and down the chord in equal steps."""
    tones = [pitch + shift for pitch in bar.voices]
    around = tones + tones[-2:0:-1]
    each = bar.beats / steps
    for step in range(1 if bar.last else steps):
        accent = 1.0 if step % 2 == 0 else 0.82
        desk.note(name, bar, step * each, each * 2.2, around[step % len(around)], velocity * accent)


def orchestral(desk: Desk, bar: Bar) -> None:
    """Strings hold, harp or pizzicato moves, a wind or the violins sing, horns and timpani at strength."""
    mood = desk.mood
    desk.seat("strings", STRINGS, -3, room=0.4)
    desk.seat("cello", CELLO, -4, pan=0.25, room=0.35)
    desk.seat("harp", HARP if mood.arousal < 0.55 else PIZZICATO, -4, pan=-0.3, room=0.4)
    desk.seat("song", OBOE if mood.dark else FLUTE, -1, pan=0.1, room=0.4)
    desk.seat("violins", VIOLIN, -7, pan=-0.2, room=0.5)
    desk.seat("horns", HORN, -5, pan=-0.15, room=0.5)
    desk.seat("timpani", TIMPANI, -4, pan=0.1, room=0.5)
    _chord(desk, "strings", bar, 0, bar.beats * 1.04, 0.62)
    desk.note("cello", bar, 0, bar.beats * 1.02, bass_note(bar, desk.tonic, 36), 0.7)
    _arpeggio(desk, "harp", bar, bar.beats * 2, 0.55)
    _melody(desk, "song", bar, 0.85)
    if bar.period == 1 or (mood.arousal > 0.6 and not bar.early):
        _melody(desk, "violins", bar, 0.8)
    if mood.arousal > 0.5 and not bar.early:
        for pitch in bar.voices[:2]:
            desk.note("horns", bar, 0, bar.beats, pitch, 0.6)
    if mood.arousal > 0.6 or (mood.tension > 0.5):
        desk.note("timpani", bar, 0, 1, bass_note(bar, desk.tonic, 38), 0.8)
        if bar.index % 4 == 3 and not bar.last:
            for step in range(4):
                desk.note("timpani", bar, 3 + step / 4, 0.25, bass_note(bar, desk.tonic, 38), 0.5 + 0.1 * step)


def cinematic(desk: Desk, bar: Bar) -> None:
    """Piano over slow strings and a pad; an ostinato and low drums when it is tense or strong."""
    mood = desk.mood
    desk.seat("pad", "warm-pad", -5, room=0.5)
    desk.seat("strings", STRINGS, -4, room=0.5)
    desk.seat("piano", PIANO, 1, pan=-0.1, room=0.45)
    desk.seat("cello", CELLO, -3, pan=0.2, room=0.5)
    desk.seat("ostinato", PIZZICATO, -4, pan=0.28, room=0.3)
    desk.seat("choir", CHOIR, -9, room=0.6)
    desk.seat("boom", "drum-kit", -6, room=0.5)
    desk.seat("taiko", "taiko", -8, pan=-0.1, room=0.5)
    _chord(desk, "pad", bar, 0, bar.beats, 0.6)
    if not bar.early:
        _chord(desk, "strings", bar, 0, bar.beats * 1.05, 0.55 + 0.2 * mood.arousal)
    desk.note("cello", bar, 0, bar.beats * 1.02, bass_note(bar, desk.tonic, 36), 0.66)
    _melody(desk, "piano", bar, 0.8)
    _arpeggio(desk, "piano", bar, bar.beats if mood.arousal < 0.5 else bar.beats * 2, 0.42)
    strong = mood.arousal > 0.55 or mood.tension > 0.5
    if strong and not bar.last:
        for step in range(bar.beats * 2):
            pitch = bass_note(bar, desk.tonic, 48) + (12 if step % 4 == 3 else 0)
            desk.note("ostinato", bar, step / 2, 0.45, pitch, 0.75 if step % 2 == 0 else 0.55)
        for beat, name in ((0, "don"), (1.5, "don"), (2, "don"), (3, "ka"), (3.5, "don")):
            desk.hit("taiko", bar, beat, name, 0.9 if beat == 0 else 0.55)
    if (strong and bar.index % 2 == 0) or bar.last:
        desk.hit("boom", bar, 0, "boom", 0.8)
    if bar.period == 1 or bar.last:
        _chord(desk, "choir", bar, 0, bar.beats, 0.6)


def jazz(desk: Desk, bar: Bar) -> None:
    """Walking bass, comping piano, ride and foot hat, a horn or vibes with the tune."""
    mood = desk.mood
    desk.seat("bass", UPRIGHT, 2, pan=0.05, room=0.1)
    desk.seat("piano", PIANO, -4, pan=-0.3, room=0.2)
    desk.seat("drums", "gm:drums", -9, pan=0.2, room=0.2)
    desk.seat("tune", VIBES if mood.arousal < 0.35 else TENOR_SAX if mood.arousal < 0.65 else TRUMPET, -2, 0.12, 0.3)
    root = bass_note(bar, desk.tonic, 33)
    if bar.last:
        _chord(desk, "piano", bar, 0, bar.beats, 0.6)
        desk.note("bass", bar, 0, bar.beats, root, 0.8)
        desk.note("drums", bar, 0, 1, RIDE, 0.5)
    else:
        tones = [root + (tone - bar.chord.root) for tone in bar.chord.tones[:4]]
        walk = [root, tones[1], tones[2], tones[1] if len(tones) < 4 else tones[3]]
        for beat, pitch in enumerate(walk):
            desk.note("bass", bar, beat, 0.92, pitch, 0.85 if beat % 2 == 0 else 0.75)
        for place, length in ((0.0, 0.6), (1.5, 0.5)) if bar.index % 2 == 0 else ((0.5, 0.5), (2.5, 0.9)):
            _chord(desk, "piano", bar, place, length, 0.5)
        for place in (0, 1, 1.5, 2, 3, 3.5):
            desk.note("drums", bar, place, 0.3, RIDE, 0.62 if place in (1, 3) else 0.46)
        for beat in (1, 3):
            desk.note("drums", bar, beat, 0.2, PEDAL_HAT, 0.5)
        if mood.arousal > 0.5:
            desk.note("drums", bar, 0, 0.3, GM_KICK, 0.4)
    _melody(desk, "tune", bar, 0.8)


def ambient(desk: Desk, bar: Bar) -> None:
    """Slow pads that overlap, a low tone, single bells far apart."""
    desk.seat("pad", "glass-pad", 0, room=0.7)
    desk.seat("warm", "warm-pad", -3, room=0.6)
    desk.seat("low", "drone", -10, room=0.3)
    desk.seat("bells", CELESTA, -8, pan=0.25, room=0.8)
    desk.seat("piano", PIANO, -6, pan=-0.2, room=0.8)
    _chord(desk, "pad", bar, 0, bar.beats * 1.1, 0.6)
    _chord(desk, "warm", bar, 0, bar.beats * 1.1, 0.5)
    desk.note("low", bar, 0, bar.beats, bass_note(bar, desk.tonic, 36), 0.6)
    if bar.last:
        desk.note("piano", bar, 0, bar.beats, bar.voices[-1], 0.6)
        return
    for _ in range(1 + round(2 * desk.mood.arousal)):
        beat = float(desk.rng.integers(0, bar.beats * 2)) / 2
        desk.note("bells", bar, beat, 2.5, bar.voices[int(desk.rng.integers(len(bar.voices)))] + 12, 0.55)
    if bar.melody and bar.index % 2 == 0:
        for beat, beats, pitch, weight in bar.melody[:2]:
            desk.note("piano", bar, beat, beats * 2, pitch, 0.6 * weight)


def electronic(desk: Desk, bar: Bar) -> None:
    """A sixteenth arpeggio, synth bass, pad and a soft kit."""
    mood = desk.mood
    desk.seat("pad", "warm-pad", -4, room=0.4)
    desk.seat("arp", "synth-pluck", -4, pan=0.2, room=0.35)
    desk.seat("bass", "sub", 2, room=0.05)
    desk.seat("kit", "drum-kit", -3, room=0.12)
    desk.seat("lead", "gm:81", -12, pan=-0.1, room=0.4)
    _chord(desk, "pad", bar, 0, bar.beats, 0.7)
    _arpeggio(desk, "arp", bar, bar.beats * 4, 0.7, 12 if bar.period else 0)
    root = bass_note(bar, desk.tonic, 34)
    if bar.last:
        desk.note("bass", bar, 0, bar.beats, root, 0.8)
        desk.hit("kit", bar, 0, "boom", 0.6)
        return
    for place in (0.0, 0.75, 1.5, 2.5, 3.25) if mood.arousal > 0.45 else (0.0, 2.5):
        desk.note("bass", bar, place, 0.55, root, 0.85)
    if not bar.early:
        for beat in range(bar.beats):
            desk.hit("kit", bar, beat, "kick", 0.85 if mood.arousal > 0.5 or beat % 2 == 0 else 0.0)
            desk.hit("kit", bar, beat + 0.5, "hat", 0.6)
        for beat in (1, 3):
            desk.hit("kit", bar, beat, "snare", 0.55)
        _melody(desk, "lead", bar, 0.6)


def folk(desk: Desk, bar: Bar) -> None:
    """Fingerpicked guitar with an alternating bass; fiddle or flute with the tune; a shaker when it is merry."""
    mood = desk.mood
    desk.seat("guitar", "guitar", 0, pan=-0.12, room=0.2)
    desk.seat("tune", VIOLIN if mood.dark else FLUTE, -5, pan=0.2, room=0.4)
    desk.seat("strings", STRINGS, -12, room=0.4)
    desk.seat("shaker", "drum-kit", -12, pan=0.3, room=0.1)
    root = bass_note(bar, desk.tonic, 40)
    fifth = root + 7 if (bar.chord.root + 7) % 12 in bar.chord.classes else root
    if bar.last:
        for index, pitch in enumerate((root, *bar.voices)):
            desk.note("guitar", bar, index * 0.09, bar.beats, pitch, 0.7)
    else:
        for beat, pitch in ((0, root), (1, fifth), (2, root), (3, fifth)):
            desk.note("guitar", bar, beat, 1.3, pitch, 0.75)
        tops = bar.voices[-3:]
        for step, place in enumerate((0.5, 1.5, 2, 2.5, 3.5) if mood.arousal > 0.3 else (0.5, 1.5, 2.5)):
            desk.note("guitar", bar, place, 1.4, tops[(2, 1, 0, 2, 1)[step] % len(tops)], 0.62)
    if mood.arousal > 0.55 and not bar.early and not bar.last:
        for beat in range(bar.beats * 2):
            desk.hit("shaker", bar, beat / 2, "shaker", 0.7 if beat % 2 else 0.45)
    if bar.period == 1:
        _chord(desk, "strings", bar, 0, bar.beats, 0.6)
    _melody(desk, "tune", bar, 0.75)


def latin(desk: Desk, bar: Bar) -> None:
    """Nylon guitar in syncopation, cajon, upright bass, a second guitar with the tune."""
    mood = desk.mood
    desk.seat("guitar", "nylon-guitar", -2, pan=-0.25, room=0.2)
    desk.seat("tune", GM_NYLON, 2, pan=0.2, room=0.3)
    desk.seat("bass", UPRIGHT, 0, room=0.08)
    desk.seat("cajon", "cajon", -6, pan=0.05, room=0.15)
    root = bass_note(bar, desk.tonic, 33)
    if bar.last:
        for index, pitch in enumerate((root + 12, *bar.voices)):
            desk.note("guitar", bar, index * 0.06, bar.beats, pitch, 0.75)
        desk.note("bass", bar, 0, bar.beats, root, 0.8)
        desk.hit("cajon", bar, 0, "bass", 0.8)
    else:
        for beat, length in ((0, 0.8), (1.5, 0.45), (2.5, 0.8), (3.5, 0.4)):
            for index, pitch in enumerate(bar.voices):
                desk.note("guitar", bar, beat + 0.02 * index, length, pitch, 0.62 if beat else 0.75)
        fifth = root + 7 if (bar.chord.root + 7) % 12 in bar.chord.classes else root
        for beat, pitch in ((0, root), (1.5, fifth), (2, fifth), (3.5, root)):
            desk.note("bass", bar, beat, 0.9, pitch, 0.8)
        if mood.arousal > 0.25 and not bar.early:
            for beat, stroke in enumerate(("bass", "ghost", "slap", "ghost", "bass", "bass", "slap", "ghost")):
                desk.hit("cajon", bar, beat / 2, stroke, 0.85 if stroke != "ghost" else 0.5)
    _melody(desk, "tune", bar, 0.85)


def podcast(desk: Desk, bar: Bar) -> None:
    """Electric piano, round bass and a light beat: it says hello and stays out of the way of voices."""
    desk.seat("keys", RHODES, 0, pan=-0.1, room=0.25)
    desk.seat("pad", "warm-pad", -9, room=0.3)
    desk.seat("bass", FINGER_BASS, 0, room=0.05)
    desk.seat("kit", "drum-kit", -9, room=0.1)
    desk.seat("tune", VIBES, -7, pan=0.25, room=0.35)
    _chord(desk, "pad", bar, 0, bar.beats, 0.6)
    root = bass_note(bar, desk.tonic, 33)
    if bar.last:
        _chord(desk, "keys", bar, 0, bar.beats, 0.65)
        desk.note("bass", bar, 0, bar.beats, root, 0.8)
        return
    for beat, length in ((0, 1.4), (1.5, 0.45), (2.5, 1.3)):
        _chord(desk, "keys", bar, beat, length, 0.6 if beat == 0 else 0.48)
    for beat, length in ((0, 1.3), (1.5, 0.4), (2, 1.2), (3.5, 0.4)):
        desk.note("bass", bar, beat, length, root, 0.8)
    if not bar.early:
        for beat in (0, 2.5):
            desk.hit("kit", bar, beat, "kick", 0.8)
        for beat in (1, 3):
            desk.hit("kit", bar, beat, "snare", 0.45)
        for beat in range(bar.beats * 2):
            desk.hit("kit", bar, beat / 2, "shaker", 0.6 if beat % 2 else 0.4)
    if bar.period == 1 or bar.index < 4:
        _melody(desk, "tune", bar, 0.6)
