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
    canvas.clear(skia.Color4f(*dark, _CORNERS))
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
        for glow in stage.glows:
            if abs(glow.depth - easel.depth) < 0.3:
                x, y = stage.stage_x(glow.x), stage.stage_y(glow.y)
                reach = 0.12 + 1.5 * glow.radius * stage.design.height / stage.unit_px
                easel.pool(x, y, reach, mix(rgb(glow.colour), stage.light.palette.light, 0.15), 0.22)
