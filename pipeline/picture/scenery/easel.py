"""What a kit paints on: the set with its planes, and an easel on each that mixes every colour through the light.

Stage units: x = 0 in the middle of the set, y = 0 on the floor where people stand, y up is negative; a standing adult
is 0.5 tall. `half` is half the set's width and `top` the highest y, so that a kit fits every format.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import skia

from pipeline.contracts.painter import Glow, Light, Plane, SetDesign
from pipeline.culture.packs import Home, pack
from pipeline.picture.colour import RGB, Colour, hex_of, mix, rgb, vary
from pipeline.picture.palette import light_for, lit, shaded, tone
from pipeline.vocabulary import Aspect, Season, Setting, TimeOfDay, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

Point = tuple[float, float]
Choice = TypeVar("Choice")

FLOOR_Y = {Aspect.WIDE: 0.83, Aspect.TALL: 0.80, Aspect.SQUARE: 0.82}
FIGURE_HEIGHT = {Aspect.WIDE: 0.50, Aspect.TALL: 0.36, Aspect.SQUARE: 0.44}
ADULT = 0.5
"""A standing adult in stage units."""

SNOW = "EEF3F8"
_VEILS = {Weather.MIST: 0.75, Weather.DUST: 0.4, Weather.RAIN: 0.38, Weather.STORM: 0.35, Weather.SNOW: 0.3}
"""How thick the air stands at the foot of what is far."""
_OFF_THE_EARTH = frozenset({Setting.SPACE, Setting.SPACESHIP})


def paint_of(colour: RGB, alpha: float = 1.0) -> skia.Paint:
    """An antialiased paint of that colour."""
    return skia.Paint(Color4f=skia.Color4f(*colour, alpha), AntiAlias=True)


def polygon(points: Iterable[Point], *, closed: bool = True) -> skia.Path:
    """A path through the points."""
    return skia.Path.Polygon([skia.Point(*point) for point in points], closed)


def smooth(points: Sequence[Point], *, closed: bool = False) -> skia.Path:
    """A soft curve through the points (Catmull-Rom as cubics)."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    for index in range(count if closed else count - 1):
        before = points[(index - 1) % count] if closed or index else points[0]
        here, there = points[index], points[(index + 1) % count]
        after = points[(index + 2) % count] if closed or index + 2 < count else there
        path.cubicTo(
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            there[0],
            there[1],
        )
    if closed:
        path.close()
    return path


class Pen:
    """Draws on a canvas, every colour seen through one light at one depth."""

    def __init__(self, canvas: skia.Canvas, light: Light, depth: float, rng: np.random.Generator) -> None:
        self.canvas, self.light, self.depth, self.rng = canvas, light, depth, rng
        self.side = -1.0 if light.key_x < 0.5 else 1.0

    # ------------------------------------------------------------------------------------------------- colours

    def seen(self, colour: Colour) -> RGB:
        """The local colour in this light at this depth."""
        return tone(colour, self.light, self.depth)

    def shade(self, colour: Colour, amount: float) -> RGB:
        """The local colour, turned from the light by `amount`."""
        return shaded(self.seen(colour), self.light, amount)

    def light_on(self, colour: RGB, amount: float = 0.5) -> RGB:
        """A seen colour, turned to the light by `amount`."""
        return lit(colour, self.light, amount)

    def any_of(self, colours: Sequence[str]) -> str:
        """One of them, by the place's seed."""
        return colours[int(self.rng.integers(len(colours)))]

    def about(self, colour: Colour, spread: float = 0.03) -> RGB:
        """A neighbour of the colour: no two leaves are alike."""
        turn = self.rng.normal(0, 1, 2)
        return vary(colour, lightness=float(turn[0]) * spread, hue=float(turn[1]) * spread * 120)

    def between(self, low: float, high: float) -> float:
        """A number of the place's own in that range."""
        return float(self.rng.uniform(low, high))

    # -------------------------------------------------------------------------------------------------- shapes

    def fill(
        self, path: skia.Path, colour: Colour, form: float = 0.5, *, alpha: float = 1.0, upright: float = 0.55
    ) -> None:
        """Fill a shape and turn its form: lit on the key's side, in shade on the other.

        `form` 0 is flat; `upright` says how much of the turn runs from top to bottom rather than across.
        """
        base = self.seen(colour)
        if form <= 0:
            self.canvas.drawPath(path, paint_of(base, alpha))
            return
        box = path.getBounds()
        reach_x, reach_y = box.width() * (1 - upright) / 2, box.height() * upright / 2
        middle_x, middle_y = box.centerX(), box.centerY()
        start = skia.Point(middle_x + self.side * reach_x, middle_y - reach_y)
        end = skia.Point(middle_x - self.side * reach_x, middle_y + reach_y)
        stops = (lit(base, self.light, form * 0.38), base, shaded(base, self.light, form * 0.75))
        shader = skia.GradientShader.MakeLinear(
            [start, end], [skia.Color4f(*stop, alpha).toColor() for stop in stops], [0.0, 0.45, 1.0]
        )
        self.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))

    def flat(self, path: skia.Path, colour: RGB, alpha: float = 1.0, blur: float = 0.0) -> None:
        """Fill with a colour that is already seen."""
        paint = paint_of(colour, alpha)
        if blur > 0:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path, paint)

    def rect(
        self, x: float, y: float, width: float, height: float, colour: Colour, form: float = 0.4, round_: float = 0.0
    ) -> None:
        """A box by its upper left corner."""
        self.fill(box(x, y, width, height, round_), colour, form)

    def poly(self, points: Sequence[Point], colour: Colour, form: float = 0.4) -> None:
        """A polygon."""
        self.fill(polygon(points), colour, form)

    def oval(self, x: float, y: float, radius_x: float, radius_y: float, colour: Colour, form: float = 0.5) -> None:
        """An ellipse by its middle."""
        self.fill(
            skia.Path.Oval(skia.Rect.MakeLTRB(x - radius_x, y - radius_y, x + radius_x, y + radius_y)), colour, form
        )

    def line(
        self, points: Sequence[Point], width: float, colour: Colour, alpha: float = 1.0, *, curved: bool = False
    ) -> None:
        """A stroke with round ends."""
        path = smooth(points) if curved else polygon(points, closed=False)
        self.stroke(path, width, self.seen(colour), alpha)

    def stroke(self, path: skia.Path, width: float, colour: RGB, alpha: float = 1.0) -> None:
        """A stroke in a colour that is already seen."""
        paint = paint_of(colour, alpha)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self.canvas.drawPath(path, paint)

    def pool(
        self, x: float, y: float, radius: float, colour: RGB, alpha: float, *, flat: float = 1.0, over: bool = False
    ) -> None:
        """Light that falls on what is painted: a soft round. `flat` squeezes it, `over` reaches bare places."""
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, 0),
            radius,
            [skia.Color4f(*colour, alpha * part).toColor() for part in (1.0, 0.55, 0.18, 0.0)],
            [0.0, 0.3, 0.65, 1.0],
        )
        paint = skia.Paint(Shader=shader, Dither=True)
        paint.setBlendMode(skia.BlendMode.kScreen if over else skia.BlendMode.kSrcATop)
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.scale(1.0, flat)
        self.canvas.drawCircle(0, 0, radius, paint)
        self.canvas.restore()

    def shadow(self, x: float, y: float, width: float, strength: float = 0.45, flat: float = 0.16) -> None:
        """A contact shadow on the ground."""
        dark = shaded(tone("5A5048", self.light, self.depth), self.light, 1.0)
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, 0),
            width,
            [skia.Color4f(*dark, strength * part).toColor() for part in (1.0, 0.7, 0.0)],
            [0.0, 0.45, 1.0],
        )
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.scale(1.0, flat)
        self.canvas.drawCircle(0, 0, width, skia.Paint(Shader=shader))
        self.canvas.restore()

    def soft(self, colour: RGB, alpha: float, paths: Sequence[skia.Path], blur: float) -> None:
        """Shapes with soft edges, e.g. clouds, smoke, shafts."""
        for path in paths:
            self.flat(path, colour, alpha, blur)

    def snowed(self, path: skia.Path) -> None:
        """Snow on a roof, where snow lies; a pen outside of a set has none."""

    def clipped(self, path: skia.Path) -> _Clip:
        """`with easel.clipped(path):` paints inside the shape only."""
        return _Clip(self.canvas, path)

    def at(self, x: float, y: float, scale: float = 1.0, *, mirrored: bool = False) -> _Place:
        """`with easel.at(x, y, scale):` moves the origin there."""
        return _Place(self, x, y, scale, mirrored=mirrored)

    def glow(
        self, x: float, y: float, radius: float, colour: Colour | None = None, flicker: float = 0.3, halo: float = 0.5
    ) -> None:
        """Paint the halo of a light that shines from (x, y)."""
        del flicker
        self.pool(x, y, radius * 1.6, self.shining(colour), halo, over=True)

    def shining(self, colour: Colour | None) -> RGB:
        """The colour of a flame, unless another is asked for."""
        return rgb(colour) if colour is not None else mix("FFC46B", self.light.palette.accent, 0.12)


class Easel(Pen):
    """One plane of the set, being painted."""

    def __init__(self, stage: PaintedSet, name: str, depth: float, sway_px: float, scale: float) -> None:
        width, height = round(stage.design.width * scale), round(stage.design.height * scale)
        self.surface = skia.Surface(width, height)
        # The place stays itself at every hour: what grows where comes from the place's seed and the plane's name alone.
        rng = np.random.default_rng([stage.design.seed & 0xFFFFFFFF, zlib.crc32(name.encode())])
        super().__init__(self.surface.getCanvas(), stage.light, depth, rng)
        self.set, self.name, self.sway_px, self.scale = stage, name, sway_px, scale
        self.canvas.clear(skia.ColorTRANSPARENT)
        self.canvas.translate(width / 2, stage.floor_y * height)
        self.canvas.scale(stage.unit_px * scale, stage.unit_px * scale)
        self.half, self.top, self.bottom = stage.half, stage.top, stage.bottom

    def gradient(self, top: float, bottom: float, stops: Sequence[tuple[float, RGB, float]]) -> None:
        """Wash the whole width between two heights with (place 0..1, colour, alpha)."""
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, bottom)],
            [skia.Color4f(*colour, alpha).toColor() for _, colour, alpha in stops],
            [place for place, _, _ in stops],
        )
        wide = skia.Rect.MakeLTRB(-self.half - 0.01, top, self.half + 0.01, bottom)
        self.canvas.drawRect(wide, skia.Paint(Shader=shader, Dither=True))

    def glow(
        self, x: float, y: float, radius: float, colour: Colour | None = None, flicker: float = 0.3, halo: float = 0.5
    ) -> None:
        """A light that shines from (x, y): its halo is painted and the compositor is told."""
        shining = self.shining(colour)
        if not (self.set.lamps_on or self.set.design.indoor):
            # A flame by day is a small thing.
            radius, halo = radius * 0.6, halo * 0.5
        matrix = self.canvas.getTotalMatrix()
        point = matrix.mapXY(x, y)
        self.pool(x, y, radius * 1.6, shining, halo, over=True)
        self.set.glows.append(
            Glow(
                x=round(float(point.x()) / self.surface.width(), 4),
                y=round(float(point.y()) / self.surface.height(), 4),
                radius=round(radius * abs(float(matrix.getScaleY())) / self.surface.height(), 4),
                colour=hex_of(shining),
                flicker=flicker,
                depth=self.depth,
            )
        )

    def snowed(self, path: skia.Path) -> None:
        """Snow on a roof, where snow lies: thick at its ridge, thin at its eaves."""
        if not self.set.snowy:
            return
        bounds = path.getBounds()
        white = self.light_on(self.seen(SNOW), 0.25)
        with self.clipped(path):
            self.gradient(bounds.top(), bounds.bottom(), [(0.0, white, 0.95), (0.6, white, 0.85), (1.0, white, 0.45)])

    # ------------------------------------------------------------------------------------------------ finishing

    def rim(self, strength: float = 0.6, width: float = 0.0045) -> None:
        """A thin light along every silhouette edge turned to the key; what the weather lays on them comes first."""
        if self.set.snowy:
            for thick, cover in ((0.03, 0.4), (0.014, 0.9)):
                self._edge(0.0, thick, self.light_on(self.seen(SNOW), 0.3), cover)
        step = width
        colour = lit(tone("FFFFFF", self.light, self.depth), self.light, 0.9)
        self._edge(-self.side * step, step * 0.75, colour, strength * (0.4 + 0.6 * self.light.strength))
        veil = _VEILS.get(self.set.design.weather, 0.0) * max(0.0, 1 - self.depth)
        if veil and self.set.open_air:
            palette = self.light.palette
            air = mix(palette.sky_low, palette.light, 0.15)
            for top, alpha in ((self.top, 0.45), (-0.45, 1.0)):
                self._over(top, 0.05, air, veil * alpha)

    def _over(self, top: float, bottom: float, colour: RGB, alpha: float) -> None:
        """Thicken the air on what is painted, from nothing at `top` to `alpha` at `bottom`."""
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, bottom)],
            [skia.Color4f(*colour, part).toColor() for part in (0.0, alpha)],
            [0.0, 1.0],
        )
        self.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True, BlendMode=skia.BlendMode.kSrcATop))

    def _edge(self, across: float, down: float, colour: RGB, alpha: float) -> None:
        """Colour the silhouette's edges that a silhouette moved by (across, down) stage units would leave free."""
        image = self.surface.makeImageSnapshot()
        unit = self.set.unit_px * self.scale
        layer = skia.Surface(self.surface.width(), self.surface.height())
        pen = layer.getCanvas()
        pen.clear(skia.Color4f(*colour, alpha))
        out = skia.Paint(BlendMode=skia.BlendMode.kDstOut)
        pen.drawImage(image, across * unit, down * unit, skia.SamplingOptions(skia.FilterMode.kLinear), out)
        self.canvas.save()
        self.canvas.resetMatrix()
        self.canvas.drawImage(
            layer.makeImageSnapshot(), 0, 0, skia.SamplingOptions(), skia.Paint(BlendMode=skia.BlendMode.kSrcATop)
        )
        self.canvas.restore()

    def tooth(self, amount: float = 0.05) -> None:
        """The paper's tooth: a fine cloud of light and dark over what is painted."""
        paint = skia.Paint(
            Shader=_paper().makeShader(
                skia.TileMode.kMirror, skia.TileMode.kMirror, skia.SamplingOptions(skia.FilterMode.kLinear)
            ),
            BlendMode=skia.BlendMode.kSrcATop,
            Alphaf=min(1.0, amount * 4),
        )
        self.canvas.save()
        self.canvas.resetMatrix()
        zoom = self.set.design.height * self.scale / 900
        self.canvas.scale(zoom, zoom)
        self.canvas.drawPaint(paint)
        self.canvas.restore()

    def blur(self, sigma: float) -> None:
        """Put the whole plane out of focus; sigma in stage units."""
        image = self.surface.makeImageSnapshot()
        pixels = sigma * self.set.unit_px * self.scale
        self.canvas.save()
        self.canvas.resetMatrix()
        self.canvas.clear(skia.ColorTRANSPARENT)
        paint = skia.Paint(ImageFilter=skia.ImageFilters.Blur(pixels, pixels, skia.TileMode.kClamp))
        self.canvas.drawImage(image, 0, 0, skia.SamplingOptions(), paint)
        self.canvas.restore()

    def pixels(self) -> NDArray[np.uint8]:
        """uint8 (height, width, 4) of the set's size, straight alpha."""
        surface = self.surface
        design = self.set.design
        if self.scale != 1:
            surface = skia.Surface(design.width, design.height)
            canvas = surface.getCanvas()
            canvas.clear(skia.ColorTRANSPARENT)
            target = skia.Rect.MakeWH(design.width, design.height)
            canvas.drawImageRect(
                self.surface.makeImageSnapshot(), target, skia.SamplingOptions(skia.FilterMode.kLinear)
            )
        image = surface.makeImageSnapshot()
        return np.asarray(
            image.toarray(colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kUnpremul_AlphaType), np.uint8
        )


class _Clip:
    def __init__(self, canvas: skia.Canvas, path: skia.Path) -> None:
        self.canvas, self.path = canvas, path

    def __enter__(self) -> None:
        self.canvas.save()
        self.canvas.clipPath(self.path, doAntiAlias=True)

    def __exit__(self, *_exc: object) -> None:
        self.canvas.restore()


class _Place:
    def __init__(self, easel: Pen, x: float, y: float, scale: float, *, mirrored: bool) -> None:
        self.easel, self.x, self.y, self.scale, self.mirrored = easel, x, y, scale, mirrored

    def __enter__(self) -> None:
        canvas = self.easel.canvas
        canvas.save()
        canvas.translate(self.x, self.y)
        canvas.scale(-self.scale if self.mirrored else self.scale, self.scale)
        if self.mirrored:
            self.easel.side = -self.easel.side

    def __exit__(self, *_exc: object) -> None:
        if self.mirrored:
            self.easel.side = -self.easel.side
        self.easel.canvas.restore()


def box(x: float, y: float, width: float, height: float, round_: float = 0.0) -> skia.Path:
    """A rectangle as a path, its corners rounded if asked."""
    path = skia.Path()
    area = skia.Rect.MakeXYWH(x, y, width, height)
    if round_ > 0:
        path.addRoundRect(area, round_, round_)
    else:
        path.addRect(area)
    return path


@cache
def _paper() -> skia.Image:
    """A 512 px tile of paper: translucent dark and light flecks, fine ones and fibres and clouds."""
    rng = np.random.default_rng(20)
    fine = rng.normal(0, 1, (512, 512))
    fibre = np.repeat(rng.normal(0, 1, (512, 64)), 8, axis=1)
    distance = np.add.outer(np.fft.fftfreq(512, 1 / 512) ** 2, np.arange(257) ** 2)
    cloud = np.fft.irfft2(np.fft.rfft2(rng.normal(0, 1, (512, 512))) * np.exp(-2e-3 * distance), (512, 512))
    value = fine * 0.5 + fibre * 0.25 + cloud / float(cloud.std()) * 0.6
    pixels = np.zeros((512, 512, 4), np.uint8)
    pixels[..., :3] = np.where(value[..., None] > 0, 255, 0)
    pixels[..., 3] = np.clip(np.abs(value) * 9, 0, 40)
    return skia.Image.fromarray(pixels, skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType)


class PaintedSet:
    """The set on the bench: its light, its measures and the planes painted so far, far to near."""

    def __init__(self, design: SetDesign) -> None:
        self.design = design
        self.light: Light = light_for(design.time_of_day, design.weather, design.indoor, design.culture, design.seed)
        self.outdoor_light: Light = light_for(design.time_of_day, design.weather, False, design.culture, design.seed)
        self.floor_y = FLOOR_Y[design.aspect]
        self.figure_height = FIGURE_HEIGHT[design.aspect]
        self.unit_px = self.figure_height / ADULT * design.height
        self.half = design.width / 2 / self.unit_px
        self.top = -self.floor_y * design.height / self.unit_px
        self.bottom = (1 - self.floor_y) * design.height / self.unit_px
        self.glows: list[Glow] = []
        self.drift: list[str] = []
        self.planes: list[Easel] = []
        self.style = pack(design.culture).scenery
        self.accents = self.style.accents

    @property
    def home(self) -> Home:
        """How the culture's rooms are built and furnished."""
        return self.style.home

    @property
    def hand(self) -> float:
        """On which side the place keeps its weight: 1 or -1, by its seed."""
        return 1.0 if self.design.seed % 2 else -1.0

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """One of them, by the place's seed."""
        return choices[self.design.seed // 2 % len(choices)]

    @property
    def dark(self) -> bool:
        """Evening or night: windows and lamps are lit."""
        return self.design.time_of_day in (TimeOfDay.EVENING, TimeOfDay.NIGHT)

    @property
    def lamps_on(self) -> bool:
        """Lamps burn from dusk on, and under a storm."""
        return (
            self.dark
            or self.light.lamplit
            or self.design.time_of_day == TimeOfDay.DUSK
            or self.design.weather == Weather.STORM
        )

    @property
    def wet(self) -> bool:
        """Rain falls."""
        return self.design.weather in (Weather.RAIN, Weather.STORM)

    @property
    def open_air(self) -> bool:
        """Under the sky of the earth, where weather and season are."""
        return not self.design.indoor and self.design.setting not in _OFF_THE_EARTH

    @property
    def damp(self) -> bool:
        """Puddles stand on the ground."""
        return self.open_air and (self.wet or (self.design.season == Season.MONSOON and not self.snowy))

    @property
    def temperate(self) -> bool:
        """Leaves turn and fall here."""
        return self.style.white_winters

    @property
    def snowy(self) -> bool:
        """Snow lies: it falls, or it is winter where winters are white."""
        if not self.open_air:
            return False
        white = self.design.season == Season.WINTER and self.temperate and not self.wet
        return white or self.design.weather == Weather.SNOW or self.design.setting == Setting.SNOW

    @property
    def accent(self) -> str:
        """The one accent of the scene, as a local colour."""
        return self.light.palette.accent

    def plane(self, name: str, depth: float, sway_px: float = 0.0, scale: float = 1.0) -> Easel:
        """A new plane in front of the others. `scale` under 1 paints a plane that will be blurred at less cost."""
        easel = Easel(self, name, depth, sway_px, scale)
        self.planes.append(easel)
        return easel

    def stage_x(self, x: float) -> float:
        """Stage units of a place given as 0..1 of the set's width."""
        return (x * 2 - 1) * self.half

    def stage_y(self, y: float) -> float:
        """Stage units of a place given as 0..1 of the set's height."""
        return self.top + y * (self.bottom - self.top)

    def finished(self) -> tuple[tuple[Plane, ...], dict[str, NDArray[np.uint8]]]:
        """What the file needs: the planes' facts and their pixels by name."""
        facts = tuple(Plane(easel.name, f"{easel.name}.png", easel.depth, easel.sway_px) for easel in self.planes)
        return facts, {easel.name: easel.pixels() for easel in self.planes}


def wander(easel: Easel, count: int, rough: float) -> NDArray[np.float64]:
    """`count` heights of a natural line, about -1..1: sums of smooth noise, each octave `rough` of the last."""
    total = np.zeros(count)
    size = 1.0
    steps = 3
    while steps < count:
        knots = easel.rng.normal(0, 1, steps + 3)
        at = np.linspace(0, steps, count)
        base = np.floor(at).astype(int)
        blend = (1 - np.cos((at - base) * math.pi)) / 2
        total += size * (knots[base] * (1 - blend) + knots[base + 1] * blend)
        size *= rough
        steps *= 2
    return total / 1.6
