"""What the studio has done, counted in Redis by whoever does it, and told to Prometheus by whichever process is asked.

Work horses live for one step and workers for one deployment: figures kept by processes would die with them. Counters
may begin again at nought, when Redis does; Prometheus knows how to read that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from redis import Redis
from redis.exceptions import RedisError

from server.models.base import now
from server.queue import StepQueue
from server.vocabulary import JobStatus, JobType, StepKind, TransactionType

JOBS, CREDITS, STEPS = "metrics:jobs", "metrics:credits", "metrics:steps"
STEP_S = (0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640)
"""Upper ends of the classes that steps' times are counted in; one more has the rest."""


class Tally:
    """Counts deeds. One that cannot be counted is done all the same."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def job_ended(self, kind: JobType, status: JobStatus, error: str | None) -> None:
        """A job has ended, with an error or without."""
        self._add(JOBS, {f"{kind}|{status}|{error or ''}": 1})

    def credits_moved(self, kind: TransactionType, amount: int) -> None:
        """Credits were taken or given."""
        self._add(CREDITS, {f"{kind}|{'in' if amount >= 0 else 'out'}": abs(amount)})

    def step_done(self, kind: StepKind, seconds: float) -> None:
        """A step was done in so long."""
        place = sum(seconds > end for end in STEP_S)
        self._add(STEPS, {f"{kind}|{place}": 1, f"{kind}|sum": seconds})

    def counted(self, name: str) -> dict[tuple[str, ...], float]:
        """All that was counted under a name, by its labels."""
        held: dict[Any, Any] = self._redis.hgetall(name)
        return {tuple(label.decode().split("|")): float(count) for label, count in held.items()}

    def _add(self, name: str, amounts: dict[str, float]) -> None:
        with suppress(RedisError):
            pipe = self._redis.pipeline(transaction=False)
            for label, amount in amounts.items():
                pipe.hincrbyfloat(name, label, amount)
            pipe.execute()


class _WholeStudio:
    """A collector, as prometheus-client has them."""

    def __init__(self, tally: Tally, queue: StepQueue) -> None:
        self._tally, self._queue = tally, queue

    def collect(self) -> Iterator[Metric]:
        """See prometheus_client.registry.Collector. A Redis that is away leaves this out; the routes are told."""
        try:
            yield from [*self._work(), *self._ended(), *self._steps()]
        except RedisError:
            return

    def _work(self) -> Iterator[Metric]:
        waiting = GaugeMetricFamily("studio_queue_waiting", "Steps that wait in a queue.", labels=["queue"])
        oldest = GaugeMetricFamily("studio_queue_oldest_seconds", "How long the first has waited.", labels=["queue"])
        for queue in self._queue.queues():
            waiting.add_metric([queue.name], queue.waiting)
            oldest.add_metric([queue.name], (now() - queue.oldest).total_seconds() if queue.oldest else 0.0)
        workers = GaugeMetricFamily("studio_workers", "Workers that are signed on.", labels=["state"])
        states = [worker.state for worker in self._queue.workers()]
        for state in sorted({"idle", "busy", *states}):
            workers.add_metric([state], states.count(state))
        yield from (waiting, oldest, workers)

    def _ended(self) -> Iterator[Metric]:
        labels = ["kind", "status", "error"]
        jobs = CounterMetricFamily("studio_jobs", "Jobs that have ended, by how.", labels=labels)
        for label, count in self._tally.counted(JOBS).items():
            jobs.add_metric(list(label), count)
        moved = CounterMetricFamily("studio_credits", "Credits that moved.", labels=["type", "direction"])
        for label, amount in self._tally.counted(CREDITS).items():
            moved.add_metric(list(label), amount)
        yield from (jobs, moved)

    def _steps(self) -> Iterator[Metric]:
        steps = HistogramMetricFamily("studio_step_seconds", "How long steps of films took.", labels=["stage"])
        counted = self._tally.counted(STEPS)
        for kind in StepKind:
            below, buckets = 0.0, []
            for place, end in enumerate((*STEP_S, "+Inf")):
                below += counted.get((kind.value, str(place)), 0.0)
                buckets.append((str(end), below))
            if below:
                steps.add_metric([kind.value], buckets, counted.get((kind.value, "sum"), 0.0))
        yield steps


def whole_studio(tally: Tally, queue: StepQueue) -> CollectorRegistry:
    """What the whole studio does, to be told once."""
    registry = CollectorRegistry()
    registry.register(_WholeStudio(tally, queue))
    return registry
