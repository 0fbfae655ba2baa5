"""Own drawings of things that stories name, besides those in props.py: foot at (0, 0), 1 tall, under white light."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import skia

from pipeline.picture.colour import mix
from pipeline.picture.scenery.easel import Pen, box, smooth


def _tongue(pen: Pen, x: float, y: float, size: float) -> None:
    for scale, colour in ((1.0, "FF9A3C"), (0.62, "FFE2A0")):
        with pen.at(x, y, size * scale):
            pen.flat(smooth([(0, 0), (-0.32, -0.35), (-0.05, -1.15), (0.08, -1.1), (0.32, -0.35)], closed=True),
                     mix(colour, "FFFFFF", 0.06))  # fmt: skip


def _fire(pen: Pen) -> None:
    """Burning logs in a ring of stones."""
    pen.glow(0, -0.4, 0.8, "FFA64A", 0.5, 0.45)
    for lean, tint in ((-0.42, "6B4632"), (0.42, "5A3A2A"), (-0.14, "7A5238"), (0.2, "5E3E2C")):
        pen.line([(-lean, -0.02), (lean * 0.35, -0.24)], 0.11, tint)
    for offset, part in ((-0.2, 0.5), (0.2, 0.56), (-0.07, 0.7), (0.04, 0.82)):
        _tongue(pen, offset, -0.08, part)
    for stone in range(7):
        x = -0.6 + 0.2 * stone
        pen.oval(x, -0.02 + 0.03 * math.sin(stone * 1.7), 0.12, 0.075, ("8A8078", "9A8F84")[stone % 2], 0.8)


def _tent(pen: Pen) -> None:
    """A ridge tent seen from its open end, guyed."""
    pen.poly([(-0.3, -0.96), (0.34, -1.0), (1.05, -0.06), (0.5, 0.0)], "A8703C", 0.5)
    pen.poly([(-0.95, 0.0), (-0.3, -0.98), (0.5, 0.0)], "C98A4A", 0.6)
    pen.poly([(-0.52, 0.0), (-0.28, -0.72), (0.06, 0.0)], "3F2E28", 0.2)
    pen.poly([(-0.28, -0.72), (0.06, 0.0), (0.26, 0.0)], "D9A468", 0.5)
    pen.line([(-0.3, -1.04), (-0.3, -0.94)], 0.03, "6B4E38")
    pen.line([(-0.3, -0.96), (-1.2, 0.0)], 0.014, "D9C6A0")
    pen.line([(0.34, -0.98), (1.3, -0.02)], 0.014, "D9C6A0")


def _umbrella(pen: Pen) -> None:
    """An open umbrella laid on its rim, its crook out to the side."""
    pen.line([(0.1, -0.5), (0.86, -0.06), (0.98, -0.06), (0.97, -0.17)], 0.04, "6B4632", curved=True)
    pen.canvas.save()
    pen.canvas.translate(0, -0.2)
    pen.canvas.rotate(-24)
    pen.canvas.scale(0.82, 0.82)
    hem = [(-0.8, -0.1), (-0.48, -0.2), (-0.2, -0.08), (0.08, -0.2), (0.36, -0.08)]
    dome = smooth([(-0.8, -0.1), (-0.74, -0.5), (-0.22, -0.9), (0.3, -0.5), (0.36, -0.08)])
    for point in reversed(hem[:-1]):
        dome.lineTo(*point)
    dome.close()
    pen.fill(dome, "A8403A", 0.8)
    with pen.clipped(dome):
        for x, tint in ((-0.62, "B8524A"), (-0.06, "B8524A")):
            pen.poly([(-0.22, -0.92), (x - 0.14, -0.05), (x + 0.14, -0.05)], tint, 0.5)
    pen.line([(-0.22, -0.9), (-0.22, -1.0)], 0.035, "6B4632")
    pen.canvas.restore()


def _rug(pen: Pen) -> None:
    """A carpet half unrolled."""
    pen.poly([(-1.5, 0.0), (-1.05, -0.38), (1.0, -0.38), (0.9, 0.0)], "A23B36", 0.4)
    pen.poly([(-1.25, -0.06), (-0.95, -0.32), (0.94, -0.32), (0.86, -0.06)], "E3C28D", 0.3)
    pen.poly([(-1.16, -0.09), (-0.9, -0.29), (0.92, -0.29), (0.86, -0.09)], "7A2A34", 0.3)
    for medallion in range(4):
        x = -0.78 + 0.45 * medallion
        pen.poly([(x - 0.14, -0.19), (x, -0.27), (x + 0.14, -0.19), (x, -0.11)], "2B5E6E", 0.3)
        pen.oval(x, -0.19, 0.045, 0.03, "E3C28D", 0.2)
    pen.fill(box(0.8, -0.56, 0.36, 0.58, 0.16), "B5483E", 0.9, upright=0.1)
    pen.oval(0.98, -0.46, 0.13, 0.09, "7A2A34", 0.5)
    pen.oval(0.98, -0.46, 0.06, 0.04, "E3C28D", 0.3)


def _chest(pen: Pen) -> None:
    """A wooden chest bound with brass."""
    pen.rect(-0.8, -0.56, 1.6, 0.56, "7E5234", 0.6, 0.04)
    lid = smooth([(-0.82, -0.54), (-0.78, -0.82), (-0.4, -0.98), (0.4, -0.98), (0.78, -0.82), (0.82, -0.54)])
    lid.close()
    pen.fill(lid, "8E5E3C", 0.8, upright=0.8)
    for x in (-0.62, 0.62):
        pen.rect(x - 0.06, -0.92, 0.12, 0.92, "C9A24B", 0.6)
    pen.rect(-0.82, -0.6, 1.64, 0.08, "C9A24B", 0.5)
    pen.rect(-0.12, -0.68, 0.24, 0.26, "D9B45E", 0.7, 0.04)
    pen.oval(0, -0.57, 0.035, 0.045, "4A3426", 0.1)
    for rivet in (-0.42, -0.22, 0.22, 0.42):
        pen.oval(rivet, -0.56, 0.022, 0.022, "8A6A2C", 0.4)


def _vase(pen: Pen) -> None:
    """A glazed vase with a sprig of blossom."""
    pen.line([(0.02, -0.55), (0.1, -0.78), (0.26, -0.95)], 0.03, "54392F", curved=True)
    pen.line([(0.0, -0.55), (-0.14, -0.8)], 0.024, "54392F", curved=True)
    for x, y in ((0.26, -0.95), (0.16, -0.88), (0.1, -0.78), (-0.14, -0.82), (-0.08, -0.72), (0.2, -0.8)):
        pen.oval(x, y, 0.06, 0.055, "EFB4C2", 0.5)
        pen.oval(x, y, 0.02, 0.018, "C8506E", 0.2)
    body = smooth([(-0.16, 0.0), (-0.3, -0.22), (-0.22, -0.44), (-0.1, -0.52), (-0.14, -0.6), (0.14, -0.6),
                   (0.1, -0.52), (0.22, -0.44), (0.3, -0.22), (0.16, 0.0)], closed=True)  # fmt: skip
    pen.fill(body, "3F6F9A", 0.9)
    with pen.clipped(body):
        pen.rect(-0.4, -0.36, 0.8, 0.09, "E9E2D0", 0.4)
        for wave in range(5):
            pen.oval(-0.26 + 0.13 * wave, -0.315, 0.045, 0.03, "2B4F78", 0.2)


def _garland(pen: Pen) -> None:
    """Marigolds on a string, laid in a ring."""
    for index in range(22):
        angle = math.tau * index / 22
        x, y = math.cos(angle) * 0.78, -0.4 - math.sin(angle) * 0.34
        tint = ("E8912C", "E8912C", "D9542C", "F2C14B")[index % 4]
        pen.oval(x, y, 0.15, 0.13, tint, 0.7)
        pen.oval(x, y - 0.01, 0.06, 0.05, "F6C86A", 0.3)
    for tassel in (-0.06, 0.0, 0.06):
        pen.oval(tassel, -0.03 + abs(tassel) * 0.3, 0.055, 0.06, "B8342C", 0.6)


def _conch(pen: Pen) -> None:
    """A white conch on a brass stand."""
    pen.rect(-0.4, -0.16, 0.8, 0.16, "C9963E", 0.7, 0.06)
    pen.fill(
        smooth([(-0.85, -0.42), (-0.5, -0.28), (0.1, -0.2), (0.55, -0.32), (0.78, -0.6), (0.5, -0.86), (0.05, -0.92),
                (-0.4, -0.68)], closed=True),
        "F1E6D2", 0.9,
    )  # fmt: skip
    pen.fill(smooth([(-0.3, -0.36), (0.2, -0.32), (0.5, -0.48), (0.1, -0.46)], closed=True), "D98A7A", 0.5)
    for turn in range(3):
        x = 0.24 + 0.16 * turn
        pen.line([(x, -0.9 + 0.07 * turn), (x + 0.1, -0.62), (x + 0.02, -0.38)], 0.02, "C9B48C", 0.8, curved=True)


def _sitar(pen: Pen) -> None:
    """A sitar leaned back: gourd, long neck, frets and pegs."""
    pen.canvas.save()
    pen.canvas.rotate(14)
    pen.rect(-0.045, -0.98, 0.09, 0.78, "8A5A36", 0.7, 0.02)
    pen.oval(0, -0.19, 0.21, 0.21, "A8703C", 0.9)
    pen.oval(0, -0.2, 0.13, 0.12, "C98F52", 0.5)
    pen.rect(-0.07, -0.17, 0.14, 0.025, "F0E2C4", 0.3)
    for fret in range(9):
        pen.line([(-0.045, -0.9 + 0.065 * fret), (0.045, -0.9 + 0.065 * fret)], 0.012, "D9B45E")
    for string in (-0.02, 0.0, 0.02):
        pen.line([(string, -0.97), (string, -0.17)], 0.004, "EFE4CE")
    for peg in range(4):
        side = 1 if peg % 2 else -1
        pen.line([(side * 0.045, -0.94 + 0.05 * peg), (side * 0.1, -0.945 + 0.05 * peg)], 0.022, "5A3A26")
    pen.oval(0, -0.86, 0.07, 0.06, "9A6436", 0.8)
    pen.canvas.restore()


def _tabla(pen: Pen) -> None:
    """The pair of drums on their rings."""
    for x, wide, metal in ((-0.42, 0.4, "B8873A"), (0.44, 0.32, "7A4A2E")):
        pen.oval(x, -0.05, wide * 0.9, 0.07, "C8433A", 0.6)
        pen.fill(
            smooth([(x - wide * 0.6, -0.06), (x - wide, -0.45), (x - wide * 0.86, -0.86), (x + wide * 0.86, -0.86),
                    (x + wide, -0.45), (x + wide * 0.6, -0.06)], closed=True),
            metal, 0.9, upright=0.15,
        )  # fmt: skip
        for lace in range(6):
            lx = x - wide * 0.8 + wide * 0.32 * lace
            pen.line([(lx, -0.84), (x + (lx - x) * 0.75, -0.12)], 0.02, "D9C6A0", 0.8)
        pen.oval(x, -0.88, wide * 0.88, 0.11, "EFE4CE", 0.3)
        pen.oval(x + wide * 0.05, -0.875, wide * 0.36, 0.045, "2E2420", 0.2)


def _staff(pen: Pen) -> None:
    """A walking staff with a knotted head, leaned."""
    pen.line([(-0.16, 0.0), (0.02, -0.5), (0.14, -0.96)], 0.05, "7E5636", curved=True)
    pen.oval(0.145, -0.965, 0.045, 0.04, "8E6440", 0.8)
    for y in (-0.3, -0.62):
        pen.oval(-0.06 + 0.19 * -y, y, 0.03, 0.02, "6B4630", 0.6)


def _rope(pen: Pen) -> None:
    """A coil of rope."""
    for turn in range(5):
        y = -0.14 - 0.14 * turn
        pen.stroke(skia.Path.Oval(skia.Rect.MakeLTRB(-0.7, y - 0.16, 0.7, y + 0.16)), 0.13,
                   pen.seen(("B99A66", "C9AC78")[turn % 2]))  # fmt: skip
    pen.line([(0.66, -0.1), (0.95, 0.0), (1.15, -0.05)], 0.1, "C9AC78", curved=True)


def _flag(pen: Pen) -> None:
    """A flag on its pole."""
    pen.line([(-0.3, 0.0), (-0.3, -0.98)], 0.035, "8A6A46")
    pen.oval(-0.3, -0.985, 0.03, 0.03, "D9A441", 0.7)
    pen.fill(
        smooth([(-0.29, -0.95), (-0.06, -0.9), (0.16, -0.96), (0.42, -0.9), (0.4, -0.56), (0.16, -0.62), (-0.06, -0.55),
                (-0.29, -0.6)], closed=True),
        "C8432F", 0.7, upright=0.2,
    )  # fmt: skip


def _incense(pen: Pen) -> None:
    """Three sticks in a brass bowl, smoke rising."""
    for lean in (-0.1, 0.02, 0.12):
        pen.line([(lean * 0.4, -0.2), (lean, -0.62)], 0.022, "8A5A3A")
        pen.oval(lean, -0.63, 0.02, 0.025, "FFB054", 0.0)
        smoke = smooth([(lean, -0.65), (lean + 0.05, -0.76), (lean - 0.04, -0.86), (lean + 0.05, -1.0)])
        pen.stroke(smoke, 0.035, pen.seen("EDE6DC"), 0.35)
    pen.fill(smooth([(-0.4, -0.26), (-0.28, -0.06), (0.0, 0.0), (0.28, -0.06), (0.4, -0.26)], closed=True), "C9963E",
             0.9)  # fmt: skip
    pen.oval(0, -0.26, 0.4, 0.06, "DDB060", 0.4)
    pen.oval(0, -0.255, 0.33, 0.04, "B8A488", 0.2)


def _trident(pen: Pen) -> None:
    """A trident stood in the ground, a cloth tied under its head."""
    pen.line([(0, 0), (0, -0.96)], 0.035, "B5862F")
    pen.stroke(smooth([(-0.17, -0.92), (-0.17, -0.76), (0.0, -0.68), (0.17, -0.76), (0.17, -0.92)]), 0.035,
               pen.seen("C9963E"))  # fmt: skip
    for x in (-0.17, 0.0, 0.17):
        pen.poly([(x - 0.04, -0.88), (x, -1.0), (x + 0.04, -0.88)], "D9A441", 0.7)
    pen.fill(smooth([(0.0, -0.62), (0.12, -0.58), (0.16, -0.4), (0.06, -0.46)], closed=True), "C8432F", 0.6)


def _candle(pen: Pen) -> None:
    """A candle in its saucer."""
    pen.oval(0, -0.05, 0.42, 0.07, "B5862F", 0.7)
    pen.stroke(skia.Path.Oval(skia.Rect.MakeLTRB(0.34, -0.18, 0.56, -0.03)), 0.04, pen.seen("C9963E"))
    pen.rect(-0.15, -0.62, 0.3, 0.56, "F1E4CB", 0.8, 0.04)
    pen.oval(0, -0.62, 0.15, 0.035, "F7EEDB", 0.3)
    pen.fill(smooth([(-0.15, -0.6), (-0.17, -0.42), (-0.1, -0.36), (-0.07, -0.58)], closed=True), "F7EEDB", 0.6)
    pen.glow(0, -0.8, 0.8, "FFB454", 0.5, 0.5)
    _tongue(pen, 0.0, -0.64, 0.3)


def _bell(pen: Pen) -> None:
    """A brass hand bell."""
    pen.rect(-0.05, -0.98, 0.1, 0.34, "7A4A2E", 0.8, 0.04)
    pen.oval(0, -0.97, 0.08, 0.05, "B5862F", 0.7)
    pen.fill(
        smooth([(-0.13, -0.66), (-0.27, -0.5), (-0.31, -0.24), (-0.46, -0.07), (0.46, -0.07), (0.31, -0.24),
                (0.27, -0.5), (0.13, -0.66)], closed=True),
        "C9963E", 0.95, upright=0.2,
    )  # fmt: skip
    pen.line([(-0.3, -0.24), (0.3, -0.24)], 0.03, "E3BC6A")
    pen.rect(-0.47, -0.1, 0.94, 0.06, "D9A84E", 0.5, 0.03)
    pen.oval(0, -0.03, 0.09, 0.05, "8A6228", 0.7)


def _key(pen: Pen) -> None:
    """An old key leaned on its bow."""
    pen.canvas.save()
    pen.canvas.rotate(32)
    pen.stroke(skia.Path.Oval(skia.Rect.MakeLTRB(-0.34, -0.52, 0.0, -0.18)), 0.1, pen.seen("B8903F"))
    pen.rect(-0.215, -1.12, 0.09, 0.62, "C9A24B", 0.8)
    for y, reach in ((-1.1, 0.2), (-0.98, 0.15)):
        pen.rect(-0.14, y, reach, 0.08, "C9A24B", 0.6)
    pen.rect(-0.24, -0.56, 0.14, 0.06, "D9B45E", 0.5)
    pen.canvas.restore()


def _sword(pen: Pen) -> None:
    """A curved sword laid across its scabbard."""
    pen.line([(-1.3, -0.12), (0.0, -0.06), (1.35, -0.3)], 0.16, "7A2E36", curved=True)
    pen.line([(1.2, -0.26), (1.38, -0.31)], 0.17, "C9A24B")
    blade = smooth([(-0.9, -0.5), (0.1, -0.42), (0.9, -0.6), (1.45, -0.98), (0.95, -0.52), (0.1, -0.3), (-0.9, -0.36)],
                   closed=True)  # fmt: skip
    pen.fill(blade, "C6CCD2", 0.8)
    pen.line([(-0.8, -0.43), (0.1, -0.37), (0.9, -0.56)], 0.02, "F1F4F6", 0.8, curved=True)
    pen.line([(-0.92, -0.66), (-0.88, -0.2)], 0.09, "C9A24B")
    pen.line([(-1.35, -0.5), (-0.9, -0.43)], 0.12, "5A3A2A")
    pen.oval(-1.38, -0.5, 0.09, 0.09, "C9A24B", 0.8)


def _globe(pen: Pen) -> None:
    """A school globe on its foot."""
    pen.oval(0, -0.04, 0.3, 0.05, "7A5238", 0.7)
    pen.line([(0, -0.04), (0, -0.2)], 0.06, "8A6242")
    pen.stroke(
        smooth([(-0.12, -0.98), (-0.4, -0.85), (-0.47, -0.56), (-0.34, -0.3), (0.0, -0.18)]), 0.045, pen.seen("C9A24B")
    )
    ball = skia.Path.Circle(0, -0.58, 0.37)
    pen.fill(ball, "3F86A8", 0.9)
    with pen.clipped(ball):
        for x, y, wide, tall in ((-0.16, -0.7, 0.2, 0.16), (-0.05, -0.42, 0.12, 0.17), (0.24, -0.64, 0.18, 0.2)):
            land = smooth(
                [
                    (x - wide, y),
                    (x - wide * 0.3, y - tall),
                    (x + wide, y - tall * 0.4),
                    (x + wide * 0.5, y + tall),
                    (x - wide * 0.4, y + tall * 0.6),
                ],
                closed=True,
            )
            pen.fill(land, "7FA05C", 0.5)


def _box(pen: Pen) -> None:
    """A parcel tied with string."""
    pen.poly([(-0.7, -0.74), (-0.45, -0.98), (0.85, -0.98), (0.6, -0.74)], "C9A06A", 0.3)
    pen.poly([(0.6, -0.74), (0.85, -0.98), (0.85, -0.22), (0.6, 0.0)], "9A7444", 0.4)
    pen.rect(-0.7, -0.74, 1.3, 0.74, "B88C54", 0.5)
    for points in (((-0.05, 0.0), (-0.05, -0.74), (0.2, -0.98)), ((-0.7, -0.38), (0.6, -0.38), (0.85, -0.6))):
        pen.line(points, 0.035, "EADFC2")
    for side in (-1.0, 1.0):
        bow = smooth([(0.07, -0.86), (0.07 + side * 0.2, -1.0), (0.07 + side * 0.16, -0.84), (0.07, -0.86)])
        pen.stroke(bow, 0.035, pen.seen("EADFC2"))


def _stone(pen: Pen) -> None:
    """A boulder."""
    pen.poly([(-0.9, 0.0), (-0.75, -0.5), (-0.2, -0.95), (0.45, -0.8), (0.95, -0.25), (0.85, 0.0)], "8F8A82", 0.7)
    pen.poly([(-0.75, -0.5), (-0.2, -0.95), (0.45, -0.8), (0.1, -0.5), (-0.35, -0.42)], "A8A298", 0.4)
    pen.line([(0.1, -0.5), (0.25, -0.15)], 0.03, "6E6A64", 0.6)


def _hat(pen: Pen) -> None:
    """A straw hat with a band."""
    pen.oval(0, -0.12, 1.0, 0.14, "D9B66A", 0.6)
    pen.fill(smooth([(-0.52, -0.16), (-0.46, -0.7), (-0.2, -0.96), (0.2, -0.96), (0.46, -0.7), (0.52, -0.16)],
                    closed=True), "E0C07A", 0.85)  # fmt: skip
    pen.rect(-0.51, -0.36, 1.02, 0.16, "8E2F3A", 0.5, 0.03)


Drawing = Callable[[Pen], None]

DRAWINGS: Final[dict[str, Drawing]] = {
    "fire": _fire,
    "tent": _tent,
    "umbrella": _umbrella,
    "rug": _rug,
    "chest": _chest,
    "vase": _vase,
    "garland": _garland,
    "conch": _conch,
    "sitar": _sitar,
    "tabla": _tabla,
    "staff": _staff,
    "rope": _rope,
    "flag": _flag,
    "incense": _incense,
    "trident": _trident,
    "candle": _candle,
    "bell": _bell,
    "key": _key,
    "sword": _sword,
    "globe": _globe,
    "box": _box,
    "stone": _stone,
    "hat": _hat,
}
