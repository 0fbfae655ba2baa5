"""An order: what a film is to be, kept with its job as plain JSON, so that it can be read years later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import Field

from pipeline.edits import Edit
from pipeline.film import Brief, Script
from pipeline.vocabulary import Language
from server.projects.schemas import Change, ProjectSettings
from server.schema import Schema


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

    def to_script(self) -> Script:
        """As the pipeline reads it."""
        return Script(self.script, self.language, self.title)

    def to_brief(self) -> Brief:
        """As the pipeline follows it. A film as long as its story is held to the minutes that were paid for."""
        return brief_of(self.settings, self.paid_minutes, self.watermark, self.engines, self.edits)


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
        subtitles=None if settings.subtitles or settings.burn_subtitles else (),
        burn_subtitles=settings.burn_subtitles,
        voices=tuple(sorted(settings.voices.items())),
        pronunciations=tuple(sorted(settings.pronunciations.items())),
        watermark=watermark,
        seed=settings.seed,
        engines=tuple(sorted(engines.items())),
        edits=tuple(edits),
    )
