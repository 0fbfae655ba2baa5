"""A piece as MIDI: a track a part, glides and quarter tones as pitch bend. Also how the SoundFont is played."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.sound.piece import Note, Piece

if TYPE_CHECKING:
    import mido

DRUMS = "drums"
DRUM_CHANNEL = 9
TICKS_A_BEAT = 24_000
"""At 120 beats a minute a tick is a sample of 48 kHz, so that a note falls on its sample."""
BEAT_US = 500_000
TICKS_A_SECOND = TICKS_A_BEAT * 1_000_000 // BEAT_US
BEND_RANGE = 12
_BEND_STEP_S = 0.02

_PROGRAMS = {
    "sitar": 104, "sarod": 104, "veena": 104, "tanpura": 104, "santoor": 15, "santur": 15, "qanun": 15, "tumbi": 105,
    "tuntuna": 105, "ektara": 105, "dotara": 105, "morchang": 105, "gogona": 105, "dombra": 105, "koto": 107,
    "guzheng": 107, "gayageum": 107, "pipa": 106, "shamisen": 106, "oud": 24, "tar": 25, "krar": 24, "kora": 46,
    "charango": 24, "guitar": 25, "nylon-guitar": 24, "synth-pluck": 80, "balafon": 12, "balafon-low": 12, "mbira": 108,
    "mbira-low": 108, "saron": 11, "gender": 11, "bonang": 11, "music-box": 10, "bansuri": 73, "shakuhachi": 77,
    "ney": 75, "daegeum": 77, "erhu": 110, "sarangi": 110, "esraj": 110, "kamaicha": 110, "ravanhatha": 110,
    "carnatic-violin": 40, "morin-khuur": 42, "masenqo": 110, "harmonium": 20, "shehnai": 111, "nadaswaram": 111,
    "nadaswaram-second": 111, "kuzhal": 111, "kombu": 60, "pepa": 111, "algoza": 74, "shinobue": 72, "dizi": 73,
    "washint": 75, "tin-whistle": 78, "quena": 75, "zampona": 75, "bandoneon": 23, "warm-pad": 89, "glass-pad": 92,
    "drone": 89, "throat": 91, "ottu": 111, "organ": 19, "sub": 38,
}  # fmt: skip
"""The General MIDI program nearest to an instrument of our own, for other programs that open the file."""
_KEYS = {
    "kick": 36, "snare": 38, "hat": 42, "shaker": 70, "boom": 41, "clap": 39, "sticks": 37, "ting": 81, "tik": 80,
    "jhan": 49, "chak": 42, "shake": 70, "back": 70, "clave": 75, "block": 76, "luo": 49, "ageng": 49, "bell": 53,
    "high": 67, "low": 64, "rings": 54, "golpe": 37, "rim": 37, "slap": 62, "open": 63, "bass": 41, "don": 41,
}  # fmt: skip
_LOW = frozenset({"dha", "ge", "ga", "dhin", "dhi", "thom", "doum", "dum", "kung", "dhim"})
_LOW_KEY, _HIGH_KEY = 64, 62
"""Low conga for the left hand of any hand drum, mute high conga for the right."""


def program_of(instrument: str) -> str:
    """`0`..`127` or `drums`."""
    if instrument.startswith("gm:"):
        return instrument.removeprefix("gm:")
    return str(_PROGRAMS[instrument]) if instrument in _PROGRAMS else DRUMS


def midi_file(piece: Piece) -> bytes:
    """The whole piece as a type 1 file; strokes become keys of the General MIDI drum map."""
    import mido

    tracks = [_conductor(piece)]
    free = [channel for channel in range(16) if channel != DRUM_CHANNEL]
    for part in piece.parts:
        drums = program_of(part.instrument) == DRUMS
        # Lines that bend want two channels, or a ringing tone would bend with the next one.
        wanted = 2 if any(_bends(note) for note in part.notes) else 1
        channels = (DRUM_CHANNEL,) if drums else tuple(free[:wanted]) or (15,)
        if not drums:
            free = free[wanted:]
        keys = tuple(
            Note(beat.start_s, 0.1, float(_KEYS.get(beat.name, _LOW_KEY if beat.name in _LOW else _HIGH_KEY)), level)
            for beat in part.strokes
            if (level := min(1.0, beat.velocity))
        )
        gain = 10 ** (part.gain_db / 40)  # GM volume is squared
        controls = {7: round(min(127, 90 * gain)), 10: round(64 + 63 * part.pan), 91: round(127 * part.room)}
        notes = [*part.notes, *keys]
        track = track_of(program_of(part.instrument), notes, piece.duration_s + 4, channels, controls)
        track.insert(0, mido.MetaMessage("track_name", name=f"{part.role}: {part.instrument}"))
        tracks.append(track)
    return _bytes(mido.MidiFile(type=1, ticks_per_beat=TICKS_A_BEAT, tracks=tracks))


def _conductor(piece: Piece) -> mido.MidiTrack:
    """Where bars begin, as markers: the pace may give, so ticks are time and not beats."""
    import mido

    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=BEAT_US)])
    at = 0
    for number, bar in enumerate(piece.bars, 1):
        tick = round(bar * TICKS_A_SECOND)
        track.append(mido.MetaMessage("marker", text=f"bar {number}", time=tick - at))
        at = tick
    track.append(mido.MetaMessage("end_of_track", time=0))
    return track


def single_track(program: str, notes: Sequence[Note], length_s: float) -> bytes:
    """One program's notes as a type 0 file; our own hall takes the place of the player's reverb and chorus."""
    import mido

    drums = program == DRUMS
    channels = (DRUM_CHANNEL,) if drums else (0, 1, 2, 3) if any(_bends(note) for note in notes) else (0,)
    track = track_of(program, notes, length_s, channels, {91: 0, 93: 0})
    track.insert(0, mido.MetaMessage("set_tempo", tempo=BEAT_US))
    return _bytes(mido.MidiFile(type=0, ticks_per_beat=TICKS_A_BEAT, tracks=[track]))


def track_of(
    program: str, notes: Sequence[Note], length_s: float, channels: Sequence[int], controls: Mapping[int, int]
) -> mido.MidiTrack:
    """A track of one program; tones that bend take turns on the channels."""
    import mido

    events: list[tuple[int, int, mido.Message]] = []
    bending = any(_bends(note) for note in notes) and program != DRUMS
    for channel in channels:
        if program != DRUMS:
            events.append((0, 0, mido.Message("program_change", channel=channel, program=int(program))))
        for control, value in controls.items():
            events.append((0, 1, mido.Message("control_change", channel=channel, control=control, value=value)))
        if bending:
            # Registered parameter 0 is the range of the bend in semitones.
            for control, value in ((101, 0), (100, 0), (6, BEND_RANGE), (38, 0)):
                events.append((0, 2, mido.Message("control_change", channel=channel, control=control, value=value)))
    for index, note in enumerate(sorted(notes, key=lambda note: (note.start_s, note.pitch))):
        channel = channels[index % len(channels)]
        key, start = round(note.pitch), round(note.start_s * TICKS_A_SECOND)
        end = max(start + 1, round(min(length_s, note.start_s + note.duration_s) * TICKS_A_SECOND))
        velocity = max(1, min(127, round(127 * note.velocity)))
        if bending:
            for tick, bend in _curve(note, key, start, end):
                events.append((tick, 4, mido.Message("pitchwheel", channel=channel, pitch=bend)))
        events.append((start, 5, mido.Message("note_on", channel=channel, note=key, velocity=velocity)))
        events.append((end, 3, mido.Message("note_off", channel=channel, note=key)))
    events.sort(key=lambda event: (event[0], event[1], getattr(event[2], "note", 0)))
    track = mido.MidiTrack()
    at = 0
    for tick, _, message in events:
        track.append(message.copy(time=tick - at))
        at = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, round(length_s * TICKS_A_SECOND) - at)))
    return track


def _bends(note: Note) -> bool:
    return bool(note.bends) or abs(note.pitch - round(note.pitch)) > 0.004


def _curve(note: Note, key: int, start: int, end: int) -> list[tuple[int, int]]:
    """(tick, pitch wheel) whenever the wheel moves."""
    offset = note.pitch - key
    if not note.bends:
        return [(start, _wheel(offset))]
    times, values = zip(*note.bends, strict=True)
    places = np.arange(0, (end - start) / TICKS_A_SECOND, _BEND_STEP_S)
    wheel = [_wheel(offset + float(value)) for value in np.interp(places, times, values)]
    points = [(start, wheel[0])]
    for place, value in zip(places[1:], wheel[1:], strict=True):
        if value != points[-1][1]:
            points.append((start + round(float(place) * TICKS_A_SECOND), value))
    return points


def _wheel(semitones: float) -> int:
    return max(-8192, min(8191, round(8192 * semitones / BEND_RANGE)))


def _bytes(file: mido.MidiFile) -> bytes:
    stream = io.BytesIO()
    file.save(file=stream)
    return stream.getvalue()
