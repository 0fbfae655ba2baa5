"""How loud it is and how high it peaks: ITU-R BS.1770-4 at 48 kHz, and a limiter that keeps under a true peak."""

from __future__ import annotations

import math

import numpy as np
from scipy import ndimage, signal

from pipeline.sound.wav import RATE, Samples, db

_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
"""The two filters of BS.1770-4, tables 1 and 2, for 48 kHz."""
_CHUNK = 20 * RATE
SILENT_LUFS = -70.0


def integrated_lufs(samples: Samples) -> float:
    """Integrated loudness of (samples, channels) with both gates; -70 for silence or less than 400 ms."""
    step, block = RATE // 10, RATE * 4 // 10
    powers = []
    state = np.repeat(signal.sosfilt_zi(_K_WEIGHTING)[:, :, None], samples.shape[1], axis=2) * 0
    for start in range(0, len(samples), _CHUNK):
        chunk = samples[start : start + _CHUNK].astype(np.float64)
        weighted, state = signal.sosfilt(_K_WEIGHTING, chunk, axis=0, zi=state)
        whole = len(weighted) // step * step
        powers.append((weighted[:whole] ** 2).reshape(-1, step, samples.shape[1]).sum(axis=(1, 2)))
    steps = np.concatenate(powers) if powers else np.zeros(0)
    if len(steps) < 4:
        return SILENT_LUFS
    blocks = np.convolve(steps, np.ones(4), "valid") / block
    loud = blocks[blocks > 10 ** ((SILENT_LUFS + 0.691) / 10)]
    if not len(loud):
        return SILENT_LUFS
    gate = loud.mean() * 10 ** (-10 / 10)
    return float(-0.691 + 10 * math.log10(loud[loud > gate].mean()))


def oversampled_peaks(samples: Samples) -> Samples:
    """The highest of four interpolated values at each sample, over all channels (BS.1770-4, annex 2)."""
    peaks = np.empty(len(samples), dtype=np.float32)
    margin = 64
    for start in range(0, len(samples), _CHUNK):
        low, high = max(0, start - margin), min(len(samples), start + _CHUNK + margin)
        dense = _highest(np.abs(signal.resample_poly(samples[low:high], 4, 1, axis=0).astype(np.float32)))
        # A point between two samples belongs to both, or a limiter could miss it.
        points = dense.reshape(-1, 4)
        local = _highest(points)
        local[1:] = np.maximum(local[1:], _highest(points[:-1, 1:]))
        end = min(len(samples), start + _CHUNK)
        peaks[start:end] = local[start - low : end - low]
    return peaks


def _highest(rows: Samples) -> Samples:
    """The highest of each row. Column by column: NumPy's own `max` over so short an axis takes ten times as long."""
    highest = rows[:, 0].copy()
    for column in range(1, rows.shape[1]):
        np.maximum(highest, rows[:, column], out=highest)
    return highest


def true_peak_db(samples: Samples) -> float:
    """True peak in dBTP; -200 for silence."""
    peak = float(oversampled_peaks(samples).max()) if len(samples) else 0.0
    return 20 * math.log10(max(peak, 1e-10))


def limiting_gain(peaks: Samples, ceiling_db: float, look_ms: float = 6.0, hold_ms: float = 40.0) -> Samples:
    """Gain 0..1 per sample that keeps `peaks` under the ceiling: falls smoothly ahead of a peak, recovers after it."""
    ceiling = db(ceiling_db)
    if float(peaks.max(initial=0.0)) <= ceiling:
        return np.ones(len(peaks), dtype=np.float32)
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)).astype(np.float32)
    ahead, hold = round(look_ms * RATE / 1000), round(hold_ms * RATE / 1000)
    span = ahead + hold
    # The lowest gain needed from `ahead` samples later to `hold` samples earlier, then averaged over the same span's
    # shorter side: the average of values that are all low enough is low enough.
    lowest = ndimage.minimum_filter1d(needed, span + 1, origin=(span + 1) // 2 - ahead - 1, mode="nearest")
    return ndimage.uniform_filter1d(
        ndimage.uniform_filter1d(lowest, ahead // 2 * 2 + 1, mode="nearest"), ahead // 2 * 2 + 1, mode="nearest"
    ).astype(np.float32)
