"""Moderator: whether a script may be filmed, before anything is spent on it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pipeline.contracts.engine import Engine
from pipeline.film import Script, Span


class Category(StrEnum):
    """What is looked for."""

    SEXUAL_MINORS = "sexual_minors"
    SERIOUS_HARM = "serious_harm"
    SELF_HARM = "self_harm"
    HATE = "hate"
    IMPERSONATION = "impersonation"


class Decision(StrEnum):
    """What becomes of a script."""

    ALLOWED = "allowed"
    NEEDS_REVIEW = "needs_review"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the script's own `words`, where they stand in it (None: not told), and a confidence of 0..1."""

    category: Category
    words: str
    span: Span | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision with its reasons, the gravest first. `message` tells the creator what to do; empty when allowed."""

    decision: Decision
    reasons: tuple[Reason, ...] = ()
    message: str = ""


ALLOWED = Verdict(Decision.ALLOWED)

_HOLDS = {
    Category.SEXUAL_MINORS: "it seems to put a child in a sexual scene",
    Category.SERIOUS_HARM: "it seems to teach how to make a weapon, a poison or a drug",
    Category.SELF_HARM: "it seems to urge or teach somebody to hurt themselves",
    Category.HATE: "it seems to call for hatred or violence against a group of people",
    Category.IMPERSONATION: "it seems to put words into the mouth of a real, living person",
}
_HELP = (
    " If you or somebody near you is in danger, call your country's emergency number or a crisis line "
    "(findahelpline.com lists them)."
)


def verdict_of(decision: Decision, reasons: tuple[Reason, ...]) -> Verdict:
    """A Verdict with its message. `reasons` hold the gravest first."""
    if decision is Decision.ALLOWED or not reasons:
        return ALLOWED
    first = {reason.category: reason.words for reason in reversed(reasons)}
    why = ", and ".join(
        f"{_HOLDS[category]} (“{first[category]}”)" if first[category] else _HOLDS[category]
        for category in dict.fromkeys(reason.category for reason in reasons)
    )
    if decision is Decision.REFUSED:
        message = f"This script cannot be filmed, because {why}. Take that part out and try again."
    else:
        message = (
            f"Somebody at the studio has to look at this script before it is filmed, because {why}. "
            "Change that part if it is not meant so; otherwise ask for the film and wait for the answer. "
            "Nothing has been charged."
        )
    if any(reason.category is Category.SELF_HARM for reason in reasons):
        message += _HELP
    return Verdict(decision, reasons, message)


class Moderator(Engine):
    """Looks for what must not be filmed. Devotional, historical and sad stories pass."""

    capability: ClassVar[str] = "moderator"

    @abstractmethod
    def check(self, script: Script) -> Verdict:
        """Script to Verdict; the text and the title are looked at. Raises TakeFailed where a service does not answer.

        What is described, remembered, warned of or condemned is allowed; what is urged, taught or shown as the story's
        own wish is refused; what could be either needs a review.
        """
