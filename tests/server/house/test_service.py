from __future__ import annotations

import contextlib
import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from server.house.service import Service, listens, responds, waves


def order(*services: Service) -> list[list[str]]:
    return [[service.name for service in wave] for wave in waves(services)]


def test_waves_follow_what_is_waited_for() -> None:
    assert order(
        Service("valkey", ("x",)),
        Service("worker", ("x",), count=2, after=("api",)),
        Service("api", ("x",), after=("valkey",)),
        Service("ui", ("x",), after=("api", "valkey")),
    ) == [["valkey"], ["api"], ["worker", "ui"]]


def test_nobody_waits_for_what_runs_elsewhere() -> None:
    assert order(Service("valkey", ("x",), count=0), Service("api", ("x",), after=("valkey", "postgres"))) == [["api"]]


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="api, ui wait for each other"):
        waves((Service("api", ("x",), after=("ui",)), Service("ui", ("x",), after=("api",))))


def test_names_count() -> None:
    assert Service("worker", ("x",)).names == ("worker",)
    assert Service("worker", ("x",), count=2).names == ("worker.1", "worker.2")
    assert Service("worker", ("x",), count=0).names == ()


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/ready?deep=1" else 503)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    with http.server.HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_asks_over_http(port: int) -> None:
    assert responds(f"http://127.0.0.1:{port}/ready?deep=1")()
    assert not responds(f"http://127.0.0.1:{port}/ready")()
    assert not responds(f"http://127.0.0.1:{port}")()


def test_asks_a_port(port: int) -> None:
    assert listens("127.0.0.1", port)()


def test_silence_and_nonsense_are_not_ready() -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as mute:
        assert not responds(f"http://127.0.0.1:{mute.getsockname()[1]}/")()
        free = mute.getsockname()[1]
    assert not responds(f"http://127.0.0.1:{free}/")()
    assert not listens("127.0.0.1", free)()
