"""What requests need: the studio, one transaction, and who asks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from server.accounts.service import still_open
from server.accounts.tokens import AccessToken, read_access_token
from server.database import unit_of_work
from server.errors import Forbidden, Unauthorised, Unprocessable
from server.keys import service as keys
from server.models import User
from server.models.base import now
from server.vocabulary import PERMISSIONS, Permission
from server.wiring import Studio

API = "/api/v1"
_bearer = HTTPBearer(auto_error=False, description="The access token of POST /auth/login, or an API key")
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def _studio(request: Request) -> Studio:
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


def _token(
    request: Request, studio: StudioDep, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> AccessToken:
    if credentials is None:
        raise Unauthorised
    return _opened_by(credentials.credentials, request.method, request.url.path.removeprefix(API), studio)


def _opened_by(bearer: str, method: str, path: str, studio: Studio) -> AccessToken:
    if bearer.startswith(keys.PREFIX):
        user_id = keys.asker(studio.sessions, bearer, method, path)
        # Whoever is logged out everywhere keeps their keys: those are revoked by themselves.
        return AccessToken(user_id, now())
    return read_access_token(bearer, studio.settings)


TokenDep = Annotated[AccessToken, Depends(_token)]


def asker_of(bearer: str, path: str, studio: Studio) -> UUID:
    """Who comes with this token, or API key, to read what is at a path. Raises Problem for whoever may not."""
    return _asker(_opened_by(bearer, "GET", path, studio), studio)


def _asker(token: TokenDep, studio: StudioDep) -> UUID:
    with unit_of_work(studio.sessions, write=False) as session:
        still_open(session.get(User, token.user_id), token)
    return token.user_id


AskerDep = Annotated[UUID, Depends(_asker)]
"""Who asks. Looked up before anything is begun: no transaction is open meanwhile."""


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

Limit = Annotated[int, Query(ge=1, le=100)]


def _cursor(cursor: str | None = None) -> UUID | None:
    if cursor is None:
        return None
    try:
        return UUID(cursor)
    except ValueError as wrong:
        raise Unprocessable("bad_cursor", "That cursor is not one of ours: use next_cursor as it was given.") from wrong


CursorDep = Annotated[UUID | None, Depends(_cursor)]
