"""Plays General MIDI programs of the SoundFont that comes with the install."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from pipeline.sound.midi import single_track
from pipeline.sound.piece import Note
from pipeline.sound.wav import RATE, Samples


@cache
def _soundfont(path: Path) -> bytes:
    return path.read_bytes()


def play(soundfont: Path, program: str, notes: Sequence[Note], length_s: float) -> Samples:
    """Notes by one program (`0`..`127`, or `drums` whose pitches are GM drum keys): stereo (samples, 2)."""
    if not notes:
        return np.zeros((int(length_s * RATE), 2), dtype=np.float32)
    return render(soundfont, single_track(program, notes, length_s), length_s)


def render(soundfont: Path, midi: bytes, length_s: float) -> Samples:
    """A MIDI file as stereo (samples, 2) of that length."""
    import midirenderer

    count = int(length_s * RATE)
    rate, data = wavfile.read(io.BytesIO(midirenderer.render_wave_from(_soundfont(soundfont), midi)))
    if rate != RATE:
        raise ValueError(f"the SoundFont player gave {rate} Hz")
    played = np.zeros((count, 2), dtype=np.float32)
    taken = data[:count].astype(np.float32) / 32_768
    played[: len(taken)] = taken.reshape(-1, 2)
    return played
