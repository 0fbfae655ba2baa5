"""What is done to the sound after it is sung: the body's size, silence cut, equal loudness, soft edges."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.vocoder import RATE, Samples

SPEECH_DB = -20.0
"""Level of the spoken parts (RMS), equal for every speaker so that the mixer finds equal voices."""
PEAK = 10 ** (-3 / 20)
_KNEE = 0.5
_MOST_GAIN = 10 ** (24 / 20)
_KEPT_SILENCE_MS = 25
_FADE_MS = 5
_SHELF_HZ = 1_000
_WINDOW_MS = 10
_AUDIBLE_DB = -42.0
"""Against the loudest window."""


def resize_body(samples: Samples, formant: float) -> Samples:
    """Play `formant` times faster: resonances and pitch rise by it, the length shrinks by it."""
    if formant == 1.0:
        return samples
    import soxr

    resized: Samples = soxr.resample(samples, RATE * formant, RATE, quality="HQ").astype(np.float32)
    return resized


def audible(samples: Samples) -> tuple[int, int]:
    """Range of samples that is heard, with 25 ms of what is around it; (0, 0) if all is silent."""
    window = RATE * _WINDOW_MS // 1000
    loudness = _loudness(samples, window)
    if not loudness.size or loudness.max() <= 1e-5:
        return 0, 0
    heard = np.flatnonzero(loudness > loudness.max() * 10 ** (_AUDIBLE_DB / 20))
    kept = RATE * _KEPT_SILENCE_MS // 1000
    return max(int(heard[0]) * window - kept, 0), min((int(heard[-1]) + 1) * window + kept, len(samples))


def brighten(samples: Samples, gain_db: float) -> Samples:
    """Lift (or lower) what lies above 1 kHz by a first-order shelf: effort of the voice is heard there."""
    if gain_db == 0:
        return samples
    from scipy.signal import lfilter

    gain, edge = 10 ** (gain_db / 20), np.tan(np.pi * _SHELF_HZ / RATE)
    # Bilinear transform of (s * gain + w) / (s + w).
    shelved: Samples = lfilter([gain + edge, edge - gain], [1 + edge, edge - 1], samples).astype(np.float32)
    return shelved


def level(samples: Samples, gain_db: float = 0.0) -> Samples:
    """Bring speech to SPEECH_DB and `gain_db` above; peaks bend softly towards PEAK and never pass it."""
    loudness = _loudness(samples, RATE * _WINDOW_MS // 1000)
    if not loudness.size or loudness.max() <= 1e-5:
        return samples
    spoken = loudness[loudness > loudness.max() * 10 ** (-30 / 20)]
    gain = min(10 ** ((SPEECH_DB + gain_db) / 20) / float(np.sqrt(np.mean(spoken**2))), _MOST_GAIN)
    louder = samples * np.float32(gain)
    size = np.abs(louder)
    bent = _KNEE + (PEAK - _KNEE) * np.tanh((size - _KNEE) / (PEAK - _KNEE))
    return np.where(size > _KNEE, np.sign(louder) * bent, louder).astype(np.float32)


def soften_edges(samples: Samples) -> Samples:
    """Fade the first and the last 5 ms."""
    length = min(RATE * _FADE_MS // 1000, len(samples) // 2)
    faded = samples.copy()
    if length:
        ramp = (np.sin(np.linspace(0, np.pi / 2, length, dtype=np.float32)) ** 2).astype(np.float32)
        faded[:length] *= ramp
        faded[-length:] *= ramp[::-1]
    return faded


def silence(ms: float) -> Samples:
    """That long."""
    return np.zeros(round(RATE * ms / 1000), np.float32)


def write_wav(samples: Samples, path: Path) -> float:
    """Mono 16-bit WAV at RATE. Returns the peak, 0 to 1."""
    pcm = np.clip(np.rint(samples * 32767.0), -32767, 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm.tobytes())
    return float(np.abs(pcm.astype(np.int32)).max(initial=0)) / 32767.0


def _loudness(samples: Samples, window: int) -> NDArray[np.float32]:
    whole = samples[: len(samples) // window * window].reshape(-1, window)
    loudness: NDArray[np.float32] = np.sqrt(np.mean(whole**2, axis=1)).astype(np.float32)
    return loudness
