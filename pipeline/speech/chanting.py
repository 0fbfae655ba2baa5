"""Kokoro chants: every sound as long, every vowel as high and as strong as it is told, by a graph of its own.

The timed model is taken and given four more handles in memory: the frames of each token, the melody in Hz, where the
voice must sound, and how strong it is at least there. It costs half a second, once in a process that chants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.assets import F0_TENSOR, FRAMES_TENSOR
from pipeline.speech.vocoder import FRAME_SAMPLES, RATE, Samples

if TYPE_CHECKING:
    import onnxruntime

FRAME_MS = FRAME_SAMPLES * 1000 / RATE
STRENGTH_TENSOR = "/encoder/Reshape_1_output_0"
"""The loudness that the model foresees, two values a frame as its F0."""
_PITCH_TENSOR = "studio/f0"
_FREE = -1e9
_loading = Lock()


@dataclass(frozen=True, slots=True)
class Held:
    """One token: for how many frames, at how many semitones from the tonic, and whether the voice must sound."""

    letter: str
    frames: int
    tone: float
    voiced: bool


def _session(model: Path) -> onnxruntime.InferenceSession:
    with _loading:
        return _loaded(model)


@cache
def _loaded(model: Path) -> onnxruntime.InferenceSession:
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper

    graph_of = onnx.load(str(model))
    graph = graph_of.graph
    for node in graph.node:
        for index, name in enumerate(node.input):
            if name == FRAMES_TENSOR and node.op_type == "Cast":
                node.input[index] = "chant_frames"
            elif name == _PITCH_TENSOR:
                node.input[index] = "chant/f0"
            elif name == STRENGTH_TENSOR:
                node.input[index] = "chant/strength"
    sounding = [
        helper.make_node("Greater", ["chant_held", "studio/one"], ["chant/must"]),
        helper.make_node("Or", ["studio/voiced", "chant/must"], ["chant/sounds"]),
        helper.make_node("Where", ["chant/sounds", "chant_melody", F0_TENSOR], ["chant/f0"]),
    ]
    _insert_behind(graph, _PITCH_TENSOR, sounding)
    _insert_behind(
        graph, STRENGTH_TENSOR, [helper.make_node("Max", [STRENGTH_TENSOR, "chant_least"], ["chant/strength"])]
    )
    graph.input.append(helper.make_tensor_value_info("chant_frames", TensorProto.FLOAT, [1, "tokens"]))
    graph.input.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "steps"])
        for name in ("chant_melody", "chant_held", "chant_least")
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        graph_of.SerializeToString(), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _insert_behind(graph: object, tensor: str, nodes: Sequence[object]) -> None:
    """Put nodes right behind the one that makes a tensor: a graph stands in topological order."""
    listed = graph.node  # type: ignore[attr-defined]
    place = next(index for index, node in enumerate(listed) if tensor in node.output) + 1
    for offset, node in enumerate(nodes):
        listed.insert(place + offset, node)


def intone(
    model: Path, tokens: Sequence[Held], vocabulary: dict[str, int], style: Samples, tonic_hz: float, strength: float
) -> Samples:
    """Sound at RATE, of exactly the tokens' frames, FRAME_SAMPLES each. `style` is (510, 256)."""
    frames = np.array([[token.frames for token in tokens]], dtype=np.float32)
    steps = (frames[0] * 2).astype(int)
    melody = tonic_hz * np.exp2(melody_of(tokens) / 12)
    held = np.repeat([2.0 if token.voiced else 0.0 for token in tokens], steps).astype(np.float32)
    least = np.where(held > 1, np.float32(strength), np.float32(_FREE)).astype(np.float32)
    inner = [vocabulary[token.letter] for token in tokens[1:-1]]
    one = np.ones(1, dtype=np.float32)
    (audio,) = _session(model).run(
        ["audio"],
        {
            "tokens": np.array([[0, *inner, 0]], dtype=np.int64),
            "style": style[min(len(inner), len(style)) - 1][np.newaxis],
            "speed": one,
            "f0_ref": one * np.float32(tonic_hz),
            "f0_scale": one,
            "f0_range": one,
            "chant_frames": frames,
            "chant_melody": melody[np.newaxis].astype(np.float32),
            "chant_held": held[np.newaxis],
            "chant_least": least[np.newaxis],
        },
    )
    return np.ravel(audio).astype(np.float32)


def melody_of(tokens: Sequence[Held]) -> NDArray[np.float64]:
    """Semitones from the tonic, two values a frame: 75 ms from tone to tone; a long tone begins to live."""
    steps = [token.frames * 2 for token in tokens]
    curve = np.repeat([token.tone for token in tokens], steps).astype(np.float64)
    kernel = np.hanning(9)[1:-1]
    curve = np.convolve(np.pad(curve, 3, mode="edge"), kernel / kernel.sum(), "valid")
    at = 0
    for token, count in zip(tokens, steps, strict=True):
        if token.voiced and token.frames >= 14:
            t = np.arange(count) * FRAME_MS / 2000
            curve[at : at + count] += 0.22 * np.clip((t - 0.33) / 0.3, 0, 1) * np.sin(2 * np.pi * 5.2 * (t - 0.33))
        at += count
    return curve
