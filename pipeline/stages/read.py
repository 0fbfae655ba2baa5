"""Read: a script's text becomes a Screenplay, whatever the way it is written in."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

import regex

from pipeline.errors import BadScript, EmptyScript, NotText, ScriptTooLong, UnknownLanguage
from pipeline.film import MAX_WORDS, ActionText, Element, Heading, Screenplay, Script, Speech, Transition
from pipeline.language.detect import detect
from pipeline.language.words import count_words
from pipeline.reading.lines import ScriptLine, open_page
from pipeline.reading.prose import read_prose
from pipeline.reading.quotes import pieces
from pipeline.reading.screenplay import Reader, colon_names, cue_names, is_cue, is_heading
from pipeline.vocabulary import Language

TITLE_WORDS = 6
"""A title taken from the first words of a script has at most this many."""
_LEAST_SHARE_OF_SPEECH = 0.3
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, name: str) -> str:
    """The text of a script file: UTF-8, or UTF-16 with its mark. Raises NotText for anything else."""
    encoding = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "utf-8")
    shown = PurePath(name).name or name
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"'{shown}' is not a text file. Save the script as plain text in UTF-8.") from error
    if _CONTROL.search(text):
        raise NotText(f"'{shown}' holds binary data, not a script. Save the script as plain text in UTF-8.")
    return text


def read(script: Script) -> Screenplay:
    """Script to Screenplay. Every element's text is exactly the script's text at its span.

    Raises EmptyScript, UnknownLanguage, ScriptTooLong (over MAX_WORDS) and BadScript (a title alone).
    """
    text = script.text
    if _CONTROL.search(text):
        raise NotText("The script holds control characters that are no text. Save it as plain text in UTF-8.")
    if not any(character.isalnum() for character in text):
        raise EmptyScript
    language = script.language or _detect(text)
    words = count_words(text, language)
    if words > MAX_WORDS:
        raise ScriptTooLong(words, MAX_WORDS)
    page = open_page(text)
    form = form_of(page.lines)
    if form == "prose":
        elements = read_prose(page.lines, text, language)
    else:
        elements = Reader(page.lines, text, by_colon=True).read()
    elements = _as_named(elements, text)
    if not any(isinstance(element, ActionText | Speech) for element in elements):
        raise BadScript("The script has a title or headings but no story. Write what happens, or what somebody says.")
    title = script.title or page.title or _first_words(elements)
    return Screenplay(title, language, words, form, elements)


def form_of(lines: Sequence[ScriptLine]) -> str:
    """Tell "screenplay", "dialogue" or "prose" by what marks the lines carry."""
    written = [line.text for line in lines if line.text]
    known = cue_names(lines)
    headings = sum(is_heading(text) for text in written)
    cues = sum(is_cue(lines, number, known) for number in range(len(lines)))
    named = colon_names(lines)
    spoken = sum(named.values())
    if headings:
        quotes = any(piece.said for text in written for piece in pieces(text))
        return "screenplay" if cues or spoken or not quotes else "prose"
    if cues and cues * 8 >= len(written):
        return "screenplay"
    body = sum(not text.startswith("#") for text in written)
    if spoken and (spoken >= body * _LEAST_SHARE_OF_SPEECH) and (spoken > 1 or body <= 2):
        return "dialogue"
    return "prose"


def _detect(text: str) -> Language:
    language = detect(text)
    if language is None:
        codes = ", ".join(one.value for one in Language)
        raise UnknownLanguage(
            f"The script's language could not be told, or is not one of the twenty. "
            f"Give it with --language and one of: {codes}."
        )
    return language


def _as_named(elements: Sequence[Element], text: str) -> tuple[Element, ...]:
    """Give shouted cues (MEERA) the spelling that the script uses elsewhere (Meera), else a capital a word."""
    spellings: dict[str, str] = {}
    for element in elements:
        if not isinstance(element, Speech) or element.character in spellings:
            continue
        name = element.character
        if not name.isupper():
            spellings[name] = name
            continue
        found = regex.findall(rf"(?<!\w){regex.escape(name)}(?!\w)", text, flags=regex.IGNORECASE)
        written = [one for one in found if not one.isupper() and one[:1].isupper()]
        spellings[name] = written[0] if written else regex.sub(r"[^\W\d_]+(?:['’]\w+)?", _capitalised, name)
    return tuple(
        replace(element, character=spellings[element.character]) if isinstance(element, Speech) else element
        for element in elements
    )


def _capitalised(match: regex.Match[str]) -> str:
    word = match.group()
    return word if len(word) <= 2 else word[0] + word[1:].lower()


def _first_words(elements: Sequence[Element]) -> str:
    """A title for a script that has none: the beginning of what is told or said first."""
    first = next(element for element in elements if not isinstance(element, Heading | Transition))
    line = first.text.split("\n")[0]
    clause = regex.split(r"(?<=\S)[.!?…।॥。！？؟，、,;:：]", line)[0]
    words = clause.split()
    title = " ".join(words[:TITLE_WORDS]).strip("\"'“”‘’«»「」*_()—–- ")
    shortened = len(words) > TITLE_WORDS
    if len(title) > 40:
        title, shortened = title[:20], True
    return title + ("…" if shortened else "") if title else line[:40]
