"""The creator's choices: between what the form shows, what the browser keeps and what the job server takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from pipeline.vocabulary import Aspect, Language, PodcastStyle
from server.projects.schemas import Project, ProjectSettings
from ui import words

AUTO = "auto"
NONE = "none"
OWN = "own:"
"""What the form's music begins with when it is an upload of the project's; its id follows."""
FIELDS = (
    *("script", "title", "language", "minutes", "aspect", "quality", "subtitles", "music", "sloka", "podcast"),
    "pronunciations",
)
"""Of the form, in its order; a draft is kept under the same names."""
BLANK: dict[str, Any] = {
    "script": "",
    "title": "",
    "language": AUTO,
    "minutes": 0,
    "aspect": Aspect.WIDE.value,
    "quality": 720,
    "subtitles": "soft",
    "music": AUTO,
    "sloka": NONE,
    "podcast": AUTO,
    "pronunciations": "",
}


def settings_of(choices: Sequence[Any], voices: dict[str, str] | None = None) -> ProjectSettings:
    """The settings that the form's fields after the title stand for."""
    language, minutes, aspect, quality, subtitles, music, sloka, podcast, pronunciations = choices
    own = music.removeprefix(OWN) if is_own(music) else None
    return ProjectSettings.model_validate(
        {
            "language": None if language in (None, AUTO) else language,
            "minutes": int(minutes) or None if minutes else None,
            "aspect": aspect or Aspect.WIDE,
            "height": int(quality or 720),
            "subtitles": subtitles != "none",
            "burn_subtitles": subtitles == "burn",
            "music": AUTO if own else music or AUTO,
            "music_file": own,
            "sloka": None if sloka in (None, NONE) else sloka,
            "podcast": None if podcast in (None, AUTO) else podcast,
            "voices": voices or {},
            "pronunciations": pronunciations_of(pronunciations or ""),
        }
    )


def pronunciations_of(written: str) -> dict[str, str]:
    """Lines "word = how it is said"; of one without a sign the job server says that its how is missing."""
    pairs = (line.partition("=") for line in written.splitlines() if line.strip())
    return {word.strip(): how.strip() for word, _, how in pairs}


def mistake_in(error: ValidationError) -> str:
    """What to tell of choices that make no settings."""
    mistaken = {one["loc"][0] for one in error.errors()}
    return words.PRONUNCIATIONS_WRONG if "pronunciations" in mistaken else words.INVALID


def is_own(music: str | None) -> bool:
    """Whether the form's music is an upload, which belongs to one project."""
    return bool(music) and str(music).startswith(OWN)


def with_own_files(settings: ProjectSettings, before: ProjectSettings) -> ProjectSettings:
    """The sheet's choices with what was chosen elsewhere: the project's own pictures and narration, and its seed."""
    kept = {name: getattr(before, name) for name in ("images", "narration", "seed")}
    return settings.model_copy(update=kept)


def draft_of(project: Project) -> dict[str, Any]:
    """A project as the form shows it."""
    settings = project.settings
    return {
        "script": project.script,
        "title": project.title,
        "language": settings.language.value if settings.language else AUTO,
        "minutes": settings.minutes or 0,
        "aspect": settings.aspect.value,
        "quality": 1080 if settings.height == 1080 else 720,
        "subtitles": "burn" if settings.burn_subtitles else "soft" if settings.subtitles else "none",
        "music": f"{OWN}{settings.music_file}" if settings.music_file else settings.music,
        "sloka": settings.sloka or NONE,
        "podcast": settings.podcast.value if settings.podcast else AUTO,
        "pronunciations": "\n".join(f"{word} = {how}" for word, how in settings.pronunciations.items()),
    }


def form_of(kept: dict[str, Any] | None) -> dict[str, Any]:
    """A draft with every field in it, and nothing in it that the form could not show."""
    found = {name: value for name, value in (kept or {}).items() if name in FIELDS and value is not None}
    form = {**BLANK, **found}
    if form["language"] not in (AUTO, *(one.value for one in Language)):
        form["language"] = AUTO
    if form["podcast"] not in (AUTO, *(one.value for one in PodcastStyle)):
        form["podcast"] = AUTO
    return form
