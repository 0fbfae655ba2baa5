"""Blocking: who stands where for a whole scene, and whom they are turned to.

Places are kept from the first shot to the last and the camera stays on one side of them, so whoever is on the left is
on the left in every shot: the line between two who talk is never crossed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from pipeline.film import Placement, Scene, Story
from pipeline.vocabulary import Action, Aspect, Facing, Role

_SPREAD = {Aspect.WIDE: 0.155, Aspect.SQUARE: 0.26, Aspect.TALL: 0.35}
"""Distance between two people who talk, as a share of the set's width. A narrow frame brings them close."""
_ACROSS = {Aspect.WIDE: 0.341, Aspect.SQUARE: 0.572, Aspect.TALL: 0.66}
"""How far apart the outermost of many may stand: all of them are to be in a wide shot."""
_EMBRACE = 0.62
"""Share of that distance at which somebody can be hugged."""
_MOST_MOVED = 4
"""More people than this are placed as they appear: trying every order would take long."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """Places from the left, 0..1 of the set's width."""

    places: Mapping[str, float]

    @classmethod
    def of(cls, story: Story, scene: Scene, aspect: Aspect) -> Blocking:
        """Who talks most stands side by side; otherwise as the film knows them. A podcast's host is on the left."""
        ranks = {character.name: rank for rank, character in enumerate(story.characters)}
        names = sorted(scene.present, key=lambda name: ranks.get(name, len(ranks)))
        if story.podcast:
            names.sort(key=lambda name: name not in ranks or story.character(name).role is not Role.HOST)
        elif 2 < len(names) <= _MOST_MOVED:
            names = _side_by_side(names, scene)
        spread = min(_SPREAD[aspect], _ACROSS[aspect] / max(1, len(names) - 1))
        left = 0.5 - spread * (len(names) - 1) / 2
        return cls({name: round(left + spread * index, 4) for index, name in enumerate(names)})

    def x(self, name: str) -> float:
        """Place of a character."""
        return self.places[name]

    def nearest(self, name: str, others: Iterable[str]) -> str | None:
        """Who of the others stands nearest; None if there is nobody."""
        here = self.places.get(name, 0.5)
        found = [(abs(self.places[other] - here), self.places[other], other) for other in others if other != name]
        return min(found)[2] if found else None

    def between(self, one: str, two: str, on: Sequence[str]) -> tuple[str, ...]:
        """Two people and whoever stands between them: no camera that sees both can leave them out."""
        low, high = sorted((self.places[one], self.places[two]))
        return tuple(name for name in on if low <= self.places[name] <= high)

    def place(
        self,
        name: str,
        looks_at: str | None,
        on: Sequence[str],
        actions: tuple[Action, ...] = (),
        *,
        back: bool = False,
    ) -> Placement:
        """A placement turned to whom they look at, else to the others on stage; who walks out turns away."""
        here = self.places[name]
        others = [self.places[other] for other in on if other != name]
        middle = sum(others) / len(others) if others else None
        if Action.WALK_OUT in actions:
            # Out by their own side, not through whom they leave.
            facing = Facing.LEFT if middle is not None and here < middle else Facing.RIGHT
            return Placement(name, here, facing, None, actions)
        if looks_at is not None:
            facing = Facing.RIGHT if self.places[looks_at] > here else Facing.LEFT
        elif middle is not None:
            facing = Facing.RIGHT if here < middle else Facing.LEFT
        else:
            facing = Facing.RIGHT if here <= 0.5 else Facing.LEFT
        return Placement(name, here, facing, looks_at, actions, back_to_camera=back)


def embraced(placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """Bring the two of a hug together: whoever hugs, and whom they look at."""
    places = {placement.character: placement for placement in placements}
    for placement in placements:
        other = places.get(placement.looks_at or "")
        if Action.HUG not in placement.actions or other is None:
            continue
        middle = (placement.x + other.x) / 2
        for one in (placement, other):
            near = round(middle + (one.x - middle) * _EMBRACE, 4)
            back = placement if one is other else other
            facing = Facing.RIGHT if back.x > one.x else Facing.LEFT
            actions = one.actions if Action.HUG in one.actions else (*one.actions, Action.HUG)
            places[one.character] = Placement(one.character, near, facing, back.character, actions)
        break
    return tuple(places[placement.character] for placement in placements)


def _side_by_side(names: Sequence[str], scene: Scene) -> list[str]:
    """The order in which those who answer each other are nearest, sums of distances being least."""
    voices = [line.character for line in scene.lines if line.character in names]
    talks = [(one, two) for one, two in pairwise(voices) if one != two]

    def apart(order: Iterable[str]) -> int:
        place = {name: index for index, name in enumerate(order)}
        return sum(abs(place[one or ""] - place[two or ""]) for one, two in talks)

    # Of equally good orders the first: that of the film.
    return list(min(permutations(names), key=apart))
