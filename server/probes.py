"""/health, /ready and /metrics: for whoever runs the studio's processes, not for those who use it.

/health says that this process answers, and asks nobody: who does not hear from it starts it anew. /ready says that it
can work, and asks all that it stands on: who hears no sends requests elsewhere for the moment. A database that is away
is no reason to start a process anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from http import HTTPStatus

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from server.edge import StudioDep
from server.errors import NotFound
from server.limits import is_this_machine
from server.metrics import RouteMetrics
from server.schema_versions import is_current
from server.settings import Environment
from server.tally import whole_studio
from server.wiring import Studio

router = APIRouter(include_in_schema=False)
log = structlog.get_logger()


@router.get("/health")
async def health() -> dict[str, str]:
    """Whether this process answers at all."""
    return {"status": "ok"}


@router.get("/ready")
def ready(studio: StudioDep) -> JSONResponse:
    """Whether it can work: 503 and the parts that do not answer, without a word why: that is in the log."""
    parts = {
        "database": lambda: is_current(studio.engine),
        "queue": lambda: bool(studio.redis.ping()),
        "storage": lambda: bool(studio.media.check()),
    }
    found = {name: _answers(name, look) for name, look in parts.items()}
    able = all(found.values())
    status = HTTPStatus.OK if able else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"status": "ready" if able else "not ready", "parts": found}, status)


@router.get("/metrics")
def metrics(request: Request, studio: StudioDep) -> Response:
    """For Prometheus. With a token if there is one; without, to this machine alone and never in production."""
    if not _may_measure(request, studio):
        raise NotFound("page", "of that name")
    routes: RouteMetrics = request.app.state.metrics
    return Response(
        routes.told() + generate_latest(whole_studio(studio.tally, studio.queue)), media_type=CONTENT_TYPE_LATEST
    )


def _may_measure(request: Request, studio: Studio) -> bool:
    token = studio.settings.metrics_token
    if token is not None:
        given = request.headers.get("authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {token.get_secret_value()}".encode())
    if studio.settings.environment is Environment.PRODUCTION:
        return False
    # One that was asked through a proxy has its client's address here.
    return request.client is not None and is_this_machine(request.client.host)


def _answers(name: str, look: Callable[[], bool]) -> bool:
    try:
        return look()
    except (OSError, RedisError, SQLAlchemyError) as away:
        log.warning("not ready", part=name, reason=str(away).splitlines()[0])
        return False
