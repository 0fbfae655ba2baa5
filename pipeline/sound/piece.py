"""What a composer writes: notes, strokes and parts, before anybody plays them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One tone. `pitch` is a MIDI number, fractional where the tuning is; `velocity` 0..1.

    `bends` are (seconds from the start, semitones from `pitch`) breakpoints: glides, graces and oscillations.
    """

    start_s: float
    duration_s: float
    pitch: float
    velocity: float
    bends: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Stroke:
    """One beat on a drum or a bell, named as its players name it."""

    start_s: float
    name: str
    velocity: float


@dataclass(frozen=True, slots=True)
class Part:
    """What one player does. `instrument` is a name of `instruments`, or `gm:<program>` / `gm:drums` of the SoundFont.

    `role` is lead, second, bed, drone, bass or drums: how loud it is, whether it gives way to speech, which stem it is
    in; `gain_db` is against others of its role. `pan` -1..1, `room` 0..1 how much of it goes to the hall.
    """

    instrument: str
    notes: tuple[Note, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    gain_db: float = 0.0
    pan: float = 0.0
    room: float = 0.25
    role: str = "bed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished composition. `tonic` is a MIDI number, `degrees` the semitones above it that tones may have.

    `hall_s` is the reverberation time, `ending` whether it comes to rest rather than being faded away; `pulse` when its
    beats fall and `bars` when its bars or cycles begin (both empty where it has no rhythm).
    """

    duration_s: float
    tonic: float
    degrees: tuple[float, ...]
    parts: tuple[Part, ...]
    hall_s: float
    ending: bool
    pulse: tuple[float, ...] = ()
    bars: tuple[float, ...] = ()
