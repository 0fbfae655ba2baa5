"""The database's version: Alembic, driven from here, so that there is no file of settings to find."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from server.models import Record

FOLDER = Path(__file__).with_name("migrations")


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest version. On a PostgreSQL that several processes upgrade at once, one does it."""
    with changing(engine) as connection:
        command.upgrade(_config(connection), "head")


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be made anew, alone."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7235)")
            yield connection
            connection.commit()
            return
        # Alembic changes a SQLite table by making it anew: what belongs to its rows must not go with the old one. The
        # pragma does nothing within a transaction, so the driver is asked before SQLAlchemy begins one.
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            # Begun here and now: of a transaction that it began itself, Alembic would make one a version on SQLite, and
            # another process that upgrades would slip in between two.
            with connection.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin():
                yield connection
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def write_version(engine: Engine, message: str) -> None:
    """Write the file that brings the newest version to what the models say."""
    number = f"{int(newest() or 0) + 1:04}"
    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def is_current(engine: Engine) -> bool:
    """Whether the database is of the newest version."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest()


def newest() -> str | None:
    """The newest version there is."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


def differences(engine: Engine) -> list[object]:
    """What the models say and the (current) database does not, or the other way round."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Record.metadata))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
