"""Projects on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from pipeline.edits import Edit
from pipeline.vocabulary import Aspect, Language
from server.schema import Asked, Schema
from server.vocabulary import ProjectStatus, ReviewDecision

LONGEST_SCRIPT = 20_000
"""Characters; 500 words are fewer in every language. What counts is the words: this keeps novels off the wire."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
ScriptText = Annotated[str, StringConstraints(max_length=LONGEST_SCRIPT)]
Change = Annotated[Edit, Field(discriminator="kind")]
"""Of the storyboard, as `pipeline.edits` has it."""


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


class ProjectDraft(Asked):
    """POST /projects and PUT /projects/{id}: the whole of it."""

    title: Title | None = None
    """None: the script's own."""
    script: ScriptText
    settings: ProjectSettings = ProjectSettings()


class Project(Schema):
    """A project. Links work for an hour: ask again for new ones."""

    id: UUID
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
    created_at: datetime
    updated_at: datetime
