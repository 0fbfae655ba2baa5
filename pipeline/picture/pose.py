"""The channels of a pose: what the animator writes and the figure reads, one float32 column each.

A body is posed in its own frame: `x` is sideways (away from the body's middle), `y` down, `z` forward. "near" is the
side toward the viewer when the body is turned three-quarter to the right of the picture ("far" the other); a figure
that faces left is the mirror image. Hands and feet are placed, elbows and knees follow (two-bone inverse kinematics),
so that a pose fits a child and a giant alike.
"""

from __future__ import annotations

from typing import Final

_LIMBS: Final = tuple(
    (f"{side}_{name}", value)
    for side in ("near", "far")
    for name, value in (
        # Of the hand from its shoulder, in arm lengths.
        ("hand_x", 0.10),
        ("hand_y", 0.95),
        ("hand_z", 0.16),
        ("elbow_out", 0.25),  # 0 the elbow points down and back, 1 out to the side
        ("wrist", 0.0),  # radians from the line of the forearm, toward the thumb
        ("hand_shape", 0.0),  # see HAND_SHAPES; between two numbers the fingers are between two shapes
        # Of the ankle from where it rests under its hip, in leg lengths.
        ("foot_x", 0.0),
        ("foot_y", 0.0),
        ("foot_z", 0.0),
        ("foot_pitch", 0.0),  # radians, toes down
    )
)

_BODY: Final = (
    ("root_x", 0.0),  # along the stage toward where the body faces, in figure heights
    ("drop", 0.0),  # the hips below where they are in standing, in leg lengths
    ("tumble", 0.0),  # radians, the whole body about its feet, toward where it faces
    ("turn", 0.0),  # radians, the whole body away from the camera toward its facing
    ("twist", 0.0),  # radians, chest against hips
    ("lean", 0.0),  # radians, forward
    ("sway", 0.0),  # radians, sideways
    ("breath", 0.0),  # -1 out .. 1 in
    ("shrug", 0.0),  # 0..1
    ("cloth", 0.0),  # hems against the body, in radians; lags behind movement
    ("hair", 0.0),  # loose hair against the head, in radians; lags behind movement
    ("prop", 0.0),  # see PROPS
    ("head_yaw", 0.0),  # radians, toward where the body faces
    ("head_pitch", 0.0),  # radians, down
    ("head_roll", 0.0),  # radians, clockwise
)

_FACE: Final = (
    ("mouth_open", 0.0),
    ("mouth_wide", 0.5),
    ("mouth_round", 0.0),
    ("mouth_teeth", 0.0),
    ("mouth_tongue", 0.0),
    ("mouth_corner", 0.08),  # -1 down .. 1 up
    ("near_brow_inner", 0.0),  # -1 down .. 1 up
    ("near_brow_outer", 0.0),
    ("far_brow_inner", 0.0),
    ("far_brow_outer", 0.0),
    ("near_lid_upper", 1.0),  # 0 closed, 1 at ease, 1.4 wide
    ("far_lid_upper", 1.0),
    ("near_lid_lower", 0.0),  # 0 at ease .. 1 pushed up by the cheek
    ("far_lid_lower", 0.0),
    ("gaze_x", 0.0),  # -1..1, toward where the body faces
    ("gaze_y", 0.0),  # -1 up .. 1 down
    ("cheek", 0.0),  # 0..1 raised by a smile
    ("nose", 0.0),  # 0..1 wrinkled
    ("blush", 0.0),  # 0..1
    ("tears", 0.0),  # 0..1
)

_ALL: Final = _BODY + _LIMBS + _FACE

CHANNELS: Final[tuple[str, ...]] = tuple(name for name, _ in _ALL)
"""Names of the columns, in order."""

REST: Final[tuple[float, ...]] = tuple(value for _, value in _ALL)
"""Standing at ease with the mouth closed, in order of CHANNELS."""

INDEX: Final[dict[str, int]] = {name: column for column, name in enumerate(CHANNELS)}
"""Column of each channel."""

HAND_SHAPES: Final = ("relaxed", "open", "point", "fist", "joined")
PROPS: Final = ("nothing", "book", "pen and paper", "bundle")
