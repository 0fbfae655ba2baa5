"""An analyst with a model of OpenAI's."""

from __future__ import annotations

from typing import Any, ClassVar

from pipeline.contracts.engine import Availability, Licence, Needs
from pipeline.engines.analyst.chat import complete
from pipeline.engines.analyst.language_model import LanguageModelAnalyst
from pipeline.engines.openai_service import availability


class OpenAIAnalyst(LanguageModelAnalyst):
    """Sends the script to OpenAI. Chosen by name only: a key alone must not make films cost money."""

    name: ClassVar[str] = "openai"
    version: ClassVar[str] = "1"
    rank: ClassVar[int] = 0
    needs: ClassVar[Needs] = Needs(extra="openai", key="STUDIO_OPENAI_API_KEY")
    licence: ClassVar[Licence] = Licence(code="Apache-2.0")

    @property
    def model(self) -> str:
        """See LanguageModelAnalyst.model."""
        return self.access.openai_model

    def is_available(self) -> Availability:
        """Whether the SDK is installed and a key is set."""
        return availability(self.access)

    def answer(self, system: str, question: str, schema: dict[str, Any]) -> str:
        """See LanguageModelAnalyst.answer."""
        reached = (self.access.openai_key or "", self.access.openai_url)
        return complete(self.name, self.model, reached, self.access, (system, question, schema))
