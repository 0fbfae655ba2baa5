"""/auth and /users/me."""

from __future__ import annotations

from fastapi import APIRouter

from server.accounts import service
from server.accounts.passwords import hash_password
from server.accounts.schemas import Account, AccountUpdate, Credentials, RefreshRequest, Registration, Tokens
from server.database import unit_of_work
from server.edge import SessionDep, StudioDep, UserDep
from server.errors import Unauthorised

auth = APIRouter(prefix="/auth", tags=["auth"])
users = APIRouter(prefix="/users", tags=["users"])


@auth.post("/register", status_code=201)
def register(registration: Registration, studio: StudioDep) -> Tokens:
    """Make an account, with the free tier's credits, and log it in. 409 if the address has one."""
    password_hash = hash_password(registration.password.get_secret_value())
    with unit_of_work(studio.sessions) as session:
        user = service.register(session, registration.email, password_hash, registration.full_name)
        return service.issue_tokens(session, user, studio.settings)


@auth.post("/login")
def log_in(credentials: Credentials, studio: StudioDep) -> Tokens:
    """Tokens for an address and its password. 401 if either is wrong, 429 after ten tries in a minute."""
    studio.limits.take(credentials.email, "login", 10)
    user_id = service.check_password(studio.sessions, credentials.email, credentials.password.get_secret_value())
    with unit_of_work(studio.sessions) as session:
        return service.log_in(session, user_id, studio.settings)


@auth.post("/refresh")
def refresh(request: RefreshRequest, session: SessionDep, studio: StudioDep) -> Tokens:
    """Trade a refresh token for new tokens. It works once; 401 after that."""
    tokens = service.renew(session, request.refresh_token, studio.settings)
    if tokens is None:
        session.commit()  # what a stolen token ended stays ended
        raise Unauthorised("Your log-in has ended. Log in again.", "refresh_expired")
    return tokens


@auth.post("/logout", status_code=204)
def log_out(request: RefreshRequest, session: SessionDep) -> None:
    """End this log-in."""
    service.log_out(session, request.refresh_token)


@users.get("/me")
def me(user: UserDep) -> Account:
    """Who is logged in."""
    return Account.model_validate(user)


@users.put("/me")
def update_me(change: AccountUpdate, user: UserDep) -> Account:
    """Change the profile."""
    service.update(user, change)
    return Account.model_validate(user)
