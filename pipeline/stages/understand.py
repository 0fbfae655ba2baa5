"""Understand: a screenplay becomes a Story, once; the take is the story as JSON."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from pipeline.context import StageContext
from pipeline.contracts.analyst import Analyst
from pipeline.film import Screenplay, Story

_STORY = TypeAdapter(Story)


def understand(screenplay: Screenplay, analyst: Analyst, context: StageContext) -> Story:
    """Screenplay to Story by `analyst`."""

    def make(path: Path) -> None:
        path.write_bytes(_STORY.dump_json(analyst.understand(screenplay), indent=1))

    take = context.takes.get_or_make(f"analyst.{analyst.name}", analyst.edition, screenplay, ".story", make)
    return _STORY.validate_json(take.path.read_bytes())
