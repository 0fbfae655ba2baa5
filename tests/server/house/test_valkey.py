from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import psutil
import pytest
import redis

from server.house import valkey
from tests.server.house.stage import ENVIRONMENT, WITHIN_S, wait_until

SERVE = "import sys; from pathlib import Path; from server.house.valkey import serve; serve(Path(sys.argv[1]))"
# The server's foreman is killed: it must not live on.
FOREMAN = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', *sys.argv[1:]]); time.sleep(600)"


class Serve(Protocol):
    def __call__(self, data: Path, first: str = "pass") -> subprocess.Popen[bytes]: ...


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Run `studio valkey` on a data folder."""
    with contextlib.ExitStack() as stack:

        def start(data: Path, first: str = "pass") -> subprocess.Popen[bytes]:
            command = [sys.executable, "-c", f"{first}\n{SERVE}", str(data)]
            process = stack.enter_context(subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE))
            stack.callback(process.kill)
            return process

        yield start


@contextlib.contextmanager
def client(data: Path) -> Iterator[redis.Redis]:
    with contextlib.closing(redis.Redis.from_url(valkey.address(data))) as connection:
        yield connection


def pid_of_server(data: Path) -> int:
    with client(data) as connection:
        return int(connection.info("server")["process_id"])


def test_turns_into_a_private_lasting_server(serve: Serve, tmp_path: Path) -> None:
    process = serve(tmp_path)
    wait_until(lambda: valkey.answers(tmp_path))
    assert pid_of_server(tmp_path) == process.pid
    assert valkey.socket_path(tmp_path).stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "valkey").stat().st_mode & 0o777 == 0o700
    with client(tmp_path) as connection:
        wanted = {
            "port": "0",
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
        }
        assert connection.config_get("*").items() >= wanted.items()
    assert psutil.Process(process.pid).net_connections("inet") == []
    process.terminate()
    assert process.wait(WITHIN_S) == 0
    assert process.stdout is not None
    assert process.stdout.read() == b""
    assert not valkey.answers(tmp_path)


def test_loses_nothing_when_it_is_killed(serve: Serve, tmp_path: Path) -> None:
    process = serve(tmp_path)
    wait_until(lambda: valkey.answers(tmp_path))
    with client(tmp_path) as connection:
        for number in range(2000):
            connection.set(f"job:{number}", number)
        process.kill()
        process.wait(WITHIN_S)
    assert valkey.socket_path(tmp_path).exists()  # a stale one
    assert not valkey.answers(tmp_path)
    serve(tmp_path)
    wait_until(lambda: valkey.answers(tmp_path))
    with client(tmp_path) as connection:
        assert connection.dbsize() == 2000
        assert connection.get("job:1999") == b"1999"


def test_adopts_the_one_that_is_there_and_ends_it(serve: Serve, tmp_path: Path) -> None:
    first = serve(tmp_path)
    wait_until(lambda: valkey.answers(tmp_path))
    second = serve(tmp_path)
    assert second.stdout is not None
    assert second.stdout.readline() == f"adopted the Valkey that was running (pid {first.pid})\n".encode()
    assert pid_of_server(tmp_path) == first.pid
    second.terminate()
    assert second.wait(WITHIN_S) == 0
    assert first.wait(WITHIN_S) == 0
    assert not valkey.answers(tmp_path)


def test_takes_over_when_the_adopted_one_dies(serve: Serve, tmp_path: Path) -> None:
    first = serve(tmp_path)
    wait_until(lambda: valkey.answers(tmp_path))
    second = serve(tmp_path)
    assert second.stdout is not None
    assert b"adopted" in second.stdout.readline()
    with client(tmp_path) as connection:
        connection.set("word", "kept")
    first.kill()
    assert b"starting another" in second.stdout.readline()
    wait_until(lambda: valkey.answers(tmp_path))
    assert pid_of_server(tmp_path) == second.pid
    with client(tmp_path) as connection:
        assert connection.get("word") == b"kept"


def test_ends_one_that_nobody_can_reach(serve: Serve, tmp_path: Path) -> None:
    first = serve(tmp_path)
    wait_until(lambda: valkey.answers(tmp_path))
    with client(tmp_path) as connection:
        connection.set("word", "kept")
    valkey.socket_path(tmp_path).unlink()
    serve(tmp_path, "import server.house.valkey as it; it.WAKE_WITHIN_S = 0.2")
    assert first.wait(WITHIN_S) == 0
    wait_until(lambda: valkey.answers(tmp_path))
    with client(tmp_path) as connection:
        assert connection.get("word") == b"kept"


def test_dies_with_its_parent(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", FOREMAN, SERVE, str(tmp_path)], env=ENVIRONMENT) as foreman:
        wait_until(lambda: valkey.answers(tmp_path))
        server = psutil.Process(pid_of_server(tmp_path))
        foreman.send_signal(signal.SIGKILL)
    wait_until(lambda: not server.is_running() or server.status() == psutil.STATUS_ZOMBIE)
    assert not valkey.answers(tmp_path)


def test_a_long_path_has_its_socket_in_a_private_folder(serve: Serve, tmp_path: Path) -> None:
    data = tmp_path / ("long" * 40) / "wide" / "a b#c%d"
    path = valkey.socket_path(data)
    try:
        assert len(os.fsencode(path)) < 108
        assert path.is_relative_to(tempfile.gettempdir())
        assert valkey.socket_path(data / ".." / data.name) == path
        process = serve(data)
        wait_until(lambda: valkey.answers(data))
        assert path.parent.stat().st_mode & 0o777 == 0o700
        with client(data) as connection:
            assert connection.ping()
        process.terminate()
        assert process.wait(WITHIN_S) == 0
        path.parent.chmod(0o755)
        with pytest.raises(valkey.ValkeyUnusable, match="not a private folder of yours"):
            valkey.address(data)
    finally:
        with contextlib.suppress(FileNotFoundError):
            path.parent.rmdir()


def test_an_odd_path_is_reached_by_its_address(serve: Serve, tmp_path: Path) -> None:
    data = tmp_path / "a b#c%d?e"
    serve(data)
    wait_until(lambda: valkey.answers(data))
    with client(data) as connection:
        assert connection.ping()


def test_says_when_the_folder_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "valkey").write_text("a file")
    with pytest.raises(valkey.ValkeyUnusable, match="cannot keep its files"):
        valkey.serve(tmp_path)


def test_does_not_answer_when_something_else_does(tmp_path: Path) -> None:
    (tmp_path / "valkey").mkdir()
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(valkey.socket_path(tmp_path)))
        mute.listen(1)
        assert not valkey.answers(tmp_path)
