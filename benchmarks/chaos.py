"""Chaos: random kill -9s of a real studio's processes while it makes short films.

    .venv/bin/python -m benchmarks.chaos [--films 30] [--kills 50] [--workers 2] [--seed 7] [--keep]

Run it from the studio's folder. Workers, their horses, the job server, the clock and Valkey are killed and started
again, and now and then the database is locked for seconds. Afterwards every film must have ended, every ledger must
add up, nothing that was finished may have been made again, and nobody may have been at a step while somebody else
was: otherwise it ends with 1. Printed are the figures, among them how long it took until the step of a dead worker
was somebody else's.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx
import psutil
from sqlalchemy import select, text

from server.client import ApiError, ServerUnreachable, StudioClient
from server.database import unit_of_work
from server.models import AIJob, CreditTransaction, JobStep, User
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.vocabulary import JobStatus, StepState, Tier
from server.wiring import Studio, open_studio
from tests.server.people import PASSWORD, change
from tests.server.processes import House
from tests.server.running import free_port, settings_for

SCRIPT = "Anna{n}: Good morning, number {n}!\nBen: Look, the sea."
WEIGHTS = {"horse": 20, "worker": 16, "api": 5, "clock": 5, "valkey": 4}
AT_ONCE = 4
LOCKS, LOCKED_S = 5, 3.0
GRACE_S = 1.0
"""Between a worker's last word on a step and its process's end."""
AFTER_S = 240.0


@dataclass
class Seen:
    """What was seen of a step: who was at it, at which attempt."""

    attempt: int
    horse: psutil.Process


@dataclass
class Death:
    """Somebody was killed at a step; `noticed_s` later it was sent again."""

    step: UUID
    attempt: int
    killed: float
    who: str
    noticed_s: float | None = None


@dataclass
class Trouble:
    """The record of a run."""

    kills: Counter[str] = field(default_factory=Counter)
    deaths: list[Death] = field(default_factory=list)
    at_once: list[str] = field(default_factory=list)
    seen: dict[UUID, Seen] = field(default_factory=dict)
    suspects: list[tuple[float, UUID, int, psutil.Process]] = field(default_factory=list)
    takes: dict[Path, int] = field(default_factory=dict)
    made_again: set[Path] = field(default_factory=set)
    revived: int = 0
    """Processes that ended by themselves, e.g. for want of Valkey, and were started again."""


class Watch(threading.Thread):
    """Looks five times a second who is at what, until told to stop."""

    def __init__(self, house: House, trouble: Trouble) -> None:
        super().__init__(daemon=True)
        self.house, self.trouble = house, trouble
        self.done = threading.Event()
        self.lock = threading.Lock()

    def run(self) -> None:
        """See Thread."""
        looks = 0
        while not self.done.wait(0.2):
            looks += 1
            with self.lock, suppress(psutil.Error):
                self.look(takes=looks % 10 == 0)

    def look(self, *, takes: bool) -> None:
        """Look once."""
        trouble = self.trouble
        with unit_of_work(self.house.studio.sessions, write=False) as session:
            found = session.execute(select(JobStep.id, JobStep.attempt, JobStep.state, JobStep.worker)).all()
        now = time.monotonic()
        for step, attempt, state, worker in found:
            self._notice(step, attempt, state, now)
            if state is StepState.RUNNING:
                self._see(step, attempt, worker, now)
        for since, step, attempt, horse in list(trouble.suspects):
            if not _lives(horse):
                trouble.suspects.remove((since, step, attempt, horse))
            elif now - since > GRACE_S:
                trouble.suspects.remove((since, step, attempt, horse))
                trouble.at_once.append(f"step {step}: attempt {attempt} was begun while process {horse.pid} was at it")
        if takes:
            self._hold_takes()

    def _notice(self, step: UUID, attempt: int, state: StepState, now: float) -> None:
        for death in self.trouble.deaths:
            gone_on = attempt > death.attempt or state in (StepState.DONE, StepState.DROPPED)
            if death.step == step and death.noticed_s is None and gone_on:
                death.noticed_s = now - death.killed

    def _see(self, step: UUID, attempt: int, worker: str | None, now: float) -> None:
        before = self.trouble.seen.get(step)
        if before is not None and before.attempt < attempt and _lives(before.horse):
            self.trouble.suspects.append((now, step, attempt, before.horse))
        horse = self._horse_of(worker)
        if horse is not None and (before is None or before.attempt < attempt):
            self.trouble.seen[step] = Seen(attempt, horse)

    def _horse_of(self, worker: str | None) -> psutil.Process | None:
        """The process that a worker of this name works in; the worker's own is told in it."""
        if not worker:
            return None
        with suppress(psutil.Error, ValueError):
            return next(iter(psutil.Process(int(worker.rsplit("-", 2)[1])).children()), None)
        return None

    def _hold_takes(self) -> None:
        for sidecar in (self.house.settings.data / "takes").glob("*/[0-9a-f][0-9a-f]/*.json"):
            with suppress(OSError):
                made = sidecar.stat().st_mtime_ns
                if self.trouble.takes.setdefault(sidecar, made) != made:
                    self.trouble.made_again.add(sidecar)


def _lives(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


# ------------------------------------------------------------------------------------------------------- the killing


def kill(house: House, who: str, watch: Watch, trouble: Trouble) -> bool:
    """Kill one of a kind, and start it again as the supervisor would. False if there was none to kill."""
    victims = house.busy_workers() if who in ("horse", "worker") else {who: None}
    if not victims:
        return False
    name = random.choice(list(victims))
    with watch.lock:
        if who == "horse":
            horse = house.horse(name)
            if horse is None:
                return False
            os.kill(horse, signal.SIGKILL)
        else:
            house.kill(name)
        step = victims[name]
        if step is not None:
            trouble.deaths.append(Death(step.id, step.attempt, time.monotonic(), who))
    trouble.kills[who] += 1
    if who != "horse":
        time.sleep(random.uniform(0.2, 1.0))
        house.start(name)
    return True


def lock_database(studio: Studio) -> None:
    """Nobody writes for some seconds."""
    with studio.engine.connect() as connection:
        connection.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        connection.execute(text("UPDATE ai_jobs SET progress = progress WHERE 1 = 0"))
        time.sleep(LOCKED_S)
        connection.rollback()


# --------------------------------------------------------------------------------------------------------- the films


@dataclass
class Film:
    """A film of somebody."""

    client: StudioClient
    user: UUID
    project: UUID
    key: str
    job: UUID | None = None


def order(film: Film) -> bool:
    """Order it, once, however often it is asked for: the job server may be away at this moment."""
    try:
        film.job = film.client.start_job(film.project, film.key).id
    except (ServerUnreachable, httpx.HTTPError):
        return False
    except ApiError as error:
        if error.status < 500:
            raise
        return False
    return True


def prepare(house: House, count: int, http: httpx.Client) -> list[Film]:
    """Everybody with a project, before the trouble begins."""
    films = []
    for number in range(count):
        client = StudioClient(house.url, http=http)
        client.register(f"chaos-{number}@studio.test", PASSWORD)
        # One who pays has no watermark to be drawn, and some of them are served first.
        user = client.me().id
        change(house.studio, user, tier=random.choice((Tier.FREE, Tier.STANDARD, Tier.PRO)))
        draft = ProjectDraft(script=SCRIPT.format(n=number), settings=ProjectSettings(height=360, music="none"))
        films.append(Film(client, user, client.create_project(draft).id, f"film-{number}"))
    return films


def ended(house: House) -> int:
    """How many films have."""
    with unit_of_work(house.studio.sessions, write=False) as session:
        return sum(status.is_final for status in session.scalars(select(AIJob.status)))


def run(house: House, films: list[Film], kills: int, watch: Watch, trouble: Trouble) -> None:
    """Order films and kill processes, at a pace at which the films end with the kills."""
    plan = [who for who, weight in WEIGHTS.items() for _ in range(round(weight * kills / sum(WEIGHTS.values())))]
    plan = (plan + ["horse"] * kills)[:kills]
    random.shuffle(plan)
    locks = set(random.sample(range(kills), min(LOCKS, kills)))
    waiting, last = list(films), time.monotonic()
    while True:
        trouble.revived += house.revive()
        done, ordered = ended(house), len(films) - len(waiting)
        killed = trouble.kills.total()
        # A film is begun for its share of the kills, so that neither runs out before the other.
        may = min(done + AT_ONCE, AT_ONCE + killed * len(films) // max(1, kills))
        if waiting and ordered < (may if plan else len(films)) and order(waiting[0]):
            waiting.pop(0)
            continue
        if plan and (done < ordered or waiting):
            if killed in locks:
                locks.discard(killed)
                lock_database(house.studio)
            if kill(house, plan[-1], watch, trouble):
                plan.pop()
                last = time.monotonic()
            time.sleep(random.uniform(2.0, 8.0))
            continue
        if not waiting and done == len(films):
            return
        if time.monotonic() - last > AFTER_S:
            return
        time.sleep(0.5)


# ------------------------------------------------------------------------------------------------------- the figures


def audit(studio: Studio, films: list[Film]) -> list[str]:
    """What is wrong with films and ledgers."""
    wrong = []
    with unit_of_work(studio.sessions, write=False) as session:
        for film in films:
            jobs = session.scalars(select(AIJob).where(AIJob.user_id == film.user)).all()
            ledger = session.scalars(select(CreditTransaction).where(CreditTransaction.user_id == film.user)).all()
            amounts = [entry.amount for entry in sorted(ledger, key=lambda entry: entry.id)]
            if [job.id for job in jobs] != [film.job]:
                wrong.append(f"{film.key}: {len(jobs)} jobs for one order")
            expected = [3, -3] + [3] * (jobs[0].status is JobStatus.FAILED) if jobs else [3]
            if amounts != expected or session.get_one(User, film.user).credits_balance != sum(amounts):
                wrong.append(f"{film.key}: {jobs[0].status if jobs else 'no job'}, but its ledger says {amounts}")
            wrong += [f"{film.key}: still {job.status}" for job in jobs if not job.status.is_final]
            wrong += [
                f"{film.key}: {job.error_code}: {job.error_message}"
                for job in jobs
                if job.status is JobStatus.FAILED and job.error_code != "worker_died"
            ]
    return wrong


def report(studio: Studio, films: list[Film], trouble: Trouble, seconds: float) -> list[str]:
    """Print the figures; gives what is wrong."""
    with unit_of_work(studio.sessions, write=False) as session:
        statuses = Counter(session.scalars(select(AIJob.status)))
    noticed = sorted(death.noticed_s for death in trouble.deaths if death.noticed_s is not None)
    unnoticed = [death for death in trouble.deaths if death.noticed_s is None]
    kinds = ", ".join(f"{count} {who}" for who, count in trouble.kills.most_common())
    films_said = ", ".join(f"{count} {status.value}" for status, count in statuses.items())
    print(f"films      {len(films)}: {films_said}, in {seconds:.0f} s")
    print(f"kill -9    {trouble.kills.total()}: {kinds}; {trouble.revived} ended by themselves meanwhile")
    if noticed:
        p95 = noticed[max(0, -(-len(noticed) * 95 // 100) - 1)]
        middle = statistics.median(noticed)
        print(
            f"noticed    {len(noticed)} deaths at a step: median {middle:.1f} s, p95 {p95:.1f} s, "
            f"worst {noticed[-1]:.1f} s"
        )
        for who in ("horse", "worker"):
            mine = [death.noticed_s for death in trouble.deaths if death.who == who and death.noticed_s is not None]
            if mine:
                print(f"           of a {who}: median {statistics.median(mine):.1f} s, worst {max(mine):.1f} s")
    print(f"takes      {len(trouble.takes)} made, {len(trouble.made_again)} made again")
    print(f"at once    {len(trouble.at_once)} steps with two at them")
    wrong = [*audit(studio, films), *trouble.at_once, *(f"made again: {path.name}" for path in trouble.made_again)]
    wrong += [f"nobody noticed that a {death.who} died at {death.step}" for death in unnoticed]
    print(f"ledgers    {'add up' if not wrong else 'see below'}")
    return wrong


@contextmanager
def opened(workers: int, data: Path) -> Iterator[House]:
    """A studio with all its processes."""
    settings = settings_for(data, None, None, api_port=free_port(), workers=workers)
    house = House(settings, open_studio(settings), data / "log")
    try:
        house.open()
        yield house
    finally:
        house.close()
        house.studio.close()


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("films", 30), ("kills", 50), ("workers", 2), ("seed", 7)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--keep", action="store_true", help="keep the folder with everything's log")
    asked = parser.parse_args()
    random.seed(asked.seed)
    data = Path(tempfile.mkdtemp(prefix="chaos-"))
    try:
        with opened(asked.workers, data) as house, httpx.Client(timeout=60) as http:
            trouble = Trouble()
            films = prepare(house, asked.films, http)
            watch = Watch(house, trouble)
            watch.start()
            started = time.monotonic()
            run(house, films, asked.kills, watch, trouble)
            seconds = time.monotonic() - started
            time.sleep(1)
            watch.done.set()
            watch.join()
            watch.look(takes=True)
            wrong = report(house.studio, films, trouble, seconds)
    finally:
        if asked.keep:
            print(f"kept       {data}")
        else:
            shutil.rmtree(data, ignore_errors=True)
    for one in wrong:
        print(f"WRONG      {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
