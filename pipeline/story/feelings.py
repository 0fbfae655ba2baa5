"""How a scene's lines feel, and how strongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.story.ballot import Ballot
from pipeline.story.heads import marked, means, usual
from pipeline.story.passages import Kind, Passage
from pipeline.vocabulary import Emotion

DIRECTED = 6.0
"""What a word of the parenthetical is worth, in nats."""
FOUND = 2.0
"""What a word of the passage is worth."""
BESIDE = 1.8
"""What a word told beside a speech is worth."""
MEANT = 0.75
"""What the embeddings' opinion of the passage is worth."""
MARKED = 0.8
"""What its marks are worth."""
_LOUD = "!！¡"


@dataclass(frozen=True, slots=True)
class Feeling:
    """An emotion, its strength (0..1), how sure it is (0..1) and the words that say so."""

    emotion: Emotion
    strength: float
    confidence: float
    words: str | None
    shares: Mapping[str, float]
    """How sure each emotion is, together 1."""


def feelings(scene: Sequence[Passage]) -> list[Feeling]:
    """The feeling of each passage: by its parenthetical, its words and marks, and what is meant around it."""
    return [_feel(passage) for passage in scene]


def _feel(passage: Passage) -> Feeling:
    ballot = Ballot()
    directions = [hit for hit in passage.how_hits if hit.section == "emotion" and not hit.denied]
    for hit in directions:
        ballot.vote(hit.label, DIRECTED, hit.word)
    words = passage.found("emotion")
    for hit in words:
        ballot.vote(hit.label, FOUND, hit.word)
    for hit in passage.beside_hits:
        if hit.section == "emotion" and not hit.denied:
            ballot.vote(hit.label, BESIDE, hit.word)
    if not directions:
        ballot.lean(means("emotion", passage.around), MEANT)
        ballot.lean(marked(passage.around if passage.kind is Kind.SAID else passage.text), MARKED)
    shares = ballot.shares()
    if passage.kind is Kind.SAID and not directions:
        for label, lead in usual().items():
            ballot.vote(label, lead)
    elected = ballot.elect()
    loud = min(2, sum(passage.text.count(mark) for mark in _LOUD))
    if elected is None or elected.label == Emotion.NEUTRAL.value:
        return Feeling(Emotion.NEUTRAL, 0.3, elected.confidence if elected else 0.2, None, shares)
    strength = 0.35 + 0.3 * elected.confidence + 0.12 * loud + 0.1 * min(2, len(words)) + 0.15 * bool(directions)
    return Feeling(Emotion(elected.label), round(min(1.0, strength), 3), elected.confidence, elected.words, shares)


def mood(felt: Sequence[tuple[Passage, Feeling]]) -> tuple[tuple[Emotion, ...], float]:
    """What a scene feels like, strongest first, from its passages' feelings; and how strongly."""
    weights = Counter[Emotion]()
    for number, (_, feeling) in enumerate(felt):
        late = 1 + LATE * number / max(1, len(felt) - 1)
        for label, share in feeling.shares.items():
            weights[Emotion(label)] += round(1e6 * late * share**SHARP)
    if len(weights) > 1:
        weights[Emotion.NEUTRAL] = round(weights[Emotion.NEUTRAL] * PLAIN)
    ordered = [emotion for emotion, weight in sorted(weights.items(), key=lambda item: -item[1]) if weight][:3]
    strongest = max((feeling.strength for _, feeling in felt), default=0.4)
    return tuple(ordered or [Emotion.NEUTRAL]), round(strongest, 2)


SHARP = 0.45
"""Below 1, what comes second in many passages may be first in the scene."""
PLAIN = 0.7
"""What plain information is worth against a feeling."""
LATE = 0.5
"""How much more the last passage of a scene is worth than the first: scenes end on what they are about."""
