"""A stand-in for the job server: the same API, made of the same schemas, kept in memory.

    python -m tests.ui.peer_api 18000 20      # the port, and the seconds a film takes

It stands in for the real one in browser tests alone.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid4

import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, JSONResponse

from pipeline.errors import BadEdit
from pipeline.vocabulary import Gender, Naturalness
from server.accounts.schemas import Account, AccountUpdate, Credentials, RefreshRequest, Registration, Tokens
from server.billing.schemas import Offers
from server.credits.schemas import Balance, Transaction
from server.films.schemas import MusicEntry, Quote, QuoteRequest, Reading, ReadingRequest, SlokaEntry, VoiceEntry
from server.jobs.schemas import Job, JobProgress, JobRequest, JobResult, SubtitleLinks
from server.projects.schemas import Project, ProjectDraft
from server.schema import Page
from server.storyboards.schemas import Storyboard, StoryboardChanges
from server.uploads.schemas import Uploads
from server.vocabulary import JobStatus, JobType, ProjectStatus, Role, Tier, TransactionType, UploadKind
from tests.ui import media, reading, storyboards
from tests.ui.peer import Order, Peer, Refused, Visitor


def visitor_of(request: Request, authorization: Annotated[str, Header()] = "") -> Visitor:
    peer: Peer = request.app.state.peer
    visitor = peer.access.get(authorization.removeprefix("Bearer "))
    if visitor is None:
        raise Refused(401, "token_expired", "Your log-in has ended. Log in again.")
    return peer.visitors[visitor]


def peer_of(request: Request) -> Peer:
    found: Peer = request.app.state.peer
    return found


ThePeer = Annotated[Peer, Depends(peer_of)]
TheVisitor = Annotated[Visitor, Depends(visitor_of)]
api = APIRouter(prefix="/api/v1")


@api.post("/auth/register", status_code=201)
def register(body: Registration, peer: ThePeer) -> Tokens:
    if any(visitor.account.email == body.email for visitor in peer.visitors.values()):
        raise Refused(409, "email_taken", f"There is already an account for {body.email}. Log in instead.")
    account = Account(
        id=uuid4(),
        email=body.email,
        email_verified_at=None,
        language=body.language,
        full_name=body.full_name,
        role=Role.CREATOR,
        subscription_tier=Tier.FREE,
        credits_balance=0,
        credits_reset_date=datetime.now(UTC).date() + timedelta(days=30),
        created_at=datetime.now(UTC),
        last_login_at=None,
    )
    visitor = peer.visitors[account.id] = Visitor(account, body.password.get_secret_value())
    visitor.move(TransactionType.GRANT, 3, "Welcome: the free tier's credits")
    return peer.tokens(account.id)


@api.post("/auth/login")
def log_in(body: Credentials, peer: ThePeer) -> Tokens:
    for visitor in peer.visitors.values():
        if visitor.account.email == body.email and visitor.password == body.password.get_secret_value():
            return peer.tokens(visitor.account.id)
    raise Refused(401, "wrong_credentials", "The e-mail address or the password is wrong.")


@api.post("/auth/refresh")
def refresh(body: RefreshRequest, peer: ThePeer) -> Tokens:
    visitor = peer.refresh.pop(body.refresh_token, None)
    if visitor is None:
        raise Refused(401, "token_invalid", "Your log-in has ended. Log in again.")
    return peer.tokens(visitor)


@api.post("/auth/logout", status_code=204)
def log_out(body: RefreshRequest, peer: ThePeer) -> None:
    peer.refresh.pop(body.refresh_token, None)


@api.get("/users/me")
def me(visitor: TheVisitor) -> Account:
    return visitor.account


@api.put("/users/me")
def update_me(body: AccountUpdate, visitor: TheVisitor) -> Account:
    visitor.account = visitor.account.model_copy(update={"full_name": body.full_name or None})
    return visitor.account


@api.get("/credits/balance")
def balance(visitor: TheVisitor) -> Balance:
    return Balance(
        credits_balance=visitor.account.credits_balance,
        subscription_tier=Tier.FREE,
        unlimited=False,
        credits_a_month=3,
        credits_reset_date=date(2026, 12, 24),
        most_minutes=1,
        watermark=True,
    )


@api.get("/credits/history")
def history(visitor: TheVisitor) -> Page[Transaction]:
    return Page[Transaction](items=tuple(visitor.ledger))


@api.get("/credits/packs")
def packs(visitor: TheVisitor) -> Offers:
    return Offers(packs=(), tiers=(), provider=None, notice=None)


@api.post("/scripts/read")
def read(body: ReadingRequest, visitor: TheVisitor) -> Reading:
    return reading.read(body.script, body.language)


@api.post("/quotes")
def quote(body: QuoteRequest, peer: ThePeer, visitor: TheVisitor) -> Quote:
    peer.quotes += 1
    if reading.BAD in body.script:
        raise Refused(422, "script_refused", "This script cannot be filmed. Take that part out and try again.")
    return reading.quote(body, visitor.account.credits_balance)


@api.get("/voices")
def voices(language: str) -> tuple[VoiceEntry, ...]:
    names = (("Heart", Gender.FEMALE), ("Bella", Gender.FEMALE), ("Fenrir", Gender.MALE), ("Onyx", Gender.MALE))
    return tuple(
        VoiceEntry(id=f"{language}-{n.lower()}", name=n, gender=g, native=True, naturalness=Naturalness.NATIVE)
        for n, g in names
    )


@api.get("/music")
def music() -> tuple[MusicEntry, ...]:
    return (MusicEntry(id="raga-yaman", name="Raga Yaman"), MusicEntry(id="cinematic", name="Cinematic"))


@api.get("/slokas")
def slokas() -> tuple[SlokaEntry, ...]:
    return (
        SlokaEntry(
            id="gayatri",
            title="गायत्री",
            about="Gayatri",
            collection="vedas",
            language="sa",
            metre="gayatri",
            source="Rigveda 3.62.10",
            text="तत्सवितुर्वरेण्यं",
            latin="tat savitur vareṇyaṃ",
            meaning="That splendour of the sun …",
        ),
    )


def owned(peer: Peer, visitor: Visitor, key: UUID) -> Project:
    if peer.owners.get(key) != visitor.account.id:
        raise Refused(404, "not_found", f"There is no project {key}.")
    return peer.projects[key]


@api.get("/projects")
def projects(peer: ThePeer, visitor: TheVisitor) -> Page[Project]:
    for order in peer.orders.values():
        peer.progress(order)
    mine = [peer.projects[key] for key, owner in peer.owners.items() if owner == visitor.account.id]
    return Page[Project](items=tuple(reversed(mine)))


@api.post("/projects", status_code=201)
def create_project(body: ProjectDraft, peer: ThePeer, visitor: TheVisitor) -> Project:
    now = datetime.now(UTC)
    made = Project(
        id=uuid4(),
        version="1",
        title=body.title or reading.title_of(body.script),
        script=body.script,
        status=ProjectStatus.DRAFT,
        video_duration=None,
        video_url=None,
        thumbnail_url=None,
        subtitle_urls={},
        settings=body.settings,
        latest_job_id=None,
        film_job_id=None,
        created_at=now,
        updated_at=now,
    )
    peer.projects[made.id], peer.owners[made.id] = made, visitor.account.id
    return made


@api.get("/projects/{key}")
def project(key: UUID, peer: ThePeer, visitor: TheVisitor) -> Project:
    return owned(peer, visitor, key).model_copy(update={"review": peer.review, "review_note": peer.review_note})


@api.put("/projects/{key}")
def update_project(key: UUID, body: ProjectDraft, peer: ThePeer, visitor: TheVisitor) -> Project:
    update = {"title": body.title or reading.title_of(body.script), "script": body.script, "settings": body.settings}
    peer.projects[key] = owned(peer, visitor, key).model_copy(update=update)
    return peer.projects[key]


@api.delete("/projects/{key}", status_code=204)
def delete_project(key: UUID, peer: ThePeer, visitor: TheVisitor) -> None:
    owned(peer, visitor, key)
    del peer.projects[key], peer.owners[key]
    peer.orders = {order.id: order for order in peer.orders.values() if order.project != key}


@api.get("/projects/{key}/uploads")
def uploads(key: UUID, peer: ThePeer, visitor: TheVisitor) -> Uploads:
    owned(peer, visitor, key)
    return Uploads(items=(), used_bytes=0, quota_bytes=200 * 1024 * 1024, in_films=(UploadKind.IMAGE,))


@api.get("/projects/{key}/storyboard")
def storyboard(key: UUID, peer: ThePeer, visitor: TheVisitor) -> Storyboard:
    found = owned(peer, visitor, key)
    seen = storyboards.look(found, peer.edits.get(key, ()), visitor.account.credits_balance)
    return seen.model_copy(update={"review": peer.review})


@api.put("/projects/{key}/storyboard")
def change_storyboard(
    key: UUID, body: StoryboardChanges, peer: ThePeer, visitor: TheVisitor, if_match: Annotated[str, Header()]
) -> Storyboard:
    found, balance = owned(peer, visitor, key), visitor.account.credits_balance
    if if_match.strip('"') != storyboards.look(found, peer.edits.get(key, ()), balance).version:
        raise Refused(412, "outdated", "This storyboard was changed elsewhere in the meantime.")
    try:
        seen = storyboards.look(found, body.edits, balance)
    except BadEdit as problem:
        raise Refused(422, "bad_edit", str(problem)) from problem
    peer.edits[key] = body.edits
    return seen


def ordered(peer: Peer, visitor: Visitor, key: UUID) -> Order:
    order = peer.orders.get(key)
    if order is None or order.owner != visitor.account.id:
        raise Refused(404, "not_found", f"There is no job {key}.")
    return order


def job_of(peer: Peer, order: Order) -> Job:
    seen = peer.progress(order)
    return Job(
        id=order.id,
        project_id=order.project,
        job_type=JobType.FILM,
        status=seen.status,
        progress=seen.progress,
        current_step=seen.current_step,
        credits=order.credits,
        error_code=seen.error_code,
        error_message=seen.error_message,
        created_at=datetime.now(UTC),
        started_at=None,
        completed_at=None,
    )


@api.post("/jobs", status_code=201)
def start_job(body: JobRequest, peer: ThePeer, visitor: TheVisitor, idempotency_key: Annotated[str, Header()]) -> Job:
    if idempotency_key in peer.keys:
        return job_of(peer, peer.orders[peer.keys[idempotency_key]])
    found = owned(peer, visitor, body.project_id)
    if reading.JUDGED in found.script:
        raise Refused(409, "held_for_review", "Somebody at the studio has to look at this script before it is filmed.")
    price = 3 * (found.settings.minutes or 1)
    if price > visitor.account.credits_balance:
        raise Refused(402, "insufficient_credits", f"The film costs {price} credits and that is more than you have.")
    order = Order(
        uuid4(), found.id, visitor.account.id, price, time.monotonic(), peer.seconds, "fail" in found.script.lower()
    )
    peer.orders[order.id] = order
    peer.keys[idempotency_key] = order.id
    visitor.move(TransactionType.DEDUCTION, -price, f"Film: {found.title}", order.id)
    peer.projects[found.id] = found.model_copy(update={"latest_job_id": order.id, "status": ProjectStatus.PROCESSING})
    if peer.stumbles:
        peer.stumbles -= 1
        raise Refused(503, "unavailable", "The studio stumbled. Try again in a moment.")
    return job_of(peer, order)


@api.get("/jobs/{key}")
def job(key: UUID, peer: ThePeer, visitor: TheVisitor) -> Job:
    return job_of(peer, ordered(peer, visitor, key))


@api.get("/jobs/{key}/status")
def status(key: UUID, peer: ThePeer, visitor: TheVisitor) -> JobProgress:
    return peer.progress(ordered(peer, visitor, key))


@api.delete("/jobs/{key}")
def cancel(key: UUID, peer: ThePeer, visitor: TheVisitor) -> Job:
    order = ordered(peer, visitor, key)
    order.settled = order.settled or JobStatus.CANCELLED
    peer.settle(order)
    return job_of(peer, order)


@api.get("/jobs/{key}/result")
def result(key: UUID, peer: ThePeer, visitor: TheVisitor) -> JobResult:
    order = ordered(peer, visitor, key)
    if peer.progress(order).status is not JobStatus.COMPLETED:
        raise Refused(409, "not_finished", "The film is not finished yet.")
    found = peer.projects[order.project]
    width, height = media.SIZES[found.settings.aspect.value]
    wanted = found.settings.subtitles
    return JobResult(
        id=order.id,
        project_id=found.id,
        title=found.title,
        duration_seconds=media.FRAMES / media.RATE,
        width=width * 4,
        height=height * 4,
        video_url=f"{peer.url}/media/{order.id}/film.mp4",
        download_url=f"{peer.url}/media/{order.id}/film.mp4?save=1",
        thumbnail_url=f"{peer.url}/media/{order.id}/thumbnail.jpg",
        subtitles={"en": SubtitleLinks(**peer.subtitles(order))} if wanted else {},
        notes=("The words fill 0:48, so the film has a little more air than usual.",),
        report={},
    )


def serve_media(key: UUID, name: str, peer: ThePeer, save: int = 0) -> Response:
    aspect = peer.projects[peer.orders[key].project].settings.aspect
    if name.endswith(".jpg"):
        number = name.removesuffix(".jpg")
        picture = media.still(aspect.value, int(number) if number.isdigit() else 1, large=not number.isdigit())
        return Response(picture, media_type="image/jpeg")
    path = peer.folder / (f"{aspect.name}.mp4" if name.endswith(".mp4") else name)
    kinds = {"mp4": "video/mp4", "vtt": "text/vtt", "srt": "application/x-subrip"}
    kind = kinds.get(path.suffix[1:], "text/plain")
    if save or path.suffix != ".mp4":
        title = peer.projects[peer.orders[key].project].title
        return FileResponse(path, media_type=kind, filename=f"{title}{path.suffix}")
    return FileResponse(path, media_type=kind)


def create_app(peer: Peer) -> FastAPI:
    app = FastAPI()
    app.state.peer = peer
    app.include_router(api)
    app.add_api_route("/media/{key}/{name}", serve_media)
    app.add_middleware(CORSMiddleware, allow_origins=["*"])

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> JSONResponse:
        body = {"title": "No", "status": error.status, "detail": error.detail, "code": error.code}
        return JSONResponse(body, error.status, media_type="application/problem+json")

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            {"field": str(item["loc"][-1]), "message": item["msg"].removeprefix("Value error, ")}
            for item in error.errors()
        ]
        told = str(errors[0]["message"])
        body = {"title": "No", "status": 422, "detail": told, "code": "invalid", "errors": errors}
        return JSONResponse(body, 422, media_type="application/problem+json")

    return app


if __name__ == "__main__":
    port = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as made:
        stand_in = Peer(Path(made))
        stand_in.url = f"http://127.0.0.1:{port}"
        stand_in.seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
        uvicorn.run(create_app(stand_in), host="127.0.0.1", port=port, log_level="warning")
