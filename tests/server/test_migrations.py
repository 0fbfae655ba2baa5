"""The database's versions, on both databases, from nothing and back."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, make_url, text
from sqlalchemy.orm import Session

from server.database import open_database
from server.models import Login, Record, User
from server.models.base import now
from server.schema_versions import _config, changing, differences, is_current, newest, upgrade
from tests.server.conftest import BOTH


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address of a database in which there is nothing."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/folder/studio.db"
        return
    server: str = request.getfixturevalue("postgres_url")
    name = f"empty_{uuid4().hex}"
    engine = open_database(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


def test_from_nothing_to_what_the_models_say(engine: Engine) -> None:
    assert not is_current(engine)
    upgrade(engine)
    assert is_current(engine)
    assert differences(engine) == []
    assert set(inspect(engine).get_table_names()) == {*Record.metadata.tables, "alembic_version"}


def test_a_second_upgrade_is_harmless(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO users (id, email, password_hash, role, subscription_tier, credits_balance,"
                " credits_reset_date, created_at, updated_at, tokens_valid_from)"
                " VALUES (:id, 'a@b.test', 'x', 'creator', 'free', 0, '2026-01-01',"
                " '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
            ),
            {"id": uuid4().hex},
        )
    upgrade(engine)
    assert differences(engine) == []
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM users")).scalar() == 1


def test_a_difference_is_found(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE users ADD COLUMN moon INTEGER"))
        connection.execute(text("DROP INDEX ix_job_steps_state"))
    assert len(differences(engine)) == 2


def test_the_way_back(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        command.downgrade(_config(connection), "base")
        connection.commit()
    assert inspect(engine).get_table_names() in ([], ["alembic_version"])
    upgrade(engine)
    assert differences(engine) == []


def test_what_belongs_to_a_row_stays_when_its_table_is_made_anew(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        user = User(id=uuid4(), email="a@b.test", password_hash="x", credits_reset_date=date(2030, 1, 1))  # noqa: S106
        with Session(bind=connection) as session:
            session.add(user)
            session.flush()
            session.add(Login(user_id=user.id, family=uuid4(), token_hash="x", expires_at=now()))  # noqa: S106
            session.flush()
    with changing(engine) as connection:
        command.downgrade(_config(connection), "0003")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM logins")).scalar() == 1
    upgrade(engine)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1, "rows are minded again"


def test_an_upgrade_that_is_cut_short_changes_nothing(engine: Engine) -> None:
    with suppress(KeyboardInterrupt), changing(engine) as connection:
        command.upgrade(_config(connection), "head")
        raise KeyboardInterrupt
    assert inspect(engine).get_table_names() == []
    upgrade(engine)
    assert differences(engine) == []


def test_processes_that_upgrade_at_once(url: str) -> None:
    code = (
        "import sys, time; from server.database import open_database; from server.schema_versions import upgrade\n"
        "time.sleep(max(0, float(sys.argv[2]) - time.time()))\n"
        "engine = open_database(sys.argv[1]); upgrade(engine); upgrade(engine)"
    )
    command = [sys.executable, "-c", code, url, str(time.time() + 3)]
    racing = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate(timeout=60)[1] for process in racing] == [b""] * 2
    assert [process.returncode for process in racing] == [0] * 2
    engine = open_database(url)
    assert differences(engine) == []
    engine.dispose()


def test_whoever_has_upgraded_keeps_nobody_waiting(url: str) -> None:
    first, second = open_database(url), open_database(url)
    upgrade(first)
    done = threading.Thread(target=upgrade, args=(second,), daemon=True)
    done.start()
    done.join(timeout=20)
    assert not done.is_alive(), "the first still holds the lock"
    for engine in (first, second):
        engine.dispose()


def test_versions_are_numbered() -> None:
    assert (newest() or "").isdigit()
