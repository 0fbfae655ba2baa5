"""How a line feels, and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from platformdirs import user_cache_path

from pipeline.language.embed import Labels, embed
from pipeline.story.lexicon import lexicon
from pipeline.vocabulary import Emotion

SURE_SCORE, SURE_MARGIN = 0.02, 0.003
"""How far a feeling must stand above the mean of all, and above the next, for the embeddings to be believed."""

_DESCRIPTIONS: dict[str, tuple[str, ...]] = {
    "neutral": ("a plain statement of fact", "he explains something matter-of-factly", "ordinary information"),
    "happy": ("I am so happy, how wonderful!", "they laugh with joy", "a cheerful greeting"),
    "sad": ("I am so sad, I want to cry", "she weeps because somebody died", "we have lost everything"),
    "angry": ("I am furious with you!", "how dare you, get out!", "he shouts in rage"),
    "calm": ("everything is peaceful and quiet", "be calm, there is time", "the still water rests"),
    "excited": ("look, look, this is amazing!", "quick, come, I can hardly wait!", "let's go now!"),
    "afraid": ("I am scared, something is there", "help, we are in danger!", "she trembles with fear"),
    "tender": ("I love you, my dear child", "come here, I will hold you", "sleep well, little one"),
    "surprised": ("what? I can't believe it!", "oh! where did that come from?", "he is astonished"),
    "curious": ("why is that? how does it work?", "what is it, tell me more", "I wonder where it goes"),
    "reverent": ("we bow before the holy one in prayer", "bless us, lord", "the sacred lamp is lit in worship"),
    "determined": ("I must do it, I will not give up", "we will find a way, whatever happens", "follow me, now"),
    "longing": ("I remember when we were young", "I miss home so much", "if only she were here"),
    "proud": ("I am proud of you, you did it", "our people built this with honour", "see what I have made"),
}


@dataclass(frozen=True, slots=True)
class Feeling:
    """An emotion and its strength, 0..1."""

    emotion: Emotion
    strength: float


def feel(text: str, parenthetical: str | None = None) -> Feeling:
    """The feeling of a line: by its parenthetical, then its words, then its meaning; loudness by its marks."""
    loud = 0.12 * min(2, text.count("!") + text.count("！") + text.count("¡"))
    words = lexicon("feelings")
    if parenthetical:
        directed = words.most(parenthetical)
        if directed is not None:
            return Feeling(Emotion(directed), min(1.0, 0.75 + loud))
    meant = _labels().rank(embed([text[:300]])[0])
    best = meant[0]
    said = words.find(text)
    if said:
        # Several words may speak; the one that the whole line means most is believed.
        rank = {ranked.label: place for place, ranked in enumerate(meant)}
        label = min((hit.label for hit in said), key=lambda name: rank[name])
        return Feeling(Emotion(label), min(1.0, 0.55 + 0.1 * (len(said) - 1) + loud))
    if best.label != Emotion.NEUTRAL and best.score >= SURE_SCORE and best.margin >= SURE_MARGIN:
        return Feeling(Emotion(best.label), min(1.0, 0.45 + loud))
    return Feeling(Emotion.EXCITED, 0.4 + loud) if loud else Feeling(Emotion.NEUTRAL, 0.3)


@cache
def _labels() -> Labels:
    return Labels(_DESCRIPTIONS, user_cache_path("ai-film-studio") / "labels")
