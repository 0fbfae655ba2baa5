"""Rounds: the next one comes whatever the last one met, and none after the stop."""

from __future__ import annotations

import threading

from sqlalchemy.exc import OperationalError

from server.rounds import go_round


def test_a_round_outlives_what_goes_wrong_on_it() -> None:
    stopped = threading.Event()
    met: list[str] = []

    def work() -> None:
        met.append("round")
        if len(met) == 1:
            raise OperationalError("SELECT 1", {}, OSError("the database is away"))
        if len(met) == 2:
            raise ValueError("one letter")
        stopped.set()

    go_round("postman", work, stopped)
    assert len(met) == 3


def test_nothing_is_done_after_the_stop() -> None:
    stopped = threading.Event()
    stopped.set()
    met: list[str] = []
    go_round("courier", lambda: met.append("round"), stopped)
    assert met == []
