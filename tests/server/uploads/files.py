"""Files as people bring them, good and bad."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

SECRET = "12 Hidden Lane, 48.8584 N"  # noqa: S105 - what a camera notes
GPS, CAMERA = 0x8825, 0x010F


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (640, 360), *, alpha: bool = False, turned: bool = False
) -> bytes:
    """A picture with a red left half, and what a camera would note in it."""
    pixels = np.zeros((size[1], size[0], 4 if alpha else 3), np.uint8)
    pixels[:, : size[0] // 2, 0] = 220
    if alpha:
        pixels[size[1] // 2 :, :, 3] = 255
    image = Image.fromarray(pixels)
    exif = Image.Exif()
    exif[CAMERA] = SECRET
    exif.get_ifd(GPS)[1] = "N"
    if turned:
        exif[0x0112] = 6
    kept = BytesIO()
    image.save(kept, kind, exif=exif.tobytes())
    return kept.getvalue()


def sound(
    kind: str = "wav",
    codec: str = "pcm_s16le",
    seconds: float = 1.0,
    *,
    channels: int = 1,
    rate: int = 44_100,
    level: int = 8_000,
) -> bytes:
    """A tone, with a title that says where it was recorded."""
    layout = "mono" if channels == 1 else "stereo"
    kept = BytesIO()
    with av.open(kept, "w", format=kind) as written:
        written.metadata["title"] = SECRET
        lane: Any = written.add_stream(codec, rate=rate, layout=layout)
        fifo = av.AudioFifo()
        count = int(rate * seconds)
        tone = (level * np.sin(2 * np.pi * 440 * np.arange(count) / rate)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(np.repeat(tone, channels)[None, :], format="s16", layout=layout)
        frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
        turned = av.AudioResampler(format=lane.format.name, layout=layout, rate=rate)
        for piece in (*turned.resample(frame), *turned.resample(None)):
            piece.pts = None
            fifo.write(piece)
        size = lane.codec_context.frame_size or 4096
        while (piece := fifo.read(size, partial=True)) is not None:  # type: ignore[assignment]
            piece.pts = None
            written.mux(lane.encode(piece))
        written.mux(lane.encode(None))
    return kept.getvalue()


def clip(
    path: Path, seconds: float = 1.0, size: tuple[int, int] = (320, 180), codec: str = "libx264", kind: str = "mp4"
) -> bytes:
    """A little film with a title that says where it was shot."""
    with av.open(str(path), "w", format=kind) as written:
        written.metadata["title"] = SECRET
        written.metadata["location"] = SECRET
        lane: Any = written.add_stream(codec, rate=12)
        lane.width, lane.height, lane.pix_fmt = *size, "yuv420p"
        for number in range(int(12 * seconds) + 1):
            pixels = np.full((size[1], size[0], 3), number * 5 % 255, np.uint8)
            written.mux(lane.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        written.mux(lane.encode(None))
    return path.read_bytes()


PLAYLIST = b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nhttp://127.0.0.1:9/secret\n#EXT-X-ENDLIST\n"
CONCAT = b"ffconcat version 1.0\nfile /etc/passwd\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
