"""One person from a description, by what the analyst knows of words: `old fisherman, Kerala, white beard`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.film import ActionText, Character, Screenplay, Span, Speech
from pipeline.language.detect import detect
from pipeline.story.analyse import analyse
from pipeline.vocabulary import AgeGroup, Culture, Gender, Language, Role


@dataclass(frozen=True, slots=True)
class Described:
    """Who was described, in which culture and language."""

    character: Character
    culture: Culture
    language: Language


def describe(words: str) -> Described:
    """Read a description in any of the languages; what it does not say is left open to the seed."""
    language = detect(words) or Language.ENGLISH
    span = Span(0, len(words))
    told = ActionText(words, span, told=True)
    # Somebody told of, and somebody who is called all that: the first knows a child by its noun, the second finds a
    # person in words that are no sentence.
    seen = analyse(Screenplay("", language, len(words.split()), "prose", (told,)))
    named = analyse(Screenplay("", language, len(words.split()), "dialogue", (told, Speech(words, words, span))))
    person = (
        named.characters[0] if named.characters else Character(words, Role.PROTAGONIST, AgeGroup.ADULT, Gender.UNKNOWN)
    )
    if seen.characters:
        age = seen.characters[0].age_group
        person = replace(person, age_group=person.age_group if age is AgeGroup.ADULT else age)
    # In a list each item may be what is worn: "teenage boy, hoodie".
    listed = words.replace(",", ", in")
    return Described(replace(person, name=words, description=listed), named.scenes[0].culture, language)
