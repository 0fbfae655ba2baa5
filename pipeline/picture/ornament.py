"""The mark above a title: one for each culture, cut from its own art."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Final

import skia

from pipeline.picture.colour import rgb
from pipeline.vocabulary import Culture

Point = tuple[float, float]


def draw_ornament(canvas: skia.Canvas, culture: Culture, x: float, y: float, size_px: float, colour: str) -> None:
    """Draw a culture's mark (about four `size_px` wide, two high) at its middle, and what leads the eye to it."""
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(size_px, size_px)
    fill = skia.Paint(AntiAlias=True, Color4f=skia.Color4f(*rgb(colour), 1.0))
    line = skia.Paint(fill)
    line.setStyle(skia.Paint.kStroke_Style)
    line.setStrokeWidth(0.13)
    line.setStrokeCap(skia.Paint.kRound_Cap)
    line.setStrokeJoin(skia.Paint.kRound_Join)
    _MARKS[culture](canvas, fill, line)
    canvas.restore()


# --------------------------------------------------------------------------------------------------------- parts


def _tapers(canvas: skia.Canvas, fill: skia.Paint, start: float, end: float) -> None:
    for side in (-1, 1):
        canvas.drawPath(_polygon([(side * start, -0.07), (side * end, 0), (side * start, 0.07)]), fill)


def _polygon(points: Iterable[Point]) -> skia.Path:
    return skia.Path.Polygon([skia.Point(*point) for point in points], True)


def _star(points: int, outer: float, inner: float, turn: float = -math.pi / 2) -> skia.Path:
    radii = (outer, inner)
    angles = [turn + math.pi * n / points for n in range(2 * points)]
    return _polygon((radii[n % 2] * math.cos(a), radii[n % 2] * math.sin(a)) for n, a in enumerate(angles))


def _petal(length: float, width: float) -> skia.Path:
    """A petal that rises from the origin."""
    path = skia.Path()
    path.moveTo(0, 0)
    path.cubicTo(-width, -length * 0.35, -width * 0.7, -length * 0.75, 0, -length)
    path.cubicTo(width * 0.7, -length * 0.75, width, -length * 0.35, 0, 0)
    return path


def _turned(canvas: skia.Canvas, path: skia.Path, paint: skia.Paint, degrees: Iterable[float]) -> None:
    for angle in degrees:
        canvas.save()
        canvas.rotate(angle)
        canvas.drawPath(path, paint)
        canvas.restore()


# --------------------------------------------------------------------------------------------------------- marks


def _lotus(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    canvas.save()
    canvas.translate(0, 0.55)
    _turned(canvas, _petal(1.35, 0.40), line, (-62, 62))
    _turned(canvas, _petal(1.45, 0.42), line, (-32, 32))
    _turned(canvas, _petal(1.55, 0.42), fill, (0,))
    canvas.restore()
    for side in (-1, 1):
        canvas.drawCircle(side * 2.0, 0.5, 0.14, fill)
    canvas.translate(0, 0.5)
    _tapers(canvas, fill, 2.5, 7.5)


def _kolam(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    loop = skia.Path()
    loop.moveTo(0, 0)
    loop.cubicTo(-0.95, -0.5, -0.75, -1.35, 0, -1.35)
    loop.cubicTo(0.75, -1.35, 0.95, -0.5, 0, 0)
    _turned(canvas, loop, line, (0, 90, 180, 270))
    for x, y in ((0, -0.8), (0.8, 0), (0, 0.8), (-0.8, 0), (0, 0)):
        canvas.drawCircle(x, y, 0.13, fill)
    for side in (-1, 1):
        for step in range(4):
            canvas.drawCircle(side * (2.0 + 0.75 * step), 0, 0.15 - 0.028 * step, fill)


def _blossom(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    petal = skia.Path()
    petal.moveTo(0, -0.12)
    petal.cubicTo(-0.75, -0.5, -0.55, -1.2, -0.16, -1.2)
    petal.lineTo(0, -1.0)
    petal.lineTo(0.16, -1.2)
    petal.cubicTo(0.55, -1.2, 0.75, -0.5, 0, -0.12)
    _turned(canvas, petal, fill, (0, 72, 144, 216, 288))
    line.setStrokeWidth(0.05)
    for side in (-1, 1):
        canvas.drawLine(side * 2.0, 0, side * 4.6, 0, line)


def _fret(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    canvas.drawCircle(0, 0, 0.95, line)
    canvas.drawPath(_polygon([(-0.42, -0.42), (0.42, -0.42), (0.42, 0.42), (-0.42, 0.42)]), line)
    for side in (-1, 1):
        turns = [(1.5, 0.6), (3.3, 0.6), (3.3, -0.6), (1.9, -0.6), (1.9, 0.1), (2.75, 0.1), (2.75, -0.15)]
        path = skia.Path.Polygon([skia.Point(side * x, y) for x, y in turns], False)
        canvas.drawPath(path, line)
        canvas.drawLine(side * 3.3, 0.6, side * 6.2, 0.6, line)
    canvas.drawCircle(0, 0, 0.12, fill)


def _taegeuk(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    half = skia.Path()
    half.moveTo(-1, 0)
    half.arcTo(skia.Rect.MakeLTRB(-1, -1, 1, 1), 180, 180, False)
    half.arcTo(skia.Rect.MakeLTRB(0, -0.5, 1, 0.5), 0, 180, False)
    half.arcTo(skia.Rect.MakeLTRB(-1, -0.5, 0, 0.5), 0, -180, False)
    half.close()
    canvas.save()
    canvas.rotate(-28)
    canvas.drawPath(half, fill)
    canvas.drawCircle(0, 0, 1.0, line)
    canvas.restore()
    for side in (-1, 1):
        for step, y in enumerate((-0.36, 0.0, 0.36)):
            canvas.drawLine(side * 1.9, y, side * (3.1 + 0.9 * (step == 1)), y, line)


def _eight_points(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    square = _polygon([(-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)])
    _turned(canvas, square, line, (0, 45))
    canvas.drawPath(_star(8, 0.58, 0.36), fill)
    for side in (-1, 1):
        canvas.save()
        canvas.translate(side * 2.1, 0)
        canvas.drawPath(_star(4, 0.34, 0.13), fill)
        canvas.restore()
    _tapers(canvas, fill, 2.9, 7.5)


def _mudcloth(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    canvas.drawPath(_polygon([(0, -1.0), (0.8, 0), (0, 1.0), (-0.8, 0)]), line)
    canvas.drawPath(_polygon([(0, -0.48), (0.38, 0), (0, 0.48), (-0.38, 0)]), fill)
    for side in (-1, 1):
        teeth = [(1.3 + 0.55 * n, 0.42 if n % 2 else -0.42) for n in range(8)]
        canvas.drawPath(skia.Path.Polygon([skia.Point(side * x, y) for x, y in teeth], False), line)


def _sun(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    canvas.drawCircle(0, 0, 0.5, fill)
    ray = _polygon([(-0.14, -0.68), (0, -1.25), (0.14, -0.68)])
    _turned(canvas, ray, fill, range(0, 360, 30))
    for side in (-1, 1):
        for step in range(3):
            flag = [(1.75, -0.3), (2.65, -0.3), (2.65, 0.15), (2.2, 0.5), (1.75, 0.15)]
            canvas.drawPath(_polygon((side * (x + 1.15 * step), y) for x, y in flag), line if step % 2 else fill)


def _fleuron(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    for side in (-1, 1):
        curl = skia.Path()
        curl.moveTo(side * 0.2, 0.25)
        curl.cubicTo(side * 1.2, -0.95, side * 2.5, -0.7, side * 2.3, 0.05)
        curl.cubicTo(side * 2.15, 0.5, side * 1.55, 0.35, side * 1.72, -0.05)
        canvas.drawPath(curl, line)
        canvas.save()
        canvas.translate(side * 0.95, -0.42)
        _turned(canvas, _petal(0.75, 0.3), fill, (side * 18,))
        canvas.restore()
    canvas.drawPath(_petal(1.1, 0.32), fill)
    _tapers(canvas, fill, 2.9, 7.0)


def _ring(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    canvas.drawCircle(0, 0, 0.55, line)
    canvas.drawCircle(0, 0, 0.16, fill)
    for side in (-1, 1):
        canvas.drawLine(side * 1.2, 0, side * 4.6, 0, line)


def _five_points(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    canvas.drawPath(_star(5, 1.0, 0.42), fill)
    for side in (-1, 1):
        canvas.drawLine(side * 1.7, -0.16, side * 4.8, -0.16, line)
        canvas.drawLine(side * 1.7, 0.22, side * 3.8, 0.22, line)


_MARKS: Final[dict[Culture, Callable[[skia.Canvas, skia.Paint, skia.Paint], None]]] = {
    Culture.NORTH_INDIAN: _lotus,
    Culture.SOUTH_INDIAN: _kolam,
    Culture.JAPANESE: _blossom,
    Culture.CHINESE: _fret,
    Culture.KOREAN: _taegeuk,
    Culture.MIDDLE_EASTERN: _eight_points,
    Culture.AFRICAN: _mudcloth,
    Culture.LATIN_AMERICAN: _sun,
    Culture.EUROPEAN_OLD: _fleuron,
    Culture.EUROPEAN_MODERN: _ring,
    Culture.AMERICAN_MODERN: _five_points,
}
