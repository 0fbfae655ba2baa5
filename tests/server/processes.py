"""A studio of real processes, as `studio up` starts them, each of which can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx
import psutil
import rq
from sqlalchemy import select

from server.database import unit_of_work
from server.house.valkey import answers
from server.models import JobStep
from server.settings import Settings
from server.vocabulary import StepKind, StepState
from server.wiring import Studio
from tests.server.running import wait_until

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class House:
    """The processes of a studio, each of which can be killed."""

    settings: Settings
    studio: Studio
    log: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where its job server answers."""
        return f"http://127.0.0.1:{self.settings.api_port}"

    def start(self, name: str) -> None:
        """Start a process; worker-1 and worker-2 are both workers."""
        changed = self.settings.model_dump(exclude_unset=True, mode="json")
        given = {f"STUDIO_{key.upper()}": str(value) for key, value in changed.items() if value is not None}
        one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        here = {"PYTHONPATH": str(ROOT)}
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-c", "from pipeline.cli import main; main()", name.partition("-")[0]],
                env={**os.environ, **one_thread, **here, **given},
                cwd=self.settings.data,
                stdout=log,
                stderr=log,
                start_new_session=True,  # as `studio up` does: who kills a process group kills one of ours alone
            )

    @property
    def workers(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(f"worker-{number}" for number in range(1, self.settings.workers + 1))

    def open(self) -> None:
        """Start everything."""
        self.start("valkey")
        wait_until(lambda: answers(self.settings.data))
        self.start("api")
        wait_until(self.listens)
        for name in (*self.workers, "clock"):
            self.start(name)

    def kill(self, name: str, signum: signal.Signals = signal.SIGKILL) -> None:
        """End a process, by default without a warning."""
        process = self.running.pop(name)
        process.send_signal(signum)
        process.wait(timeout=30)

    def revive(self) -> int:
        """Start again whoever has ended by itself, as the supervisor does; gives how many that were."""
        ended = [name for name, process in self.running.items() if process.poll() is not None]
        for name in ended:
            self.start(name)
        return len(ended)

    def close(self) -> None:
        """Kill everything."""
        # The queue last: nobody who lives has a reason to complain.
        for name in sorted(self.running, key="valkey".__eq__):
            self.kill(name)

    def horse(self, name: str) -> int | None:
        """The process in which a worker does its step."""
        try:
            children = psutil.Process(self.running[name].pid).children()
        except psutil.NoSuchProcess:
            return None
        return children[0].pid if children else None

    def busy(self, *kinds: StepKind) -> tuple[str, int, JobStep] | None:
        """A worker that is at a step of these kinds, its horse, and the step."""
        for step in self.running_steps(kinds):
            for name in self.workers:
                if name in self.running and (horse := self.horse(name)) and self.works_at(horse, step):
                    return name, horse, step
        return None

    def busy_workers(self) -> dict[str, JobStep]:
        """The workers that are at a step, by name, and the step."""
        found: dict[str, JobStep] = {}
        for step in self.running_steps():
            for name in self.workers:
                if name in self.running and (horse := self.horse(name)) and self.works_at(horse, step):
                    found[name] = step
        return found

    def running_steps(self, kinds: tuple[StepKind, ...] = tuple(StepKind)) -> list[JobStep]:
        with unit_of_work(self.studio.sessions, write=False) as session:
            query = select(JobStep).where(JobStep.state == StepState.RUNNING, JobStep.kind.in_(kinds))
            return list(session.scalars(query))

    def works_at(self, horse: int, step: JobStep) -> bool:
        """Whether that horse is at that step. RQ calls a worker by a name of its own; its process is told under it."""
        worker = rq.Worker.find_by_key(f"rq:worker:{step.worker}", connection=self.studio.redis)
        parent = psutil.Process(horse).ppid() if psutil.pid_exists(horse) else None
        return worker is not None and worker.pid == parent

    def listens(self) -> bool:
        """Whether its job server answers."""
        try:
            return httpx.get(f"{self.url}/health").status_code == 200
        except httpx.TransportError:
            return False

    def takes_of(self, user: UUID) -> dict[Path, int]:
        """Every take there is, and when it was made."""
        folder = self.settings.data / "takes" / str(user)
        # A take is there when its sidecar is, which arrives last.
        keys = {path.stem for path in folder.glob("[0-9a-f][0-9a-f]/*.json")}
        return {path: path.stat().st_mtime_ns for path in folder.glob("[0-9a-f][0-9a-f]/*") if path.stem in keys}
