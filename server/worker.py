"""The RQ worker: waits for steps and forks a work horse for each, with everything heavy already in memory."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
from collections.abc import Callable
from types import FrameType
from uuid import UUID

import rq
from redis import Redis
from rq.job import Job

from server.database import unit_of_work
from server.house.death import die_with_parent
from server.jobs import repository
from server.jobs.graph import graph_of
from server.jobs.runner import run
from server.jobs.watching import show
from server.queue import step_of_message
from server.settings import Settings
from server.wiring import Studio, open_studio

SIGNED_ON_S = 25
"""A worker that is not heard of for so long is taken off the list."""
MONITORED_S = 5
MAINTENANCE_S = 60
LEFT = 3
"""What a horse ends with that left a step which is not its own any more."""
TURNS = 4
"""One step in so many is taken from the queues in the other order: nobody starves behind those who are served first."""


def run_step(step_id: str, attempt: int) -> None:
    """What a message asks for; in a work horse, which wires itself anew: no connection outlives a fork."""
    settings = Settings()
    studio = open_studio(settings)
    try:
        message = rq.get_current_job()
        worker = (message.worker_name if message else None) or "worker"
        run(UUID(step_id), attempt, worker, studio, threads=settings.workers, leave=_leave)
    finally:
        studio.close()


def _leave() -> None:
    os._exit(LEFT)


class StudioWorker(rq.Worker):
    """RQ's forking worker that hands its step back when it is told to stop, and says at once when a horse has died."""

    studio: Studio
    _taken = 0

    def reorder_queues(self, reference_queue: rq.Queue) -> None:  # noqa: ARG002
        """For one step in TURNS another queue goes first, each in its turn. Whatever is empty costs nobody a turn."""
        self._taken += 1
        turn, place = divmod(self._taken, TURNS)
        first, *others = self.queues
        if place == TURNS - 1 and others:
            ahead = turn % len(others)
            self._ordered_queues = [*others[ahead:], *others[:ahead], first]
        else:
            self._ordered_queues = [first, *others]

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:  # noqa: ARG002
        """RQ's own keeps a dead worker's job for more than ten minutes; our leases are the ones that count."""
        return 3 * MONITORED_S

    def main_work_horse(self, job: Job, queue: rq.Queue) -> None:
        """Begin as a horse: it dies with its worker, so that nobody goes on with a step that was given to another."""
        die_with_parent(signal.SIGKILL)
        super().main_work_horse(job, queue)

    def kill_horse(self, sig: signal.Signals = signal.SIGKILL) -> None:
        """End the horse and what it has started.

        RQ's own ends this worker and its whole process group instead when there is no horse any more (a command to stop
        a job that has just ended), or when the horse has not left that group yet.
        """
        horse = self.horse_pid
        with contextlib.suppress(ProcessLookupError):
            if horse and os.getpgid(horse) == horse:
                os.killpg(horse, sig)
            elif horse:
                os.kill(horse, sig)

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Told to stop: a step may take minutes, so it is handed back instead of finished."""
        horse = self.horse_pid
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]
        if horse:
            self.kill_horse()

    def handle_work_horse_killed(self, job: Job, retpid: int, ret_val: int, rusage: object) -> None:  # noqa: ARG002
        """A horse has died: by our own hand, or by its step."""
        step_id, attempt = step_of_message(job.id), int(job.id.rpartition("_")[2])
        with unit_of_work(self.studio.sessions) as session:
            graph = graph_of(session, self.studio)
            settle: Callable[[UUID, int], None] = graph.hand_back if self._stop_requested else graph.lose
            settle(step_id, attempt)
        _show_job_of(step_id, self.studio)
        # Horses are forked from this process: what it has opened must not be shared with them.
        self.studio.engine.dispose()


def work(settings: Settings, connection: Redis) -> None:
    """Work until told to stop."""
    from pipeline.render import preload

    preload()
    queues = [rq.Queue(name.value, connection=connection) for name in settings.queues]
    worker = StudioWorker(
        queues,
        # A name to find it by; the tail keeps a container that comes again under its old host and number apart.
        name=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}",
        connection=connection,
        worker_ttl=SIGNED_ON_S,
        job_monitoring_interval=MONITORED_S,
        maintenance_interval=MAINTENANCE_S,
    )
    worker.studio = open_studio(settings)
    worker.work(logging_level="WARNING")


def _show_job_of(step_id: UUID, studio: Studio) -> None:
    with unit_of_work(studio.sessions, write=False) as session:
        job_id = repository.job_of_step(session, step_id)
    if job_id is not None:
        show(job_id, studio)
