"""Skins, wood and bronze, stroke by stroke, as sums of their modes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import signal

from pipeline.sound.synth import hertz
from pipeline.sound.wav import RATE, Samples


@dataclass(frozen=True, slots=True)
class Skin:
    """How a skin sounds when struck.

    Modes as (ratio, level, ring s) over `pitch` (MIDI; None is the piece's Sa, an octave up), a pitch that slides by
    `bend` semitones within `bend_s`, and a noise burst (level, low Hz, high Hz, ring s).
    """

    modes: tuple[tuple[float, float, float], ...]
    pitch: float | None = None
    bend: float = 0.0
    bend_s: float = 0.08
    noise: tuple[float, float, float, float] = (0.0, 800.0, 6000.0, 0.02)


# The dayan's loaded skin rings in nearly whole ratios (Raman 1934); `na` mutes the first at the rim.
_NA = Skin(
    ((1, 0.12, 0.25), (2, 0.9, 0.42), (3, 0.75, 0.34), (4, 0.35, 0.22), (5.03, 0.2, 0.14)),
    noise=(0.3, 1500, 9000, 0.008),
)
_TIN = Skin(((1, 0.8, 0.75), (2.0, 0.5, 0.5), (3.01, 0.16, 0.3), (4.0, 0.06, 0.2)), noise=(0.12, 1200, 7000, 0.006))
_TE = Skin(((1, 0.2, 0.03), (2, 0.2, 0.02)), noise=(0.6, 700, 4500, 0.022))
_GE = Skin(
    ((1, 1.0, 0.55), (1.52, 0.25, 0.2), (2.1, 0.12, 0.12)),
    pitch=41,
    bend=2.6,
    bend_s=0.2,
    noise=(0.12, 200, 1500, 0.012),
)
_KA = Skin(((1, 0.35, 0.04),), pitch=45, noise=(0.5, 300, 2600, 0.02))
_DHOL_BASS = Skin(
    ((1, 1.0, 0.42), (1.6, 0.35, 0.2), (2.2, 0.15, 0.1)), pitch=38, bend=-2.2, noise=(0.2, 150, 1200, 0.02)
)
_DHOL_CANE = Skin(((1, 0.6, 0.08), (1.6, 0.6, 0.07), (2.5, 0.5, 0.05)), pitch=73, noise=(0.8, 1800, 9500, 0.022))
_DHOL_TIP = Skin(((1, 0.4, 0.05), (1.6, 0.4, 0.04)), pitch=75, noise=(0.5, 2000, 9500, 0.014))
_DHOLAK_BASS = Skin(
    ((1, 1.0, 0.4), (1.55, 0.25, 0.18)), pitch=43, bend=2.2, bend_s=0.14, noise=(0.12, 200, 1500, 0.012)
)
_DHOLAK_TREBLE = Skin(((1, 0.5, 0.12), (1.62, 0.7, 0.14), (2.4, 0.4, 0.09)), pitch=70, noise=(0.4, 1500, 8000, 0.01))
_DHOLAK_OPEN = Skin(((1, 0.9, 0.3), (1.62, 0.4, 0.2), (2.4, 0.2, 0.12)), pitch=69, noise=(0.2, 1200, 7000, 0.008))

_STROKES: dict[str, dict[str, tuple[Skin, ...]]] = {
    "tabla": {
        "na": (_NA,),
        "ta": (_NA,),
        "tin": (_TIN,),
        "ti": (_TE,),
        "te": (_TE,),
        "ka": (_KA,),
        "ga": (_GE,),
        "ge": (_GE,),
        "dha": (_NA, _GE),
        "dhin": (_TIN, _GE),
        "dhi": (_TIN, _GE),
        "di": (_TIN,),
        "ne": (_TE,),
    },
    "mridangam": {
        "thom": (Skin(((1, 1.0, 0.5), (1.6, 0.25, 0.2)), pitch=38, bend=0.8, noise=(0.1, 150, 900, 0.015)),),
        "ta": (_TE,),
        "ka": (_KA,),
        "nam": (Skin(((1, 0.1, 0.2), (2, 1.0, 0.4), (3, 0.6, 0.3), (4, 0.3, 0.2)), noise=(0.25, 1500, 8000, 0.007)),),
        "dhi": (Skin(((1, 0.6, 0.5), (2, 0.5, 0.3), (3, 0.2, 0.2)), noise=(0.15, 900, 5000, 0.01)),),
    },
    "darbuka": {
        "doum": (
            Skin(
                ((1, 1.0, 0.34), (1.7, 0.3, 0.12), (2.4, 0.15, 0.08)),
                pitch=45,
                bend=-1.2,
                noise=(0.12, 200, 1400, 0.012),
            ),
        ),
        "tek": (Skin(((1, 0.5, 0.09), (1.45, 0.5, 0.07), (2.2, 0.4, 0.05)), pitch=77, noise=(0.6, 2500, 11000, 0.03)),),
        "ka": (Skin(((1, 0.4, 0.07), (1.45, 0.4, 0.05)), pitch=75, noise=(0.45, 2200, 9000, 0.025)),),
    },
    "taiko": {
        "don": (
            Skin(
                ((1, 1.0, 0.9), (1.59, 0.45, 0.4), (2.14, 0.25, 0.25), (2.65, 0.15, 0.2)),
                pitch=34,
                bend=-1.6,
                bend_s=0.06,
                noise=(0.35, 150, 1800, 0.02),
            ),
        ),
        "ka": (Skin(((1, 0.5, 0.05), (2.3, 0.4, 0.04)), pitch=79, noise=(0.5, 1500, 7000, 0.015)),),
    },
    "janggu": {
        "kung": (
            Skin(
                ((1, 1.0, 0.4), (1.6, 0.35, 0.2), (2.2, 0.15, 0.1)), pitch=43, bend=-0.8, noise=(0.15, 200, 1500, 0.015)
            ),
        ),
        "ttak": (Skin(((1, 0.5, 0.06), (1.6, 0.4, 0.05)), pitch=72, noise=(0.7, 1800, 9000, 0.022)),),
    },
    "djembe": {
        "bass": (Skin(((1, 1.0, 0.38), (1.9, 0.2, 0.12)), pitch=39, bend=-1.0, noise=(0.1, 150, 900, 0.015)),),
        "tone": (Skin(((1, 0.9, 0.2), (1.6, 0.5, 0.12), (2.3, 0.3, 0.08)), pitch=64, noise=(0.2, 800, 4000, 0.01)),),
        "slap": (Skin(((1, 0.5, 0.1), (1.7, 0.5, 0.08), (2.8, 0.4, 0.06)), pitch=71, noise=(0.6, 1800, 9000, 0.028)),),
    },
    "cajon": {
        "bass": (Skin(((1, 1.0, 0.22), (1.8, 0.3, 0.1)), pitch=40, bend=-1.0, noise=(0.15, 150, 1200, 0.012)),),
        "slap": (Skin(((1, 0.4, 0.08), (2.1, 0.3, 0.05)), pitch=60, noise=(0.7, 1500, 8000, 0.05)),),
        "ghost": (Skin(((1, 0.15, 0.05),), pitch=62, noise=(0.22, 1500, 7000, 0.02)),),
    },
    "bell": {
        # Partials of a cast bell: hum, prime, tierce, quint, nominal and above.
        "bell": (
            Skin(
                (
                    (0.5, 0.5, 5.0),
                    (1, 0.7, 3.6),
                    (1.2, 0.5, 2.8),
                    (1.5, 0.3, 2.2),
                    (2.0, 0.7, 2.4),
                    (2.66, 0.3, 1.3),
                    (3.01, 0.25, 1.0),
                    (4.17, 0.2, 0.6),
                    (5.4, 0.12, 0.4),
                ),
                pitch=81,
                noise=(0.1, 3000, 12000, 0.01),
            ),
        ),
    },
    "dhol": {
        # A heavy stick bends the bass skin's pitch down, a cane cracks on the other.
        "dha": (_DHOL_BASS, _DHOL_CANE),
        "ge": (_DHOL_BASS,),
        "na": (_DHOL_CANE,),
        "ta": (_DHOL_TIP,),
    },
    "dholak": {
        "dha": (_DHOLAK_TREBLE, _DHOLAK_BASS),
        "dhin": (_DHOLAK_OPEN, _DHOLAK_BASS),
        "ge": (_DHOLAK_BASS,),
        "na": (_DHOLAK_TREBLE,),
        "tin": (_DHOLAK_OPEN,),
        "ke": (_KA,),
        "te": (_TE,),
    },
    "khol": {
        "ge": (Skin(((1, 1.0, 0.5), (1.6, 0.3, 0.2)), pitch=43, bend=3.5, bend_s=0.12, noise=(0.1, 200, 1400, 0.012)),),
        "ta": (Skin(((1, 0.4, 0.12), (2.02, 0.9, 0.2), (3.1, 0.5, 0.12)), pitch=79, noise=(0.35, 2000, 9000, 0.01)),),
        "dha": (
            Skin(((1, 0.4, 0.12), (2.02, 0.9, 0.2), (3.1, 0.5, 0.12)), pitch=79, noise=(0.35, 2000, 9000, 0.01)),
            Skin(((1, 1.0, 0.5), (1.6, 0.3, 0.2)), pitch=43, bend=3.5, bend_s=0.12, noise=(0.1, 200, 1400, 0.012)),
        ),
        "te": (_TE,),
    },
    "manjira": {
        # Two small bronze cups, a little apart in pitch: they beat.
        "ting": (
            Skin(
                ((1, 1.0, 1.5), (1.008, 0.8, 1.4), (2.61, 0.5, 0.8), (4.33, 0.3, 0.4)),
                pitch=100,
                noise=(0.2, 5000, 14000, 0.006),
            ),
        ),
        "tik": (Skin(((1, 0.7, 0.06), (2.61, 0.5, 0.04)), pitch=100, noise=(0.4, 5000, 14000, 0.01)),),
    },
    "cymbals": {
        # Elathalam, thalam, chimta: thick plates.
        "jhan": (
            Skin(
                ((1, 0.5, 0.9), (1.41, 0.6, 0.8), (2.09, 0.5, 0.6), (2.89, 0.5, 0.5), (4.1, 0.4, 0.35)),
                pitch=84,
                noise=(0.55, 3500, 13000, 0.16),
            ),
        ),
        "chak": (Skin(((1, 0.4, 0.08), (1.41, 0.4, 0.07)), pitch=84, noise=(0.6, 3500, 13000, 0.025)),),
    },
    "claps": {
        "clap": (Skin(((1, 0.1, 0.02),), pitch=76, noise=(0.8, 900, 3600, 0.03)),),
        "sticks": (Skin(((1, 0.9, 0.06), (2.4, 0.5, 0.04)), pitch=91, noise=(0.3, 2000, 9000, 0.008)),),
    },
    "thavil": {
        "thom": (Skin(((1, 1.0, 0.3), (1.6, 0.35, 0.15)), pitch=42, bend=-1.2, noise=(0.2, 200, 1600, 0.015)),),
        "nam": (Skin(((1, 0.8, 0.16), (1.59, 0.6, 0.1), (2.3, 0.5, 0.08)), pitch=72, noise=(0.4, 1500, 8000, 0.012)),),
        "ta": (Skin(((1, 0.4, 0.05), (1.6, 0.4, 0.04)), pitch=76, noise=(0.7, 1800, 9000, 0.016)),),
        "ka": (Skin(((1, 0.3, 0.04), (1.6, 0.3, 0.03)), pitch=74, noise=(0.5, 1500, 8000, 0.012)),),
    },
    "chenda": {
        "dhim": (Skin(((1, 0.9, 0.22), (1.59, 0.6, 0.14), (2.14, 0.4, 0.1)), pitch=64, noise=(0.5, 1000, 7000, 0.02)),),
        "ta": (Skin(((1, 0.5, 0.08), (1.59, 0.5, 0.06), (2.6, 0.4, 0.05)), pitch=67, noise=(0.7, 1500, 9000, 0.02)),),
        "ki": (Skin(((1, 0.3, 0.05), (1.59, 0.3, 0.04)), pitch=67, noise=(0.45, 1800, 9000, 0.014)),),
        "low": (Skin(((1, 1.0, 0.4), (1.59, 0.4, 0.2)), pitch=41, bend=-0.8, noise=(0.2, 200, 1500, 0.016)),),
    },
    "daf": {
        "dum": (Skin(((1, 1.0, 0.5), (1.6, 0.35, 0.25)), pitch=40, bend=-0.6, noise=(0.15, 200, 1500, 0.02)),),
        "tak": (Skin(((1, 0.3, 0.1), (2.2, 0.3, 0.08)), pitch=62, noise=(0.5, 1500, 8000, 0.02)),),
        "rings": (Skin(((1, 0.0, 0.01),), pitch=90, noise=(0.35, 4500, 12000, 0.05)),),
    },
    "kebero": {
        "low": (Skin(((1, 1.0, 0.5), (1.6, 0.3, 0.2)), pitch=40, bend=-1.0, noise=(0.15, 150, 1000, 0.015)),),
        "high": (Skin(((1, 0.8, 0.2), (1.6, 0.5, 0.12)), pitch=57, noise=(0.35, 800, 5000, 0.015)),),
    },
    "bodhran": {
        "low": (Skin(((1, 1.0, 0.3), (1.59, 0.4, 0.15)), pitch=43, bend=1.2, noise=(0.2, 300, 2500, 0.012)),),
        "tip": (Skin(((1, 0.4, 0.1), (1.59, 0.4, 0.08)), pitch=50, noise=(0.35, 600, 4000, 0.012)),),
        "rim": (Skin(((1, 0.5, 0.03),), pitch=84, noise=(0.5, 1500, 7000, 0.008)),),
    },
    "congas": {
        "open": (Skin(((1, 1.0, 0.3), (1.6, 0.3, 0.12)), pitch=57, bend=-0.3, noise=(0.15, 500, 4000, 0.01)),),
        "low": (Skin(((1, 1.0, 0.36), (1.6, 0.3, 0.14)), pitch=51, bend=-0.3, noise=(0.15, 400, 3500, 0.01)),),
        "slap": (Skin(((1, 0.4, 0.07), (2.1, 0.5, 0.05)), pitch=62, noise=(0.8, 1800, 8000, 0.02)),),
        "heel": (Skin(((1, 0.3, 0.06),), pitch=50, noise=(0.25, 300, 2200, 0.012)),),
    },
    "bells": {
        # Iron bells and wooden claves that keep a timeline.
        "high": (Skin(((1, 0.8, 0.16), (1.5, 0.6, 0.1), (2.6, 0.4, 0.06)), pitch=86, noise=(0.2, 3000, 9000, 0.006)),),
        "low": (Skin(((1, 0.8, 0.18), (1.5, 0.6, 0.12), (2.6, 0.4, 0.07)), pitch=81, noise=(0.2, 3000, 9000, 0.006)),),
        "clave": (Skin(((1, 1.0, 0.07), (2.7, 0.2, 0.03)), pitch=96, noise=(0.15, 2000, 8000, 0.004)),),
    },
    "shakers": {
        "shake": (Skin(((1, 0.0, 0.01),), pitch=90, noise=(0.3, 4000, 12000, 0.035)),),
        "back": (Skin(((1, 0.0, 0.01),), pitch=90, noise=(0.2, 3000, 9000, 0.045)),),
    },
    "gongs": {
        "ageng": (
            Skin(
                ((1, 1.0, 5.0), (1.02, 0.7, 4.6), (2.0, 0.5, 3.0), (2.7, 0.3, 2.0), (3.4, 0.2, 1.2)),
                pitch=31,
                noise=(0.1, 80, 600, 0.05),
            ),
        ),
        "kempul": (Skin(((1, 1.0, 2.0), (2.01, 0.4, 1.2), (2.8, 0.2, 0.8)), pitch=46, noise=(0.1, 150, 900, 0.03)),),
        "kenong": (
            Skin(((1, 1.0, 1.6), (1.52, 0.3, 0.9), (3.4, 0.25, 0.5)), pitch=62, noise=(0.12, 500, 3000, 0.012)),
        ),
        "ketuk": (Skin(((1, 0.8, 0.2), (1.52, 0.4, 0.15)), pitch=58, noise=(0.15, 400, 2500, 0.012)),),
        "kendang": (Skin(((1, 0.9, 0.25), (1.6, 0.3, 0.12)), pitch=48, bend=0.8, noise=(0.2, 300, 2500, 0.012)),),
        "tap": (Skin(((1, 0.5, 0.1), (1.6, 0.4, 0.07)), pitch=60, noise=(0.4, 800, 5000, 0.012)),),
        # A flat Chinese hand gong, whose pitch rises after the stroke.
        "luo": (
            Skin(
                ((1, 0.8, 0.9), (1.47, 0.5, 0.6), (2.2, 0.5, 0.5), (3.3, 0.3, 0.3)),
                pitch=67,
                bend=1.6,
                bend_s=0.25,
                noise=(0.3, 1200, 6000, 0.05),
            ),
        ),
        "block": (Skin(((1, 1.0, 0.05), (2.6, 0.3, 0.03)), pitch=88, noise=(0.15, 2000, 8000, 0.004)),),
    },
    "palmas": {
        "clap": (Skin(((1, 0.1, 0.02),), pitch=80, noise=(0.9, 1400, 5200, 0.016)),),
        "soft": (Skin(((1, 0.1, 0.02),), pitch=74, noise=(0.6, 700, 2600, 0.022)),),
        "golpe": (Skin(((1, 0.6, 0.05), (1.9, 0.4, 0.03)), pitch=55, noise=(0.3, 400, 3000, 0.01)),),
    },
    "bombo": {
        "low": (Skin(((1, 1.0, 0.5), (1.6, 0.3, 0.2)), pitch=36, bend=-0.8, noise=(0.15, 100, 900, 0.02)),),
        "rim": (Skin(((1, 0.6, 0.04), (2.2, 0.4, 0.03)), pitch=72, noise=(0.45, 1000, 5000, 0.01)),),
    },
    "drum-kit": {
        "kick": (Skin(((1, 1.0, 0.25),), pitch=33, bend=-12, bend_s=0.03, noise=(0.1, 1000, 5000, 0.004)),),
        "snare": (Skin(((1, 0.5, 0.1), (1.5, 0.3, 0.07)), pitch=55, noise=(0.7, 1200, 9000, 0.09)),),
        "hat": (Skin(((1, 0.0, 0.01),), pitch=90, noise=(0.4, 7000, 15000, 0.03)),),
        "shaker": (Skin(((1, 0.0, 0.01),), pitch=90, noise=(0.22, 5000, 12000, 0.05)),),
        "boom": (
            Skin(
                ((1, 1.0, 1.6), (1.5, 0.4, 0.8), (2.1, 0.2, 0.4)),
                pitch=29,
                bend=-2,
                bend_s=0.1,
                noise=(0.3, 60, 600, 0.1),
            ),
        ),
    },
}


def stroke_names(drum: str) -> frozenset[str]:
    """Strokes a drum knows."""
    return frozenset(_STROKES[drum])


@cache
def stroke(drum: str, name: str, sa: float) -> Samples:
    """One stroke at full strength, mono; `sa` tunes the drums that are tuned to the piece."""
    sounds = [_strike(skin, sa, index) for index, skin in enumerate(_STROKES[drum][name])]
    total = np.zeros(max(len(sound) for sound in sounds), dtype=np.float32)
    for sound in sounds:
        total[: len(sound)] += sound
    peak = float(np.abs(total).max())
    return total * np.float32(0.5 / max(peak, 1e-6))


def _strike(skin: Skin, sa: float, index: int) -> Samples:
    base = hertz(skin.pitch if skin.pitch is not None else sa + 12)
    ring = max([ring_s for _, _, ring_s in skin.modes] + [skin.noise[3]])
    count = int(min(5.0, ring * 1.25 + 0.05) * RATE)
    t = np.arange(count) / RATE
    glide = np.exp2(skin.bend / 12 * (1 - np.exp(-t / skin.bend_s)))
    phase = 2 * np.pi * base * np.cumsum(glide) / RATE
    tone = np.zeros(count)
    for ratio, level, ring_s in skin.modes:
        tone += level * np.exp(-6.91 * t / ring_s) * np.sin(ratio * phase)
    level, low, high, ring_s = skin.noise
    if level:
        sos = signal.butter(2, (low, high), "bandpass", fs=RATE, output="sos")
        burst = signal.sosfilt(sos, np.random.default_rng([5, index, round(low)]).standard_normal(count))
        tone += 1.6 * level * burst * np.exp(-6.91 * t / (ring_s * 3))
    rise, fall = 24, min(count // 2, 960)
    tone[:rise] *= np.linspace(0, 1, rise)
    tone[-fall:] *= np.linspace(1, 0, fall)
    return tone.astype(np.float32)
