"""Plays General MIDI programs of the SoundFont that comes with the install."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.sound.piece import Note
from pipeline.sound.wav import RATE, Samples

DRUMS = "drums"
_BANK_DRUMS = 128
_RELEASE_S = 3.0


@cache
def _soundfont(path: Path) -> bytes:
    return path.read_bytes()


def play(soundfont: Path, program: str, notes: Sequence[Note], length_s: float) -> Samples:
    """Notes by one program (`0`..`127`, or `drums` whose pitches are GM drum keys): stereo (samples, 2)."""
    import tinysoundfont

    synth = tinysoundfont.Synth(gain=-3, samplerate=RATE)
    font = synth.sfload(_soundfont(soundfont))
    drums = program == DRUMS
    synth.program_select(0, font, _BANK_DRUMS if drums else 0, 0 if drums else int(program), drums)
    count = int(length_s * RATE)
    events: list[tuple[int, int, int, float]] = []
    for note in notes:
        start = int(note.start_s * RATE)
        end = min(count, int((note.start_s + note.duration_s) * RATE))
        if start < count:
            events.append((start, 1, round(note.pitch), note.velocity))
            events.append((max(start + 1, end), 0, round(note.pitch), 0.0))
    events.sort(key=lambda event: event[:3])
    played: list[Samples] = []
    at = 0
    for place, on, key, velocity in events:
        stop = min(place, count)
        if stop > at:
            played.append(_generate(synth, stop - at))
            at = stop
        if on:
            synth.noteon(0, key, max(1, min(127, round(127 * velocity))))
        else:
            synth.noteoff(0, key)
    if count > at:
        played.append(_generate(synth, count - at))
    return np.concatenate(played) if played else np.zeros((count, 2), dtype=np.float32)


def _generate(synth: object, count: int) -> Samples:
    block = synth.generate(count)  # type: ignore[attr-defined]
    return np.frombuffer(bytes(block), dtype=np.float32).reshape(-1, 2)
