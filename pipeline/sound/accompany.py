"""Who plays beside the lead of a mode: answers, doubling, figures, drones and bells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.contracts.composer import MusicCue
from pipeline.sound.phrase import Tone
from pipeline.sound.piece import Note, Part, Stroke
from pipeline.sound.scale import Mode, Swara
from pipeline.vocabulary import Culture, Emotion

if TYPE_CHECKING:
    from pipeline.sound.modal import Pace

_INDIAN = ("raga", "bhajan", "bengal", "shabad", "tamil", "kerala")
_ANSWER_S = 1.1
"""Tones of the lead that last so long are answered."""


def answers(line: list[Tone]) -> list[Tone]:
    """Under each long tone of the lead, its last three tones once more, from across the stage."""
    said: list[Tone] = []
    for place, tone in enumerate(line):
        if tone.length_s < _ANSWER_S or place < 2:
            continue
        echo = [line[place - 2].swara, line[place - 1].swara, tone.swara]
        each = min(0.34, 0.55 * tone.length_s / 4)
        at = tone.start_s + 0.42 * tone.length_s
        for index, swara in enumerate(echo):
            length = each if index < 2 else max(each, tone.start_s + tone.length_s - at)
            said.append(Tone(swara, at, length, tone.level * 0.75))
            at += each
    return said


def double(line: list[Tone]) -> list[Tone]:
    """The lead's line a moment later, without its quickest tones: each player says it in his own way."""
    kept = [tone for tone in line if tone.length_s > 0.15]
    return [
        replace(tone, start_s=tone.start_s + 0.014, length_s=max(0.1, tone.length_s - 0.02), level=tone.level * 0.8)
        for tone in kept
    ]


def figure(mode: Mode, pace: Pace, sa: float, loud: float, rng: np.random.Generator) -> list[Note]:
    """A figure on the tones that rest, drawn once a film; every fourth cycle turns its end."""
    rests = sorted({Swara("S"), Swara("S", 1), *map(Swara, mode.rests)}, key=lambda swara: swara.step)
    per_beat = 1 if pace.beat_s < 0.42 else 2
    count = pace.rhythm.beats * per_beat
    # The first beat is Sa; now and then the figure waits.
    circle: list[Swara | None] = [Swara("S")]
    place = 0
    for _ in range(count - 1):
        place = int(np.clip(place + rng.choice([-1, 1, 1, 2, -2]), 0, len(rests) - 1))
        circle.append(None if rng.random() < 0.22 else rests[place])
    notes = []
    for cycle in range(pace.cycles):
        start = pace.start_s + cycle * pace.cycle_s
        for step, swara in enumerate(circle):
            at = start + step * pace.beat_s / per_beat
            if at >= pace.home_s - 0.05:
                break
            played = swara
            if cycle % 4 == 3 and step >= count - count // 4:
                played = rests[(step + cycle) % len(rests)]
            if played is not None:
                level = loud * (0.8 if step == 0 else 0.62)
                notes.append(Note(at, 1.6 * pace.beat_s / per_beat, sa + mode.semitones(played), level))
    return notes


def drone(mode: Mode, pace: Pace, sa: float, length_s: float) -> list[Part]:
    """What lies under everything."""
    fifth = "P" if any(swara.letter == "P" for swara in mode.aroha + mode.avaroha) else "m"
    low = mode.semitones(Swara(fifth)) - 12
    match mode.drone:
        case "tanpura":
            circle = (low, 0.0, 0.0, -12.0)
            notes = []
            at, index = 0.05, 0
            while at < length_s:
                notes.append(Note(at, 6.0, sa + circle[index % 4], 0.62 if index % 4 else 0.7))
                at += (1.05, 0.95, 0.95, 1.35)[index % 4]
                index += 1
            return [Part("tanpura", tuple(notes), gain_db=2, pan=-0.3, room=0.3, role="drone")]
        case "morchang":
            step = pace.beat_s if pace.beat_s > 0.3 else 2 * pace.beat_s
            beats = int((min(pace.home_s, length_s) - pace.start_s) / step) if pace.cycles else 0
            twangs = [
                Note(pace.start_s + index * step, 0.9 * step, sa - 12, 0.7 if index % 2 == 0 else 0.5)
                for index in range(beats)
            ]
            return [Part("morchang", tuple(twangs), gain_db=1, pan=0.3, room=0.2, role="drone")]
        case "pedal" | "throat" | "ottu":
            name = "drone" if mode.drone == "pedal" else mode.drone
            note = Note(0.0, length_s, sa - 12, 0.5)
            held = (note, replace(note, pitch=sa + low)) if mode.drone != "throat" else (note,)
            return [Part(name, held, room=0.3, role="drone")]
        case _:
            return []


def bells(cue: MusicCue, home_s: float, length_s: float) -> list[Part]:
    """A temple bell opens and closes a reverent scene."""
    indian = cue.culture in (Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN)
    if Emotion.REVERENT not in cue.emotions or not (indian or cue.style.value.startswith(_INDIAN)):
        return []
    strokes = [Stroke(min(0.25, length_s / 2), "bell", 0.7)]
    if home_s < length_s - 1:
        strokes.append(Stroke(home_s, "bell", 0.5))
    return [Part("bell", strokes=tuple(strokes), gain_db=-4, pan=0.4, room=0.5, role="drums")]
