"""A database as large as a studio's some years on, made fast: rows go to the driver as the driver has them."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Table

from server.models import AIJob, CreditTransaction, JobStep, Project, User
from server.projects.search import sought_text

KEPT = "seeded"
WATCHERS = 10_000
"""Users with a film in the making, each: so many streams can be held."""
JOBS_PER_PROJECT = 0.2
SHOTS = 6
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
SCRIPT = "Anna: Good morning! The sea is quiet today.\nBen: Look, the boats are coming home before the storm.\n" * 3
SETTINGS = {"language": "en", "minutes": 1, "aspect": "16:9", "height": 720, "music": "auto", "subtitles": True}


@dataclass(frozen=True, slots=True)
class Seeded:
    """What there is. `watchers`: (user, their job that is being made)."""

    users: int
    projects: int
    watchers: list[tuple[UUID, UUID]]


def seed(engine: Engine, kept: Path, users: int, projects: int) -> Seeded:
    """Fill an empty database, unless that was done before."""
    if kept.exists():
        found = json.loads(kept.read_text())
        return Seeded(found["users"], found["projects"], [(UUID(user), UUID(job)) for user, job in found["watchers"]])
    started, plan = time.perf_counter(), _Plan(users, projects)
    for table, rows in (
        (User.__table__, plan.user_rows()),
        (Project.__table__, plan.project_rows()),
        (AIJob.__table__, plan.job_rows()),
        (JobStep.__table__, plan.step_rows()),
        (CreditTransaction.__table__, plan.credit_rows()),
    ):
        count = _insert(engine, table, rows)
        print(f"    {table.name}: {count:,} rows, {time.perf_counter() - started:.0f} s", flush=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    watchers = plan.watchers()
    told = {"users": users, "projects": projects, "watchers": [[str(user), str(job)] for user, job in watchers]}
    kept.write_text(json.dumps(told))
    return Seeded(users, projects, watchers)


def _key(kind: int, number: int) -> UUID:
    """A UUIDv7 of its own: kinds apart, in order of time."""
    ms = int(FIRST.timestamp() * 1000) + number * 50
    return UUID(int=ms << 80 | 0x7 << 76 | kind << 64 | 0x2 << 62 | (number * 0x9E3779B97F4A7C15 & (1 << 62) - 1))


class _Plan:
    def __init__(self, users: int, projects: int) -> None:
        self._users, self._projects = users, projects
        self._jobs = int(projects * JOBS_PER_PROJECT)
        self._watched = min(WATCHERS, users, self._jobs)

    def watchers(self) -> list[tuple[UUID, UUID]]:
        return [(self._owner(number), _key(3, number)) for number in range(self._watched)]

    def _owner(self, project: int) -> UUID:
        return _key(1, project % self._users)

    def user_rows(self) -> Iterator[dict[str, Any]]:
        for number in range(self._users):
            moment = FIRST + timedelta(minutes=number)
            yield {
                "id": _key(1, number), "email": f"user{number}@studio.test", "email_verified_at": moment,
                "password_hash": "none", "full_name": f"User {number}", "language": "en", "role": "creator",
                "subscription_tier": ("free", "free", "standard", "pro")[number % 4], "credits_balance": 7,
                "monthly_credits": 3, "subscription_until": None, "credits_reset_date": date(2030, 1, 1),
                "created_at": moment, "updated_at": moment, "last_login_at": moment,
                "banned_at": None, "ban_reason": None, "tokens_valid_from": FIRST,
            }  # fmt: skip

    def project_rows(self) -> Iterator[dict[str, Any]]:
        settings = json.dumps(SETTINGS)
        for number in range(self._projects):
            moment = FIRST + timedelta(seconds=30 * number)
            made = number >= self._watched
            title = f"The sea, part {number}"
            video = f"users/{self._owner(number)}/projects/{_key(2, number)}/final/film.mp4" if made else None
            yield {
                "id": _key(2, number), "user_id": self._owner(number), "title": title,
                "script": SCRIPT, "sought": sought_text(title, SCRIPT),
                "status": "completed" if made else "processing", "video_duration": 61,
                "video_url": video, "thumbnail_url": video and video.replace(".mp4", ".jpg"), "subtitle_urls": "{}",
                "settings": settings, "edits": "[]", "created_at": moment, "updated_at": moment,
            }  # fmt: skip

    def job_rows(self) -> Iterator[dict[str, Any]]:
        order = json.dumps({"script": SCRIPT, "title": None, "settings": SETTINGS, "language": "en", "paid_minutes": 1})
        for number in range(self._jobs):
            moment, live = FIRST + timedelta(seconds=150 * number), number < self._watched
            yield {
                "id": _key(3, number), "project_id": _key(2, number), "user_id": self._owner(number),
                "job_type": "film", "status": "processing" if live else "completed", "queue": "default",
                "progress": 40 if live else 100, "current_step": "shot" if live else None, "credits": 3, "round": 1,
                "order": order, "result_data": "{}", "error_code": None, "error_message": None,
                "idempotency_key": None, "base_id": None, "created_at": moment, "started_at": moment,
                "completed_at": None if live else moment,
            }  # fmt: skip

    def step_rows(self) -> Iterator[dict[str, Any]]:
        far = datetime.now(UTC) + timedelta(days=3_650)
        for number in range(self._jobs):
            live = number < self._watched
            for place, kind in enumerate(("plan", *["shot"] * SHOTS, "score", "assemble")):
                shot, done = place - 1 if kind == "shot" else 0, not live or place < 4
                yield {
                    "id": _key(16 + place, number), "job_id": _key(3, number), "kind": kind, "number": shot,
                    "state": "done" if done else "running" if place == 4 else "waiting", "attempt": 1, "deaths": 0,
                    "share": 1 / 9, "done": 1.0 if done else 0.5 if place == 4 else 0.0, "worker": None,
                    "lease_until": far if live and place == 4 else None,
                    "still_url": f"users/{number}/shot.jpg" if done and kind == "shot" else None,
                    "sent_at": FIRST, "started_at": FIRST, "finished_at": FIRST if done else None,
                }  # fmt: skip

    def credit_rows(self) -> Iterator[dict[str, Any]]:
        chance = random.Random(7)
        for number in range(self._users * 3):
            amount = chance.choice((-3, 3))
            yield {
                "id": _key(5, number), "user_id": _key(1, number % self._users),
                "type": "grant" if amount > 0 else "deduction", "amount": amount,
                "monthly_amount": amount, "balance_after": 7,
                "description": "Film", "idempotency_key": f"seed:{number}", "job_id": None,
                "created_at": FIRST + timedelta(seconds=number),
            }  # fmt: skip


def _insert(engine: Engine, table: Any, rows: Iterable[dict[str, Any]]) -> int:
    columns = [column.name for column in table.columns]
    if engine.dialect.name == "postgresql":
        return _copy(engine, table, columns, rows)
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our names
    count, raw = 0, engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    sheets = iter(rows)
    while sheet := [[_as_sqlite(row[name]) for name in columns] for row in islice(sheets, 10_000)]:
        cursor.executemany(statement, sheet)
        count += len(sheet)
    cursor.execute("COMMIT")
    raw.close()
    return count


def _as_sqlite(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def _copy(engine: Engine, table: Table, columns: list[str], rows: Iterable[dict[str, Any]]) -> int:
    count, names = 0, ", ".join(f'"{name}"' for name in columns)
    raw = engine.raw_connection()
    with raw.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row([row[name] for name in columns])
            count += 1
    raw.commit()
    raw.close()
    return count
