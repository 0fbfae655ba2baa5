"""The database: engine, sessions, and the one unit of work in which everything happens.

A unit of work is one transaction. It is committed at the edge (a request's end, a step's end), never in a service; what
must leave only if it was committed (queue messages) waits in its outbox until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from sqlite3 import OperationalError
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

Sessions = sessionmaker[Session]

BUSY_MS = 15_000
"""How long a SQLite writer waits for another one."""
_OUTBOX = "outbox"
_WRITE = {"sqlite_begin": "BEGIN IMMEDIATE"}


def open_database(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL. A SQLite file's folder is made if need be."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if address.database:
        # Addresses and scripts are nobody's business on a machine that several people use.
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # What people write is not for the log of a statement that failed.
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions as it sees fit; we say when, and how.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_MS}", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:
    """Write-ahead log: readers and one writer do not wait for each other. NORMAL loses nothing when killed.

    SQLite waits for no lock when it changes the journal: of processes that open a new file at once, one is refused.
    """
    deadline = monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            if monotonic() > deadline:
                raise
            sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Any) -> None:
    # A reader that turns writer fails at once if another wrote meanwhile: who means to write says so from the start.
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


@contextmanager
def unit_of_work(sessions: Sessions, *, write: bool = True) -> Iterator[Session]:
    """One transaction: committed at the end, rolled back by an exception; then what waits in the outbox is sent."""
    with sessions() as session:
        if write:
            session.connection(execution_options=_WRITE)
        yield session
        session.commit()
        with ExitStack() as sends:  # one that fails keeps none of the others from being sent
            for send in reversed(session.info.pop(_OUTBOX, [])):
                sends.callback(send)


def after_commit(session: Session, send: Callable[[], None]) -> None:
    """Do this when the unit of work is committed, and never if it is not."""
    session.info.setdefault(_OUTBOX, []).append(send)
