"""Who is whose mother, friend or teacher: by what they call each other, and by what is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.film import Relation
from pipeline.story.lexicon import fold
from pipeline.story.mentions import Known, listener, mentions
from pipeline.story.passages import Kind, Passage
from pipeline.vocabulary import RelationKind

_OPPOSITE = {
    RelationKind.GRANDPARENT: RelationKind.GRANDCHILD,
    RelationKind.GRANDCHILD: RelationKind.GRANDPARENT,
    RelationKind.MOTHER: RelationKind.CHILD,
    RelationKind.FATHER: RelationKind.CHILD,
    RelationKind.TEACHER: RelationKind.STUDENT,
    RelationKind.STUDENT: RelationKind.TEACHER,
    RelationKind.SIBLING: RelationKind.SIBLING,
    RelationKind.SPOUSE: RelationKind.SPOUSE,
    RelationKind.FRIEND: RelationKind.FRIEND,
    RelationKind.ENEMY: RelationKind.ENEMY,
}
_MARKS = ",،、，!！?？.。।…—–"
_CLOSE = 24
"""Two names and the word between them that ties them stand within so many characters."""


def relations(found: Sequence[Passage], known: Sequence[Known]) -> dict[str, list[Relation]]:
    """Relations of each character, as far as the text says."""
    related: dict[str, list[Relation]] = {}
    _called(found, known, related)
    _told(found, known, related)
    return related


def _called(found: Sequence[Passage], known: Sequence[Known], related: dict[str, list[Relation]]) -> None:
    """What one calls another: between two who speak, the other one is meant."""
    spoken = [passage for passage in found if passage.speaker is not None]
    names = [one.name for one in known]
    for index, passage in enumerate(spoken):
        other = listener(spoken, index)
        if passage.speaker is None or other is None:
            continue
        for hit in passage.found("kin"):
            # "My grandmother told me" speaks of somebody else; a name that is the word itself is meant.
            after = passage.text[hit.end :].lstrip()[:1]
            before = passage.text[: hit.start].rstrip()[-1:]
            word = fold(hit.word)
            is_name = any(word in fold(name).split() for name in names if name != passage.speaker)
            if not is_name and not ((not after or after in _MARKS) and (not before or before in _MARKS)):
                continue
            kind = RelationKind(hit.label)
            _relate(related, other, Relation(passage.speaker, kind))
            if kind in _OPPOSITE:
                _relate(related, passage.speaker, Relation(other, _OPPOSITE[kind]))


def _told(found: Sequence[Passage], known: Sequence[Known], related: dict[str, list[Relation]]) -> None:
    """As in "Meera and her grandmother Kamala": a word of kin between two names that stand close."""
    for passage in found:
        if passage.kind is not Kind.TOLD:
            continue
        named = mentions(passage.text, known)
        for one, other in pairwise(named):
            if one.name == other.name or other.start - one.end > _CLOSE:
                continue
            for hit in passage.found("kin"):
                if one.end <= hit.start and hit.end <= other.start + 1:
                    kind = RelationKind(hit.label)
                    _relate(related, other.name, Relation(one.name, kind))
                    if kind in _OPPOSITE:
                        _relate(related, one.name, Relation(other.name, _OPPOSITE[kind]))


def _relate(related: dict[str, list[Relation]], name: str, relation: Relation) -> None:
    ties = related.setdefault(name, [])
    if relation.to != name and all(other.to != relation.to for other in ties):
        ties.append(relation)
