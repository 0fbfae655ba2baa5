"""Events: what people do in the picture is heard where they do it, at the moment they do it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

from pipeline.directing.walking import slots, walk_of
from pipeline.film import Placement, Scene
from pipeline.sound.mixdown import EventAt
from pipeline.sound.wav import RATE
from pipeline.timeline import TimedShot, Timeline, samples_of
from pipeline.vocabulary import Action, Culture, Setting, ShotSize, Weather

WIDTH = 0.35
STEP_DB, EVENT_DB = -27.0, -25.0
"""Peaks of what is done, against full scale, before the master's gain: speech's syllables peak about 20 dB above."""
_GROUNDS: dict[Setting, str] = {
    **dict.fromkeys((Setting.VILLAGE, Setting.BATTLEFIELD, Setting.PLAYGROUND, Setting.MOUNTAINS), "earth"),
    **dict.fromkeys((Setting.FIELD, Setting.FOREST, Setting.JUNGLE, Setting.PARK, Setting.GARDEN), "grass"),
    **dict.fromkeys((Setting.BEACH, Setting.DESERT), "sand"),
    **dict.fromkeys((Setting.BEDROOM, Setting.LIVING_ROOM, Setting.PODCAST_STUDIO, Setting.LIBRARY), "carpet"),
    **dict.fromkeys(
        (Setting.SCHOOL, Setting.CAFE, Setting.THEATRE_STAGE, Setting.COURTROOM, Setting.SHIP, Setting.HARBOUR), "wood"
    ),
    **dict.fromkeys((Setting.TRAIN, Setting.SPACESHIP), "metal"),
    Setting.SNOW: "snow",
}
"""What is walked on; stone elsewhere."""
_DOORS = frozenset(
    {Setting.SCHOOL, Setting.OFFICE, Setting.HOSPITAL, Setting.LIVING_ROOM, Setting.KITCHEN, Setting.BEDROOM}
    | {Setting.CAFE, Setting.LABORATORY, Setting.LIBRARY, Setting.COURTROOM, Setting.CHURCH}
)
"""Rooms that are entered and left by a door."""
_DEEDS = {Action.FALL: ("fall", 0.55), Action.READ: ("page", 0.3), Action.HUG: ("cloth", 0.6)}
"""What is heard of a deed, and how long after its start."""
_THINGS = {
    **dict.fromkeys(("bell", "temple bell", "handbell"), "bell"),
    **dict.fromkeys(("phone", "telephone", "mobile phone"), "ring"),
    **dict.fromkeys(("clock", "watch", "alarm clock"), "tick"),
    **dict.fromkeys(("letter", "book", "newspaper", "scroll"), "page"),
}
"""What is heard of a thing that is shown by itself."""
_DANCE_BEAT_S = 0.5


def events_of(timeline: Timeline, scenes: Mapping[int, Scene], seed: int) -> tuple[EventAt, ...]:
    """Everything that is done and heard in the film, in the shots' order."""
    found: list[EventAt] = []
    for timed in timeline.shots:
        scene = scenes.get(timed.shot.scene_number)
        if scene is None or timed.shot.size is ShotSize.CARD or scene.setting is Setting.SPACE:
            continue
        start_ms, length_s = timeline.start_ms(timed), timed.frames / timeline.fps
        for at_s, kind, gain_db, x in _in_shot(timed, scene, length_s):
            start = samples_of(start_ms) + round(at_s * RATE)
            pan = max(-WIDTH, min(WIDTH, round((x - 0.5) * 2 * WIDTH, 3)))
            own = zlib.crc32(f"{seed}|{kind}|{at_s:.3f}|{x:.3f}".encode())
            found.append(EventAt(kind, start, gain_db, pan, own))
    return tuple(found)


def _in_shot(timed: TimedShot, scene: Scene, length_s: float) -> Iterator[tuple[float, str, float, float]]:
    """(seconds into the shot, kind, dB, place on the stage) of what is heard in it."""
    if timed.shot.insert in _THINGS:
        yield 0.25, _THINGS[timed.shot.insert], EVENT_DB - 2, 0.5
    arrived = False
    for placement in timed.shot.placements:
        for action, begin_s, end_s in slots(placement.actions, length_s):
            if action in (Action.WALK_IN, Action.WALK_OUT) and scene.indoor and scene.setting in _DOORS and not arrived:
                arrived = True
                leaves = action is Action.WALK_OUT
                walk = walk_of(action, max(0.4, end_s - begin_s))
                after = walk.begin_s + walk.needed_s * 0.8 if leaves and walk is not None else 0.0
                yield begin_s + after, "door", EVENT_DB, placement.x
            yield from _deed(action, begin_s, end_s, placement, scene)


def _deed(
    action: Action, begin_s: float, end_s: float, placement: Placement, scene: Scene
) -> Iterator[tuple[float, str, float, float]]:
    walk = walk_of(action, max(0.4, end_s - begin_s))
    if walk is not None:
        ground = _ground(scene)
        for step_s in walk.steps_s():
            travel = walk.travel_at(step_s)
            yield begin_s + step_s, f"{'run' if walk.run else 'step'}:{ground}", STEP_DB, placement.x + travel * 0.12
    elif action is Action.DANCE:
        kind = "anklets" if scene.culture in (Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN) else f"step:{_ground(scene)}"
        at_s = begin_s + 0.3
        while at_s < end_s - 0.2:
            yield at_s, kind, STEP_DB, placement.x
            at_s += _DANCE_BEAT_S
    elif action in _DEEDS:
        kind, after_s = _DEEDS[action]
        if begin_s + after_s < end_s:
            yield begin_s + after_s, kind, EVENT_DB - (8 if kind == "cloth" else 0), placement.x


def _ground(scene: Scene) -> str:
    outside = not scene.indoor
    if outside and scene.weather is Weather.SNOW:
        return "snow"
    if outside and scene.weather in (Weather.RAIN, Weather.STORM):
        return "water"
    return _GROUNDS.get(scene.setting, "stone")
