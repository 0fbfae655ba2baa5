"""Projects on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from pipeline.edits import Edit
from pipeline.vocabulary import Aspect, Language, PodcastStyle
from server.schema import Asked, Schema
from server.vocabulary import ProjectStatus, ReviewDecision, UploadKind

LONGEST_SCRIPT = 20_000
"""Characters; 500 words are fewer in every language. What counts is the words: this keeps novels off the wire."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
ScriptText = Annotated[str, StringConstraints(max_length=LONGEST_SCRIPT)]
Change = Annotated[Edit, Field(discriminator="kind")]
"""Of the storyboard, as `pipeline.edits` has it."""


OWN_SOUND = {UploadKind.NARRATION: "narration", UploadKind.MUSIC: "music_file"}
"""Which choice names an upload of a kind; the brief calls it the same (`pipeline.film.Brief`)."""


class ImageChoice(Asked):
    """A picture of one's own that becomes a place of the film."""

    upload: UUID
    scene: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """Its number in the script; None: the first scene that no other picture is for."""
    mask: UUID | None = None
    """A picture of the same shape that says what is near (white) and far (black)."""


class ProjectSettings(Asked):
    """The creator's choices. What is not chosen comes from the story."""

    language: Language | None = None
    """Of the script; found by itself when not given."""
    minutes: Annotated[int, Field(ge=1, le=5)] | None = None
    """None: as long as the story needs."""
    aspect: Aspect = Aspect.WIDE
    height: Literal[360, 720, 1080] = 720
    """Shorter side of the frame in pixels; 360 is a draft."""
    music: str = "auto"
    """"auto", "none" or an id of GET /music."""
    sloka: str | None = None
    """An id of GET /slokas, recited before the story."""
    podcast: PodcastStyle | None = None
    """How people talk, which makes a podcast of any dialogue; a podcast's own style is found by itself."""
    subtitles: bool = True
    burn_subtitles: bool = False
    """Draw them into the picture as well."""
    voices: dict[str, str] = Field(default_factory=dict)
    """{character: id of GET /voices}; the narrator's key is "narrator"."""
    pronunciations: Annotated[dict[str, Annotated[str, StringConstraints(max_length=100)]], Field(max_length=100)] = (
        Field(default_factory=dict)
    )
    """{word: how it is said}, in letters of the language or in IPA between slashes: {"Meera": "/ˈmiːrə/"}."""
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0
    images: Annotated[tuple[ImageChoice, ...], Field(max_length=100)] = ()
    narration: UUID | None = None
    """An upload: the creator's own recording of the script's lines, which is heard in place of the cast's voices."""
    music_file: UUID | None = None
    """An upload that is played instead of composed music."""

    @property
    def uploads(self) -> dict[UUID, UploadKind]:
        """Every upload that these choices name, and what it must be."""
        images = {one: UploadKind.IMAGE for image in self.images for one in (image.upload, image.mask) if one}
        sounds = ((getattr(self, name), kind) for kind, name in OWN_SOUND.items())
        return images | {one: kind for one, kind in sounds if one is not None}

    def without(self, upload: UUID) -> ProjectSettings:
        """These choices, with nothing in them that names this upload."""
        images = tuple(
            one.model_copy(update={"mask": None if one.mask == upload else one.mask})
            for one in self.images
            if one.upload != upload
        )
        sounds = {name: None for name in OWN_SOUND.values() if getattr(self, name) == upload}
        return self.model_copy(update={"images": images, **sounds})


class ProjectDraft(Asked):
    """POST /projects and PUT /projects/{id}: the whole of it."""

    title: Title | None = None
    """None: the script's own."""
    script: ScriptText
    settings: ProjectSettings = ProjectSettings()


class Project(Schema):
    """A project. Links work for an hour: ask again for new ones."""

    id: UUID
    version: str
    """Of title, script and choices: what PUT sends as If-Match."""
    title: str
    script: str
    status: ProjectStatus
    video_duration: int | None
    """Seconds."""
    video_url: str | None
    thumbnail_url: str | None
    subtitle_urls: dict[str, dict[str, str]]
    settings: ProjectSettings
    latest_job_id: UUID | None
    film_job_id: UUID | None = None
    """The newest job that made a film: it stays to be seen when a later one fails or is cancelled."""
    review: ReviewDecision | None = None
    """If somebody at the studio has to look at the script before it is filmed: what was decided."""
    review_note: str | None = None
    """What they say to it."""
    created_at: datetime
    updated_at: datetime
