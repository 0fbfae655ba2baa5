"""How the stand-in reads a script: by counting, no more."""

from __future__ import annotations

import math
import re

from pipeline.vocabulary import Gender, Language
from pipeline.vocabulary import Role as Part
from server.films.schemas import CastEntry, Quote, QuoteRequest, Reading

LIMIT = 500
JUDGED, BAD = "A REAL PERSON", "A BAD DEED"
"""What a script is held and refused for."""
LETTERS = (("[\u0b80-\u0bff]", Language.TAMIL), ("[\u3040-\u30ff]", Language.JAPANESE))


def language_of(script: str) -> Language:
    """The language, by its letters."""
    return next((language for letters, language in LETTERS if re.search(letters, script)), Language.ENGLISH)


def title_of(script: str) -> str:
    """The first line's title."""
    found = re.match(r"Title: (.+)", script)
    return found[1] if found else "Untitled"


def speakers(script: str) -> tuple[str, ...]:
    """Who speaks, by lines of "NAME: …" or names in capitals on their own."""
    found = re.findall(r"^([A-Z][\w .]{1,20}):|^([A-Z]{2,20})$", script, re.MULTILINE)
    names = (short or capitals.title() for short, capitals in found)
    return tuple(dict.fromkeys(name for name in names if name != "Title"))


def read(script: str, language: Language | None) -> Reading:
    """Counts."""
    words = len(script.split())
    form = (
        "screenplay" if re.search(r"^(INT|EXT)\.", script, re.MULTILINE) else "dialogue" if ":" in script else "prose"
    )
    problem = f"The script has {words} words; {LIMIT} are the most. Shorten it." if words > LIMIT else None
    return Reading(
        language=language or language_of(script),
        words=words,
        words_limit=LIMIT,
        form=form,
        problem=problem,
        problem_code="script_too_long" if problem else None,
    )


def quote(asked: QuoteRequest, balance: int) -> Quote:
    """A length by words, a price by length, a refusal where one is due."""
    seen = read(asked.script, asked.settings.language)
    minutes = asked.settings.minutes or max(1, math.ceil(seen.words / 150))
    price = 3 * minutes
    refusal, code = seen.problem, seen.problem_code
    if refusal is None and minutes > 2:
        refusal, code = f"This script fills 1 or 2 minutes, not {minutes}.", "length_does_not_fit"
    language = seen.language or Language.ENGLISH
    cast = tuple(
        CastEntry(name=name, role=Part.PROTAGONIST, age_group=None, gender=Gender.FEMALE, voice=f"{language}-heart")
        for name in ("narrator", *speakers(asked.script))
    )
    return Quote(
        title=title_of(asked.script),
        language=language,
        words=seen.words,
        seconds=minutes * 60 - 12,
        minutes=minutes,
        credits=price,
        lengths=(1, 2),
        scenes=2,
        shots=6,
        cast=cast,
        watermark=True,
        credits_balance=balance,
        refusal=refusal,
        refusal_code=code,
        review="It seems to speak for a living person." if JUDGED in asked.script else None,
    )
