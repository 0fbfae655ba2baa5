"""Reads a finished film back: single frames, and everything that a review asks about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

_SMALL = (160, 90)


@dataclass(frozen=True, slots=True)
class Playback:
    """What is in the file. `same_picture`: its pictures are those of the segments, packet for packet."""

    duration_ms: int
    width: int
    height: int
    fps: float
    frames: int
    constant_rate: bool
    video_codec: str
    profile: str
    pixel_format: str
    colour: tuple[int, int, int, int]
    audio_codec: str
    audio_rate: int
    audio_channels: int
    subtitle_languages: tuple[str, ...]
    chapters: int
    fast_start: bool
    same_picture: bool


def play(path: Path, segments: Sequence[Path]) -> Playback:
    """Read a film's packets, and hold those of its picture against the segments' that it was joined of."""
    with av.open(str(path)) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        packets, parameters, times = hashlib.sha256(), bytes(video.codec_context.extradata or b""), []
        for packet in film.demux(video):
            if packet.size:
                packets.update(bytes(packet))
                times.append(packet.pts)
        steps = np.diff(np.sort(np.asarray(times, np.int64)))
        context = video.codec_context
        return Playback(
            duration_ms=round((film.duration or 0) / 1000),
            width=context.width,
            height=context.height,
            fps=float(video.average_rate or 0),
            frames=len(times),
            constant_rate=bool(len(steps) == 0 or (steps == steps[0]).all()),
            video_codec=context.name,
            profile=str(context.profile or ""),
            pixel_format=str(context.pix_fmt or ""),
            colour=(
                int(context.color_range),
                int(context.colorspace),
                int(context.color_primaries),
                int(context.color_trc),
            ),
            audio_codec=audio.codec_context.name,
            audio_rate=audio.codec_context.sample_rate,
            audio_channels=audio.codec_context.channels,
            subtitle_languages=tuple(stream.metadata.get("language", "und") for stream in film.streams.subtitles),
            chapters=len(film.chapters()),
            fast_start=_starts_fast(path),
            same_picture=(packets.digest(), {parameters}) == _joined(segments),
        )


def _joined(segments: Sequence[Path]) -> tuple[bytes, set[bytes]]:
    """Digest of the segments' packets in order, and the decoder's parameters that occur in them."""
    packets, parameters = hashlib.sha256(), set()
    for path in segments:
        with av.open(str(path)) as segment:
            video = segment.streams.video[0]
            parameters.add(bytes(video.codec_context.extradata or b""))
            for packet in segment.demux(video):
                if packet.size:
                    packets.update(bytes(packet))
    return packets.digest(), parameters


@dataclass(frozen=True, slots=True)
class Seen:
    """What decoded frames look like, thinned to a small picture.

    `levels` is the mean luma (0..255) of every frame, `changes` the mean absolute change of luma to the frame before it
    (the first is 255). `first` and `last` are the luma of the outer frames, for whoever joins what was seen apart.
    """

    levels: NDArray[np.float32]
    changes: NDArray[np.float32]
    first: NDArray[np.int16]
    last: NDArray[np.int16]


def watch(path: Path) -> Seen:
    """Decode every frame of a film or segment."""
    levels, changes = [], []
    first: NDArray[np.int16] | None = None
    last = np.empty((0, 0), np.int16)
    with av.open(str(path)) as film:
        video = film.streams.video[0]
        video.thread_type = "AUTO"
        for frame in film.decode(video):
            luma = _small(frame)
            levels.append(float(luma.mean()))
            changes.append(255.0 if first is None else change(luma, last))
            first, last = (luma if first is None else first), luma
    return Seen(np.asarray(levels, np.float32), np.asarray(changes, np.float32), last if first is None else first, last)


def change(luma: NDArray[np.int16], before: NDArray[np.int16]) -> float:
    """How much one frame differs from another: the mean of it, in levels of luma."""
    return float(np.abs(luma - before).mean())


def _small(frame: Any) -> NDArray[np.int16]:
    """Luma thinned to about 160 x 90: means over cells would cost more than decoding."""
    plane = frame.planes[0]
    luma = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
    step = max(1, min(plane.height, plane.width) // _SMALL[1])
    return luma[step // 2 :: step, step // 2 :: step].astype(np.int16)


def sound_of(path: Path) -> Iterator[NDArray[np.float32]]:
    """The film's sound as blocks of float32 (samples, channels)."""
    with av.open(str(path)) as film:
        for frame in film.decode(film.streams.audio[0]):
            yield np.ascontiguousarray(frame.to_ndarray().T, np.float32)


def _starts_fast(path: Path) -> bool:
    """Whether the index (moov) lies before the pictures (mdat)."""
    order = []
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            size, kind = int.from_bytes(head[:4], "big"), head[4:]
            header = 8
            if size == 1:
                size, header = int.from_bytes(file.read(8), "big"), 16
            order.append(kind)
            if kind == b"mdat" or size == 0:
                break
            file.seek(size - header, 1)
    return b"moov" in order


def frames_at(path: Path, seconds: Sequence[float]) -> list[NDArray[np.uint8]]:
    """RGB frames (height, width, 3) seen at these times, in order of the times."""
    pictures: list[NDArray[np.uint8]] = []
    with av.open(str(path)) as film:
        video: Any = film.streams.video[0]
        for second in seconds:
            film.seek(round(second / video.time_base), stream=video)
            last: Any = None
            for frame in film.decode(video):
                last = frame
                if frame.time is not None and frame.time >= second:
                    break
            if last is not None:
                pictures.append(last.to_ndarray(format="rgb24"))
    return pictures


def frame_size(path: Path) -> tuple[int, int]:
    """Width and height of a film in pixels."""
    with av.open(str(path)) as film:
        video = film.streams.video[0]
        return video.codec_context.width, video.codec_context.height
