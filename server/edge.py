"""What requests need: the studio, one transaction, and who asks."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from server.accounts.service import check_counts, still_open
from server.accounts.tokens import AccessToken, read_access_token
from server.database import unit_of_work
from server.errors import Forbidden, Unauthorised, Unprocessable
from server.etags import tag_of
from server.keys import service as keys
from server.memory import SESSION_S, copy_in, session_key
from server.models import User
from server.models.base import now
from server.vocabulary import PERMISSIONS, Permission
from server.wiring import Studio

API = "/api/v1"
_bearer = HTTPBearer(auto_error=False, description="The access token of POST /auth/login, or an API key")
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


# "async", though they wait for nothing: the others are each done in a thread, and going there costs more than they do.
async def _studio(request: Request) -> Studio:
    studio: Studio = request.app.state.studio
    return studio


StudioDep = Annotated[Studio, Depends(_studio)]


async def _turn(request: Request) -> AsyncIterator[None]:
    async with request.app.state.turns:
        yield


# A request holds its transaction while it goes from one thread of the pool to the next. If all threads could be taken
# by requests that wait for a connection, or for SQLite's one writer, those that have it would find none to go on.
TURNS = 12
"""Requests that may be in a transaction at once: fewer than there are connections, far fewer than threads."""


def _session(
    request: Request, studio: StudioDep, _turn: Annotated[None, Depends(_turn, scope="function")]
) -> Iterator[Session]:
    with unit_of_work(studio.sessions, write=request.method not in _READS) as session:
        yield session


# "function": committed before the answer leaves, so that who has the answer can count on it.
SessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _token(
    request: Request, studio: StudioDep, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> AccessToken:
    if credentials is None:
        raise Unauthorised
    path = request.url.path.removeprefix(API)
    if credentials.credentials.startswith(keys.PREFIX):  # the database is asked
        return await run_in_threadpool(_opened_by, credentials.credentials, request.method, path, studio)
    return _opened_by(credentials.credentials, request.method, path, studio)


def _opened_by(bearer: str, method: str, path: str, studio: Studio) -> AccessToken:
    if bearer.startswith(keys.PREFIX):
        user_id = keys.asker(studio.sessions, bearer, method, path)
        # Whoever is logged out everywhere keeps their keys: those are revoked by themselves.
        return AccessToken(user_id, now())
    return read_access_token(bearer, studio.settings)


TokenDep = Annotated[AccessToken, Depends(_token)]


def asker_of(bearer: str, path: str, studio: Studio) -> UUID:
    """Who comes with this token, or API key, to read what is at a path. Raises Problem for whoever may not."""
    return admit(_opened_by(bearer, "GET", path, studio), studio)


async def _asker(request: Request, token: TokenDep, studio: StudioDep) -> UUID:
    (session,) = await request.app.state.glance.at(session_key(token.user_id))
    if _counts(token, session):
        return token.user_id
    return await run_in_threadpool(admit, token, studio)


AskerDep = Annotated[UUID, Depends(_asker)]
"""Who asks. Looked up before anything is begun: no transaction is open meanwhile."""


async def glanced(token: AccessToken, key: str, request: Request) -> bytes | None:
    """What is held under a key, for whoever's token counts by what is remembered; None: `admit` them, and look.

    Raises Unauthorised for a token that counts no more.
    """
    session, held = await request.app.state.glance.at(session_key(token.user_id), key)
    return held if _counts(token, session) else None


def _counts(token: AccessToken, session: bytes | None) -> bool:
    """Whether a token counts by what is remembered of its account; False: nothing is. Raises Unauthorised."""
    since = copy_in(session)
    if since is None:
        return False
    check_counts(token, datetime.fromisoformat(since.decode()))
    return True


def admit(token: AccessToken, studio: Studio) -> UUID:
    """Whose token it is, if it still counts; remembered for an hour. Raises Unauthorised."""
    key = session_key(token.user_id)
    (found,) = studio.memory.recall(key)
    if _counts(token, found.copy):
        return token.user_id
    with unit_of_work(studio.sessions, write=False) as session:
        user = still_open(session.get(User, token.user_id), token)
    studio.memory.keep(key, found, user.tokens_valid_from.isoformat().encode(), SESSION_S)
    return token.user_id


def at_most(most: int) -> Callable[[Request, Studio], None]:
    """For routes that nobody is logged in for: how often a minute one address may ask."""

    def by_address(request: Request, studio: StudioDep) -> None:
        route = request.scope["route"].name
        studio.limits.take_address(request.client.host if request.client else None, route, most)

    return by_address


# The token first: nobody without one waits for, or takes, a connection.
def _user(token: TokenDep, session: SessionDep) -> User:
    return still_open(session.get(User, token.user_id), token)


UserDep = Annotated[User, Depends(_user)]


def _allowed(permission: Permission) -> Callable[[User], User]:
    def look(user: UserDep) -> User:
        if permission not in PERMISSIONS[user.role]:
            raise Forbidden("not_permitted", "This is for those who run the studio. Log in with such an account.")
        return user

    return look


MayModerate = Annotated[User, Depends(_allowed(Permission.MODERATE))]
MaySeeStudio = Annotated[User, Depends(_allowed(Permission.SEE_STUDIO))]
MayManageJobs = Annotated[User, Depends(_allowed(Permission.MANAGE_JOBS))]
MaySeeUsers = Annotated[User, Depends(_allowed(Permission.SEE_USERS))]
MayManageUsers = Annotated[User, Depends(_allowed(Permission.MANAGE_USERS))]
MaySeeAudit = Annotated[User, Depends(_allowed(Permission.SEE_AUDIT))]

IfMatch = Annotated[
    str,
    Header(alias="If-Match", max_length=200, description="The ETag of what is changed; `*` for any."),
]
"""Whoever edits says what they have seen. 428 without it."""


Limit = Annotated[int, Query(ge=1, le=100)]


async def _cursor(cursor: str | None = None) -> UUID | None:
    if cursor is None:
        return None
    try:
        return UUID(cursor)
    except ValueError as wrong:
        raise Unprocessable("bad_cursor", "That cursor is not one of ours: use next_cursor as it was given.") from wrong


CursorDep = Annotated[UUID | None, Depends(_cursor)]


UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "It is as If-None-Match has it."}}
"""For `responses=` of a route whose answer is `unless_known`."""


def unless_known(body: bytes, request: Request) -> Response:
    """A body of JSON that is made already; 304 without one for whoever has it, as their If-None-Match says."""
    tag = tag_of(hashlib.blake2b(body, digest_size=16).hexdigest())
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, headers={"ETag": tag}, media_type="application/json")
