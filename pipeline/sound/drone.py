"""What a chant stands on: a tanpura tuned to the reciter, and a temple bell where a verse begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.sound.loudness import limiting_gain
from pipeline.sound.perform import PEAK_DB, perform
from pipeline.sound.piece import Note, Part, Piece, Stroke
from pipeline.sound.wav import db, write_wav
from pipeline.timeline import samples_of

VERSION = "1"
_STRINGS = ((-5.0, 0.0), (0.0, 0.95), (0.0, 1.75), (-12.0, 2.6))
"""Pa, Sa, Sa and the low Sa: semitones from the tonic, and when in the round each is plucked."""
_ROUND_S = 3.8
_LOUDER_DB = 4.0
"""Over other music: a drone lies still, and it is what the voice is tuned to."""


@dataclass(frozen=True, slots=True)
class DroneCue:
    """A drone of a length; `bells_ms` from its start, `tonic` as a MIDI number, `last` if the film ends with it."""

    tonic: float
    duration_ms: int
    bells_ms: tuple[int, ...]
    last: bool
    seed: int


def compose_drone(cue: DroneCue) -> Piece:
    """The cue as parts for two players."""
    seconds = cue.duration_ms / 1000
    rng = np.random.default_rng([cue.seed, 108])
    notes: list[Note] = []
    at = 0.05
    # The last round is left to ring out.
    while at < seconds - (_ROUND_S if cue.last else 0.5):
        for offset, place in _STRINGS:
            strength = float(rng.uniform(0.62, 0.72))
            start = at + place + float(rng.uniform(-0.02, 0.02))
            if 0 <= start < seconds - 0.3:
                notes.append(Note(start, min(7.0, seconds - start), cue.tonic + offset, strength))
        at += _ROUND_S
    bells = tuple(
        Stroke(ms / 1000, "bell", 0.7 if number == 0 else 0.5)
        for number, ms in enumerate(cue.bells_ms)
        if ms / 1000 < seconds - 0.5
    )
    parts = (
        Part("tanpura", notes=tuple(notes), gain_db=-9, pan=-0.2, room=0.3),
        Part("bell", strokes=bells, gain_db=-14, pan=0.35, room=0.5),
    )
    return Piece(seconds, cue.tonic, (0.0, 7.0), parts, hall_s=1.8, ending=cue.last)


def play_drone(cue: DroneCue, soundfont: Path, path: Path) -> None:
    """Write exactly the cue's length of stereo 48 kHz float WAV."""
    sound = perform(compose_drone(cue), soundfont, samples_of(cue.duration_ms), cue.seed) * np.float32(db(_LOUDER_DB))
    write_wav(path, sound * limiting_gain(np.abs(sound).max(axis=1), PEAK_DB)[:, None])
