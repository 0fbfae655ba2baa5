"""Plays General MIDI programs of the SoundFont that comes with the install."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from pipeline.sound.piece import Note
from pipeline.sound.wav import RATE, Samples

DRUMS = "drums"
_DRUM_CHANNEL = 9
_TICKS_A_BEAT = 24_000
_BEAT_US = 500_000
_TICKS_A_SECOND = _TICKS_A_BEAT * 1_000_000 // _BEAT_US


@cache
def _soundfont(path: Path) -> bytes:
    return path.read_bytes()


def play(soundfont: Path, program: str, notes: Sequence[Note], length_s: float) -> Samples:
    """Notes by one program (`0`..`127`, or `drums` whose pitches are GM drum keys): stereo (samples, 2)."""
    import midirenderer

    count = int(length_s * RATE)
    if not notes:
        return np.zeros((count, 2), dtype=np.float32)
    wave = midirenderer.render_wave_from(_soundfont(soundfont), _midi(program, notes, length_s))
    rate, data = wavfile.read(io.BytesIO(wave))
    if rate != RATE:
        raise ValueError(f"the SoundFont player gave {rate} Hz")
    played = np.zeros((count, 2), dtype=np.float32)
    taken = data[:count].astype(np.float32) / 32_768
    played[: len(taken)] = taken.reshape(-1, 2)
    return played


def _midi(program: str, notes: Sequence[Note], length_s: float) -> bytes:
    """A MIDI file of one track with a tick of 1/48000 s, so that a note falls on its sample."""
    import mido

    channel = _DRUM_CHANNEL if program == DRUMS else 0
    events: list[tuple[int, int, mido.Message]] = []
    for note in notes:
        key, start = round(note.pitch), round(note.start_s * _TICKS_A_SECOND)
        end = max(start + 1, round(min(length_s, note.start_s + note.duration_s) * _TICKS_A_SECOND))
        velocity = max(1, min(127, round(127 * note.velocity)))
        events.append((start, 1, mido.Message("note_on", channel=channel, note=key, velocity=velocity)))
        events.append((end, 0, mido.Message("note_off", channel=channel, note=key)))
    events.sort(key=lambda event: (event[0], event[1], event[2].note))
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=_BEAT_US)])
    if program != DRUMS:
        track.append(mido.Message("program_change", channel=channel, program=int(program)))
    # Our own hall takes the place of the player's reverb and chorus.
    for control in (91, 93):
        track.append(mido.Message("control_change", channel=channel, control=control, value=0))
    at = 0
    for tick, _, message in events:
        track.append(message.copy(time=tick - at))
        at = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, round(length_s * _TICKS_A_SECOND) - at)))
    file = mido.MidiFile(type=0, ticks_per_beat=_TICKS_A_BEAT, tracks=[track])
    stream = io.BytesIO()
    file.save(file=stream)
    return stream.getvalue()
