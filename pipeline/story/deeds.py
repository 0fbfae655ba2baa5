"""What is done, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.film import Deed
from pipeline.story.mentions import Known, mentions
from pipeline.story.passages import Passage
from pipeline.vocabulary import Action

_OF_WEATHER = frozenset({Action.WALK, Action.WALK_IN, Action.FALL, Action.RUN})
_AND = regex.compile(
    r"[,;،、，；]|(?<!\w)(?:and|while|then|y|e|et|und|и|а|और|तब|आणि|ਅਤੇ|ਤੇ|અને|এবং|ও|மற்றும்|మరియు|ಮತ್ತು|و|그리고)(?!\w)|与|和|而",
    regex.IGNORECASE,
)
"""What stands between two who do different things."""
MOST = 2


def deeds(passage: Passage, who: str | None, known: Sequence[Known]) -> list[Deed]:
    """What a told sentence says is done, at most two things, in order; each by whoever is named nearest before it."""
    hits = passage.found("action")
    if who is None and passage.found("weather"):
        # In Russian snow walks, in Korean rain comes.
        hits = tuple(hit for hit in hits if Action(hit.label) not in _OF_WEATHER)
    named = mentions(passage.text, known)
    done: list[Deed] = []
    for hit in hits:
        what = Action(hit.label)
        before = [mention for mention in named if mention.end <= hit.start]
        actor = who
        if len(before) > 1 and _AND.search(passage.text, before[-2].end, before[-1].start):
            actor = before[-1].name
        if all(deed.what is not what or deed.who != actor for deed in done):
            done.append(Deed(actor, what, passage.text, passage.span))
    return done[:MOST]
