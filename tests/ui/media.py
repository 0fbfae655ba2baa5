"""A real little film for the stand-in to hand out: four seconds of dusk with a tone, its stills and its captions."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from PIL import Image

FRAMES, RATE = 48, 12
SIZES = {"16:9": (320, 180), "9:16": (180, 320), "1:1": (240, 240)}
SUBTITLES = (
    ("vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nThe lamp is lit.\n\n00:02.000 --> 00:04.000\nSo is the river.\n"),
    (
        "srt",
        "1\n00:00:00,000 --> 00:00:02,000\nThe lamp is lit.\n\n2\n00:00:02,000 --> 00:00:04,000\nSo is the river.\n",
    ),
    ("ass", "[Script Info]\nScriptType: v4.00+\n"),
)


def dusk(width: int, height: int, seed: float) -> npt.NDArray[np.uint8]:
    """A sky between violet and orange with a sun in it."""
    down = np.linspace(0.0, 1.0, height)[:, None, None]
    high, low = np.array([58, 46, 92.0]), np.array([242, 118, 75.0])
    sky = np.broadcast_to(high + (low - high) * down, (height, width, 3)).copy()
    y, x = np.mgrid[0:height, 0:width]
    sun = (x - width * (0.2 + 0.6 * seed)) ** 2 + (y - height * 0.62) ** 2 < (height * 0.14) ** 2
    sky[sun] = (255, 214, 150)
    sky[int(height * 0.78) :] *= 0.35
    return sky.astype(np.uint8)


def still(aspect: str, number: int, *, large: bool = False) -> bytes:
    """A shot's picture as JPEG."""
    width, height = SIZES[aspect]
    grow = 3 if large else 1
    kept = BytesIO()
    Image.fromarray(dusk(width * grow, height * grow, (number * 0.37) % 1)).save(kept, "JPEG", quality=80)
    return kept.getvalue()


def film(path: Path, aspect: str) -> None:
    """An MP4 that browsers play: H.264, AAC, index in front."""
    width, height = SIZES[aspect]
    with av.open(str(path), "w", options={"movflags": "faststart"}) as made:
        picture = made.add_stream("libx264", rate=RATE)
        picture.width, picture.height, picture.pix_fmt = width, height, "yuv420p"
        sound = made.add_stream("aac", rate=48_000)
        for number in range(FRAMES):
            frame = av.VideoFrame.from_ndarray(dusk(width, height, number / FRAMES), format="rgb24")
            made.mux(picture.encode(frame))
        made.mux(picture.encode(None))
        for start in range(0, 48_000 * FRAMES // RATE, 1024):
            tone = 0.1 * np.sin(2 * np.pi * 220 * np.arange(start, start + 1024) / 48_000)
            samples = av.AudioFrame.from_ndarray(tone[None, :].astype(np.float32), format="fltp", layout="mono")
            samples.sample_rate, samples.pts, samples.time_base = 48_000, start, Fraction(1, 48_000)
            made.mux(sound.encode(samples))
        made.mux(sound.encode(None))
