"""Plays a piece: every part by its instrument, on its place, in one hall."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
from scipy import signal

from pipeline.sound import synth
from pipeline.sound.drums import stroke
from pipeline.sound.instruments import PADS, PLUCKED, SUSTAINED
from pipeline.sound.loudness import SILENT_LUFS, integrated_lufs, limiting_gain
from pipeline.sound.piece import Part, Piece
from pipeline.sound.room import impulse_response, reverberate
from pipeline.sound.soundfont import play
from pipeline.sound.wav import RATE, Samples, db

TARGET_LUFS = -18.0
PEAK_DB = -2.0


ROLES_LUFS = {"lead": -20.0, "second": -27.0, "bed": -27.0, "bass": -26.0, "drums": -26.0, "drone": -31.0}
"""How loud each role is while it plays, before the whole is levelled: the lead is in front, the drone underneath."""
_MOST_BOOST_DB = 24.0
STEMS = {"melody": ("lead", "second"), "harmony": ("bed", "bass"), "rhythm": ("drums",), "drone": ("drone",)}
"""What can be had apart, by the roles of the parts in it."""


def perform(piece: Piece, soundfont: Path, samples: int, seed: int) -> Samples:
    """Exactly `samples` of stereo, at TARGET_LUFS, no sample above PEAK_DB, silent at both ends."""
    mixed = _heard(piece, soundfont, samples, seed, frozenset(part.role for part in piece.parts))
    return mixed * _gain(mixed)[:, None]


def perform_stems(piece: Piece, soundfont: Path, samples: int, seed: int) -> dict[str, Samples]:
    """The same apart: stems that sum to what `perform` gives, those that play at all."""
    present = {part.role for part in piece.parts}
    stems = {
        name: _heard(piece, soundfont, samples, seed, frozenset(roles))
        for name, roles in STEMS.items()
        if present.intersection(roles)
    }
    total = np.zeros((samples, 2), dtype=np.float32)
    for stem in stems.values():
        total += stem
    gain = _gain(total)[:, None]
    return {name: stem * gain for name, stem in stems.items()}


def _heard(piece: Piece, soundfont: Path, samples: int, seed: int, roles: frozenset[str]) -> Samples:
    """Parts of some roles in their hall, before they are levelled."""
    dry = np.zeros((samples, 2), dtype=np.float32)
    send = np.zeros((samples, 2), dtype=np.float32)
    crowd = Counter(part.role for part in piece.parts)
    for index, part in enumerate(piece.parts):
        if part.role in roles:
            sound = _play(part, piece, soundfont, samples, seed * 31 + index)
            sound *= np.float32(db(_balance(sound, part) - 5 * math.log10(crowd[part.role])))
            dry += sound
            send += sound * np.float32(part.room)
    mixed = dry + reverberate(send, impulse_response(round(piece.hall_s, 1)))
    sos = signal.butter(2, 30, "highpass", fs=RATE, output="sos")
    mixed = signal.sosfilt(sos, mixed, axis=0).astype(np.float32)
    _fade(mixed, piece)
    return mixed


def _balance(sound: Samples, part: Part) -> float:
    """Decibels that bring a part to the level of its role, whatever its instrument, its register and its programmer."""
    loudness = integrated_lufs(sound)
    wanted = ROLES_LUFS[part.role] + part.gain_db
    return min(_MOST_BOOST_DB, wanted - loudness) if loudness > SILENT_LUFS else part.gain_db


def _gain(mixed: Samples) -> Samples:
    loudness = integrated_lufs(mixed)
    makeup = np.float32(db(TARGET_LUFS - loudness) if loudness > SILENT_LUFS else 1.0)
    return makeup * limiting_gain(np.abs(mixed).max(axis=1) * makeup, PEAK_DB)


def _fade(mixed: Samples, piece: Piece) -> None:
    """A breath in; out over two seconds, or over the last tone's ring when the piece ends by itself."""
    seconds = len(mixed) / RATE
    into = int(min(0.03 if piece.ending else 0.06, seconds / 4) * RATE)
    away = int(min(1.6, seconds / 3) * RATE)
    mixed[:into] *= (0.5 - 0.5 * np.cos(np.linspace(0, math.pi, into, dtype=np.float32)))[:, None]
    mixed[-away:] *= (0.5 + 0.5 * np.cos(np.linspace(0, math.pi, away, dtype=np.float32)))[:, None]


def _play(part: Part, piece: Piece, soundfont: Path, samples: int, seed: int) -> Samples:
    stereo = np.zeros((samples, 2), dtype=np.float32)
    if part.instrument.startswith("gm:"):
        played = play(soundfont, part.instrument.removeprefix("gm:"), part.notes, piece.duration_s)[:samples]
        stereo[: len(played)] = played
        return _turned(stereo, part.pan)
    mono = np.zeros(samples, dtype=np.float32)
    if part.instrument in PLUCKED:
        for note in part.notes:
            _lay(mono, synth.pluck(part.instrument, note), note.start_s)
    elif part.instrument in SUSTAINED:
        if part.notes:
            line = synth.sing(part.instrument, part.notes, piece.duration_s, seed)[:samples]
            mono[: len(line)] = line
    elif part.instrument in PADS:
        for note in part.notes:
            _lay(stereo, synth.hold(part.instrument, note), note.start_s)
        return stereo
    for beat in part.strokes:
        sound = stroke(part.instrument, beat.name, piece.tonic)
        _lay(mono, sound * np.float32(beat.velocity), beat.start_s)
    angle = (part.pan + 1) * math.pi / 4
    stereo[:, 0] = mono * np.float32(math.cos(angle) * math.sqrt(2))
    stereo[:, 1] = mono * np.float32(math.sin(angle) * math.sqrt(2))
    return stereo


def _turned(stereo: Samples, pan: float) -> Samples:
    """A stereo sound leaned to one side."""
    return stereo * np.array([min(1.0, 1 - pan), min(1.0, 1 + pan)], dtype=np.float32)


def _lay(track: Samples, sound: Samples, start_s: float) -> None:
    """Add a sound at its place; what would hang over the end is left out (the piece fades there)."""
    at = round(start_s * RATE)
    room = len(track) - at
    if room > 0:
        track[at : at + len(sound)] += sound[:room]
