"""H.264 segments that join without re-encoding, and the joining. PyAV throughout; the same frames, the same bytes."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

CRF = 20
PRESET = "veryfast"
BT709 = 1
LIMITED = 1
"""Values of AVColorRange and of the colour enums of ISO 23091-2."""


def _sound_instructions(width: int) -> str:
    """x264's options that make its bytes a function of the pictures alone.

    Its AVX2 and AVX-512 macroblock-tree reads past the end of a row of macroblocks unless there is a multiple of eight
    of them, so the bytes depend on what lay in memory (seen with PyAV 18's x264 at widths 320, 360 and 720, never at
    1280 and 1920). Without those instructions it does not, for 2 % of its speed. Other processors are not affected.
    """
    affected = -(-width // 16) % 8 != 0 and platform.machine().lower() in {"x86_64", "amd64"}
    return ":asm=MMX2,SSE2Fast,SSSE3,SSE4.2" if affected else ""


_AHEAD = 8
"""So many frames are drawn before they are encoded: each finds its own code and data in the processor's caches."""


def _blank(width: int, height: int) -> VideoFrame:
    frame = VideoFrame(width, height, "yuv420p")
    frame.color_range = LIMITED
    frame.colorspace = BT709
    return frame


class SegmentWriter:
    """Writes yuv420p frames as one closed GOP sequence: H.264 High, BT.709 limited, one thread, constant rate."""

    def __init__(self, path: Path, width: int, height: int, fps: int) -> None:
        self._container = av.open(str(path), "w", format="mp4")
        stream = self._container.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.time_base = Fraction(1, fps)
        stream.codec_context.thread_count = 1
        stream.codec_context.color_range = LIMITED
        stream.codec_context.colorspace = BT709
        stream.codec_context.color_primaries = BT709
        stream.codec_context.color_trc = BT709
        stream.codec_context.gop_size = 4 * fps
        stream.options = {
            "preset": PRESET,
            "crf": str(CRF),
            "profile": "high",
            "x264-params": (
                "open-gop=0:colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv:force-cfr=1:threads=1"
                # The same headers in every segment, whatever its length: joined packets share the first one's.
                f":keyint={4 * fps}:stitchable=1" + _sound_instructions(width)
            ),
        }
        self._stream: Any = stream
        self._paper = [_blank(width, height) for _ in range(_AHEAD)]
        self._drawn = 0
        self.frames = 0

    def planes(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
        """Views of the next frame's Y, U and V, without the bytes that pad their rows."""
        frame = self._paper[self._drawn]
        # x264 copies a frame that it is given. Should libavcodec still hold the last one, this makes another; else the
        # same memory serves again, for fresh pages are dear.
        frame.make_writable()
        views = []
        planes: Any = frame.planes
        for plane in planes:
            rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
            views.append(rows[:, : plane.width])
        return views[0], views[1], views[2]

    def write(self) -> None:
        """Encode what the planes hold now, or soon."""
        self._drawn += 1
        if self._drawn == _AHEAD:
            self._hand_over()

    def _hand_over(self) -> None:
        for frame in self._paper[: self._drawn]:
            self.write_frame(frame)
        self._drawn = 0

    def write_frame(self, frame: VideoFrame) -> None:
        """Encode a frame that is ready: yuv420p of the writer's size."""
        frame.pts = self.frames
        frame.time_base = self._stream.codec_context.time_base
        for packet in self._stream.encode(frame):
            self._container.mux(packet)
        self.frames += 1

    def close(self) -> None:
        """Finish the file."""
        self._hand_over()
        for packet in self._stream.encode(None):
            self._container.mux(packet)
        self._container.close()

    def abandon(self) -> None:
        """Close the file without finishing it."""
        self._container.close()


@contextmanager
def segment(path: Path, width: int, height: int, fps: int) -> Iterator[SegmentWriter]:
    """A segment that is finished when the block ends well."""
    writer = SegmentWriter(path, width, height, fps)
    try:
        yield writer
    except BaseException:
        writer.abandon()
        raise
    writer.close()


def copy_segments(segments: Sequence[tuple[Path, int]], fps: int, container: Any, stream: Any) -> Iterator[int]:
    """Mux segments (path, frames) one after the other into `stream`, on whole frames; gives the frames so far."""
    # In ticks of a frame: a segment starts where the last one ended, whatever its own clock says.
    tick = Fraction(1, fps)
    start = 0
    for path, frames in segments:
        with av.open(str(path)) as source:
            video = source.streams.video[0]
            for packet in source.demux(video):
                if packet.dts is None or packet.pts is None:
                    continue
                unit = packet.time_base / tick
                pts, dts = round(packet.pts * unit), round(packet.dts * unit)
                packet.time_base = tick
                packet.pts, packet.dts, packet.duration = pts + start, dts + start, 1
                packet.stream = stream
                container.mux(packet)
        start += frames
        yield start
