"""A room by lamp: shade gathers in its corners, light stands about its lamps. Outside, lamps warm what is near them."""

from __future__ import annotations

import skia

from pipeline.picture.colour import RGB, mix, rgb
from pipeline.picture.palette import shaded, tone
from pipeline.picture.scenery.easel import Easel, PaintedSet

_ROOM = frozenset({"wall", "furniture", "middle", "stage"})
_CORNERS = 0.55
"""How much of a corner's colour the shade takes."""


def gather_shade(stage: PaintedSet) -> None:
    """Shade a painted set's planes where its lamps do not reach; only where lamps are what lights it."""
    if not (stage.light.lamplit and stage.design.indoor):
        _warm(stage)
        return
    dark = shaded(tone("4A342C", stage.light, 1.0), stage.light, 0.75)
    for easel in stage.planes:
        if easel.name in _ROOM:
            _shade(easel, dark)


def _shade(easel: Easel, dark: RGB) -> None:
    stage, canvas = easel.set, easel.canvas
    canvas.save()
    canvas.resetMatrix()
    canvas.saveLayer(None, skia.Paint(BlendMode=skia.BlendMode.kSrcATop))
    # A room whose lamps are out of the picture is lit more evenly.
    canvas.clear(skia.Color4f(*dark, _CORNERS if len(stage.glows) > 1 else _CORNERS * 0.6))
    canvas.translate(easel.surface.width() / 2, stage.floor_y * easel.surface.height())
    canvas.scale(stage.unit_px * easel.scale, stage.unit_px * easel.scale)
    # Where people play is always lit.
    _hole(canvas, 0.0, -0.18, stage.half * 1.2, 0.92)
    for glow in stage.glows:
        x, y = stage.stage_x(glow.x), stage.stage_y(glow.y)
        _hole(canvas, x, y, 0.22 + 1.6 * glow.radius * stage.design.height / stage.unit_px, 0.85)
    canvas.restore()
    canvas.restore()


def _hole(canvas: skia.Canvas, x: float, y: float, radius: float, alpha: float) -> None:
    shader = skia.GradientShader.MakeRadial(
        skia.Point(x, y),
        radius,
        [skia.Color4f(0, 0, 0, alpha * part).toColor() for part in (1.0, 0.7, 0.25, 0.0)],
        [0.0, 0.4, 0.75, 1.0],
    )
    canvas.drawCircle(x, y, radius, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kDstOut, Dither=True))


def _warm(stage: PaintedSet) -> None:
    if not (stage.lamps_on and stage.open_air):
        return
    for easel in stage.planes:
        if easel.name not in _ROOM:
            continue
        if stage.wet and easel.name == "stage":
            _reflect(easel)
        for glow in stage.glows:
            if abs(glow.depth - easel.depth) < 0.3:
                x, y = stage.stage_x(glow.x), stage.stage_y(glow.y)
                reach = 0.12 + 1.5 * glow.radius * stage.design.height / stage.unit_px
                easel.pool(x, y, reach, mix(rgb(glow.colour), stage.light.palette.light, 0.15), 0.22)


def _reflect(easel: Easel) -> None:
    """On wet ground every lamp stands on its head, long and broken."""
    stage = easel.set
    for glow in stage.glows:
        x, wide = stage.stage_x(glow.x), 0.022 + 0.1 * glow.radius
        for step in range(9):
            y = -0.03 + (easel.bottom + 0.03) * step / 9
            half = wide * (0.55 + 0.5 * ((step * 7) % 5) / 4)
            band = skia.Path.Oval(skia.Rect.MakeLTRB(x - half, y, x + half, y + 0.012))
            paint = skia.Paint(
                Color4f=skia.Color4f(*mix(rgb(glow.colour), stage.light.palette.light, 0.2), 0.5 * (1 - step / 10)),
                AntiAlias=True,
                BlendMode=skia.BlendMode.kSrcATop,
                MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.004),
            )
            easel.canvas.drawPath(band, paint)
