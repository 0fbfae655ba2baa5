"""Other versions of a film that is finished: what is to be made, and for how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pipeline.context import StageContext
from pipeline.contracts.voice import VoiceEngine
from pipeline.directing.anchors import anchor_of, line_anchor_of
from pipeline.edits import Edit, Recast, RetakeLine, RetakeShot
from pipeline.engines.registry import pick
from pipeline.errors import BadBrief
from pipeline.film import Storyboard
from pipeline.stages.cast import cast
from pipeline.stages.time import film_lengths
from server.credits.tiers import FREE_REMAKES, RULES, price_of, price_of_copy
from server.errors import Conflict, Unprocessable
from server.films.order import DubScript, FilmOrder
from server.films.quoting import code_of, gpu_steps, make_board
from server.films.speakers import refusal_of_voices
from server.jobs.schemas import DubRequest, FormatRequest, LineRequest, Remake, ShotRequest
from server.models import AIJob, User
from server.models.base import now
from server.wiring import Studio


@dataclass(frozen=True, slots=True)
class Offer:
    """What is to be made, and for how much."""

    order: FilmOrder
    credits: int
    base_id: UUID | None = None
    """The film that was paid for, if it is another version of one."""
    free_until: datetime | None = None
    review: str | None = None
    """Why somebody must look at the script first, if so."""
    retake: RetakeShot | RetakeLine | None = None
    """A change that stays with the project."""


def remake(request: Remake, made: AIJob, paid: AIJob, user: User, studio: Studio) -> Offer:
    """Another version of the film that `made` is, which `paid` was paid for.

    Raises Unprocessable for what cannot be made of it, Conflict for what it is already.
    """
    order = FilmOrder.model_validate(made.order)
    # Who pays more by now has no watermark; who pays less keeps what was paid for.
    watermark = order.watermark and RULES[user.subscription_tier].watermark
    order = FilmOrder.model_validate(
        {
            **order.model_dump(),
            "watermark": watermark,
            "gpu_steps": gpu_steps(studio.settings),
            "former": made.result_data.get("former", ()),
        }
    )
    # Own files are named for a brief that nothing is filmed by.
    order = order.model_copy(update={"paths": {upload: Path(key) for upload, key in order.files.items()}})
    match request:
        case ShotRequest() | LineRequest():
            return _retaken(request, order, paid, user, studio)
        case FormatRequest():
            return _formatted(request, order, paid)
        case DubRequest():
            return _dubbed(request, order, paid, user, studio)


def _retaken(request: ShotRequest | LineRequest, order: FilmOrder, paid: AIJob, user: User, studio: Studio) -> Offer:
    board = _board(order, user, studio)
    retake: RetakeShot | RetakeLine
    retake = _retake_of_shot(board, request) if isinstance(request, ShotRequest) else _retake_of_line(board, request)
    free_until = (paid.completed_at or paid.created_at) + FREE_REMAKES
    return Offer(
        order=order.model_copy(update={"edits": with_retake(order.edits, retake)}),
        credits=0 if now() < free_until else price_of(order.paid_minutes),
        base_id=paid.id,
        free_until=free_until,
        retake=retake,
    )


def with_retake(edits: Sequence[Edit], retake: RetakeShot | RetakeLine) -> tuple[Edit, ...]:
    """The changes with this one in place of an earlier one of the same words; it comes last, as it was made last."""
    kept: list[Edit] = []
    for edit in edits:
        same = isinstance(edit, type(retake)) and replace(edit, take=retake.take) == retake
        kept += [] if same else [edit]
    return (*kept, retake)


def _retake_of_shot(board: Storyboard, request: ShotRequest) -> RetakeShot:
    if request.shot >= len(board.shots):
        raise Unprocessable("no_such_shot", f"The film has {len(board.shots)} shots, numbered from 0.")
    shot = board.shots[request.shot]
    take = shot.take + 1 if request.take is None else request.take
    _check_other(take, shot.take)
    return RetakeShot(anchor_of(board, shot.shot_id), take)


def _retake_of_line(board: Storyboard, request: LineRequest) -> RetakeLine:
    if request.line >= len(board.lines):
        raise Unprocessable("no_such_line", f"The film has {len(board.lines)} lines, numbered from 0.")
    line = board.lines[request.line]
    if line.recital is not None:
        raise Unprocessable("one_reading", "Verse that is recited has one reading. Choose a line that is spoken.")
    take = line.take + 1 if request.take is None else request.take
    _check_other(take, line.take)
    return RetakeLine(line_anchor_of(board.story.scenes, line), take)


def _check_other(take: int, before: int) -> None:
    if take == before:
        raise Conflict("same_take", f"It is take {take} in the film already. Ask for another number, or for none.")


def _formatted(request: FormatRequest, order: FilmOrder, paid: AIJob) -> Offer:
    settings = order.settings
    if (settings.aspect, settings.height) == (request.aspect, request.height):
        raise Conflict("same_format", "The film has this shape and size already.")
    settings = settings.model_copy(update={"aspect": request.aspect, "height": request.height})
    return Offer(order.model_copy(update={"settings": settings}), price_of_copy(order.paid_minutes), paid.id)


def _dubbed(request: DubRequest, order: FilmOrder, paid: AIJob, user: User, studio: Studio) -> Offer:
    if request.language is order.language:
        raise Conflict("same_language", f"The film speaks '{order.language.value}' already.")
    # Voices were chosen among those who speak the film's own language.
    edits = tuple(replace(edit, voice=None) if isinstance(edit, Recast) else edit for edit in order.edits)
    order = order.model_copy(
        update={
            "settings": order.settings.model_copy(update={"voices": request.voices}),
            "edits": edits,
            "dub": DubScript(script=request.script, language=request.language),
        }
    )
    board = _board(order, user, studio)
    brief = order.to_brief()
    try:
        cast(board.story, pick(VoiceEngine, dict(brief.engines).get("voice"), studio.settings.access), brief)
    except BadBrief as problem:
        raise Unprocessable(code_of(problem), str(problem)) from problem
    refusal = refusal_of_voices(board.story.language, brief, RULES[user.subscription_tier])
    if refusal is not None:
        raise Unprocessable(*refusal)
    _check_length(board, order)
    review = " ".join(board.review) or None
    return Offer(order, price_of_copy(order.paid_minutes), paid.id, review=review)


def _check_length(board: Storyboard, order: FilmOrder) -> None:
    """Another language may need more time than there is: nobody pays for a film that is another length."""
    tightest_s = round(film_lengths(board, order.to_brief()).tightest_ms / 1000)
    if tightest_s > order.paid_minutes * 60 + 1:
        raise Unprocessable(
            "dub_too_long",
            f"Spoken without a pause this translation takes {tightest_s} seconds, and the film has "
            f"{order.paid_minutes * 60}. Shorten its lines.",
        )


def _board(order: FilmOrder, user: User, studio: Studio) -> Storyboard:
    try:
        context = StageContext(studio.takes(user.id), order.settings.seed, access=studio.settings.access)
        return make_board(order.to_script(), order.to_brief(), context)
    except BadBrief as problem:
        raise Unprocessable(code_of(problem), str(problem)) from problem
