"""Analyst: what a screenplay is about."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from pipeline.contracts.engine import Engine
from pipeline.film import Screenplay, Story


class Analyst(Engine):
    """Finds characters, scenes, feelings, deeds and culture in a screenplay."""

    capability: ClassVar[str] = "analyst"

    @abstractmethod
    def understand(self, screenplay: Screenplay) -> Story:
        """Screenplay to Story.

        Every Speech becomes Lines of that character, every told ActionText Lines of the narrator, in order, none lost
        and none added. Values come from the closed lists; what the text does not say is listed in `inferred`.
        """
