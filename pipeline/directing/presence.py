"""Who is on stage when, and who sits: a scene followed moment by moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.film import Deed, Line, Moment, Scene
from pipeline.vocabulary import Action

_ARRIVALS = frozenset({Action.WALK_IN, Action.RUN})
_STAYS = frozenset({Action.SIT, Action.KNEEL, Action.SLEEP, Action.WALK_OUT, Action.FALL, Action.DANCE})
"""Who does one of these before they come in has been there; who carries something, or waves, comes with it."""
RESTS = frozenset({Action.SIT, Action.KNEEL, Action.SLEEP})
_RISES = frozenset({Action.WALK_IN, Action.WALK_OUT, Action.WALK, Action.RUN, Action.DANCE, Action.FALL, Action.HUG})
_TOGETHER = frozenset(
    {Action.BOW, Action.DANCE, Action.PRAY, Action.NAMASTE, Action.HUG, Action.LAUGH, Action.SIT, Action.LOOK_UP}
)
"""What everybody does where the script says that it is done and not by whom. Rain may fall, and snow walk."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A scene's comings and goings. Each tuple has one entry a moment.

    `on` is who is on stage while it happens; `enters`, `leaves` who comes or goes with it; `rests` who has sat or
    knelt down by then; `acts` what everybody does in it.
    """

    on: tuple[tuple[str, ...], ...]
    enters: tuple[frozenset[str], ...]
    leaves: tuple[frozenset[str], ...]
    rests: tuple[Mapping[str, Action], ...]
    acts: tuple[tuple[tuple[str, Action], ...], ...]
    first: tuple[str, ...]
    """Who is there before anything happens."""

    def during(self, start: int, end: int) -> tuple[str, ...]:
        """Who is on stage at some time of the moments start..end (half-open); before `start` if they are none."""
        if start >= end:
            return tuple(name for name in self.on[start] if name not in self.enters[start]) if self.on else self.first
        seen = {name: None for moment in range(start, end) for name in self.on[moment]}
        return tuple(seen)


def follow(scene: Scene) -> Presence:
    """Follow a scene. Whoever's first act is to come in is not there before; who goes is gone until they come again.

    Somebody who is said to go and then speaks or acts again without coming back has only crossed the stage.
    """
    own = {
        name: [index for index, moment in enumerate(scene.moments) if _who(moment) == name] for name in scene.present
    }
    here = {name for name in scene.present if not _arrives([scene.moments[index] for index in own[name]])}
    first = tuple(name for name in scene.present if name in here)
    resting: dict[str, Action] = {}
    for name in first:
        # Who sits down first of all has been sitting.
        _rest(resting, name, scene.moments[own[name][0]] if own[name] else None)
    on, enters, leaves, rests, acts = [], [], [], [], []
    came: dict[str, str] = {}
    for index, moment in enumerate(scene.moments):
        who = _who(moment)
        mine = {who} if who in own else set[str]()
        coming = mine - here
        going = {name for name in mine if _goes(scene, own[name], index)}
        here |= coming
        came |= dict.fromkeys(coming, moment.text)
        for name in mine:
            _rest(resting, name, moment)
        on.append(tuple(name for name in scene.present if name in here))
        enters.append(frozenset(coming))
        leaves.append(frozenset(going))
        rests.append(dict(resting))
        # One sentence may bring in and say more than that: whoever carries a lamp in comes with the whole of it.
        entering = bool(coming) or any(came.get(name) == moment.text for name in mine)
        acts.append(_acts(moment, on[-1], coming=entering, leaving=bool(going)))
        if acts[-1] and acts[-1][0][1] is Action.WALK_IN:
            came.pop(acts[-1][0][0], None)
        here -= going
    return Presence(tuple(on), tuple(enters), tuple(leaves), tuple(rests), tuple(acts), first)


def _rest(resting: dict[str, Action], name: str, moment: Moment | None) -> None:
    """Sit somebody down, or make them rise, with what they do."""
    if resting.get(name) is Action.SLEEP or (isinstance(moment, Deed) and moment.what in _RISES):
        resting.pop(name, None)
    if isinstance(moment, Deed) and moment.what in RESTS:
        resting[name] = moment.what


def _who(moment: Moment) -> str | None:
    return moment.character if isinstance(moment, Line) else moment.who


def _arrives(own: Sequence[Moment]) -> bool:
    """Whether somebody's first sentence is that they come in: they walk in, or run, and sat or lay nowhere before."""
    if not own or not isinstance(own[0], Deed):
        return False
    kinds = [moment.what for moment in own if isinstance(moment, Deed) and moment.text == own[0].text]
    coming = next((index for index, kind in enumerate(kinds) if kind in _ARRIVALS), None)
    return coming is not None and _STAYS.isdisjoint(kinds[:coming])


def _goes(scene: Scene, own: list[int], index: int) -> bool:
    """Whether this moment takes them off the stage: they walk out, and come in again before they do anything else."""
    moment = scene.moments[index]
    if not isinstance(moment, Deed) or moment.what is not Action.WALK_OUT:
        return False
    later = [scene.moments[other] for other in own if other > index]
    return not later or (isinstance(later[0], Deed) and later[0].what is Action.WALK_IN)


def _acts(moment: Moment, on: tuple[str, ...], *, coming: bool, leaving: bool) -> tuple[tuple[str, Action], ...]:
    if not isinstance(moment, Deed):
        return ()
    if moment.who is None:
        return tuple((name, moment.what) for name in on) if moment.what in _TOGETHER else ()
    if moment.who not in on or moment.what is Action.STAND:
        return ()
    what = moment.what
    if what is Action.WALK and coming:
        what = Action.WALK_IN
    elif (what is Action.WALK_OUT and not leaving) or (what is Action.WALK_IN and not coming):
        # A body that walks out of the picture and is there in the next, or comes in twice, would jump.
        what = Action.WALK
    return ((moment.who, what),)
