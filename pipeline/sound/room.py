"""Rooms as impulse responses: noise that dies away, its highs first, with a few early echoes."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import signal

from pipeline.sound.wav import RATE, Samples


@cache
def impulse_response(decay_s: float, brightness: float = 0.5, early: float = 0.5, seed: int = 11) -> Samples:
    """Stereo response (samples, 2) with a reverberation time of `decay_s`, of unit energy in each ear."""
    rng = np.random.default_rng([seed, round(decay_s * 1000)])
    length = int(RATE * min(4.0, decay_s * 1.1)) + 1
    t = np.arange(length) / RATE
    response = np.zeros((length, 2))
    bands = ((120, 700, 1.0), (700, 2600, 0.85), (2600, 9000, 0.35 + 0.4 * brightness))
    for low, high, share in bands:
        sos = signal.butter(2, (low, high), "bandpass", fs=RATE, output="sos")
        noise = signal.sosfilt(sos, rng.standard_normal((length, 2)), axis=0)
        # Highs die sooner, as air and cloth take them.
        response += noise * np.exp(-6.91 * t / (decay_s * share))[:, None]
    rise = int(0.012 * RATE)
    response[:rise] *= np.linspace(0, 1, rise)[:, None] ** 2
    response /= np.sqrt((response**2).sum(axis=0))
    for delay_ms in (9, 14, 21, 29, 37):
        at = int(delay_ms * RATE / 1000)
        side = rng.uniform(0.3, 1.0, 2)
        if at < length:
            response[at] += early * side * 0.25
    response /= np.sqrt((response**2).sum(axis=0))
    return response.astype(np.float32)


def reverberate(send: Samples, response: Samples) -> Samples:
    """What the room gives back of (samples, 2), as long as the sound itself."""
    wet = signal.oaconvolve(send, response, axes=0)[: len(send)]
    return np.asarray(wet, dtype=np.float32)
