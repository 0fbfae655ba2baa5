"""An order: what a film is to be, kept with its job as plain JSON, so that it can be read years later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import Field

from pipeline.edits import Edit
from pipeline.film import Brief, FormerShot, Script
from pipeline.vocabulary import Language
from server.projects.schemas import Change, ProjectSettings
from server.schema import Schema
from server.vocabulary import StepKind


@dataclass(frozen=True, slots=True)
class PlannedShot:
    """A shot that is to be filmed, or was before: then `still_url` is the media key of a picture of it."""

    frames: int
    still_url: str | None = None


class DubScript(Schema):
    """The film's script in another language, line for line."""

    script: str
    language: Language


class FilmOrder(Schema):
    """A script, the creator's choices and what the tier adds. `paid_minutes` is the length that was quoted."""

    script: str
    title: str | None
    settings: ProjectSettings
    language: Language
    paid_minutes: int = Field(ge=1)
    watermark: str | None = None
    engines: dict[str, str] = Field(default_factory=dict)
    """Those that the studio had chosen by name when the film was ordered, by capability."""
    edits: tuple[Change, ...] = ()
    """What the creator had changed in the storyboard."""
    dub: DubScript | None = None
    """What is spoken instead, if that is another language's."""
    former: tuple[tuple[FormerShot, ...], ...] = ()
    """How long everything was in the project's film so far: what is as it was stays so."""
    gpu_steps: tuple[StepKind, ...] = ()
    """Those whose engines need a graphics card."""

    def to_script(self) -> Script:
        """As the pipeline reads it."""
        return Script(self.script, self.language, self.title)

    def to_brief(self) -> Brief:
        """As the pipeline follows it. A film as long as its story is held to the minutes that were paid for."""
        brief = brief_of(self.settings, self.paid_minutes, self.watermark, self.engines, self.edits)
        brief = replace(brief, former=self.former)
        return brief if self.dub is None else replace(brief, dub=Script(self.dub.script, self.dub.language))


def brief_of(
    settings: ProjectSettings,
    most_minutes: int | None,
    watermark: str | None,
    engines: Mapping[str, str],
    edits: Sequence[Edit] = (),
) -> Brief:
    """The creator's choices as a Brief."""
    return Brief(
        minutes=settings.minutes,
        most_minutes=None if settings.minutes else most_minutes,
        aspect=settings.aspect,
        height=settings.height,
        music=settings.music,
        sloka=settings.sloka,
        podcast=settings.podcast,
        subtitles=None if settings.subtitles or settings.burn_subtitles else (),
        burn_subtitles=settings.burn_subtitles,
        voices=tuple(sorted(settings.voices.items())),
        watermark=watermark,
        seed=settings.seed,
        engines=tuple(sorted(engines.items())),
        edits=tuple(edits),
    )
