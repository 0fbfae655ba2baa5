"""Emotions as three numbers that music can be made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.vocabulary import Beat, Emotion

_FEEL: dict[Emotion, tuple[float, float, float]] = {
    Emotion.NEUTRAL: (0.1, 0.4, 0.1),
    Emotion.HAPPY: (0.8, 0.65, 0.0),
    Emotion.SAD: (-0.7, 0.15, 0.2),
    Emotion.ANGRY: (-0.6, 0.9, 0.9),
    Emotion.CALM: (0.4, 0.1, 0.0),
    Emotion.EXCITED: (0.7, 0.95, 0.2),
    Emotion.AFRAID: (-0.7, 0.65, 1.0),
    Emotion.TENDER: (0.4, 0.2, 0.0),
    Emotion.SURPRISED: (0.2, 0.75, 0.4),
    Emotion.CURIOUS: (0.3, 0.5, 0.2),
    Emotion.REVERENT: (0.3, 0.2, 0.1),
    Emotion.DETERMINED: (0.1, 0.75, 0.5),
    Emotion.LONGING: (-0.4, 0.2, 0.2),
    Emotion.PROUD: (0.6, 0.65, 0.2),
}
"""Valence, arousal and tension of each emotion (after Russell's circumplex, set by ear)."""


@dataclass(frozen=True, slots=True)
class Mood:
    """`valence` -1 (dark) to 1 (bright), `arousal` 0..1, `tension` 0..1."""

    valence: float
    arousal: float
    tension: float

    @property
    def dark(self) -> bool:
        """Whether it wants a minor colour."""
        return self.valence < 0


def mood_of(emotions: Sequence[Emotion], strength: float, beat: Beat | None) -> Mood:
    """The first emotion weighs most; strength pulls away from neutral; a climax raises, a resolution settles."""
    weights = [1 / (1 + index) for index in range(len(emotions))]
    total = sum(weights) or 1.0
    valence, arousal, tension = (
        sum(weight * _FEEL[emotion][axis] for weight, emotion in zip(weights, emotions, strict=True)) / total
        if emotions
        else _FEEL[Emotion.NEUTRAL][axis]
        for axis in range(3)
    )
    pull = 0.5 + 0.5 * min(1.0, max(0.0, strength))
    arousal = 0.35 + (arousal - 0.35) * pull
    if beat is Beat.CLIMAX:
        arousal, tension = arousal + 0.15, tension + 0.1
    elif beat is Beat.RESOLUTION:
        arousal, tension = arousal - 0.08, tension - 0.1
    return Mood(max(-1.0, min(1.0, valence * pull)), max(0.0, min(1.0, arousal)), max(0.0, min(1.0, tension * pull)))
