"""The job server: an application made of rooms, and the one place where its errors become answers."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

import structlog
from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from redis.exceptions import RedisError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.errors import FilmError
from server.accounts.endpoints import auth, users
from server.admin.endpoints import router as admin
from server.billing.endpoints import router as billing
from server.body_limit import BodyLimit
from server.credits.endpoints import router as balances
from server.edge import API, TURNS
from server.errors import Problem
from server.films.endpoints import router as films
from server.films.quoting import code_of, warm_up
from server.jobs.endpoints import router as jobs
from server.keys.endpoints import router as keys
from server.media.endpoints import router as media
from server.media.store import StorageAway
from server.oauth.endpoints import router as oauth
from server.projects.endpoints import router as projects
from server.settings import Settings
from server.sharing.endpoints import router as sharing
from server.sharing.endpoints import shared_page
from server.storyboards.endpoints import router as storyboards
from server.uploads.endpoints import INSPECTIONS
from server.uploads.endpoints import router as uploads
from server.versions.endpoints import router as versions
from server.webhooks.endpoints import router as webhooks
from server.wiring import open_studio

PROBLEM_JSON = "application/problem+json"
log = structlog.get_logger()


def create_app(settings: Settings) -> FastAPI:
    """The application; its connections are opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.studio = open_studio(settings)
        app.state.turns = CapacityLimiter(TURNS)
        # Who waits for a file to be looked at waits without a thread.
        app.state.inspections = CapacityLimiter(INSPECTIONS)
        # The first script should not wait for the models that understand it.
        threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
        yield
        app.state.studio.close()

    app = FastAPI(
        title="AI Film Studio",
        version=version("ai-film-studio"),
        summary="A page of script becomes a finished film.",
        lifespan=lifespan,
        docs_url="/docs",
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
    )
    api = APIRouter(prefix=API)
    for router in (
        oauth,
        auth,
        users,
        keys,
        balances,
        billing,
        films,
        projects,
        versions,
        uploads,
        storyboards,
        jobs,
        webhooks,
        media,
        sharing,
        admin,
    ):
        api.include_router(router)
    app.include_router(api)
    app.add_api_route("/films/{token}", shared_page, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/healthz", _alive, methods=["GET"], include_in_schema=False)
    _answer_errors(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(_Unexpected)
    return app


def _alive() -> dict[str, str]:
    """For whoever asks whether this process answers at all."""
    return {"status": "ok"}


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def problem(_request: Request, failure: Problem) -> JSONResponse:
        bearer = {"WWW-Authenticate": "Bearer"} if failure.status == HTTPStatus.UNAUTHORIZED else {}
        headers = bearer | failure.headers
        return _problem(failure.status, failure.code, failure.detail, headers=headers, **failure.facts)

    @app.exception_handler(FilmError)
    async def film_error(_request: Request, failure: FilmError) -> JSONResponse:
        # Bad input is the creator's to mend (exit code 2); anything else is ours.
        status = HTTPStatus.UNPROCESSABLE_ENTITY if failure.exit_code == 2 else HTTPStatus.SERVICE_UNAVAILABLE
        return _problem(status, code_of(failure), str(failure))

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, failure: RequestValidationError) -> JSONResponse:
        errors = [_told(error) for error in failure.errors()]
        said = "; ".join(
            f"{error['field']}: {error['message']}" if error["field"] else error["message"] for error in errors
        )
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", said, errors=errors)

    @app.exception_handler(HTTPException)
    async def http_error(_request: Request, failure: HTTPException) -> JSONResponse:
        return _problem(failure.status_code, "http", str(failure.detail), headers=dict(failure.headers or {}))

    @app.exception_handler(IntegrityError)
    async def raced(_request: Request, failure: IntegrityError) -> JSONResponse:
        log.warning("two requests raced", reason=str(failure.orig).splitlines()[0])
        detail = "Something else has changed this at the same moment. Look again, and try again if it is still wanted."
        return _problem(HTTPStatus.CONFLICT, "raced", detail)

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    @app.exception_handler(StorageAway)
    @app.exception_handler(RedisError)
    async def away(_request: Request, failure: Exception) -> JSONResponse:
        log.error("database, queue or storage does not answer", reason=str(failure).splitlines()[0])
        detail = "The studio is busy or starting. Try again in a few seconds; nothing was lost."
        return _problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy", detail, headers={"Retry-After": "3"})


class _Unexpected:
    """Answers what nobody foresaw, and writes it down once.

    Starlette's own handler raises it again after the answer, for the server to log a second time and to drop the
    connection that the client's next request is on.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            if begun or scope["type"] != "http":
                raise
            log.exception("request failed", path=scope["path"])
            detail = "Something went wrong on our side. It has been written down; try again in a moment."
            await _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail)(scope, receive, send)


def _told(error: dict[str, Any]) -> dict[str, str]:
    """Which field, and pydantic's sentence without its own beginning."""
    if error["type"] == "json_invalid":
        why, at = error["ctx"]["error"], error["loc"][-1]
        return {"field": "", "message": f"The body is not JSON: {why}, at character {at}."}
    if error["loc"] == ("body",) and error["type"] == "missing":
        return {"field": "", "message": "The body is missing: send JSON."}
    return {
        "field": ".".join(str(part) for part in error["loc"][1:]),
        "message": error["msg"].removeprefix("Value error, "),
    }


def _problem(
    status: int, code: str, detail: str, *, headers: dict[str, str] | None = None, **facts: Any
) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "code": code,
    }
    return JSONResponse({**body, **facts}, status, headers=headers, media_type=PROBLEM_JSON)
