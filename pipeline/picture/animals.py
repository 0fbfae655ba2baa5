"""Animals: four-legged rigs, a bird and a fish, in the scene's light. Head of a beast to the right, feet at y = 0.

Lengths are in heights at the withers (a bird's and a fish's in their own lengths); y is down.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import skia

from pipeline.picture.colour import vary
from pipeline.picture.ink import Ink, Point, smooth, taper

FEET: Final = 4
DUTY: Final = 0.70
"""Share of a stride for which a foot stands."""
_STARTS: Final = (0.0, 0.46, 0.23, 0.69)
"""When in the stride each foot is lifted: near hind, far hind, near fore, far fore. One after the other."""


@dataclass(frozen=True, slots=True)
class Breed:
    """A four-legged animal. `tall` is its height at the withers on the stage, where an adult person is 0.5."""

    tall: float
    coat: str
    under: str
    mane: str
    hoof: str
    length: float
    """From shoulder to hip."""
    chest: float
    """Depth of the trunk at the shoulder, and at the loins."""
    loins: float
    neck: Point
    """From the withers to the poll."""
    neck_wide: float
    head: float
    """Length of the head, and how deep its muzzle is against it."""
    muzzle: float
    tilt: float
    """Radians that the face points down."""
    leg: float
    """Half-width of a leg at its top."""
    ear: str
    tail: str
    stride: float = 0.9
    horns: str = ""
    marks: str = ""


BREEDS: Final[dict[str, Breed]] = {
    "dog": Breed(
        0.135,
        "B98452",
        "E8CFA6",
        "8A5A36",
        "6B4630",
        0.95,
        0.44,
        0.30,
        (0.36, -0.40),
        0.20,
        0.48,
        0.42,
        0.22,
        0.095,
        "flop",
        "curl",
        0.8,
    ),
    "cat": Breed(
        0.09,
        "8F8C8E",
        "E6E0D8",
        "5E5B60",
        "5A5558",
        1.05,
        0.42,
        0.36,
        (0.28, -0.32),
        0.20,
        0.44,
        0.55,
        0.10,
        0.085,
        "point",
        "long",
        0.75,
        marks="stripes",
    ),
    "cow": Breed(
        0.30,
        "E9DFCF",
        "F6EFE4",
        "B9A88E",
        "4A3C34",
        1.10,
        0.56,
        0.52,
        (0.42, -0.16),
        0.24,
        0.46,
        0.44,
        0.62,
        0.085,
        "side",
        "tuft",
        0.8,
        horns="curved",
        marks="hump",
    ),
    "ox": Breed(
        0.31,
        "9A6A44",
        "B98A60",
        "5E3E2A",
        "3A2C26",
        1.10,
        0.60,
        0.52,
        (0.42, -0.14),
        0.26,
        0.48,
        0.46,
        0.62,
        0.095,
        "side",
        "tuft",
        0.8,
        horns="curved",
        marks="hump",
    ),
    "water-buffalo": Breed(
        0.30,
        "4C4A4E",
        "5E5B5E",
        "333136",
        "2A282C",
        1.14,
        0.62,
        0.58,
        (0.44, -0.08),
        0.28,
        0.50,
        0.46,
        0.60,
        0.10,
        "side",
        "tuft",
        0.78,
        horns="wide",
    ),
    "horse": Breed(
        0.36,
        "8A5230",
        "A66A42",
        "33221A",
        "2E2420",
        0.98,
        0.46,
        0.40,
        (0.42, -0.46),
        0.22,
        0.50,
        0.34,
        0.80,
        0.085,
        "up",
        "flow",
        1.0,
        marks="mane",
    ),
    "elephant": Breed(
        0.41,
        "8E8A90",
        "9C989C",
        "77737A",
        "D9CBB6",
        0.86,
        0.62,
        0.60,
        (0.30, -0.02),
        0.34,
        0.44,
        0.60,
        0.55,
        0.155,
        "fan",
        "rope",
        0.62,
        horns="tusk",
        marks="trunk",
    ),
    "goat": Breed(
        0.21,
        "D8CDBB",
        "EFE7DA",
        "A8977E",
        "4A4038",
        0.90,
        0.46,
        0.40,
        (0.34, -0.38),
        0.17,
        0.40,
        0.40,
        0.50,
        0.065,
        "side",
        "stub",
        0.8,
        horns="back",
        marks="beard",
    ),
    "ewe": Breed(
        0.20,
        "EDE6D8",
        "F4EFE6",
        "D6CCBA",
        "3E3632",
        0.95,
        0.56,
        0.56,
        (0.32, -0.26),
        0.22,
        0.38,
        0.42,
        0.50,
        0.06,
        "side",
        "stub",
        0.75,
        marks="wool",
    ),
    "deer": Breed(
        0.27,
        "B5793F",
        "E8D0A6",
        "8A5A2E",
        "3E2E24",
        0.92,
        0.42,
        0.36,
        (0.34, -0.52),
        0.15,
        0.40,
        0.36,
        0.42,
        0.06,
        "side",
        "stub",
        0.9,
        horns="antler",
        marks="spots",
    ),
    "tiger": Breed(
        0.24,
        "D98A3A",
        "F4E6CE",
        "3A2A24",
        "C98A4A",
        1.25,
        0.46,
        0.40,
        (0.36, -0.14),
        0.25,
        0.46,
        0.56,
        0.30,
        0.105,
        "round",
        "long",
        0.85,
        marks="stripes",
    ),
    "lion": Breed(
        0.25,
        "CF9F5C",
        "E9CF9E",
        "7A4A26",
        "B98A4E",
        1.20,
        0.48,
        0.38,
        (0.36, -0.22),
        0.25,
        0.46,
        0.56,
        0.26,
        0.105,
        "round",
        "tuft",
        0.85,
        marks="ruff",
    ),
    "camel": Breed(
        0.40,
        "C99F68",
        "D9B480",
        "8F6A3E",
        "5E4630",
        0.86,
        0.44,
        0.38,
        (0.54, -0.34),
        0.15,
        0.40,
        0.42,
        0.24,
        0.075,
        "round",
        "tuft",
        0.95,
        marks="camel",
    ),
    "monkey": Breed(
        0.17,
        "A39A90",
        "D9CFC0",
        "5E564E",
        "2E2A2C",
        0.86,
        0.42,
        0.36,
        (0.20, -0.26),
        0.20,
        0.36,
        0.55,
        0.10,
        0.082,
        "round",
        "arch",
        0.8,
        marks="monkey",
    ),
    "peacock": Breed(
        0.155,
        "1F5F9E",
        "C6AE86",
        "2E7D5A",
        "8A7A6A",
        0.55,
        0.40,
        0.36,
        (0.24, -0.60),
        0.12,
        0.2,
        0.5,
        0.10,
        0.03,
        "point",
        "long",
        0.55,
        marks="peacock",
    ),
}
BREEDS_ALIKE: Final = {"sheep": "ewe", "bull": "ox", "buffalo": "water-buffalo"}


@dataclass(frozen=True, slots=True)
class Stir:
    """The idle life of an animal at a moment, each about 0 at rest.

    `breath` -1..1, `tail` and `ear` radians, `nod` radians down, `blink` 0..1 shut, `wing` -1 down .. 1 up, `feet` the
    places of the four feet from where they rest, as (ahead, lifted).
    """

    breath: float = 0.0
    tail: float = 0.0
    ear: float = 0.0
    nod: float = 0.0
    blink: float = 0.0
    wing: float = 0.0
    feet: tuple[Point, ...] = ((0.0, 0.0),) * FEET


def strides(way: float, stride: float) -> float:
    """The stride nearest to `stride` of which a whole number makes the way: whoever stops stands on all fours."""
    return way / max(1, round(way / stride))


def footfalls(gone: float, way: float, stride: float) -> tuple[Point, ...]:
    """Each foot against its place under the body that has `gone` so far of its `way`: (ahead, lifted), withers heights.

    A foot that stands keeps its place on the ground; `stride` divides the way.
    """
    count = round(way / stride)
    feet = []
    for start in _STARTS:
        place, lifted = 0.0, 0.0
        for step in range(count):
            leaves, lands = (step + start) * stride, (step + start + 1 - DUTY) * stride
            target = way if step == count - 1 else (step + start + (1 - DUTY) + (DUTY / 2)) * stride
            share = min(1.0, max(0.0, (gone - leaves) / (lands - leaves)))
            if share <= 0:
                break
            before = place
            place = before + (target - before) * share * share * (3 - 2 * share)
            lifted = math.sin(math.pi * share) * 0.10 if share < 1 else 0.0
        feet.append((place - gone, lifted))
    return tuple(feet)


def draw_beast(canvas: skia.Canvas, ink: Ink, breed: Breed, stir: Stir) -> None:
    """A four-legged animal, 1 at the withers, standing in the middle of (0, 0)."""
    half = breed.length / 2
    bob = max((lift for _, lift in stir.feet), default=0.0) * 0.12
    top = -1.0 - bob
    deep = breed.chest + 0.012 * stir.breath
    belly_y = top + deep
    dark = 0.16
    if breed.marks == "peacock":
        _peafowl(canvas, ink, breed, stir, top)
        return
    _legs(canvas, ink, breed, stir, half, top, far=True, dark=dark)
    _tail(canvas, ink, breed, stir, (-half - 0.13, top + 0.10))
    if breed.ear == "fan":
        _trunked(canvas, ink, breed, stir, half, top, deep)
        return
    poll = _poll(breed, stir, half, top)
    trunk = _trunk(breed, stir, half, top, belly_y)
    wool = breed.marks == "wool"
    ink.fill(canvas, trunk, breed.coat, turn=0.10, rim=0.02, deep=0.75)
    _marks(canvas, ink, breed, trunk, half, top, deep)
    _legs(canvas, ink, breed, stir, half, top, far=False, dark=0.0)
    neck = smooth(
        [
            (half - 0.16, top + 0.03),
            (half + (poll[0] - half) * 0.5 - breed.neck_wide * 0.5, (top + poll[1]) / 2 - breed.neck_wide * 0.30),
            (poll[0] - breed.neck_wide * 0.45, poll[1] - breed.neck_wide * 0.12),
            (poll[0] + breed.neck_wide * 0.50, poll[1] + breed.neck_wide * 0.40),
            (half + (poll[0] - half) * 0.5 + breed.neck_wide * 0.55, (top + poll[1]) / 2 + breed.neck_wide * 0.75),
            (half + 0.16, top + deep * 0.58),
            (half - 0.06, top + deep * 0.62),
        ],
        ease=0.9,
    )
    ink.fill(canvas, neck, breed.coat, turn=0.07, rim=0.016, dark=0.02)
    if breed.marks == "ruff":
        ruff = skia.Path()
        for step in range(12):
            around = step * math.tau / 12
            ruff.addCircle(poll[0] - 0.05 + math.cos(around) * 0.24, poll[1] + 0.10 + math.sin(around) * 0.30, 0.15)
        ruff.addOval(skia.Rect.MakeLTRB(poll[0] - 0.33, poll[1] - 0.22, poll[0] + 0.2, poll[1] + 0.42))
        ink.fill(canvas, skia.Simplify(ruff), breed.mane, turn=0.06, rim=0.016)
    if breed.marks == "mane":
        crest = [
            (half - 0.20, top + 0.01),
            ((half + poll[0]) / 2 - 0.16, (top + poll[1]) / 2 - 0.10),
            (poll[0] - 0.06, poll[1] - 0.11),
            (poll[0] + 0.03, poll[1] - 0.03),
            ((half + poll[0]) / 2 + 0.02, (top + poll[1]) / 2 + 0.09),
            (half - 0.06, top + 0.22),
        ]
        ink.fill(canvas, smooth(crest), breed.mane, turn=0.03, rim=0.01)
    if wool:
        fleece = skia.Path()
        for step in range(26):
            around = step * math.tau / 26
            fleece.addCircle(math.cos(around) * (half + 0.10), top + deep * 0.5 + math.sin(around) * deep * 0.46, 0.11)
        fleece.addPath(trunk)
        ink.fill(canvas, skia.Simplify(fleece), breed.coat, turn=0.10, rim=0.02)
        _curls(canvas, ink, breed, half, top, deep)
    canvas.save()
    canvas.translate(*poll)
    canvas.rotate(math.degrees(breed.tilt + stir.nod))
    _head(canvas, ink, breed, stir)
    canvas.restore()


def _poll(breed: Breed, stir: Stir, half: float, top: float) -> Point:
    nod = stir.nod * 0.7
    x, y = breed.neck
    return half - 0.02 + x * math.cos(nod) - y * math.sin(nod) * 0.9, top + 0.06 + y * math.cos(nod) + x * math.sin(nod)


def _trunk(breed: Breed, stir: Stir, half: float, top: float, belly_y: float) -> skia.Path:
    hump = 0.13 if breed.marks == "hump" else 0.30 if breed.marks == "camel" else 0.0
    at = half - 0.20 if breed.marks == "hump" else 0.0
    loin = top + breed.loins + 0.008 * stir.breath
    back = [(-half - 0.02, top + 0.05), (-half * 0.35, top + 0.055)]
    wide = 0.17 if breed.marks == "hump" else 0.30
    back += [(at - wide, top + 0.02), (at, top - hump), (at + wide, top + 0.02)] if hump else [(half * 0.3, top + 0.05)]
    return smooth(
        [
            (-half - 0.19, top + 0.24),
            *back,
            (half * 0.92 if not hump else half + 0.04, top + 0.02),
            (half + 0.20, top + 0.20),
            (half + 0.19, top + breed.chest * 0.66),
            (half - 0.02, belly_y),
            (0.0, (belly_y + loin) / 2 + 0.03),
            (-half * 0.55, loin),
            (-half - 0.10, loin + 0.04),
            (-half - 0.20, top + breed.loins * 0.75),
        ],
        ease=0.9,
    )


def _legs(
    canvas: skia.Canvas, ink: Ink, breed: Breed, stir: Stir, half: float, top: float, *, far: bool, dark: float
) -> None:
    for foot, (fore, is_far) in enumerate(((False, False), (False, True), (True, False), (True, True))):
        if is_far is not far:
            continue
        ahead, lifted = stir.feet[foot]
        aside = 0.10 if far else 0.0
        hip = (
            (half - 0.02 - aside, top + breed.chest * 0.62) if fore else (-half + 0.0 + aside, top + breed.loins * 0.62)
        )
        rest = hip[0] + (0.0 if fore else -0.05)
        end = (rest + ahead, -lifted)
        # The end of a thick leg is round: it stays above the ground.
        ankle_y = end[1] - max(0.07, breed.leg * 0.75)
        ankle = (end[0] - 0.01, ankle_y)
        long = math.dist(hip, (rest, -0.07)) * 0.515
        gap = math.dist(hip, ankle)
        bend = math.sqrt(max(0.0, long * long - min(gap / 2, long) ** 2)) + 0.015
        way = -1.0 if not fore else 1.0
        middle = ((hip[0] + ankle[0]) / 2 + way * bend * 0.9, (hip[1] + ankle[1]) / 2 - (0.0 if fore else 0.02))
        thick = breed.leg * (1.0 if fore else 1.25)
        path = taper(
            [(hip[0], hip[1] - thick), hip, middle, ankle], [thick * 0.8, thick * 1.3, thick * 0.75, thick * 0.6]
        )
        ink.fill(canvas, path, breed.coat, turn=0.035, rim=0.012, dark=dark)
        wide = thick * 0.72
        toe = 0.055 if breed.ear != "fan" else 0.02
        hoof = smooth(
            [
                (end[0] - wide, end[1]),
                (end[0] - wide * 0.8, ankle_y),
                (end[0] + wide * 0.8, ankle_y - 0.005),
                (end[0] + wide + toe, end[1] - 0.025),
                (end[0] + wide + toe, end[1]),
            ],
            ease=0.6 if breed.ear != "fan" else 0.1,
        )
        paws = breed.ear in ("flop", "point", "round") and breed.marks != "monkey"
        ink.fill(
            canvas,
            hoof,
            breed.under if paws else breed.coat if breed.ear == "fan" else breed.hoof,
            turn=0.02,
            rim=0.008,
            dark=dark,
        )
        if breed.ear == "fan":
            for nail in (-0.5, 0.2, 0.9):
                canvas.drawCircle(end[0] + wide * nail, end[1] - 0.022, 0.022, ink.paint(breed.hoof, dark))


def _tail(canvas: skia.Canvas, ink: Ink, breed: Breed, stir: Stir, root: Point) -> None:
    x, y = root
    swing = math.sin(stir.tail)
    match breed.tail:
        case "curl":
            line = [
                (x + 0.05, y + 0.04),
                (x - 0.16 + swing * 0.04, y - 0.14),
                (x - 0.20 + swing * 0.14, y - 0.40),
                (x - 0.06 + swing * 0.22, y - 0.50),
            ]
            widths, colour = [0.07, 0.065, 0.055, 0.012], breed.coat
        case "long":
            line = [
                (x + 0.06, y + 0.06),
                (x - 0.22, y + 0.16),
                (x - 0.42, y - 0.02 + swing * 0.08),
                (x - 0.52 + swing * 0.06, y - 0.30 + swing * 0.12),
                (x - 0.40 + swing * 0.16, y - 0.46),
            ]
            widths, colour = [0.06, 0.055, 0.05, 0.045, 0.015], breed.coat
        case "arch":
            line = [
                (x + 0.06, y + 0.04),
                (x - 0.16, y - 0.10),
                (x - 0.20 + swing * 0.05, y - 0.52),
                (x + 0.06 + swing * 0.12, y - 0.72),
                (x + 0.24 + swing * 0.20, y - 0.60),
            ]
            widths, colour = [0.05, 0.042, 0.036, 0.034, 0.03], breed.coat
        case "flow":
            line = [
                (x + 0.06, y),
                (x - 0.10, y + 0.10),
                (x - 0.16 + swing * 0.14, y + 0.42),
                (x - 0.12 + swing * 0.3, y + 0.74),
            ]
            widths, colour = [0.03, 0.08, 0.10, 0.0], breed.mane
        case "stub":
            line, widths, colour = (
                [(x + 0.06, y + 0.02), (x - 0.06, y - 0.01), (x - 0.11 + swing * 0.03, y + 0.08)],
                [0.05, 0.05, 0.01],
                breed.under,
            )
        case _:
            line = [
                (x + 0.07, y + 0.02),
                (x - 0.05, y + 0.12),
                (x - 0.08 + swing * 0.12, y + 0.36),
                (x - 0.06 + swing * 0.26, y + 0.56),
            ]
            widths, colour = [0.035, 0.028, 0.022, 0.018], breed.coat
    ink.fill(canvas, taper(line, widths), colour, turn=0.02, rim=0.008, dark=0.1)
    if breed.tail in ("tuft", "rope"):
        ex, ey = line[-1]
        tuft = smooth(
            [
                (ex - 0.03, ey - 0.04),
                (ex + 0.03, ey - 0.04),
                (ex + 0.045, ey + 0.07),
                (ex + swing * 0.05, ey + 0.16),
                (ex - 0.045, ey + 0.07),
            ]
        )
        ink.fill(canvas, tuft, breed.mane, turn=0.015)


def _marks(canvas: skia.Canvas, ink: Ink, breed: Breed, trunk: skia.Path, half: float, top: float, deep: float) -> None:
    canvas.save()
    canvas.clipPath(trunk, skia.ClipOp.kIntersect, True)
    belly = smooth(
        [
            (-half - 0.1, top + deep * 0.93),
            (0.0, top + deep * 0.82),
            (half + 0.2, top + deep * 0.72),
            (half + 0.2, top + deep * 1.4),
            (-half, top + deep * 1.4),
        ]
    )
    canvas.drawPath(belly, ink.paint(breed.under, 0.25, 0.75))
    if breed.marks == "stripes":
        for step in range(8):
            x = -half - 0.12 + step * (breed.length + 0.2) / 7
            reach = 0.30 + 0.08 * (step % 3)
            canvas.drawPath(
                taper(
                    [(x, top - 0.05), (x + 0.03, top + deep * reach), (x - 0.02, top + deep * (reach + 0.38))],
                    [0.035, 0.03, 0.0],
                ),
                ink.paint(breed.mane, 0.1, 0.85),
            )
    if breed.marks == "spots":
        for step in range(14):
            canvas.drawCircle(
                -half - 0.05 + step % 7 * 0.17 + step // 7 * 0.08,
                top + 0.12 + step // 7 * 0.11,
                0.024,
                ink.paint(breed.under, 0.05, 0.9),
            )
    canvas.restore()


def _curls(canvas: skia.Canvas, ink: Ink, breed: Breed, half: float, top: float, deep: float) -> None:
    for step in range(15):
        x, y = -half + step % 5 * breed.length / 4, top + 0.12 + step // 5 * deep * 0.30
        curl = [(x - 0.05, y), (x, y + 0.045), (x + 0.05, y)]
        canvas.drawPath(smooth(curl, closed=False), ink.stroke(vary(breed.coat, lightness=-0.09), 0.018, 0.1, 0.7))


def _head(canvas: skia.Canvas, ink: Ink, breed: Breed, stir: Stir) -> None:
    """The head in its own frame: poll at the origin, face along x."""
    long, deep = breed.head, breed.head * breed.muzzle
    if breed.marks == "monkey":
        _ape_head(canvas, ink, breed, stir)
        return
    if breed.horns:
        _horns(canvas, ink, breed, dark=0.22)
    _ear(canvas, ink, breed, stir, dark=0.2, shift=0.05)
    cat = breed.muzzle > 0.5
    if cat:
        face = [
            (-0.06, -0.10),
            (0.06, -0.20),
            (0.20, -0.16),
            (long * 0.72, 0.0),
            (long * 0.84, 0.09),
            (long * 0.76, 0.20),
            (0.16, 0.26),
            (-0.02, 0.20),
            (-0.10, 0.06),
        ]
    else:
        face = [
            (-0.08, -0.07),
            (0.06, -0.12),
            (long * 0.42, -0.10),
            (long * 0.86, -0.02),
            (long * 0.98, 0.05),
            (long * 0.96, deep * 0.62),
            (long * 0.78, deep * 0.80),
            (long * 0.40, deep * 0.82),
            (0.10, deep + 0.02),
            (-0.06, deep * 0.7),
        ]
    path = smooth(face, ease=0.9)
    colour = breed.hoof if breed.marks == "wool" else breed.coat
    ink.fill(canvas, path, colour, turn=0.05, rim=0.014)
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    snout = skia.Rect.MakeLTRB(long * 0.66, -0.1, long * 1.2, 0.5)
    canvas.drawOval(snout, ink.paint(breed.under, 0.12, 0.85))
    canvas.restore()
    nose_x, nose_y = (long * 0.82, 0.065) if cat else (long * 0.93, 0.035)
    if breed.ear == "flop" or cat:
        canvas.drawOval(
            skia.Rect.MakeLTRB(nose_x - 0.035, nose_y - 0.028, nose_x + 0.035, nose_y + 0.028), ink.paint("2A2022", 0.0)
        )
    else:
        canvas.drawCircle(nose_x - 0.01, nose_y + 0.03, 0.018, ink.paint("2A2022", 0.1))
    mouth_y = 0.165 if cat else deep * 0.55
    canvas.drawPath(
        smooth(
            [(long * 0.86, mouth_y - 0.02), (long * 0.70, mouth_y + 0.02), (long * 0.56, mouth_y - 0.012)], closed=False
        ),
        ink.stroke(vary(breed.coat, lightness=-0.22), 0.012, 0.2, 0.8),
    )
    if cat:
        for lift in (-0.03, 0.01, 0.05):
            canvas.drawLine(long * 0.68, 0.12, long * 0.52, 0.12 + lift * 3, ink.stroke("F4EEE4", 0.006, 0.0, 0.7))
    eye = (long * 0.36, -0.02) if not cat else (long * 0.42, 0.0)
    _eye(canvas, ink, eye, 0.042 if cat or breed.ear == "flop" else 0.034, stir.blink, breed.coat)
    if breed.marks == "beard":
        ink.fill(
            canvas,
            taper(
                [(long * 0.70, deep * 0.75), (long * 0.68, deep + 0.10), (long * 0.60, deep + 0.24)],
                [0.035, 0.045, 0.0],
            ),
            breed.under,
            turn=0.02,
        )
    if breed.marks == "mane":
        ink.fill(canvas, smooth([(-0.04, -0.12), (0.10, -0.15), (0.20, -0.02), (0.08, -0.05)]), breed.mane, turn=0.02)
    _ear(canvas, ink, breed, stir, dark=0.0, shift=0.0)
    if breed.horns:
        _horns(canvas, ink, breed, dark=0.0)


def _ape_head(canvas: skia.Canvas, ink: Ink, breed: Breed, stir: Stir) -> None:
    """A langur's: a pale ruff about a dark face, half turned to us."""
    for x, dark in ((0.30, 0.2), (-0.10, 0.0)):
        ear = smooth([(x - 0.06, -0.02), (x - 0.02, -0.12), (x + 0.07, -0.08), (x + 0.06, 0.06), (x - 0.02, 0.08)])
        ink.fill(canvas, ear, breed.hoof, turn=0.02, rim=0.01, dark=dark)
    ruff = [(-0.14, 0.0), (-0.08, -0.20), (0.10, -0.30), (0.28, -0.22), (0.36, -0.02), (0.33, 0.18), (0.16, 0.30),
            (-0.04, 0.24)]  # fmt: skip
    ink.fill(canvas, smooth(ruff), breed.under, turn=0.06, rim=0.016)
    face = [(0.0, -0.02), (0.06, -0.13), (0.16, -0.10), (0.26, -0.13), (0.33, -0.01), (0.34, 0.12), (0.26, 0.22),
            (0.14, 0.22), (0.05, 0.12)]  # fmt: skip
    ink.fill(canvas, smooth(face), breed.hoof, turn=0.04, rim=0.01)
    muzzle = [(0.12, 0.08), (0.22, 0.04), (0.34, 0.08), (0.36, 0.16), (0.25, 0.22), (0.14, 0.18)]
    ink.fill(canvas, smooth(muzzle), vary(breed.hoof, lightness=0.08), turn=0.03, rim=0.006)
    for nostril in (0.25, 0.30):
        canvas.drawCircle(nostril, 0.085, 0.010, ink.paint("141214", 0.0))
    canvas.drawPath(
        smooth([(0.18, 0.16), (0.26, 0.175), (0.33, 0.15)], closed=False), ink.stroke("141214", 0.012, 0.1, 0.8)
    )
    for place in (0.11, 0.26):
        if stir.blink <= 0.6:
            canvas.drawOval(skia.Rect.MakeLTRB(place - 0.036, -0.045, place + 0.036, 0.025), ink.paint("C98A3E", 0.05))
        _eye(canvas, ink, (place + 0.008, -0.01), 0.024, stir.blink, breed.hoof)
    tuft = [(-0.02, -0.20), (0.04, -0.36), (0.12, -0.28), (0.20, -0.35), (0.24, -0.20)]
    ink.fill(canvas, smooth(tuft, ease=0.6), breed.under, turn=0.02)


_PLUMES: Final = 15


def _peafowl(canvas: skia.Canvas, ink: Ink, breed: Breed, stir: Stir, top: float) -> None:
    """A peacock: two legs, a long neck with a crown, and a train that opens to a wheel as `stir.wing` goes to 1."""
    spread = max(0.0, min(1.0, stir.wing))
    sway = math.sin(stir.tail) * 0.03
    root = (-0.14, top + 0.10)
    # The outermost first, so that those in the middle lie upon them.
    for number in sorted(range(_PLUMES), key=lambda n: -abs(n - _PLUMES // 2)):
        share = number / (_PLUMES - 1)
        folded = math.radians(203 - 15 * share) + sway
        wheel = math.radians(196 - 208 * share) + sway
        angle = -(folded + (wheel - folded) * spread)
        row = 1.0 if number % 2 else 0.82
        long = (1.50 * (1 - 0.18 * (number % 3) * 0.5)) * (1 - spread) + 0.98 * row * spread
        _plume(canvas, ink, breed, root, angle, long)
    for foot, dark in ((1, 0.16), (0, 0.0)):
        ahead, lifted = stir.feet[foot]
        hip = (0.02 + (0.05 if dark else 0.0), top + 0.34)
        toe = (0.02 + (0.05 if dark else 0.0) + ahead, -lifted)
        knee = ((hip[0] + toe[0]) / 2 - 0.07, (hip[1] + toe[1]) / 2)
        shank = [hip, knee, (toe[0], toe[1] - 0.045)]
        ink.fill(canvas, taper(shank, [0.07, 0.028, 0.02]), breed.hoof, turn=0.01, rim=0.006, dark=dark)
        for claw in (-0.09, 0.08, 0.14):
            canvas.drawLine(toe[0], toe[1] - 0.03, toe[0] + claw, toe[1] - 0.018, ink.stroke(breed.hoof, 0.026, dark))
    body = [(-0.36, top + 0.12), (-0.10, top - 0.02), (0.20, top - 0.04), (0.34, top + 0.14), (0.22, top + 0.36),
            (-0.06, top + 0.44), (-0.28, top + 0.30)]  # fmt: skip
    ink.fill(canvas, smooth(body), breed.coat, turn=0.08, rim=0.018)
    wing = smooth(
        [(-0.42, top + 0.16), (-0.16, top + 0.06), (0.10, top + 0.10), (0.08, top + 0.24), (-0.14, top + 0.32)]
    )
    ink.fill(canvas, wing, breed.under, turn=0.05, rim=0.01)
    canvas.save()
    canvas.clipPath(wing, skia.ClipOp.kIntersect, True)
    for bar in range(9):
        x = -0.44 + bar * 0.062
        canvas.drawLine(x, top + 0.02, x + 0.05, top + 0.34, ink.stroke("5A4632", 0.016, 0.1, 0.7))
    canvas.restore()
    nod = stir.nod
    head = (0.26 + breed.neck[0] + 0.10 * nod, top + breed.neck[1] + 0.16 * nod)
    neck = [(0.16, top + 0.12), (0.34, top - 0.10), (0.28 + 0.06 * nod, top - 0.36), (head[0] - 0.02, head[1] + 0.04)]
    ink.fill(canvas, taper(neck, [0.17, 0.115, 0.07, 0.062]), breed.coat, turn=0.05, rim=0.014)
    for feather in range(5):
        lean = (-0.34 + 0.16 * feather) + 0.3 * math.sin(stir.ear) - 0.2
        tip = (head[0] - 0.01 + 0.21 * math.sin(lean), head[1] - 0.06 - 0.20 * math.cos(lean))
        canvas.drawLine(head[0] - 0.01, head[1] - 0.06, *tip, ink.stroke(breed.coat, 0.010, 0.1))
        canvas.drawCircle(*tip, 0.024, ink.paint("2A8A8E", 0.0))
    skull = [(head[0] - 0.085, head[1] + 0.01), (head[0] - 0.02, head[1] - 0.085), (head[0] + 0.075, head[1] - 0.05),
             (head[0] + 0.09, head[1] + 0.02), (head[0] + 0.0, head[1] + 0.07)]  # fmt: skip
    ink.fill(canvas, smooth(skull), breed.coat, turn=0.03, rim=0.01)
    cheek = skia.Rect.MakeLTRB(head[0] - 0.02, head[1] - 0.045, head[0] + 0.075, head[1] + 0.035)
    canvas.drawOval(cheek, ink.paint("F2EEE4", 0.05))
    beak = [(head[0] + 0.07, head[1] - 0.03), (head[0] + 0.19, head[1] + 0.012), (head[0] + 0.07, head[1] + 0.03)]
    ink.fill(canvas, smooth(beak, ease=0.3), "8E8474", turn=0.01)
    _eye(canvas, ink, (head[0] + 0.035, head[1] - 0.012), 0.022, stir.blink, breed.coat)


def _plume(canvas: skia.Canvas, ink: Ink, breed: Breed, root: Point, angle: float, long: float) -> None:
    """One long feather with an eye at its end."""
    canvas.save()
    canvas.translate(*root)
    canvas.rotate(math.degrees(angle))
    vane = taper([(0.0, 0.0), (long * 0.5, 0.0), (long * 0.92, 0.0), (long, 0.0)], [0.03, 0.06, 0.10, 0.06])
    ink.fill(canvas, vane, breed.mane, turn=0.03, rim=0.008)
    canvas.drawLine(0.0, 0.0, long * 0.9, 0.0, ink.stroke("C9B06A", 0.010, 0.1, 0.8))
    for radius, colour in ((0.092, "B98A3E"), (0.066, "2FA39A"), (0.042, "22347E")):
        canvas.drawOval(
            skia.Rect.MakeLTRB(long * 0.93 - radius * 1.1, -radius, long * 0.93 + radius * 0.9, radius),
            ink.paint(colour, 0.0),
        )
    canvas.restore()


def _eye(canvas: skia.Canvas, ink: Ink, at: Point, radius: float, blink: float, coat: str) -> None:
    x, y = at
    if blink > 0.6:
        lid = [(x - radius, y), (x, y + radius * 0.45), (x + radius, y)]
        canvas.drawPath(smooth(lid, closed=False), ink.stroke("2A1C18", 0.014, 0.0))
        return
    canvas.drawOval(
        skia.Rect.MakeLTRB(x - radius * 1.15, y - radius, x + radius * 1.15, y + radius), ink.paint("241812")
    )
    canvas.drawCircle(x + ink.side * radius * 0.35, y - radius * 0.35, radius * 0.32, ink.paint("FFFDF6", -0.3))
    lid = [(x - radius * 1.3, y - radius * 0.1), (x, y - radius * 1.15), (x + radius * 1.3, y - radius * 0.2)]
    canvas.drawPath(smooth(lid, closed=False), ink.stroke(vary(coat, lightness=-0.2), 0.014, 0.1))


def _ear(canvas: skia.Canvas, ink: Ink, breed: Breed, stir: Stir, *, dark: float, shift: float) -> None:
    canvas.save()
    canvas.translate(0.0 + shift, -0.09)
    canvas.rotate(math.degrees(stir.ear) - math.degrees(breed.tilt) * (0.6 if breed.ear in ("up", "side") else 0.2))
    shapes: dict[str, list[Point]] = {
        "flop": [(-0.05, -0.02), (0.08, -0.03), (0.07, 0.14), (0.0, 0.27), (-0.10, 0.18)],
        "point": [(-0.07, 0.03), (-0.02, -0.20), (0.09, -0.04)],
        "round": [(-0.09, 0.02), (-0.08, -0.11), (0.02, -0.13), (0.06, -0.02)],
        "up": [(-0.06, 0.02), (-0.05, -0.12), (0.0, -0.22), (0.05, -0.10), (0.05, 0.0)],
        "side": [(0.03, 0.0), (-0.06, -0.07), (-0.22, -0.03), (-0.16, 0.06), (-0.02, 0.07)],
    }
    path = smooth(shapes[breed.ear], ease=0.85 if breed.ear != "point" else 0.4)
    ink.fill(canvas, path, breed.mane if breed.ear == "flop" else breed.coat, turn=0.02, rim=0.01, dark=dark)
    canvas.restore()


def _horns(canvas: skia.Canvas, ink: Ink, breed: Breed, *, dark: float) -> None:
    back = 0.05 if dark else 0.0
    lines: dict[str, tuple[list[Point], list[float]]] = {
        "curved": ([(0.0, -0.09), (-0.04, -0.22), (0.06, -0.34), (0.14, -0.38)], [0.035, 0.032, 0.02, 0.0]),
        "wide": ([(-0.02, -0.08), (-0.20, -0.12), (-0.34, -0.26), (-0.30, -0.42)], [0.05, 0.045, 0.03, 0.0]),
        "back": ([(0.02, -0.10), (-0.04, -0.26), (-0.18, -0.34)], [0.03, 0.028, 0.0]),
        "antler": ([(0.02, -0.10), (-0.10, -0.28), (-0.04, -0.52), (0.08, -0.62)], [0.018, 0.016, 0.013, 0.0]),
        "tusk": ([], []),
    }
    line, widths = lines[breed.horns]
    if not line:
        return
    line = [(x + back, y - back * 0.4) for x, y in line]
    bone = "8A6A4A" if breed.horns == "antler" else "5A4A40" if breed.horns == "wide" else "D9C9A8"
    ink.fill(canvas, taper(line, widths), bone, turn=0.015, rim=0.006, dark=dark)
    if breed.horns == "antler":
        for at, reach in ((1, (0.10, -0.14)), (2, (-0.10, -0.14))):
            x, y = line[at]
            ink.fill(
                canvas,
                taper(
                    [(x, y), (x + reach[0] * 0.7, y + reach[1] * 0.5), (x + reach[0], y + reach[1])],
                    [0.014, 0.011, 0.0],
                ),
                bone,
                turn=0.01,
                dark=dark,
            )


def _trunked(canvas: skia.Canvas, ink: Ink, breed: Breed, stir: Stir, half: float, top: float, deep: float) -> None:
    """An elephant's trunk of a body, great head, fans of ears and its trunk."""
    back = smooth(
        [
            (-half - 0.22, top + 0.34),
            (-half - 0.05, top + 0.10),
            (0.0, top - 0.03),
            (half * 0.7, top + 0.04),
            (half + 0.16, top + 0.10),
            (half + 0.24, top + 0.34),
            (half + 0.06, top + deep),
            (0.0, top + deep + 0.04),
            (-half - 0.08, top + deep * 0.96),
        ],
        ease=0.9,
    )
    ink.fill(canvas, back, breed.coat, turn=0.12, rim=0.018, deep=0.75)
    _legs(canvas, ink, breed, stir, half, top, far=False, dark=0.0)
    canvas.save()
    canvas.translate(half + 0.22, top + 0.12)
    canvas.rotate(math.degrees(stir.nod * 0.5))
    swing = stir.tail * 0.35
    trunk = [
        (0.26, 0.18),
        (0.36, 0.40),
        (0.34 + swing * 0.10, 0.62),
        (0.38 + swing * 0.22, 0.73),
        (0.48 + swing * 0.26, 0.77),
    ]
    tusk = taper([(0.22, 0.30), (0.32, 0.42), (0.46, 0.40)], [0.035, 0.03, 0.0])
    ink.fill(canvas, taper(trunk, [0.14, 0.10, 0.075, 0.055, 0.04]), breed.coat, turn=0.05, rim=0.014)
    for ring in range(6):
        share = ring / 6
        x, y = 0.33 + swing * 0.10 * share, 0.34 + 0.42 * share
        fold = [(x - 0.08 + 0.03 * share, y), (x, y + 0.02), (x + 0.07 - 0.03 * share, y - 0.01)]
        canvas.drawPath(smooth(fold, closed=False), ink.stroke(breed.mane, 0.010, 0.15, 0.7))
    skull = smooth(
        [
            (-0.12, -0.05),
            (0.02, -0.20),
            (0.20, -0.16),
            (0.32, 0.06),
            (0.34, 0.26),
            (0.20, 0.36),
            (0.04, 0.36),
            (-0.10, 0.22),
        ]
    )
    ink.fill(canvas, skull, breed.coat, turn=0.07, rim=0.016)
    ink.fill(canvas, tusk, "F2E8D2", turn=0.02, rim=0.006)
    _eye(canvas, ink, (0.17, 0.06), 0.026, stir.blink, breed.coat)
    canvas.save()
    canvas.scale(1.0 - 0.22 * abs(math.sin(stir.ear * 2.2)), 1.0)
    ear = smooth(
        [
            (0.06, -0.10),
            (-0.12, -0.17),
            (-0.32, -0.08),
            (-0.36, 0.14),
            (-0.24, 0.36),
            (-0.08, 0.44),
            (0.02, 0.28),
            (0.08, 0.08),
        ]
    )
    ink.fill(canvas, ear, vary(breed.coat, lightness=-0.03), turn=0.05, rim=0.014)
    canvas.drawPath(
        smooth([(0.0, -0.02), (-0.16, -0.04), (-0.26, 0.10), (-0.18, 0.28)], closed=False),
        ink.stroke(breed.mane, 0.012, 0.1, 0.6),
    )
    canvas.restore()
    canvas.restore()


def draw_bird(canvas: skia.Canvas, ink: Ink, coat: str, stir: Stir) -> None:
    """A bird on the wing, 1 long, flying right, its body's middle at (0, 0)."""
    under, wing = vary(coat, lightness=0.14), vary(coat, lightness=-0.06)

    def spread(dark: float, shift: float) -> None:
        up = stir.wing
        tip = (-0.22 + shift, -0.62 * up)
        shape = [
            (0.16 + shift, -0.04),
            (0.06 + shift, -0.30 * up - 0.02),
            tip,
            (-0.20 + shift, -0.30 * up + 0.02),
            (-0.22 + shift, 0.02),
        ]
        ink.fill(canvas, smooth(shape, ease=0.8), wing, turn=0.04, rim=0.012, dark=dark)

    spread(0.2, 0.05)
    tail = smooth([(-0.24, -0.03), (-0.52, -0.09), (-0.50, 0.0), (-0.54, 0.07), (-0.24, 0.04)], ease=0.5)
    ink.fill(canvas, tail, wing, turn=0.02)
    body = smooth(
        [
            (-0.30, 0.0),
            (-0.08, -0.10),
            (0.18, -0.10),
            (0.30, -0.15),
            (0.40, -0.09),
            (0.38, 0.0),
            (0.22, 0.09),
            (-0.06, 0.11),
        ]
    )
    ink.fill(canvas, body, coat, turn=0.04, rim=0.012)
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    canvas.drawOval(skia.Rect.MakeLTRB(-0.24, 0.01, 0.34, 0.2), ink.paint(under, 0.1, 0.9))
    canvas.restore()
    ink.fill(canvas, smooth([(0.385, -0.10), (0.50, -0.05), (0.385, -0.035)], ease=0.3), "E0A03A", turn=0.01)
    canvas.drawCircle(0.31, -0.085, 0.022, ink.paint("1E1614"))
    spread(0.0, 0.0)


def draw_fish(canvas: skia.Canvas, ink: Ink, coat: str, stir: Stir) -> None:
    """A fish, 1 long, swimming right, its middle at (0, 0); its tail beats by `stir.tail`."""
    beat = math.sin(stir.tail)
    fin = vary(coat, lightness=-0.08)
    tail = smooth(
        [(-0.26, 0.0), (-0.52, -0.18 + 0.06 * beat), (-0.46 + 0.04 * beat, 0.0), (-0.52, 0.17 + 0.06 * beat)], ease=0.6
    )
    ink.fill(canvas, tail, fin, turn=0.03, rim=0.01)
    ink.fill(canvas, smooth([(-0.10, -0.14), (0.02, -0.27), (0.14, -0.16)], ease=0.6), fin, turn=0.02)
    body = smooth(
        [(-0.32, 0.0), (-0.10, -0.16), (0.20, -0.17), (0.44, -0.04), (0.46, 0.03), (0.22, 0.15), (-0.10, 0.14)]
    )
    ink.fill(canvas, body, coat, turn=0.06, rim=0.014)
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    canvas.drawOval(skia.Rect.MakeLTRB(-0.4, 0.04, 0.5, 0.3), ink.paint(vary(coat, lightness=0.16), 0.05, 0.9))
    for step in range(9):
        x, y = -0.2 + step % 3 * 0.13, -0.09 + step // 3 * 0.08
        canvas.drawPath(
            smooth([(x, y - 0.04), (x - 0.035, y), (x, y + 0.04)], closed=False), ink.stroke(fin, 0.010, 0.1, 0.6)
        )
    canvas.restore()
    ink.fill(canvas, smooth([(0.12, 0.03), (-0.02, 0.15), (0.16, 0.10)], ease=0.6), fin, turn=0.02)
    canvas.drawCircle(0.32, -0.045, 0.036, ink.paint("F4EEE0"))
    canvas.drawCircle(0.328, -0.045, 0.022, ink.paint("1A1414"))


Draw = Callable[[skia.Canvas, Ink, str, Stir], None]
FLYERS: Final[dict[str, tuple[float, str]]] = {
    "bird": (0.085, "6F7F9A"),
    "parrot": (0.10, "3F9A4E"),
    "dove": (0.09, "E9E6E0"),
}
"""Length on the stage and colour."""
FISH: Final = (0.13, "D98A4A")
