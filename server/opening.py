"""What a studio needs before it opens: a database of the newest version, and somebody to run it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from pydantic import ValidationError
from redis.exceptions import RedisError
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from pipeline.errors import FilmError, NotReady
from server.accounts import repository, service
from server.accounts.passwords import hash_password
from server.accounts.schemas import Registration
from server.audit.log import record
from server.database import open_database, unit_of_work
from server.house.valkey import address
from server.memory import Memory, session_key
from server.models import User
from server.models.base import now
from server.queue import open_redis
from server.schema_versions import upgrade
from server.settings import Environment, Settings
from server.vocabulary import AuditAction, Role


def prepare(settings: Settings, *, first_admin: bool = True) -> None:
    """The newest version, and an admin if there is none. Raises NotReady for a database that cannot be used."""
    engine = open_database(settings.database)
    try:
        upgrade(engine)
    except OperationalError as away:
        raise NotReady(f"The database {engine.url!r} cannot be used: {str(away.orig).splitlines()[0]}") from away
    finally:
        engine.dispose()
    if first_admin and settings.environment is not Environment.PRODUCTION:
        _make_first_admin(settings)


def make_admin(settings: Settings, email: str, password: str, *, promote: bool = False) -> None:
    """Make an admin, or give one another password; whoever is logged in with the old one is so no more.

    Raises FilmError for a creator's account unless `promote`: nobody has verified whose address that is.
    """
    try:
        asked = Registration.model_validate({"email": email, "password": password})
    except ValidationError as wrong:
        raise FilmError("; ".join(error["msg"].removeprefix("Value error, ") for error in wrong.errors())) from wrong
    password_hash = hash_password(asked.password.get_secret_value())
    with _session(settings, write=True) as session:
        user = repository.by_email(session, asked.email)
        if user is None:
            user = service.register(session, asked.email, password_hash)
        elif user.role is not Role.ADMIN and not promote:
            raise FilmError(f"{asked.email} is a creator's account. If you know that it is theirs, add --promote.")
        else:
            service.end_log_ins(session, user)
        if user.role is not Role.ADMIN:
            record(session, None, AuditAction.ROLE, user.id, user.email, before=user.role, after=Role.ADMIN)
        user.role = Role.ADMIN
        user.banned_at = user.ban_reason = None
        user.email_verified_at = user.email_verified_at or now()  # who runs the studio says whose it is
        user.password_hash = password_hash
        user_id = user.id
    # A studio that is open remembers who is logged in; one that is closed forgets it when it opens.
    redis = open_redis(settings.redis_url or address(settings.data))
    with suppress(RedisError):
        Memory(redis).blank([session_key(user_id)])
    redis.close()
    # The studio tells the log-in it has made for itself only as long as it is that one.
    note = settings.first_admin_note
    if note.exists() and note.read_text().startswith(f"{asked.email} ") and note.read_text() != _noted(email, password):
        note.unlink()


def _make_first_admin(settings: Settings) -> None:
    with _session(settings, write=False) as session:
        if session.scalars(select(User.id).where(User.role == Role.ADMIN).limit(1)).first() is not None:
            return
    password = secrets.token_urlsafe(12)
    note = settings.first_admin_note
    note.parent.mkdir(parents=True, exist_ok=True)
    note.touch(mode=0o600)
    # Before the account: a note without one is written anew, an account whose password nobody knows is of no use.
    note.write_text(_noted(settings.admin_email, password))
    make_admin(settings, settings.admin_email, password)


def _noted(email: str, password: str) -> str:
    return f"{email}  {password}\n"


@contextmanager
def _session(settings: Settings, *, write: bool) -> Iterator[Session]:
    engine = open_database(settings.database)
    try:
        with unit_of_work(sessionmaker(engine), write=write) as session:
            yield session
    finally:
        engine.dispose()
