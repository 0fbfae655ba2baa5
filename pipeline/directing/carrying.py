"""Carrying changes out one after the other, and over to what an edited script has become."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from pipeline.edits import Edit
from pipeline.errors import BadEdit

Thing = TypeVar("Thing")
Change = TypeVar("Change", bound=Edit)


def carry_out(
    thing: Thing, edits: Iterable[Change], change: Callable[[Thing, Change], Thing], must: Collection[Edit]
) -> tuple[Thing, tuple[str, ...]]:
    """The thing with those changes made that can be, and a note for each of the others.

    Raises BadEdit for one of those that `must` be possible.
    """
    notes: list[str] = []
    for edit in edits:
        try:
            thing = change(thing, edit)
        except BadEdit as problem:
            if edit in must:
                raise
            notes.append(f"A change of the storyboard was left out ({edit.kind}): {problem}")
    return thing, tuple(notes)
