"""The stand-in's storyboards: of one story, whatever the script says, directed and changed as the real ones are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.directing.edits_json import write_edits
from pipeline.edits import Edit
from pipeline.film import Brief, Finding
from pipeline.storyboard import board_of
from pipeline.storyboard_json import storyboard_json
from server.films.schemas import QuoteRequest
from server.projects.schemas import Project
from server.storyboards.schemas import Storyboard
from tests import factories
from tests.ui import reading

FINDINGS = (
    Finding("scenes[0].setting", 1.0, "RIVER <b>GHAT</b>"),
    Finding("scenes[0].weather", 0.5),
    Finding("characters[0].gender", 0.62),
)


def look(project: Project, edits: Sequence[Edit], balance: int) -> Storyboard:
    """The project's storyboard. Raises BadEdit."""
    story = replace(factories.story(), title=project.title, findings=FINDINGS)
    board = board_of(story, Brief(edits=tuple(edits)), edits)
    if any(edit.kind == "drop shot" for edit in edits):
        board = replace(board, notes=("A shot is missed.",))
    return Storyboard(
        version=f"{hash((project.script, write_edits(tuple(edits)))):x}",
        edits=tuple(edits),
        board=storyboard_json(board, Brief()),
        quote=reading.quote(QuoteRequest(script=project.script, settings=project.settings), balance),
    )
