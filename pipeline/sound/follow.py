"""Music that follows the picture: it lands on cuts and gives way to speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.sound.piece import Note, Part, Piece, Stroke

GIVE = 0.1
"""How much the pace may give, as a share, for a beat to fall on a cut: less than a listener minds."""
_NEAR_S = 0.045
_ACCENT = 1.3
_SHORT_S = 0.7
_HUSH = 0.55
"""Under speech quick tones are left out and the rest is played at this share of its strength."""

Span = tuple[float, float]


def follow(piece: Piece, hits_ms: Sequence[int], talk_ms: Sequence[tuple[int, int]]) -> Piece:
    """The piece with beats moved onto the hits, accents there, and quiet under the talk."""
    hits = sorted(hit / 1000 for hit in hits_ms if 0 < hit < piece.duration_s * 1000)
    if hits:
        piece = _stretched(piece, _anchors(piece, hits))
        piece = _struck(piece, hits)
    talk = [(start / 1000, end / 1000) for start, end in talk_ms]
    return _hushed(piece, talk) if talk else piece


def _anchors(piece: Piece, hits: Sequence[float]) -> list[tuple[float, float]]:
    """(written time, played time) between which the pace is even."""
    end = piece.bars[-1] if piece.ending and piece.bars else piece.duration_s
    anchors = [(0.0, 0.0)]
    for hit in hits:
        written, played = anchors[-1]
        # A bar's beginning if one can be brought here, any beat if not; in time that is free nothing has to move.
        for places in (piece.bars, piece.pulse):
            near = sorted(
                (abs(place - hit), place)
                for place in places
                if written < place < end and _gives(hit - played, place - written) and _gives(end - hit, end - place)
            )
            if near:
                anchors.append((near[0][1], hit))
                break
    return [*anchors, (end, end)] + ([(piece.duration_s, piece.duration_s)] if end < piece.duration_s else [])


def _gives(played: float, written: float) -> bool:
    return written > 0 and 1 - GIVE <= played / written <= 1 + GIVE


def _stretched(piece: Piece, anchors: Sequence[tuple[float, float]]) -> Piece:
    if len(anchors) < 3 or all(written == played for written, played in anchors):
        return piece
    from_, to = zip(*anchors, strict=True)

    def at(seconds: float) -> float:
        return float(np.interp(seconds, from_, to)) if seconds <= from_[-1] else seconds

    def moved(note: Note) -> Note:
        start = at(note.start_s)
        return replace(note, start_s=start, duration_s=max(0.03, at(note.start_s + note.duration_s) - start))

    parts = tuple(
        replace(
            part,
            notes=tuple(moved(note) for note in part.notes),
            strokes=tuple(replace(stroke, start_s=at(stroke.start_s)) for stroke in part.strokes),
        )
        for part in piece.parts
    )
    return replace(piece, parts=parts, pulse=tuple(map(at, piece.pulse)), bars=tuple(map(at, piece.bars)))


def _struck(piece: Piece, hits: Sequence[float]) -> Piece:
    """Whatever sounds at a hit is played harder, and the drum, or the tonic where there is no drum, is added to it."""

    def accent(start_s: float, velocity: float) -> float:
        return min(1.0, velocity * _ACCENT) if any(abs(start_s - hit) < _NEAR_S for hit in hits) else velocity

    parts = [
        replace(
            part,
            notes=tuple(replace(note, velocity=accent(note.start_s, note.velocity)) for note in part.notes),
            strokes=tuple(replace(beat, velocity=accent(beat.start_s, beat.velocity)) for beat in part.strokes),
        )
        for part in piece.parts
    ]
    inside = [hit for hit in hits if hit < piece.duration_s - 0.1]
    for place, part in enumerate(parts):
        if part.role == "drums" and part.strokes and part.instrument != "bell":
            loudest = max(part.strokes, key=lambda beat: beat.velocity)
            added = tuple(Stroke(hit, loudest.name, min(1.0, loudest.velocity * 1.1)) for hit in inside)
            parts[place] = replace(part, strokes=tuple(sorted((*part.strokes, *added), key=lambda beat: beat.start_s)))
            return replace(piece, parts=tuple(parts))
    return replace(piece, parts=(*parts, _tonic(piece, inside)))


def _tonic(piece: Piece, hits: Sequence[float]) -> Part:
    low = piece.tonic - 12 if piece.tonic >= 50 else piece.tonic
    notes = tuple(Note(hit, min(3.0, piece.duration_s - hit), low, 0.6) for hit in hits)
    plucked = any(part.instrument == "tanpura" for part in piece.parts)
    return Part("tanpura" if plucked else "gm:46", notes, room=0.4, role="bed")


def _hushed(piece: Piece, talk: Sequence[Span]) -> Piece:
    pulse = np.array(piece.pulse)
    last = max((note.start_s for part in piece.parts if part.role == "lead" for note in part.notes), default=0.0)

    def spoken(start_s: float) -> bool:
        return any(start <= start_s < end for start, end in talk)

    def kept(note: Note, role: str) -> Note | None:
        if not spoken(note.start_s) or role == "drone" or note.start_s == last:
            return note
        if role in ("lead", "second") and note.duration_s < _SHORT_S:
            return None
        return replace(note, velocity=note.velocity * _HUSH)

    def beaten(stroke: Stroke) -> Stroke | None:
        if not spoken(stroke.start_s):
            return stroke
        on_beat = len(pulse) and float(np.abs(pulse - stroke.start_s).min()) < _NEAR_S
        return replace(stroke, velocity=stroke.velocity * _HUSH) if on_beat else None

    parts = []
    for part in piece.parts:
        notes = tuple(note for item in part.notes if (note := kept(item, part.role)) is not None)
        strokes = tuple(stroke for item in part.strokes if (stroke := beaten(item)) is not None)
        if notes or strokes:
            parts.append(replace(part, notes=notes, strokes=strokes))
    return replace(piece, parts=tuple(parts) or piece.parts)
