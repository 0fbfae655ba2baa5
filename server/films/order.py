"""An order: what a film is to be, kept with its job as plain JSON, so that it can be read years later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import Field

from pipeline.edits import Edit
from pipeline.film import Brief, FormerShot, SceneImage, Script
from pipeline.vocabulary import Language
from server.errors import Unprocessable
from server.projects.schemas import OWN_SOUND, Change, ProjectSettings
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
    files: dict[UUID, str] = Field(default_factory=dict)
    """{upload: media key} of the creator's own files that the settings name."""
    paths: dict[UUID, Path] = Field(default_factory=dict, exclude=True)
    """Where those files lie on the machine that films."""
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
        brief = brief_of(self.settings, self.paid_minutes, self.watermark, self.engines, self.edits, self.paths)
        brief = replace(brief, former=self.former)
        return brief if self.dub is None else replace(brief, dub=Script(self.dub.script, self.dub.language))


def brief_of(
    settings: ProjectSettings,
    most_minutes: int | None,
    watermark: str | None,
    engines: Mapping[str, str],
    edits: Sequence[Edit] = (),
    paths: Mapping[UUID, Path] | None = None,
) -> Brief:
    """The creator's choices as a Brief; `paths` are those of the uploads that they name.

    Raises Unprocessable for a file that no film heeds yet.
    """
    files = paths or {}
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
        pronunciations=tuple(sorted(settings.pronunciations.items())),
        watermark=watermark,
        seed=settings.seed,
        engines=tuple(sorted(engines.items())),
        edits=tuple(edits),
        images=tuple(
            SceneImage(files[one.upload], one.scene, files[one.mask] if one.mask else None) for one in settings.images
        ),
        **_own_sound(settings, files),
    )


def _own_sound(settings: ProjectSettings, files: Mapping[UUID, Path]) -> dict[str, Any]:
    """The creator's narration and music, under the names that the Brief has for them."""
    known = {field.name for field in fields(Brief)}
    chosen = ((name, getattr(settings, name)) for name in OWN_SOUND.values())
    named = {name: files[upload] for name, upload in chosen if upload is not None}
    for name in named:
        if name not in known:
            raise Unprocessable("not_filmed_yet", f"No film heeds a {name.replace('_', ' ')} yet. Take it out.")
    return named
