"""Montage: what is told is shown, a picture for every sentence or two.

The picture is of the thing, the deed, the person or the place that the words name, in that order, and never twice the
same in a row.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.directing.framing import Setup
from pipeline.directing.groups import Group
from pipeline.directing.naming import Naming
from pipeline.directing.reasons import feels, place_move
from pipeline.film import Shot
from pipeline.vocabulary import Aspect, CameraMove, ShotSize, Why

_NEARNESS = (ShotSize.MEDIUM, ShotSize.FULL, ShotSize.MEDIUM, ShotSize.CLOSE)
_MOVES = (CameraMove.PUSH, CameraMove.DRIFT, CameraMove.TRUCK_LEFT, CameraMove.DRIFT)


def told(setup: Setup, group: Group, naming: Naming, shown: Collection[str], turn: int, last: Shot | None) -> Shot:
    """A picture of what a narrator tells. `shown` are the things that have been seen by themselves in the scene."""
    on = setup.on(group)
    company = setup.company(group.start, group.end)
    doers = [name for moment in range(group.start, group.end) for name, _ in setup.presence.acts[moment]]
    things = [thing for thing in naming.things_in(group.text) if thing not in shown]
    named = [name for name in naming.people_in(group.text) if name in on]
    lines = group.lines
    if group.travels:
        why = Why.LEAVES if any(setup.presence.leaves[group.start : group.end]) else Why.ENTERS
        # A tall frame has no room beside a figure: there somebody comes in near.
        size = ShotSize.FULL if setup.aspect is Aspect.TALL else ShotSize.WIDE
        return setup.shot(size, CameraMove.DRIFT, company, on, why, focus=doers[0] if doers else None, lines=lines)
    if things and not doers:
        return setup.shot(
            ShotSize.INSERT, CameraMove.PUSH, company, (), Why.SHOW_IT, lines=lines, insert=things[0], last=last
        )
    if doers:
        return setup.shot(
            ShotSize.FULL, CameraMove.DRIFT, company, on, Why.DOES, focus=doers[0], lines=lines, last=last
        )
    if named:
        size = ShotSize.CLOSE if feels(group.strongest) else _NEARNESS[turn % len(_NEARNESS)]
        move = _MOVES[turn % len(_MOVES)]
        return setup.shot(size, move, company, named[:1], Why.TOLD_OF, focus=named[0], lines=lines, last=last)
    return place(setup, group, turn, last)


def place(setup: Setup, group: Group, turn: int, last: Shot | None) -> Shot:
    """The place, far and near by turns, when the words name nothing else that can be seen."""
    on = setup.on(group)
    company = setup.company(group.start, group.end)
    size = ShotSize.FULL if last is not None and last.size is ShotSize.WIDE else ShotSize.WIDE
    why = Why.PLACE if group.lines else Why.HAPPENS
    return setup.shot(size, place_move(turn), company, on, why, lines=group.lines, last=last, about=group.text)
