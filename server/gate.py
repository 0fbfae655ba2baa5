"""The gate: every request passes it on its way in and every answer on its way out.

It gives the request a number that is in its log lines, its answer and its problem; puts on the headers that keep
browsers safe; measures; and answers what nobody foresaw. Plain ASGI: it costs a few microseconds and holds no body.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from http import HTTPStatus
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

from server.answers import problem_answer
from server.metrics import RouteMetrics

REQUEST_ID = "x-request-id"
_OURS_TO_KEEP = re.compile(r"[A-Za-z0-9._-]{8,64}")
UNKNOWN_ROUTE = "none"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SAFE_HEADERS: tuple[tuple[str, str], ...] = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    # Answers are data: nothing in them is to be run, framed or fetched. The API's own pages say more (`server.pages`).
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("cross-origin-opener-policy", "same-origin"),
)
log = structlog.get_logger()


class Gate:
    """Watches all requests of an application."""

    def __init__(self, app: ASGIApp, metrics: RouteMetrics, *, hsts_seconds: int = 0, tells: bool = False) -> None:
        self._app = app
        self._metrics = metrics
        self._tells = tells
        """Whether each request is a line in the log."""
        hsts = [("strict-transport-security", f"max-age={hsts_seconds}; includeSubDomains")] if hsts_seconds else []
        self._headers = [(name.encode(), value.encode()) for name, value in (*SAFE_HEADERS, *hsts)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope["headers"])
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        status: int | None = None

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = list(message.get("headers", ()))
                named = {name for name, _ in own}
                own += [one for one in self._headers if one[0] not in named]
                own.append((REQUEST_ID.encode(), request_id.encode()))
                message["headers"] = own
                self._note(scope, status, time.perf_counter() - started)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            # Starlette's own handler raises it again after the answer, for the server to log a second time and to
            # drop the connection that the client's next request is on.
            if status is not None:
                raise
            log.exception("request failed", route=_route(scope))
            detail = "Something went wrong on our side. It has been written down; try again in a moment."
            # Whoever writes to us about it can say which it was.
            answer = problem_answer(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail, request_id=request_id)
            await answer(scope, receive, watched)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.answered(method, route, status, seconds)
        if status >= HTTPStatus.BAD_REQUEST:
            self._metrics.failed(get_contextvars().get("problem", "http"))
        if self._tells:
            log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


def _route(scope: Scope) -> str:
    """The template of the route: the address itself may hold a link that opens something."""
    return getattr(scope.get("route"), "path", UNKNOWN_ROUTE)


def _request_id(headers: Sequence[tuple[bytes, bytes]]) -> str:
    """The sender's own number, if it is one that a log can hold; else a new one."""
    for name, value in headers:
        if name == REQUEST_ID.encode():
            told = value.decode("latin-1")
            if _OURS_TO_KEEP.fullmatch(told):
                return told
            break
    return uuid4().hex
