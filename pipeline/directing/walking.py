"""Walks in time: where somebody who comes or goes is in every moment, so that feet are seen and heard alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.vocabulary import Action

STRIDES = frozenset({Action.WALK, Action.RUN})
WALKS = STRIDES | {Action.WALK_IN, Action.WALK_OUT}
FREE_HANDED = WALKS | {Action.STAND, Action.LOOK_UP, Action.NOD, Action.SHAKE_HEAD, Action.LAUGH}
"""What leaves the hands free for what they hold."""
STRIDE, RUNNING_STRIDE = 0.52, 0.78
"""Two steps, in heights of the body."""
_SPEED, _RUNNING_SPEED = 0.62, 1.25


@dataclass(frozen=True, slots=True)
class Walk:
    """From `start` to `end` (heights from the own place), within `length_s`."""

    start: float
    end: float
    length_s: float
    run: bool

    @property
    def needed_s(self) -> float:
        """How long it takes."""
        speed = _RUNNING_SPEED if self.run else _SPEED
        return min(abs(self.end - self.start) / speed + 0.5, self.length_s * 0.92)

    @property
    def begin_s(self) -> float:
        """When the first foot is lifted: who comes in is under way from the cut on."""
        return 0.0 if self.start < 0 else max(0.0, min(0.35, self.length_s - self.needed_s))

    def travel(self, t: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where the body is at each time: steady in the middle, eased where the walk begins or ends."""
        share = np.clip((t - self.begin_s) / self.needed_s, 0, 1)
        eased = (
            0.25 * share + 0.75 * share * share * (3 - 2 * share)
            if not self.run
            else 0.6 * share + 0.4 * share * share * (3 - 2 * share)
        )
        return np.asarray(self.start + (self.end - self.start) * eased)

    def travel_at(self, second: float) -> float:
        """Where the body is at one time."""
        return float(self.travel(np.array([second]))[0])

    def steps_s(self) -> tuple[float, ...]:
        """When a foot comes down: each time the body has gone half a stride."""
        t = np.arange(0, self.begin_s + self.needed_s, 0.005)
        halves = np.floor(self.travel(t) / ((RUNNING_STRIDE if self.run else STRIDE) / 2) - 0.5)
        return tuple(float(t[index + 1]) for index in np.flatnonzero(np.diff(halves) > 0))


def walk_of(action: Action, length_s: float) -> Walk | None:
    """The walk that an action is; None for one that stays where it is."""
    match action:
        case Action.WALK_IN:
            return Walk(-min(1.3, 0.62 * length_s), 0.0, length_s, run=False)
        case Action.WALK_OUT:
            return Walk(0.0, min(1.6, 0.62 * length_s), length_s, run=False)
        case Action.WALK:
            # Up to the place in the script, not past it: the next shot shows them there.
            return Walk(-min(1.0, 0.4 * length_s), 0.0, length_s, run=False)
        case Action.RUN:
            return Walk(-min(2.0, 0.9 * length_s), 0.0, length_s, run=True)
        case _:
            return None


def carries(actions: Sequence[Action]) -> bool:
    """Whether somebody holds a thing all the while that they walk, nod or look up, rather than before or after it."""
    others = {action for action in actions if action not in {Action.HOLD, Action.SIT, Action.KNEEL}}
    return Action.HOLD in actions and bool(others) and others <= FREE_HANDED


def slots(actions: Sequence[Action], total_s: float) -> Iterator[tuple[Action, float, float]]:
    """What is done one after the other over a shot, each with its start and its end in seconds."""
    rests = frozenset({Action.SIT, Action.KNEEL})
    timed = [action for action in actions if action not in rests] or list(actions)
    if carries(actions):
        timed.remove(Action.HOLD)
    if Action.WALK_IN in timed:
        # Who walks in and walks comes in once.
        timed = [action for action in timed if action not in STRIDES]
    slot = total_s / len(timed) if timed else 0.0
    for number, action in enumerate(timed):
        yield action, number * slot, (number + 1) * slot
