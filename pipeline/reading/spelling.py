"""How a script spells the names that its cues shout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.film import Element, Speech


def as_written(elements: Sequence[Element], text: str) -> tuple[Element, ...]:
    """Give shouted cues (MEERA) the spelling that the script uses elsewhere (Meera), else a capital a word."""
    spellings: dict[str, str] = {}
    for element in elements:
        if isinstance(element, Speech) and element.character not in spellings:
            spellings[element.character] = spelt(element.character, text)
    return tuple(
        replace(element, character=spellings[element.character]) if isinstance(element, Speech) else element
        for element in elements
    )


def spelt(name: str, text: str) -> str:
    """A name as `text` spells it; one that is not shouted is its own spelling."""
    if not name.isupper():
        return name
    found = regex.findall(rf"(?<!\w){regex.escape(name)}(?!\w)", text, flags=regex.IGNORECASE)
    written = [one for one in found if not one.isupper() and one[:1].isupper()]
    return written[0] if written else regex.sub(r"[^\W\d_]+(?:['’]\w+)?", _capitalised, name)


def _capitalised(match: regex.Match[str]) -> str:
    word = match.group()
    return word if len(word) <= 2 else word[0] + word[1:].lower()
