"""Who is in the story: everybody who speaks, and what the script says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from pipeline.film import ActionText, Character, Relation, Screenplay, Speech
from pipeline.language.sentences import sentences
from pipeline.story.lexicon import finder, lexicon
from pipeline.vocabulary import AgeGroup, Gender, Language, RelationKind, Role

_YEARS = regex.compile(r"(?<![\w$€])(\d{1,2})(?!\d)|\b(?:of|aged) (\w+)\b|\b(\w+)[- ]year[- ]old", regex.IGNORECASE)
_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_TOUCHING = 48
"""A word that describes somebody stands at most this many characters behind the name."""
_HE = regex.compile(r"(?<!\w)(?:he|his|him|él|lui|sein|seine|он|его|彼|他)(?!\w)", regex.IGNORECASE)
_SHE = regex.compile(r"(?<!\w)(?:she|her|hers|ella|elle|sie|ihre|она|её|彼女|她)(?!\w)", regex.IGNORECASE)
_FEMALE_ENDING = {
    Language.SPANISH: "a", Language.ITALIAN: "a", Language.PORTUGUESE: "a", Language.RUSSIAN: "ая",
    Language.ENGLISH: "a", Language.HINDI: "ाी", Language.MARATHI: "ाी", Language.TAMIL: "ாி",
}  # fmt: skip
_OPPOSITE = {RelationKind.GRANDPARENT: RelationKind.GRANDCHILD, RelationKind.MOTHER: RelationKind.CHILD,
             RelationKind.FATHER: RelationKind.CHILD, RelationKind.TEACHER: RelationKind.STUDENT}  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """The characters in order of appearance, whether they talk in a show, and the fields that were inferred."""

    characters: tuple[Character, ...]
    podcast: bool
    inferred: tuple[str, ...]


def find_people(screenplay: Screenplay) -> People:
    """Everybody who speaks, by order of appearance."""
    speeches = [element for element in screenplay.elements if isinstance(element, Speech)]
    told = [element.text for element in screenplay.elements if isinstance(element, ActionText)]
    words: dict[str, int] = {}
    for speech in speeches:
        words[speech.character] = words.get(speech.character, 0) + len(speech.text)
    podcast = _is_show(screenplay, tuple(words))
    relations = _relations(speeches, tuple(words))
    characters: list[Character] = []
    inferred: list[str] = []
    ranked = sorted(words, key=lambda name: -words[name])
    for index, name in enumerate(words):
        said_of = _said_of(name, told, tuple(words))
        gender, gender_said = _gender(name, said_of, screenplay.language)
        age, age_said = _age(name, said_of)
        inferred += [
            f"characters[{index}].{field}"
            for field, said in (("role", podcast), ("gender", gender_said), ("age_group", age_said))
            if not said
        ]
        trait = lexicon("people", "trait").first(said_of)
        characters.append(
            Character(
                name=name,
                role=_show_role(name, index) if podcast else _role(ranked.index(name)),
                age_group=age,
                gender=gender,
                personality=trait.label if trait else None,
                relations=tuple(relations.get(name, ())),
                description=said_of,
            )
        )
    return People(tuple(characters), podcast, tuple(inferred))


def _is_show(screenplay: Screenplay, names: Sequence[str]) -> bool:
    text = " ".join(element.text for element in screenplay.elements) + " " + screenplay.title
    titled = any(lexicon("people", "podcast").first(name) for name in names)
    shown = any(hit.label == "show" for hit in lexicon("people", "podcast").find(text))
    return screenplay.form == "dialogue" and len(names) > 1 and (titled or shown)


def _show_role(name: str, index: int) -> Role:
    hit = lexicon("people", "podcast").first(name)
    if hit is not None and hit.label in ("host", "guest"):
        return Role(hit.label)
    return Role.HOST if index == 0 else Role.GUEST


def _role(rank: int) -> Role:
    return (Role.PROTAGONIST, Role.DEUTERAGONIST)[rank] if rank < 2 else Role.SUPPORTING


def _said_of(name: str, told: Sequence[str], others: Sequence[str]) -> str:
    """What the told text says right behind a name, up to the next name."""
    pieces = []
    for text in told:
        for start, end in sentences(text):
            sentence = text[start:end]
            found = finder(name).search(sentence)
            if not found:
                continue
            behind = sentence[found.start() : found.end() + _TOUCHING]
            for other in others:
                place = behind.casefold().find(other.casefold(), len(name))
                if other != name and place > 0:
                    behind = behind[:place]
            # "The old fisherman Kofi": what stands right before a name describes it as well.
            ahead = sentence[max(0, found.start() - 24) : found.start()]
            for other in others:
                place = ahead.casefold().rfind(other.casefold())
                if other != name and place >= 0:
                    ahead = ahead[place + len(other) :]
            pieces.append(ahead + behind)
    return " ".join(pieces)


def _gender(name: str, said_of: str, language: Language) -> tuple[Gender, bool]:
    table = lexicon("people", "gender")
    for text in (name, said_of):
        found = table.first(text)
        if found is not None:
            return Gender(found.label), True
    he, she = len(_HE.findall(said_of)), len(_SHE.findall(said_of))
    if he != she:
        return (Gender.MALE if he > she else Gender.FEMALE), True
    known = lexicon("people", "names").first(name)
    if known is not None:
        return Gender(known.label), False
    endings = _FEMALE_ENDING.get(language, "")
    either = (endings,) if endings.isascii() else tuple(endings)
    if endings and name.split(maxsplit=1)[0].endswith(either):
        return Gender.FEMALE, False
    return (Gender.UNKNOWN, True) if not endings else (Gender.MALE, False)


def _age(name: str, said_of: str) -> tuple[AgeGroup, bool]:
    for match in _YEARS.finditer(said_of):
        word = next(group for group in match.groups() if group)
        years = int(word) if word.isdigit() else _NUMBERS.get(word.casefold())
        if years is not None:
            return _group(years), True
    counted = _counted_years().search(said_of)
    if counted:
        return _group(_years()[counted["number"].casefold()]), True
    for text in (name, said_of):
        found = lexicon("people", "age").find(text)
        if found:
            # "An old boy" is nobody's child: the first word in the text is the nearest to the name.
            return AgeGroup(found[0].label), True
    return AgeGroup.ADULT, False


@cache
def _years() -> dict[str, int]:
    """Number words of the languages that count years as number and word."""
    return {
        word: number
        for row in lexicon("people", "years").words["numbers"]
        for number, word in enumerate(row.split(), start=1)
    }


@cache
def _counted_years() -> regex.Pattern[str]:
    numbers = "|".join(regex.escape(word) for word in sorted(_years(), key=len, reverse=True))
    years = "|".join(lexicon("people", "years").words["words"])
    return regex.compile(rf"(?<![\w\p{{M}}])(?P<number>{numbers})\s*(?:{years})", regex.IGNORECASE)


def _group(years: int) -> AgeGroup:
    for limit, group in ((13, AgeGroup.CHILD), (20, AgeGroup.TEEN), (60, AgeGroup.ADULT)):
        if years < limit:
            return group
    return AgeGroup.ELDERLY


def _relations(speeches: Sequence[Speech], names: Sequence[str]) -> dict[str, list[Relation]]:
    """Who calls whom grandmother: between two who speak, the other one is meant."""
    relations: dict[str, list[Relation]] = {}
    for index, speech in enumerate(speeches):
        near = [other.character for other in (*speeches[index + 1 : index + 2], *speeches[max(0, index - 1) : index])]
        others = [name for name in near if name != speech.character]
        if not others:
            continue
        table = lexicon("people", "kin")
        named = {hit.label for name in names if name != speech.character for hit in table.find(name)}
        for hit in table.find(speech.text):
            # "My grandmother told me" speaks of somebody else; a name that is the word itself is meant.
            address = speech.text[hit.end : hit.end + 1] in set(",.!?…、。！？।،؟") or hit.label in named
            if not address:
                continue
            kind = RelationKind(hit.label)
            _relate(relations, others[0], Relation(speech.character, kind))
            if kind in _OPPOSITE:
                _relate(relations, speech.character, Relation(others[0], _OPPOSITE[kind]))
    return relations


def _relate(relations: dict[str, list[Relation]], name: str, relation: Relation) -> None:
    known = relations.setdefault(name, [])
    if all(other.to != relation.to for other in known):
        known.append(relation)
