"""/auth and /users/me."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Depends, Response
from pydantic import SecretStr

from server.accounts import leaving, service
from server.accounts.leaving import Belongings
from server.accounts.passwords import hash_password
from server.accounts.schemas import (
    Account,
    AccountUpdate,
    AddressOnly,
    Confirmed,
    Credentials,
    EmailChange,
    PasswordChange,
    PasswordOnly,
    PasswordReset,
    Posted,
    RefreshRequest,
    Registration,
    SealRequest,
    Tokens,
)
from server.accounts.tokens import AccessToken
from server.database import unit_of_work
from server.edge import SessionDep, StudioDep, TokenDep, UserDep, at_most
from server.errors import Conflict, Unauthorised
from server.mails.service import post
from server.models import User
from server.openapi import problems
from server.settings import Settings
from server.vocabulary import MailKind
from server.wiring import Studio

A_MINUTE = 60
"""Requests that one address may send a route of /auth: a school logs in at once, a list of passwords does not."""
auth = APIRouter(prefix="/auth", tags=["auth"], dependencies=[Depends(at_most(A_MINUTE))])
users = APIRouter(prefix="/users", tags=["users"])

REGISTERING_S = 0.5
"""Registering by letter takes so long whether or not the address has an account."""
LETTERS, LETTERS_A_DAY = 3, 20
"""Letters to one address in a minute, and in a day."""
DAY_S = 86_400


@auth.post("/register", status_code=201, responses={202: {"model": Posted, "description": "A letter says the rest."}})
def register(registration: Registration, response: Response, studio: StudioDep) -> Tokens | Posted:
    """Make an account, with the free tier's credits, and log it in. 409 if the address has one.

    Where addresses are confirmed it answers 202 to everybody instead, and a letter says the rest.
    """
    _take_letter(registration.email, "register", studio, most=5)
    password_hash = hash_password(registration.password.get_secret_value())
    if not studio.settings.confirms_addresses:
        with unit_of_work(studio.sessions) as session:
            return service.come_in(session, registration, password_hash, studio.settings)
    with _taking(REGISTERING_S):
        try:
            with unit_of_work(studio.sessions) as session:
                service.apply(session, registration, password_hash)
        except Conflict:  # somebody else registered it at this moment: now it has an account
            with unit_of_work(studio.sessions) as session:
                service.apply(session, registration, password_hash)
    response.status_code = 202
    return _posted(f"We have written to {registration.email}: follow the link in the letter.", studio.settings)


@auth.post("/verify-email")
def verify_email(request: SealRequest, studio: StudioDep) -> Confirmed:
    """Confirm an address by the link of a letter; an account that was to move has moved then.

    422 `password_needed` where one registers by letter, until the account's password is sent along.
    """
    password_hash = hash_password(request.password.get_secret_value()) if request.password else None
    with unit_of_work(studio.sessions) as session:
        return Confirmed(email=service.confirm_address(session, request.token, password_hash, studio.settings))


@auth.post("/confirm-again", status_code=202)
def confirm_again(request: AddressOnly, session: SessionDep, studio: StudioDep) -> Posted:
    """Another letter that asks to confirm an address."""
    _take_letter(request.email, "confirm-again", studio)
    post(session, MailKind.CONFIRM, request.email)
    return _posted(f"If {request.email} is to be confirmed, a letter is on its way.", studio.settings)


@auth.post("/login", responses=problems(401, 403))
def log_in(credentials: Credentials, studio: StudioDep) -> Tokens:
    """Tokens for an address and its password. 401 if either is wrong, 429 after ten tries in a minute."""
    studio.limits.take(credentials.email, "login", 10)
    password = credentials.password.get_secret_value()
    proof = service.check_password(studio.sessions, credentials.email, password, studio.settings)
    with unit_of_work(studio.sessions) as session:
        return service.log_in(session, proof.user_id, studio.settings, proof)


@auth.post("/refresh", responses=problems(401))
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


@auth.post("/logout-everywhere", status_code=204)
def log_out_everywhere(user: UserDep, session: SessionDep) -> None:
    """End every log-in, this one too."""
    service.end_log_ins(session, user)


@auth.post("/forgot-password", status_code=202)
def forgot_password(request: AddressOnly, session: SessionDep, studio: StudioDep) -> Posted:
    """A letter with a link that sets a new password. The answer is the same if there is no such account."""
    _take_letter(request.email, "forgot-password", studio)
    post(session, MailKind.RESET, request.email)
    return _posted(f"If {request.email} has an account, a letter is on its way.", studio.settings)


@auth.post("/reset-password", status_code=204)
def reset_password(request: PasswordReset, studio: StudioDep) -> None:
    """Set a new password by the link of a letter. Whoever was logged in is logged out."""
    password_hash = hash_password(request.password.get_secret_value())
    with unit_of_work(studio.sessions) as session:
        service.reset_password(session, request.token, password_hash, studio.settings)


@users.get("/me")
def me(user: UserDep) -> Account:
    """Who is logged in."""
    return Account.model_validate(user)


@users.put("/me")
def update_me(change: AccountUpdate, user: UserDep) -> Account:
    """Change the profile."""
    service.update(user, change)
    return Account.model_validate(user)


@users.put("/me/password", responses=problems(429))
def change_password(change: PasswordChange, token: TokenDep, studio: StudioDep) -> Tokens:
    """Another password. Everybody is logged out but who asks: use the tokens of the answer. 403 if it is not yours."""
    _prove(token, change.current_password, studio)
    password_hash = hash_password(change.new_password.get_secret_value())
    with unit_of_work(studio.sessions) as session:
        user = session.get_one(User, token.user_id)
        service.set_password(session, user, password_hash)
        return service.issue_tokens(session, user, studio.settings)


@users.post("/me/email", status_code=202, responses=problems(429))
def change_email(change: EmailChange, token: TokenDep, studio: StudioDep) -> Posted:
    """Write to another address; the account moves there when the link in that letter is followed."""
    _prove(token, change.password, studio)
    _take_letter(change.email, "move", studio)
    with unit_of_work(studio.sessions) as session:
        service.ask_to_move(session, session.get_one(User, token.user_id), change.email)
    return _posted(f"We have written to {change.email}: follow the link in the letter.", studio.settings)


@users.get("/me/export")
def export(user: UserDep, session: SessionDep, studio: StudioDep, response: Response) -> Belongings:
    """Everything the studio keeps of you, as one JSON file."""
    response.headers["Content-Disposition"] = 'attachment; filename="ai-film-studio.json"'
    return leaving.belongings(session, user, studio)


@users.post("/me/delete", status_code=204, responses=problems(429))
def delete_me(request: PasswordOnly, token: TokenDep, studio: StudioDep) -> None:
    """Delete the account with all scripts, films and credits. There is no way back."""
    _prove(token, request.password, studio)
    with unit_of_work(studio.sessions) as session:
        leaving.delete(session, token.user_id, studio)


def _take_letter(address: str, why: str, studio: Studio, most: int = LETTERS) -> None:
    """Nobody's letterbox is flooded."""
    studio.limits.take(address, why, most)
    studio.limits.take(address, "letters", LETTERS_A_DAY, DAY_S)


def _prove(token: AccessToken, password: SecretStr, studio: Studio) -> None:
    """Whoever asks knows the password. A tenth of a second's work: no transaction waits for it."""
    studio.limits.take(str(token.user_id), "password", 10)
    service.confirm_password(studio.sessions, token, password.get_secret_value())


def _posted(said: str, settings: Settings) -> Posted:
    """What to tell who waits for a letter: where none is sent, that too."""
    if settings.smtp_url is None:
        said += " This studio sends no mail: its letters lie in its outbox, where whoever runs it can read them."
    return Posted(detail=said)


@contextmanager
def _taking(seconds: float) -> Iterator[None]:
    """Take at least so long: what happened in between is not told by the time."""
    started = time.monotonic()
    yield
    time.sleep(max(0.0, started + seconds - time.monotonic()))
