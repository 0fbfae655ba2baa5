"""Ink: shapes cut from lit paper. Smooth outlines, and fills with a lit side, a shade side and a warm rim.

Everything is drawn in head units (1 is the height of the head) in the figure's own frame, where it faces right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import skia

from pipeline.contracts.painter import Light
from pipeline.picture.colour import RGB, Colour, mix, rgb, vary
from pipeline.picture.palette import lit, shaded, tone

Point = tuple[float, float]
STAGE = 1.0
"""Depth of the plane where people stand."""


def smooth(points: Sequence[Point], *, closed: bool = True, ease: float = 1.0) -> skia.Path:
    """A Catmull-Rom curve through the points; `ease` 0 gives straight edges."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    sixth = ease / 6
    for index in range(count if closed else count - 1):
        x1, y1 = points[index]
        x2, y2 = points[(index + 1) % count]
        x0, y0 = points[index - 1] if closed or index else points[0]
        x3, y3 = points[(index + 2) % count] if closed or index + 2 < count else points[-1]
        path.cubicTo(
            x1 + (x2 - x0) * sixth, y1 + (y2 - y0) * sixth, x2 - (x3 - x1) * sixth, y2 - (y3 - y1) * sixth, x2, y2
        )
    if closed:
        path.close()
    return path


def polygon(points: Sequence[Point]) -> skia.Path:
    """Straight edges, closed."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], True)
    return path


def limb(a: Point, b: Point, c: Point, widths: tuple[float, float, float], *, bulge: float = 0.06) -> skia.Path:
    """Two tapering bones `a`-`b`-`c` with half-widths at each joint, round at all three, swelling by `bulge`."""
    path = skia.Path()
    wa, wb, wc = widths
    for p, q, wp, wq in ((a, b, wa, wb), (b, c, wb, wc)):
        dx, dy = q[0] - p[0], q[1] - p[1]
        length = math.hypot(dx, dy) or 1e-6
        nx, ny = -dy / length, dx / length
        swell = (wp + wq) / 2 * (1 + bulge)
        mx, my = (p[0] * 0.6 + q[0] * 0.4), (p[1] * 0.6 + q[1] * 0.4)
        path.moveTo(p[0] - nx * wp, p[1] - ny * wp)
        path.quadTo(mx - nx * swell, my - ny * swell, q[0] - nx * wq, q[1] - ny * wq)
        path.lineTo(q[0] + nx * wq, q[1] + ny * wq)
        path.quadTo(mx + nx * swell, my + ny * swell, p[0] + nx * wp, p[1] + ny * wp)
        path.close()
    for (x, y), radius in ((a, wa), (b, wb), (c, wc)):
        path.addCircle(x, y, radius)
    # One outline, so that its rim does not run round the joints. Skia cannot find it for some overlaps; such a limb is
    # drawn from its parts.
    try:
        return skia.Simplify(path)
    except RuntimeError:
        path.setFillType(skia.PathFillType.kWinding)
        return path


def taper(points: Sequence[Point], widths: Sequence[float]) -> skia.Path:
    """A brush stroke: a smooth line with a half-width at each point, pointed where it is 0."""
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(points):
        before, after = points[max(0, index - 1)], points[min(len(points) - 1, index + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1e-6
        nx, ny = -dy / length * widths[index], dx / length * widths[index]
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return smooth(left + right[::-1])


def between(a: Point, b: Point, amount: float) -> Point:
    """`amount` of the way from a to b."""
    return a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount


class Ink:
    """The paints of one light on one figure. `side` is where the key is in the figure's frame: -1 left .. 1 right."""

    def __init__(self, light: Light, side: float) -> None:
        # People stand clear of the air between the planes: their darks stay dark.
        self.light = light = replace(light, haze=light.haze * 0.3)
        self.side = side
        self._paints: dict[tuple[Colour, float, float], skia.Paint] = {}
        self._strokes: dict[tuple[Colour, float, float], skia.Paint] = {}
        self._seen: dict[tuple[Colour, float], RGB] = {}
        self.rim_colour = lit(tone(light.palette.light, light, STAGE), light, 1.0)

    def seen(self, colour: Colour, shade: float = 0.0) -> RGB:
        """A local colour in this light, turned away from it by `shade` 0..1 (under 0: toward it)."""
        key = (colour, shade)
        if key not in self._seen:
            toned = tone(colour, self.light, STAGE)
            self._seen[key] = shaded(toned, self.light, shade) if shade >= 0 else lit(toned, self.light, -shade)
        return self._seen[key]

    def paint(self, colour: Colour, shade: float = 0.0, alpha: float = 1.0) -> skia.Paint:
        """A fill."""
        key = (colour, shade, alpha)
        if key not in self._paints:
            self._paints[key] = skia.Paint(AntiAlias=True, Color4f=skia.Color4f(*self.seen(colour, shade), alpha))
        return self._paints[key]

    def stroke(self, colour: Colour, width: float, shade: float = 0.0, alpha: float = 1.0) -> skia.Paint:
        """A line with round ends; the paint is shared, so its width is set anew at each use."""
        key = (colour, shade, alpha)
        if key not in self._strokes:
            self._strokes[key] = skia.Paint(
                AntiAlias=True,
                Color4f=skia.Color4f(*self.seen(colour, shade), alpha),
                Style=skia.Paint.kStroke_Style,
                StrokeCap=skia.Paint.kRound_Cap,
                StrokeJoin=skia.Paint.kRound_Join,
            )
        paint = self._strokes[key]
        paint.setStrokeWidth(width)
        return paint

    def fill(
        self,
        canvas: skia.Canvas,
        path: skia.Path,
        colour: Colour,
        turn: float = 0.1,
        rim: float = 0.0,
        dark: float = 0.0,
        lift: float = 0.35,
        deep: float = 0.85,
    ) -> None:
        """Fill with a lit and a shade side.

        `turn` is how wide the shade side is, `rim` the rim's, `dark` shades both, `lift` how much the light comes from
        above, `deep` how dark the shade is.
        """
        if canvas.quickReject(path.getBounds()):
            return
        depth = 0.42 + 0.25 * self.light.strength
        canvas.drawPath(path, self.paint(colour, min(0.9, depth * deep + dark)))
        canvas.save()
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        canvas.translate(self.side * turn, -lift * turn)
        canvas.drawPath(path, self.paint(colour, dark))
        if rim > 0:
            canvas.translate(-self.side * turn, lift * turn)
            canvas.drawPath(path, self._edge(path, rim))
        canvas.restore()

    def rim(self, canvas: skia.Canvas, path: skia.Path, width: float) -> None:
        """A thin warm edge inside the path on the side of the key."""
        if canvas.quickReject(path.getBounds()):
            return
        canvas.save()
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        canvas.drawPath(path, self._edge(path, width))
        canvas.restore()

    def _edge(self, path: skia.Path, width: float) -> skia.Paint:
        """The paint of a rim: a stroke of which the half outside the path is clipped away."""
        box = path.getBounds()
        start, end = (box.left(), box.right()) if self.side < 0 else (box.right(), box.left())
        strong = 0.25 + 0.45 * self.light.strength
        return skia.Paint(
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=width * 2,
            Shader=skia.GradientShader.MakeLinear(
                [skia.Point(start, box.top()), skia.Point(start + (end - start) * 0.6, box.top() + box.height() * 0.4)],
                [
                    skia.Color4f(*self.rim_colour, strong).toColor(),
                    skia.Color4f(*self.rim_colour, 0).toColor(),
                ],
            ),
        )


def lighter(colour: Colour, amount: float) -> Colour:
    """The same colour by `amount` lighter."""
    return vary(colour, lightness=amount)


def blend(one: Colour, other: Colour, amount: float) -> Colour:
    """Two local colours mixed."""
    return mix(rgb(one), rgb(other), amount)
