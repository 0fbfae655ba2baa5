"""How loud it is and how high it peaks (EBU R 128 by FFmpeg), and a limiter that keeps under a true peak; at 48 kHz."""

from __future__ import annotations

import math
from contextlib import suppress

import numpy as np
from av import AudioFrame
from av.filter import Graph
from scipy import ndimage, signal

from pipeline.sound.wav import RATE, Samples, db

_CHUNK = 20 * RATE
SILENT_LUFS = -70.0


def integrated_lufs(samples: Samples) -> float:
    """Integrated loudness of (samples, 2) with both gates; -70 for silence or less than 400 ms."""
    return float(_measured(samples, "none").get("lavfi.r128.I", SILENT_LUFS))


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
    """True peak of (samples, 2) in dBTP; -200 for silence."""
    padded = np.pad(samples, ((0, RATE // 5), (0, 0)))  # the meter speaks at every whole 100 ms
    peak = float(_measured(padded, "true").get("lavfi.r128.true_peak", 0.0))
    return 20 * math.log10(max(peak, 1e-10))


def _measured(samples: Samples, peak: str) -> dict[str, str]:
    """What FFmpeg's `ebur128` filter has measured when the last whole 100 ms are through; nothing if there are none."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="stereo")
    meter = graph.add("ebur128", f"metadata=1:framelog=quiet:peak={peak}")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    measured: dict[str, str] = {}
    for start in range(0, len(samples), RATE):
        block = np.ascontiguousarray(samples[start : start + RATE], dtype=np.float32)
        frame = AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts = RATE, start
        graph.push(frame)
        with suppress(BlockingIOError):  # it wants more before it says more
            while True:
                measured = dict(graph.pull().metadata)
    return measured


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
