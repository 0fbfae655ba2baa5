"""Errors become answers here, each once, as application/problem+json (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from redis.exceptions import RedisError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from structlog.contextvars import bind_contextvars

from pipeline.errors import FilmError
from server.errors import Problem
from server.films.quoting import code_of
from server.media.store import StorageAway

PROBLEM_JSON = "application/problem+json"
BUSY = "The studio is busy or starting. Try again in a few seconds; nothing was lost."
log = structlog.get_logger()


def answer_errors(app: FastAPI) -> None:
    """Have an application answer every error as a problem."""

    @app.exception_handler(Problem)
    async def problem(_request: Request, failure: Problem) -> JSONResponse:
        bearer = {"WWW-Authenticate": "Bearer"} if failure.status == HTTPStatus.UNAUTHORIZED else {}
        headers = bearer | failure.headers
        return problem_answer(failure.status, failure.code, failure.detail, headers=headers, **failure.facts)

    @app.exception_handler(FilmError)
    async def film_error(_request: Request, failure: FilmError) -> JSONResponse:
        # Bad input is the creator's to mend (exit code 2); anything else is ours.
        status = HTTPStatus.UNPROCESSABLE_ENTITY if failure.exit_code == 2 else HTTPStatus.SERVICE_UNAVAILABLE
        return problem_answer(status, code_of(failure), str(failure))

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, failure: RequestValidationError) -> JSONResponse:
        errors = [_told(error) for error in failure.errors()]
        said = "; ".join(
            f"{error['field']}: {error['message']}" if error["field"] else error["message"] for error in errors
        )
        status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "invalid"
        if any(error["type"] == "missing" and error["loc"] == ("header", "If-Match") for error in failure.errors()):
            # RFC 6585: whoever edits says what they have seen, or somebody else's edit would be lost.
            status, code = HTTPStatus.PRECONDITION_REQUIRED, "precondition_required"
            said = "Send as If-Match the ETag of what you have changed, or * to write over whatever is there."
        return problem_answer(status, code, said, errors=errors)

    @app.exception_handler(HTTPException)
    async def http_error(_request: Request, failure: HTTPException) -> JSONResponse:
        return problem_answer(failure.status_code, "http", str(failure.detail), headers=dict(failure.headers or {}))

    @app.exception_handler(IntegrityError)
    async def raced(_request: Request, failure: IntegrityError) -> JSONResponse:
        log.warning("two requests raced", reason=str(failure.orig).splitlines()[0])
        detail = "Something else has changed this at the same moment. Look again, and try again if it is still wanted."
        return problem_answer(HTTPStatus.CONFLICT, "raced", detail)

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    @app.exception_handler(StorageAway)
    @app.exception_handler(RedisError)
    async def away(_request: Request, failure: Exception) -> JSONResponse:
        log.error("database, queue or storage does not answer", reason=str(failure).splitlines()[0])
        return problem_answer(HTTPStatus.SERVICE_UNAVAILABLE, "busy", BUSY, headers={"Retry-After": "3"})


def problem_answer(
    status: int, code: str, detail: str, *, headers: dict[str, str] | None = None, **facts: Any
) -> JSONResponse:
    """A problem on the wire; the gate counts it by its code."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "code": code,
    }
    bind_contextvars(problem=code)  # for the gate, which counts it
    return JSONResponse({**body, **facts}, status, headers=headers, media_type=PROBLEM_JSON)


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
