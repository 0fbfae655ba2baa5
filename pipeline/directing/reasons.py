"""The grammar by which sizes and camera moves, and the reasons for them, follow from feelings, plot and pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from pipeline.film import Line, Scene, Shot
from pipeline.vocabulary import Aspect, Beat, CameraMove, Emotion, Pace, ShotSize, Why

STRONG = 0.55
"""A feeling from here on is seen in a face."""
_PEAK = 0.5
"""A scene whose lines feel less than this has no climax to tighten to."""
FEELINGS = {
    Emotion.SAD: Why.SADNESS,
    Emotion.TENDER: Why.TENDERNESS,
    Emotion.AFRAID: Why.FEAR,
    Emotion.REVERENT: Why.REVERENCE,
    Emotion.LONGING: Why.LONGING,
    Emotion.ANGRY: Why.ANGER,
    Emotion.SURPRISED: Why.SURPRISE,
}
"""Feelings that bring the camera close by themselves."""
_LOUD = {
    Emotion.HAPPY: Why.JOY,
    Emotion.EXCITED: Why.EXCITEMENT,
    Emotion.DETERMINED: Why.RESOLVE,
    Emotion.PROUD: Why.PRIDE,
}
"""Feelings that show in the whole body: the camera is close only where they are strongest."""
_OVERWHELMED = 0.8
_QUESTION = ("?", "？", "؟", "?»", "?”", '?"')


class Room(IntEnum):
    """How much time there is besides what must be told; a roomier film has all shots of a tighter one and more."""

    LEAN = 0
    USUAL = 1
    AMPLE = 2


PACED = {Pace.SLOW: 1.25, Pace.STEADY: 1.0, Pace.FAST: 0.75}
"""What a pace makes of a hold."""


def held(ms: int, scene: Scene) -> int:
    """A hold at the scene's pace, in ms."""
    return round(ms * PACED[scene.pace])


def feels(line: Line) -> bool:
    """Whether a line is to be seen in a face."""
    return (line.emotion in FEELINGS and line.strength >= STRONG) or (
        line.emotion in _LOUD and line.strength >= _OVERWHELMED
    )


def hangs(line: Line) -> bool:
    """Whether a line leaves a question in the air."""
    return line.text.rstrip(" )]»”\"'」』").endswith(_QUESTION)


@dataclass(frozen=True, slots=True)
class Arc:
    """A scene's rise and fall. `peak` is the line (by id) that feels most, None in a scene without a climax."""

    lines: tuple[str, ...]
    peak: str | None

    @classmethod
    def of(cls, scene: Scene) -> Arc:
        """Of what is said in a scene; a narrator's words count as much as others."""
        lines = scene.lines
        strongest = max(lines, key=lambda line: line.strength, default=None)
        peak = strongest.line_id if strongest is not None and strongest.strength >= _PEAK else None
        return cls(tuple(line.line_id for line in lines), peak)

    def tension(self, line: Line) -> float:
        """0..1: rises to the peak, and falls off after it faster than it rose."""
        if self.peak is None:
            return 0.3
        here, peak = self.lines.index(line.line_id), self.lines.index(self.peak)
        if here <= peak:
            return (here + 1) / (peak + 1)
        return max(0.0, 0.5 - 0.25 * (here - peak))

    def over(self, line: Line) -> bool:
        """Whether the peak lies behind."""
        return self.peak is not None and self.lines.index(line.line_id) > self.lines.index(self.peak)


def speech_size(line: Line, arc: Arc, aspect: Aspect, *, alone: bool, first: bool) -> tuple[ShotSize, Why]:
    """How near to a speaker, and why; `alone` with nobody to look over, `first` where nobody has spoken yet."""
    if feels(line):
        return ShotSize.CLOSE, (FEELINGS | _LOUD)[line.emotion]
    tension = arc.tension(line)
    why = Why.SPEAKS if first or alone else Why.REPLY
    if arc.over(line):
        return (ShotSize.MEDIUM if alone or aspect is Aspect.TALL else ShotSize.OVER_SHOULDER), Why.EASES
    if tension >= 0.75 and line.strength >= 0.4 and not first:
        return ShotSize.CLOSE, Why.NEARER
    # A tall frame has no room for a shoulder: singles carry the talk.
    if alone or tension >= 0.5 or aspect is Aspect.TALL:
        return ShotSize.MEDIUM, why
    return ShotSize.OVER_SHOULDER, why


def speech_move(line: Line, scene: Scene, arc: Arc, turn: int) -> CameraMove:
    """How the camera feels with a line."""
    if line.emotion is Emotion.AFRAID and line.strength >= 0.4:
        return CameraMove.HANDHELD
    if line.emotion is Emotion.ANGRY and line.strength >= STRONG and line.line_id != arc.peak:
        # Anger held back: nothing moves until it breaks out.
        return CameraMove.STATIC
    if line.line_id == arc.peak and scene.beat in (Beat.TURN, Beat.CLIMAX):
        return CameraMove.PUSH
    if feels(line):
        return CameraMove.PUSH
    if arc.over(line) and scene.beat is Beat.RESOLUTION:
        return CameraMove.PULL
    return _cycle(_AT_EASE[scene.pace], turn)


_AT_EASE = {
    Pace.SLOW: (CameraMove.DRIFT, CameraMove.PUSH, CameraMove.DRIFT, CameraMove.TRUCK_LEFT),
    Pace.STEADY: (CameraMove.DRIFT, CameraMove.STATIC, CameraMove.DRIFT, CameraMove.PUSH),
    Pace.FAST: (CameraMove.STATIC, CameraMove.DRIFT, CameraMove.STATIC),
}
_OPENINGS = {
    Beat.SETUP: (CameraMove.PUSH, CameraMove.PAN_RIGHT),
    Beat.TURN: (CameraMove.TRUCK_RIGHT, CameraMove.TRUCK_LEFT),
    Beat.CLIMAX: (CameraMove.PUSH, CameraMove.TILT_DOWN),
    Beat.RESOLUTION: (CameraMove.PULL, CameraMove.PAN_LEFT),
    None: (CameraMove.DRIFT, CameraMove.PUSH),
}
_PLACES = (CameraMove.PAN_RIGHT, CameraMove.TILT_UP, CameraMove.PUSH, CameraMove.TRUCK_LEFT)


def opening_move(scene: Scene) -> CameraMove:
    """How a scene opens: by its part in the plot, scenes of one part not all alike."""
    return _cycle(_OPENINGS[scene.beat], scene.scene_number - 1)


def place_move(turn: int) -> CameraMove:
    """How a place is looked at."""
    return _cycle(_PLACES, turn)


def _cycle(moves: Sequence[CameraMove], turn: int) -> CameraMove:
    return moves[turn % len(moves)]


# ---------------------------------------------------------------------------------------------------- variety

_INSTEAD = {
    ShotSize.CLOSE: (ShotSize.MEDIUM, ShotSize.FULL),
    ShotSize.MEDIUM: (ShotSize.CLOSE, ShotSize.FULL),
    ShotSize.FULL: (ShotSize.TWO_SHOT, ShotSize.MEDIUM, ShotSize.CLOSE),
    ShotSize.OVER_SHOULDER: (ShotSize.MEDIUM, ShotSize.CLOSE),
    ShotSize.TWO_SHOT: (ShotSize.MEDIUM, ShotSize.CLOSE),
    ShotSize.WIDE: (ShotSize.FULL, ShotSize.TWO_SHOT, ShotSize.MEDIUM),
}
SINGLES = frozenset({ShotSize.CLOSE, ShotSize.MEDIUM})


def same_framing(one: Shot, two: Shot) -> bool:
    """Whether a cut between two shots would show the same picture again: a jump, not a cut."""
    if one.size is not two.size or one.insert != two.insert or one.card != two.card:
        return False
    # Whoever is the picture's subject makes another picture; in a group shot all are.
    subject = one.focus == two.focus or one.size in (ShotSize.TWO_SHOT, ShotSize.WIDE)
    seen = [frozenset(placement.character for placement in shot.placements) for shot in (one, two)]
    return subject and seen[0] == seen[1]


def other_sizes(size: ShotSize) -> tuple[ShotSize, ...]:
    """What to show instead of a size that was just shown, the likest first."""
    return _INSTEAD.get(size, ())
