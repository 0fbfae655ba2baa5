"""The body under the dress: torso, neck, limbs, feet, and the places on them where cloth lies. Head units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import skia

from pipeline.film import Look
from pipeline.picture.colour import vary
from pipeline.picture.hands import draw_hand
from pipeline.picture.ink import Ink, Point, between, limb, polygon, smooth
from pipeline.picture.skeleton import Arm, Bones, Leg


@dataclass(slots=True)
class Drawing:
    """One figure being drawn: where, with what, of whom, in which pose."""

    canvas: skia.Canvas
    ink: Ink
    look: Look
    pose: Mapping[str, float]
    bones: Bones
    back: bool = False
    holds: str | None = None
    """What they have in their hands when the pose holds something; None for a bundle or a book."""
    _centres: dict[float, Point] = field(default_factory=dict)

    def centre(self, level: float) -> Point:
        """Middle of the torso: 0 at the shoulders, .6 at the waist, 1 at the hips, beyond below."""
        if level <= 0.6:
            return between(self.bones.chest, self.bones.waist, level / 0.6)
        return between(self.bones.waist, self.bones.pelvis, (level - 0.6) / 0.4)

    def half(self, level: float) -> float:
        """Frontal half-width of the torso at a level."""
        build = self.bones.build
        stops = (
            (0.0, build.shoulder * 0.90),
            (0.22, build.chest),
            (0.60, build.waist),
            (1.0, build.hip),
            (1.3, build.hip * 1.02),
        )
        for (low, wide), (high, next_wide) in pairwise(stops):
            if level <= high:
                share = max(0.0, (level - low) / (high - low))
                share = share * share * (3 - 2 * share)
                return wide + (next_wide - wide) * share
        return stops[-1][1]

    def side(self, sign: float, level: float, ease: float = 0.0) -> Point:
        """The edge of the torso, -1 near or 1 far, `ease` further out."""
        x, y = self.centre(level)
        return x + sign * (self.half(level) * self.bones.narrow + ease), y

    def on(self, across: float, level: float, out: float = 0.0) -> Point:
        """A point on the front of the torso: `across` -1..1 from near to far side."""
        x, y = self.centre(level)
        angle = max(-1.0, min(1.0, across)) * math.pi / 2 * 0.92
        wide = self.half(level) + out
        yaw = self.bones.chest_yaw if not self.back else -self.bones.chest_yaw
        return x + wide * math.sin(angle) * math.cos(yaw) + 0.60 * wide * math.cos(angle) * math.sin(yaw), y

    def torso(self, ease: float, low: float) -> skia.Path:
        """The outline of the trunk, `ease` wider than the body, from the shoulders down to a level."""
        x, y = self.bones.chest
        right, left = [], []
        for level in (0.045, 0.22, 0.42, 0.60, 0.80, 1.0):
            if level > low:
                break
            tight = ease if level > 0.1 else -0.06
            right.append(self.side(1, level, tight))
            left.append(self.side(-1, level, tight))
        right.append(self.side(1, low, ease))
        left.append(self.side(-1, low, ease))
        neck = 0.19 if self.bones.build.thick > 0.16 else 0.16
        bottom = self.centre(low)
        return smooth(
            [(x - neck, y - 0.10), (x + neck, y - 0.10), *right, (bottom[0], bottom[1] + 0.03), *left[::-1]], ease=0.85
        )

    def along(self, leg: Leg, share: float) -> Point:
        """A point down a leg: 0 hip, .5 knee, 1 ankle."""
        if share <= 0.5:
            return between(leg.hip, leg.knee, share * 2)
        return between(leg.knee, leg.ankle, share * 2 - 1)

    @property
    def legs(self) -> tuple[Leg, Leg]:
        """The one farther away first."""
        near, far = self.bones.near_leg, self.bones.far_leg
        return (far, near) if near.depth >= far.depth else (near, far)

    @property
    def facing_sign(self) -> float:
        """Which way feet point: forward when turned, outward when frontal."""
        return 1.0 if self.bones.yaw > 0.25 else 0.0


def draw_neck(d: Drawing, collar: float = 0.0) -> None:
    """Neck and the triangle of skin below it."""
    x, y = d.bones.chest
    nx, ny = d.bones.neck
    wide = d.bones.build.thick * 0.96 + 0.045
    top_y = ny - 0.08
    # The front of a turned chest lies to the side of its middle.
    ahead = (d.on(0.0, 0.1)[0] - x) * 0.8
    path = smooth(
        [
            (nx - wide * 0.86, top_y),
            (nx + wide * 0.80, top_y),
            (x + wide * 1.0 + (nx - x) * 0.3, y - 0.13),
            (x + wide * 1.7 + ahead * 0.2, y + 0.05),
            (x + ahead, y + 0.32 + collar),
            (x - wide * 1.9 + ahead * 0.4, y + 0.04),
            (x - wide * 1.0 + (nx - x) * 0.3, y - 0.13),
        ],
        ease=0.8,
    )
    d.ink.fill(d.canvas, path, d.look.skin, turn=0.08, dark=0.03, deep=0.7)
    if d.back:
        return
    d.canvas.save()
    d.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    # What the chin keeps from the light.
    shadow = smooth(
        [
            (nx - wide * 1.6, top_y - 0.1),
            (nx + wide * 1.6, top_y - 0.1),
            (nx + wide * 1.3, ny + 0.14),
            (nx - d.ink.side * 0.06, ny + 0.25),
            (nx - wide * 1.3, ny + 0.13),
        ]
    )
    d.canvas.drawPath(shadow, d.ink.paint(d.look.skin, 0.75, 0.75))
    bone = d.ink.stroke(vary(d.look.skin, lightness=-0.12), 0.016, 0.1, 0.6)
    for sign in (-1.0, 1.0):
        d.canvas.drawPath(
            smooth([d.on(sign * 0.07, 0.055), d.on(sign * 0.25, 0.035), d.on(sign * 0.42, 0.015)], closed=False), bone
        )
    d.canvas.restore()


def draw_bare_torso(d: Drawing, low: float = 1.0) -> None:
    """A bare chest and belly, for a dhoti, a sari's midriff, one shoulder of a monk."""
    path = d.torso(0.0, low)
    d.ink.fill(d.canvas, path, d.look.skin, turn=0.16, rim=0.02)
    line = d.ink.stroke(vary(d.look.skin, lightness=-0.12), 0.018, 0.1, 0.6)
    if d.back:
        d.canvas.drawPath(smooth([d.on(0, 0.1), d.on(0, 0.9)], closed=False), line)
        return
    for sign in (-1.0, 1.0):
        d.canvas.drawPath(
            smooth([d.on(sign * 0.06, 0.27), d.on(sign * 0.28, 0.30), d.on(sign * 0.52, 0.24)], closed=False), line
        )
    d.canvas.drawPath(smooth([d.on(0, 0.12), d.on(0, 0.27)], closed=False), line)
    navel = d.on(0, 0.72)
    d.canvas.drawOval(skia.Rect.MakeXYWH(navel[0] - 0.014, navel[1], 0.028, 0.035), d.ink.paint(d.look.skin, 0.8, 0.8))


def draw_leg(d: Drawing, leg: Leg, colour: str | None, width: float, end: float, dark: float = 0.0) -> skia.Path:
    """A leg in trousers of `colour` (None: bare) whose cloth is `width` half-wide at the ankle."""
    thigh = d.bones.build.hip * 0.50
    # The round end of a wide leg stays above the ground.
    width = min(width, d.bones.build.ankle_y * 0.98)
    bare = colour is None
    widths = (thigh * 0.95, thigh * 0.62, 0.11) if bare else (thigh * 1.04, max(thigh * 0.74, width * 0.9), width)
    path = limb(leg.hip, leg.knee, between(leg.knee, leg.ankle, end), widths)
    d.ink.fill(d.canvas, path, colour or d.look.skin, turn=0.08, rim=0.016, dark=dark)
    return path


def draw_foot(d: Drawing, leg: Leg, colour: str | None, sign: float, boot: bool = False, dark: float = 0.0) -> None:  # noqa: FBT001 - a property of the shoe
    """A foot or a shoe at an ankle."""
    x, y = leg.ankle
    size = 1.0 if d.bones.build.heads > 5 else 0.8
    ground = d.bones.build.ankle_y
    turn = math.sin(min(1.2, d.bones.yaw * 1.25))
    ahead = 0.42 * turn * size
    outward = sign * 0.10 * (1 - turn)
    d.canvas.save()
    d.canvas.translate(x, y)
    d.canvas.rotate(math.degrees(leg.pitch) * (1 if turn > 0.2 else 0))
    high = ground * (1.9 if boot else 0.9)
    wide = 0.125 * size
    path = smooth(
        [
            (-wide, -high * 0.5),
            (wide * 0.95, -high * 0.5),
            (wide + ahead * 0.40 + max(0.0, outward), ground * 0.35),
            (wide + ahead * 1.0 + max(0.0, outward), ground * 0.72),
            (wide * 0.9 + ahead * 0.95 + max(0.0, outward), ground * 1.0),
            (0.0, ground * 1.02),
            (-wide * 1.05 + min(0.0, outward), ground * 1.0),
            (-wide * 1.15 + min(0.0, outward), ground * 0.45),
        ],
        ease=0.9,
    )
    d.ink.fill(d.canvas, path, colour or d.look.skin, turn=0.04, rim=0.012, dark=dark)
    if colour is None:
        for index in range(3):
            tx = wide * 0.7 + ahead * (0.95 - index * 0.12)
            d.canvas.drawLine(
                tx, ground * 0.72, tx - 0.02, ground * 0.92, d.ink.stroke(vary(d.look.skin, lightness=-0.15), 0.01)
            )
    else:
        d.canvas.drawPath(
            polygon(
                [
                    (-wide * 1.1, ground * 0.86),
                    (wide + ahead, ground * 0.86),
                    (wide * 0.95 + ahead, ground * 1.02),
                    (-wide * 1.05, ground * 1.02),
                ]
            ),
            d.ink.paint(vary(colour, lightness=-0.12), 0.2),
        )
    d.canvas.restore()


def draw_arm(d: Drawing, arm: Arm, sign: float, glove: str | None = None) -> None:
    """A bare arm with its hand."""
    thick = d.bones.build.thick
    path = limb(arm.shoulder, arm.elbow, arm.wrist, (thick * 1.05, thick * 0.74, thick * 0.52))
    d.ink.fill(d.canvas, path, d.look.skin, turn=0.055, rim=0.014)
    draw_arm_hand(d, arm, sign, glove)


def draw_arm_hand(d: Drawing, arm: Arm, sign: float, glove: str | None = None) -> None:
    """The hand of an arm."""
    inward = 1.0 if sign > 0 and d.bones.yaw < 0.3 else -1.0
    # A hand that points up shows its palm: the thumb changes sides.
    if math.sin(arm.angle) < -0.3:
        inward = -inward if d.bones.yaw < 0.3 else 1.0
    draw_hand(d.canvas, d.ink, d.look, arm.wrist, arm.angle, arm.shape, inward, glove)
