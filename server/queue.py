"""RQ: carries the names of steps to workers. It may lose or repeat a message: the database decides what is done."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import rq
import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq.command import send_stop_job_command
from rq.exceptions import InvalidJobOperation, NoSuchJobError

from server.vocabulary import Queue

TASK = "server.worker.run_step"
LONGEST_STEP_S = 1_800
KEEP_FAILED_S = 86_400
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class QueueState:
    """What waits in a queue."""

    name: str
    waiting: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class WorkerState:
    """A worker that is signed on."""

    name: str
    state: str
    queues: tuple[str, ...]
    message: str | None
    last_seen: datetime | None
    finished: int
    failed: int


class StepQueue:
    """Sends steps, and stops them."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis

    def send(self, step_id: UUID, attempt: int, queue: Queue) -> None:
        """Have a worker begin this attempt of a step. Sent twice, it is done once; not sent, the clock sends it."""
        try:
            rq.Queue(queue.value, connection=self.redis).enqueue_call(
                TASK,
                args=(str(step_id), attempt),
                job_id=message_id(step_id, attempt),
                timeout=LONGEST_STEP_S,
                result_ttl=0,
                failure_ttl=KEEP_FAILED_S,
            )
        except RedisError as away:
            log.warning("message not sent: the queue does not answer", step=str(step_id), reason=str(away))

    def stop(self, step_id: UUID, attempt: int) -> None:
        """End this attempt at once if a worker is at it; what is not there any more needs no end.

        A worker that does not hear of it ends by itself when it next tells how far it is.
        """
        with contextlib.suppress(NoSuchJobError, InvalidJobOperation, RedisError):
            send_stop_job_command(self.redis, message_id(step_id, attempt))

    def waiting(self) -> frozenset[str]:
        """The messages that wait in all queues."""
        return frozenset(
            message for name in Queue for message in rq.Queue(name.value, connection=self.redis).get_job_ids()
        )

    def queues(self) -> tuple[QueueState, ...]:
        """All queues, the first served first."""
        states = []
        for name in Queue:
            queue = rq.Queue(name.value, connection=self.redis)
            first = queue.get_jobs(0, 1)
            oldest = first[0].enqueued_at if first else None
            states.append(QueueState(name.value, queue.count, _utc(oldest)))
        return tuple(states)

    def workers(self) -> tuple[WorkerState, ...]:
        """All workers that are signed on."""
        return tuple(
            WorkerState(
                name=worker.name,
                state=str(worker.get_state()),
                queues=tuple(worker.queue_names()),
                message=worker.get_current_job_id(),
                last_seen=_utc(worker.last_heartbeat),
                finished=worker.successful_job_count,
                failed=worker.failed_job_count,
            )
            for worker in sorted(rq.Worker.all(connection=self.redis), key=lambda worker: worker.name)
        )


def message_id(step_id: UUID, attempt: int) -> str:
    """The name of an attempt's message."""
    return f"{step_id}_{attempt}"


def step_of_message(message: str) -> UUID:
    """The step that a message is about."""
    return UUID(message.rpartition("_")[0])


def open_redis(url: str) -> Redis:
    """A connection that does not wait for a Redis that hangs. Workers, who wait for work, have RQ set a longer time."""
    return Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5, health_check_interval=30)


def _utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
