"""The whole studio as `make run` starts it, in a folder of its own, and a browser in front of it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from server.client import StudioClient
from tests.browser import free_port

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("studio")
OPENS_WITHIN_S = 120
CLOSES_WITHIN_S = 40


@dataclass
class House:
    """`studio up`."""

    data: Path
    ports: Mapping[str, int]
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def log(self) -> Path:
        """What it printed."""
        return self.data.with_name("up.log")

    @property
    def environment(self) -> dict[str, str]:
        """Its settings."""
        named = {f"STUDIO_{name.upper()}_PORT": str(port) for name, port in self.ports.items()}
        quick = {"STUDIO_LEASE_SECONDS": "5", "STUDIO_SWEEP_SECONDS": "1", "STUDIO_WORKERS": "2"}
        return {
            **os.environ,
            **named,
            **quick,
            "STUDIO_DATA": str(self.data),
            "NO_COLOR": "1",
            "PYTHONWARNINGS": "ignore",
        }

    def url(self, name: str) -> str:
        """Where a part of it is."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def open(self) -> None:
        """Start it and wait until it says so."""
        self.log.write_text("")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(PROGRAM), "up"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        until = time.monotonic() + OPENS_WITHIN_S
        while "Ctrl-C closes it" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def close(self) -> int:
        """Ctrl-C. Gives the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(CLOSES_WITHIN_S)

    def processes(self) -> list[psutil.Process]:
        """All that belongs to it, by the folder it keeps its things in."""
        mine = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("STUDIO_DATA") == str(self.data):
                    mine.append(process)
            except psutil.Error:
                continue
        return mine

    def workers(self) -> list[psutil.Process]:
        """The workers, without their horses."""
        found = [one for one in self.processes() if one.cmdline()[-2:] == [str(PROGRAM), "worker"]]
        numbers = {one.pid for one in found}
        return [one for one in found if one.ppid() not in numbers]

    def first_admin(self) -> tuple[str, str]:
        """(address, password), as it prints them."""
        said = re.search(r"Admin log-in +(\S+) +(\S+)", self.log.read_text())
        assert said is not None, self.log.read_text()
        return said[1], said[2]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The studio, open; closed at the end, with nobody left inside."""
    folder = tmp_path_factory.mktemp("house")
    house = House(folder / "data", {name: free_port() for name in ("api", "ui", "admin")})
    house.open()
    yield house
    assert house.close() == 0, house.log.read_text()
    assert house.processes() == []
    assert "Traceback" not in house.log.read_text(), house.log.read_text()


@pytest.fixture
def client(house: House) -> Iterator[StudioClient]:
    """A way to its job server."""
    with StudioClient(house.url("api")) as client:
        yield client
