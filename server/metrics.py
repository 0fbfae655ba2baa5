"""What Prometheus is told of one API process: how long routes take, and what they answer.

What the whole studio does (jobs, steps, credits) is counted in Redis by whoever does it (`server.tally`), so that it
does not matter which process is asked, nor which of them have died since.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from server.settings import multiprocess_folder

LATENCY_S = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class RouteMetrics:
    """Latency and errors by route template: an address with an id in it would be a series of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._latency = Histogram(
            "studio_request_seconds",
            "Time until an answer begins.",
            ("method", "route", "status"),
            buckets=LATENCY_S,
            registry=self.registry,
        )
        self._problems = Counter(
            "studio_problems", "Answers that were errors, by their code.", ("code",), registry=self.registry
        )

    def told(self) -> bytes:
        """As Prometheus reads it. With several processes (`STUDIO_API_PROCESSES`): of all of them together."""
        if multiprocess_folder() is None:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._latency.labels(method, route, f"{status // 100}xx").observe(seconds)

    def failed(self, code: str) -> None:
        """An answer was an error."""
        self._problems.labels(code).inc()
