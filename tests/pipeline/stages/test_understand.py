from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from pipeline.context import StageContext
from pipeline.contracts.analyst import Analyst
from pipeline.contracts.engine import Availability, Licence
from pipeline.engines.analyst.offline import EmbeddedAnalyst
from pipeline.film import Screenplay, Script, Story
from pipeline.stages.read import read
from pipeline.stages.understand import understand
from tests import factories

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.txt"))


class CountingAnalyst(Analyst):
    """Finds the same story in every screenplay, and counts how often it was asked."""

    name: ClassVar[str] = "counting"
    version: ClassVar[str] = "1"
    rank: ClassVar[int] = 0
    licence: ClassVar[Licence] = Licence(code="Apache-2.0")

    def __init__(self) -> None:
        self.asked = 0

    def is_available(self) -> Availability:
        return Availability(available=True)

    def understand(self, screenplay: Screenplay) -> Story:
        self.asked += 1
        return replace(factories.story(), title=screenplay.title)


class LaterAnalyst(CountingAnalyst):
    version: ClassVar[str] = "2"


def screenplay(said: str = "Will the river carry it?") -> Screenplay:
    return read(Script(f"Title: The Lamp\n\nMeera: {said}\nRavi: Gently."))


def test_a_screenplay_is_understood_once(context: StageContext) -> None:
    analyst = CountingAnalyst()
    first = understand(screenplay(), analyst, context)
    second = understand(screenplay(), analyst, context)
    assert first == second == factories.story()
    assert analyst.asked == 1


def test_another_screenplay_or_version_is_understood_anew(context: StageContext) -> None:
    analyst, later = CountingAnalyst(), LaterAnalyst()
    understand(screenplay(), analyst, context)
    understand(screenplay("Where does it go?"), analyst, context)
    understand(screenplay(), later, context)
    assert (analyst.asked, later.asked) == (2, 1)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_story_comes_back_from_its_take_as_it_was(path: Path, context: StageContext) -> None:
    analyst = EmbeddedAnalyst()
    played = read(Script(path.read_text(encoding="utf-8")))
    told = analyst.understand(played)
    assert understand(played, analyst, context) == told
    assert understand(played, analyst, context) == told
