"""The unit of work, on both databases."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from server.database import after_commit, unit_of_work
from server.models import User
from server.wiring import Studio
from tests.server.people import balance, creator


def test_what_waits_is_sent_after_the_commit_and_only_then(any_studio: Studio) -> None:
    user = creator(any_studio)
    seen: list[str | None] = []

    def look() -> None:
        with unit_of_work(any_studio.sessions, write=False) as session:
            seen.append(session.get_one(User, user).full_name)

    with unit_of_work(any_studio.sessions) as session:
        session.get_one(User, user).full_name = "Meera"
        after_commit(session, look)
        assert seen == []
    assert seen == ["Meera"]
    with pytest.raises(ZeroDivisionError), unit_of_work(any_studio.sessions) as session:  # noqa: PT012 - one unit
        session.get_one(User, user).full_name = "Ravi"
        session.flush()
        after_commit(session, look)
        raise ZeroDivisionError
    assert seen == ["Meera"]
    look()
    assert seen == ["Meera", "Meera"]


def test_writers_queue_for_their_turn(any_studio: Studio) -> None:
    user = creator(any_studio, 0)

    def add() -> None:
        for _ in range(10):
            with unit_of_work(any_studio.sessions) as session:
                row = session.scalars(select(User).where(User.id == user).with_for_update()).one()
                row.credits_balance += 1

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert balance(any_studio, user) == 40


def test_a_reader_waits_for_no_writer(any_studio: Studio) -> None:
    user = creator(any_studio, 5)
    with unit_of_work(any_studio.sessions) as session:
        session.get_one(User, user).full_name = "Meera"
        session.flush()
        assert balance(any_studio, user) == 5


def test_times_are_utc(any_studio: Studio) -> None:
    user = creator(any_studio)
    in_india = datetime(2026, 11, 25, 5, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with unit_of_work(any_studio.sessions) as session:
        session.get_one(User, user).last_login_at = in_india
    with unit_of_work(any_studio.sessions, write=False) as session:
        kept = session.get_one(User, user).last_login_at
        assert kept is not None
        assert (kept, kept.utcoffset()) == (in_india, timedelta(0))
        assert session.scalars(select(User.id).where(User.last_login_at == in_india.astimezone(UTC))).one() == user
    with pytest.raises(StatementError, match="without a zone"), unit_of_work(any_studio.sessions) as session:
        session.get_one(User, user).last_login_at = datetime(2026, 11, 25)  # noqa: DTZ001 - that is what is wrong
