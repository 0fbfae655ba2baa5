"""The thumbnail: the film's best frame at 1280 x 720, with its title."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import skia
from numpy.typing import NDArray
from PIL import Image

from pipeline.contracts.painter import Palette
from pipeline.picture.card import argb, between, fitted, surface_pixels
from pipeline.picture.playback import frames_at
from pipeline.picture.text import draw_text, evened, measure_text
from pipeline.vocabulary import Language

SIZE = (1280, 720)
_QUALITY = 90

Pixels = NDArray[np.uint8]

VERSION = "3"
"""Raised whenever the same film gives another picture."""


def thumbnail(film: Path, second: float, title: str, language: Language) -> bytes:
    """JPEG of the frame at `second` with the title on it."""
    (best,) = frames_at(film, [second])
    surface = skia.Surface(*SIZE)
    canvas = surface.getCanvas()
    _cover(canvas, best)
    _title(canvas, title, language, best)
    picture = surface_pixels(surface)[..., [2, 1, 0]]
    stream = BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(stream, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return stream.getvalue()


def liveliness(film: Path, second: float) -> float:
    """How much there is to see at `second`: detail, contrast and colour, and neither dark nor burnt out."""
    (picture,) = frames_at(film, [second])
    small = picture[::4, ::4].astype(np.float32)
    luma = small @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    detail = float(np.abs(np.diff(luma, axis=1)).mean())
    contrast = float(luma.std())
    colour = float((small.max(axis=2) - small.min(axis=2)).mean())
    exposure = 1 - abs(float(luma.mean()) - 118) / 160
    return (detail * 4 + contrast + colour * 0.6) * max(0.1, exposure)


def _cover(canvas: skia.Canvas, picture: Pixels) -> None:
    """The frame over the whole thumbnail; a tall or square one stands sharp before its own blurred enlargement."""
    image = skia.Image.fromarray(
        np.ascontiguousarray(np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])),
        colorType=skia.kRGBA_8888_ColorType,
    )
    width, height = SIZE
    smooth = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    scale = max(width / image.width(), height / image.height())
    cover = _centred(image, scale)
    if abs(image.width() / image.height() - width / height) < 0.02:
        canvas.drawImageRect(image, cover, smooth)
        return
    blur = skia.Paint(ImageFilter=skia.ImageFilters.Blur(28, 28, skia.TileMode.kClamp), Alphaf=0.75)
    canvas.drawColor(0xFF101014)
    canvas.drawImageRect(image, cover, smooth, blur)
    canvas.drawImageRect(image, _centred(image, min(width / image.width(), height / image.height())), smooth)


def _centred(image: skia.Image, scale: float) -> skia.Rect:
    width, height = image.width() * scale, image.height() * scale
    return skia.Rect.MakeXYWH((SIZE[0] - width) / 2, (SIZE[1] - height) / 2, width, height)


def _title(canvas: skia.Canvas, title: str, language: Language, picture: Pixels) -> None:
    """Large words in the lower part, over a shade that grows downward, in a tint of the picture's own light."""
    width, height = SIZE
    bright = picture[::8, ::8].reshape(-1, 3)
    light = "".join(f"{round(float(value)):02X}" for value in np.percentile(bright, 97, axis=0))
    dark = "".join(f"{round(float(value)):02X}" for value in np.percentile(bright, 6, axis=0))
    palette = Palette(dark, light, light, dark, light)
    shade = between(palette.shade, "04050A", 0.7)
    room = width * 0.86
    setting = fitted(title, language, 92, room, 2, weight=750)
    room = evened(title, language, setting, room)
    _, tall = measure_text(title, language, setting, room)
    top = height * 0.945 - tall
    start = top - height * 0.20
    shader = skia.GradientShader.MakeLinear(
        points=[skia.Point(0, start), skia.Point(0, height)],
        colors=[argb(shade, 0.0), argb(shade, 0.62), argb(shade, 0.88)],
        positions=[0.0, 0.5, 1.0],
    )
    canvas.drawRect(skia.Rect.MakeLTRB(0, start, width, height), skia.Paint(Shader=shader))
    draw_text(
        canvas, title, language, ((width - room) / 2, top, room), setting, argb(between(light, "FFFFFF", 0.75)),
        outline_px=3, outline_colour=argb(shade, 0.85), shadow_px=16, shadow_alpha=0.7,
    )  # fmt: skip
