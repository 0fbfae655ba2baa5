"""Storyboards on the wire."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from server.films.schemas import Quote
from server.projects.schemas import Change
from server.schema import Asked, Schema
from server.vocabulary import ReviewDecision

MOST_CHANGES = 500
"""More than anybody makes; each is a step of work whenever the storyboard is looked at."""


class StoryboardChanges(Asked):
    """PUT /projects/{id}/storyboard: all of the creator's changes, in the order they are made. [] starts over."""

    edits: Annotated[tuple[Change, ...], Field(max_length=MOST_CHANGES)]


class Storyboard(Schema):
    """The film on paper, with the creator's changes made."""

    version: str
    """What the next PUT sends as If-Match."""
    edits: tuple[Change, ...]
    """All that are kept. Those that no longer apply are told of in the board's `notes`; they wait for their words."""
    board: dict[str, Any]
    """As `studio storyboard --json` has it: scenes and shots, each with the `anchor` by which a change names it."""
    quote: Quote | None
    """None where a choice cannot be met: `problem` says which."""
    problem: str | None = None
    review: ReviewDecision | None = None
    """Of a script that somebody at the studio has to look at before it is filmed: what was decided."""
