"""Plays a piece: every part by its instrument, on its place, in one hall."""

from __future__ import annotations

import math
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


def perform(piece: Piece, soundfont: Path, samples: int, seed: int) -> Samples:
    """Exactly `samples` of stereo, at TARGET_LUFS, no sample above PEAK_DB, silent at both ends."""
    dry = np.zeros((samples, 2), dtype=np.float32)
    send = np.zeros((samples, 2), dtype=np.float32)
    for index, part in enumerate(piece.parts):
        sound = _play(part, piece, soundfont, samples, seed * 31 + index) * np.float32(db(part.gain_db))
        dry += sound
        send += sound * np.float32(part.room)
    mixed = dry + reverberate(send, impulse_response(round(piece.hall_s, 1)))
    sos = signal.butter(2, 30, "highpass", fs=RATE, output="sos")
    mixed = signal.sosfilt(sos, mixed, axis=0).astype(np.float32)
    _fade(mixed, piece)
    loudness = integrated_lufs(mixed)
    if loudness > SILENT_LUFS:
        mixed *= np.float32(db(TARGET_LUFS - loudness))
    mixed *= limiting_gain(np.abs(mixed).max(axis=1), PEAK_DB)[:, None]
    return mixed


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
