"""Who "the old man" is: in told stories, somebody called by what they are is often somebody who has a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.story.mentions import name_pattern
from pipeline.story.passages import Kind, Passage, words_of
from pipeline.story.years import age_in
from pipeline.vocabulary import Language

_AGES = frozenset({"child", "teen", "elderly"})
_TELLING = frozenset({"person", "age", "kin"})
_BESIDE = 60


def as_named(found: Sequence[Passage], language: Language) -> tuple[list[Passage], dict[str, list[str]]]:
    """Passages whose speakers bear their names, and the other words by which each name was meant.

    An epithet means the one person whose name the story gave before, whom nothing told contradicts, and who does not
    answer it.
    """
    speakers = list(dict.fromkeys(passage.speaker for passage in found if passage.speaker is not None))
    traits = {name: _traits(name, found, language) for name in speakers}
    epithets = [name for name in speakers if _is_epithet(name, language)]
    also: dict[str, list[str]] = {}
    meant: dict[str, str] = {}
    for epithet in epithets:
        first = _first(epithet, found)
        fitting = [
            name
            for name in speakers
            if name not in epithets
            and _first(name, found) < first
            and _agree(traits[name], traits[epithet])
            and not _talk(name, epithet, found)
        ]
        if len(fitting) == 1:
            meant[epithet] = fitting[0]
            also.setdefault(fitting[0], []).append(epithet)
    named = [
        replace(passage, speaker=meant[passage.speaker]) if passage.speaker in meant else passage for passage in found
    ]
    return named, also


def _is_epithet(name: str, language: Language) -> bool:
    """Whether a name says how old somebody is and no more: a trade or a kinship may be somebody else's.

    Names have capitals where the script has them.
    """
    if any(character.isupper() for character in name) and language is not Language.GERMAN:
        return False
    hits = [hit for hit in words_of(name, language) if hit.section in _TELLING]
    covered = sum(len(hit.word) for hit in {(hit.start, hit.end): hit for hit in hits}.values())
    ages = {part for hit in hits for part in hit.label.split() if hit.section in ("person", "age")}
    related = any(hit.section == "kin" for hit in hits)
    return bool(ages & _AGES) and not related and covered * 2 >= len(name)


def _traits(name: str, found: Sequence[Passage], language: Language) -> set[str]:
    """Genders and ages that a name, and the words beside it, tell."""
    traits = {
        part for hit in words_of(name, language) if hit.section in ("person", "age") for part in hit.label.split()
    }
    for passage in found:
        named = name_pattern(name).search(passage.text) if passage.kind is Kind.TOLD else None
        if named is None:
            continue
        around = passage.text[max(0, named.start() - 24) : named.end() + _BESIDE]
        for hit in words_of(around, language):
            if hit.section in ("person", "age"):
                traits |= set(hit.label.split())
        counted = age_in(around, language)
        if counted is not None:
            traits.add(counted[0].value)
    return traits


def _agree(one: set[str], other: set[str]) -> bool:
    genders = {"female", "male"}
    if one & genders and other & genders and not one & other & genders:
        return False
    return not (other & _AGES and one & _AGES) or bool(one & other & _AGES)


def _first(name: str, found: Sequence[Passage]) -> int:
    pattern = name_pattern(name)
    for passage in found:
        if passage.kind is Kind.TOLD and pattern.search(passage.text):
            return passage.start
        if passage.speaker == name:
            return passage.start
    return 0


def _talk(one: str, other: str, found: Sequence[Passage]) -> bool:
    """Whether two speak in turns, one right after the other."""
    spoken = [passage for passage in found if passage.kind is Kind.SAID]
    pairs = {(before.speaker, after.speaker) for before, after in pairwise(spoken)}
    return (one, other) in pairs or (other, one) in pairs
