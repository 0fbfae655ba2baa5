"""Jobs on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Discriminator, Field, Tag

from pipeline.vocabulary import Aspect, Language
from server.projects.schemas import ScriptText
from server.schema import Asked, Schema
from server.vocabulary import JobStatus, JobType, StepKind, StepState


class _Request(Asked):
    project_id: UUID


class FilmRequest(_Request):
    """The film of the project's script."""

    job_type: Literal[JobType.FILM] = JobType.FILM


class StoryboardRequest(_Request):
    """A picture of every shot, before anything is recorded or filmed. Costs nothing."""

    job_type: Literal[JobType.STORYBOARD]


class ShotRequest(_Request):
    """The finished film, one of its shots in another performance."""

    job_type: Literal[JobType.SHOT]
    shot: int = Field(ge=0)
    """As GET /jobs/{id}/status numbers them."""
    take: int | None = Field(default=None, ge=0, lt=2**31)
    """Which performance: another number is another one, 0 the first. None: one that was not seen yet."""


class LineRequest(_Request):
    """The finished film, one of its lines in another reading."""

    job_type: Literal[JobType.LINE]
    line: int = Field(ge=0)
    """As GET /jobs/{id}/result numbers them."""
    take: int | None = Field(default=None, ge=0, lt=2**31)
    """Which reading: another number is another one, 0 the first. None: one that was not heard yet."""


class DubRequest(_Request):
    """The finished film in another language.

    Nobody here translates: bring the whole script in that language, line for line. Titles and captions follow it.
    """

    job_type: Literal[JobType.DUB]
    language: Language
    script: ScriptText
    voices: dict[str, str] = Field(default_factory=dict)
    """{character: id of GET /voices of that language}; the narrator's key is "narrator"."""


class FormatRequest(_Request):
    """The finished film in another shape or size."""

    job_type: Literal[JobType.FORMAT]
    aspect: Aspect = Aspect.WIDE
    height: Literal[360, 720, 1080] = 720
    """Shorter side of the frame in pixels."""


Remake = ShotRequest | LineRequest | DubRequest | FormatRequest
"""What is made of a film that is finished."""


def _job_type(asked: object) -> str:
    """What is asked for without a word is a film."""
    told = asked.get("job_type") if isinstance(asked, dict) else getattr(asked, "job_type", None)
    return str(told or JobType.FILM)


JobRequest = Annotated[
    Annotated[FilmRequest, Tag("film")]
    | Annotated[StoryboardRequest, Tag("storyboard")]
    | Annotated[ShotRequest, Tag("shot")]
    | Annotated[LineRequest, Tag("line")]
    | Annotated[DubRequest, Tag("dub")]
    | Annotated[FormatRequest, Tag("format")],
    Discriminator(_job_type),
]
"""POST /jobs. The header Idempotency-Key makes a second send harmless."""


class JobPrice(Schema):
    """POST /jobs/price: what a job would cost."""

    job_type: JobType
    credits: int
    credits_balance: int
    free_until: datetime | None
    """Until when shots and lines of this film are made again for nothing."""


class Job(Schema):
    """GET /jobs/{id}."""

    id: UUID
    project_id: UUID
    job_type: JobType
    base_id: UUID | None = None
    """The film that was paid for, of which this is another version."""
    status: JobStatus
    progress: int
    current_step: str | None
    credits: int
    error_code: str | None
    error_message: str | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


class ShotProgress(Schema):
    """A shot of the film, numbered from 0. `still_url` shows it once it is finished."""

    number: int
    state: StepState
    still_url: str | None


class JobProgress(Schema):
    """GET /jobs/{id}/status, and what every event of /jobs/{id}/events carries."""

    id: UUID
    project_id: UUID
    status: JobStatus
    progress: int
    """Per cent; never runs backwards."""
    current_step: str | None
    seconds_left: int | None
    """By what was measured so far; None while nothing was."""
    shots: tuple[ShotProgress, ...]
    error_code: str | None
    error_message: str | None


class SubtitleLinks(Schema):
    """One language's subtitles in three forms."""

    srt: str
    vtt: str
    ass: str


class SpokenLine(Schema):
    """A line of a film, and the shot it is said in; both are numbered from 0."""

    number: int
    shot: int
    character: str | None
    """None: the narrator."""
    text: str


class JobResult(Schema):
    """GET /jobs/{id}/result. Links work for an hour; `video_url` plays, `download_url` saves under the film's title."""

    id: UUID
    project_id: UUID
    job_type: JobType = JobType.FILM
    title: str
    language: Language | None = None
    """That it speaks."""
    aspect: Aspect | None = None
    duration_seconds: float
    width: int
    height: int
    video_url: str
    download_url: str
    thumbnail_url: str
    subtitles: dict[str, SubtitleLinks]
    """By language; the first is the film's own."""
    notes: tuple[str, ...]
    """What the creator should know, e.g. a length that the words did not allow."""
    report: dict[str, Any]
    """What was measured in the finished file."""
    lines: tuple[SpokenLine, ...] = ()


class StoryboardResult(Schema):
    """GET /jobs/{id}/result of a storyboard. Links work for an hour."""

    id: UUID
    project_id: UUID
    job_type: JobType = JobType.STORYBOARD
    board: dict[str, Any]
    """As GET /projects/{id}/storyboard has it."""
    pictures: tuple[str, ...]
    """One a shot, in their order."""


class Step(Schema):
    """A step of a job, for those who run the studio."""

    kind: StepKind
    number: int
    state: StepState
    attempt: int
    done: float
    worker: str | None
    started_at: datetime | None
    finished_at: datetime | None
