"""Acting: what a person in a shot does with face and body, as curves over its frames.

Timings are ART.md's: blinks 60 ms down, 20 hold, 90 up; 120 ms of anticipation; cloth and hair 100 ms late.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.animator import PerformanceRequest, Performer, Utterance
from pipeline.picture.deeds import perform_deeds
from pipeline.picture.pose import CHANNELS, REST
from pipeline.picture.speech_shapes import mouth_curves
from pipeline.vocabulary import Action, AgeGroup, Emotion, Facing, Gender

Curve = NDArray[np.float64]
Curves = dict[str, Curve]

_BOTH = ("near", "far")
# What a feeling at full strength adds to a face and a posture at rest.
FEELINGS: dict[Emotion, dict[str, float]] = {
    Emotion.NEUTRAL: {},
    Emotion.HAPPY: {
        "corner": 1.35,
        "cheek": 0.9,
        "lid_lower": 0.5,
        "brow_inner": 0.6,
        "brow_outer": 0.5,
        "head_pitch": -0.06,
        "chest": 0.04,
        "head_roll": 0.05,
    },
    Emotion.SAD: {
        "corner": -0.85,
        "brow_inner": 0.95,
        "brow_outer": -0.5,
        "lid_upper": -0.28,
        "head_pitch": 0.20,
        "gaze_y": 0.35,
        "lean": 0.09,
        "shrug": -0.25,
        "tears": 0.25,
    },
    Emotion.ANGRY: {
        "corner": -0.45,
        "brow_inner": -0.95,
        "brow_outer": 0.25,
        "lid_upper": -0.10,
        "lid_lower": 0.40,
        "nose": 0.8,
        "head_pitch": 0.09,
        "lean": 0.06,
        "shrug": 0.3,
        "blush": 0.35,
    },
    Emotion.CALM: {"corner": 0.22, "lid_upper": -0.16, "brow_outer": 0.05, "head_pitch": 0.02},
    Emotion.EXCITED: {
        "corner": 1.0,
        "cheek": 0.7,
        "parted": 0.24,
        "teeth": 0.75,
        "brow_inner": 0.55,
        "brow_outer": 0.65,
        "lid_upper": 0.20,
        "lid_lower": 0.2,
        "head_pitch": -0.09,
        "lean": 0.04,
    },
    Emotion.AFRAID: {
        "corner": -0.5,
        "parted": 0.14,
        "teeth": 0.4,
        "brow_inner": 1.0,
        "brow_outer": 0.10,
        "lid_upper": 0.36,
        "head_pitch": -0.06,
        "lean": -0.07,
        "shrug": 0.75,
    },
    Emotion.TENDER: {
        "corner": 0.45,
        "cheek": 0.3,
        "brow_inner": 0.35,
        "brow_outer": -0.10,
        "lid_upper": -0.18,
        "lid_lower": 0.15,
        "head_roll": 0.12,
        "head_pitch": 0.06,
        "blush": 0.25,
    },
    Emotion.SURPRISED: {
        "corner": 0.05,
        "brow_inner": 1.0,
        "brow_outer": 1.0,
        "lid_upper": 0.38,
        "head_pitch": -0.08,
        "lean": -0.05,
        "shrug": 0.3,
        "parted": 0.45,
    },
    Emotion.CURIOUS: {
        "corner": 0.2,
        "near_brow_outer": 0.75,
        "near_brow_inner": 0.5,
        "brow_outer": 0.1,
        "lid_upper": 0.10,
        "head_roll": 0.14,
        "lean": 0.07,
    },
    Emotion.REVERENT: {
        "corner": 0.15,
        "brow_inner": 0.40,
        "lid_upper": -0.48,
        "head_pitch": 0.26,
        "gaze_y": 0.4,
        "lean": 0.06,
    },
    Emotion.DETERMINED: {
        "corner": -0.12,
        "brow_inner": -0.62,
        "brow_outer": 0.10,
        "lid_lower": 0.35,
        "head_pitch": 0.05,
        "chest": 0.05,
        "lean": 0.03,
    },
    Emotion.LONGING: {
        "corner": -0.22,
        "brow_inner": 0.65,
        "brow_outer": -0.15,
        "lid_upper": -0.12,
        "head_pitch": -0.10,
        "gaze_y": -0.35,
        "head_roll": 0.09,
    },
    Emotion.PROUD: {
        "corner": 0.48,
        "brow_outer": 0.35,
        "brow_inner": 0.05,
        "lid_upper": -0.22,
        "head_pitch": -0.16,
        "chest": 0.08,
        "lean": -0.06,
        "cheek": 0.25,
    },
}
_ENERGY = {
    Emotion.ANGRY: 1.25,
    Emotion.EXCITED: 1.35,
    Emotion.HAPPY: 1.1,
    Emotion.DETERMINED: 1.1,
    Emotion.SAD: 0.45,
    Emotion.CALM: 0.65,
    Emotion.REVERENT: 0.4,
    Emotion.TENDER: 0.7,
    Emotion.LONGING: 0.6,
    Emotion.AFRAID: 0.8,
}
# Where hands go when a phrase is said: (hand_x, hand_y, hand_z, shape) of the near and the far hand, None stays.
_GESTURES: tuple[tuple[tuple[float, ...] | None, tuple[float, ...] | None], ...] = (
    ((0.10, 0.42, 0.55, 1.0), None),
    (None, (0.14, 0.40, 0.52, 1.0)),
    ((0.22, 0.48, 0.48, 1.0), (0.22, 0.46, 0.48, 1.0)),
    ((-0.22, 0.34, 0.32, 0.6), None),
    ((0.06, 0.26, 0.60, 0.7), None),
    ((-0.05, 0.50, 0.50, 0.3), (-0.05, 0.50, 0.50, 0.3)),
)
_DEED_HANDS = frozenset(Action) - {
    Action.STAND,
    Action.NOD,
    Action.SHAKE_HEAD,
    Action.LOOK_UP,
    Action.SIT,
    Action.KNEEL,
}

_SETTLED = frozenset(
    {
        Action.WALK,
        Action.WALK_IN,
        Action.WALK_OUT,
        Action.RUN,
        Action.DANCE,
        Action.FALL,
        Action.SIT,
        Action.KNEEL,
        Action.SLEEP,
    }
)
"""These settle the whole body, arms and feet."""


def ease(seconds: Curve, start: float, end: float) -> Curve:
    """0 before start, 1 after end, smooth between."""
    share = np.clip((seconds - start) / max(1e-3, end - start), 0, 1)
    return share * share * share * (share * (share * 6 - 15) + 10)


def pulse(seconds: Curve, start: float, rise: float, hold: float, fall: float) -> Curve:
    """Up from start, held, down again."""
    return ease(seconds, start, start + rise) * (1 - ease(seconds, start + rise + hold, start + rise + hold + fall))


def act(request: PerformanceRequest) -> tuple[NDArray[np.float32], ...]:
    """Every performer's channels, (frames, len(CHANNELS)) each, in the order of the performers."""
    seconds = np.arange(request.frames, dtype=np.float64) / request.fps
    return tuple(_one(request, performer, seconds) for performer in request.performers)


def _generator(request: PerformanceRequest, performer: Performer) -> np.random.Generator:
    digest = hashlib.sha256(f"{request.seed}/{performer.placement.character}/{performer.look.seed}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "little"))


def _one(request: PerformanceRequest, performer: Performer, seconds: Curve) -> NDArray[np.float32]:
    rng = _generator(request, performer)
    name = performer.placement.character
    curves: Curves = {channel: np.full(len(seconds), value) for channel, value in zip(CHANNELS, REST, strict=True)}
    own = [said for said in request.utterances if said.character == name]
    heard = [said for said in request.utterances if said.character != name]
    _feel(curves, seconds, performer, own)
    turns = _look(curves, seconds, request, performer, heard, rng)
    _live(curves, seconds, performer, rng)
    _listen(curves, seconds, heard, rng)
    busy = any(action in _DEED_HANDS for action in performer.placement.actions)
    _speak(curves, seconds, own, rng, gestures=not busy)
    perform_deeds(curves, seconds, performer, request.performers)
    _blink(curves, seconds, turns, rng)
    _follow(curves, seconds)
    rows = np.stack([curves[channel] for channel in CHANNELS], axis=1)
    return np.ascontiguousarray(rows, dtype=np.float32)


# ----------------------------------------------------------------------------------------------------- feeling


def _feel(curves: Curves, seconds: Curve, performer: Performer, own: Sequence[Utterance]) -> None:
    speaking = np.zeros(len(seconds))
    parts: list[tuple[Emotion, Curve]] = []
    for said in own:
        weight = ease(seconds, said.start_ms / 1000 - 0.30, said.start_ms / 1000 + 0.05) * (
            1 - ease(seconds, said.end_ms / 1000 + 0.25, said.end_ms / 1000 + 0.9)
        )
        parts.append((said.emotion, weight * (0.35 + 0.65 * said.strength)))
        speaking = np.maximum(speaking, weight)
    parts.append((performer.mood, (1 - speaking) * (0.15 + 0.6 * performer.mood_strength)))
    for emotion, weight in parts:
        for feature, amount in FEELINGS[emotion].items():
            _add(curves, feature, amount * weight)


def _add(curves: Curves, feature: str, amount: Curve) -> None:
    match feature:
        case "corner":
            curves["mouth_corner"] += amount
        case "parted":
            curves["mouth_open"] += amount
        case "teeth":
            curves["mouth_teeth"] += amount
        case "chest":
            curves["breath"] += amount * 8
        case "brow_inner" | "brow_outer" | "lid_upper" | "lid_lower":
            for side in _BOTH:
                curves[f"{side}_{feature}"] += amount
        case _:
            curves[feature] += amount


# -------------------------------------------------------------------------------------------------------- eyes


def _toward(performer: Performer, other_x: float) -> float:
    """1 where the body faces, -1 behind it; to the camera, the side of the picture."""
    right = 1.0 if other_x >= performer.placement.x else -1.0
    return -right if performer.placement.facing is Facing.LEFT else right


def _target(performer: Performer, direction: float) -> tuple[float, float]:
    """Turn of the head and of the eyes toward somebody ahead (1), behind (-1) or the camera (0)."""
    if performer.placement.facing is Facing.CAMERA:
        return 0.42 * direction, 0.30 * direction
    if direction > 0:
        return 0.06, 0.24
    return (-0.42, -0.22) if direction == 0 else (-0.85, -0.5)


def _look(
    curves: Curves,
    seconds: Curve,
    request: PerformanceRequest,
    performer: Performer,
    heard: Sequence[Utterance],
    rng: np.random.Generator,
) -> list[float]:
    """Turn head and eyes to whom they look at or who speaks; the times at which the head turns."""
    places = {other.placement.character: other.placement.x for other in request.performers}
    wanted = performer.placement.looks_at
    if wanted == "camera":
        home = _target(performer, 0.0)
    elif wanted in places:
        home = _target(performer, _toward(performer, places[wanted]))
    else:
        home = _target(performer, 0.0 if performer.placement.facing is Facing.CAMERA else 1.0)
    yaw = np.full(len(seconds), home[0])
    gaze = np.full(len(seconds), home[1])
    turns: list[float] = []
    for said in sorted(heard, key=lambda each: each.start_ms):
        if said.character not in places:
            continue
        head, eyes = _target(performer, _toward(performer, places[said.character]))
        if abs(head - home[0]) < 0.1:
            continue
        start = said.start_ms / 1000 + float(rng.uniform(0.12, 0.35))
        # Eyes lead, the head follows.
        gone = ease(seconds, said.end_ms / 1000 + 0.5, said.end_ms / 1000 + 1.0)
        yaw += (head - home[0]) * ease(seconds, start + 0.06, start + 0.45) * (1 - gone)
        gaze += (eyes - home[1]) * ease(seconds, start, start + 0.05) * (1 - gone)
        turns.append(start)
    length = float(seconds[-1]) if len(seconds) else 0.0
    times, x, y = [0.0], [0.0], [0.0]
    at = float(rng.uniform(0.4, 1.4))
    while at < length:
        times.append(at)
        away = rng.random() < 0.22
        x.append(float(rng.normal(0, 0.22 if away else 0.05)))
        y.append(float(rng.normal(0.02, 0.16 if away else 0.03)))
        at += float(rng.uniform(0.35, 0.8) if away else rng.uniform(0.7, 2.2))
    index = np.searchsorted(np.array(times), seconds, side="right") - 1
    curves["gaze_x"] += gaze + np.array(x)[index]
    curves["gaze_y"] += np.array(y)[index]
    curves["head_yaw"] += yaw + np.array(x)[index] * 0.06
    return turns


def _blink(curves: Curves, seconds: Curve, turns: Sequence[float], rng: np.random.Generator) -> None:
    length = float(seconds[-1]) if len(seconds) else 0.0
    times = list(turns)
    at = float(rng.uniform(0.8, 3.6))
    while at < length:
        if all(abs(at - turn) > 0.6 for turn in turns):
            times.append(at)
        at += float(rng.uniform(3.0, 5.0))
    shut = np.zeros(len(seconds))
    for start in times:
        share = np.interp(seconds, [start, start + 0.06, start + 0.08, start + 0.17], [0, 1, 1, 0])
        if len(seconds) and start < length:
            # However the frames fall, one of them shows the eye closed.
            share[int(np.argmin(np.abs(seconds - start - 0.07)))] = 1.0
        shut = np.maximum(shut, share)
    for side in _BOTH:
        curves[f"{side}_lid_upper"] = np.clip(curves[f"{side}_lid_upper"], 0, 1.4) * (1 - shut)
        curves[f"{side}_lid_lower"] = np.clip(curves[f"{side}_lid_lower"], 0, 1)


# -------------------------------------------------------------------------------------------------------- life


# How people stand: what it adds to the body at rest. Everybody has one of their own, the same in all shots.
_WEIGHT = {"sway": 0.022, "near_foot_x": 0.05, "near_foot_z": 0.05, "far_foot_x": -0.02, "head_roll": -0.02}
_STANCES: dict[str, dict[str, float]] = {
    "loose": {**_WEIGHT, "far_hand_x": 0.05, "far_hand_z": 0.14, "far_hand_y": -0.05, "near_elbow_out": 0.15},
    "clasped": {
        "near_foot_x": 0.02, "far_foot_z": 0.03, "elbow_out": -0.1,
        "near_hand_x": -0.25, "near_hand_y": -0.25, "near_hand_z": 0.20,
        "far_hand_x": -0.26, "far_hand_y": -0.22, "far_hand_z": 0.24,
    },
    "hand on hip": {
        **_WEIGHT, "near_hand_x": -0.04, "near_hand_y": -0.32, "near_hand_z": -0.02, "near_elbow_out": 0.40,
        "near_hand_shape": 2.4, "near_wrist": -0.5, "far_hand_z": 0.08,
    },
}  # fmt: skip


def _stance(performer: Performer) -> dict[str, float]:
    look = performer.look
    if look.age_group is AgeGroup.CHILD:
        kinds = ("loose", "loose", "hand on hip", "clasped")
    elif look.age_group is AgeGroup.ELDERLY:
        kinds = ("clasped", "clasped", "loose", "clasped")
    elif look.gender is Gender.FEMALE:
        kinds = ("clasped", "loose", "hand on hip", "clasped")
    else:
        kinds = ("loose", "clasped", "loose", "loose")
    return _STANCES[kinds[look.seed // 11 % len(kinds)]]


def _stand(curves: Curves, performer: Performer) -> None:
    """Take the person's own stance; hands that have something to do are left to it."""
    busy = not _DEED_HANDS.isdisjoint(performer.placement.actions)
    for channel, amount in _stance(performer).items():
        if busy and any(part in channel for part in ("hand", "wrist", "elbow")):
            continue
        names = [channel] if channel in curves else [f"{side}_{channel}" for side in _BOTH]
        for name in names:
            curves[name] += amount


def _live(curves: Curves, seconds: Curve, performer: Performer, rng: np.random.Generator) -> None:
    """Breath, and the small drift of somebody who stands."""
    if _SETTLED.isdisjoint(performer.placement.actions):
        _stand(curves, performer)
    phase, slow = rng.uniform(0, 2 * np.pi, 2)
    rate = 0.33 if performer.look.age_group is AgeGroup.CHILD else 0.25
    curves["breath"] += np.sin(2 * np.pi * rate * seconds + phase)
    curves["sway"] += 0.010 * np.sin(2 * np.pi * 0.11 * seconds + slow)
    curves["head_roll"] += 0.014 * np.sin(2 * np.pi * 0.17 * seconds + slow * 1.7)
    curves["head_pitch"] += 0.012 * np.sin(2 * np.pi * 0.13 * seconds + phase * 0.6)
    curves["head_yaw"] += 0.016 * np.sin(2 * np.pi * 0.09 * seconds + phase * 1.3)
    curves["twist"] += 0.018 * np.sin(2 * np.pi * 0.10 * seconds + slow)
    for number, side in enumerate(_BOTH):
        curves[f"{side}_hand_x"] += 0.008 * np.sin(2 * np.pi * 0.21 * seconds + phase + number)
        curves[f"{side}_hand_z"] += 0.012 * np.sin(2 * np.pi * 0.16 * seconds + slow + number)


def _listen(curves: Curves, seconds: Curve, heard: Sequence[Utterance], rng: np.random.Generator) -> None:
    """One phrase in five is answered by a nod; what is felt strongly shows on the face."""
    for said in heard:
        for _, end in _phrases(said):
            if rng.random() < 0.2:
                curves["head_pitch"] += 0.11 * pulse(seconds, end - 0.1, 0.18, 0.02, 0.28)
        reaction = pulse(
            seconds, said.start_ms / 1000 + 0.45, 0.35, max(0.2, (said.end_ms - said.start_ms) / 1000), 0.6
        )
        echo = {
            Emotion.HAPPY: Emotion.HAPPY,
            Emotion.EXCITED: Emotion.HAPPY,
            Emotion.SAD: Emotion.TENDER,
            Emotion.ANGRY: Emotion.AFRAID,
            Emotion.SURPRISED: Emotion.CURIOUS,
            Emotion.AFRAID: Emotion.AFRAID,
            Emotion.TENDER: Emotion.TENDER,
        }.get(said.emotion)
        if echo is not None:
            for feature, amount in FEELINGS[echo].items():
                _add(curves, feature, amount * reaction * 0.38 * said.strength)


# ----------------------------------------------------------------------------------------------------- speaking


def _phrases(said: Utterance) -> list[tuple[float, float]]:
    """Runs of sound between pauses, in seconds."""
    runs: list[list[float]] = []
    for phone in said.phones:
        if not any(letter.isalpha() for letter in phone.symbol):
            continue
        start, end = phone.start_ms / 1000, phone.end_ms / 1000
        if runs and start - runs[-1][1] < 0.14 and start - runs[-1][0] < 2.6:
            runs[-1][1] = end
        else:
            runs.append([start, end])
    return [(start, end) for start, end in runs] or [(said.start_ms / 1000, said.end_ms / 1000)]


def _accents(said: Utterance) -> list[float]:
    """Times of the loudest moments, at least .45 s apart."""
    if len(said.loudness) < 5:
        return []
    level = np.convolve(np.array(said.loudness), np.ones(5) / 5, "same")
    floor = float(level.mean() + 0.55 * level.std())
    peaks = [
        index
        for index in range(1, len(level) - 1)
        if level[index] >= level[index - 1] and level[index] > level[index + 1] and level[index] > floor
    ]
    times: list[float] = []
    for index in peaks:
        at = said.start_ms / 1000 + index * 0.02
        if not times or at - times[-1] > 0.45:
            times.append(at)
    return times


def _speak(  # noqa: C901, PLR0912 - mouth, accents and gestures share their times
    curves: Curves, seconds: Curve, own: Sequence[Utterance], rng: np.random.Generator, *, gestures: bool
) -> None:
    mouth = mouth_curves(own, seconds)
    talking = np.zeros(len(seconds))
    for said in own:
        talking = np.maximum(
            talking,
            ease(seconds, said.start_ms / 1000 - 0.15, said.start_ms / 1000)
            * (1 - ease(seconds, said.end_ms / 1000, said.end_ms / 1000 + 0.12)),
        )
    # A feeling parts the lips of who says nothing in the shot.
    for column, channel in ((0, "mouth_open"), (3, "mouth_teeth")):
        curves[channel] = mouth[:, column] + curves[channel] * (1 - talking) * (not own)
    for column, channel in ((1, "mouth_wide"), (2, "mouth_round"), (4, "mouth_tongue")):
        curves[channel] = mouth[:, column]
    # Round sounds pull the corners in, whatever the mood.
    curves["mouth_corner"] *= (1 - 0.7 * curves["mouth_round"]) * (1 - 0.25 * talking)
    for said in own:
        energy = _ENERGY.get(said.emotion, 0.85) * (0.6 + 0.6 * said.strength)
        for at in _accents(said):
            size = float(rng.uniform(0.6, 1.1)) * energy
            beat = pulse(seconds, at - 0.10, 0.13, 0.03, 0.30)
            curves["head_pitch"] += 0.075 * size * beat
            curves["head_yaw"] += float(rng.normal(0, 0.05)) * beat
            for side in _BOTH:
                curves[f"{side}_brow_outer"] += 0.22 * size * beat
                curves[f"{side}_brow_inner"] += 0.12 * size * beat
        if not gestures:
            continue
        for start, end in _phrases(said):
            if end - start < 0.5 or rng.random() > 0.45 + 0.35 * energy:
                continue
            kind = _GESTURES[int(rng.integers(len(_GESTURES)))]
            hold = max(0.15, (end - start) * 0.6)
            size = min(1.0, 0.55 + 0.4 * energy)
            dip = pulse(seconds, start - 0.24, 0.12, 0.0, 0.12)
            weight = pulse(seconds, start - 0.12, 0.38, hold, 0.6) * size
            beats = sum((pulse(seconds, at - 0.08, 0.10, 0.0, 0.22) for at in _accents(said)), np.zeros(len(seconds)))
            for side, place in zip(_BOTH, kind, strict=True):
                if place is None:
                    continue
                for channel, value in zip(("hand_x", "hand_y", "hand_z", "hand_shape"), place, strict=True):
                    key = f"{side}_{channel}"
                    curves[key] += (value - curves[key]) * weight
                # An arc, not a line: out on the way up; down a little on every beat.
                curves[f"{side}_hand_x"] += 0.14 * weight * (1 - weight) * 4 * 0.5
                curves[f"{side}_hand_y"] += 0.05 * beats * weight + 0.02 * dip
                for channel in ("wrist", "elbow_out"):
                    key = f"{side}_{channel}"
                    curves[key] += (0.25 - curves[key]) * weight


def _follow(curves: Curves, seconds: Curve) -> None:
    """Hair and cloth come after what moves them."""
    if len(seconds) < 3:
        return
    step = float(seconds[1] - seconds[0])
    late = max(1, round(0.1 / step))

    def lagging(moved: Curve, gain: float) -> Curve:
        speed = np.gradient(moved, step)
        kernel = np.hanning(late * 2 + 3)
        kernel /= kernel.sum()
        soft = np.convolve(np.pad(speed, (late * 2, late * 2), mode="edge"), kernel, "same")[late * 2 : -late * 2]
        return -gain * np.concatenate([np.full(late, soft[0]), soft[:-late]])

    curves["hair"] += np.clip(
        lagging(curves["head_yaw"] * 0.5 + curves["root_x"] * 2 + curves["sway"], 0.09), -0.35, 0.35
    )
    curves["cloth"] += np.clip(
        lagging(curves["root_x"] * 2.2 + curves["turn"] * 0.3 + curves["sway"], 0.10), -0.30, 0.30
    )
