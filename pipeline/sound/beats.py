"""Where the beats of a recording are, and how each of them sounds.

A small tracker of our own: librosa, the well-kept library for it, would bring scikit-learn and a dozen more packages
into every install for these hundred lines, and madmom and aubio are no longer kept up. The method is Daniel Ellis's
(Beat tracking by dynamic programming, Journal of New Music Research 36, 2007): onset strength, one tempo, the beats
that fit both best. Its ground truth in the tests is our own composer, which knows when its beats fall.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from pipeline.sound.wav import RATE, Samples

Numbers = npt.NDArray[np.float64]
HOP_S = 0.01
_RATE = 24_000
_WINDOW = 2_048
_BANDS = 40
_STRETCH = 2_000
_BARS = (2, 3, 4, 5, 6, 7, 8, 10)
_SLOWEST_S, _FASTEST_S, _USUAL_S = 1.2, 0.27, 0.5
_TIGHTNESS = 100.0
"""How much an uneven beat costs against a weak one. On twenty styles of ours (benchmarks/music.py) 16 found 96.5% of
the beats, 64 98.9%, 128 and 300 99.3%; people waver more than our players do."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """`times_s` of the beats, the usual distance between two, and what each sounds like: (beats, features).

    `bar` is how many beats it takes until they sound alike again.
    """

    times_s: Numbers
    period_s: float
    sound: Numbers
    bar: int


def find_beats(samples: Samples) -> Pulse:
    """Beats of (samples, 2) at 48 kHz."""
    import soxr

    bands, chroma, _ = listen(soxr.resample(samples.mean(axis=1), RATE, _RATE, quality="MQ"))
    strength = _onsets(bands)
    period = _period(strength)
    frames = _best_beats(strength, period)
    sound = _heard(np.vstack([bands, 3 * chroma]), frames)
    return Pulse(frames * HOP_S, period * HOP_S, sound, _bar(sound))


def listen(mono: Samples) -> tuple[Numbers, Numbers, float]:
    """How loud each band is (bands, frames) and each of the twelve tones (12, frames), and how far frames are apart.

    `mono` is at 24 kHz. It is read a stretch at a time: the spectrum of a song as a whole would fill a gigabyte.
    """
    hop = round(_RATE * HOP_S)
    frames = len(mono) // hop + 1
    padded = np.pad(mono, (_WINDOW // 2, _WINDOW))
    window = np.hanning(_WINDOW).astype(np.float32) * np.float32(2 / _WINDOW)
    mel, tones = _mel(), _tones()
    bands, chroma = np.zeros((_BANDS, frames)), np.zeros((12, frames))
    for start in range(0, frames, _STRETCH):
        end = min(frames, start + _STRETCH)
        cut = np.lib.stride_tricks.sliding_window_view(padded[start * hop : end * hop + _WINDOW], _WINDOW)[::hop]
        power = np.abs(np.fft.rfft(cut[: end - start] * window, axis=1).T) ** 2
        bands[:, start:end] = np.log1p(1e6 * mel @ power)
        strength = np.sqrt(tones @ power)
        chroma[:, start:end] = strength / np.maximum(strength.max(axis=0), 1e-6)
    return bands, chroma, HOP_S


def _mel() -> Numbers:
    """Triangles of equal width in mel: (bands, bins)."""
    hertz = np.fft.rfftfreq(_WINDOW, 1 / _RATE)
    edges = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + 10_000 / 700), _BANDS + 2) / 2595) - 1)
    rise = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    triangles = np.maximum(0, np.minimum(rise, fall))
    return np.asarray(triangles / np.maximum(triangles.sum(axis=1, keepdims=True), 1e-9))


def _tones() -> Numbers:
    """Which of the twelve tones each bin belongs to: (12, bins)."""
    hertz = np.fft.rfftfreq(_WINDOW, 1 / _RATE)
    tones = np.zeros((12, len(hertz)))
    inside = (hertz > 100) & (hertz < 2_000)
    tones[np.round(12 * np.log2(hertz[inside] / 440)).astype(int) % 12, np.flatnonzero(inside)] = 1
    return tones


def _onsets(bands: Numbers) -> Numbers:
    """Where sound begins: the rise of all bands, against its neighbourhood, in standard deviations."""
    rise = np.maximum(0, np.diff(bands, axis=1, prepend=bands[:, :1])).mean(axis=0)
    rise = rise - ndimage.uniform_filter1d(rise, 100)
    return np.asarray(ndimage.gaussian_filter1d(np.maximum(0, rise) / max(float(rise.std()), 1e-9), 1.5))


def _period(strength: Numbers) -> float:
    """Frames from beat to beat: the lag at which onsets repeat, with a liking for two a second."""
    lags = np.arange(round(_FASTEST_S / HOP_S), round(_SLOWEST_S / HOP_S) + 1)
    size = 1 << (2 * len(strength) - 1).bit_length()
    spectrum = np.abs(np.fft.rfft(strength - strength.mean(), size)) ** 2
    repeats = np.fft.irfft(spectrum)
    weight = np.exp(-0.5 * (np.log2(lags * HOP_S / _USUAL_S) / 0.9) ** 2)
    # A beat repeats at twice its distance too, a division of it does less.
    score = weight * (repeats[lags] + 0.5 * repeats[2 * lags])
    best = int(np.argmax(score))
    # Between two frames, by the parabola through the peak.
    if 0 < best < len(score) - 1:
        before, at, after = score[best - 1 : best + 2]
        bend = before - 2 * at + after
        return float(lags[best] + (0.5 * (before - after) / bend if bend else 0.0))
    return float(lags[best])


def _best_beats(strength: Numbers, period: float) -> Numbers:
    """Frames of the beats, by dynamic programming."""
    steps = np.arange(round(period / 2), round(period * 2) + 1)
    cost = _TIGHTNESS * np.log(steps / period) ** 2
    score = strength.copy()
    back = np.full(len(strength), -1)
    for frame in range(int(steps[0]), len(strength)):
        reach = steps[: np.searchsorted(steps, frame, "right")]
        past = score[frame - reach] - cost[: len(reach)]
        best = int(np.argmax(past))
        if past[best] > 0:
            score[frame] += past[best]
            back[frame] = frame - reach[best]
    # The last beat is the best of the last stretch.
    tail = max(0, len(score) - int(steps[-1]))
    frame = tail + int(np.argmax(score[tail:]))
    beats = []
    while frame >= 0:
        beats.append(frame)
        frame = int(back[frame])
    return np.array(beats[::-1], dtype=np.float64)


def _heard(features: Numbers, frames: Numbers) -> Numbers:
    """The mean of the features from each beat to the next, of unit length."""
    edges = np.append(frames, features.shape[1]).astype(int)
    centred = features - features.mean(axis=1, keepdims=True)
    rows = [centred[:, start : max(start + 1, end)].mean(axis=1) for start, end in itertools.pairwise(edges)]
    table = np.array(rows)
    return np.asarray(table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9))


def _bar(sound: Numbers) -> int:
    """Beats in a bar: the distance at which beats are more alike than their neighbours are."""
    most = min(2 * _BARS[-1] + 1, len(sound) - 1)
    if most < 2 * _BARS[0] + 1:
        return 4
    alike = np.array([float((sound[lag:] * sound[:-lag]).sum(axis=1).mean()) for lag in range(1, most + 1)])
    # What is far apart is less alike anyway.
    steps = np.arange(1, most + 1)
    alike -= np.polyval(np.polyfit(steps, alike, 1), steps)

    def score(bar: int) -> float:
        return float(alike[bar - 1 : most : bar].mean()) - 0.004 * bar

    return max((bar for bar in _BARS if bar <= most), key=score)
