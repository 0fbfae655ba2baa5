"""The library: slokas, hymns, names and poems in the public domain, each with what is known of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.errors import BadBrief
from pipeline.vocabulary import Language

SANSKRIT = "sa"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece. `latin` is its text in IAST (ISO 15919; "" for English), `metre` a key of `metre.metres` or a name.

    `language` is an ISO 639-1 code: one of the studio's twenty, or "sa".
    """

    key: str
    collection: str
    title: str
    about: str
    language: str
    metre: str
    source: str
    text: str
    latin: str
    meaning: str

    @property
    def spoken_as(self) -> Language:
        """The studio's language whose letters and voices it is given: Sanskrit has Hindi's."""
        return Language.HINDI if self.language == SANSKRIT else Language(self.language)


@cache
def pieces() -> dict[str, Piece]:
    """All pieces by key, Sanskrit first."""
    folder = resources.files("pipeline.chant").joinpath("pieces")
    found: dict[str, Piece] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            for key, one in tomllib.loads(file.read_text("utf-8")).items():
                found[key] = Piece(
                    key=key, collection=file.name.removesuffix(".toml"), title=one["title"], about=one["about"],
                    language=one["language"], metre=one["metre"], source=one["source"],
                    text=one["text"], latin=one.get("latin", ""), meaning=one["meaning"],
                )  # fmt: skip
    return dict(sorted(found.items(), key=lambda pair: pair[1].language != SANSKRIT))


def piece(key: str) -> Piece:
    """The piece of that key. Raises BadBrief, which says how to list them."""
    found = pieces().get(key.strip().lower())
    if found is None:
        raise BadBrief(f"There is no piece called '{key}' in the library. `studio slokas` lists them all.")
    return found
