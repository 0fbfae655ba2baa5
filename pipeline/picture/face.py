"""The face: outline, eyes, brows, nose, ears, cheeks. Head units about the middle of the head, chin at y = +.5."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import skia

from pipeline.film import Look
from pipeline.picture.colour import luminance, mix, vary
from pipeline.picture.ink import Ink, Point, between, smooth, taper
from pipeline.picture.mouth import draw_mouth
from pipeline.vocabulary import Accessory, AgeGroup, FacialHair, Gender

QUARTER = 0.60
"""Turn of the head at which the three-quarter outline stands, radians."""

# Sixteen points round the head from the crown, clockwise; the same places on the head in both views.
_FRONT: tuple[Point, ...] = (
    (0.0, -0.50),
    (0.21, -0.462),
    (0.345, -0.30),
    (0.378, -0.12),
    (0.372, -0.01),
    (0.352, 0.12),
    (0.312, 0.26),
    (0.222, 0.395),
    (0.100, 0.482),
    (0.0, 0.500),
    (-0.100, 0.482),
    (-0.222, 0.395),
    (-0.312, 0.26),
    (-0.362, 0.06),
    (-0.372, -0.14),
    (-0.235, -0.45),
)
_QUARTER: tuple[Point, ...] = (
    (-0.03, -0.505),
    (0.185, -0.462),
    (0.318, -0.31),
    (0.338, -0.13),
    (0.318, -0.005),
    (0.332, 0.115),
    (0.297, 0.265),
    (0.245, 0.400),
    (0.185, 0.480),
    (0.080, 0.502),
    (-0.060, 0.452),
    (-0.205, 0.345),
    (-0.272, 0.23),
    (-0.352, 0.04),
    (-0.428, -0.16),
    (-0.290, -0.44),
)
_JAW = (7, 8, 9, 10, 11)
_LOWER = (6, 7, 8, 9, 10, 11, 12)


@dataclass(frozen=True, slots=True)
class Features:
    """What makes this face this face."""

    jaw: float
    chin: float
    cheek: float
    eye: float
    eye_y: float
    apart: float
    tilt: float
    nose: float
    nose_width: float
    brow: float
    low: float
    """How far nose and mouth sit below an adult's; negative is nearer the eyes."""

    @classmethod
    def of(cls, look: Look) -> Features:
        """From age, gender and seed."""

        def vary_by(shift: int, spread: float) -> float:
            return ((look.seed >> shift) % 17 / 8 - 1) * spread

        child, old = look.age_group is AgeGroup.CHILD, look.age_group is AgeGroup.ELDERLY
        teen, female = look.age_group is AgeGroup.TEEN, look.gender is Gender.FEMALE
        young = 1.0 if child else 0.35 if teen else 0.0
        return cls(
            jaw=(0.90 if female or child else 1.13) * (1 + 0.02 * young) * (0.97 if old else 1.0) + vary_by(0, 0.055),
            chin=(0.0 if female else 0.012) - 0.034 * young + vary_by(2, 0.014),
            cheek=1.0 + 0.055 * young - (0.03 if old else 0.0) + vary_by(4, 0.02),
            eye=(1.0 + 0.24 * young) * (1.06 if female else 0.94) * (0.92 if old else 1.0) + vary_by(6, 0.05),
            eye_y=0.018 + 0.055 * young + vary_by(8, 0.008),
            apart=0.172 + vary_by(10, 0.009),
            tilt=(0.10 if female else 0.03) + vary_by(12, 0.06),
            nose=(0.90 if female else 1.0) - 0.22 * young + (0.08 if old else 0.0) + vary_by(1, 0.08),
            nose_width=(0.92 if female else 1.08) + vary_by(3, 0.16),
            brow=(0.72 if female else 1.32) * (0.8 if child else 1.0) * (1.15 if old and not female else 1.0)
            + vary_by(5, 0.14),
            low=0.028 * young,
        )


@dataclass(frozen=True, slots=True)
class HeadTurn:
    """A head at a turn: places of its features in the picture."""

    yaw: float
    pitch: float

    @property
    def quarter(self) -> float:
        """0 frontal .. 1 three-quarter right .. a little beyond; negative to the left."""
        return max(-1.25, min(1.25, self.yaw / QUARTER))

    def on(self, x: float, y: float, radius: float = 0.34, out: float = 0.0) -> Point:
        """Where a point of the frontal face comes to lie; `out` is how far it stands out of the face."""
        angle = math.asin(max(-0.98, min(0.98, x / radius))) + self.yaw * 0.60
        return (radius + out) * math.sin(angle), y + self.pitch * 0.30 * math.cos(angle) * (1 - abs(y) * 0.4)

    def width(self, x: float, radius: float = 0.34) -> float:
        """Share of its frontal width that a small thing at `x` still shows."""
        angle = math.asin(max(-0.98, min(0.98, x / radius))) + self.yaw * 0.60
        return float(max(0.25, math.cos(angle)) ** 0.75)


def outline(turn: HeadTurn, jaw_drop: float, features: Features) -> list[Point]:
    """The head without hair."""
    amount = abs(turn.quarter)
    points: list[Point] = []
    for index, (front, quarter) in enumerate(zip(_FRONT, _QUARTER, strict=True)):
        x, y = between(front, quarter, amount)
        if index in _LOWER:
            share = min(1.0, max(0.0, (y - 0.12) / 0.33))
            middle = 0.10 * amount
            x = middle + (x - middle) * (1 + (features.jaw - 1) * share)
            y += features.chin * share + jaw_drop * 0.045 * max(0.0, (y - 0.2) / 0.3)
            y -= turn.pitch * 0.06 * share
        if index in (5, 6, 12, 13):
            x *= features.cheek
        if index in (0, 1, 15):
            y -= turn.pitch * 0.02
        points.append((x, y))
    if turn.quarter < 0:
        points = [(-x, y) for x, y in (points[0], *points[:0:-1])]
    return points


def draw_face(canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], turn: HeadTurn) -> None:
    """Head and face, without hair and what is worn."""
    features = Features.of(look)
    skin = look.skin
    head = smooth(outline(turn, pose["mouth_open"], features))
    ink.fill(canvas, head, skin, turn=0.13, deep=0.62)
    canvas.save()
    canvas.clipPath(head, skia.ClipOp.kIntersect, True)
    _planes(canvas, ink, look, pose, turn, features)
    canvas.restore()
    ink.rim(canvas, head, 0.016)
    _ears(canvas, ink, look, turn)
    _eyes(canvas, ink, look, pose, turn, features, head)
    _nose(canvas, ink, look, pose, turn, features)
    if look.age_group is AgeGroup.ELDERLY:
        _age(canvas, ink, look, turn, features)
    mouth_y = 0.300 + features.low * 0.7
    x, y = turn.on(0.0, mouth_y, 0.36)
    _beard(canvas, ink, look, pose, turn, features, (x, y))
    draw_mouth(canvas, ink, look, pose, (x, y), turn.width(0.02))
    if look.facial_hair in (FacialHair.MOUSTACHE, FacialHair.BEARD, FacialHair.LONG_BEARD):
        _moustache(canvas, ink, look, pose, turn, (x, y))


def _ears(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn) -> None:
    amount = turn.quarter
    for side in (-1.0, 1.0):
        # The ear on the side that is turned away goes behind the cheek.
        hidden = side * amount
        if hidden > 0.45:
            continue
        x = side * (0.372 - 0.125 * max(0.0, -hidden)) if hidden <= 0 else side * (0.372 - 0.06 * hidden)
        wide = 0.050 + 0.020 * max(0.0, -hidden)
        y = 0.055 - turn.pitch * 0.12
        ear = smooth(
            [
                (x, y - 0.085),
                (x + side * wide, y - 0.095),
                (x + side * wide * 1.25, y - 0.03),
                (x + side * wide * 0.8, y + 0.055),
                (x + side * 0.01, y + 0.10),
                (x - side * 0.02, y + 0.03),
            ]
        )
        ink.fill(canvas, ear, look.skin, turn=0.03, rim=0.008)
        canvas.drawPath(
            smooth(
                [
                    (x + side * wide * 0.2, y - 0.05),
                    (x + side * wide * 0.85, y - 0.055),
                    (x + side * wide * 0.6, y + 0.01),
                    (x + side * wide * 0.3, y + 0.045),
                ],
                closed=False,
            ),
            ink.stroke(vary(look.skin, lightness=-0.14), 0.009, 0.1, 0.8),
        )


def _planes(
    canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], turn: HeadTurn, features: Features
) -> None:
    """Soft turns of the form: sockets, cheeks, the plane under the nose and lip."""
    for side, name in ((-1.0, "near"), (1.0, "far")):
        x, y = turn.on(side * (features.apart + 0.005), features.eye_y - 0.03)
        wide = turn.width(side * features.apart)
        shade = skia.Paint(
            AntiAlias=True,
            Shader=skia.GradientShader.MakeRadial(
                skia.Point(0, 0),
                0.14,
                [
                    skia.Color4f(*ink.seen(look.skin, 0.55), 0.42).toColor(),
                    skia.Color4f(*ink.seen(look.skin, 0.55), 0.0).toColor(),
                ],
            ),
        )
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(wide, 0.62)
        canvas.drawCircle(0, 0, 0.14, shade)
        canvas.restore()
        x, y = turn.on(side * 0.225, 0.165 - pose["cheek"] * 0.03)
        rosy = mix(look.skin, "D9483F", 0.42)
        # A light skin flushes more visibly than a dark one, which warms.
        strength = (0.20 + 0.16 * luminance(look.skin)) * (
            1.25 if look.age_group in (AgeGroup.CHILD, AgeGroup.TEEN) else 0.9
        )
        strength = min(
            0.85,
            strength * (1.25 if look.gender is Gender.FEMALE else 0.85) + 0.4 * pose["blush"] + 0.12 * pose["cheek"],
        )
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(turn.width(side * 0.225), 0.8)
        canvas.drawCircle(
            0,
            0,
            0.15,
            skia.Paint(
                AntiAlias=True,
                Shader=skia.GradientShader.MakeRadial(
                    skia.Point(0, 0),
                    0.15,
                    [skia.Color4f(*ink.seen(rosy), strength).toColor(), skia.Color4f(*ink.seen(rosy), 0.0).toColor()],
                ),
            ),
        )
        canvas.restore()
        if pose["cheek"] > 0.2:
            mx, my = turn.on(side * 0.185, 0.21)
            out = -1.0 if name == "near" else 1.0
            canvas.drawPath(
                taper(
                    [(mx - out * 0.055, my - 0.075), (mx + out * 0.012, my), (mx + out * 0.012, my + 0.075)],
                    [0.0, 0.0055, 0.0],
                ),
                ink.paint(look.skin, 0.5, min(0.8, pose["cheek"])),
            )


def _eyes(  # noqa: PLR0915 - one drawing
    canvas: skia.Canvas,
    ink: Ink,
    look: Look,
    pose: Mapping[str, float],
    turn: HeadTurn,
    features: Features,
    head: skia.Path,
) -> None:
    female = look.gender is Gender.FEMALE
    dark = (
        mix("1E1310", look.hair_colour, 0.25)
        if look.age_group is not AgeGroup.ELDERLY
        else mix("2A1C18", look.skin, 0.15)
    )
    iris = ("3A2416", "4A2F1A", "33241C", "5A3C20", "3E4A3A", "4A6072")[
        (look.seed >> 7) % (6 if luminance(look.skin) > 0.5 else 4)
    ]
    for side, name in ((-1.0, "near"), (1.0, "far")):
        cx, cy = turn.on(side * features.apart, features.eye_y)
        wide = turn.width(side * features.apart)
        canvas.save()
        if side * turn.quarter > 0.3:
            canvas.clipPath(head, skia.ClipOp.kIntersect, True)
        half = 0.098 * features.eye * wide
        tall = 0.060 * features.eye * (1.0 if female else 0.90)
        upper, lower = pose[f"{name}_lid_upper"], pose[f"{name}_lid_lower"]
        tilt = features.tilt * 0.10
        inner = (cx - side * half * 0.98, cy + 0.012 + tilt * 0.3)
        outer = (cx + side * half * 1.04, cy - tilt - 0.004)
        open_up = tall * (1.10 * upper - 0.10)
        low = tall * (0.66 - 0.62 * lower)
        closed_y = tall * 0.42
        top_y = cy + closed_y - (open_up + closed_y) * min(1.35, upper) if upper < 1 else cy - open_up
        # The highest point of the lid lies toward the nose, the lowest of the lower lid away from it.
        peak = [
            (cx - side * half * 0.55, top_y + tall * 0.16 * upper),
            (cx + side * half * 0.02, top_y),
            (cx + side * half * 0.60, top_y + tall * 0.22 * upper),
        ]
        floor = [
            (cx + side * half * 0.58, cy + low * 0.80 - tilt * 0.4),
            (cx + side * half * 0.05, cy + low),
            (cx - side * half * 0.55, cy + low * 0.74),
        ]
        if upper < 0.12:
            floor_y = cy + closed_y * 0.9
            line = [
                inner,
                (cx - side * half * 0.5, floor_y),
                (cx + side * half * 0.1, floor_y + tall * 0.22),
                (cx + side * half * 0.6, floor_y),
                outer,
            ]
            canvas.drawPath(taper(line, [0.003, 0.0085, 0.0105, 0.0095, 0.001]), ink.paint(dark))
            if female:
                canvas.drawPath(
                    taper(
                        [(outer[0] - side * 0.02, floor_y - 0.004), (outer[0] + side * 0.022, outer[1] + 0.026)],
                        [0.006, 0.0],
                    ),
                    ink.paint(dark),
                )
        else:
            eye = smooth([inner, *peak, outer, *floor])
            canvas.drawPath(eye, ink.paint("F6EEE4", 0.04))
            canvas.save()
            canvas.clipPath(eye, skia.ClipOp.kIntersect, True)
            radius = 0.0565 * features.eye
            ix = cx + pose["gaze_x"] * half * 0.48 + side * half * 0.0
            iy = cy + pose["gaze_y"] * tall * 0.55 - tall * 0.10
            canvas.save()
            canvas.translate(ix, iy)
            canvas.scale(0.35 + 0.65 * wide, 1)
            canvas.drawCircle(0, 0, radius, ink.paint(vary(iris, lightness=-0.10)))
            canvas.drawCircle(0, radius * 0.10, radius * 0.84, ink.paint(vary(iris, lightness=0.06, chroma=1.2)))
            canvas.drawCircle(
                0, radius * 0.48, radius * 0.46, ink.paint(vary(iris, lightness=0.17, chroma=1.2), 0.0, 0.75)
            )
            canvas.drawCircle(0, 0, radius * 0.48, ink.paint("120B0A"))
            canvas.restore()
            # The lid's own shadow on the eyeball.
            shadow = smooth(
                [
                    (inner[0], inner[1] - 0.02),
                    *((x, y - 0.012) for x, y in peak),
                    (outer[0], outer[1] - 0.02),
                    (peak[2][0], peak[2][1] + tall * 0.26),
                    (peak[1][0], peak[1][1] + tall * 0.34),
                    (peak[0][0], peak[0][1] + tall * 0.30),
                ]
            )
            canvas.drawPath(shadow, ink.paint("5A3B3A", 0.2, 0.42))
            canvas.drawCircle(
                ix + ink.side * radius * 0.36, iy - radius * 0.38, radius * 0.25, ink.paint("FFFDF6", -0.3)
            )
            canvas.drawCircle(
                ix - ink.side * radius * 0.40, iy + radius * 0.42, radius * 0.12, ink.paint("FFFDF6", 0.0, 0.7)
            )
            if pose["tears"] > 0.05:
                canvas.drawPath(
                    taper([floor[2], floor[1], floor[0]], [0.002, 0.012 * pose["tears"], 0.002]),
                    ink.paint("DCEBF2", -0.2, 0.85),
                )
            canvas.restore()
            heavy = 0.0125 if female else 0.0095
            lash = [inner, *peak, outer]
            canvas.drawPath(taper(lash, [0.002, heavy * 0.8, heavy, heavy * 1.05, heavy * 0.5]), ink.paint(dark))
            if female:
                wing = [(peak[2][0], peak[2][1] + 0.002), outer, (outer[0] + side * 0.030 * wide, outer[1] - 0.018)]
                canvas.drawPath(taper(wing, [heavy, heavy * 0.8, 0.0]), ink.paint(dark))
            kohl = 0.0055 if Accessory.BINDI in look.accessories or Accessory.HIJAB in look.accessories else 0.003
            canvas.drawPath(
                taper([outer, *floor, inner], [0.003, kohl, kohl * 0.8, kohl * 0.5, 0.0]), ink.paint(dark, 0.0, 0.75)
            )
            crease_y = -0.022 - 0.010 * max(0.0, upper - 1)
            canvas.drawPath(
                taper(
                    [
                        (inner[0] + side * 0.012, peak[0][1] + crease_y * 0.7),
                        (peak[1][0], peak[1][1] + crease_y),
                        (outer[0] - side * 0.004, peak[2][1] + crease_y * 0.9),
                    ],
                    [0.0, 0.0042, 0.0],
                ),
                ink.paint(look.skin, 0.75, 0.75),
            )
        if lower > 0.15 or look.age_group is AgeGroup.ELDERLY:
            deep = max(lower, 0.45 if look.age_group is AgeGroup.ELDERLY else 0.0)
            canvas.drawPath(
                taper(
                    [
                        (inner[0], inner[1] + 0.030),
                        (cx, cy + tall * 0.66 + 0.028),
                        (cx + side * half * 0.8, cy + tall * 0.3 + 0.026),
                    ],
                    [0.0, 0.0055, 0.0],
                ),
                ink.paint(look.skin, 0.55, min(0.8, deep)),
            )
        _brow(canvas, ink, look, pose, (cx, cy), half, tall, side, name, features)
        if pose["tears"] > 0.35:
            slide = min(1.0, (pose["tears"] - 0.35) / 0.65)
            tx, ty = cx + side * half * 0.25, cy + tall * 0.7
            canvas.drawPath(
                taper(
                    [(tx, ty), (tx + side * 0.012, ty + 0.07 * slide), (tx + side * 0.008, ty + 0.17 * slide)],
                    [0.003, 0.006, 0.009],
                ),
                ink.paint("E4F2F8", -0.2, 0.75),
            )
        canvas.restore()


def _brow(
    canvas: skia.Canvas,
    ink: Ink,
    look: Look,
    pose: Mapping[str, float],
    eye: Point,
    half: float,
    tall: float,
    side: float,
    name: str,
    features: Features,
) -> None:
    inner, outer = pose[f"{name}_brow_inner"], pose[f"{name}_brow_outer"]
    cx, cy = eye
    base = cy - tall - 0.070
    lift_in, lift_out = -inner * 0.052, -outer * 0.048
    pinch = max(0.0, -inner) * 0.018
    points = [
        (cx - side * (half * 0.98 + pinch), base + 0.014 + lift_in),
        (cx - side * half * 0.25, base - 0.010 + lift_in * 0.75 + lift_out * 0.25),
        (cx + side * half * 0.55, base - 0.022 + lift_out * 0.85),
        (cx + side * half * 1.28, base + 0.012 + lift_out * 0.75),
    ]
    colour = look.hair_colour if look.age_group is AgeGroup.ELDERLY else mix(look.hair_colour, "1C1210", 0.35)
    thick = 0.0165 * features.brow
    canvas.drawPath(taper(points, [thick * 0.62, thick, thick * 0.80, 0.0]), ink.paint(colour, 0.0, 0.94))
    if inner < -0.35:
        x = cx - side * (half * 1.18 + pinch)
        canvas.drawPath(
            taper([(x, base - 0.012 + lift_in), (x + side * 0.004, base + 0.035 + lift_in)], [0.0035, 0.0]),
            ink.paint(look.skin, 0.7, min(1.0, -inner)),
        )


def _nose(
    canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], turn: HeadTurn, features: Features
) -> None:
    length = 0.158 * features.nose
    tip_y = features.eye_y + 0.02 + length + features.low * 0.2 - pose["nose"] * 0.012
    wide = 0.050 * features.nose_width
    tip = turn.on(0.0, tip_y, 0.34, 0.075)
    bridge = turn.on(0.0, features.eye_y - 0.02, 0.34, 0.012)
    wing_near, wing_far = turn.on(-wide, tip_y + 0.014, 0.34, 0.03), turn.on(wide, tip_y + 0.014, 0.34, 0.03)
    amount = turn.quarter
    away = -1.0 if ink.side > 0 else 1.0
    # The side of the nose that is turned from the light.
    if abs(amount) < 0.35 or away * amount > 0:
        wing = wing_far if away > 0 else wing_near
        side_plane = smooth(
            [
                (bridge[0] + away * 0.010, bridge[1]),
                (bridge[0] + away * 0.026, bridge[1] + length * 0.4),
                (wing[0] + away * 0.004, tip_y),
                (tip[0], tip[1] + 0.018),
                (tip[0] + away * 0.006, tip[1] - 0.03),
                (bridge[0] + away * 0.010, bridge[1] + length * 0.4),
            ]
        )
    else:
        side_plane = smooth(
            [
                (bridge[0] - amount * 0.01, bridge[1]),
                (tip[0] - amount * 0.024, tip[1] - 0.03),
                (tip[0] - amount * 0.016, tip[1] + 0.016),
                (wing_near[0] if amount > 0 else wing_far[0], tip_y + 0.012),
                (tip[0] - amount * 0.075, tip[1] - 0.04),
            ]
        )
    canvas.drawPath(side_plane, ink.paint(look.skin, 0.42, 0.55))
    under = smooth(
        [
            wing_near,
            (tip[0], tip[1] + 0.010),
            wing_far,
            (tip[0] + (wing_far[0] - tip[0]) * 0.4, tip[1] + 0.028),
            (tip[0] - (tip[0] - wing_near[0]) * 0.4, tip[1] + 0.028),
        ]
    )
    canvas.drawPath(under, ink.paint(look.skin, 0.55, 0.75))
    line = vary(look.skin, lightness=-0.26)
    if amount > 0.25 or amount < -0.25:
        sign = 1.0 if amount > 0 else -1.0
        strong = min(1.0, (abs(amount) - 0.25) / 0.4)
        ridge = [
            (bridge[0] + sign * 0.030, bridge[1] - 0.02),
            (bridge[0] + sign * 0.026, bridge[1] + length * 0.30),
            (tip[0] + sign * 0.002, tip[1] - 0.048),
            (tip[0] + sign * 0.018, tip[1] - 0.012),
            (tip[0] + sign * 0.004, tip[1] + 0.016),
        ]
        canvas.drawPath(taper(ridge, [0.0, 0.003, 0.0036, 0.0055, 0.002]), ink.paint(line, 0.0, 0.85 * strong))
    for wing, sign in ((wing_near, -1.0), (wing_far, 1.0)):
        if sign * amount > 0.55:
            continue
        canvas.drawPath(
            taper(
                [
                    (wing[0] + sign * 0.001, wing[1] - 0.026),
                    (wing[0] + sign * 0.011, wing[1] - 0.006),
                    (wing[0] + sign * 0.001, wing[1] + 0.010),
                ],
                [0.0, 0.0042, 0.001],
            ),
            ink.paint(line, 0.0, 0.8),
        )
        nostril = between(wing, tip, 0.46)
        canvas.drawOval(
            skia.Rect.MakeXYWH(nostril[0] - 0.013, nostril[1] + 0.008, 0.026, 0.010), ink.paint(line, 0.3, 0.9)
        )
    canvas.drawOval(
        skia.Rect.MakeXYWH(tip[0] + ink.side * 0.012 - 0.014, tip[1] - 0.026, 0.028, 0.022),
        ink.paint(vary(look.skin, lightness=0.12), -0.15, 0.5),
    )
    ridge_light = [
        (bridge[0] + ink.side * 0.004, bridge[1] + 0.01),
        between(bridge, tip, 0.55),
        (tip[0] + ink.side * 0.008, tip[1] - 0.03),
    ]
    canvas.drawPath(taper(ridge_light, [0.001, 0.007, 0.003]), ink.paint(vary(look.skin, lightness=0.08), -0.1, 0.35))


def _age(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, features: Features) -> None:
    for side in (-1.0, 1.0):
        nx, ny = turn.on(side * 0.085, 0.185)
        mx, my = turn.on(side * 0.150, 0.300)
        canvas.drawPath(
            taper([(nx, ny), between((nx + side * 0.02, ny), (mx, my), 0.5), (mx, my)], [0.0, 0.006, 0.0]),
            ink.paint(look.skin, 0.6, 0.7),
        )
        ox, oy = turn.on(side * (features.apart + 0.115), features.eye_y)
        if side * turn.quarter < 0.5:
            for dy in (-0.028, 0.0, 0.028):
                canvas.drawPath(
                    taper([(ox, oy + dy * 0.5), (ox + side * 0.035, oy + dy * 1.3)], [0.003, 0.0]),
                    ink.paint(look.skin, 0.55, 0.6),
                )
    for level, width in ((-0.215, 0.13), (-0.255, 0.10)):
        ends = [turn.on(-width, level), turn.on(0.0, level - 0.008), turn.on(width, level)]
        canvas.drawPath(taper(ends, [0.0, 0.004, 0.0]), ink.paint(look.skin, 0.5, 0.55))


def _moustache(
    canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], turn: HeadTurn, mouth: Point
) -> None:
    x, y = mouth
    squeeze = turn.width(0.02)
    big = 1.0 if look.facial_hair is not FacialHair.MOUSTACHE else 1.0 + ((look.seed >> 9) % 5) / 12
    lift = -pose["mouth_corner"] * 0.03
    y -= 0.024 * pose["mouth_open"] + 0.034
    for side in (-1.0, 1.0):
        wide = 0.140 * big * (squeeze if side > 0 else 0.5 + 0.5 * squeeze)
        half = smooth(
            [
                (x - side * 0.004, y - 0.024),
                (x + side * wide * 0.45, y - 0.026),
                (x + side * wide * 0.85, y + 0.006 + lift),
                (x + side * wide * 1.10, y + 0.018 + lift - 0.02 * (big - 1)),
                (x + side * wide * 0.80, y + 0.034 + lift),
                (x + side * wide * 0.35, y + 0.018),
                (x - side * 0.004, y + 0.010),
            ]
        )
        ink.fill(canvas, half, look.hair_colour, turn=0.02)
        canvas.drawPath(
            smooth(
                [
                    (x + side * wide * 0.15, y - 0.012),
                    (x + side * wide * 0.5, y - 0.008),
                    (x + side * wide * 0.85, y + 0.014 + lift),
                ],
                closed=False,
            ),
            ink.stroke(vary(look.hair_colour, lightness=0.12), 0.005, 0.0, 0.6),
        )


def _beard(
    canvas: skia.Canvas,
    ink: Ink,
    look: Look,
    pose: Mapping[str, float],
    turn: HeadTurn,
    features: Features,
    mouth: Point,
) -> None:
    if look.facial_hair in (FacialHair.NONE, FacialHair.MOUSTACHE):
        return
    edge = outline(turn, pose["mouth_open"], features)
    far, chin, near = edge[5:9], edge[9], edge[10:13]
    x, y = mouth
    opening = 0.125 * pose["mouth_open"]
    inner_far, inner_near = turn.on(0.165, 0.245), turn.on(-0.175, 0.245)
    inner = [
        inner_near,
        (x - 0.125, y + 0.005),
        (x - 0.075, y + 0.058 + opening),
        (x, y + 0.072 + opening),
        (x + 0.105, y + 0.055 + opening),
        inner_far,
    ]
    amount = turn.quarter
    near_q = max(0.0, amount)
    sideburn_far = (edge[4][0] - 0.004, 0.03)
    # It grows down before the ear, wherever that is seen.
    before_ear = -0.366 + 0.125 * near_q
    sideburn_near = (before_ear, -0.045)
    inner_near = (inner_near[0] - 0.035 * (1 - near_q), inner_near[1] - 0.03)
    inner[0] = inner_near
    # Sideburns end blunt under the hair.
    inner = [
        (before_ear + 0.046, -0.04),
        (before_ear + 0.052, 0.09),
        *inner,
        (sideburn_far[0] - 0.030, sideburn_far[1] + 0.02),
    ]
    if look.facial_hair is FacialHair.STUBBLE:
        shape = smooth([sideburn_far, *far[1:], chin, *near, sideburn_near, *inner])
        canvas.save()
        canvas.clipPath(smooth(edge), skia.ClipOp.kIntersect, True)
        canvas.drawPath(shape, ink.paint(mix(look.skin, look.hair_colour, 0.5), 0.1, 0.5))
        canvas.restore()
        return
    hang = 0.055 if look.facial_hair is FacialHair.BEARD else 0.42
    cx, cy = chin
    out = 1.03

    def grown(point: Point, down: float) -> Point:
        return point[0] * out, point[1] + down

    if look.facial_hair is FacialHair.BEARD:
        tail = [
            grown(far[2], 0.015),
            grown(far[3], 0.045),
            (cx, cy + hang),
            grown(near[0], 0.045),
            grown(near[1], 0.015),
        ]
    else:
        swing = pose["hair"] * 0.25
        tail = [
            grown(far[2], 0.04),
            (cx + 0.19, cy + hang * 0.35),
            (cx + 0.09 + swing, cy + hang * 0.80),
            (cx - 0.01 + swing, cy + hang),
            (cx - 0.10 + swing, cy + hang * 0.74),
            (cx - 0.21, cy + hang * 0.28),
            grown(near[1], 0.03),
        ]
    shape = smooth([sideburn_far, grown(far[1], 0.0), *tail, grown(near[2], 0.0), sideburn_near, *inner])
    ink.fill(canvas, shape, look.hair_colour, turn=0.07, rim=0.010)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    strand = ink.stroke(vary(look.hair_colour, lightness=0.11), 0.008, 0.0, 0.55)
    for index in range(-3, 4):
        start = (x + index * 0.060, y + 0.11 + opening - abs(index) * 0.035)
        end = (cx + index * 0.034, cy + hang * (0.92 - abs(index) * 0.12))
        canvas.drawPath(smooth([start, (start[0] + index * 0.012, (start[1] + end[1]) / 2), end], closed=False), strand)
    canvas.restore()
