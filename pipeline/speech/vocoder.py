"""Kokoro on ONNX Runtime: tokens and a style in, sound and the length of every token out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.roster import parts_of

RATE = 24_000
FRAME_SAMPLES = 600
"""One frame of the duration output, 25 ms."""
MOST_TOKENS = 500
STYLE_SIZE = 256

if TYPE_CHECKING:
    import onnxruntime

Samples = NDArray[np.float32]

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Melody:
    """What is done to the fundamental: f -> reference_hz * scale * (f / reference_hz) ** range."""

    reference_hz: float
    scale: float = 1.0
    range: float = 1.0


@dataclass(frozen=True, slots=True)
class Sung:
    """Sound at RATE and frames per letter. The first and the last count are the pads before and after the letters."""

    samples: Samples
    frames: tuple[int, ...]


@cache
def vocabulary(path: Path) -> dict[str, int]:
    """Kokoro's letters and their tokens."""
    letters: dict[str, int] = json.loads(path.read_text("utf-8"))["vocab"]
    return letters


@cache
def style_of(speaker: str, folder: Path) -> Samples:
    """Styles (510, 256) by number of tokens. "a+b:0.3" is a blend: 0.7 of a and 0.3 of b (0.5 where no share is said).

    Raises FileNotFoundError for a speaker that is not there.
    """
    first, other, share = parts_of(speaker)
    style = np.fromfile(folder / f"{first}.bin", dtype="<f4").reshape(-1, STYLE_SIZE)
    if other is not None:
        part = np.float32(share)
        style = style * (1 - part) + style_of(other, folder) * part
    style.flags.writeable = False
    return style


def _session(model: Path) -> onnxruntime.InferenceSession:
    # A cache alone would let two threads that begin together load 90 MB each.
    with _loading:
        return _loaded(model)


@cache
def _loaded(model: Path) -> onnxruntime.InferenceSession:
    import onnxruntime  # 0.1 s and 40 MB, only for who speaks

    options = onnxruntime.SessionOptions()
    # Several workers share the machine; one thread each gives the same sums on every machine.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The arena stays: without it every line would pay for its memory anew. The pattern only pays for fixed lengths.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])


def sing(model: Path, tokens: Sequence[int], style: Samples, speed: float, melody: Melody) -> Sung:
    """One inference. `style` is (510, 256); at most MOST_TOKENS tokens, else ValueError."""
    if not 0 < len(tokens) <= MOST_TOKENS:
        raise ValueError(f"{len(tokens)} tokens: the model takes 1 to {MOST_TOKENS}")
    audio, frames = _session(model).run(
        ["audio", "duration"],
        {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style[min(len(tokens), len(style)) - 1][np.newaxis],
            "speed": np.array([speed], dtype=np.float32),
            "f0_ref": np.array([melody.reference_hz], dtype=np.float32),
            "f0_scale": np.array([melody.scale], dtype=np.float32),
            "f0_range": np.array([melody.range], dtype=np.float32),
        },
    )
    return Sung(np.ravel(audio).astype(np.float32), tuple(round(float(count)) for count in np.ravel(frames)))
