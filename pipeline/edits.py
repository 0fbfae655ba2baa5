"""What a creator can change in a storyboard, as frozen values.

A change is bound to words of the script, not to numbers of shots: after the script was edited and read again it applies
wherever its words still stand. Some are changes of the story, made before the director stages it
(`pipeline.directing.retelling`), the others of its shots (`pipeline.directing.editing`);
`pipeline.directing.edits_json` reads and writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.vocabulary import (
    Accessory,
    AgeGroup,
    CameraMove,
    Culture,
    Dress,
    Emotion,
    FacialHair,
    Gender,
    HairStyle,
    Season,
    Setting,
    ShotSize,
    TimeOfDay,
    Weather,
    Why,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A shot, a scene or a line, by the script's words.

    `words` are the texts of the lines that are heard in it, or the words that a shot without lines belongs to; one of
    them is enough to find it. `why` names a shot without lines, None one with lines; `nth` is 0 for the first of
    several that fit. Of a scene, the one that holds most of the words is meant.
    """

    words: tuple[str, ...]
    why: Why | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class MoveShot:
    """Put a shot before another of its scene; None puts it last."""

    shot: Anchor
    before: Anchor | None = None
    kind: Literal["move shot"] = "move shot"


@dataclass(frozen=True, slots=True)
class MoveScene:
    """Put a scene before another; None puts it last. The cards stay at the film's ends."""

    scene: Anchor
    before: Anchor | None = None
    kind: Literal["move scene"] = "move scene"


@dataclass(frozen=True, slots=True)
class MergeScenes:
    """Make one scene of two that follow each other: at the first one's place and hour."""

    first: Anchor
    second: Anchor
    kind: Literal["merge scenes"] = "merge scenes"


@dataclass(frozen=True, slots=True)
class SplitScene:
    """Begin a new scene before the line, or the description of what happens, that has these words."""

    before: Anchor
    kind: Literal["split scene"] = "split scene"


@dataclass(frozen=True, slots=True)
class SetScene:
    """Where and when a scene plays, in whose culture, and how it feels; None keeps what was understood.

    With another place it is indoors or not as the place is, unless `indoor` says which.
    """

    scene: Anchor
    setting: Setting | None = None
    indoor: bool | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    season: Season | None = None
    culture: Culture | None = None
    emotion: Emotion | None = None
    kind: Literal["set scene"] = "set scene"


@dataclass(frozen=True, slots=True)
class SetLine:
    """How a line feels and who says it: a character's name, or "narrator"; None keeps what was understood."""

    line: Anchor
    emotion: Emotion | None = None
    character: str | None = None
    kind: Literal["set line"] = "set line"


@dataclass(frozen=True, slots=True)
class MergeShots:
    """Make one shot of two that stand one after the other: the first one's picture, widened to whoever speaks."""

    first: Anchor
    second: Anchor
    kind: Literal["merge shots"] = "merge shots"


@dataclass(frozen=True, slots=True)
class SplitShot:
    """Cut a shot in two before the line of these words."""

    shot: Anchor
    before: str
    kind: Literal["split shot"] = "split shot"


@dataclass(frozen=True, slots=True)
class DropShot:
    """Leave out a shot in which nothing is said."""

    shot: Anchor
    kind: Literal["drop shot"] = "drop shot"


@dataclass(frozen=True, slots=True)
class Reframe:
    """Another size, camera move or person in focus; None keeps what it is."""

    shot: Anchor
    size: ShotSize | None = None
    move: CameraMove | None = None
    focus: str | None = None
    kind: Literal["reframe"] = "reframe"


@dataclass(frozen=True, slots=True)
class Restage:
    """Who of those who are there stands in the shot."""

    shot: Anchor
    characters: tuple[str, ...]
    kind: Literal["restage"] = "restage"


@dataclass(frozen=True, slots=True)
class SetHold:
    """The least time a shot stays, in ms."""

    shot: Anchor
    hold_ms: int
    kind: Literal["set hold"] = "set hold"


@dataclass(frozen=True, slots=True)
class Recast:
    """Another age, gender, look or voice for a character, in the whole film; None keeps what it is.

    Look and voice follow age and gender, as far as they are not chosen themselves. `voice` is the id of one of the
    voice engine's speakers; colours are `RRGGBB`, `dress_colours` main, second and trim.
    """

    character: str
    voice: str | None = None
    age_group: AgeGroup | None = None
    gender: Gender | None = None
    skin: str | None = None
    hair_style: HairStyle | None = None
    hair_colour: str | None = None
    facial_hair: FacialHair | None = None
    dress: Dress | None = None
    dress_colours: tuple[str, str, str] | None = None
    accessories: tuple[Accessory, ...] | None = None
    kind: Literal["recast"] = "recast"


@dataclass(frozen=True, slots=True)
class RetakeLine:
    """Have a line said once more: another number is another reading, 0 the first one."""

    line: Anchor
    take: int
    kind: Literal["retake line"] = "retake line"


@dataclass(frozen=True, slots=True)
class RetakeShot:
    """Have a shot acted and shot once more: another number is another performance, 0 the first one."""

    shot: Anchor
    take: int
    kind: Literal["retake shot"] = "retake shot"


StoryEdit = MoveScene | MergeScenes | SplitScene | SetScene | SetLine | Recast | RetakeLine
ShotEdit = MoveShot | MergeShots | SplitShot | DropShot | Reframe | Restage | SetHold | RetakeShot
Edit = StoryEdit | ShotEdit
