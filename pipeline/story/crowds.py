"""Whether a scene is told to be full of people, and of whom, by the words of its language."""

from __future__ import annotations

from typing import Final

from pipeline.film import Scene
from pipeline.story.lexicon import lexicon
from pipeline.vocabulary import Language

PEOPLE, CHILDREN, SOLDIERS = "people", "children", "soldiers"
"""The labels of `[crowd]` in the word lists."""
_FIRST: Final = (SOLDIERS, CHILDREN, PEOPLE)
"""Which counts where several are named: a crowd that watches soldiers is behind them."""


def crowd_of(scene: Scene, language: Language) -> str | None:
    """The label of the crowd that the scene's words tell of; None for no crowd, or one that is denied."""
    text = "\n".join(dict.fromkeys((scene.description, *(deed.text for deed in scene.deeds))))
    found = {hit.label for hit in lexicon(language).find(text, "crowd") if not hit.denied}
    return next((label for label in _FIRST if label in found), None)
