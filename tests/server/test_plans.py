"""Every query of the routes that everybody asks all the time finds its rows by an index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from server.database import unit_of_work
from server.models import Project
from server.wiring import Studio
from tests.server.people import DRAFT, SCRIPT, creator, ordered, sign_up
from tests.server.running import Served, is_sqlite

ROUTES = ("status", "result", "job", "projects", "next page", "project", "balance", "history", "me", "keys")


@contextmanager
def queries(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of a database meanwhile."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:  # noqa: ANN401
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def plan_of(studio: Studio, statement: str, parameters: Any) -> str:  # noqa: ANN401 - as the driver has them
    explain = "EXPLAIN QUERY PLAN " if is_sqlite(studio) else "EXPLAIN "
    with studio.engine.connect() as connection:
        if not is_sqlite(studio):
            # A small table is read whole: what matters is whether there is another way.
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        rows = connection.exec_driver_sql(explain + statement, parameters)
        return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("route", ROUTES)
def test_it_is_found_by_an_index(any_api: Served, route: str) -> None:
    client, studio = sign_up(any_api), any_api.studio
    user_id = client.me().id
    for _ in range(3):
        ordered(studio, creator(studio))
    job_id = ordered(studio, user_id, begin=True)
    with unit_of_work(studio.sessions) as session:
        session.add_all(
            Project(user_id=user_id, title="x", script=SCRIPT, settings=DRAFT.settings.model_dump(mode="json"))
            for _ in range(30)
        )
    first = client.projects().next_cursor
    paths = {
        "status": f"jobs/{job_id}/status",
        "result": f"jobs/{job_id}/result",
        "job": f"jobs/{job_id}",
        "projects": "projects",
        "next page": f"projects?cursor={first}",
        "project": f"projects/{client.projects().items[0].id}",
        "balance": "credits/balance",
        "history": "credits/history",
        "me": "users/me",
        "keys": "users/me/api-keys",
    }
    studio.redis.flushdb()
    assert client.tokens is not None
    headers = {"Authorization": f"Bearer {client.tokens.access_token}"}
    with queries(studio.engine) as asked:
        answer = any_api.http.get(paths[route], headers=headers)
    assert answer.status_code in (200, 409)
    assert asked
    for statement, parameters in asked:
        plan = plan_of(studio, statement, parameters)
        assert "SCAN" not in plan.replace("SCAN CONSTANT ROW", ""), f"{statement}\n{plan}"
        assert "Seq Scan" not in plan, f"{statement}\n{plan}"
        if "LIMIT" in statement:  # a page of a list without end
            assert "TEMP B-TREE" not in plan, f"{statement}\n{plan}"
