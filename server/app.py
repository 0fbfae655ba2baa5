"""The job server: an application made of rooms, with the gate in front of them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from server.accounts.endpoints import auth, users
from server.admin.endpoints import router as admin
from server.answers import answer_errors
from server.billing.endpoints import router as billing
from server.body_limit import BodyLimit
from server.credits.endpoints import router as balances
from server.edge import API, TURNS
from server.films.endpoints import router as films
from server.films.quoting import warm_up
from server.gate import Gate
from server.glance import Glance
from server.jobs.endpoints import router as jobs
from server.jobs.lookout import Lookout
from server.jobs.watching import look_up
from server.keys.endpoints import router as keys
from server.logs import configure
from server.media.endpoints import router as media
from server.metrics import RouteMetrics
from server.oauth.endpoints import router as oauth
from server.openapi import describe, name_of
from server.pages import router as pages
from server.probes import router as probes
from server.projects.endpoints import router as projects
from server.settings import Settings
from server.sharing.endpoints import router as sharing
from server.sharing.endpoints import shared_page
from server.storyboards.endpoints import router as storyboards
from server.uploads.endpoints import INSPECTIONS
from server.uploads.endpoints import router as uploads
from server.versions.endpoints import router as versions
from server.webhooks.endpoints import router as webhooks
from server.wiring import open_studio, redis_address

DAY_S = 86_400
ASKED_HEADERS = ("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Last-Event-ID", "X-Request-ID")
"""What pages of other origins may send."""
TOLD_HEADERS = ("ETag", "Retry-After", "X-Request-ID")
"""What such pages may read."""


def create_from_environment() -> FastAPI:
    """The application of a process that the job server is made of."""
    settings = Settings()
    configure(as_json=settings.logs_json)
    return create_app(settings)


def create_app(settings: Settings) -> FastAPI:
    """The application; its connections are opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.studio = open_studio(settings)
        app.state.studio.memory.forget_sessions()
        app.state.glance = Glance(redis_address(settings))
        app.state.lookout = Lookout(app.state.studio.board, partial(look_up, app.state.studio))
        app.state.turns = CapacityLimiter(TURNS)
        # Who waits for a file to be looked at waits without a thread.
        app.state.inspections = CapacityLimiter(INSPECTIONS)
        # The first script should not wait for the models that understand it.
        threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
        yield
        await app.state.glance.close()
        app.state.studio.close()

    metrics = RouteMetrics()
    app = FastAPI(
        title="AI Film Studio",
        version=version("ai-film-studio"),
        summary="A page of script becomes a finished film.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        generate_unique_id_function=name_of,
    )
    api = APIRouter(prefix=API)
    # Who is asked most stands first: routes are tried in this order, and each costs some microseconds.
    for router in (
        jobs,
        balances,
        projects,
        users,
        auth,
        oauth,
        keys,
        billing,
        films,
        versions,
        uploads,
        storyboards,
        webhooks,
        media,
        sharing,
        admin,
    ):
        api.include_router(router)
    app.include_router(api)
    app.add_api_route("/films/{token}", shared_page, methods=["GET", "HEAD"], include_in_schema=False)
    app.include_router(probes)
    app.include_router(pages)
    app.state.metrics = metrics
    answer_errors(app)
    describe(app)
    app.add_middleware(BodyLimit)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=ASKED_HEADERS,
            expose_headers=TOLD_HEADERS,
            max_age=600,
        )
    hsts = settings.hsts_days * DAY_S
    app.add_middleware(Gate, metrics=metrics, hsts_seconds=hsts, tells=settings.logs_json)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)
    return app
