"""An analyst with a language model server of one's own: vLLM, llama.cpp, Ollama, LM Studio."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, ClassVar

from pipeline.contracts.engine import Availability, Licence, Needs
from pipeline.engines.analyst.chat import complete
from pipeline.engines.analyst.language_model import LanguageModelAnalyst
from pipeline.engines.openai_service import MISSING


class LocalServerAnalyst(LanguageModelAnalyst):
    """Speaks OpenAI's chat completions to an address that the studio's owner has set."""

    name: ClassVar[str] = "local-server"
    version: ClassVar[str] = "1"
    rank: ClassVar[int] = 0
    needs: ClassVar[Needs] = Needs(extra="openai")
    licence: ClassVar[Licence] = Licence(code="Apache-2.0")

    @property
    def model(self) -> str:
        """See LanguageModelAnalyst.model."""
        return self.access.llm_model or ""

    def is_available(self) -> Availability:
        """Whether the SDK is installed and an address and a model are set; nobody is asked."""
        if find_spec("openai") is None:
            return Availability(available=False, reason=MISSING)
        if not (self.access.llm_url and self.access.llm_model):
            reason = "it needs a server and a model; set STUDIO_LLM_BASE_URL and STUDIO_LLM_MODEL"
            return Availability(available=False, reason=reason)
        return Availability(available=True)

    def answer(self, system: str, question: str, schema: dict[str, Any]) -> str:
        """See LanguageModelAnalyst.answer."""
        # Servers without keys want a word there all the same.
        reached = (self.access.llm_key or "none", self.access.llm_url)
        return complete(self.name, self.model, reached, self.access, (system, question, schema))
