"""What a passage means, whatever its words: how much likelier each bad category is than any harmless story.

A discriminant over the sentences of `examples.toml`, embedded once and kept in the user's cache. Everything harmless
is one label: which kind of harmless does not matter.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import platformdirs

from pipeline.contracts.moderator import Category
from pipeline.language.discriminant import Head, fit
from pipeline.language.embed import embed, embed_once

SHRINKAGE = 0.7
HARMLESS = "harmless"


def meaning(text: str) -> Mapping[Category, float]:
    """Log-odds of every category against a harmless story. Short texts are judged worse than a paragraph."""
    head = _head()
    scores = dict(zip(head.labels, head.scores(embed([unicodedata.normalize("NFC", text)])[0]), strict=True))
    return {category: float(scores[category] - scores[HARMLESS]) for category in Category}


@cache
def _head() -> Head:
    data = tomllib.loads((files(__package__) / "examples.toml").read_text(encoding="utf-8"))
    pairs = [
        (label if label in set(Category) else HARMLESS, text) for label, one in data.items() for text in one["texts"]
    ]
    folder = platformdirs.user_cache_path("ai-film-studio") / "labels"
    return fit([label for label, _ in pairs], embed_once([text for _, text in pairs], folder), SHRINKAGE)
