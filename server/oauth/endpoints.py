"""/auth/oauth: the browser goes to a provider, comes back with a code, and to the creator app with a ticket."""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

import structlog
from fastapi import APIRouter, Cookie, Depends, Query
from fastapi.responses import RedirectResponse
from sqlalchemy.exc import IntegrityError

from server.accounts import service as accounts
from server.accounts.passwords import hash_password
from server.accounts.schemas import Tokens
from server.database import unit_of_work
from server.edge import API, StudioDep, at_most
from server.errors import Conflict, Forbidden, Problem, Unprocessable
from server.integrations.oauth import Person, ProviderAway, ProviderRefused
from server.oauth import service, waiting
from server.oauth.providers import provider, providers
from server.oauth.schemas import ProviderEntry, Ticket
from server.openapi import problems
from server.wiring import Studio

router = APIRouter(prefix="/auth/oauth", tags=["auth"], dependencies=[Depends(at_most(60))])
COOKIE = "studio_oauth"
log = structlog.get_logger()
Told = Annotated[str | None, Query(max_length=4096)]
Bind = Annotated[str, Query(pattern="^[0-9a-f]{64}$", description="SHA-256 of a secret that the browser keeps.")]


@router.get("")
def list_providers(studio: StudioDep) -> tuple[ProviderEntry, ...]:
    """Where one can log in besides here."""
    return tuple(
        ProviderEntry(name=one.name, title=one.title, url=f"{studio.settings.api_url}{API}/auth/oauth/{one.name}")
        for one in providers(studio.settings).values()
    )


@router.post("/exchange", responses=problems(401, 403))
def exchange(asked: Ticket, studio: StudioDep) -> Tokens:
    """Tokens for the ticket that the creator app was opened with. Once, within a minute, where it was begun."""
    user_id = waiting.spend(studio.redis, asked.ticket, asked.secret)
    if user_id is None:
        raise Unprocessable("link_used_up", "That took too long, or was done already. Log in again.")
    with unit_of_work(studio.sessions) as session:
        return accounts.log_in(session, user_id, studio.settings)


@router.get("/{name}", status_code=302, response_class=RedirectResponse)
def begin(name: str, studio: StudioDep, bind: Bind) -> RedirectResponse:
    """Send the browser to a provider. It comes back to `/auth/oauth/{name}/callback`."""
    chosen = provider(name, studio.settings)
    back = f"{studio.settings.api_url}{API}/auth/oauth/{name}/callback"
    attempt = waiting.begin(studio.redis, name, back, bind)
    try:
        answer = RedirectResponse(chosen.address(attempt), 302)
    except ProviderAway as away:
        return _refused(Problem("provider_away", str(away)), name, studio)
    # Only the browser that went may come back: nobody can be made to log in as somebody else by a link.
    answer.set_cookie(
        COOKIE,
        attempt.state,
        max_age=waiting.ATTEMPT_S,
        path=f"{API}/auth/oauth",
        secure=studio.settings.api_url.startswith("https:"),
        httponly=True,
        samesite="lax",
    )
    return answer


@router.get("/{name}/callback", status_code=302, response_class=RedirectResponse)
def come_back(
    name: str,
    studio: StudioDep,
    code: Told = None,
    state: Told = None,
    error: Told = None,
    went: Annotated[str | None, Cookie(alias=COOKIE)] = None,
) -> RedirectResponse:
    """Where a provider sends the browser back: it is led on to the creator app, with a ticket or what was wrong."""
    chosen = provider(name, studio.settings)
    try:
        if error is not None:
            raise Forbidden("denied", error)
        same = state is not None and went is not None and secrets.compare_digest(state.encode(), went.encode())
        begun = waiting.take_back(studio.redis, name, state) if same and state else None
        if begun is None or code is None:
            raise Forbidden("not_begun", "this browser did not go there, or too long ago")
        attempt, bind = begun
        person = chosen.person(attempt, code)
        user_id = _come_in(name, person, studio)
    except (Problem, ProviderAway, ProviderRefused) as no:
        return _refused(no, name, studio)
    return _led_on(studio, ticket=waiting.ticket(studio.redis, user_id, bind))


def _come_in(name: str, person: Person, studio: Studio) -> UUID:
    unusable = hash_password(secrets.token_urlsafe(32))
    try:
        with unit_of_work(studio.sessions) as session:
            return service.come_in(session, name, person, unusable).id
    except (IntegrityError, Conflict):  # the same person came by another tab at this moment
        with unit_of_work(studio.sessions) as session:
            return service.come_in(session, name, person, unusable).id


def _refused(no: Exception, name: str, studio: Studio) -> RedirectResponse:
    """To the creator app, with a word for what was wrong; the log has the rest."""
    log.warning("logging in elsewhere failed", provider=name, reason=str(no))
    code = no.code if isinstance(no, Problem) else "provider_away" if isinstance(no, ProviderAway) else "denied"
    return _led_on(studio, refused=code)


def _led_on(studio: Studio, **query: str) -> RedirectResponse:
    answer = RedirectResponse(f"{studio.settings.ui_url}/?{urlencode(query)}", 302)
    answer.delete_cookie(COOKIE, path=f"{API}/auth/oauth")
    return answer
