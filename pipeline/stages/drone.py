"""Drones: under what is chanted lies a tanpura tuned to who chants, with a bell at every stanza's ends."""

from __future__ import annotations

from pathlib import Path

from pipeline.context import StageContext
from pipeline.film import Scene
from pipeline.takes import Take
from pipeline.timeline import Timeline

_BELL_BEFORE_MS, _BELL_AFTER_MS = 900, 250


def is_chanted_scene(scene: Scene) -> bool:
    """Whether all that is said in a scene is chanted."""
    return bool(scene.lines) and all(line.recital is not None and line.recital.chanted for line in scene.lines)


def drone(
    timeline: Timeline, scene: Scene, span: tuple[int, int], tonic: float, context: StageContext, *, last: bool
) -> Take:
    """The drone of a scene from `span[0]` to `span[1]` ms of the film."""
    from pipeline.assets import locate
    from pipeline.sound.drone import VERSION, DroneCue, play_drone

    begin, end = span
    cue = DroneCue(tonic, end - begin, _bells_ms(timeline, scene, begin), last, context.seed)

    def play(path: Path) -> dict[str, object]:
        play_drone(cue, locate().soundfont, path)
        return {"engine": "drone", "style": "tanpura", "duration_ms": cue.duration_ms}

    return context.takes.get_or_make("drone", VERSION, cue, ".wav", play)


def _bells_ms(timeline: Timeline, scene: Scene, begin: int) -> tuple[int, ...]:
    """Before the first line and after each that closes its stanza, from the drone's start."""
    mine = {line.line_id for line in scene.lines}
    bells: list[int] = []
    for timed in timeline.shots:
        for cue in timed.cues:
            if cue.spoken.line.line_id in mine:
                start = timeline.start_ms(timed)
                if not bells:
                    bells.append(max(0, start + cue.start_ms - _BELL_BEFORE_MS - begin))
                recital = cue.spoken.line.recital
                if recital is not None and recital.closes:
                    bells.append(start + cue.end_ms + _BELL_AFTER_MS - begin)
    return tuple(bells)
