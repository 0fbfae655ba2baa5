"""Parts of a look chosen by name: `hair=bun`, `dress=sari`, `skin=8D5524`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final

from pipeline.errors import BadBrief
from pipeline.film import Look
from pipeline.picture.look import CLOTH_COLOURS
from pipeline.vocabulary import Accessory, AgeGroup, Dress, FacialHair, Gender, HairStyle

SKINS: Final = {
    "fair": "F1C9A5",
    "light": "E0AC7E",
    "wheat": "C98E5E",
    "brown": "9C6239",
    "dark brown": "6E4022",
    "dark": "47281A",
}
HAIR_COLOURS: Final = {
    "black": "17110F",
    "brown": "5A3820",
    "red": "A6431E",
    "blond": "D9AE62",
    "grey": "A8A39E",
    "white": "DAD6D0",
}
_THINNEST, _WIDEST = 0.8, 1.3


def _named(kind: type[StrEnum]) -> Callable[[str, str], StrEnum]:
    def read(part: str, word: str) -> StrEnum:
        for value in kind:
            if value.value.replace("'", "") == word.replace("-", " ").replace("'", ""):
                return value
        raise BadBrief(f"'{word}' is no {part} here. There are: {', '.join(value.value for value in kind)}.")

    return read


def _colour(names: dict[str, str]) -> Callable[[str, str], str]:
    def read(part: str, word: str) -> str:
        digits = word.removeprefix("#").upper()
        if re.fullmatch(r"[0-9A-F]{6}", digits):
            return digits
        if word in names:
            return names[word]
        raise BadBrief(
            f"'{word}' is no {part} here. Write six hexadecimal digits, e.g. B5532D, or one of: {', '.join(names)}."
        )

    return read


def _worn(_part: str, words: str) -> tuple[StrEnum, ...]:
    one = _named(Accessory)
    return tuple(one("accessory", word.strip()) for word in words.split("+") if word.strip() not in ("", "none"))


def _cloth(part: str, words: str) -> tuple[str, ...]:
    colours = tuple(_colour(CLOTH_COLOURS)(part, word.strip()) for word in words.split("+"))
    if len(colours) > 3:
        raise BadBrief(f"--set {part} takes up to three colours (main+second+trim), not {len(colours)}.")
    return colours


def _build(part: str, word: str) -> float:
    try:
        width = float(word)
    except ValueError:
        width = 0.0
    if not _THINNEST <= width <= _WIDEST:
        raise BadBrief(f"--set {part} is a width from {_THINNEST} (thin) to {_WIDEST} (stout), not '{word}'.")
    return width


def _face(part: str, word: str) -> int:
    if not word.isdecimal():
        raise BadBrief(f"--set {part} is a whole number, not '{word}': each is another face.")
    return int(word) % (1 << 30)


_PARTS: Final[dict[str, tuple[str, Callable[[str, str], Any]]]] = {
    "age": ("age_group", _named(AgeGroup)),
    "gender": ("gender", _named(Gender)),
    "skin": ("skin", _colour(SKINS)),
    "hair": ("hair_style", _named(HairStyle)),
    "hair-colour": ("hair_colour", _colour(HAIR_COLOURS)),
    "beard": ("facial_hair", _named(FacialHair)),
    "dress": ("dress", _named(Dress)),
    "colours": ("dress_colours", _cloth),
    "accessories": ("accessories", _worn),
    "build": ("build", _build),
    "face": ("seed", _face),
}
PARTS: Final = tuple(_PARTS)
"""What can be set, by the names that people write."""


def override(look: Look, pairs: Iterable[str]) -> Look:
    """The look with parts set as `NAME=VALUE` says, the later the stronger.

    Raises BadBrief with the choices there are for a name or a value that is unknown.
    """
    for pair in pairs:
        name, separator, value = pair.partition("=")
        part = name.strip().casefold().replace("_", "-").replace("color", "colour")
        if not separator or part not in _PARTS:
            raise BadBrief(f"--set takes NAME=VALUE, where NAME is one of: {', '.join(PARTS)}; not '{pair}'.")
        field, read = _PARTS[part]
        chosen = read(part, value.strip().casefold())
        if part == "colours":
            chosen = (*chosen, *look.dress_colours[len(chosen) :])
        look = replace(look, **{field: chosen})
    return look
