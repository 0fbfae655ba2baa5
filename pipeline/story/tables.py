"""The word lists as they stand in their files, one a language, and the names of the world."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.vocabulary import Language


@cache
def word_lists(language: Language) -> dict[str, Any]:
    """The word lists of one language: sections of labels, each with its words apart by commas."""
    return _read(language.value)


@cache
def world_names() -> dict[str, Any]:
    """First names of the world in Latin letters, by where they are at home."""
    return _read("names")


def listed(table: dict[str, Any], section: str, label: str) -> list[str]:
    """The words under a label of a section, as they are written there."""
    return [word.strip() for word in table.get(section, {}).get(label, "").split(",") if word.strip(" *")]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "words" / f"{name}.toml").read_text(encoding="utf-8"))
