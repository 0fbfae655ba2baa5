"""How a script spells the names that its cues shout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.film import Element, Speech

_VOICE = regex.compile(
    r"(?:голос|voice of|voz de|voix de|stimme von|voce di) (?P<behind>\S.*)|(?P<before>\S.*)['’]s voice",
    regex.IGNORECASE,
)


def as_written(elements: Sequence[Element], text: str) -> tuple[Element, ...]:
    """Give shouted cues (MEERA) the spelling that the script uses elsewhere (Meera), else a capital a word."""
    spellings: dict[str, str] = {}
    for element in elements:
        if isinstance(element, Speech) and element.character not in spellings:
            spellings[element.character] = spelt(element.character, text)
    names = set(spellings.values())
    return tuple(
        _heard(replace(element, character=spellings[element.character]), names)
        if isinstance(element, Speech)
        else element
        for element in elements
    )


def _heard(speech: Speech, names: set[str]) -> Speech:
    """`MEERA'S VOICE` is Meera, unseen; in Russian too, where the name stands in another case (ГОЛОС ТИМУРА)."""
    match = _VOICE.match(speech.character)
    if match is None:
        return speech
    whose = match["behind"] or match["before"]
    fitting = [
        name
        for name in names
        if len(name) > 2 and whose.casefold().startswith(name.casefold()[: max(3, len(name) - 1)])
    ]
    return replace(speech, character=min(fitting, key=len) if fitting else speech.character, unseen=True)


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
