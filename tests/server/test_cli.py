"""The studio's commands, as somebody types them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from server import opening
from server.accounts.passwords import hash_password
from server.accounts.service import check_password, issue_tokens, register
from server.database import open_database, unit_of_work
from server.models import Login, User
from server.schema_versions import is_current
from server.vocabulary import Role
from tests.server.running import prepare, settings_for

PROGRAM = Path(sys.executable).with_name("studio")


def studio(data: Path, *words: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "STUDIO_DATA": str(data),
        **{f"STUDIO_{key}": value for key, value in settings.items()},
    }
    return subprocess.run(
        [str(PROGRAM), *words], input=typed, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_an_admin_is_made_and_gets_another_password(tmp_path: Path) -> None:
    made = studio(tmp_path, "admin", "create", "Boss@studio.test", "--password", "-", typed="a long password\n")
    assert (made.returncode, made.stdout) == (0, "Boss@studio.test is an admin.\n"), made.stderr
    again = studio(tmp_path, "admin", "create", "boss@studio.test", "--password", "-", typed="another password\n")
    assert again.returncode == 0, again.stderr
    engine = open_database(f"sqlite:///{tmp_path / 'studio.db'}")
    sessions = sessionmaker(engine)
    user_id = check_password(
        sessions, "boss@studio.test", "another password", settings_for(tmp_path, None, None)
    ).user_id
    with unit_of_work(sessions, write=False) as session:
        assert session.get_one(User, user_id).role is Role.ADMIN
    engine.dispose()


def test_a_stranger_s_account_is_no_admin_s_by_mistake(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, None, None)
    prepare(settings)
    engine = open_database(settings.database)
    sessions = sessionmaker(engine)
    with unit_of_work(sessions) as session:
        stranger = register(session, "boss@studio.test", hash_password("the stranger's own"))
        session.flush()
        issue_tokens(session, stranger, settings)
        before = stranger.tokens_valid_from
    refused = studio(tmp_path, "admin", "create", "boss@studio.test", "--password", "-", typed="a long password\n")
    assert refused.returncode != 0
    assert "--promote" in refused.stderr
    words = ("admin", "create", "boss@studio.test", "--password", "-", "--promote")
    assert studio(tmp_path, *words, typed="a long password\n").returncode == 0
    with unit_of_work(sessions, write=False) as session:
        admin = session.scalars(select(User)).one()
        assert admin.role is Role.ADMIN
        # Whoever was logged in under that address is so no more.
        assert admin.tokens_valid_from > before
        assert session.scalars(select(Login)).all() == []
    engine.dispose()


def test_a_password_that_is_too_short_is_refused_in_a_sentence(tmp_path: Path) -> None:
    refused = studio(tmp_path, "admin", "create", "boss@studio.test", "--password", "-", typed="short\n")
    assert refused.returncode != 0
    assert "8 to 128 characters" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_database_is_upgraded(tmp_path: Path) -> None:
    upgraded = studio(tmp_path, "db", "upgrade")
    assert upgraded.returncode == 0, upgraded.stderr
    engine = open_database(f"sqlite:///{tmp_path / 'studio.db'}")
    assert is_current(engine)
    engine.dispose()


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    away = studio(tmp_path, "db", "upgrade", DATABASE_URL="postgresql+psycopg://nobody:secret@127.0.0.1:1/none")
    assert away.returncode == 3
    assert "cannot be used" in away.stderr
    assert "secret" not in away.stderr
    assert "Traceback" not in away.stderr


def test_settings_that_cannot_be_are_named(tmp_path: Path) -> None:
    wrong = studio(tmp_path, "clock", API_PORT="many", SECRET_KEY="short")  # noqa: S106
    assert wrong.returncode == 3
    assert "STUDIO_API_PORT" in wrong.stderr
    production = studio(tmp_path, "api", ENVIRONMENT="production")
    assert production.returncode == 3
    assert "STUDIO_SECRET_KEY" in production.stderr


def test_the_log_in_that_is_told_is_the_one_that_opens(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, None, None)
    opening.prepare(settings)
    email, password = settings.first_admin_note.read_text().split()
    assert settings.first_admin_note.stat().st_mode & 0o077 == 0
    engine = open_database(settings.database)
    check_password(sessionmaker(engine), email, password, settings)  # raises if it is another
    opening.prepare(settings)
    assert settings.first_admin_note.read_text().split() == [email, password]
    opening.make_admin(settings, email, "a password of mine")
    assert not settings.first_admin_note.exists()
    engine.dispose()
