"""The band: what each instrument is made of. Tables for `synth`; no sound is made here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plucked:
    """A string that is struck once and rings.

    `harmonics` most partials; `pluck` where it is plucked (share of the string); `tilt` how fast partials weaken;
    `ring_s` time to -60 dB at 220 Hz; `damp` how much faster high partials die; `buzz` the jawari's glide of energy
    through the partials; `tick` the plectrum's noise; `octave` semitones above the mode's Sa; `bends` if it can glide.
    Bars and tongues have partials of their own: `ratios` to the lowest, and then `pluck` means nothing.
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
    ratios: tuple[float, ...] = ()


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
    "balafon": Plucked(
        tilt=1.5, ring_s=0.8, damp=0.8, buzz=0.3, tick=0.3, octave=12, bends=False, ratios=(1.0, 2.0, 3.95, 9.2)
    ),
    "balafon-low": Plucked(
        tilt=1.5, ring_s=0.9, damp=0.8, buzz=0.3, tick=0.3, octave=0, bends=False, ratios=(1.0, 2.0, 3.95, 9.2)
    ),
    "mbira": Plucked(
        tilt=1.5, ring_s=1.6, damp=0.9, buzz=0.4, tick=0.25, octave=0, bends=False, ratios=(1.0, 2.0, 5.4, 6.3)
    ),
    "mbira-low": Plucked(
        tilt=1.4, ring_s=1.8, damp=0.9, buzz=0.4, tick=0.2, octave=-12, bends=False, ratios=(1.0, 2.0, 5.4, 6.3)
    ),
    "saron": Plucked(tilt=1.1, ring_s=2.6, damp=0.5, tick=0.25, octave=12, bends=False, ratios=(1.0, 2.73, 5.3, 8.7)),
    "gender": Plucked(
        tilt=1.9, ring_s=4.5, damp=0.5, tick=0.06, octave=12, bends=False, twin_cents=9, ratios=(1.0, 2.76, 5.4)
    ),
    "bonang": Plucked(
        tilt=1.3, ring_s=1.5, damp=0.6, tick=0.15, octave=12, bends=False, ratios=(1.0, 1.52, 3.46, 3.92)
    ),
    "sarod": Plucked(harmonics=24, pluck=0.09, tilt=0.95, ring_s=2.4, damp=0.26, tick=0.22),
    "tumbi": Plucked(harmonics=20, pluck=0.06, tilt=0.7, ring_s=0.7, damp=0.2, tick=0.3, octave=12, gain_db=-2),
    "tuntuna": Plucked(harmonics=18, pluck=0.08, tilt=0.8, ring_s=0.8, damp=0.24, buzz=0.5, tick=0.2, octave=12),
    "ektara": Plucked(harmonics=16, pluck=0.12, tilt=0.9, ring_s=0.8, damp=0.3, buzz=0.7, tick=0.15, octave=0),
    "dotara": Plucked(harmonics=18, pluck=0.12, tilt=1.0, ring_s=1.2, damp=0.36, tick=0.2, octave=12),
    "morchang": Plucked(harmonics=34, pluck=0.04, tilt=0.55, ring_s=0.9, damp=0.05, buzz=2.4, tick=0.05, octave=-12),
    "gogona": Plucked(harmonics=34, pluck=0.04, tilt=0.6, ring_s=0.5, damp=0.06, buzz=2.0, tick=0.08, octave=0),
    "dombra": Plucked(harmonics=14, pluck=0.18, tilt=1.2, ring_s=1.0, damp=0.5, tick=0.16, octave=0, twin_cents=3),
    "shamisen": Plucked(harmonics=24, pluck=0.07, tilt=0.8, ring_s=0.9, damp=0.26, buzz=0.6, tick=0.5, octave=12),
    "pipa": Plucked(harmonics=20, pluck=0.08, tilt=0.9, ring_s=1.1, damp=0.34, tick=0.28, octave=12),
    "qanun": Plucked(
        harmonics=20, pluck=0.1, tilt=0.85, ring_s=2.2, damp=0.3, tick=0.2, octave=12, bends=False, twin_cents=3
    ),
    "santur": Plucked(
        harmonics=20, pluck=0.09, tilt=0.8, ring_s=2.6, damp=0.26, tick=0.24, octave=12, bends=False, twin_cents=5
    ),
    "tar": Plucked(harmonics=22, pluck=0.08, tilt=0.85, ring_s=1.6, damp=0.3, buzz=0.2, tick=0.25, twin_cents=3),
    "krar": Plucked(harmonics=16, pluck=0.16, tilt=1.1, ring_s=1.4, damp=0.4, buzz=0.2, tick=0.16, octave=12),
    "charango": Plucked(
        harmonics=20, pluck=0.12, tilt=0.85, ring_s=1.1, damp=0.34, tick=0.2, bends=False, twin_cents=5
    ),
    "music-box": Plucked(tilt=1.2, ring_s=2.6, damp=0.8, tick=0.12, bends=False, ratios=(1.0, 2.0, 5.2, 6.1)),
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
    "esraj": Sustained(
        (0.9, 0.7, 0.55, 0.4, 0.3, 0.2, 0.14, 0.1, 0.06, 0.04),
        breath=0.03, attack_s=0.12, vibrato=0.14, vibrato_hz=5.0, formants=((600, 3, 4), (1900, 3, 3)), gain_db=-3,
    ),
    "kamaicha": Sustained(
        (0.8, 0.9, 0.6, 0.5, 0.3, 0.25, 0.16, 0.1, 0.08, 0.05),
        breath=0.05, attack_s=0.09, vibrato=0.12, vibrato_hz=5.2, formants=((480, 3, 5), (1500, 3, 4)), octave=0,
        gain_db=-1,
    ),
    "ravanhatha": Sustained(
        (0.8, 0.8, 0.7, 0.5, 0.45, 0.3, 0.22, 0.16, 0.1, 0.07),
        breath=0.05, attack_s=0.07, vibrato=0.22, vibrato_hz=6, formants=((1000, 3, 5), (2500, 3, 4)), gain_db=-4,
    ),
    "carnatic-violin": Sustained(
        (1.0, 0.7, 0.55, 0.42, 0.3, 0.22, 0.18, 0.13, 0.1, 0.07, 0.05),
        breath=0.02, attack_s=0.06, vibrato=0.05, vibrato_hz=5.4, formants=((520, 3, 3), (1300, 3, 3), (3000, 3, 3)),
        gain_db=-3,
    ),
    "morin-khuur": Sustained(
        (0.8, 0.85, 0.7, 0.5, 0.36, 0.26, 0.2, 0.14, 0.1, 0.06),
        breath=0.05, attack_s=0.08, vibrato=0.24, vibrato_hz=5.2, formants=((450, 3, 5), (1250, 3, 4)), octave=12,
        gain_db=-2,
    ),
    "masenqo": Sustained(
        (0.9, 0.75, 0.6, 0.5, 0.35, 0.25, 0.2, 0.12, 0.08),
        breath=0.06, attack_s=0.06, vibrato=0.2, vibrato_hz=6, formants=((900, 3, 6), (2200, 3, 3)), gain_db=-3,
    ),
    "harmonium": Sustained(
        (0.8, 0.75, 0.6, 0.5, 0.38, 0.3, 0.22, 0.17, 0.12, 0.08, 0.05),
        breath=0.012, attack_s=0.05, release_s=0.07, vibrato=0.0, formants=((800, 2, 4), (2600, 2, -3)), gain_db=-4,
    ),
    "shehnai": Sustained(
        (0.55, 0.8, 1.0, 0.8, 0.55, 0.5, 0.36, 0.26, 0.18, 0.12, 0.08),
        breath=0.03, attack_s=0.05, vibrato=0.16, vibrato_hz=5.4, formants=((1100, 3, 4), (2900, 3, 4)), gain_db=-5,
    ),
    "nadaswaram": Sustained(
        (0.6, 0.9, 1.0, 0.9, 0.7, 0.55, 0.45, 0.32, 0.22, 0.15, 0.1, 0.06),
        breath=0.03, attack_s=0.05, vibrato=0.08, vibrato_hz=5.2, formants=((900, 3, 4), (2300, 3, 5)), gain_db=-5,
    ),
    "nadaswaram-second": Sustained(
        (0.65, 0.9, 0.95, 0.8, 0.6, 0.5, 0.4, 0.28, 0.2, 0.12, 0.08),
        breath=0.03, attack_s=0.06, vibrato=0.06, vibrato_hz=5.0, formants=((850, 3, 4), (2200, 3, 4)), gain_db=-5,
    ),
    "kuzhal": Sustained(
        (0.5, 0.8, 0.9, 0.9, 0.7, 0.5, 0.4, 0.25, 0.16, 0.1),
        breath=0.03, attack_s=0.05, vibrato=0.1, vibrato_hz=5.4, formants=((1200, 3, 4), (2700, 3, 5)), gain_db=-5,
    ),
    "kombu": Sustained(
        (0.9, 1.0, 0.8, 0.6, 0.5, 0.35, 0.25, 0.15, 0.1),
        breath=0.03, attack_s=0.07, vibrato=0.05, vibrato_hz=4.8, formants=((700, 2, 4),), octave=0, gain_db=-4,
    ),
    "pepa": Sustained(
        (0.8, 0.9, 0.9, 0.7, 0.5, 0.4, 0.25, 0.16, 0.1, 0.06),
        breath=0.05, attack_s=0.06, vibrato=0.2, vibrato_hz=6, formants=((1000, 2, 4), (2200, 3, 3)), gain_db=-4,
    ),
    "algoza": Sustained(
        (1.0, 0.5, 0.34, 0.2, 0.1, 0.05), breath=0.09, attack_s=0.04, vibrato=0.12, vibrato_hz=5.6,
    ),
    "shinobue": Sustained(
        (1.0, 0.45, 0.2, 0.1, 0.05), breath=0.08, breath_hz=3200, attack_s=0.04, vibrato=0.14, octave=24, gain_db=-3,
    ),
    "dizi": Sustained(
        (0.9, 0.6, 0.45, 0.4, 0.34, 0.28, 0.16, 0.1, 0.06),
        breath=0.05, breath_hz=4200, attack_s=0.05, vibrato=0.16, vibrato_hz=5.4, formants=((4200, 2, 5),), gain_db=-2,
    ),
    "washint": Sustained(
        (1.0, 0.4, 0.26, 0.1, 0.05), breath=0.11, breath_hz=2300, attack_s=0.07, vibrato=0.2, vibrato_hz=5.2,
    ),
    "tin-whistle": Sustained(
        (1.0, 0.3, 0.12, 0.05), breath=0.05, breath_hz=3400, attack_s=0.03, vibrato=0.1, octave=12, gain_db=-2,
    ),
    "quena": Sustained(
        (1.0, 0.5, 0.35, 0.14, 0.07), breath=0.12, breath_hz=2600, attack_s=0.06, vibrato=0.24, vibrato_hz=5.2,
    ),
    "zampona": Sustained(
        (1.0, 0.18, 0.3, 0.06), breath=0.2, breath_hz=2200, attack_s=0.05, vibrato=0.0,
    ),
    "bandoneon": Sustained(
        (0.8, 0.6, 0.65, 0.4, 0.4, 0.25, 0.2, 0.12, 0.08),
        breath=0.01, attack_s=0.04, release_s=0.06, vibrato=0.04, formants=((1100, 2, 4),), gain_db=-4,
    ),
}  # fmt: skip

PADS: dict[str, Pad] = {
    "warm-pad": Pad((1.0, 0.5, 0.28, 0.16, 0.09, 0.05), gain_db=-4),
    "glass-pad": Pad((1.0, 0.12, 0.3, 0.05, 0.14, 0.02, 0.05), detune_cents=5, attack_s=1.8, release_s=2.4, gain_db=-4),
    "drone": Pad((1.0, 0.6, 0.45, 0.3, 0.2, 0.12, 0.08), detune_cents=3, attack_s=1.6, release_s=2.0, gain_db=-6),
    "throat": Pad((1.0, 0.7, 0.6, 0.45, 0.3, 0.28, 0.2, 0.5, 0.4, 0.1, 0.04), detune_cents=4, gain_db=-8),
    "ottu": Pad((0.6, 0.9, 0.9, 0.7, 0.4, 0.3, 0.18, 0.1), detune_cents=3, attack_s=0.6, release_s=1.0, gain_db=-8),
    "organ": Pad(
        (1.0, 0.8, 0.35, 0.5, 0.12, 0.2, 0.05, 0.16), detune_cents=2, attack_s=0.09, release_s=0.3, gain_db=-6
    ),
    "sub": Pad((1.0, 0.25, 0.06), detune_cents=2, attack_s=0.05, release_s=0.2),
}


def octave_of(instrument: str) -> float:
    """Semitones by which an instrument plays above the mode's Sa; strings and breath alone have such a place."""
    if instrument in PLUCKED:
        return PLUCKED[instrument].octave
    return SUSTAINED[instrument].octave
