"""How an emotion sounds: pace, liveliness, height and loudness of the speech, and how bright it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from pipeline.vocabulary import Emotion, Manner


@dataclass(frozen=True, slots=True)
class Delivery:
    """Factors on the pace, on the width of the melody (1 as it comes) and on its height; loudness and brightness in dB.

    `bright_db` lifts what lies above 1 kHz, as an effort of the voice does. A `breathy` line has no tone: a whisper.
    """

    speed: float
    range: float
    scale: float
    gain_db: float = 0.0
    bright_db: float = 0.0
    breathy: bool = False


# Tuned on every speaker by benchmarks/voices.py, which holds that the words are understood as well as plain ones.
_FULL = {
    Emotion.NEUTRAL: Delivery(1.0, 1.0, 1.0),
    Emotion.SAD: Delivery(0.8, 0.5, 0.9, -2.0, -2.0),
    Emotion.CALM: Delivery(0.9, 0.7, 0.95, -1.5, -1.0),
    Emotion.HAPPY: Delivery(1.17, 1.4, 1.12, 1.0, 1.0),
    Emotion.EXCITED: Delivery(1.2, 1.6, 1.25, 2.0, 1.5),
    Emotion.ANGRY: Delivery(1.12, 1.5, 1.12, 3.5, 3.0),
    Emotion.AFRAID: Delivery(1.14, 1.25, 1.18, -0.5, 0.5),
    Emotion.TENDER: Delivery(0.88, 0.8, 0.97, -3.0, -1.5),
    Emotion.SURPRISED: Delivery(1.08, 1.6, 1.2, 1.5, 1.0),
    Emotion.CURIOUS: Delivery(1.02, 1.3, 1.06),
    Emotion.REVERENT: Delivery(0.84, 0.6, 0.93, -1.5, -0.5),
    Emotion.DETERMINED: Delivery(0.98, 1.2, 0.96, 1.5, 1.0),
    Emotion.LONGING: Delivery(0.86, 0.85, 0.95, -2.0, -1.0),
    Emotion.PROUD: Delivery(0.94, 1.25, 1.02, 1.0, 0.5),
}
_FULL_STRENGTH = 0.8
"""From here on a feeling is played in full; what lies above is played a little more."""


def deliver(emotion: Emotion, strength: float, manner: Manner = Manner.SPOKEN) -> Delivery:
    """The delivery of an emotion at a strength of 0 (neutral) to 1, whispered or shouted if so."""
    full, share = _FULL[emotion], min(max(strength, 0.0), 1.0) / _FULL_STRENGTH
    felt = Delivery(
        full.speed**share, full.range**share, full.scale**share, full.gain_db * share, full.bright_db * share
    )
    match manner:
        case Manner.WHISPERED:
            return replace(felt, speed=felt.speed * 0.92, gain_db=-7.0, bright_db=0.0, breathy=True)
        case Manner.SHOUTED:
            return replace(
                felt,
                speed=felt.speed * 0.95,
                range=max(felt.range, 1.0) * 1.25,
                scale=felt.scale * 1.25,
                gain_db=felt.gain_db + 6.0,
                bright_db=felt.bright_db + 5.0,
            )
        case Manner.SPOKEN:
            return felt


_FREEDOM = Delivery(0.08, 0.3, 0.06)
"""How far another reading strays at most, as shares: it is heard, and it is still the same person in the same mood."""


def reread(delivery: Delivery, text: str, take: int) -> Delivery:
    """The same line in another reading: a little quicker or slower, livelier or flatter, higher or lower.

    The first reading (0) is as directed; each of the others is always the same one.
    """
    if take == 0:
        return delivery
    drawn = hashlib.sha256(f"{take}\n{text}".encode()).digest()
    pace, width, height = (byte / 127.5 - 1 for byte in drawn[:3])
    return replace(
        delivery,
        speed=delivery.speed * (1 + _FREEDOM.speed * pace),
        range=delivery.range * (1 + _FREEDOM.range * width),
        scale=delivery.scale * (1 + _FREEDOM.scale * height),
    )
