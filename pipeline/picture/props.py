"""Objects a script names, in the light of their scene: own drawings for the commonest, else Fluent Emoji recoloured.

The icons (MIT) are flat drawings in vivid colours. Each colour is calmed in OKLCH and seen through the scene's light,
then the whole is given a form, a rim and a contact shadow, so that it belongs to the picture.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import skia

from pipeline.assets import locate
from pipeline.contracts.painter import Light
from pipeline.errors import AssetMissing
from pipeline.picture.colour import RGB, hex_of, mix, oklch, vary
from pipeline.picture.palette import lit, shaded, tone
from pipeline.picture.prop_drawings import DRAWINGS
from pipeline.picture.scenery.easel import Pen, box, polygon, smooth

# ------------------------------------------------------------------------------------------- what is called what

_SAME: dict[str, str] = {
    "oil lamp": "diya",
    "brass lamp": "diya",
    "lamp": "lantern",
    "water jug": "pot",
    "jug": "pot",
    "diya lamp": "diya",
    "deepam": "diya",
    "clay lamp": "diya",
    "note": "letter",
    "mail": "letter",
    "envelope": "letter",
    "teacup": "cup",
    "mug": "cup",
    "tea": "cup",
    "coffee": "cup",
    "rowboat": "boat",
    "ship": "boat",
    "raft": "boat",
    "jar": "pot",
    "water pot": "pot",
    "vessel": "pot",
    "pitcher": "pot",
    "novel": "book",
    "diary": "book",
    "scripture": "book",
    "blossom": "flower",
    "flowers": "flower",
    "lotus flower": "lotus",
    "bike": "bicycle",
    "car": "automobile",
    "bus": "bus",
    "plane": "airplane",
    "phone": "mobile-phone",
    "telephone": "telephone",
    "radio": "radio",
    "tv": "television",
    "computer": "laptop",
    "clock": "mantelpiece-clock",
    "watch": "watch",
    "dagger": "dagger",
    "saber": "sword",
    "knife": "kitchen-knife",
    "bow": "bow-and-arrow",
    "cow": "cow",
    "goat": "goat",
    "sheep": "ewe",
    "bull": "ox",
    "buffalo": "water-buffalo",
    "monkey": "monkey",
    "bread": "bread",
    "apple": "red-apple",
    "orange": "tangerine",
    "rice": "cooked-rice",
    "food": "pot-of-food",
    "bag": "handbag",
    "ring": "ring",
    "jewel": "gem-stone",
    "necklace": "prayer-beads",
    "beads": "prayer-beads",
    "money": "money-bag",
    "coins": "coin",
    "gold": "coin",
    "gift": "wrapped-gift",
    "present": "wrapped-gift",
    "balloon": "balloon",
    "football": "soccer-ball",
    "ball": "soccer-ball",
    "bat": "cricket-game",
    "camera": "camera",
    "guitar": "guitar",
    "violin": "violin",
    "mic": "studio-microphone",
    "microphone": "studio-microphone",
    "headphones": "headphone",
    "glasses": "glasses",
    "umbrella": "umbrella",
    "torch": "flashlight",
    "axe": "axe",
    "hammer": "hammer",
    "pen": "fountain-pen",
    "pencil": "pencil",
    "brush": "paintbrush",
    "carpet": "rug",
    "prayer rug": "rug",
    "flying carpet": "rug",
    "treasure chest": "chest",
    "treasure": "chest",
    "trunk": "chest",
    "marigold garland": "garland",
    "flower garland": "garland",
    "wreath": "garland",
    "shankha": "conch",
    "conch shell": "conch",
    "veena": "sitar",
    "tanpura": "sitar",
    "tablas": "tabla",
    "walking stick": "staff",
    "stick": "staff",
    "cane": "staff",
    "banner": "flag",
    "incense stick": "incense",
    "agarbatti": "incense",
    "trishul": "trident",
    "parcel": "box",
    "package": "box",
    "crate": "box",
    "boulder": "stone",
    "straw hat": "hat",
    "cap": "billed-cap",
    "shoe": "mans-shoe",
    "sandals": "thong-sandal",
    "dice": "game-die",
    "honey": "honey-pot",
    "scooter": "motor-scooter",
    "fan": "folding-hand-fan",
    "sweets": "candy",
    "plate": "fork-and-knife-with-plate",
    "kettle": "teapot",
    "pan": "shallow-pan-of-food",
    "bee": "honeybee",
    "hen": "rooster",
    "corn": "ear-of-corn",
    "cheese": "cheese-wedge",
    "chocolate": "chocolate-bar",
    "pumpkin": "jack-o-lantern",
    "chilli": "hot-pepper",
    "truck": "delivery-truck",
    "lock": "locked",
    "crystal": "crystal-ball",
    "wand": "magic-wand",
    "arrow": "bow-and-arrow",
    "mask": "performing-arts",
    "painting": "framed-picture",
    "photograph": "framed-picture",
    "photo": "framed-picture",
    "mirror": "mirror",
    "map": "world-map",
    "scroll": "scroll",
    "flute": "flute",
    "bird": "bird",
    "peacock": "peacock",
    "parrot": "parrot",
    "fish": "fish",
    "snake": "snake",
    "tiger": "tiger",
    "lion": "lion",
    "deer": "deer",
    "rabbit": "rabbit",
    "mouse": "mouse",
    "cat": "cat",
    "dog": "dog",
    "fire": "fire",
    "bonfire": "fire",
    "campfire": "fire",
    "tent": "tent",
    "cake": "birthday-cake",
    "toy": "teddy-bear",
    "doll": "nesting-dolls",
    "train": "locomotive",
    "cart": "shopping-cart",
    "rickshaw": "auto-rickshaw",
    "auto": "auto-rickshaw",
    "seed": "seedling",
    "plant": "potted-plant",
    "tree": "deciduous-tree",
    "palm": "palm-tree",
    "coconut": "coconut",
    "banana": "banana",
    "medicine": "pill",
    "trophy": "trophy",
    "medal": "sports-medal",
    "star": "star",
    "door": "door",
    "chair": "chair",
    "bed": "bed",
    "rocket": "rocket",
    "robot": "robot",
    "newspaper": "newspaper",
    "suitcase": "luggage",
    "backpack": "backpack",
    "crown": "crown",
    "shell": "spiral-shell",
    "drum": "drum",
    "bell": "bell",
    "key": "old-key",
    "milk": "glass-of-milk",
    "water": "glass",
    "bottle": "baby-bottle",
}

HEIGHTS: dict[str, float] = {
    "elephant": 0.62,
    "horse": 0.48,
    "camel": 0.56,
    "cow": 0.38,
    "ox": 0.4,
    "water-buffalo": 0.4,
    "tiger": 0.28,
    "lion": 0.32,
    "deer": 0.4,
    "goat": 0.24,
    "ewe": 0.22,
    "dog": 0.19,
    "cat": 0.12,
    "rabbit": 0.1,
    "monkey": 0.2,
    "peacock": 0.24,
    "bird": 0.06,
    "parrot": 0.08,
    "rooster": 0.12,
    "snake": 0.08,
    "boat": 0.2,
    "automobile": 0.36,
    "bus": 0.6,
    "bicycle": 0.3,
    "auto-rickshaw": 0.44,
    "locomotive": 0.7,
    "motor-scooter": 0.3,
    "tent": 0.34,
    "fire": 0.2,
    "chair": 0.27,
    "bed": 0.2,
    "door": 0.6,
    "drum": 0.14,
    "guitar": 0.28,
    "umbrella": 0.17,
    "luggage": 0.2,
    "backpack": 0.15,
    "potted-plant": 0.2,
    "seedling": 0.07,
    "shopping-cart": 0.28,
    "robot": 0.36,
    "rocket": 0.7,
    "deciduous-tree": 0.9,
    "palm-tree": 0.9,
    "evergreen-tree": 0.9,
    "mirror": 0.34,
    "kite": 0.14,
    "airplane": 0.1,
    "balloon": 0.12,
    "star": 0.03,
    "television": 0.2,
    "trophy": 0.11,
    "world-map": 0.14,
    "basket": 0.12,
    "pot": 0.13,
    "flower": 0.13,
    "lotus": 0.09,
    "lantern": 0.16,
    "diya": 0.075,
    "letter": 0.06,
    "book": 0.055,
    "cup": 0.06,
    "rug": 0.09,
    "chest": 0.15,
    "vase": 0.17,
    "garland": 0.07,
    "conch": 0.075,
    "sitar": 0.42,
    "tabla": 0.14,
    "staff": 0.42,
    "rope": 0.08,
    "flag": 0.5,
    "incense": 0.1,
    "trident": 0.46,
    "candle": 0.1,
    "bell": 0.085,
    "sword": 0.08,
    "globe": 0.16,
    "box": 0.13,
    "stone": 0.16,
    "hat": 0.06,
    "dinosaur": 0.5,
    "delivery-truck": 0.42,
    "snowman": 0.36,
    "ladder": 0.5,
    "broom": 0.34,
    "bucket": 0.12,
    "wheel": 0.2,
    "violin": 0.2,
    "long-drum": 0.24,
    "cactus": 0.3,
    "telescope": 0.3,
    "shield": 0.2,
    "anchor": 0.26,
}
"""How tall things stand, in stage units: an adult is 0.5. What is not listed is a small thing of 0.075."""
SMALL = 0.075
FLYING = frozenset({"kite", "airplane", "balloon", "bird", "parrot", "butterfly", "rocket"})
LIGHTS = frozenset({"diya", "lantern", "fire", "candle", "red-paper-lantern"})
ON_THE_GROUND = frozenset(
    {
        "diya", "lantern", "candle", "pot", "basket", "rug", "chest", "box", "rope", "bucket", "lotus", "garland",
        "cat", "rabbit", "rooster", "snake", "mouse", "duck", "turtle", "frog", "seedling", "soccer-ball", "teddy-bear",
        "backpack", "luggage", "tabla", "stone", "mushroom", "bell", "incense",
    }
)  # fmt: skip
"""Small, and still more at home on the ground than on a table."""
SCENERY = frozenset(
    {
        "deciduous-tree",
        "palm-tree",
        "evergreen-tree",
        "door",
        "bed",
        "star",
        "sun",
        "moon",
        "cloud",
        "bus",
        "locomotive",
    }
)
"""Named often and better painted by the kit than stood in front of it."""


@cache
def _icons(path: Path) -> dict[str, str]:
    """SVG bodies by name, of 32 x 32."""
    if not path.exists():
        raise AssetMissing("the props' drawings")
    record = json.loads(path.read_text())
    return {
        name: icon["body"] for name, icon in record["icons"].items() if icon.get("width", 32) == icon.get("height", 32)
    }


def named(name: str) -> str | None:
    """The drawing that shows this noun: the name of an own one or of an icon; None if there is none.

    "an old brass lamp" is a lamp: the words are tried whole, then from the last one back, plurals as singulars.
    """
    words = re.sub(r"[^a-z ]", " ", name.lower().replace("-", " ")).split()
    icons = _icons(locate().emoji_icons)
    for start in range(len(words)):
        phrase = " ".join(words[start:])
        for candidate in _forms(phrase):
            known = _SAME.get(candidate, candidate.replace(" ", "-"))
            if known in OWN or known in icons:
                return known
    return None


def _forms(phrase: str) -> tuple[str, ...]:
    forms = [phrase]
    if phrase.endswith("ies"):
        forms.append(phrase[:-3] + "y")
    if phrase.endswith("es"):
        forms.append(phrase[:-2])
    if phrase.endswith("s"):
        forms.append(phrase[:-1])
    return tuple(forms)


def has_prop(name: str) -> bool:
    """Whether there is a drawing for this English noun."""
    return named(name) is not None


def stands_alone(name: str) -> bool:
    """Whether a shot may show nothing but this: it is drawn, and no piece of scenery."""
    drawing = named(name)
    return drawing is not None and drawing not in SCENERY


def height_of(drawing: str) -> float:
    """How tall the drawing stands on the stage, where an adult is 0.5."""
    return HEIGHTS.get(drawing, SMALL)


# ------------------------------------------------------------------------------------------------------ drawing it


def draw_prop(canvas: skia.Canvas, name: str, x: float, y: float, height_px: float, light: Light) -> None:
    """Draw the object standing at (x, y) in the canvas's units, `height_px` tall, in the scene's light.

    Raises KeyError if `has_prop(name)` is false.
    """
    drawing = named(name)
    if drawing is None:
        raise KeyError(name)
    rng = np.random.default_rng(sum(map(ord, drawing)))
    ground = Pen(canvas, light, 1.0, rng)
    if drawing not in FLYING:
        ground.shadow(x, y, height_px * 0.55, 0.55)
    with ground.at(x, y, height_px):
        if drawing in OWN:
            OWN[drawing](ground)
        else:
            _draw_icon(ground, drawing)


def can_be_held(name: str) -> bool:
    """Whether somebody may have this in both hands: it is drawn, lives not, and is no larger than a jug."""
    drawing = named(name)
    return drawing is not None and stands_alone(name) and drawing not in _ALIVE and height_of(drawing) <= _IN_HANDS


_IN_HANDS = 0.17
_ALIVE = frozenset({"cat", "rabbit", "bird", "parrot", "dove", "rooster", "snake", "mouse", "duck", "turtle", "frog",
                    "fish", "butterfly", "monkey", "peacock"})  # fmt: skip


def draw_in_hands(canvas: skia.Canvas, name: str, middle: tuple[float, float], light: Light, side: float) -> None:
    """Draw the object between two palms whose middle that is, in head units; `side` is the key's, 1 to the right."""
    drawing = named(name)
    if drawing is None:
        raise KeyError(name)
    pen = Pen(canvas, light, 1.0, np.random.default_rng(sum(map(ord, drawing))))
    pen.side = math.copysign(1.0, side)
    # A head is a thirteenth of a stage unit. What is in hands is between a cup and a jug, to be seen and not to hide.
    tall = min(1.25, max(0.5, height_of(drawing) * 13 * 0.75))
    with pen.at(middle[0], middle[1] + 0.16 + 0.12 * tall, tall):
        if drawing in OWN:
            OWN[drawing](pen)
        else:
            _draw_icon(pen, drawing)


def _draw_icon(pen: Pen, drawing: str) -> None:
    body = re.sub(
        r'(?<=")#[0-9a-fA-F]{3,6}(?=")',
        lambda found: f"#{hex_of(_ours(found.group()[1:], pen.light))}",
        _icons(locate().emoji_icons)[drawing],
    )
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    svg = f'<svg {names} width="32" height="32" viewBox="0 0 32 32">{body}</svg>'
    # A stream over the bytes themselves would outlive them.
    picture = skia.SVGDOM.MakeFromStream(skia.MemoryStream.MakeCopy(svg.encode()))
    picture.setContainerSize(skia.Size(32, 32))
    pen.canvas.save()
    pen.canvas.scale(1 / 29, 1 / 29)
    pen.canvas.translate(-16, -30.5)
    area = skia.Rect.MakeWH(32, 32)
    pen.canvas.saveLayer(area)
    picture.render(pen.canvas)
    key = (27.0, 2.0) if pen.side > 0 else (5.0, 2.0)
    away = (6.0, 30.0) if pen.side > 0 else (26.0, 30.0)
    bright, dark = (
        lit(tone("FFFFFF", pen.light, 1.0), pen.light, 0.8),
        shaded(tone("8A8078", pen.light, 1.0), pen.light, 1.0),
    )
    form = skia.GradientShader.MakeLinear(
        [skia.Point(*key), skia.Point(*away)],
        [
            skia.Color4f(*bright, 0.30).toColor(),
            skia.Color4f(*bright, 0.0).toColor(),
            skia.Color4f(*dark, 0.0).toColor(),
            skia.Color4f(*dark, 0.5).toColor(),
        ],
        [0.0, 0.4, 0.45, 1.0],
    )
    pen.canvas.drawRect(area, skia.Paint(Shader=form, BlendMode=skia.BlendMode.kSrcATop))
    _rim(pen, picture, area, bright)
    pen.canvas.restore()
    pen.canvas.restore()


def _rim(pen: Pen, picture: skia.SVGDOM, area: skia.Rect, bright: RGB) -> None:
    """A thin light along the edges that are turned to the key, as all that is painted has."""
    canvas = pen.canvas
    canvas.saveLayer(area, skia.Paint(BlendMode=skia.BlendMode.kSrcATop))
    canvas.clear(skia.Color4f(*bright, 0.55 * (0.4 + 0.6 * pen.light.strength)))
    canvas.saveLayer(area, skia.Paint(BlendMode=skia.BlendMode.kDstOut))
    canvas.translate(-pen.side * 0.45, 0.4)
    picture.render(canvas)
    canvas.restore()
    canvas.restore()


@cache
def _ours(digits: str, light: Light) -> RGB:
    """An icon's colour, calmed and seen in the light."""
    full = "".join(part * 2 for part in digits) if len(digits) == 3 else digits[:6].ljust(6, "0")
    _, chroma, _ = oklch(full)
    return tone(vary(full, lightness=-0.03, chroma=min(0.75, 0.125 / max(chroma, 0.01))), light, 1.0)


def _diya(pen: Pen) -> None:
    pen.fill(
        smooth(
            [(-0.85, -0.42), (-0.5, -0.06), (0, 0.0), (0.5, -0.06), (0.95, -0.5), (0.3, -0.36), (-0.3, -0.34)],
            closed=True,
        ),
        "B5633C",
        0.8,
    )
    pen.fill(
        smooth([(-0.84, -0.42), (-0.2, -0.5), (0.5, -0.5), (0.95, -0.5), (0.4, -0.36), (-0.3, -0.33)], closed=True),
        "6E3A22",
        0.4,
    )
    for dot in range(6):
        pen.oval(-0.48 + dot * 0.19, -0.2 + 0.03 * abs(dot - 2.5), 0.035, 0.035, "F0DCB4", 0.2)
    _flame(pen, 0.72, -0.5, 0.42)


def _flame(pen: Pen, x: float, y: float, size: float) -> None:
    pen.glow(x, y - size * 0.5, size * 2.2, "FFB454", 0.5, 0.55)
    for scale, colour in ((1.0, "FF9A3C"), (0.62, "FFE2A0")):
        with pen.at(x, y, size * scale):
            pen.flat(
                smooth([(0, 0), (-0.32, -0.35), (-0.05, -1.15), (0.08, -1.1), (0.32, -0.35)], closed=True),
                mix(colour, "FFFFFF", 0.06),
            )


def _lantern(pen: Pen) -> None:
    pen.stroke(smooth([(-0.2, -0.82), (-0.16, -0.98), (0.16, -0.98), (0.2, -0.82)]), 0.03, pen.seen("5A4638"))
    pen.fill(box(-0.3, -0.08, 0.6, 0.08, 0.02), "5A4638", 0.6)
    pen.fill(box(-0.22, -0.7, 0.44, 0.63, 0.08), "F0CF90", 0.2)
    pen.poly([(-0.3, -0.7), (-0.14, -0.85), (0.14, -0.85), (0.3, -0.7)], "5A4638", 0.7)
    for bar in (-0.21, 0.0, 0.21):
        pen.line([(bar, -0.7), (bar, -0.07)], 0.025, "5A4638")
    _flame(pen, 0.0, -0.2, 0.28)


def _letter(pen: Pen) -> None:
    pen.fill(polygon([(-0.75, 0), (-0.68, -0.92), (0.72, -1.0), (0.68, -0.06)]), "F0E4CC", 0.45)
    pen.line([(-0.68, -0.91), (0.05, -0.42), (0.71, -0.98)], 0.03, "C9B48C")
    pen.line([(-0.74, -0.02), (-0.2, -0.56)], 0.018, "D6C39C")
    pen.line([(0.67, -0.08), (0.26, -0.58)], 0.018, "D6C39C")
    pen.oval(0.04, -0.44, 0.13, 0.13, "B5322E", 0.8)
    pen.oval(0.04, -0.44, 0.08, 0.08, "C8473E", 0.6)


def _book(pen: Pen) -> None:
    pen.fill(polygon([(-1.0, -0.1), (-0.9, -0.78), (0.0, -0.62), (0.9, -0.78), (1.0, -0.1), (0.0, 0.0)]), "7A2F36", 0.6)
    for side in (-1.0, 1.0):
        pen.fill(
            smooth(
                [
                    (0, -0.1),
                    (side * 0.45, -0.22),
                    (side * 0.92, -0.18),
                    (side * 0.84, -0.84),
                    (side * 0.4, -0.88),
                    (0, -0.74),
                ],
                closed=True,
            ),
            "F3E9D2",
            0.4,
        )
        for row in range(5):
            pen.line([(side * 0.16, -0.68 + 0.1 * row), (side * 0.74, -0.75 + 0.105 * row)], 0.018, "9A8A72", 0.7)
    pen.line([(0, -0.1), (0, -0.74)], 0.02, "B9A88A")
    pen.line([(0.02, -0.7), (0.07, 0.03)], 0.04, "D9A441")


def _boat(pen: Pen) -> None:
    pen.fill(
        smooth(
            [
                (-1.5, -0.95),
                (-1.05, -0.45),
                (0, -0.3),
                (1.05, -0.45),
                (1.5, -0.95),
                (1.1, -0.08),
                (0, 0.0),
                (-1.1, -0.08),
            ],
            closed=True,
        ),
        "8A5A3A",
        0.7,
    )
    pen.line([(-1.46, -0.9), (-1.0, -0.46), (0, -0.31), (1.0, -0.46), (1.46, -0.9)], 0.06, "B98A5A", curved=True)
    for plank in (-0.2, -0.1):
        pen.line([(-1.15, plank - 0.12), (0, plank + 0.02), (1.15, plank - 0.12)], 0.02, "6B4430", 0.8, curved=True)
    pen.line([(0.25, -0.36), (0.95, -1.0)], 0.045, "C9A06A")


def _flower(pen: Pen) -> None:
    pen.line([(0, 0), (0.05, -0.3), (0, -0.66)], 0.045, "4E7F42", curved=True)
    for side in (-1.0, 1.0):
        pen.fill(
            smooth([(0.02, -0.2), (side * 0.16, -0.36), (side * 0.34, -0.38), (side * 0.2, -0.24)], closed=True),
            "5A8A4A",
            0.6,
        )
    for petal in range(8):
        with pen.at(0, -0.72):
            pen.canvas.rotate(45 * petal)
            pen.fill(smooth([(0, 0), (-0.11, -0.16), (0, -0.3), (0.11, -0.16)], closed=True), "E2604E", 0.5)
    pen.oval(0, -0.72, 0.1, 0.1, "F0B93E", 0.7)


def _lotus(pen: Pen) -> None:
    for angle, tint in (
        (-62, "D9739A"),
        (62, "D9739A"),
        (-38, "E58CAC"),
        (38, "E58CAC"),
        (-18, "EFA6C0"),
        (18, "EFA6C0"),
        (0, "F5BFD2"),
    ):
        with pen.at(0, -0.06):
            pen.canvas.rotate(angle)
            pen.fill(smooth([(0, 0), (-0.24, -0.4), (0, -0.94), (0.24, -0.4)], closed=True), tint, 0.55)
    pen.fill(smooth([(-0.75, -0.05), (0, -0.16), (0.75, -0.05), (0, 0.03)], closed=True), "5A8A5A", 0.5)


def _cup(pen: Pen) -> None:
    pen.oval(0, -0.03, 0.62, 0.07, "D9C9A8", 0.5)
    pen.stroke(smooth([(0.4, -0.62), (0.72, -0.6), (0.68, -0.26), (0.34, -0.24)]), 0.08, pen.seen("C9D6CE"))
    pen.fill(
        smooth(
            [(-0.46, -0.78), (-0.42, -0.3), (-0.24, -0.06), (0.24, -0.06), (0.42, -0.3), (0.46, -0.78)], closed=True
        ),
        "DCE4DA",
        0.8,
        upright=0.2,
    )
    pen.oval(0, -0.78, 0.46, 0.08, "EFF0E6", 0.3)
    pen.oval(0, -0.77, 0.4, 0.055, "9A5A34", 0.3)
    pen.line([(-0.4, -0.5), (0, -0.44), (0.4, -0.5)], 0.05, "3F7A8A", curved=True)


def _basket(pen: Pen) -> None:
    for row in range(2):
        for item in range(5 - row):
            pen.oval(-0.4 + item * 0.2 + row * 0.1, -0.62 - row * 0.16, 0.14, 0.14, pen.about("E8A12C", 0.03), 0.7)
    pen.fill(smooth([(-0.62, -0.56), (-0.45, 0), (0.45, 0), (0.62, -0.56)], closed=True), "B58A52", 0.7)
    for row in range(4):
        pen.line(
            [(-0.56 + row * 0.03, -0.46 + row * 0.13), (0.56 - row * 0.03, -0.46 + row * 0.13)], 0.04, "8F6A3C", 0.7
        )
    for column in range(7):
        pen.line([(-0.5 + column * 0.167, -0.54), (-0.38 + column * 0.127, -0.02)], 0.02, "9A7444", 0.6)
    pen.line([(-0.62, -0.56), (0.62, -0.56)], 0.07, "C99F64")


def _pot(pen: Pen) -> None:
    pen.fill(
        smooth(
            [
                (-0.2, 0.0),
                (-0.5, -0.3),
                (-0.42, -0.62),
                (-0.2, -0.76),
                (0.2, -0.76),
                (0.42, -0.62),
                (0.5, -0.3),
                (0.2, 0.0),
            ],
            closed=True,
        ),
        "B5673E",
        0.9,
    )
    pen.fill(box(-0.2, -0.9, 0.4, 0.16, 0.03), "C07448", 0.7)
    pen.oval(0, -0.9, 0.29, 0.07, "CF8558", 0.4)
    pen.oval(0, -0.895, 0.2, 0.04, "6B3A26", 0.2)
    for dot in range(7):
        pen.oval(-0.36 + dot * 0.12, -0.48 + 0.02 * abs(dot - 3), 0.026, 0.026, "F0DCB4", 0.2)


OWN: dict[str, Callable[[Pen], None]] = {
    **DRAWINGS,
    "diya": _diya,
    "lantern": _lantern,
    "letter": _letter,
    "book": _book,
    "boat": _boat,
    "flower": _flower,
    "lotus": _lotus,
    "cup": _cup,
    "basket": _basket,
    "pot": _pot,
}
"""Own drawings: foot at (0, 0), 1 tall."""
BREADTHS: dict[str, float] = {
    "boat": 3.1,
    "rug": 3.0,
    "sword": 3.0,
    "tent": 2.6,
    "umbrella": 2.0,
    "book": 2.1,
    "stone": 2.0,
}
"""How broad the broadest drawings are against their height."""


def breadth_of(name: str) -> float:
    """How broad the drawing of this noun is against its height, about; 1.8 for most."""
    return BREADTHS.get(named(name) or "", 1.8)
