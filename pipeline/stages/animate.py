"""Animate: the people of every shot act their lines, as one take a shot."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Collection

import numpy as np

from pipeline.context import StageContext
from pipeline.contracts.animator import Animator, PerformanceRequest, Performer, Utterance
from pipeline.crew import Crew
from pipeline.film import Cast, Scene, Storyboard
from pipeline.takes import Take
from pipeline.timeline import LineCue, Phone, TimedShot, Timeline
from pipeline.vocabulary import Emotion, Setting, ShotSize

LOUDNESS_STEP_MS = 20
_CLOSE = frozenset({ShotSize.CLOSE, ShotSize.MEDIUM, ShotSize.OVER_SHOULDER})
_CHAIRS = frozenset(
    {
        Setting.CAFE, Setting.COURTROOM, Setting.HOSPITAL, Setting.LABORATORY, Setting.LIBRARY, Setting.OFFICE,
        Setting.PODCAST_STUDIO, Setting.SCHOOL, Setting.SPACESHIP, Setting.STATION, Setting.TRAIN,
    }
)  # fmt: skip


def animate(
    timeline: Timeline,
    board: Storyboard,
    cast: Cast,
    animator: Animator,
    crew: Crew,
    context: StageContext,
    shots: Collection[int] | None = None,
) -> dict[str, Take]:
    """Performances by shot id, for the shots (all, or those of these indices) in which somebody is seen.

    A performance takes milliseconds, less than handing it to another process: the crew is not asked.
    """
    del crew
    scenes = {scene.scene.scene_number: scene.scene for scene in board.scenes}
    seen = [
        timed
        for index, timed in enumerate(timeline.shots)
        if timed.shot.placements and (shots is None or index in shots)
    ]
    takes: dict[str, Take] = {}
    for done, timed in enumerate(seen):
        context.step("animate", done, len(seen))
        request = _request(timed, scenes[timed.shot.scene_number], cast, timeline.fps, context.seed)
        takes[timed.shot.shot_id] = context.takes.get_or_make(
            f"animator/{animator.name}",
            animator.version,
            request,
            ".npz",
            lambda path, request=request: animator.perform(request, path),  # type: ignore[misc]
        )
    context.step("animate", len(seen), len(seen))
    return takes


def _request(timed: TimedShot, scene: Scene, cast: Cast, fps: int, seed: int) -> PerformanceRequest:
    mood = scene.emotions[0] if scene.emotions else Emotion.NEUTRAL
    performers = tuple(
        Performer(
            placement, cast.member(placement.character).look, mood, scene.strength, chairs=scene.setting in _CHAIRS
        )
        for placement in timed.shot.placements
    )
    return PerformanceRequest(
        performers=performers,
        utterances=tuple(_utterance(cue) for cue in timed.cues),
        frames=timed.frames,
        fps=fps,
        close=timed.shot.size in _CLOSE,
        seed=_seed(seed, performers, timed),
    )


def _utterance(cue: LineCue) -> Utterance:
    spoken, line = cue.spoken, cue.spoken.line
    return Utterance(
        character=line.character,
        start_ms=cue.start_ms,
        end_ms=cue.end_ms,
        emotion=line.emotion,
        strength=line.strength,
        phones=tuple(
            Phone(phone.symbol, phone.start_ms + cue.start_ms, phone.end_ms + cue.start_ms) for phone in spoken.phones
        ),
        loudness=loudness_of(spoken.audio),
    )


def loudness_of(audio: Take) -> tuple[float, ...]:
    """RMS 0..1 of every 20 ms of a mono 16-bit WAV take, to three digits."""
    with wave.open(str(audio.path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float64) / 32768
        step = file.getframerate() * LOUDNESS_STEP_MS // 1000
    whole = len(samples) // step * step
    rms = np.sqrt((samples[:whole].reshape(-1, step) ** 2).mean(axis=1)) if whole else np.zeros(0)
    return tuple(round(float(level), 3) for level in rms)


def _seed(seed: int, performers: tuple[Performer, ...], timed: TimedShot) -> int:
    """From the film's seed, who performs and what is said, and which take: not from the shot's place in the film."""
    names = "/".join(performer.placement.character for performer in performers)
    words = "/".join(cue.spoken.line.text for cue in timed.cues)
    take = f"\n{timed.shot.take}" if timed.shot.take else ""
    return int.from_bytes(hashlib.sha256(f"{seed}\n{names}\n{words}{take}".encode()).digest()[:6], "little")
