"""/scripts/read, /quotes, /voices, /music and /slokas: what can be known before anything is paid."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from pipeline.chant.library import pieces
from pipeline.chant.metre import metre_name
from pipeline.contracts.voice import VoiceEngine
from pipeline.engines.registry import pick
from pipeline.vocabulary import Language, MusicStyle
from server.credits.tiers import RULES
from server.database import unit_of_work
from server.edge import AskerDep, StudioDep, at_most
from server.errors import Unauthorised
from server.films.own_files import own_files
from server.films.quoting import quote_film, read_script
from server.films.schemas import MusicEntry, Quote, QuoteRequest, Reading, ReadingRequest, SlokaEntry, VoiceEntry
from server.films.speakers import speakers_of
from server.models import User
from server.moderation import service as moderation
from server.openapi import problems
from server.projects import service as projects

router = APIRouter(tags=["films"])
OftenEnough = Depends(at_most(120))


@router.post("/scripts/read")
def read(request: ReadingRequest, _asker: AskerDep) -> Reading:
    """Language, words and form of a script, in milliseconds."""
    return read_script(request.script, request.language)


@router.post("/quotes", responses=problems(404, 429))
def quote(request: QuoteRequest, asker: AskerDep, studio: StudioDep) -> Quote:
    """What a film would be and cost.

    422 for a script that cannot be filmed; a length that cannot be had is refused in the quote, with those that can.
    """
    studio.limits.take(str(asker), "quotes", 60)
    with unit_of_work(studio.sessions, write=False) as session:
        user = session.get(User, asker)
        if user is None:
            raise Unauthorised
        project = projects.find(session, asker, request.project_id) if request.project_id else None
        edits = projects.edits_of(project) if project else ()
        own = own_files(session, project, request.settings)
        allowed = project is not None and project.script == request.script and moderation.is_allowed(session, project)
    # Outside of any transaction: understanding a script takes a second.
    rules = RULES[user.subscription_tier]
    takes = studio.takes(asker)
    balance = user.credits_balance
    quoted = quote_film(request.script, None, request.settings, edits, rules, balance, takes, studio.settings, own)
    found = quoted.quote
    return found.model_copy(update={"review": None}) if allowed else found


@router.get("/voices", dependencies=[OftenEnough])
def voices(language: Language) -> tuple[VoiceEntry, ...]:
    """Who speaks a language, the best first."""
    naturalness = pick(VoiceEngine).naturalness(language)
    return tuple(
        VoiceEntry(id=one.id, name=one.name, gender=one.gender, native=one.native, naturalness=naturalness, tier=tier)
        for one, tier in speakers_of(language)
    )


@router.get("/music", dependencies=[OftenEnough])
def music() -> tuple[MusicEntry, ...]:
    """Styles of music, besides "auto" and "none"."""
    return tuple(MusicEntry(id=style.value, name=style.value.replace("-", " ").capitalize()) for style in MusicStyle)


@router.get("/slokas", dependencies=[OftenEnough])
def slokas() -> tuple[SlokaEntry, ...]:
    """Slokas, hymns, names and poems that can be recited before a story."""
    return tuple(
        SlokaEntry(
            id=one.key,
            title=one.title,
            about=one.about,
            collection=one.collection,
            language=one.language,
            metre=metre_name(one.metre),
            source=one.source,
            text=one.text,
            latin=one.latin,
            meaning=one.meaning,
        )
        for one in pieces().values()
    )
