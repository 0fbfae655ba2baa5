"""What people have in their hands: a lamp that is carried in, a letter that is read."""

from __future__ import annotations

from typing import Final

from pipeline.directing.framing import CARRIED
from pipeline.directing.naming import Naming
from pipeline.directing.walking import WALKS
from pipeline.film import Placement, Scene, Story
from pipeline.picture.props import can_be_held
from pipeline.vocabulary import Action

_HANDLING: Final = frozenset({Action.HOLD, Action.GIVE, Action.READ})


def in_hands(placement: Placement, scene: Scene, story: Story) -> str | None:
    """What the script says that somebody has in their hands in this shot, by its English noun."""
    if _HANDLING.isdisjoint(placement.actions) or scene not in story.scenes:
        return None
    naming = Naming.of(story, scene)
    done = {*placement.actions, *(WALKS if Action.HOLD in placement.actions else ())}
    told = [deed for deed in scene.deeds if deed.who == placement.character and deed.what in done]
    things = [thing for deed in told for thing in naming.things_in(deed.text)]
    # "She gives it to him": what the scene is about changes hands.
    things += scene.objects if Action.GIVE in placement.actions else ()
    return next((thing for thing in things if can_be_held(thing)), None)


def held_in(scene: Scene, story: Story) -> frozenset[str]:
    """The things of a scene that somebody holds, gives or reads in it: they lie nowhere else."""
    if scene not in story.scenes:
        return frozenset()
    naming = Naming.of(story, scene)
    held = set[str]()
    for deed in scene.deeds:
        if deed.who is not None and deed.what in _HANDLING:
            named = naming.things_in(deed.text)
            # What is given and not named is what in_hands finds.
            spare = [thing for thing in scene.objects if can_be_held(thing)][:1] if deed.what is Action.GIVE else []
            held |= set(named) or set(spare)
        elif deed.who is not None and deed.what in WALKS:
            held |= CARRIED.intersection(naming.things_in(deed.text))
    return frozenset(thing for thing in held if can_be_held(thing))
