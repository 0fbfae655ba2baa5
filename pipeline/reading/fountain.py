"""A screenplay written out as Fountain. Read back, it gives the same elements."""

from __future__ import annotations

import regex

from pipeline.film import ActionText, Element, Heading, Screenplay, Speech, Transition
from pipeline.reading.marks import HASH, PARENTHETICAL, TRANSITION, is_heading
from pipeline.reading.spelling import spelt

_NARRATOR = "NARRATOR"
_FORCED = "!@.>~=#"


def write_fountain(screenplay: Screenplay) -> str:
    """The title page and the elements. What a reader could take for something else is forced (`!`, `@`, `.`, `>`).

    A narrator's words stand under the cue NARRATOR. Places and languages are not written: reading finds them.
    """
    title = regex.sub(r"/\*|\[\[", " ", " ".join(screenplay.title.split()))
    page = f"Title: {title}\nFormat: Fountain\nLanguage: {screenplay.language.value}"
    said = " ".join(element.text for element in screenplay.elements)
    names = {element.character for element in screenplay.elements if isinstance(element, Speech)}
    known = f"{title} {said} {' '.join(sorted(names))}"
    return "\n\n".join([page, *(_written(element, known) for element in screenplay.elements)]) + "\n"


def _written(element: Element, known: str) -> str:
    match element:
        case Heading():
            if is_heading(element.text):
                return element.text
            return f".{element.text}" if element.text[0].isalnum() else f"## {element.text}"
        case Transition():
            return f"> {element.text}"
        case Speech():
            cue = _cue(element.character, known)
            extensions = (" (V.O.)" if element.unseen else "") + (" ^" if element.dual else "")
            how = f"({element.parenthetical})\n" if element.parenthetical else ""
            return f"{cue}{extensions}\n{how}{element.text}"
        case ActionText(told=True):
            return f"{_NARRATOR}\n{element.text}"
        case ActionText():
            return element.text if _is_plain_action(element.text) else f"!{element.text}"


def _cue(name: str, known: str) -> str:
    """In capitals where reading gives the name back, else forced."""
    shouted = name.upper()
    plain = regex.fullmatch(r"[\p{L}\p{M} .'’\-]{1,40}", shouted) is not None and len(shouted.split()) <= 3
    reads_back = plain and shouted != shouted.lower() and spelt(shouted, "") == spelt(shouted, known) == name
    return shouted if reads_back and not is_heading(shouted) and not TRANSITION.match(shouted) else f"@{name}"


def _is_plain_action(text: str) -> bool:
    """Whether nobody would take this for something else than action."""
    lines = [line.strip() for line in regex.split(r"[\r\n\x0b\x0c\x85\u2028\u2029]+", text)]
    if any(not line or line[0] in _FORCED or is_heading(line) or HASH.match(line) for line in lines):
        return False
    if any(TRANSITION.match(line) or PARENTHETICAL.match(line) for line in lines):
        return False
    return len(lines) == 1 or regex.search(r"\p{Ll}", lines[0]) is not None
