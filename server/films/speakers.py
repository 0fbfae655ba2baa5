"""Which voices a tier may choose from. Casting itself is not limited: whoever is cast has the voice that fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.contracts.voice import Speaker, VoiceEngine
from pipeline.engines.registry import pick
from pipeline.film import Brief
from pipeline.vocabulary import Language
from server.credits.tiers import TierRules
from server.vocabulary import Tier

BASIC, STANDARD = 2, 4
"""Of each gender in a language, the best first: so many are for everybody, so many from Standard up, the rest from Pro
on."""
_RANK = tuple(Tier)


def speakers_of(language: Language) -> tuple[tuple[Speaker, Tier], ...]:
    """A language's speakers, the best first, with the tier from which on they can be chosen."""
    seen: Counter[object] = Counter()
    found = []
    for speaker in pick(VoiceEngine).speakers(language):
        place = seen[speaker.gender]
        seen[speaker.gender] += 1
        tier = Tier.FREE if place < BASIC else Tier.STANDARD if place < STANDARD else Tier.PRO
        found.append((speaker, tier))
    return tuple(found)


def refusal_of_voices(language: Language, brief: Brief, rules: TierRules) -> tuple[str, str] | None:
    """(code, sentence) for a chosen voice that the tier does not have."""
    tiers = {speaker.id: (speaker.name, tier) for speaker, tier in speakers_of(language)}
    for chosen in _chosen(brief):
        name, tier = tiers.get(chosen, (chosen, Tier.FREE))
        if _RANK.index(tier) > _RANK.index(rules.voices):
            sentence = (
                f"The voice {name} comes with the {tier.value.capitalize()} tier. Choose another one, or upgrade."
            )
            return "voice_above_tier", sentence
    return None


def _chosen(brief: Brief) -> Iterator[str]:
    yield from dict(brief.voices).values()
    for edit in brief.edits:
        if edit.kind == "recast" and edit.voice is not None:
            yield edit.voice
