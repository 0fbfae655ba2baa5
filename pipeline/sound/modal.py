"""Music of one mode: an opening out of time, then a cycle with a returning theme, then home."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pipeline.contracts.composer import MusicCue
from pipeline.sound.accompany import answers, bells, double, drone, figure
from pipeline.sound.instruments import octave_of
from pipeline.sound.mood import Mood
from pipeline.sound.ornament import ornament
from pipeline.sound.phrase import Line, Melodist, Tone
from pipeline.sound.piece import Note, Part, Piece, Stroke
from pipeline.sound.rhythm import SILENCE, Rhythm, rhythms
from pipeline.sound.scale import Mode, Swara, modes

RING_S = 3.4
"""How long the last tone is left to ring."""
_OPENING_S = 2.4
"""An opening out of time is at least so long."""
_AT_ONCE_S, _GIVE = 0.1, 0.12
_TURN_S = 0.5
"""A tone so long has time to turn to its neighbour."""
_THEME, _FREE, _HIGH, _RUN, _HOME = "theme", "free", "high", "run", "home"

_SECTION_LEVEL = {_THEME: 0.82, _FREE: 0.9, _HIGH: 1.0, _RUN: 1.0, _HOME: 0.95}


@dataclass(frozen=True, slots=True)
class Pace:
    """The rhythm in time: it begins at `start_s` and goes for `cycles`; the last tone falls at `home_s`."""

    rhythm: Rhythm
    beat_s: float
    start_s: float
    home_s: float
    cycles: int

    @property
    def cycle_s(self) -> float:
        """Length of a cycle."""
        return self.rhythm.beats * self.beat_s


def arrange_modal(cue: MusicCue, mood: Mood, theme_rng: np.random.Generator, rng: np.random.Generator) -> Piece:
    """A Piece for a style that is one mode. `theme_rng` is the film's, `rng` the scene's."""
    mode = mode_of(cue, mood)
    length_s = cue.duration_ms / 1000
    sa = mode.low_sa + float(theme_rng.integers(-2, 3))
    lead = mode.leads[0 if mood.arousal < 0.33 else 1 if mood.arousal < 0.7 else 2]
    second = next((name for name in mode.seconds if name != lead), mode.seconds[0])
    home_s = length_s - min(RING_S, length_s / 2) if cue.last else length_s + 1.0
    pace = _pace(mode, mood, home_s, ending=cue.last, rng=theme_rng)

    melodist, theme = Melodist(mode, rng), Melodist(mode, theme_rng)
    loud = 0.55 + 0.35 * mood.arousal
    opening = _opening(melodist, mood, min(pace.start_s, home_s), loud * 0.9, rng)
    tones, strokes = _cycles(mode, pace, melodist, theme, mood, loud, ending=cue.last)
    if cue.last:
        tones.append(Tone(Swara("S"), home_s, length_s - home_s, loud))
        strokes.append(Stroke(home_s, pace.rhythm.first, loud))
    if not opening and not tones:  # too short for a phrase: the tonic says where we are
        tones = [Tone(Swara("S"), min(0.1, length_s / 4), length_s, loud)]
    line = _breathe(mode, opening + tones)
    sa_lead, sa_second = sa + octave_of(lead), sa + octave_of(second)
    lead_notes = ornament(mode, line, sa_lead, rng)
    match mode.second:
        case "answer":
            second_notes = ornament(mode, answers(line), sa_second, rng)
        case "double":
            second_notes = ornament(mode, double(line), sa_second, rng)
        case _:
            second_notes = figure(mode, pace, sa_second, loud, theme_rng)
    parts = [
        Part(lead, tuple(_before(lead_notes, length_s)), pan=-0.08, room=0.34, role="lead"),
        Part(second, tuple(_before(second_notes, length_s)), pan=0.34, room=0.4, role="second"),
    ]
    if pace.cycles:
        parts += _drums(mode, pace, strokes, mood, length_s)
    parts += drone(mode, pace, sa, length_s) + bells(cue, home_s, length_s)
    pulse = [pace.start_s + beat * pace.beat_s for beat in range(pace.cycles * pace.rhythm.beats + 1)]
    inside = tuple(at for at in pulse if at < length_s)
    return Piece(
        length_s,
        sa,
        mode.degrees(),
        tuple(part for part in parts if part.notes or part.strokes),
        hall_s=2.2 - 0.8 * mood.arousal,
        ending=cue.last,
        pulse=inside if pace.cycles else (),
        bars=inside[:: pace.rhythm.beats] if pace.cycles else (),
    )


def mode_of(cue: MusicCue, mood: Mood) -> Mode:
    """The mode of a style; its sad sister where there is one and the scene is dark."""
    sad = modes().get(f"{cue.style.value}-sad")
    return sad if sad is not None and mood.valence < -0.05 else modes()[cue.style.value]


def _pace(mode: Mode, mood: Mood, home_s: float, *, ending: bool, rng: np.random.Generator) -> Pace:
    """Which rhythm, how fast, and when it enters: at once if strong, after an opening if there is time."""
    place = (len(mode.rhythms) - 1) * mood.arousal + float(rng.uniform(-0.45, 0.45))
    rhythm = rhythms()[mode.rhythms[min(len(mode.rhythms) - 1, max(0, round(place)))]]
    beat_s = rhythm.beat_s(mood.arousal)
    cycle_s = rhythm.beats * beat_s
    opening_s = min(mode.opening_s, 0.3 * home_s) * (1.25 - mood.arousal)
    if mood.arousal > 0.75:
        opening_s = min(opening_s, 1.5)
    opening_s = max(0.4, opening_s)
    if mood.arousal < 0.22 and home_s < 18 and mode.opening_s > 6:  # a short, quiet scene needs no drum
        return Pace(rhythm, beat_s, home_s, home_s, 0)
    cycles = int((home_s - opening_s) / cycle_s)
    if cycles < 1:
        # Too short for one cycle at this pace; a little quicker, or no rhythm at all.
        if home_s - 0.4 < 0.7 * cycle_s:
            return Pace(rhythm, beat_s, home_s, home_s, 0)
        beat_s = (home_s - 0.4) / rhythm.beats
        return Pace(rhythm, beat_s, 0.4, home_s, 1)
    if ending:
        return _homebound(rhythm, beat_s, cycles, home_s)
    return Pace(rhythm, beat_s, opening_s, home_s, cycles + 1)


def _homebound(rhythm: Rhythm, beat_s: float, cycles: int, home_s: float) -> Pace:
    """So many whole cycles that the last one ends at home; what is left before them is an opening, or nothing."""
    cycle_s = rhythm.beats * beat_s
    start_s = home_s - cycles * cycle_s
    if start_s >= _OPENING_S:
        return Pace(rhythm, beat_s, start_s, home_s, cycles)
    # No time for an opening, and a second of silence is none: the pace gives a little, or a cycle is played freely.
    whole = max(1, round((home_s - _AT_ONCE_S) / cycle_s))
    even_s = (home_s - _AT_ONCE_S) / (whole * rhythm.beats)
    if abs(even_s / beat_s - 1) < _GIVE or cycles == 1:
        return Pace(rhythm, even_s, _AT_ONCE_S, home_s, whole)
    return Pace(rhythm, beat_s, start_s + cycle_s, home_s, cycles - 1)


def _opening(melodist: Melodist, mood: Mood, end_s: float, loud: float, rng: np.random.Generator) -> list[Tone]:
    """Phrases out of time that climb and come back, each resting on its last tone (alap)."""
    tones: list[Tone] = []
    at, pace = 0.7, 0.62 - 0.3 * mood.arousal
    if end_s < _OPENING_S:
        return tones
    first = True
    while at < end_s - 1.6:
        share = at / max(end_s, 1.0)
        height = -2 + 12 * (share / 0.7 if share < 0.7 else (1 - share) / 0.3) * min(1.0, end_s / 30)
        phrase = melodist.next_phrase(height, ("S",) if first else melodist.mode.rests)
        first = False
        lengths = [1.25 * pace * float(rng.uniform(0.75, 1.45)) for _ in phrase]
        lengths[-1] *= 2.6
        # What is left of the opening holds the whole phrase, or the last tone rings through it.
        room = end_s - 0.2 - at
        if sum(lengths) > room:
            if room < 0.16 * len(lengths) + 0.5:
                break
            lengths = [length * room / sum(lengths) for length in lengths]
        for swara, length in zip(phrase, lengths, strict=True):
            tones.append(Tone(swara, at, length, loud * float(rng.uniform(0.8, 1.0))))
            at += length
        at += float(rng.uniform(0.25, 0.9)) * (1.3 - mood.arousal)
    return tones


def _sections(spans: int, mood: Mood, *, ending: bool) -> list[str]:
    """The form: the theme, and what is made of it, the theme again, and the way home."""
    last = [_HOME] if ending else []
    spans -= len(last)
    middle = [_THEME, _FREE, _THEME, _HIGH, _THEME, _RUN if mood.arousal > 0.45 else _FREE]
    form = [middle[index % len(middle)] for index in range(spans)]
    if spans > 3 and ending and form[-1] != _THEME:
        form[-1] = _THEME  # the return before the end
    return form + last


def _cycles(
    mode: Mode, pace: Pace, melodist: Melodist, theme: Melodist, mood: Mood, loud: float, *, ending: bool
) -> tuple[list[Tone], list[Stroke]]:
    rhythm, beat_s = pace.rhythm, pace.beat_s
    span = max(1, round(5.0 / pace.cycle_s))
    unit = 1.0 if beat_s < 0.36 else 0.5
    if mood.arousal < 0.3:
        unit *= 2
    while unit * beat_s < 0.17:
        unit *= 2
    head = theme.fill(span * rhythm.beats // 2, unit, 5)
    after_head = theme.last
    tones: list[Tone] = []
    strokes: list[Stroke] = []
    cycle = said = 0
    form = _sections(-(-pace.cycles // span), mood, ending=ending and pace.cycles > 0)
    for number, section in enumerate(form):
        take = min(span, pace.cycles - cycle)
        beats, start = take * rhythm.beats, pace.start_s + cycle * pace.cycle_s
        marked: list[float] = []
        if section == _HOME:
            line, spare = _homeward(mode, melodist, beats, unit)
            marked = _ends(line)[-spare:] if spare else []
        elif section == _RUN:
            line = _with_run(melodist, beats, unit, beat_s)
        elif section == _THEME and take == span:
            # The head of the theme returns, dressed otherwise; what follows it is new each time.
            melodist.last = after_head
            line = _varied(mode, head, said, beat_s) + melodist.fill(beats - span * rhythm.beats // 2, unit, 6)
            said += 1
        else:
            height = 10.0 if section == _HIGH else 4.0 + 2.0 * mood.arousal
            line = melodist.fill(beats, unit, height)
        # It grows to the end, and what is made of the theme stands out from it.
        arc = (0.7 + 0.3 * (number + 1) / len(form)) * _SECTION_LEVEL[section]
        at = start
        for swara, length in line:
            accent = 1.0 if abs((at - start) / beat_s) < 0.01 else 0.86
            level = loud * arc * accent * float(melodist.rng.uniform(0.88, 1.0))
            tones.append(Tone(swara, at, length * beat_s, level))
            at += length * beat_s
        strength = (0.5 + 0.45 * mood.arousal) * arc
        for turn in range(take):
            fills = cycle + turn == pace.cycles - 1 or (cycle + turn) % 4 == 3
            strokes += rhythm.strokes(start + turn * pace.cycle_s, beat_s, turn=fills, strength=strength)
        if marked:
            strokes = _together(strokes, rhythm, [start + beat * beat_s for beat in marked], strength)
        cycle += take
    return tones, strokes


def _varied(mode: Mode, head: Line, times: int, beat_s: float) -> Line:
    """The head of the theme as it is said the next time: another of its tones turns to its neighbour, or comes late.

    A tone turns only where the mode goes both ways; the first tone stays, by it the theme is known.
    """
    ways: list[Line] = []
    for place, (swara, length) in enumerate(head):
        if not place:
            continue
        before, ahead = head[place - 1]
        for other in (mode.neighbour(swara, up=True), mode.neighbour(swara, up=False)):
            if length * beat_s >= _TURN_S and mode.allows(swara, other) and mode.allows(other, swara):
                turn = [(swara, length / 2), (other, length / 4), (swara, length / 4)]
                ways.append([*head[:place], *turn, *head[place + 1 :]])
                break
        if length * beat_s >= _TURN_S / 2:
            ways.append([*head[: place - 1], (before, ahead + length / 2), (swara, length / 2), *head[place + 1 :]])
    return ways[(times - 1) * len(ways) // 3 % len(ways)] if times and ways else head


def _homeward(mode: Mode, melodist: Melodist, beats: int, unit: float) -> tuple[Line, int]:
    """The last cycle, and how many of its tones at the end the drum plays too.

    A tihai says the way home three times, so that its last tone is the first beat after it.
    """
    way = melodist.cadence()
    step = 1.0 if beats >= 12 else 0.5
    if mode.close == "tihai" and beats >= 10 * step:
        lead = beats - 10 * step
        line = melodist.fill(lead, min(unit, max(0.5, lead / 4)), 5) if lead >= 1 else []
        if 0 < lead < 1:
            line = [(Swara("S"), lead)]
        statement = [(way[0], step), (way[1], step), (way[2], 2 * step)]
        return line + statement + statement + statement[:2], 8
    lead = beats - 2 * unit
    line = melodist.fill(lead, unit, 4) if lead >= 1 else []
    last = min(unit, beats / 2)
    return [*line, (way[0], last), (way[1], last)], 0


def _with_run(melodist: Melodist, beats: int, unit: float, beat_s: float) -> Line:
    """Phrases, then a run over the last third that arrives on the next first beat."""
    share = max(2, beats // 3)
    each = 2 if beat_s < 0.42 else 4
    line = melodist.fill(beats - share, unit, 7)
    return line + [(swara, 1 / each) for swara in melodist.run(share * each)]


def _ends(line: Line) -> list[float]:
    """Where each tone begins, in beats."""
    starts, at = [], 0.0
    for _, length in line:
        starts.append(at)
        at += length
    return starts


def _together(strokes: list[Stroke], rhythm: Rhythm, places: list[float], strength: float) -> list[Stroke]:
    """The drum leaves its cycle and strikes with every tone of the tihai."""
    inner = rhythm.theka[1][0] if rhythm.theka[1][0] != SILENCE else rhythm.first
    names = (rhythm.first, inner, rhythm.first)
    kept = [stroke for stroke in strokes if stroke.start_s < places[0] - 0.02]
    told = [
        Stroke(at, names[index % 3], strength * (1.0 if index % 3 == 2 else 0.85)) for index, at in enumerate(places)
    ]
    return kept + told


def _breathe(mode: Mode, tones: list[Tone]) -> list[Tone]:
    """A breath wherever the line goes on in a way that the mode has only after one."""
    line = list(tones)
    for place in range(len(line) - 1):
        tone, after = line[place], line[place + 1]
        touching = after.start_s - tone.start_s - tone.length_s < 0.05
        if touching and not mode.allows(tone.swara, after.swara):
            line[place] = replace(tone, length_s=(after.start_s - tone.start_s) * 0.8 - 0.03)
    return line


def _drums(mode: Mode, pace: Pace, strokes: list[Stroke], mood: Mood, length_s: float) -> list[Part]:
    """The drum and who plays along with it."""
    rhythm = pace.rhythm
    level = mode.drums_db - 1 + 3 * mood.arousal
    inside = tuple(stroke for stroke in strokes if stroke.start_s < length_s - 0.05)
    parts = [Part(rhythm.drum, strokes=inside, gain_db=level, pan=0.14, room=0.2, role="drums")]
    for layer, (name, _) in enumerate(rhythm.layers):
        played = [
            stroke
            for cycle in range(pace.cycles)
            for stroke in rhythm.along(
                layer, pace.start_s + cycle * pace.cycle_s, pace.beat_s, 0.45 + 0.4 * mood.arousal
            )
            if stroke.start_s < min(pace.home_s, length_s - 0.05)
        ]
        place = -0.3 + 0.5 * layer
        parts.append(Part(name, strokes=tuple(played), gain_db=level - 5, pan=place, room=0.3, role="drums"))
    return parts


def _start(note: Note) -> float:
    return note.start_s


def _before(notes: list[Note], length_s: float) -> list[Note]:
    """Notes that begin inside the piece, in order, cut where it ends."""
    return [
        replace(note, duration_s=min(note.duration_s, length_s - note.start_s))
        for note in sorted(notes, key=_start)
        if note.start_s < length_s - 0.05
    ]
