"""What a pose has in its hands, and what it sits on. Head units."""

from __future__ import annotations

import math
from collections.abc import Callable

import skia

from pipeline.picture.body import Drawing
from pipeline.picture.colour import vary
from pipeline.picture.ink import Point, between, polygon, smooth
from pipeline.picture.props import draw_in_hands
from pipeline.picture.skeleton import Arm

BOOK, PEN, BUNDLE = 1, 2, 3
_LEAVES = frozenset({"letter", "map", "newspaper", "photograph"})
"""What is read from one leaf."""
SEAT_LOW, SEAT_HIGH = 0.38, 0.62
"""Hips this far down (in leg lengths) rest on a stool; lower ones on the floor."""


def draw_seat(d: Drawing) -> None:
    """A low stool, when the pose sits on one."""
    drop = d.bones.drop
    if not SEAT_LOW < drop < SEAT_HIGH or d.pose["near_foot_z"] < 0.2:
        return
    x, y = d.bones.pelvis
    wide = d.bones.build.hip * 1.05
    top = y + 0.14
    for sign in (-1.0, 1.0):
        leg = polygon(
            [
                (x + sign * wide * 0.92 - 0.07, top),
                (x + sign * wide * 0.92 + 0.07, top),
                (x + sign * wide * 1.02 + 0.05, 0.0),
                (x + sign * wide * 1.02 - 0.05, 0.0),
            ]
        )
        d.ink.fill(d.canvas, leg, "6B4428", turn=0.04)
    seat = skia.Path()
    seat.addRoundRect(skia.Rect.MakeLTRB(x - wide * 1.15, top - 0.06, x + wide * 1.15, top + 0.12), 0.05, 0.05)
    d.ink.fill(d.canvas, seat, "8A5A34", turn=0.10, rim=0.016)


def draw_held(d: Drawing) -> Callable[[], None] | None:
    """Draw what lies behind the hands; what lies before them is drawn by the function that comes back."""
    kind = round(d.pose["prop"])
    if kind == 0 or d.back:
        return None
    near, far = d.bones.near_arm, d.bones.far_arm
    middle = between(_palm(near), _palm(far), 0.5)
    if kind == BOOK:
        if d.holds in _LEAVES:
            _leaf(d, middle)
        else:
            _book(d, middle)
        return None
    if kind == PEN:
        _sheet(d, far)
        return lambda: _pen(d, near)
    if d.holds is not None:
        draw_in_hands(d.canvas, d.holds, middle, d.ink.light, d.ink.side)
        return None
    return lambda: _bundle(d, middle)


def _palm(arm: Arm) -> Point:
    return arm.wrist[0] + 0.2 * math.cos(arm.angle), arm.wrist[1] + 0.2 * math.sin(arm.angle)


def _book(d: Drawing, middle: Point) -> None:
    x, y = middle
    cover, trim = vary(d.look.dress_colours[0], lightness=-0.10), d.look.dress_colours[2]
    for sign in (-1.0, 1.0):
        board = smooth(
            [(x, y - 0.12), (x + sign * 0.50, y - 0.28), (x + sign * 0.47, y + 0.26), (x, y + 0.38)], ease=0.15
        )
        d.ink.fill(d.canvas, board, cover, turn=0.06, rim=0.014)
        d.canvas.drawPath(board, d.ink.stroke(trim, 0.02))
    pages = smooth(
        [
            (x - 0.46, y - 0.31),
            (x, y - 0.16),
            (x + 0.46, y - 0.31),
            (x + 0.45, y - 0.26),
            (x, y - 0.11),
            (x - 0.45, y - 0.26),
        ],
        ease=0.2,
    )
    d.canvas.drawPath(pages, d.ink.paint("F3EAD6"))


def _leaf(d: Drawing, middle: Point) -> None:
    """A letter, unfolded between two hands."""
    x, y = middle
    leaf = polygon([(x - 0.36, y - 0.42), (x + 0.36, y - 0.42), (x + 0.33, y + 0.30), (x - 0.33, y + 0.30)])
    d.ink.fill(d.canvas, leaf, "F1E6CC", turn=0.06, rim=0.014)
    fold = d.ink.stroke("C9B896", 0.016, 0.0, 0.8)
    d.canvas.drawLine(x - 0.35, y - 0.08, x + 0.35, y - 0.08, fold)
    for line in range(5):
        level = y - 0.33 + 0.11 * line + (0.04 if line > 1 else 0.0)
        short = 0.06 if line == 4 else 0.24
        d.canvas.drawLine(x - 0.26, level, x + short, level, d.ink.stroke("5A4638", 0.016, 0.0, 0.8))


def _sheet(d: Drawing, arm: Arm) -> None:
    x, y = _palm(arm)
    sheet = polygon([(x - 0.42, y - 0.10), (x + 0.16, y - 0.22), (x + 0.26, y + 0.22), (x - 0.34, y + 0.34)])
    d.ink.fill(d.canvas, sheet, "F1E6CC", turn=0.05, rim=0.014)
    for index in range(4):
        a, b = (
            between((x - 0.36, y), (x - 0.30, y + 0.26), index / 3),
            between((x + 0.12, y - 0.10), (x + 0.18, y + 0.14), index / 3),
        )
        d.canvas.drawLine(*a, *between(a, b, 0.55 + 0.1 * index), d.ink.stroke("5A4638", 0.016, 0.0, 0.8))


def _pen(d: Drawing, arm: Arm) -> None:
    x, y = _palm(arm)
    d.canvas.drawLine(x + 0.14, y + 0.14, x - 0.10, y - 0.34, d.ink.stroke("4A2E1C", 0.045))
    plume = smooth([(x - 0.08, y - 0.28), (x - 0.24, y - 0.62), (x - 0.12, y - 0.78), (x + 0.0, y - 0.40)])
    d.ink.fill(d.canvas, plume, "EFE4CC", turn=0.04)


def _bundle(d: Drawing, middle: Point) -> None:
    x, y = middle
    cloth = d.look.dress_colours[2]
    bag = smooth(
        [
            (x - 0.36, y + 0.04),
            (x - 0.26, y - 0.24),
            (x, y - 0.32),
            (x + 0.26, y - 0.24),
            (x + 0.36, y + 0.04),
            (x + 0.22, y + 0.24),
            (x - 0.22, y + 0.24),
        ]
    )
    d.ink.fill(d.canvas, bag, cloth, turn=0.10, rim=0.016)
    knot = smooth(
        [(x - 0.05, y - 0.28), (x - 0.16, y - 0.46), (x, y - 0.37), (x + 0.16, y - 0.46), (x + 0.05, y - 0.28)]
    )
    d.ink.fill(d.canvas, knot, cloth, turn=0.03, dark=0.08)
