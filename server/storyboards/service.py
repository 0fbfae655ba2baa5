"""Looking at a project's storyboard and changing it.

The board itself is never kept: it is made anew of script, choices and changes whenever somebody asks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from pipeline.context import StageContext
from pipeline.contracts.voice import VoiceEngine
from pipeline.edits import Edit
from pipeline.engines.registry import pick
from pipeline.errors import BadBrief
from pipeline.film import Brief, Script
from pipeline.film import Storyboard as Board
from pipeline.stages.cast import check_voices
from pipeline.storyboard_json import storyboard_json
from server.credits.repository import lock_user
from server.credits.tiers import RULES
from server.database import unit_of_work
from server.errors import NotFound, Unauthorised, Unprocessable
from server.etags import check_match, version_of
from server.films.order import brief_of
from server.films.own_files import OwnFiles, own_files
from server.films.quoting import code_of, make_board, quote_board
from server.models import Project, ProjectVersion, ScriptReview, User
from server.moderation import service as moderation
from server.projects import repository
from server.projects import service as projects
from server.projects.schemas import ProjectSettings
from server.storyboards.schemas import Storyboard
from server.vocabulary import ReviewDecision
from server.wiring import Studio


def look(user_id: UUID, project_id: UUID, studio: Studio) -> Storyboard:
    """The storyboard as it stands. Raises Unprocessable for a script that cannot be filmed.

    A script that somebody has to look at waits for that from now on: nobody should order its film to be told so.
    """
    user, project, own = _read(user_id, project_id, studio)
    edits = projects.edits_of(project)
    brief = _brief(user, project, own, edits, studio)
    board = _board(project, brief, studio)
    return _shown(board, project, brief, user, _review(board, project, studio))


def change(user_id: UUID, project_id: UUID, edits: Sequence[Edit], if_match: str, studio: Studio) -> Storyboard:
    """Keep these changes in place of those before; what was kept already may wait for words that are gone.

    Raises Unprocessable for a new one that cannot be done, Outdated if this is not the version they were made to.
    """
    user, project, own = _read(user_id, project_id, studio)
    _check_version(project, if_match)
    # Neither reading nor trying holds a transaction up: what matters is seen again when it is written.
    brief = _brief(user, project, own, edits, studio)
    board = _changed(project, brief, studio)
    with unit_of_work(studio.sessions) as session:
        kept = repository.lock(session, user_id, project_id)
        if kept is None:
            raise NotFound("project", project_id)
        _check_version(kept, if_match)
        projects.keep_edits(session, kept, edits)
    return _shown(board, kept, brief, user, _review(board, kept, studio))


def board_of(user: User, kept: ProjectVersion, studio: Studio) -> dict[str, Any]:
    """The storyboard of a version, as JSON. Raises Unprocessable for a script that cannot be filmed."""
    settings = ProjectSettings.model_validate(kept.settings)
    # Own files change no storyboard, and may not be there any more.
    plain = settings.model_copy(update={"images": (), "narration": None, "music_file": None})
    rules = RULES[user.subscription_tier]
    brief = brief_of(plain, rules.most_minutes, rules.watermark, studio.settings.engines, projects.edits_of(kept))
    context = StageContext(studio.takes(user.id), brief.seed, access=studio.settings.access)
    board = make_board(Script(kept.script, settings.language, kept.title), brief, context)
    return storyboard_json(board, brief)


def _review(board: Board, project: Project, studio: Studio) -> ScriptReview | None:
    """What was decided on a script that somebody has to look at; it is held for that if it was not yet."""
    if not board.review:
        return None
    with unit_of_work(studio.sessions, write=False) as session:
        review = moderation.review_of(session, project)
    if review is None:
        with unit_of_work(studio.sessions) as session:
            lock_user(session, project.user_id)
            projects.find(session, project.user_id, project.id)
            review = moderation.hold(session, project, " ".join(board.review))
    return review


def _changed(project: Project, brief: Brief, studio: Studio) -> Board:
    """The board with the changes made: new ones must be possible, those that were kept before need not be any more."""
    kept = frozenset(projects.edits_of(project))
    new = tuple(edit for edit in brief.edits if edit not in kept)
    try:
        board = _board(project, brief, studio, new)
        check_voices(board.story, pick(VoiceEngine), Brief(edits=new))
    except BadBrief as problem:
        raise Unprocessable(code_of(problem), str(problem)) from problem
    return board


def _read(user_id: UUID, project_id: UUID, studio: Studio) -> tuple[User, Project, OwnFiles]:
    with unit_of_work(studio.sessions, write=False) as session:
        user = session.get(User, user_id)
        if user is None:
            raise Unauthorised
        project = projects.find(session, user_id, project_id)
        return user, project, own_files(session, project, ProjectSettings.model_validate(project.settings))


def _brief(user: User, project: Project, own: OwnFiles, edits: Sequence[Edit], studio: Studio) -> Brief:
    rules, settings = RULES[user.subscription_tier], ProjectSettings.model_validate(project.settings)
    return brief_of(settings, rules.most_minutes, rules.watermark, studio.settings.engines, edits, own.names)


def _board(project: Project, brief: Brief, studio: Studio, must: Collection[Edit] = ()) -> Board:
    language = ProjectSettings.model_validate(project.settings).language
    context = StageContext(studio.takes(project.user_id), brief.seed, access=studio.settings.access)
    return make_board(Script(project.script, language, project.title), brief, context, must)


def _shown(board: Board, project: Project, brief: Brief, user: User, review: ScriptReview | None) -> Storyboard:
    """On the wire. A choice that cannot be met hides no storyboard: there it may be taken back."""
    quote, problem = None, None
    decision = review.decision if review else None
    if decision is ReviewDecision.ALLOWED:
        board = replace(board, review=())
    try:
        if review is not None and decision is ReviewDecision.REFUSED and (refused := moderation.problem_of(review)):
            raise refused
        quote = quote_board(board, brief, RULES[user.subscription_tier], user.credits_balance)
    except Unprocessable as unmet:
        problem = unmet.detail
    return Storyboard(
        version=_version(project),
        edits=brief.edits,
        board=storyboard_json(board, brief),
        quote=quote,
        problem=problem,
        review=decision,
    )


def _check_version(project: Project, if_match: str) -> None:
    check_match(if_match, _version(project), "storyboard")


def _version(project: Project) -> str:
    """Of all that the storyboard is made of."""
    return version_of(project.title, project.script, project.settings, project.edits)
