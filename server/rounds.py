"""Rounds: a thread that does its work again and again, whatever happens on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

EVERY_S = 0.5
log = structlog.get_logger()


def go_round(who: str, work: Callable[[], object], stopped: threading.Event) -> None:
    """Do what is due, twice a second, until told to stop. A database that is away is waited for."""
    while not stopped.wait(EVERY_S):
        try:
            work()
        except SQLAlchemyError as away:
            log.warning("a round waits for the database", who=who, reason=str(away).splitlines()[0])
        except Exception:  # the edge of this thread: one thing that cannot be done must not be the last
            log.exception("a round went wrong", who=who)
