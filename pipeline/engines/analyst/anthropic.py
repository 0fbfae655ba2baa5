"""An analyst with a model of Anthropic's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, ClassVar

from pipeline.contracts.engine import Availability, Licence, Needs
from pipeline.engines.analyst.labels import BadAnswer
from pipeline.engines.analyst.language_model import MOST_TOKENS, WHAT, LanguageModelAnalyst
from pipeline.errors import EngineUnavailable, TakeFailed


class AnthropicAnalyst(LanguageModelAnalyst):
    """Sends the script to Anthropic. Chosen by name only: a key alone must not make films cost money.

    Its newer models take neither a temperature nor a seed: what makes a film repeatable is the take.
    """

    name: ClassVar[str] = "anthropic"
    version: ClassVar[str] = "1"
    rank: ClassVar[int] = 0
    needs: ClassVar[Needs] = Needs(extra="anthropic", key="STUDIO_ANTHROPIC_API_KEY")
    licence: ClassVar[Licence] = Licence(code="Apache-2.0")

    @property
    def model(self) -> str:
        """See LanguageModelAnalyst.model."""
        return self.access.anthropic_model

    def is_available(self) -> Availability:
        """Whether the SDK is installed and a key is set."""
        if find_spec("anthropic") is None:
            reason = "the package anthropic is missing; run 'make extra EXTRA=anthropic'"
            return Availability(available=False, reason=reason)
        if not self.access.anthropic_key:
            return Availability(available=False, reason="it needs a key; set STUDIO_ANTHROPIC_API_KEY")
        return Availability(available=True)

    def answer(self, system: str, question: str, schema: dict[str, Any]) -> str:
        """See LanguageModelAnalyst.answer."""
        from anthropic import Anthropic

        with (
            self._told(),
            Anthropic(
                api_key=self.access.anthropic_key,
                base_url=self.access.anthropic_url or "https://api.anthropic.com",
                timeout=self.access.timeout_s,
                max_retries=self.access.retries,
            ) as client,
        ):
            answer = client.messages.create(
                model=self.model,
                max_tokens=MOST_TOKENS,
                system=system,
                messages=[{"role": "user", "content": question}],
                output_config={"format": {"type": "json_schema", "schema": schema}},
            )
        if answer.stop_reason == "refusal":
            raise TakeFailed(self.name, WHAT, "the model declines to label this script")
        if answer.stop_reason == "max_tokens":
            raise BadAnswer("it is too long and broke off")
        return "".join(block.text for block in answer.content if block.type == "text")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the SDK, said as ours."""
        import anthropic

        try:
            yield
        except (anthropic.AuthenticationError, anthropic.PermissionDeniedError) as refused:
            reason = "Anthropic refuses its key; set another STUDIO_ANTHROPIC_API_KEY"
            raise EngineUnavailable(self.capability, self.name, reason) from refused
        except anthropic.NotFoundError as missing:
            reason = f"Anthropic does not know the model '{self.model}'"
            raise EngineUnavailable(self.capability, self.name, reason) from missing
        except anthropic.RateLimitError as busy:
            raise TakeFailed(self.name, WHAT, "the service is busy; try again later") from busy
        except anthropic.APITimeoutError as late:
            raise TakeFailed(self.name, WHAT, "the service did not answer in time; try again later") from late
        except anthropic.APIConnectionError as away:
            raise TakeFailed(self.name, WHAT, "the service cannot be reached; look at the network") from away
        except anthropic.APIStatusError as failed:
            raise TakeFailed(
                self.name, WHAT, f"the service answered {failed.status_code}: {failed.message}"
            ) from failed
        except anthropic.AnthropicError as failed:
            raise TakeFailed(self.name, WHAT, f"the service's answer cannot be read: {failed}") from failed
