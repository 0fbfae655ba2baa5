"""The steps of a film as the pipeline does them.

Each begins with the plan, which costs next to nothing once its lines are recorded: steps share takes and nothing else,
so any of them can run on any machine, at any time, again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from pipeline.context import StageContext
from pipeline.crew import Alone, Threads
from pipeline.render import Plan, assemble, plan_film, score_film, shoot_shot, still_of_shot
from pipeline.stages.review import Report
from server.films.order import FilmOrder
from server.media.store import MediaStore, project_folder

_REPORT = TypeAdapter(Report)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a film's deliverables go."""

    media: MediaStore
    user_id: UUID
    project_id: UUID
    job_id: UUID

    def key(self, folder: str, name: str) -> str:
        """A media key. Every job has names of its own: a film that plays is not exchanged under its viewer."""
        return f"{project_folder(self.user_id, self.project_id)}/{folder}/{self.job_id}-{name}"


def plan(order: FilmOrder, context: StageContext, threads: int) -> tuple[int, ...]:
    """Understand, direct, cast and record; gives the length of every shot in frames."""
    crew = Threads(threads) if threads > 1 else Alone()
    try:
        made = plan_film(order.to_script(), order.to_brief(), crew, context)
    finally:
        crew.close()
    return tuple(timed.frames for timed in made.shots)


def shot(order: FilmOrder, number: int, context: StageContext, place: Place) -> str:
    """Paint, animate and render one shot; gives the media key of a picture of it."""
    made = _planned(order, context)
    shoot_shot(made, number, context)
    key = place.key("images", f"shot-{number:03}.jpg")
    place.media.put(still_of_shot(made, number, context), key)
    return key


def score(order: FilmOrder, context: StageContext) -> None:
    """Compose and mix."""
    score_film(_planned(order, context), Alone(), context)


def finish(order: FilmOrder, context: StageContext, place: Place) -> dict[str, Any]:
    """Join, deliver and review; gives what the job keeps of it, with media keys."""
    made = _planned(order, context)
    with tempfile.TemporaryDirectory(prefix="studio-film-") as folder:
        film, report = assemble(made, Path(folder) / "film.mp4", context)
        video, thumbnail = place.key("final", "film.mp4"), place.key("thumbnails", "film.jpg")
        place.media.put(film.video, video)
        place.media.put(film.thumbnail, thumbnail)
        return {
            "video": video,
            "thumbnail": thumbnail,
            "subtitles": _kept_subtitles(film.subtitles, place),
            "duration_seconds": round(film.duration_ms / 1000, 2),
            "notes": list(film.notes),
            "report": _REPORT.dump_python(report, mode="json"),
        }


def _kept_subtitles(files: Sequence[Path], place: Place) -> dict[str, dict[str, str]]:
    """{language: {form: key}} of files named film.LANGUAGE.FORM."""
    kept: dict[str, dict[str, str]] = {}
    for file in files:
        _, language, form = file.name.split(".")
        key = place.key("subtitles", f"{language}.{form}")
        place.media.put(file, key)
        kept.setdefault(language, {})[form] = key
    return kept


def _planned(order: FilmOrder, context: StageContext) -> Plan:
    return plan_film(order.to_script(), order.to_brief(), Alone(), context.quiet())
