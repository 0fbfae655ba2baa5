"""Music of one mode: an opening out of time, then a cycle with a returning theme, then home."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.contracts.composer import MusicCue
from pipeline.sound.instruments import octave_of
from pipeline.sound.mood import Mood
from pipeline.sound.phrase import Melodist, ornament
from pipeline.sound.piece import Note, Part, Piece, Stroke
from pipeline.sound.rhythm import Rhythm, rhythms
from pipeline.sound.scale import Mode, Swara, modes
from pipeline.vocabulary import Culture, Emotion

RING_S = 3.4
"""How long the last tone is left to ring."""
_Tone = tuple[Swara, float, float, float]


def arrange_modal(cue: MusicCue, mood: Mood, theme_rng: np.random.Generator, rng: np.random.Generator) -> Piece:
    """A Piece for a style that is one mode. `theme_rng` is the film's, `rng` the scene's."""
    mode = mode_of(cue, mood)
    length_s = cue.duration_ms / 1000
    sa = mode.low_sa + float(theme_rng.integers(-2, 3))
    lead = mode.leads[0 if mood.arousal < 0.33 else 1 if mood.arousal < 0.7 else 2]
    second = next(name for name in (*mode.seconds, lead) if name != lead or len(mode.seconds) == 1)
    rhythm = _rhythm(mode, mood, theme_rng)
    beat_s = rhythm.beat_s(mood.arousal)
    home_s = length_s - min(RING_S, length_s / 2) if cue.last else length_s + 1.0
    groove_s = _groove_start(mode, rhythm, beat_s, home_s, mood, cue)

    melodist, theme = Melodist(mode, rng), Melodist(mode, theme_rng)
    loud = 0.55 + 0.35 * mood.arousal
    opening = _opening(melodist, mood, min(groove_s, home_s), loud * 0.9, rng)
    tones, doubled, figures, strokes = _cycles(mode, rhythm, melodist, theme, mood, groove_s, beat_s, home_s, loud, rng)
    if cue.last:
        tones.append((Swara("S"), home_s, length_s - home_s, loud))
        strokes.append(Stroke(home_s, rhythm.theka[0][0], loud))
    if not opening and not tones:  # too short for a phrase: the tonic says where we are
        tones = [(Swara("S"), min(0.1, length_s / 4), length_s, loud)]
    sa_lead, sa_second = sa + octave_of(lead), sa + octave_of(second)
    lead_notes = ornament(mode, opening + tones, sa_lead, rng)
    second_notes = ornament(mode, doubled, sa_second, rng) + _figures(mode, figures, sa_second)
    if mode.drone != "tanpura":
        second_notes += _echoes(mode, opening, sa_second, loud)
    parts = [
        Part(lead, notes=tuple(_before(lead_notes, length_s)), gain_db=0, pan=-0.08, room=0.34),
        Part(second, notes=tuple(_before(sorted(second_notes, key=_start), length_s)), gain_db=-8, pan=0.34, room=0.4),
    ]
    if groove_s < home_s:
        strokes = [stroke for stroke in strokes if stroke.start_s < length_s - 0.05]
        parts.append(Part(rhythm.drum, strokes=tuple(strokes), gain_db=-4 + 3 * mood.arousal, pan=0.14, room=0.2))
    parts += _drone(mode, sa, length_s)
    parts += _bells(cue, home_s, length_s, sa)
    return Piece(length_s, sa, mode.degrees(), tuple(parts), hall_s=2.2 - 0.8 * mood.arousal, ending=cue.last)


def mode_of(cue: MusicCue, mood: Mood) -> Mode:
    """The mode of a style; its sad sister where there is one and the scene is dark."""
    sad = modes().get(f"{cue.style.value}-sad")
    return sad if sad is not None and mood.valence < -0.05 else modes()[cue.style.value]


def _rhythm(mode: Mode, mood: Mood, rng: np.random.Generator) -> Rhythm:
    place = (len(mode.rhythms) - 1) * mood.arousal + float(rng.uniform(-0.45, 0.45))
    return rhythms()[mode.rhythms[min(len(mode.rhythms) - 1, max(0, round(place)))]]


def _groove_start(mode: Mode, rhythm: Rhythm, beat_s: float, home_s: float, mood: Mood, cue: MusicCue) -> float:
    """When the rhythm enters: at once if strong, after an opening if there is time, never if it is short and quiet."""
    cycle_s = rhythm.beats * beat_s
    opening_s = min(14.0, 0.3 * home_s) * (1.25 - mood.arousal)
    if mood.arousal > 0.75:
        opening_s = min(opening_s, 1.5)
    if mode.ornament == "plain":  # a kora's figure never waits
        return max(0.4, home_s - int(home_s / cycle_s) * cycle_s) if cue.last else 0.4
    if mood.arousal < 0.22 and home_s < 40:
        return home_s
    cycles = int((home_s - opening_s) / cycle_s)
    if cycles < 2:
        return home_s if home_s - opening_s < 6.0 or mood.arousal < 0.45 else max(0.6, home_s - cycle_s)
    return home_s - cycles * cycle_s if cue.last else opening_s


def _opening(melodist: Melodist, mood: Mood, end_s: float, loud: float, rng: np.random.Generator) -> list[_Tone]:
    """Phrases out of time that climb and come back, each resting on its last tone (alap)."""
    tones: list[_Tone] = []
    at, pace = 0.7, 0.62 - 0.3 * mood.arousal
    if end_s < 2.0:
        return tones
    first = True
    while at < end_s - 1.6:
        share = at / max(end_s, 1.0)
        height = -2 + 12 * (share / 0.7 if share < 0.7 else (1 - share) / 0.3) * min(1.0, end_s / 30)
        phrase = melodist.next_phrase(height, ("S",) if first else melodist.mode.rests)
        first = False
        for index, swara in enumerate(phrase):
            final = index == len(phrase) - 1
            length = (2.6 if final else 1.0) * pace * float(rng.uniform(0.75, 1.45)) * 1.25
            length = min(length, end_s - at)
            if length < 0.15:
                break
            tones.append((swara, at, length * (1.0 if final else 1.02), loud * float(rng.uniform(0.8, 1.0))))
            at += length
        at += float(rng.uniform(0.25, 0.9)) * (1.3 - mood.arousal)
    return tones


def _cycles(
    mode: Mode, rhythm: Rhythm, melodist: Melodist, theme: Melodist, mood: Mood,
    groove_s: float, beat_s: float, home_s: float, loud: float, rng: np.random.Generator,
) -> tuple[list[_Tone], list[_Tone], list[_Tone], list[Stroke]]:  # fmt: skip
    """Theme, free cycle, theme, free cycle … until home; the last cycle leads there by the same phrase three times."""
    cycle_s = rhythm.beats * beat_s
    span = max(1, round(5.0 / cycle_s))
    unit = 1.0 if beat_s < 0.36 else 0.5
    if mood.arousal < 0.3:
        unit *= 2
    refrain = theme.fill(span * rhythm.beats, unit, 5)
    tones: list[_Tone] = []
    doubled: list[_Tone] = []
    figures: list[_Tone] = []
    strokes: list[Stroke] = []
    count = max(0, round((home_s - groove_s) / cycle_s)) if groove_s < home_s - 0.5 else 0
    cycle = 0
    while cycle < count:
        start = groove_s + cycle * cycle_s
        take = min(span, count - cycle)
        homeward = cycle + take >= count and rhythm.beats * take >= 6
        returns = (cycle // span) % 2 == 0
        if homeward:
            line = _three_times(melodist, take * rhythm.beats)
        elif returns:
            line = _cut(refrain, take * rhythm.beats)
        else:
            share = cycle / max(1, count)
            line = melodist.fill(take * rhythm.beats, unit, 4 + 7 * np.sin(np.pi * share) + 2 * mood.arousal)
        at = start
        for swara, beats in line:
            accent = 1.0 if abs((at - start) / beat_s) < 0.01 else 0.86
            tones.append((swara, at, beats * beat_s, loud * accent * float(rng.uniform(0.88, 1.0))))
            at += beats * beat_s
        if returns and not homeward and cycle > 0:
            doubled += [(swara, place, length, level * 0.7) for swara, place, length, level in tones if place >= start]
        else:
            figures += _ostinato(mode, start, take * rhythm.beats, beat_s, loud)
        for turn in range(take):
            last = cycle + turn == count - 1 or (cycle + turn) % 4 == 3
            strokes += rhythm.strokes(start + turn * cycle_s, beat_s, turn=last, strength=0.5 + 0.45 * mood.arousal)
        cycle += take
    return tones, doubled, figures, strokes


def _three_times(melodist: Melodist, beats: float) -> list[tuple[Swara, float]]:
    """The way home said three times, so that the last ends where the next first beat would fall (tihai)."""
    phrase = melodist.descent(3)
    lead = beats - 3 * 4 if beats >= 12 else beats - 3 * 2
    unit = 1.0 if beats >= 12 else 0.5
    line = melodist.fill(lead, unit, 5) if lead >= 1 else []
    for _ in range(3):
        line += [(phrase[0], unit), (phrase[1], unit), (phrase[2], 2 * unit)]
    spare = beats - sum(length for _, length in line)
    if abs(spare) > 0.01:
        line.insert(0, (Swara("S"), spare))
    return line


def _cut(line: list[tuple[Swara, float]], beats: float) -> list[tuple[Swara, float]]:
    kept: list[tuple[Swara, float]] = []
    left = beats
    for swara, length in line:
        if left > 0.01:
            kept.append((swara, min(length, left)))
            left -= length
    return kept


def _ostinato(mode: Mode, start_s: float, beats: int, beat_s: float, loud: float) -> list[_Tone]:
    """A quiet figure on Sa and the tones that rest, one a beat or two."""
    rests = [Swara(letter) for letter in mode.rests]
    circle = [Swara("S"), rests[-1], Swara("S", 1), rests[len(rests) // 2]]
    step = 2 if beat_s < 0.3 else 1
    return [
        (circle[index % 4], start_s + beat * beat_s, step * beat_s, loud * (0.62 if index % 4 else 0.75))
        for index, beat in enumerate(range(0, beats, step))
    ]


def _figures(mode: Mode, tones: list[_Tone], sa: float) -> list[Note]:
    return [Note(start, length, sa + mode.semitones(swara), level) for swara, start, length, level in tones]


def _echoes(mode: Mode, opening: list[_Tone], sa: float, loud: float) -> list[Note]:
    """Under each long tone of the opening, a broken chord of the resting tones."""
    rests = sorted((Swara(letter) for letter in mode.rests), key=lambda swara: swara.step)
    chord = [Swara("S", -1), *rests[1:], Swara("S", 0)] if len(rests) > 1 else [Swara("S", -1), Swara("S")]
    chord.sort(key=lambda swara: swara.step)
    notes = []
    for _, start, length, _ in opening:
        if length > 0.9:
            for index, swara in enumerate(chord):
                notes.append(Note(start + 0.28 + 0.2 * index, 1.6, sa + mode.semitones(swara), loud * 0.6))
    return notes


def _drone(mode: Mode, sa: float, length_s: float) -> list[Part]:
    if mode.drone == "tanpura":
        first = "P" if "P" in mode.letters else "m"
        low = mode.semitones(Swara(first)) - 12
        circle = (low, 0.0, 0.0, -12.0)
        notes = []
        at, index = 0.05, 0
        while at < length_s:
            notes.append(Note(at, 6.0, sa + circle[index % 4], 0.62 if index % 4 else 0.7))
            at += (1.05, 0.95, 0.95, 1.35)[index % 4]
            index += 1
        return [Part("tanpura", notes=tuple(notes), gain_db=-9, pan=-0.3, room=0.3)]
    if mode.drone == "pedal":
        note = Note(0.0, length_s, sa - 12, 0.5)
        return [Part("drone", notes=(note, replace(note, pitch=sa - 5)), gain_db=-15, room=0.3)]
    return []


def _bells(cue: MusicCue, home_s: float, length_s: float, sa: float) -> list[Part]:
    """A temple bell opens and closes a reverent scene."""
    indian = cue.culture in (Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN)
    if Emotion.REVERENT not in cue.emotions or not (indian or cue.style.value.startswith("raga")):
        return []
    strokes = [Stroke(0.25, "bell", 0.7)]
    if home_s < length_s - 1:
        strokes.append(Stroke(home_s, "bell", 0.5))
    del sa
    return [Part("bell", strokes=tuple(strokes), gain_db=-12, pan=0.4, room=0.5)]


def _start(note: Note) -> float:
    return note.start_s


def _before(notes: list[Note], length_s: float) -> list[Note]:
    """Notes that begin inside the piece, cut where it ends."""
    return [
        replace(note, duration_s=min(note.duration_s, length_s - note.start_s))
        for note in notes
        if note.start_s < length_s - 0.05
    ]
