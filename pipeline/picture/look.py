"""Looks: what a character wears and is, from age, gender, culture, what the script says, and a seed."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.culture.packs import Colours, Pack, pack
from pipeline.film import Character, Look
from pipeline.picture.colour import hex_of, luminance, mix, oklch, vary
from pipeline.vocabulary import Accessory, AgeGroup, Culture, Dress, FacialHair, Gender, HairStyle, RelationKind

GREY = ("B9B4AE", "D8D4CE", "8F8A86")

_PROFESSIONS: tuple[tuple[str, Dress | None, Colours | None, tuple[Accessory, ...]], ...] = (
    # words, dress (None: of the culture), colours (None: of the culture), what goes with it
    (r"king|queen|prince|princess|emperor|empress|maharaja|rani|raja|sultan|royal", None, None, (Accessory.CROWN,)),
    (r"knight|warrior|samurai|gladiator|armou?r(ed)?", Dress.ARMOUR, ("8A9099", "6E1F2E", "C9A24B"), ()),
    (r"soldier|general|captain|colonel|sergeant", Dress.UNIFORM, ("5E6B45", "4A5238", "C9A24B"), (Accessory.CAP,)),
    (r"police(man|woman)?|officer|guard|constable", Dress.UNIFORM, ("A8895A", "8C7048", "6E1F2E"), (Accessory.CAP,)),
    (r"pilot|conductor|driver", Dress.UNIFORM, ("2F3F5E", "26324A", "C9A24B"), (Accessory.CAP,)),
    (r"doctor|nurse|surgeon", Dress.LAB_COAT, ("7FB0B8", "3A4A5E", "C8553D"), ()),
    (r"scientist|professor|chemist|researcher", Dress.LAB_COAT, ("8A7A9E", "4A4650", "D9A23C"), (Accessory.GLASSES,)),
    (r"astronaut|cosmonaut|spaceman", Dress.SPACE_SUIT, ("E8E4DA", "8A96A6", "E4672E"), ()),
    (r"monk|nun|lama|bhikkhu", Dress.MONK_ROBE, None, ()),
    (r"priest|pujari|sage|rishi|saint|guru|hermit|wizard|swami|imam|bishop", None, None, ()),
    (r"lawyer|judge|businessman|businesswoman|manager|banker|minister|boss", Dress.SUIT, None, ()),
    (r"podcaster|host|dj|gamer", None, None, (Accessory.HEADPHONES,)),
    (r"farmer|shepherd|fisherman|cowboy", None, None, (Accessory.HAT,)),
)
_HAIR_COLOURS = (
    (r"(white|silver)[- ]?(haired|hair)", "DAD6D0"),
    (r"gr[ea]y[- ]?(haired|hair)", "A8A39E"),
    (r"(red|ginger)[- ]?(haired|hair|head)", "A6431E"),
    (r"(blond|blonde|golden|fair)[- ]?(haired|hair)?", "D9AE62"),
    (r"brown[- ]?(haired|hair)", "5A3820"),
    (r"black[- ]?(haired|hair)", "17110F"),
)
_HAIR_STYLES = (
    (r"bald|shaven|shaved head", HairStyle.BALD),
    (r"afro", HairStyle.AFRO),
    (r"braids|pigtails", HairStyle.TWO_BRAIDS),
    (r"braid(ed)?|plait", HairStyle.LONG_BRAID),
    (r"ponytail", HairStyle.PONYTAIL),
    (r"bun", HairStyle.BUN),
    (r"curly", HairStyle.CURLY_LONG),
    (r"long[- ]hair(ed)?", HairStyle.LONG_LOOSE),
    (r"short[- ]hair(ed)?", HairStyle.SHORT),
)
_BEARDS = (
    (r"long (\w+ )?beard", FacialHair.LONG_BEARD),
    (r"beard(ed)?", FacialHair.BEARD),
    (r"moustache|mustache", FacialHair.MOUSTACHE),
    (r"stubble|unshaven", FacialHair.STUBBLE),
    (r"clean[- ]shaven", FacialHair.NONE),
)
_DRESSES = (
    *((rf"{dress.value.replace(' ', '[ -]')}s?", dress) for dress in Dress),
    (r"space[- ]?suit", Dress.SPACE_SUIT),
    (r"armor", Dress.ARMOUR),
    (r"jeans", Dress.JEANS_AND_SHIRT),
    (r"gown|frock", Dress.GOWN),
)
_WORN = (
    (r"glasses|spectacles", Accessory.GLASSES),
    (r"turban", Accessory.TURBAN),
    (r"hijab", Accessory.HIJAB),
    (r"headscarf|veil", Accessory.HEADSCARF),
    (r"crown|tiara", Accessory.CROWN),
    (r"hat", Accessory.HAT),
    (r"cap", Accessory.CAP),
    (r"headphones", Accessory.HEADPHONES),
    (r"earrings?", Accessory.EARRINGS),
    (r"necklace|garland", Accessory.NECKLACE),
    (r"bangles?|bracelets?", Accessory.BANGLES),
    (r"flowers? in (his|her|their) hair", Accessory.FLOWERS),
    (r"bindi", Accessory.BINDI),
    (r"tilak", Accessory.TILAK),
)
CLOTH_COLOURS = {
    "red": "C8323A",
    "crimson": "A8203A",
    "blue": "2F5FA0",
    "green": "2E7D4F",
    "yellow": "F2B705",
    "golden": "D9A23C",
    "white": "F3EBDD",
    "black": "2B2830",
    "orange": "F28C28",
    "saffron": "F28C28",
    "purple": "6B3F8A",
    "pink": "E07A9A",
    "brown": "7A5230",
    "grey": "8A8A90",
    "gray": "8A8A90",
}
_HEADGEAR = (Accessory.TURBAN, Accessory.HIJAB, Accessory.HEADSCARF, Accessory.CROWN, Accessory.HAT, Accessory.CAP)
_SETS_OFF = 0.10
"""Least difference in OKLCH lightness between hair and skin."""
_WITHOUT_HATS = (Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN, Culture.MIDDLE_EASTERN)
"""Who works in the sun there winds a cloth about the head, or wears nothing on it."""
_GROWN = (AgeGroup.ADULT, AgeGroup.ELDERLY)
_BLOOD = frozenset(
    {
        RelationKind.MOTHER,
        RelationKind.FATHER,
        RelationKind.CHILD,
        RelationKind.GRANDPARENT,
        RelationKind.GRANDCHILD,
        RelationKind.SIBLING,
    }
)


def design_looks(characters: Sequence[Character], culture: Culture, seed: int) -> dict[str, Look]:
    """Looks of a film's characters by name: no two in the same hue while the wardrobe lasts; kin are of one complexion.

    A character added at the end changes nobody before it.
    """
    looks: dict[str, Look] = {}
    for number, character in enumerate(characters):
        kin = next((looks[one.name].skin for one in characters[:number] if _are_kin(one, character)), None)
        best: Look | None = None
        best_score = -1.0
        for attempt in range(6):
            look = design_look(character, culture, seed, attempt, kin)
            score = _distance(look, tuple(looks.values())) - attempt * 0.01
            if score > best_score:
                best, best_score = look, score
        if best is None:  # pragma: no cover - the loop always runs
            raise AssertionError
        looks[character.name] = _apart(best, tuple(looks.values()))
    return looks


def _are_kin(one: Character, other: Character) -> bool:
    """Whether the story makes them of one blood."""
    told = [relation.kind for relation in one.relations if relation.to == other.name]
    told += [relation.kind for relation in other.relations if relation.to == one.name]
    return not _BLOOD.isdisjoint(told)


def design_look(
    character: Character, culture: Culture, seed: int, attempt: int = 0, kin_skin: str | None = None
) -> Look:
    """The look of one character; another `attempt` gives another of the looks that fit.

    `kin_skin` is the skin of somebody of their blood: their own is of the same complexion.
    """
    digest = hashlib.sha256(f"{seed}/{attempt}/{character.name}/{culture.value}".encode()).digest()
    rng = np.random.default_rng(int.from_bytes(digest[:8], "little"))
    book = pack(culture)
    age, gender = character.age_group, character.gender
    garments = book.garments(gender, age)
    garment = garments[int(rng.integers(len(garments)))]
    colours = garment.colours[int(rng.integers(len(garment.colours)))]
    styles = book.hair_styles(gender, age)
    hair = styles[int(rng.integers(len(styles)))]
    complexion = book.skins[int(rng.integers(len(book.skins)))]
    if kin_skin is not None:
        complexion = min(book.skins, key=lambda one: _contrast(one, kin_skin))
    # Packs list hair from dark to fair; a dark skin goes with the dark end.
    shades = book.hair_colours[: 2 if luminance(complexion) < 0.22 else 4 if luminance(complexion) < 0.36 else None]
    tint = shades[int(rng.integers(len(shades)))]
    if age is AgeGroup.ELDERLY:
        tint = GREY[int(rng.integers(len(GREY)))]
    if _contrast(tint, complexion) < _SETS_OFF:
        # Hair of the skin's own lightness would be a cap of skin.
        tint = max(GREY if age is AgeGroup.ELDERLY else shades, key=lambda one: _contrast(one, complexion))
    skin = vary(complexion, lightness=float(rng.uniform(-0.012, 0.012)))
    beards = book.facial_hair.get(age, (FacialHair.NONE,))
    beard = beards[int(rng.integers(len(beards)))] if gender is Gender.MALE and age in _GROWN else FacialHair.NONE
    look = Look(
        age_group=age,
        gender=gender,
        skin=hex_of(skin),
        hair_style=hair,
        hair_colour=tint,
        facial_hair=beard,
        dress=garment.dress,
        dress_colours=colours,
        accessories=garment.accessories,
        build=round(float(rng.uniform(0.92, 1.1)), 3),
        seed=int(rng.integers(1 << 30)),
    )
    return _described(look, character, book)


def _contrast(one: str, other: str) -> float:
    """How far apart two colours are in lightness."""
    return abs(oklch(one)[0] - oklch(other)[0])


def _has(words: str, pattern: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", words) is not None


def _described(look: Look, character: Character, book: Pack) -> Look:  # noqa: C901, PLR0912 - one step a thing that is said of somebody
    """The look with what the script says of it."""
    words = f"{character.name} {character.description}".casefold()
    accessories = list(look.accessories)
    for pattern, dress, colours, worn in _PROFESSIONS:
        if not _has(words, pattern):
            continue
        outfit = None
        if Accessory.CROWN in worn:
            outfit = book.royal
        elif pattern.startswith(("monk", "priest")):
            outfit = book.holy
        if outfit is not None and not (outfit.dress is Dress.DHOTI and look.gender is Gender.FEMALE):
            look = replace(look, dress=outfit.dress if dress is None else dress, dress_colours=outfit.colours)
        elif dress is not None:
            look = replace(look, dress=dress, dress_colours=colours or look.dress_colours)
        if pattern.startswith("monk"):
            look = replace(look, hair_style=HairStyle.BALD, facial_hair=FacialHair.NONE)
            accessories = []
        if not (Accessory.HAT in worn and book.culture in _WITHOUT_HATS):
            if any(item in _HEADGEAR for item in worn):
                accessories = [item for item in accessories if item not in _HEADGEAR]
            accessories += worn
        break
    description = character.description.casefold()
    for pattern, dress in _DRESSES:
        if _has(description, rf"(?:wear\w*|in|dressed in)\b[^.]{{0,24}}\b{pattern}"):
            look = replace(look, dress=dress)
            break
    for name, colour in CLOTH_COLOURS.items():
        if _has(
            description, rf"{name} (?:\w+ )?(?:{'|'.join(pattern for pattern, _ in _DRESSES)}|clothes|shirt|cloak|coat)"
        ):
            _, second, trim = look.dress_colours
            look = replace(look, dress_colours=(colour, second, trim))
            break
    for pattern, style in _HAIR_STYLES:
        if _has(description, pattern):
            curly_man = style is HairStyle.CURLY_LONG and look.gender is Gender.MALE
            look = replace(look, hair_style=HairStyle.CURLY_SHORT if curly_man else style)
            break
    for pattern, colour in _HAIR_COLOURS:
        if _has(description, pattern):
            look = replace(look, hair_colour=colour)
            break
    for pattern, beard in _BEARDS:
        if _has(description, pattern):
            look = replace(look, facial_hair=beard)
            break
    if _has(description, r"(white|silver|gr[ea]y) (\w+ )?(beard|moustache)"):
        look = replace(look, hair_colour="D8D4CE")
    for pattern, item in _WORN:
        if _has(description, pattern) and item not in accessories:
            if item in _HEADGEAR:
                accessories = [other for other in accessories if other not in _HEADGEAR]
            accessories.append(item)
    if _has(description, r"fat|plump|stout|big|burly|heavy"):
        look = replace(look, build=1.24)
    elif _has(description, r"thin|lean|slim|skinny|frail|gaunt"):
        look = replace(look, build=0.86)
    return replace(look, accessories=tuple(dict.fromkeys(accessories)))


def _hues(look: Look) -> tuple[float, float, float]:
    return oklch(look.dress_colours[0])


def _distance(look: Look, others: Sequence[Look]) -> float:
    """How far the nearest of the others is, by the colour of the dress, the hair and the dress itself."""
    if not others:
        return 1.0
    return min(_between(look, other) for other in others)


def _between(one: Look, other: Look) -> float:
    (l1, c1, h1), (l2, c2, h2) = _hues(one), _hues(other)
    turn = abs((h1 - h2 + 180) % 360 - 180) / 180
    apart = abs(l1 - l2) + turn * min(1.0, 8 * min(c1, c2)) + abs(c1 - c2)
    return apart + 0.15 * (one.hair_style is not other.hair_style) + 0.1 * (one.dress is not other.dress)


def _apart(look: Look, others: Sequence[Look]) -> Look:
    """The look with its main colour turned until nobody else wears it; uniforms and holy orders keep theirs."""
    keeps = (Dress.UNIFORM, Dress.LAB_COAT, Dress.SPACE_SUIT, Dress.MONK_ROBE, Dress.ARMOUR)
    if look.dress in keeps or not others:
        return look
    main, second, trim = look.dress_colours
    _, chroma, _ = oklch(main)
    best, best_gap = look, -1.0
    for step in range(12):
        # Pale cloth has hardly a hue to turn: it takes on some of its trim.
        turned = vary(main, hue=30.0 * step) if chroma > 0.05 else mix(main, trim, 0.07 * step)
        candidate = replace(look, dress_colours=(hex_of(turned), second, trim))
        gap = min(_colour_gap(candidate, other) for other in others)
        if gap > 0.10:
            return candidate
        if gap > best_gap:
            best, best_gap = candidate, gap
    return best


def _colour_gap(one: Look, other: Look) -> float:
    (l1, c1, h1), (l2, c2, h2) = _hues(one), _hues(other)
    a1, b1 = c1 * math.cos(math.radians(h1)), c1 * math.sin(math.radians(h1))
    a2, b2 = c2 * math.cos(math.radians(h2)), c2 * math.sin(math.radians(h2))
    return math.dist((l1, a1, b1), (l2, a2, b2))
