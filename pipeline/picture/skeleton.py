"""Bones: from a pose to where the joints are in the picture. Head units, feet at the origin, y down, facing right."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.film import Look
from pipeline.vocabulary import AgeGroup, Dress, Gender

Vector = tuple[float, float, float]
Point = tuple[float, float]

HEADS = {AgeGroup.CHILD: 4.5, AgeGroup.TEEN: 5.8, AgeGroup.ADULT: 6.5, AgeGroup.ELDERLY: 6.3}
_STATURE = {AgeGroup.CHILD: 0.66, AgeGroup.TEEN: 0.91, AgeGroup.ADULT: 1.0, AgeGroup.ELDERLY: 0.95}
SIDES = ("near", "far")


def stature(look: Look) -> float:
    """Standing height against an adult man's, e.g. 0.66 for a child."""
    womanly = look.gender is Gender.FEMALE and look.age_group is not AgeGroup.CHILD
    spread = ((look.seed >> 3) % 13 - 6) * 0.005
    return _STATURE[look.age_group] * (0.94 if womanly else 1.0) + spread


@dataclass(frozen=True, slots=True)
class Build:
    """Proportions in head units: half-widths, heights above the floor, lengths of whole limbs."""

    heads: float
    shoulder: float
    chest: float
    waist: float
    hip: float
    shoulder_y: float
    waist_y: float
    hip_y: float
    ankle_y: float
    arm: float
    leg: float
    thick: float
    """Half-width of an upper arm."""

    @classmethod
    def of(cls, look: Look) -> Build:
        """Of a look, by age, gender and build."""
        heads = HEADS[look.age_group]
        female = look.gender is Gender.FEMALE
        child = look.age_group is AgeGroup.CHILD
        teen = look.age_group is AgeGroup.TEEN
        wide = look.build
        shoulder = (0.62 if child else 0.78 if teen else 0.80 if female else 0.98) * (0.4 + 0.6 * wide)
        if female and teen:
            shoulder *= 0.95
        chest = shoulder * (0.74 if female else 0.80)
        waist = shoulder * (0.80 if child else 0.56 if female else 0.66) * (0.3 + 0.7 * wide)
        hip = shoulder * (0.80 if child else 0.84 if female else 0.68) * (0.3 + 0.7 * wide)
        shoulder_y = heads - 1.30 if not child else heads - 1.18
        hip_y = heads * (0.50 if not child else 0.43)
        return cls(
            heads=heads,
            shoulder=shoulder,
            chest=chest,
            waist=waist,
            hip=hip,
            shoulder_y=shoulder_y,
            waist_y=hip_y + (shoulder_y - hip_y) * 0.40,
            hip_y=hip_y,
            ankle_y=0.20 if not child else 0.16,
            arm=heads * (0.405 if not child else 0.37),
            leg=hip_y - (0.20 if not child else 0.16),
            thick=(0.155 if child else 0.15 if female else 0.185) * (0.5 + 0.5 * wide),
        )


@dataclass(frozen=True, slots=True)
class Arm:
    """Joints of an arm in the picture; `depth` of the hand toward the viewer, `reach` where the fingers point."""

    shoulder: Point
    elbow: Point
    wrist: Point
    depth: float
    angle: float
    shape: float


@dataclass(frozen=True, slots=True)
class Leg:
    """Joints of a leg in the picture."""

    hip: Point
    knee: Point
    ankle: Point
    depth: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Bones:
    """All joints in the picture, and how far the body is turned (`yaw`, radians)."""

    build: Build
    yaw: float
    chest_yaw: float
    pelvis: Point
    waist: Point
    chest: Point
    """Middle of the shoulder line."""
    neck: Point
    """Where the head turns."""
    axis: float
    """Angle of the torso from upright, radians clockwise."""
    near_arm: Arm
    far_arm: Arm
    near_leg: Leg
    far_leg: Leg
    drop: float

    @property
    def narrow(self) -> float:
        """How much of its frontal width a turned torso shows."""
        return math.sqrt(math.cos(self.chest_yaw) ** 2 + (0.62 * math.sin(self.chest_yaw)) ** 2)


def _bend(start: Vector, target: Vector, upper: float, lower: float, pole: Vector) -> tuple[Vector, Vector]:
    """Joint and end of a two-bone chain toward a target; the joint bends toward the pole."""
    dx, dy, dz = target[0] - start[0], target[1] - start[1], target[2] - start[2]
    distance = math.sqrt(dx * dx + dy * dy + dz * dz) or 1e-6
    reach = min(max(distance, abs(upper - lower) + 0.02), (upper + lower) * 0.999)
    dx, dy, dz = dx / distance, dy / distance, dz / distance
    along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    height = math.sqrt(max(0.0, upper * upper - along * along))
    dot = pole[0] * dx + pole[1] * dy + pole[2] * dz
    px, py, pz = pole[0] - dot * dx, pole[1] - dot * dy, pole[2] - dot * dz
    size = math.sqrt(px * px + py * py + pz * pz) or 1e-6
    factor = height / size
    joint = (
        start[0] + dx * along + px * factor,
        start[1] + dy * along + py * factor,
        start[2] + dz * along + pz * factor,
    )
    return joint, (start[0] + dx * reach, start[1] + dy * reach, start[2] + dz * reach)


def pose_bones(look: Look, pose: Mapping[str, float], base_yaw: float) -> Bones:
    """Where everything is. `base_yaw` is the turn that the facing gives (0 to the camera)."""
    build = Build.of(look)
    yaw = base_yaw + pose["turn"]
    chest_yaw = yaw + pose["twist"]
    old = 0.16 if look.age_group is AgeGroup.ELDERLY else 0.0
    lean, sway = pose["lean"] + old, pose["sway"]
    cos_lean, sin_lean = math.cos(lean), math.sin(lean)
    cos_sway, sin_sway = math.cos(sway), math.sin(sway)
    hips_y = -build.hip_y + pose["drop"] * build.leg

    def flat(v: Vector, turned: float) -> Point:
        return v[0] * math.cos(turned) + v[2] * math.sin(turned), v[1]

    def leaned(v: Vector) -> Vector:
        """From the upright body about its hips to the leaning one."""
        x, y, z = v
        y, z = y * cos_lean + z * sin_lean, z * cos_lean - y * sin_lean
        x, y = x * cos_sway - y * sin_sway, y * cos_sway + x * sin_sway
        return x, y + hips_y, z

    rise = -(build.shoulder_y - build.hip_y)
    lift = pose["shrug"] * 0.12 + pose["breath"] * 0.016
    chest = leaned((0.0, rise - lift, 0.0))
    waist = leaned((0.0, -(build.waist_y - build.hip_y), 0.02))
    # The neck rises less steeply than the back of somebody who stoops: they look ahead.
    neck_length = build.heads - 1 - build.shoulder_y + 0.16
    neck_lean = lean * 0.55
    neck = (
        chest[0] - math.sin(sway * 0.6) * -neck_length,
        chest[1] - neck_length * math.cos(neck_lean) + lift * 0.5,
        chest[2] + neck_length * math.sin(neck_lean) + (0.10 if old else 0.04),
    )

    def arm(side: str, sign: float) -> Arm:
        length = build.arm
        # Palms laid together meet in the middle, fingers up.
        joined = max(0.0, min(1.0, pose[f"{side}_hand_shape"] - 3))
        start = leaned((sign * (build.shoulder * 0.90 - build.thick * 0.80), rise - lift + build.thick + 0.03, 0.0))
        hand = (
            (1 - joined) * sign * (build.shoulder * 0.90 - build.thick * 0.80 + pose[f"{side}_hand_x"] * length)
            + joined * sign * 0.05,
            rise - lift + build.thick + 0.03 + pose[f"{side}_hand_y"] * length,
            pose[f"{side}_hand_z"] * length,
        )
        out = pose[f"{side}_elbow_out"]
        elbow, wrist = _bend(
            start, leaned(hand), length * 0.50, length * 0.50, (sign * (0.15 + out * 1.3), 0.75 - out * 0.5, -0.75)
        )
        e2, w2 = flat(elbow, chest_yaw), flat(wrist, chest_yaw)
        depth = wrist[2] * math.cos(chest_yaw) - wrist[0] * math.sin(chest_yaw)
        # The hand goes on along the forearm; seen end-on it hangs a little, as hands do.
        ahead = math.atan2(w2[1] - e2[1], w2[0] - e2[0])
        short = 1 - min(1.0, math.dist(e2, w2) / (length * 0.5))
        angle = ahead + (math.pi / 2 - ahead) * short * 0.5 if ahead > -0.4 else ahead
        angle += (-math.pi / 2 + 0.22 - angle) * joined
        return Arm(
            flat(start, chest_yaw), e2, w2, depth, angle - sign * pose[f"{side}_wrist"], pose[f"{side}_hand_shape"]
        )

    def leg(side: str, sign: float) -> Leg:
        start = (sign * build.hip * 0.50, hips_y + 0.06, 0.0)
        apart = 0.62 if look.dress is Dress.SPACE_SUIT else 0.52
        ankle = (
            sign * (build.hip * apart + pose[f"{side}_foot_x"] * build.leg),
            -build.ankle_y + pose[f"{side}_foot_y"] * build.leg,
            pose[f"{side}_foot_z"] * build.leg,
        )
        crossed = max(0.0, -pose[f"{side}_foot_x"]) * 6
        knee, foot = _bend(
            start, ankle, build.leg * 0.493, build.leg * 0.493, (sign * (0.12 + crossed), -crossed * 0.05, 1.0)
        )
        depth = knee[2] * math.cos(yaw) - knee[0] * math.sin(yaw)
        return Leg(flat(start, yaw), flat(knee, yaw), flat(foot, yaw), depth, pose[f"{side}_foot_pitch"])

    pelvis = (0.0, hips_y, 0.0)
    p2, c2 = flat(pelvis, yaw), flat(chest, yaw)
    return Bones(
        build=build,
        yaw=yaw,
        chest_yaw=chest_yaw,
        pelvis=p2,
        waist=flat(waist, yaw),
        chest=c2,
        neck=flat(neck, yaw),
        axis=math.atan2(c2[0] - p2[0], p2[1] - c2[1]),
        near_arm=arm("near", -1.0),
        far_arm=arm("far", 1.0),
        near_leg=leg("near", -1.0),
        far_leg=leg("far", 1.0),
        drop=pose["drop"],
    )
