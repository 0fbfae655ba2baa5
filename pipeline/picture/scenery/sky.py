"""What lies behind everything: sky, sun and moon, clouds, ridges, sea, skylines."""

from __future__ import annotations

import math

import numpy as np
import skia

from pipeline.picture.colour import RGB, Colour, luminance, mix, rgb, vary
from pipeline.picture.palette import lit, shaded
from pipeline.picture.scenery.easel import Easel, PaintedSet, polygon, smooth, wander
from pipeline.vocabulary import TimeOfDay, Weather

_LOW_SUN = (TimeOfDay.DAWN, TimeOfDay.DUSK)


def sky(stage: PaintedSet, horizon: float = -0.16, name: str = "sky") -> Easel:
    """The sky plane, opaque: gradient, stars, sun or moon with its bloom, two bands of cloud."""
    easel = stage.plane(name, 0.05)
    heaven(easel, horizon)
    easel.tooth(0.05)
    return easel


def heaven(easel: Easel, horizon: float) -> None:
    """Paint the outdoor sky over the whole plane, in the outdoor light even when seen through a window."""
    stage = easel.set
    design, light = stage.design, stage.outdoor_light
    high, low = rgb(light.palette.sky_high), rgb(light.palette.sky_low)
    middle = mix(high, low, 0.42)
    easel.gradient(
        stage.top - 0.02,
        stage.bottom + 0.02,
        [
            (0.0, vary(high, -0.02), 1.0),
            (0.3, mix(high, low, 0.18), 1.0),
            (0.55, middle, 1.0),
            (0.84, low, 1.0),
            (1.0, low, 1.0),
        ],
    )
    overcast = design.weather in (Weather.RAIN, Weather.STORM, Weather.CLOUDY, Weather.SNOW)
    rng = np.random.default_rng([design.seed & 0xFFFFFFFF, 5])
    foggy = design.weather in (Weather.MIST, Weather.DUST)
    if design.time_of_day == TimeOfDay.NIGHT and not overcast and not foggy:
        _stars(easel, rng, light.palette.light, horizon)
    x, y = stage.stage_x(light.key_x), stage.stage_y(light.key_y)
    y = min(y, horizon - 0.02)
    if design.weather not in (Weather.RAIN, Weather.STORM):
        _orb(easel, x, y, overcast or foggy)
    if overcast:
        lid = {Weather.STORM: 0.7, Weather.RAIN: 0.55}.get(design.weather, 0.3)
        grey = mix(shaded(mix(high, low, 0.5), light, 0.45), high, 0.25)
        easel.gradient(stage.top - 0.02, horizon, [(0.0, grey, lid), (0.6, grey, lid * 0.5), (1.0, grey, 0.0)])
    clouds(easel, rng, horizon, overcast)
    if foggy:
        # The air itself is what is seen: it thickens toward the ground.
        air = mix(low, light.palette.light, 0.2)
        easel.gradient(stage.top - 0.02, horizon, [(0.0, air, 0.25), (0.5, air, 0.6), (1.0, air, 0.9)])
    glowing = mix(low, light.palette.light, 0.5)
    easel.gradient(horizon - 0.22, horizon + 0.05, [(0.0, glowing, 0.0), (1.0, glowing, 0.42)])


def _stars(easel: Easel, rng: np.random.Generator, colour: str, horizon: float) -> None:
    easel.set.drift.append("stars")
    pale = mix(colour, "FFFFFF", 0.5)
    for _ in range(170):
        x, y = (
            rng.uniform(-easel.half, easel.half),
            easel.top + (horizon - 0.15 - easel.top) * float(rng.beta(1.0, 1.6)),
        )
        size = 0.0009 + 0.0022 * float(rng.beta(1, 6))
        easel.flat(skia.Path.Circle(x, y, size), pale, float(rng.uniform(0.3, 0.95)))


def _orb(easel: Easel, x: float, y: float, veiled: bool) -> None:  # noqa: FBT001 - a fact of the weather
    stage, light = easel.set, easel.set.outdoor_light
    time = stage.design.time_of_day
    if time == TimeOfDay.EVENING:
        return
    moon = time == TimeOfDay.NIGHT
    colour = rgb(light.palette.light) if moon else mix(light.palette.light, "FFF6DC", 0.35)
    radius = 0.042 if moon else 0.075 if time in _LOW_SUN else 0.04
    bloom = 0.22 if veiled else 0.6 if time in _LOW_SUN else 0.42
    easel.pool(x, y, 0.95 if time in _LOW_SUN else 0.5, colour, bloom * 0.55, over=True)
    easel.pool(x, y, 0.26, colour, bloom, over=True)
    if veiled:
        return
    easel.flat(skia.Path.Circle(x, y, radius), colour, 1.0, 0.0012)
    if moon:
        sea_of = shaded(colour, light, 0.22)
        for dx, dy, size in ((-0.3, -0.2, 0.26), (0.25, 0.15, 0.2), (-0.05, 0.4, 0.16), (0.3, -0.35, 0.12)):
            easel.flat(skia.Path.Circle(x + dx * radius, y + dy * radius, size * radius), sea_of, 0.7, 0.002)


def clouds(easel: Easel, rng: np.random.Generator, horizon: float, overcast: bool) -> None:  # noqa: FBT001
    """Two bands of paper clouds with lit crowns; a lid of them when the sky is closed."""
    light = easel.set.outdoor_light
    low, high = light.palette.sky_low, light.palette.sky_high
    body = mix(low, light.palette.light, 0.45)
    under = mix(high, shaded(mix(low, high, 0.5), light, 0.5), 0.35)
    rows = (
        ((-0.62, 5, 0.30), (-0.30, 6, 0.34))
        if not overcast
        else ((-0.95, 7, 0.75), (-0.7, 8, 0.7), (-0.42, 8, 0.6), (-0.2, 7, 0.4))
    )
    for row, (height, count, alpha) in enumerate(rows):
        base = horizon + height * (1 if row else min(1.35, -easel.top / 0.83))
        for _ in range(count):
            _cloud(
                easel,
                rng,
                float(rng.uniform(-easel.half - 0.1, easel.half + 0.1)),
                base + float(rng.normal(0, 0.05)),
                float(rng.uniform(0.12, 0.34)) * (1.5 if overcast else 1.0),
                body,
                under,
                alpha,
            )


def _cloud(
    easel: Easel, rng: np.random.Generator, x: float, y: float, width: float, body: RGB, under: RGB, alpha: float
) -> None:
    path = skia.Path()
    puffs = int(rng.integers(4, 8))
    for index in range(puffs):
        part = (index + 0.5) / puffs
        swell = math.sin(math.pi * part) ** 0.7
        radius = width * (0.10 + 0.15 * swell) * float(rng.uniform(0.7, 1.2))
        path.addOval(
            skia.Rect.MakeXYWH(x - width + part * width * 2 - radius * 1.5, y - radius, radius * 3, radius * 1.3)
        )
    path.addRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(x - width * 1.1, y - 0.012, width * 2.2, 0.028), 0.014, 0.014)
    )
    bounds = path.computeTightBounds()
    clip = skia.Path.Rect(skia.Rect.MakeLTRB(bounds.left() - 0.1, bounds.top() - 0.1, bounds.right() + 0.1, y + 0.016))
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, bounds.top()), skia.Point(0, y + 0.016)],
        [skia.Color4f(*body, alpha).toColor(), skia.Color4f(*mix(body, under, 0.75), alpha * 0.75).toColor()],
    )
    with easel.clipped(clip):
        easel.canvas.drawPath(
            skia.Op(path, skia.Path(), skia.kUnion_PathOp) or path,
            skia.Paint(
                AntiAlias=True,
                Shader=shader,
                Dither=True,
                MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.0022),
            ),
        )


# ------------------------------------------------------------------------------------------------------- far away


def ridge(
    easel: Easel,
    base: float,
    height: float,
    colour: Colour,
    rough: float = 0.5,
    *,
    fade: float = 0.5,
    peaks: float = 0.0,
) -> None:
    """One ridge of hills from edge to edge. `base` its foot, `fade` the mist at it, `peaks` how sharp the tops are."""
    count = 97
    line = wander(easel, count, rough)
    line = (line - line.min()) / max(1e-6, float(np.ptp(line)))
    if peaks > 0:
        line = line * (1 - peaks) + peaks * np.abs(wander(easel, count, 0.45)) / 1.2
    xs = np.linspace(-easel.half - 0.02, easel.half + 0.02, count)
    tops = [(float(x), base - height * (0.25 + 0.75 * float(value))) for x, value in zip(xs, line, strict=True)]
    path = polygon(tops) if peaks > 0 else smooth(tops)
    path.lineTo(easel.half + 0.02, easel.bottom + 0.02)
    path.lineTo(-easel.half - 0.02, easel.bottom + 0.02)
    path.close()
    easel.fill(path, colour, 0.35, upright=0.7)
    if fade > 0:
        mist = mix(easel.light.palette.sky_low, easel.light.palette.light, 0.2)
        with easel.clipped(path):
            easel.gradient(base - height * 0.8, base + 0.02, [(0.0, mist, 0.0), (1.0, mist, fade)])


def hills(stage: PaintedSet, base: float = -0.14, colour: str = "6E8A78", tall: float = 0.26, layers: int = 3) -> None:
    """The far plane as layered hills, each nearer one lower and deeper."""
    far = stage.plane("far", 0.15)
    for layer in range(layers):
        part = layer / max(1, layers - 1)
        ridge(
            far,
            base + 0.03 * part,
            tall * (1 - 0.5 * part),
            vary(colour, lightness=0.03 - 0.06 * part),
            0.42,
            fade=0.6 - 0.25 * part,
        )
    far.rim(0.25)
    far.tooth()


def peaks(easel: Easel, base: float, tall: float, colour: str = "7C8AA0", *, snow: bool = True, count: int = 5) -> None:
    """Mountains with faces lit and in shade, and snow on the tops."""
    gap = easel.half * 2 / count
    order = easel.rng.permutation(count)
    for index in order:
        x = -easel.half + gap * (float(index) + 0.5) + easel.between(-0.35, 0.35) * gap
        height = tall * easel.between(0.55, 1.0)
        spread = height * easel.between(0.75, 1.1)
        _peak(easel, x, base, height, spread, colour, snow=snow)
    mist = mix(easel.light.palette.sky_low, easel.light.palette.light, 0.25)
    easel.gradient(base - tall * 0.35, base + 0.06, [(0.0, mist, 0.0), (1.0, mist, 0.75)])


def _peak(easel: Easel, x: float, base: float, height: float, spread: float, colour: str, *, snow: bool) -> None:
    steps = 7
    left = [
        (x - spread * (1 - i / steps) + easel.between(-0.02, 0.02), base - height * (i / steps) ** 1.15)
        for i in range(steps)
    ]
    right = [
        (x + spread * (1 - i / steps) + easel.between(-0.02, 0.02), base - height * (i / steps) ** 1.15)
        for i in range(steps)
    ]
    summit = (x, base - height)
    whole = polygon([*left, summit, *reversed(right)])
    easel.fill(whole, colour, 0.3, upright=0.8)
    spine = [
        summit,
        (x + 0.02 * height, base - height * 0.75),
        (x - 0.06 * height, base - height * 0.5),
        (x + 0.05 * height, base - height * 0.25),
        (x, base),
    ]
    dark = left if easel.side > 0 else right
    easel.flat(polygon([*spine, *dark]), easel.shade(colour, 0.8), 0.55)
    if snow:
        cap: list[tuple[float, float]] = [summit]
        low = 0.62
        for i in range(9):
            part = i / 8
            y = base - height * (low + (0.08 if i % 2 else -0.03) + easel.between(-0.02, 0.02))
            wide = spread * (1 - ((base - y) / height) ** (1 / 1.15)) * 0.98
            cap.append((x + wide * (1 - 2 * part), y))
        with easel.clipped(whole):
            bright = lit(easel.seen("F4F7FA"), easel.light, 0.25)
            easel.flat(polygon(cap), bright, 0.92)
            with easel.clipped(polygon([*spine, *dark])):
                easel.flat(polygon(cap), easel.shade("DCE6F2", 0.42), 0.85)


def water(easel: Easel, top: float, bottom: float, colour: str = "4E8FA3") -> None:
    """Flat water with bands of ripples, the sky in it and the key's path of light."""
    light = easel.light
    deep = mix(easel.seen(colour), light.palette.sky_high, 0.35)
    pale = mix(easel.seen(colour), light.palette.sky_low, 0.7)
    easel.gradient(top, bottom, [(0.0, pale, 1.0), (0.3, mix(pale, deep, 0.5), 1.0), (1.0, deep, 1.0)])
    key = easel.set.stage_x(light.key_x)
    shining = mix(light.palette.light, pale, 0.2)
    for row in range(44):
        part = (row / 43) ** 1.7
        y = top + 0.004 + (bottom - top - 0.006) * part
        thick = 0.0012 + 0.0055 * part
        for _ in range(3):
            x = easel.between(-easel.half, easel.half)
            wide = easel.between(0.03, 0.16) * (0.5 + part)
            easel.flat(
                _ripple(x, y, wide, thick), mix(pale, "FFFFFF", 0.12) if easel.rng.random() < 0.5 else deep, 0.35
            )
        spread = 0.03 + 0.12 * part
        for _ in range(2):
            x = key + float(easel.rng.normal(0, spread))
            easel.flat(_ripple(x, y, easel.between(0.015, 0.05) * (0.6 + part), thick), shining, 0.6 * light.strength)


def _ripple(x: float, y: float, wide: float, thick: float) -> skia.Path:
    return smooth([(x - wide, y), (x, y - thick / 2), (x + wide, y), (x, y + thick / 2)], closed=True)


def skyline(easel: Easel, base: float, tall: float, colour: str = "7B8494", lit_windows: float = 0.3) -> None:
    """A city far off: towers as silhouettes, their windows lit at night."""
    x = -easel.half - 0.02
    while x < easel.half:
        wide = easel.between(0.05, 0.13)
        height = tall * easel.between(0.3, 1.0) * (1 if easel.rng.random() < 0.8 else 1.3)
        tint = easel.about(colour, 0.02)
        easel.rect(x, base - height, wide, height + 0.1, tint, 0.3)
        crown = easel.rng.integers(4)
        if crown == 0:
            easel.rect(x + wide * 0.25, base - height - 0.02, wide * 0.5, 0.03, tint, 0.3)
        elif crown == 1:
            easel.line([(x + wide / 2, base - height), (x + wide / 2, base - height - 0.06)], 0.004, tint)
        rows, columns = int(height / 0.028), max(2, int(wide / 0.02))
        glow = mix("FFD38A", easel.light.palette.light, 0.2)
        dark = easel.shade(tint, 0.35)
        for row in range(rows):
            for column in range(columns):
                on = easel.rng.random() < lit_windows
                if on and not easel.set.lamps_on:
                    continue
                pane = skia.Rect.MakeXYWH(
                    x + (column + 0.3) * wide / columns,
                    base - height + (row + 0.35) * 0.028,
                    wide / columns * 0.45,
                    0.012,
                )
                easel.flat(skia.Path.Rect(pane), glow if on else dark, 0.8 if on else 0.35)
        x += wide + easel.between(-0.015, 0.03)


def bright_enough(colour: Colour) -> bool:
    """Whether a dark mark reads better on it than a light one."""
    return luminance(colour) > 0.22
