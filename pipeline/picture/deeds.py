"""Deeds: the actions of a script as movements of a body, one function an action."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.animator import Performer
from pipeline.directing.walking import RUNNING_STRIDE, STRIDE, Walk, carries, slots, walk_of
from pipeline.picture.skeleton import stature
from pipeline.vocabulary import Action, Dress, Facing

Curve = NDArray[np.float64]
Curves = dict[str, Curve]
_BOTH = ("near", "far")
_FLOOR_SEATED = frozenset(
    {
        Dress.SARI,
        Dress.SALWAR_KAMEEZ,
        Dress.LEHENGA,
        Dress.DHOTI,
        Dress.KURTA,
        Dress.KIMONO,
        Dress.HANBOK,
        Dress.HANFU,
        Dress.MONK_ROBE,
    }
)


class Stage:
    """One action's time: `t` in seconds from its start, `length` of it, and the curves to move."""

    def __init__(
        self, curves: Curves, seconds: Curve, start: float, end: float, performer: Performer, *, last: bool
    ) -> None:
        self.curves = curves
        self.t = seconds - start
        self.length = max(0.4, end - start)
        self.performer = performer
        self.last = last

    def rise(self, start: float, end: float) -> Curve:
        """0 to 1, eased, between two times of the action."""
        share = np.clip((self.t - start) / max(1e-3, end - start), 0, 1)
        return share * share * share * (share * (share * 6 - 15) + 10)

    def held(self, rise: float = 0.6, at: float = 0.0, fall: float = 0.5) -> Curve:
        """1 while the action lasts; the last action of a shot is not ended before the cut."""
        up = self.rise(at, at + rise)
        return up if self.last else up * (1 - self.rise(self.length - fall, self.length))

    def to(self, weight: Curve, **targets: float) -> None:
        """Go to these channels by weight; `hand_…` and `foot_…` mean both sides."""
        for name, value in targets.items():
            names = (
                [f"{side}_{name}" for side in _BOTH]
                if name.startswith(("hand_", "foot_", "elbow_", "wrist", "brow_", "lid_"))
                else [name]
            )
            for channel in names:
                self.curves[channel] = self.curves[channel] + (value - self.curves[channel]) * weight

    def add(self, **amounts: Curve) -> None:
        """Add curves to channels; names as in `to`."""
        for name, amount in amounts.items():
            names = (
                [f"{side}_{name}" for side in _BOTH]
                if name.startswith(("hand_", "foot_", "elbow_", "wrist", "brow_", "lid_"))
                else [name]
            )
            for channel in names:
                self.curves[channel] = self.curves[channel] + amount


def perform_deeds(curves: Curves, seconds: Curve, performer: Performer, everybody: Sequence[Performer] = ()) -> None:
    """Do the placement's actions one after the other over the shot; `everybody` is who else is in it."""
    actions = performer.placement.actions
    if not actions or len(seconds) == 0:
        return
    total = float(seconds[-1]) + (float(seconds[1] - seconds[0]) if len(seconds) > 1 else 0.04)
    # Somebody who sits or kneels does the rest seated.
    rests = frozenset({Action.SIT, Action.KNEEL})
    seated = [action for action in actions if action in rests]
    if 0 < len(seated) < len(actions):
        for action in seated:
            _DEEDS[action](Stage(curves, seconds, -2.0, total, performer, last=True))
    timed = list(slots(actions, total))
    for number, (action, begin, end) in enumerate(timed):
        last = number == len(timed) - 1
        # What a shot opens on has begun before the cut.
        early = (
            action in (Action.SIT, Action.KNEEL, Action.SLEEP, Action.READ, Action.WRITE, Action.HOLD, Action.PRAY)
            and number == 0
        )
        _DEEDS[action](Stage(curves, seconds, begin - (2.0 if early else 0.0), end, performer, last=last))
    if Action.HUG in actions:
        _reach_down(curves, seconds, performer, everybody)
    if carries(actions):
        _hold(Stage(curves, seconds, -2.0, total, performer, last=True))


def _steps(stage: Stage, travel: Curve, moving: Curve, *, run: bool = False) -> None:
    """A walk cycle for a body that has gone `travel` heights; the feet keep to the floor."""
    stride = RUNNING_STRIDE if run else STRIDE
    phase = 2 * np.pi * travel / stride
    reach = (0.62 if run else 0.40) * moving
    for side, shift in (("near", 0.0), ("far", np.pi)):
        swing = np.sin(phase + shift)
        lift = np.maximum(0, np.cos(phase + shift))
        stage.add(**{f"{side}_foot_z": reach * swing, f"{side}_foot_y": -(0.22 if run else 0.09) * lift * moving})
        stage.add(
            **{
                f"{side}_foot_pitch": (0.55 if run else 0.35)
                * moving
                * (np.maximum(0, -swing) * 1.0 - 0.5 * np.maximum(0, swing) * lift)
            }
        )
        stage.add(**{f"{side}_hand_z": -(0.75 if run else 0.38) * moving * swing})
        if run:
            stage.add(**{f"{side}_hand_y": -0.38 * moving, f"{side}_hand_shape": 3.0 * moving})
    stage.add(
        drop=moving * ((0.07 if run else 0.03) + (0.05 if run else 0.025) * np.abs(np.sin(phase))),
        twist=0.09 * np.sin(phase) * moving,
        lean=(0.22 if run else 0.05) * moving,
    )
    if stage.performer.placement.facing is not Facing.CAMERA:
        stage.add(turn=0.45 * moving, head_yaw=-0.10 * moving)


def _walk(stage: Stage, walk: Walk | None) -> None:
    if walk is None:
        return
    begin, needed = walk.begin_s, walk.needed_s
    travel = walk.travel(stage.t)
    moving = np.clip(np.minimum(stage.t - begin + 0.05, begin + needed - stage.t + 0.12) / 0.3, 0, 1)
    if walk.start < 0 and stage.t[0] >= 0:
        # The shot opens on somebody already under way.
        moving = np.clip((begin + needed - stage.t + 0.12) / 0.3, 0, 1)
    stage.add(root_x=travel)
    _steps(stage, travel, moving, run=walk.run)


def _walk_in(stage: Stage) -> None:
    _walk(stage, walk_of(Action.WALK_IN, stage.length))


def _walk_out(stage: Stage) -> None:
    _walk(stage, walk_of(Action.WALK_OUT, stage.length))


def _walk_on(stage: Stage) -> None:
    _walk(stage, walk_of(Action.WALK, stage.length))


def _run(stage: Stage) -> None:
    _walk(stage, walk_of(Action.RUN, stage.length))


def _stand(_stage: Stage) -> None:
    return None


def _sit(stage: Stage) -> None:
    down = stage.held(1.1)
    stage.add(lean=0.30 * stage.rise(0.1, 0.6) * (1 - stage.rise(0.7, 1.2)))
    if stage.performer.look.dress in _FLOOR_SEATED and not stage.performer.chairs:
        stage.to(down, drop=0.90, foot_z=0.26, foot_x=-0.20, foot_y=0.02, hand_x=0.10, hand_y=0.66, hand_z=0.42)
    else:
        stage.to(down, drop=0.50, foot_z=0.46, foot_x=0.02, hand_x=0.0, hand_y=0.62, hand_z=0.50)


def _kneel(stage: Stage) -> None:
    down = stage.held(1.2)
    stage.add(lean=0.22 * stage.rise(0.1, 0.7) * (1 - stage.rise(0.9, 1.5)))
    stage.to(down, drop=0.50, foot_z=-0.50, foot_y=-0.03, foot_pitch=1.1, hand_x=0.02, hand_y=0.66, hand_z=0.42)


def _bow(stage: Stage) -> None:
    down = stage.rise(0.25, 1.1) * (1 - stage.rise(min(2.0, stage.length - 0.7), min(2.9, stage.length)))
    stage.add(
        lean=0.85 * down - 0.05 * stage.rise(0.1, 0.25) * (1 - stage.rise(0.3, 0.5)),
        head_pitch=0.30 * down,
        gaze_y=0.5 * down,
    )
    stage.to(down, hand_x=-0.02, hand_y=0.84, hand_z=0.34)


def _joined(stage: Stage, weight: Curve, level: float, forward: float) -> None:
    """Palms together before the breast."""
    stage.to(weight, hand_x=-0.265, hand_y=level, hand_z=forward, hand_shape=4.0, elbow_out=0.75)


def _namaste(stage: Stage) -> None:
    weight = stage.held(0.7, 0.12, 0.6)
    _joined(stage, weight, 0.30, 0.40)
    bow = stage.rise(0.5, 1.0) * (1 - stage.rise(1.5, 2.1))
    stage.add(lean=0.16 * bow, head_pitch=0.22 * bow + 0.05 * weight, mouth_corner=0.3 * weight)


def _pray(stage: Stage) -> None:
    weight = stage.held(0.9)
    _joined(stage, weight, 0.16, 0.42)
    stage.to(weight, lid_upper=0.02)
    stage.add(head_pitch=0.24 * weight, lean=0.06 * weight)


def _point(stage: Stage) -> None:
    weight = stage.held(0.45, 0.15)
    back = stage.rise(0.0, 0.14) * (1 - stage.rise(0.14, 0.3))
    stage.to(weight, near_hand_x=-0.05, near_hand_y=0.02, near_hand_z=0.92, near_hand_shape=2.0, near_elbow_out=0.4)
    stage.add(near_hand_z=-0.10 * back, lean=0.06 * weight, twist=0.18 * weight)


def _wave(stage: Stage) -> None:
    weight = stage.held(0.5, 0.1)
    stage.to(weight, near_hand_x=0.42, near_hand_y=-0.30, near_hand_z=0.30, near_hand_shape=1.0, near_elbow_out=0.6)
    stage.add(
        near_wrist=0.42 * np.sin(2 * np.pi * 1.9 * stage.t) * weight,
        near_hand_x=0.07 * np.sin(2 * np.pi * 1.9 * stage.t - 0.5) * weight,
        head_roll=-0.06 * weight,
        mouth_corner=0.45 * weight,
    )


def _hug(stage: Stage) -> None:
    weight = stage.held(0.9, 0.1)
    stage.to(
        weight,
        near_hand_x=-0.10,
        near_hand_y=0.26,
        near_hand_z=0.74,
        far_hand_x=-0.02,
        far_hand_y=0.06,
        far_hand_z=0.78,
        hand_shape=0.7,
        elbow_out=0.7,
    )
    stage.add(
        lean=0.12 * weight,
        head_roll=0.20 * weight,
        head_pitch=0.10 * weight,
        root_x=0.07 * weight,
        mouth_corner=0.4 * weight,
    )
    stage.to(weight * stage.rise(0.8, 1.2), lid_upper=0.05)


def _reach_down(curves: Curves, seconds: Curve, performer: Performer, everybody: Sequence[Performer]) -> None:
    """Arms go about a child lower than about a grown-up: not before its face."""
    small = next((one for one in everybody if one.placement.character == performer.placement.looks_at), None)
    if small is None:
        return
    less = max(0.0, 1 - stature(small.look) / stature(performer.look))
    weight = np.clip(seconds / 0.9, 0, 1) * min(1.0, less / 0.3)
    stage = Stage(curves, seconds, 0.0, float(seconds[-1]), performer, last=True)
    stage.add(near_hand_y=0.72 * weight, far_hand_y=0.62 * weight, lean=0.16 * weight, head_pitch=0.22 * weight)


def _hold(stage: Stage) -> None:
    weight = stage.held(0.6)
    stage.to(weight, hand_x=-0.16, hand_y=0.50, hand_z=0.46, hand_shape=0.9, elbow_out=0.15)
    stage.curves["prop"] = np.where(weight > 0.5, 3.0, stage.curves["prop"])


def _give(stage: Stage) -> None:
    _hold(stage)
    out = stage.rise(0.5, 1.3)
    stage.to(out, near_hand_x=-0.14, far_hand_x=-0.14, hand_y=0.32, hand_z=0.86)
    stage.add(lean=0.12 * out, mouth_corner=0.2 * out)


def _write(stage: Stage) -> None:
    weight = stage.held(0.6)
    stage.to(
        weight,
        near_hand_x=-0.12,
        near_hand_y=0.50,
        near_hand_z=0.52,
        near_hand_shape=2.7,
        far_hand_x=-0.10,
        far_hand_y=0.56,
        far_hand_z=0.50,
        far_hand_shape=0.8,
    )
    stage.add(
        near_hand_x=weight * (0.03 * np.sin(2 * np.pi * 2.6 * stage.t) - 0.05 * ((stage.t * 0.45) % 1.0)),
        near_hand_y=0.014 * weight * np.sin(2 * np.pi * 3.9 * stage.t),
        head_pitch=0.30 * weight,
        gaze_y=0.55 * weight,
    )
    stage.curves["prop"] = np.where(weight > 0.5, 2.0, stage.curves["prop"])


def _read(stage: Stage) -> None:
    weight = stage.held(0.6)
    stage.to(weight, hand_x=-0.10, hand_y=0.40, hand_z=0.56, hand_shape=3.0, elbow_out=0.2)
    lines = (stage.t * 0.55) % 1.0
    stage.add(head_pitch=0.24 * weight, gaze_y=0.45 * weight, gaze_x=(lines - 0.5) * 0.5 * weight)
    stage.curves["prop"] = np.where(weight > 0.5, 1.0, stage.curves["prop"])


def _cry(stage: Stage) -> None:
    weight = stage.held(0.8)
    sob = np.maximum(0, np.sin(2 * np.pi * 1.5 * stage.t)) ** 2 * weight
    stage.to(
        weight * 0.9,
        tears=1.0,
        mouth_corner=-0.8,
        brow_inner=1.0,
        brow_outer=-0.5,
        lid_upper=0.42,
        near_hand_x=-0.24,
        near_hand_y=-0.02,
        near_hand_z=0.36,
        near_hand_shape=0.8,
    )
    stage.add(
        head_pitch=0.24 * weight + 0.05 * sob,
        shrug=0.55 * sob,
        lean=0.10 * weight,
        near_hand_y=0.02 * sob,
        blush=0.4 * weight,
    )


def _laugh(stage: Stage) -> None:
    weight = stage.held(0.4)
    shake = (0.5 + 0.5 * np.sin(2 * np.pi * 4.2 * stage.t)) * weight
    stage.to(
        weight,
        mouth_corner=1.0,
        cheek=1.0,
        lid_upper=0.34,
        lid_lower=0.75,
        mouth_wide=0.85,
        mouth_teeth=0.6,
        brow_outer=0.4,
    )
    stage.add(
        mouth_open=(0.35 + 0.30 * shake) * weight,
        head_pitch=-0.18 * weight + 0.04 * shake,
        shrug=0.35 * shake,
        lean=-0.05 * weight + 0.03 * shake,
    )
    stage.to(weight * 0.9, near_hand_x=-0.16, near_hand_y=0.46, near_hand_z=0.36, near_hand_shape=0.8)


def _fall(stage: Stage) -> None:
    sway = stage.rise(0.0, 0.25) * (1 - stage.rise(0.25, 0.5))
    down = np.clip((stage.t - 0.3) / 0.75, 0, 1) ** 2
    bounce = (
        0.05
        * np.exp(-np.maximum(0, stage.t - 1.05) * 6)
        * np.sin(np.maximum(0, stage.t - 1.05) * 22)
        * (stage.t > 1.05)
    )
    stage.add(tumble=1.45 * down - 0.08 * sway - bounce, lean=-0.10 * sway + 0.12 * down)
    stage.to(
        np.clip(down * 1.2, 0, 1),
        near_hand_x=0.10,
        near_hand_y=-0.55,
        near_hand_z=0.20,
        far_hand_x=0.10,
        far_hand_y=-0.60,
        far_hand_z=0.28,
        hand_shape=1.0,
        near_foot_z=-0.10,
        far_foot_z=0.22,
    )
    stage.to(stage.rise(1.2, 1.7), lid_upper=0.05)
    stage.add(brow_inner=0.7 * stage.rise(0.1, 0.4))


def _dance(stage: Stage) -> None:
    weight = stage.held(0.5)
    beat = 2 * np.pi * 0.9 * stage.t
    side = np.sin(beat)
    stage.to(weight, near_hand_shape=1.0, far_hand_shape=1.0)
    up, down = 0.5 + 0.5 * np.sin(beat), 0.5 - 0.5 * np.sin(beat)
    for name, level in (("near", up), ("far", down)):
        stage.curves[f"{name}_hand_y"] += (-0.52 * level + 0.40 * (1 - level) - stage.curves[f"{name}_hand_y"]) * weight
        stage.curves[f"{name}_hand_x"] += (0.42 - stage.curves[f"{name}_hand_x"]) * weight
        stage.curves[f"{name}_hand_z"] += (0.30 - stage.curves[f"{name}_hand_z"]) * weight
        stage.curves[f"{name}_elbow_out"] += (0.95 - stage.curves[f"{name}_elbow_out"]) * weight
        stage.curves[f"{name}_wrist"] += 0.6 * (level - 0.5) * weight
        stage.curves[f"{name}_foot_y"] -= 0.10 * np.maximum(0, np.sin(beat + (0 if name == "near" else np.pi))) * weight
        stage.curves[f"{name}_foot_x"] += 0.08 * weight
    stage.add(
        sway=0.13 * side * weight,
        twist=0.28 * np.sin(beat + 0.6) * weight,
        head_roll=-0.16 * side * weight,
        head_yaw=0.20 * np.sin(beat * 0.5) * weight,
        drop=(0.05 + 0.04 * np.abs(np.cos(beat))) * weight,
        mouth_corner=0.7 * weight,
        cheek=0.4 * weight,
        cloth=0.12 * np.sin(beat - 0.9) * weight,
    )


def _nod(stage: Stage) -> None:
    fade = np.exp(-np.maximum(0, stage.t - 0.2) * 1.1)
    stage.add(head_pitch=0.16 * np.maximum(0, np.sin(2 * np.pi * 1.25 * (stage.t - 0.2))) * fade * (stage.t > 0.2))


def _shake_head(stage: Stage) -> None:
    fade = np.exp(-np.maximum(0, stage.t - 0.15) * 0.9)
    stage.add(
        head_yaw=0.30 * np.sin(2 * np.pi * 1.15 * (stage.t - 0.15)) * fade * (stage.t > 0.15),
        brow_inner=0.2 * fade,
        mouth_corner=-0.2 * fade,
    )


def _look_up(stage: Stage) -> None:
    weight = stage.held(0.8, 0.1)
    stage.add(
        head_pitch=-0.36 * weight,
        gaze_y=-0.55 * weight,
        lean=-0.04 * weight,
        brow_outer=0.3 * weight,
        brow_inner=0.35 * weight,
    )


def _sleep(stage: Stage) -> None:
    weight = stage.held(1.2)
    _sit(stage)
    stage.to(weight, lid_upper=0.0, mouth_corner=0.05)
    stage.add(head_pitch=0.34 * weight, head_roll=0.20 * weight, lean=0.12 * weight)


_DEEDS: dict[Action, Callable[[Stage], None]] = {
    Action.STAND: _stand,
    Action.WALK_IN: _walk_in,
    Action.WALK_OUT: _walk_out,
    Action.WALK: _walk_on,
    Action.RUN: _run,
    Action.SIT: _sit,
    Action.KNEEL: _kneel,
    Action.BOW: _bow,
    Action.NAMASTE: _namaste,
    Action.PRAY: _pray,
    Action.POINT: _point,
    Action.WAVE: _wave,
    Action.HUG: _hug,
    Action.HOLD: _hold,
    Action.GIVE: _give,
    Action.WRITE: _write,
    Action.READ: _read,
    Action.CRY: _cry,
    Action.LAUGH: _laugh,
    Action.FALL: _fall,
    Action.DANCE: _dance,
    Action.NOD: _nod,
    Action.SHAKE_HEAD: _shake_head,
    Action.LOOK_UP: _look_up,
    Action.SLEEP: _sleep,
}
