"""WAV in and out: float32 written bit for bit the same, any PCM read."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.io import wavfile

from pipeline.errors import TakeFailed

Samples = npt.NDArray[np.float32]
RATE = 48_000


def write_wav(path: Path, samples: Samples, rate: int = RATE) -> None:
    """Write (samples, channels) or (samples,) as 32-bit float WAV. Raises TakeFailed on NaN or infinity."""
    if not np.isfinite(samples).all():
        raise TakeFailed("sound", path.name, "the samples are not finite")
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    data = np.ascontiguousarray(samples, dtype="<f4")
    head = struct.pack("<HHIIHHH", 3, channels, rate, rate * channels * 4, channels * 4, 32, 0)
    fact = struct.pack("<I", len(samples))
    size = 4 + 8 + len(head) + 8 + len(fact) + 8 + data.nbytes
    with path.open("wb") as file:
        file.write(b"RIFF" + struct.pack("<I", size) + b"WAVE")
        file.write(b"fmt " + struct.pack("<I", len(head)) + head)
        file.write(b"fact" + struct.pack("<I", len(fact)) + fact)
        file.write(b"data" + struct.pack("<I", data.nbytes))
        file.write(data.data)


def read_wav(path: Path) -> tuple[Samples, int]:
    """Samples as float32 (samples, channels) in -1..1, and the rate."""
    rate, data = wavfile.read(path)
    match data.dtype.kind, data.dtype.itemsize:
        case "f", _:
            samples = data.astype(np.float32)
        case "i", 2:
            samples = (data / np.float32(32_768)).astype(np.float32)
        case "i", 4:
            samples = (data.astype(np.float64) / 2_147_483_648).astype(np.float32)
        case _:
            samples = ((data.astype(np.float32) - 128) / 128).astype(np.float32)
    return samples.reshape(len(samples), -1), int(rate)


def db(ratio: float) -> float:
    """Decibels to a factor on amplitude."""
    return float(10 ** (ratio / 20))
