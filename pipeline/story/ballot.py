"""Weighing evidence: words found and meanings guessed vote for labels; what wins says how sure it is, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

_LEAST = 0.003
"""A label that a head thinks impossible can still be said in words."""


@dataclass(frozen=True, slots=True)
class Elected:
    """A label, how sure it is (0..1) and the words that said so most; None where it was inferred."""

    label: str
    confidence: float
    words: str | None


@dataclass
class Ballot:
    """Adds up, in nats, what speaks for each label."""

    scores: dict[str, float] = field(default_factory=dict)
    said: dict[str, tuple[float, str]] = field(default_factory=dict)

    def vote(self, label: str, weight: float, words: str | None = None) -> None:
        """One piece of evidence; `words` are the script's own."""
        self.scores[label] = self.scores.get(label, 0.0) + weight
        if words is not None and weight > self.said.get(label, (0.0, ""))[0]:
            self.said[label] = (weight, words)

    def lean(self, probabilities: Mapping[str, float], weight: float) -> None:
        """What a head thinks, as log-probabilities."""
        for label, probability in probabilities.items():
            self.vote(label, weight * (math.log(max(probability, _LEAST)) - math.log(_LEAST)))

    def shares(self) -> dict[str, float]:
        """How the labels voted for share the whole."""
        top = max(self.scores.values(), default=0.0)
        weights = {label: math.exp(score - top) for label, score in self.scores.items()}
        total = sum(weights.values())
        return {label: weight / total for label, weight in weights.items()}

    def elect(self) -> Elected | None:
        """The label with most, the first voted for among equals; None if nothing was said."""
        if not self.scores:
            return None
        best = max(self.scores, key=lambda label: self.scores[label])
        top = self.scores[best]
        total = sum(math.exp(score - top) for score in self.scores.values()) + math.exp(-top)
        words = self.said.get(best)
        return Elected(best, round(1 / total, 3), words[1] if words else None)
