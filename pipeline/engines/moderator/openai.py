"""OpenAI's moderation, asked besides the local check: the graver of the two verdicts stands."""

from __future__ import annotations

from typing import ClassVar

from pipeline.contracts.engine import Availability, Licence, Needs
from pipeline.contracts.moderator import Category, Decision, Moderator, Reason, Verdict, verdict_of
from pipeline.engines.openai_service import availability, open_client, told
from pipeline.errors import TakeFailed
from pipeline.film import Script
from pipeline.safety.check import check

_CATEGORIES = {
    "sexual/minors": Category.SEXUAL_MINORS,
    "illicit": Category.SERIOUS_HARM,
    "illicit/violent": Category.SERIOUS_HARM,
    "self-harm/instructions": Category.SELF_HARM,
    "self-harm/intent": Category.SELF_HARM,
    "hate": Category.HATE,
    "hate/threatening": Category.HATE,
}
"""What OpenAI calls ours. "violence", "harassment" and "self-harm" alone are the stuff of many a good story."""
_REFUSED_FROM = 0.8
_DOUBTFUL = frozenset({"self-harm/intent", "hate", "illicit"})
"""They hold what characters say and do as well: never refused by a machine alone."""
_ORDER = (Decision.ALLOWED, Decision.NEEDS_REVIEW, Decision.REFUSED)


class OpenAIModerator(Moderator):
    """Sends the script to OpenAI. Chosen by name only: a key alone sends nothing anywhere."""

    name: ClassVar[str] = "openai"
    version: ClassVar[str] = "1"
    rank: ClassVar[int] = 0
    needs: ClassVar[Needs] = Needs(extra="openai", key="STUDIO_OPENAI_API_KEY")
    licence: ClassVar[Licence] = Licence(code="Apache-2.0")

    @property
    def edition(self) -> str:
        """See Engine.edition."""
        return f"{self.version}.{self.access.openai_moderation_model}"

    def is_available(self) -> Availability:
        """Whether the SDK is installed and a key is set."""
        return availability(self.access)

    def check(self, script: Script) -> Verdict:
        """See Moderator.check."""
        return max(check(script), self._ask(script), key=lambda verdict: _ORDER.index(verdict.decision))

    def _ask(self, script: Script) -> Verdict:
        text = f"{script.title}\n\n{script.text}" if script.title else script.text
        with (
            told(self.capability, self.name, "the safety check"),
            open_client(self.access.openai_key or "", self.access.openai_url, self.access) as client,
        ):
            answer = client.moderations.create(model=self.access.openai_moderation_model, input=text)
        if not answer.results:
            raise TakeFailed(self.name, "the safety check", "the service answered without a result; try again later")
        result = answer.results[0]
        flags = result.categories.model_dump(by_alias=True)
        scores = result.category_scores.model_dump(by_alias=True)
        found = [(name, float(scores.get(name) or 0.0)) for name in _CATEGORIES if flags.get(name)]
        found.sort(key=lambda one: -one[1])
        sure = any(score >= _REFUSED_FROM and name not in _DOUBTFUL for name, score in found)
        reasons = {_CATEGORIES[name]: score for name, score in reversed(found)}
        return verdict_of(
            Decision.REFUSED if sure else Decision.NEEDS_REVIEW,
            tuple(Reason(category, "", None, score) for category, score in reversed(reasons.items())),
        )
