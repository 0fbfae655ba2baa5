"""Read: a script's text becomes a Screenplay, whatever the way it is written in."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import PurePath

import regex

from pipeline.errors import BadScript, EmptyScript, NotText, ScriptTooLong, UnknownLanguage
from pipeline.film import MAX_WORDS, ActionText, Element, Heading, Screenplay, Script, Speech, Transition
from pipeline.language.detect import detect
from pipeline.language.words import count_words
from pipeline.reading.chat import Turns
from pipeline.reading.lines import Page, open_page
from pipeline.reading.marks import is_heading
from pipeline.reading.prose import read_prose
from pipeline.reading.quotes import pieces
from pipeline.reading.screenplay import Reader, cue_names, is_cue
from pipeline.reading.settle import settle
from pipeline.reading.spelling import as_written
from pipeline.reading.verse import is_verse, read_verse, scans
from pipeline.vocabulary import Language

TITLE_WORDS = 6
"""A title taken from the first words of a script has at most this many."""
MAX_CHARACTERS = 50_000
"""No 500 words are as long as this, in any language: what is longer is no script, and is not looked at."""
Also = tuple[tuple[str, tuple[str, ...]], ...]
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
    if len(text) > MAX_CHARACTERS:
        raise BadScript(
            f"The script has {len(text)} characters and the limit is {MAX_CHARACTERS}. Cut it to {MAX_WORDS} words."
        )
    page = open_page(text)
    language = script.language or page.language or _detect(text)
    words = count_words(text, language)
    if words > MAX_WORDS:
        raise ScriptTooLong(words, MAX_WORDS)
    form, elements, also = ("verse", read_verse(page.lines), ()) if script.verse else _read(page, text, language)
    named = as_written(elements, text)
    settled = tuple(settle(named, text, page.removed, language))
    if not any(isinstance(element, ActionText | Speech) for element in settled):
        raise BadScript("The script has a title or headings but no story. Write what happens, or what somebody says.")
    title = script.title or page.title or _first_words(settled)
    return Screenplay(title, language, words, form, settled, _as_heard(also, settled))


def _read(page: Page, text: str, language: Language) -> tuple[str, tuple[Element, ...], Also]:
    """The form, the elements, and who else is meant by which words."""
    turns = None if page.fountain else Turns(page.lines, language)
    form = form_of(page, language, turns)
    if form == "verse":
        return form, read_verse(page.lines), ()
    if form == "prose":
        told = read_prose(page.lines, text, language)
        return form, told.elements, told.also
    return form, Reader(page.lines, text, turns).read(), ()


def form_of(page: Page, language: Language, turns: Turns | None) -> str:
    """Tell "screenplay", "dialogue", "verse" or "prose" by what marks the lines carry."""
    if turns is None:
        return "screenplay"
    lines = page.lines
    written = [line.text for line in lines if line.text]
    known = cue_names(lines)
    headings = sum(is_heading(text) for text in written)
    cues = sum(is_cue(lines, number, known) for number in range(len(lines)))
    spoken = turns.names.total()
    if headings:
        quotes = any(piece.said for text in written for piece in pieces(text, language))
        return "screenplay" if cues or spoken or not quotes else "prose"
    if cues and cues * 8 >= len(written):
        return "screenplay"
    body = sum(not text.startswith("#") for text in written)
    if spoken and (spoken >= body * _LEAST_SHARE_OF_SPEECH) and (spoken > 1 or body <= 2):
        return "dialogue"
    return "verse" if is_verse(lines) or scans(lines) else "prose"


def _as_heard(also: Also, elements: Sequence[Element]) -> Also:
    """Other words for those who do speak."""
    speakers = {element.character for element in elements if isinstance(element, Speech)}
    return tuple((name, words) for name, words in also if name in speakers)


def _detect(text: str) -> Language:
    language = detect(text)
    if language is None:
        codes = ", ".join(one.value for one in Language)
        raise UnknownLanguage(
            f"The script's language could not be told, or is not one of the twenty. "
            f"Give it with --language and one of: {codes}."
        )
    return language


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
