"""The words of the trade, as frozen values.

A script is read into a Screenplay, understood as a Story, directed into a Storyboard; a Cast is chosen for it. The
creator's choices are the Brief. Nothing here computes: these are the things that stages hand to each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.edits import Edit
from pipeline.vocabulary import (
    Accessory,
    Action,
    AgeGroup,
    Aspect,
    Beat,
    CameraMove,
    Culture,
    Dress,
    Emotion,
    FacialHair,
    Facing,
    Gender,
    HairStyle,
    Language,
    Pace,
    PodcastStyle,
    RelationKind,
    Religion,
    Role,
    Season,
    Setting,
    ShotSize,
    TimeOfDay,
    Weather,
    Why,
)

MAX_WORDS = 500
NARRATOR = "narrator"
"""How a brief names who tells the story. A script's character of that name is the narrator too."""

# ---------------------------------------------------------------------------------------------- what is asked for


@dataclass(frozen=True, slots=True)
class Script:
    """What the creator wrote. `language` is None when it is to be detected; `verse`: told line by line, as verse is."""

    text: str
    language: Language | None = None
    title: str | None = None
    verse: bool = False


@dataclass(frozen=True, slots=True)
class SceneImage:
    """A creator's own picture of a scene's place: a JPEG, PNG or WebP file.

    `scene` is the scene's number in the script (None: the first scene that no other image is for); `mask` a picture of
    the same shape that says how near everything is, from black (far) to white (where people stand).
    """

    path: Path
    scene: int | None = None
    mask: Path | None = None


@dataclass(frozen=True, slots=True)
class FormerShot:
    """How long a shot was in the film before: known by the texts of its lines, or by what it is about and why."""

    words: tuple[str, ...]
    why: Why
    frames: int
    hold_ms: int = 0
    """As it was asked for then: a shot that is to stay for longer is no more as it was."""


FormerScene = tuple[FormerShot, ...]
"""The shots of a scene, in order."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The creator's choices. Whatever is None comes from the story.

    `minutes` is the length asked for (None: as long as the story is, but at most `most_minutes`); `music` a MusicStyle
    value, "auto" or "none", `music_file` their own recording in its place; `subtitles` languages in order (None: the
    script's own); `translations` the same script in other languages, for their subtitles; `dub` one in another
    language, line for line, that is spoken instead; `engines` pairs (capability, engine name) for those chosen by
    hand; `voices` pairs (character's name as the script spells it, or NARRATOR; id of one of the voice engine's
    speakers); `pronunciations` pairs (word; how it is said, in letters of the language or in IPA between slashes);
    `edits` what the creator changed in the storyboard, in the order it was changed; `images` their own pictures of
    places; `narration` their own recording of the script's lines, in their order; `former` how long everything was in
    the film that this one takes the place of: what was not changed stays so.
    """

    minutes: float | None = None
    most_minutes: float | None = None
    aspect: Aspect = Aspect.WIDE
    height: int = 720
    fps: int = 24
    music: str = "auto"
    subtitles: tuple[Language, ...] | None = None
    translations: tuple[Script, ...] = ()
    dub: Script | None = None
    burn_subtitles: bool = False
    watermark: str | None = None
    seed: int = 0
    engines: tuple[tuple[str, str], ...] = ()
    voices: tuple[tuple[str, str], ...] = ()
    pronunciations: tuple[tuple[str, str], ...] = ()
    edits: tuple[Edit, ...] = ()
    images: tuple[SceneImage, ...] = ()
    narration: Path | None = None
    former: tuple[FormerScene, ...] = ()
    sloka: str | None = None
    """A piece of the library (`chant.library`) that is recited before the story begins."""
    podcast: PodcastStyle | None = None
    """How people talk; a script that is no podcast is made one. None: a podcast's style is found in its talk."""
    music_file: Path | None = None

    @property
    def frame_size(self) -> tuple[int, int]:
        """Width and height in pixels, both even. `height` names the shorter side, as "720p" does."""
        match self.aspect:
            case Aspect.WIDE:
                return self.height * 16 // 9 // 2 * 2, self.height
            case Aspect.TALL:
                return self.height, self.height * 16 // 9 // 2 * 2
            case Aspect.SQUARE:
                return self.height, self.height


# ------------------------------------------------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points in the script's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene heading, e.g. `INT. TEMPLE - DAWN`, as written."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ActionText:
    """Description. In a screenplay it is shown, in prose a narrator tells it (`told`).

    `language` is None where it is the screenplay's, or the text is too short to tell.
    """

    text: str
    span: Span
    told: bool = False
    language: Language | None = None
    opens: bool = field(default=True, compare=False)
    """Whether a paragraph begins with it; in prose it may stand behind a quote."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Words somebody says, with the name in the script's own spelling.

    `unseen`: heard, not in the picture (V.O., O.S.). `dual`: at the same time as the speech of somebody else before it.
    """

    character: str
    text: str
    span: Span
    parenthetical: str | None = None
    unseen: bool = False
    dual: bool = False
    language: Language | None = None
    beside: str = field(default="", compare=False)
    """In prose, what is told right before and behind it in its paragraph: who says it, how, and what they do."""


@dataclass(frozen=True, slots=True)
class Transition:
    """`CUT TO:` and the like."""

    text: str
    span: Span


Element = Heading | ActionText | Speech | Transition


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A script, read. `form` is "screenplay", "dialogue", "prose" or "verse".

    `also`: pairs of a speaker's name and the other words by which the script means the same person.
    """

    title: str
    language: Language
    words: int
    form: str
    elements: tuple[Element, ...]
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()


# -------------------------------------------------------------------------------------------------- understand


@dataclass(frozen=True, slots=True)
class Relation:
    """This character is the `kind` of `to`."""

    to: str
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in the story. `name` as the script spells it; `description` what the script says of the looks."""

    name: str
    role: Role
    age_group: AgeGroup
    gender: Gender
    personality: str | None = None
    relations: tuple[Relation, ...] = ()
    description: str = ""
    also: tuple[str, ...] = ()
    """Other words by which the script means this person: `the old woman`, `his mother`."""


@dataclass(frozen=True, slots=True)
class Recital:
    """A line of verse that is chanted: its metre (a key of `chant.metre`, "" for none) and its place in its stanza.

    `quarters` are the syllables of each quarter verse in this line, `first` the number of quarters before it; `closes`
    the stanza's last line. Without quarters it is a verse that is spoken, and shown as it is.
    """

    metre: str
    quarters: tuple[int, ...]
    first: int
    closes: bool

    @property
    def chanted(self) -> bool:
        """Whether it is chanted rather than spoken."""
        return bool(self.quarters)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said in one breath group. `character` None is the narrator. `strength` of the emotion is 0..1.

    `line_id` is unique in the film and never part of a take's key, so that inserting a line remakes no other.
    """

    line_id: str
    character: str | None
    text: str
    emotion: Emotion = Emotion.NEUTRAL
    strength: float = 0.5
    parenthetical: str | None = None
    language: Language | None = None
    """None: the story's own."""
    span: Span | None = None
    """Where its words stand in the script."""
    take: int = 0
    """Which reading of it."""
    recital: Recital | None = None
    """How it is chanted; None: it is spoken."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done. `who` None is nobody in particular; `text` the words that say so."""

    who: str | None
    what: Action
    text: str = ""
    span: Span | None = None


Moment = Line | Deed


@dataclass(frozen=True, slots=True)
class Scene:
    """One place, one time. `moments` are its lines and deeds in the order of the script."""

    scene_number: int
    description: str
    setting: Setting
    indoor: bool
    time_of_day: TimeOfDay
    weather: Weather
    season: Season | None
    culture: Culture
    emotions: tuple[Emotion, ...]
    strength: float
    objects: tuple[str, ...]
    beat: Beat | None
    moments: tuple[Moment, ...]
    present: tuple[str, ...]
    """Names of the characters who are seen, in order of appearance."""
    pace: Pace = Pace.STEADY

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is said, in order."""
        return tuple(moment for moment in self.moments if isinstance(moment, Line))

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What is done, in order."""
        return tuple(moment for moment in self.moments if isinstance(moment, Deed))


@dataclass(frozen=True, slots=True)
class CulturalElements:
    """What the story stands in."""

    religion: Religion | None
    traditions: tuple[str, ...]
    music_style: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a story says what it says. `path` is a JSON path (`scenes[0].setting`), `confidence` 0..1.

    `words` are the script's own words that say so; None where the text does not say and the value was inferred, or was
    `chosen` by the creator.
    """

    path: str
    confidence: float
    words: str | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A screenplay, understood, with the reasons for it."""

    title: str
    language: Language
    words: int
    characters: tuple[Character, ...]
    scenes: tuple[Scene, ...]
    cultural_elements: CulturalElements
    podcast: bool = False
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    """What an analyst said that could not be used, and what stands in its place."""
    verse: bool = False
    """A poem or a sloka: its lines are shown as they are recited."""
    talk: PodcastStyle | None = None
    """How people talk in a podcast."""

    @property
    def inferred(self) -> tuple[str, ...]:
        """Paths of what the text does not say itself."""
        return tuple(finding.path for finding in self.findings if finding.words is None and not finding.chosen)

    def character(self, name: str) -> Character:
        """The character of that name; KeyError if there is none."""
        for character in self.characters:
            if character.name == name:
                return character
        raise KeyError(name)


# ------------------------------------------------------------------------------------------------------ direct


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a character is in a shot.

    `x` is the place on the stage, 0 (left edge of the painted set) to 1 (right edge); `looks_at` a character's name,
    "camera", or None for straight ahead; `actions` in the order they are done during the shot.
    """

    character: str
    x: float
    facing: Facing
    looks_at: str | None = None
    actions: tuple[Action, ...] = ()
    back_to_camera: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture from one camera. `focus` is who it is about; `why` the director's reason."""

    shot_id: str
    scene_number: int
    size: ShotSize
    move: CameraMove
    placements: tuple[Placement, ...]
    focus: str | None
    lines: tuple[Line, ...]
    why: Why
    insert: str | None = None
    card: str | None = None
    hold_ms: int = 0
    """The least time of quiet this shot needs besides its lines, e.g. for a walk or for reading a card."""
    unseen: tuple[Placement, ...] = ()
    """Who is there too, outside of this frame."""
    about: str = ""
    """The script's words that a shot without lines belongs to."""
    take: int = 0
    """Which performance of it."""


@dataclass(frozen=True, slots=True)
class BoardScene:
    """A scene with its shots."""

    scene: Scene
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Storyboard:
    """The film on paper. Every spoken line of the story stands in exactly one shot.

    Scenes and lines are in the script's order unless the creator moved them. The story is what was understood, as the
    creator changed it: its scenes are the board's.
    """

    story: Story
    scenes: tuple[BoardScene, ...]
    notes: tuple[str, ...] = ()
    """What the creator should know: which of their changes no longer apply, and why."""
    review: tuple[str, ...] = ()
    """Why somebody must look at the script before it is filmed, as sentences; empty: nobody must."""

    @property
    def shots(self) -> tuple[Shot, ...]:
        """All shots in order."""
        return tuple(shot for scene in self.scenes for shot in scene.shots)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(line for shot in self.shots for line in shot.lines)


# -------------------------------------------------------------------------------------------------------- cast


@dataclass(frozen=True, slots=True)
class Look:
    """How a character looks, the same in every shot. Colours are `RRGGBB` under white light."""

    age_group: AgeGroup
    gender: Gender
    skin: str
    hair_style: HairStyle
    hair_colour: str
    facial_hair: FacialHair
    dress: Dress
    dress_colours: tuple[str, str, str]
    """Main, second and trim."""
    accessories: tuple[Accessory, ...] = ()
    build: float = 1.0
    """Width of the body against the average."""
    seed: int = 0
    """For face shape and pattern."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a character sounds. `speaker` is the engine's own name for it.

    `speed` is words against the speaker's usual pace, `pitch` a factor on the fundamental, `formant` a factor on the
    vocal tract's resonances (1.18 a girl, below 1 a bigger body).
    """

    engine: str
    speaker: str
    language: Language
    speed: float = 1.0
    pitch: float = 1.0
    formant: float = 1.0


@dataclass(frozen=True, slots=True)
class CastMember:
    """A character with the look and the voice that are theirs."""

    name: str
    look: Look
    voice: Voice


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and who tells the story."""

    members: tuple[CastMember, ...]
    narrator: Voice
    reciter: Voice | None = None
    """Who chants; None: the narrator."""

    def member(self, name: str) -> CastMember:
        """The member who plays `name`; KeyError if nobody does."""
        for member in self.members:
            if member.name == name:
                return member
        raise KeyError(name)

    def voice_of(self, line: Line) -> Voice:
        """Whose voice says this line."""
        if line.recital is not None and line.character is None and self.reciter is not None:
            return self.reciter
        return self.narrator if line.character is None else self.member(line.character).voice


# --------------------------------------------------------------------------------------------------- delivered


@dataclass(frozen=True, slots=True)
class Film:
    """What was delivered."""

    video: Path
    thumbnail: Path
    subtitles: tuple[Path, ...]
    duration_ms: int
    notes: tuple[str, ...] = field(default=())
    """What the creator should know: the length that was not met, an engine that stood in."""
