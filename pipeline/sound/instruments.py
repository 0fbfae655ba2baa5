"""The band: what each instrument is made of. Tables for `synth`; no sound is made here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plucked:
    """A string that is struck once and rings.

    `harmonics` most partials; `pluck` where it is plucked (share of the string); `tilt` how fast partials weaken;
    `ring_s` time to -60 dB at 220 Hz; `damp` how much faster high partials die; `buzz` the jawari's glide of energy
    through the partials; `tick` the plectrum's noise; `octave` semitones above the mode's Sa; `bends` if it can glide.
    """

    harmonics: int = 22
    pluck: float = 0.13
    tilt: float = 0.9
    ring_s: float = 2.6
    damp: float = 0.35
    buzz: float = 0.0
    tick: float = 0.15
    octave: float = 0.0
    bends: bool = True
    twin_cents: float = 0.0
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Sustained:
    """A breath or a bow. `partials` are amplitudes of the harmonics at medium strength; `breath` the noise in it.

    `attack_s` its swell, `vibrato` in semitones at `vibrato_hz`, `formants` (Hz, Q, gain) the body.
    """

    partials: tuple[float, ...]
    breath: float = 0.05
    breath_hz: float = 2500.0
    attack_s: float = 0.07
    release_s: float = 0.12
    vibrato: float = 0.18
    vibrato_hz: float = 5.2
    formants: tuple[tuple[float, float, float], ...] = ()
    octave: float = 12.0
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Pad:
    """Held chords: `voices` detuned copies of `partials` that swell and breathe."""

    partials: tuple[float, ...]
    detune_cents: float = 7.0
    attack_s: float = 1.2
    release_s: float = 1.6
    gain_db: float = 0.0


PLUCKED: dict[str, Plucked] = {
    "sitar": Plucked(harmonics=30, pluck=0.08, tilt=0.75, ring_s=3.6, damp=0.16, buzz=1.0, tick=0.12),
    "veena": Plucked(harmonics=24, pluck=0.14, tilt=0.95, ring_s=4.2, damp=0.22, buzz=0.45, tick=0.08),
    "tanpura": Plucked(harmonics=34, pluck=0.31, tilt=0.6, ring_s=7.5, damp=0.08, buzz=1.6, tick=0.02),
    "santoor": Plucked(
        harmonics=16, pluck=0.11, tilt=0.85, ring_s=2.4, damp=0.3, tick=0.2, octave=12, bends=False, twin_cents=4
    ),
    "koto": Plucked(harmonics=22, pluck=0.1, tilt=0.9, ring_s=3.0, damp=0.3, tick=0.22, octave=12),
    "guzheng": Plucked(harmonics=24, pluck=0.09, tilt=0.82, ring_s=3.8, damp=0.24, tick=0.18, octave=12),
    "gayageum": Plucked(harmonics=18, pluck=0.16, tilt=1.1, ring_s=2.2, damp=0.42, tick=0.12, octave=12),
    "oud": Plucked(harmonics=18, pluck=0.15, tilt=1.15, ring_s=1.9, damp=0.45, tick=0.2, twin_cents=3),
    "kora": Plucked(harmonics=20, pluck=0.12, tilt=0.95, ring_s=2.6, damp=0.3, tick=0.1, octave=0, bends=False),
    "balafon": Plucked(harmonics=5, pluck=0.5, tilt=1.8, ring_s=0.7, damp=0.7, tick=0.3, octave=12, bends=False),
    "guitar": Plucked(harmonics=22, pluck=0.17, tilt=1.0, ring_s=3.0, damp=0.36, tick=0.14, bends=False),
    "nylon-guitar": Plucked(harmonics=16, pluck=0.2, tilt=1.3, ring_s=2.4, damp=0.46, tick=0.1, bends=False),
    "synth-pluck": Plucked(harmonics=14, pluck=0.5, tilt=0.9, ring_s=0.9, damp=0.5, tick=0.0, bends=False),
}

SUSTAINED: dict[str, Sustained] = {
    "bansuri": Sustained((1.0, 0.32, 0.16, 0.06, 0.03), breath=0.045, attack_s=0.08, vibrato=0.14, vibrato_hz=4.8),
    "shakuhachi": Sustained(
        (1.0, 0.22, 0.2, 0.05, 0.04), breath=0.12, breath_hz=1900, attack_s=0.11, vibrato=0.3, vibrato_hz=4.2
    ),
    "ney": Sustained(
        (0.8, 0.6, 0.3, 0.12, 0.06, 0.03), breath=0.12, breath_hz=2100, attack_s=0.1, vibrato=0.16, vibrato_hz=5
    ),
    "daegeum": Sustained(
        (1.0, 0.4, 0.3, 0.18, 0.12, 0.06), breath=0.07, attack_s=0.09, vibrato=0.34, vibrato_hz=4.4
    ),
    "erhu": Sustained(
        (1.0, 0.75, 0.6, 0.45, 0.3, 0.24, 0.16, 0.12, 0.08, 0.06, 0.04),
        breath=0.025, attack_s=0.09, vibrato=0.26, vibrato_hz=5.8,
        formants=((700, 3, 5), (1700, 3, 4), (3200, 3, -6)), gain_db=-3,
    ),
    "sarangi": Sustained(
        (0.9, 0.8, 0.7, 0.5, 0.42, 0.3, 0.25, 0.18, 0.14, 0.1, 0.07, 0.05),
        breath=0.03, attack_s=0.1, vibrato=0.16, vibrato_hz=5.4, formants=((900, 3, 5), (2300, 3, 3)), gain_db=-4,
    ),
}  # fmt: skip

PADS: dict[str, Pad] = {
    "warm-pad": Pad((1.0, 0.5, 0.28, 0.16, 0.09, 0.05), gain_db=-4),
    "glass-pad": Pad((1.0, 0.12, 0.3, 0.05, 0.14, 0.02, 0.05), detune_cents=5, attack_s=1.8, release_s=2.4, gain_db=-4),
    "drone": Pad((1.0, 0.6, 0.45, 0.3, 0.2, 0.12, 0.08), detune_cents=3, attack_s=1.6, release_s=2.0, gain_db=-6),
    "sub": Pad((1.0, 0.25, 0.06), detune_cents=2, attack_s=0.05, release_s=0.2),
}


def octave_of(instrument: str) -> float:
    """Semitones by which an instrument plays above the mode's Sa."""
    if instrument in PLUCKED:
        return PLUCKED[instrument].octave
    return SUSTAINED[instrument].octave
