"""The steps of a film as the pipeline does them.

Each begins with the plan, which costs next to nothing once its lines are recorded: steps share takes and nothing else,
so any of them can run on any machine, at any time, again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from pipeline.context import StageContext
from pipeline.crew import Alone, Threads
from pipeline.film import Line
from pipeline.render import Plan, assemble, found_still, plan_film, score_film, shoot_shot, still_of_shot
from pipeline.sketching import Draft, draft_film, sketch_shot
from pipeline.stages.review import Report
from pipeline.stages.time import lengths_kept
from pipeline.storyboard_json import storyboard_json
from server.films.order import FilmOrder, PlannedShot
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


def plan(order: FilmOrder, context: StageContext, place: Place, threads: int) -> tuple[PlannedShot, ...]:
    """Understand, direct, cast and record; gives every shot. One whose takes are all there needs no step any more."""
    crew = Threads(threads) if threads > 1 else Alone()
    try:
        made = plan_film(order.to_script(), order.to_brief(), crew, context)
    finally:
        crew.close()
    return tuple(
        PlannedShot(timed.frames, _kept_still(found_still(made, number, context), number, place))
        for number, timed in enumerate(made.shots)
    )


def shot(order: FilmOrder, number: int, context: StageContext, place: Place) -> str:
    """Paint, animate and render one shot; gives the media key of a picture of it."""
    made = _planned(order, context)
    shoot_shot(made, number, context)
    return _keep_still(still_of_shot(made, number, context), number, place)


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
            "title": made.board.story.title,
            "language": made.board.story.language.value,
            "aspect": made.brief.aspect.value,
            "lines": [
                {"number": number, "shot": at, "character": line.character, "text": line.text}
                for number, (at, line) in enumerate(_lines(made))
            ],
            "former": [[asdict(shot) for shot in scene] for scene in lengths_kept(made.board, made.timeline)],
            "video": video,
            "thumbnail": thumbnail,
            "subtitles": _kept_subtitles(film.subtitles, place),
            "duration_seconds": round(film.duration_ms / 1000, 2),
            "notes": list(film.notes),
            "report": _REPORT.dump_python(report, mode="json"),
        }


def draft(order: FilmOrder, context: StageContext) -> tuple[PlannedShot, ...]:
    """The first step of a storyboard: everything on paper; gives the shots that are to be sketched."""
    return tuple(PlannedShot(timed.frames) for timed in _drafted(order, context).timeline.shots)


def sketch(order: FilmOrder, number: int, context: StageContext, place: Place) -> str:
    """Draw one shot of a storyboard; gives the media key of its picture."""
    return _keep_still(sketch_shot(_drafted(order, context.quiet()), number, context), number, place)


def collect(order: FilmOrder, context: StageContext) -> dict[str, Any]:
    """The finished storyboard: what the job keeps of it."""
    made = _drafted(order, context.quiet())
    return {"board": storyboard_json(made.board, made.brief)}


def _drafted(order: FilmOrder, context: StageContext) -> Draft:
    return draft_film(order.to_script(), order.to_brief(), context)


def _lines(made: Plan) -> list[tuple[int, Line]]:
    return [(at, line) for at, timed in enumerate(made.shots) for line in timed.shot.lines]


def _keep_still(still: Path, number: int, place: Place) -> str:
    key = place.key("images", f"shot-{number:03}.jpg")
    place.media.put(still, key)
    return key


def _kept_still(still: Path | None, number: int, place: Place) -> str | None:
    return None if still is None else _keep_still(still, number, place)


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
