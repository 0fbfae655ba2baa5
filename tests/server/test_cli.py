"""The studio's commands, as somebody types them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy.orm import sessionmaker

from server.accounts.service import check_password
from server.database import open_database, unit_of_work
from server.models import User
from server.schema_versions import is_current
from server.vocabulary import Role

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
    user_id = check_password(sessions, "boss@studio.test", "another password")
    with unit_of_work(sessions, write=False) as session:
        assert session.get_one(User, user_id).role is Role.ADMIN
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
