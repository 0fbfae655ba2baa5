"""People: a jointed paper figure drawn in the light of the scene.

The canvas' origin is where the feet stand, y is down; a figure that faces left is the mirror of one that faces right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import skia
from numpy.typing import NDArray

from pipeline.contracts.painter import Light
from pipeline.film import Look
from pipeline.picture.adornment import draw_adornment, draw_behind_head, draw_necklace, hides_hair
from pipeline.picture.body import Drawing
from pipeline.picture.dress import draw_above, draw_arm_in_sleeve, draw_below
from pipeline.picture.face import HeadTurn, draw_face
from pipeline.picture.hair import draw_back_hair, draw_hair, draw_hair_from_behind
from pipeline.picture.ink import Ink, limb, smooth
from pipeline.picture.palette import exposed_skin
from pipeline.picture.pose import CHANNELS, REST
from pipeline.picture.skeleton import HEADS, Arm, Bones, pose_bones, stature
from pipeline.picture.things import draw_held, draw_seat
from pipeline.vocabulary import Facing

__all__ = ["Box", "Figure", "bounds", "draw_figure", "draw_shadow", "face_centre", "lips", "lower_face", "stature"]

Pose = Mapping[str, float] | Sequence[float] | NDArray[np.float32]
"""Channels by name (those left out are at rest), or a row in the order of CHANNELS."""

BODY_YAW = {Facing.CAMERA: 0.0, Facing.RIGHT: 0.62, Facing.LEFT: 0.62}
HEAD_YAW = {Facing.CAMERA: 0.0, Facing.RIGHT: 0.58, Facing.LEFT: 0.58}

UNDER, HEAD, OVER = "under", "head", "over"
"""Parts of a figure seen from the front, from behind to before: the trunk and what is behind it, the head, the arms."""
WHOLE = (UNDER, HEAD, OVER)

_NECK = 0.34
"""Where the head turns, below its middle."""
_REST = dict(zip(CHANNELS, REST, strict=True))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels about the feet."""

    left: float
    top: float
    right: float
    bottom: float


def _channels(pose: Pose) -> Mapping[str, float]:
    if isinstance(pose, Mapping):
        return {**_REST, **pose}
    return dict(zip(CHANNELS, (float(value) for value in pose), strict=True))


def draw_figure(
    canvas: skia.Canvas,
    look: Look,
    pose: Pose,
    facing: Facing,
    back_to_camera: bool,  # noqa: FBT001 - a fact of the placement
    light: Light,
    height_px: float,
    stage_x: float = 0.5,
) -> None:
    """Draw a person `height_px` high when standing. `stage_x` is where they stand, to know the side of the key."""
    Figure(look, light, stage_x).draw(canvas, pose, facing, back_to_camera, height_px)


class Figure:
    """Somebody in a light. Keeps the paints of that light, so that drawing again is cheap."""

    def __init__(self, look: Look, light: Light, stage_x: float = 0.5, holds: str | None = None) -> None:
        self.holds = holds
        self.look = replace(look, skin=exposed_skin(look.skin, light))
        side = max(-1.0, min(1.0, (light.key_x - stage_x) * 4))
        # A key right above still falls from somewhere.
        self.side = math.copysign(max(0.55, abs(side)), side or -1.0)
        self._inks = {1.0: Ink(light, self.side), -1.0: Ink(light, -self.side)}

    def draw(
        self,
        canvas: skia.Canvas,
        pose: Pose,
        facing: Facing,
        back_to_camera: bool,  # noqa: FBT001 - as above
        height_px: float,
        parts: Sequence[str] = WHOLE,
    ) -> None:
        """See draw_figure. With `parts` only those; whoever has their back to the camera is in one piece."""
        channels = _channels(pose)
        mirror = -1.0 if facing is Facing.LEFT else 1.0
        scale = height_px / HEADS[self.look.age_group]
        canvas.save()
        canvas.translate(mirror * channels["root_x"] * height_px, 0)
        canvas.scale(scale * mirror, scale)
        if channels["tumble"]:
            canvas.rotate(math.degrees(channels["tumble"]))
        ink = self._inks[mirror]
        bones = pose_bones(self.look, channels, BODY_YAW[facing] if not back_to_camera else BODY_YAW[facing] * 0.5)
        turn = HeadTurn(HEAD_YAW[facing] + channels["head_yaw"] + channels["turn"] * 0.5, channels["head_pitch"])
        drawing = Drawing(canvas, ink, self.look, channels, bones, back_to_camera, self.holds)
        if back_to_camera:
            self._from_behind(drawing, HeadTurn(turn.yaw * 0.4, channels["head_pitch"]))
        else:
            self._from_front(drawing, turn, parts)
        canvas.restore()

    def _head(self, d: Drawing) -> None:
        """Go to the middle of the head."""
        x, y = d.bones.neck
        d.canvas.translate(x, y)
        d.canvas.rotate(math.degrees(d.pose["head_roll"] + d.pose["sway"] * 0.4))
        d.canvas.translate(0, -_NECK)

    def _from_front(self, d: Drawing, turn: HeadTurn, parts: Sequence[str]) -> None:
        near, far = d.bones.near_arm, d.bones.far_arm
        behind = far_arm_is_behind(d.bones)
        if UNDER in parts:
            self._trunk(d, turn, far if behind else None)
        if HEAD in parts:
            d.canvas.save()
            self._head(d)
            draw_face(d.canvas, d.ink, self.look, d.pose, turn)
            if not hides_hair(self.look):
                draw_hair(d.canvas, d.ink, self.look, d.pose, turn)
            draw_adornment(d.canvas, d.ink, self.look, turn)
            d.canvas.restore()
        if OVER in parts:
            held = draw_held(d)
            for arm, sign in ((far, 1.0), (near, -1.0)) if not behind else ((near, -1.0),):
                self._arm_shadow(d, arm)
                draw_arm_in_sleeve(d, arm, sign)
            if held is not None:
                held()

    def _trunk(self, d: Drawing, turn: HeadTurn, arm: Arm | None) -> None:
        """What is behind the head, and `arm` if it is behind the trunk."""
        d.canvas.save()
        self._head(d)
        draw_behind_head(d.canvas, d.ink, self.look, turn)
        if not hides_hair(self.look):
            draw_back_hair(d.canvas, d.ink, self.look, d.pose, turn)
        d.canvas.restore()
        if arm is not None:
            draw_arm_in_sleeve(d, arm, 1.0)
        draw_seat(d)
        sitting = d.bones.drop > 0.25
        if not sitting:
            draw_below(d)
        draw_above(d)
        if sitting:
            draw_below(d)
        draw_necklace(d)

    def _from_behind(self, d: Drawing, turn: HeadTurn) -> None:
        for arm, sign in ((d.bones.far_arm, 1.0), (d.bones.near_arm, -1.0)):
            if arm.depth > 0.3:
                draw_arm_in_sleeve(d, arm, sign)
        draw_below(d)
        draw_above(d)
        for arm, sign in ((d.bones.far_arm, 1.0), (d.bones.near_arm, -1.0)):
            if arm.depth <= 0.3:
                draw_arm_in_sleeve(d, arm, sign)
        d.canvas.save()
        self._head(d)
        draw_behind_head(d.canvas, d.ink, self.look, turn)
        skin = smooth(
            [
                (0.0, -0.48),
                (0.34, -0.30),
                (0.37, 0.0),
                (0.30, 0.30),
                (0.17, 0.46),
                (-0.17, 0.46),
                (-0.30, 0.30),
                (-0.37, 0.0),
                (-0.34, -0.30),
            ]
        )
        d.ink.fill(d.canvas, skin, self.look.skin, turn=0.16, rim=0.014, dark=0.08)
        for sign in (-1.0, 1.0):
            ear = smooth([(sign * 0.35, -0.03), (sign * 0.43, -0.06), (sign * 0.435, 0.05), (sign * 0.37, 0.15)])
            d.ink.fill(d.canvas, ear, self.look.skin, turn=0.02, rim=0.01)
        if not hides_hair(self.look):
            draw_hair_from_behind(d.canvas, d.ink, self.look, d.pose, turn)
        draw_adornment(d.canvas, d.ink, self.look, turn, back=True)
        d.canvas.restore()

    def _arm_shadow(self, d: Drawing, arm: Arm) -> None:
        """What an arm keeps from the light on the body beside it."""
        thick = d.bones.build.thick
        shift = -d.ink.side * 0.07
        path = limb(
            (arm.shoulder[0] + shift * 0.4, arm.shoulder[1] + 0.16),
            (arm.elbow[0] + shift, arm.elbow[1] + 0.05),
            (arm.wrist[0] + shift, arm.wrist[1] + 0.06),
            (thick * 0.9, thick, thick * 0.8),
        )
        d.canvas.save()
        d.canvas.clipPath(d.torso(0.04, 1.0), skia.ClipOp.kIntersect, True)
        d.canvas.drawPath(path, d.ink.paint("2A1A20", 0.3, 0.22))
        d.canvas.restore()


def far_arm_is_behind(bones: Bones) -> bool:
    """Whether the trunk hides the far arm."""
    far = bones.far_arm
    return (
        bones.chest_yaw > 0.25
        and far.wrist[0] > bones.chest[0]
        and far.depth < 0.75
        and far.wrist[1] > bones.chest[1] + 0.6
    )


def bounds(look: Look, pose: Pose, height_px: float, facing: Facing = Facing.RIGHT) -> Box:
    """What a pose may cover, in pixels about the feet, generously."""
    channels = _channels(pose)
    mirror = -1.0 if facing is Facing.LEFT else 1.0
    unit = height_px / HEADS[look.age_group]
    reach = 2.6 * unit
    middle = mirror * channels["root_x"] * height_px
    tall = height_px + 0.6 * unit
    if abs(channels["tumble"]) > 0.05:
        reach = max(reach, tall * abs(math.sin(channels["tumble"])) + 1.6 * unit)
    forward = tall * math.sin(min(1.4, abs(channels["lean"]))) * 0.6
    # Who lies has a side of the body, and an arm, below the line of the feet.
    below = 0.45 * unit + 2.2 * unit * abs(math.sin(channels["tumble"]))
    return Box(middle - reach - forward, -tall, middle + reach + forward, below)


def face_centre(look: Look, pose: Pose, facing: Facing, height_px: float) -> tuple[float, float]:
    """Middle of the face in pixels about the feet, for the camera."""
    channels = _channels(pose)
    mirror = -1.0 if facing is Facing.LEFT else 1.0
    unit = height_px / HEADS[look.age_group]
    x, y = pose_bones(look, channels, BODY_YAW[facing]).neck
    y -= _NECK
    angle = channels["tumble"]
    x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
    return mirror * (x * unit + channels["root_x"] * height_px), y * unit


_LOWER_FACE = (-0.47, 0.08, 0.47, 0.80)
"""What a mouth moves, in heads from the middle of the head: lips, jaw, cheeks, beard."""
_LIPS = (-0.20, 0.17, 0.33, 0.52)
"""The lips themselves, of a head that faces the camera or to the right."""


def lips(look: Look, pose: Pose, facing: Facing, height_px: float) -> Box:
    """About the lips, in pixels about the feet."""
    return _about(_LIPS, look, pose, facing, height_px)


def lower_face(look: Look, pose: Pose, facing: Facing, height_px: float) -> Box:
    """What of the head looks otherwise with another mouth, in pixels about the feet."""
    return _about(_LOWER_FACE, look, pose, facing, height_px)


def _about(part: tuple[float, float, float, float], look: Look, pose: Pose, facing: Facing, height_px: float) -> Box:
    """The upright box about a part of the head given in heads."""
    channels = _channels(pose)
    mirror = -1.0 if facing is Facing.LEFT else 1.0
    unit = height_px / HEADS[look.age_group]
    neck = pose_bones(look, channels, BODY_YAW[facing]).neck
    roll, tumble = channels["head_roll"] + channels["sway"] * 0.4, channels["tumble"]
    left, top, right, bottom = part
    xs, ys = [], []
    for corner_x, corner_y in ((left, top), (right, top), (left, bottom), (right, bottom)):
        x, y = _turned(corner_x, corner_y - _NECK, roll)
        x, y = _turned(x + neck[0], y + neck[1], tumble)
        xs.append(mirror * (x * unit + channels["root_x"] * height_px))
        ys.append(y * unit)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def draw_shadow(
    canvas: skia.Canvas, look: Look, pose: Pose, facing: Facing, light: Light, height_px: float, stage_x: float = 0.5
) -> None:
    """The dark under the feet, and the shadow that the body throws on the floor away from the key."""
    channels = _channels(pose)
    mirror = -1.0 if facing is Facing.LEFT else 1.0
    unit = height_px / HEADS[look.age_group]
    bones = pose_bones(look, channels, BODY_YAW[facing])
    ink = Ink(light, 1.0)
    away = max(-1.0, min(1.0, (stage_x - light.key_x) * 2.5))
    away = math.copysign(max(0.35, abs(away)), away or 1.0)
    low = max(0.0, min(1.0, light.key_y))
    lying = abs(math.sin(channels["tumble"]))
    canvas.save()
    canvas.translate(mirror * channels["root_x"] * height_px, 0)
    canvas.scale(unit, unit)
    blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.07)
    cast = skia.Paint(
        AntiAlias=True, Color4f=skia.Color4f(*ink.seen("2A2030", 0.8), 0.20 + 0.18 * light.strength), MaskFilter=blur
    )
    length = (0.9 + 1.9 * low) * (1 - 0.6 * channels["drop"]) * (1 - lying * 0.7)
    wide = bones.build.hip * 0.9
    shape = smooth(
        [
            (-wide * 0.9, 0.0),
            (0.0, 0.10),
            (wide * 0.9, 0.0),
            (wide * 0.8 + away * length, -0.26 * length * 0.5),
            (away * length * 1.25, -0.34 * length * 0.5),
            (-wide * 0.7 + away * length, -0.30 * length * 0.5),
        ]
    )
    canvas.drawPath(shape, cast)
    contact = skia.Paint(AntiAlias=True, Color4f=skia.Color4f(*ink.seen("1E1622", 0.8), 0.5), MaskFilter=blur)
    for leg in (bones.near_leg, bones.far_leg):
        x = mirror * (leg.ankle[0] + 0.12 * math.sin(bones.yaw))
        lifted = max(0.0, -leg.ankle[1] - bones.build.ankle_y)
        canvas.drawOval(skia.Rect.MakeLTRB(x - 0.30, -0.06, x + 0.30, 0.07), contact) if lifted < 0.4 else None
    if lying > 0.3:
        reach = bones.build.heads * math.copysign(lying, channels["tumble"] * mirror)
        canvas.drawOval(skia.Rect.MakeLTRB(min(0.0, reach), -0.08, max(0.0, reach), 0.10), contact)
    canvas.restore()
