"""The exposure sheet: which frames of a part get a new drawing, and which show the last one again.

As animators do it: whoever moves is drawn on twos, whoever only breathes is drawn when a point of them has gone further
than the eye would miss. A shot's sheet depends on the whole performance, never on where a worker begins.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.film import Look
from pipeline.picture.figure import BODY_YAW, far_arm_is_behind
from pipeline.picture.pose import CHANNELS, INDEX
from pipeline.picture.skeleton import pose_bones
from pipeline.vocabulary import Facing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MISSED_PX = 0.75
"""How far a point may go unseen at 720p before it is drawn anew."""

_TRUNK_WEIGHTS = {
    "tumble": 4.0, "turn": 0.3, "twist": 0.2, "breath": 0.02, "shrug": 0.1, "cloth": 1.2,
    "near_foot_pitch": 0.3, "far_foot_pitch": 0.3,
}  # fmt: skip
_ARM_WEIGHTS = {
    "prop": 9.0, "near_hand_shape": 0.15, "far_hand_shape": 0.15, "near_wrist": 0.2, "far_wrist": 0.2,
}  # fmt: skip
_HEAD_WEIGHTS = {"head_yaw": 0.30, "head_pitch": 0.28, "head_roll": 0.5, "hair": 0.4, "turn": 0.2, "sway": 0.2,
                 "tumble": 1.0}  # fmt: skip
_FACE_WEIGHTS = {
    "mouth_corner": 0.045, "near_brow_inner": 0.05, "near_brow_outer": 0.05, "far_brow_inner": 0.05,
    "far_brow_outer": 0.05, "near_lid_upper": 0.07, "far_lid_upper": 0.07, "near_lid_lower": 0.04,
    "far_lid_lower": 0.04, "gaze_x": 0.05, "gaze_y": 0.04, "cheek": 0.04, "nose": 0.03, "blush": 0.05, "tears": 0.05,
}  # fmt: skip
MOUTH_WEIGHTS = {
    "mouth_open": 0.14, "mouth_wide": 0.07, "mouth_round": 0.06, "mouth_teeth": 0.03, "mouth_tongue": 0.04,
}  # fmt: skip
"""Roughly how far, in heads, a channel's whole unit takes the point that it takes furthest."""


@dataclass(frozen=True, slots=True)
class Motion:
    """Where a performer's points are in every frame, in heads: (frames, points) each.

    `neck`, `chest` (frames, 2) and `joints` are places in the picture, measured from where the body has walked to.
    """

    trunk: Floats
    arms: Floats
    head: Floats
    mouth: Floats
    neck: Floats
    chest: Floats
    joints: Floats
    """(frames, joints, 2): neck and trunk, then the near arm's three, the far arm's three, the legs'."""
    tucked: NDArray[np.bool_]
    """(frames,): whether the far arm is behind the trunk."""

    @classmethod
    def of(cls, look: Look, part: NDArray[np.float32], facing: Facing) -> Motion:
        """Of a part: float32 (frames, channels)."""
        way = -1.0 if facing is Facing.LEFT else 1.0
        joints, tucked = [], []
        for row in part:
            bones = pose_bones(look, dict(zip(CHANNELS, map(float, row), strict=True)), BODY_YAW[facing])
            near, far = bones.near_arm, bones.far_arm
            tucked.append(far_arm_is_behind(bones))
            joints.append(
                (
                    bones.neck, bones.chest, bones.waist, bones.pelvis, near.shoulder, near.elbow, near.wrist,
                    far.shoulder, far.elbow, far.wrist, bones.near_leg.knee, bones.near_leg.ankle,
                    bones.far_leg.knee, bones.far_leg.ankle,
                )
            )  # fmt: skip
        points = np.asarray(joints, np.float64) * (way, 1.0)
        return cls(
            trunk=_weighted(part, _TRUNK_WEIGHTS),
            arms=_weighted(part, _ARM_WEIGHTS),
            head=np.concatenate([_weighted(part, _HEAD_WEIGHTS), _weighted(part, _FACE_WEIGHTS)], axis=1),
            mouth=_weighted(part, MOUTH_WEIGHTS),
            neck=points[:, 0],
            chest=points[:, 1],
            joints=points,
            tucked=np.asarray(tucked, np.bool_),
        )


def _weighted(part: NDArray[np.float32], weights: dict[str, float]) -> Floats:
    columns = [INDEX[name] for name in weights]
    weighted: Floats = part[:, columns].astype(np.float64) * np.asarray(list(weights.values()))
    return weighted


def expose(
    points: Sequence[Floats],
    scales: Floats,
    least_frames: int,
    missed_px: float,
    changes: NDArray[np.bool_] | None = None,
) -> NDArray[np.int32]:
    """For every frame the frame whose drawing it shows.

    `points` are (frames, …) each, in heads; `scales` pixels a head in every frame. A new drawing comes once a point is
    further than `missed_px` from where it was drawn, or the camera has come 1.5 % nearer, at the soonest after
    `least_frames`; and at once where `changes` (frames,) says so.
    """
    places = np.concatenate([part.reshape(len(part), -1) for part in points], axis=1)
    shown = np.zeros(len(places), np.int32)
    key = 0
    for frame in range(1, len(places)):
        if changes is not None and changes[frame]:
            key = frame
        elif frame - key >= least_frames:
            moved = float(np.abs(places[frame] - places[key]).max()) * float(scales[frame])
            nearer = abs(math.log(float(scales[frame] / scales[key])))
            if moved > missed_px or nearer > 0.015:
                key = frame
        shown[frame] = key
    return shown


NEAR_ARM, FAR_ARM = slice(4, 7), slice(7, 10)
"""Columns of Motion.joints."""


def seen_joints(motion: Motion, anchor: Floats, feet: Floats, scales: Floats, width: int, height: int) -> Floats:
    """(frames, joints, 2): the joints from `anchor` (frames, 2), in heads, those far out of the frame held still.

    `feet` is (frames, 2), where the feet stand in frame pixels.
    """
    places = motion.joints * scales[:, None, None] + feet[:, None, :]
    room = scales[:, None]
    inside = (places[..., 0] > -room) & (places[..., 0] < width + room)
    inside &= (places[..., 1] > -room) & (places[..., 1] < height + room)
    relative: Floats = motion.joints - anchor[:, None, :]
    unseen = ~inside.any(axis=0)
    relative[:, unseen] = 0.0
    return relative
