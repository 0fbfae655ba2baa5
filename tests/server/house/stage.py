"""A house to test: `up` in a process of its own, with small scripts as its services."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from server.house.guard import end, members

ROOT = Path(__file__).parents[3]
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
# For a machine that does everything else at the same time.
WITHIN_S = 20.0

DRIVER = """
import fcntl, json, sys, termios
from pathlib import Path
from pipeline.errors import FilmError
from server.house.service import Service
from server.house.supervisor import Patience
from server.house.up import up

if sys.stdin.isatty():
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # Ctrl-C in this terminal is for us
order = json.loads(Path(sys.argv[1]).read_text())
services = []
for service in order["services"]:
    flag = service.pop("flag", None)
    service["command"], service["after"] = tuple(service["command"]), tuple(service.get("after", ()))
    ready = None if flag is None else Path(flag).exists
    services.append(Service(ready=ready, **service))
ports = {name: tuple(endpoint) for name, endpoint in order["ports"].items()}
try:
    code = up(
        services,
        Path(order["data"]),
        order["environment"],
        addresses={"Creator app": "http://127.0.0.1:7860"},
        ports=ports,
        on_ready=lambda: print("ALL READY", flush=True),
        patience=Patience(**order["patience"]),
    )
except FilmError as failure:
    print(f"studio: {failure}", flush=True)
    code = failure.exit_code
sys.exit(code)
"""


def wait_until(true: Callable[[], object], within_s: float = WITHIN_S) -> None:
    """Fail if it does not come true in time."""
    deadline = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@dataclass
class House:
    """`studio up` without the `studio`."""

    folder: Path
    patience: dict[str, float] = field(default_factory=dict)
    ports: dict[str, tuple[str, int]] = field(default_factory=dict)
    services: list[dict[str, Any]] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the services note down."""
        return self.folder / "log.txt"

    def logged(self) -> list[str]:
        return self.log.read_text().split() if self.log.exists() else []

    def add(self, name: str, script: str, **fields: object) -> None:
        """A service that runs this Python; it finds `note(word)`, `folder` and the usual modules."""
        path = self.folder / f"{name}.py"
        path.write_text(
            "import os, signal, subprocess, sys, time\n"
            "from pathlib import Path\n"
            f"folder = Path({str(self.folder)!r})\n"
            "def note(word):\n"
            "    with open(folder / 'log.txt', 'a') as log:\n"
            "        log.write(f'{word}\\n')\n"
            f"(folder / f'{name}.{{os.getpid()}}.pid').touch()\n"
            f"{script}\n"
        )
        self.services.append({"name": name, "command": [sys.executable, "-S", str(path)], **fields})

    def open(self, stdout: int | None = None, terminal: int | None = None) -> Opened:
        """Start it: its output goes to a file, or to `stdout`, or to a terminal, which it then is in control of."""
        order = self.folder / "order.json"
        order.write_text(
            json.dumps(
                {
                    "services": self.services,
                    "data": str(self.data),
                    "environment": ENVIRONMENT,
                    "ports": self.ports,
                    "patience": self.patience,
                }
            )
        )
        output = self.folder / f"output-{time.monotonic_ns()}.txt"
        with output.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-c", DRIVER, str(order)],
                stdin=subprocess.DEVNULL if terminal is None else terminal,
                stdout=next(end for end in (stdout, terminal, file.fileno()) if end is not None),
                stderr=subprocess.STDOUT,
                env=ENVIRONMENT,
                start_new_session=True,
            )
        return Opened(self, process, output)

    def sessions(self) -> set[int]:
        """Every session that a service has led."""
        return {int(path.suffixes[-2][1:]) for path in self.folder.glob("*.pid")}

    def alive(self) -> tuple[int, ...]:
        return members(self.sessions())


@dataclass
class Opened:
    """A house that runs; leaving the block ends it, however the test ended."""

    house: House
    process: subprocess.Popen[bytes]
    output: Path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        with self.process:
            self.process.kill()
        end(self.house.sessions(), grace_s=0)

    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def lines(self, name: str) -> Iterator[str]:
        """What this process said."""
        for line in self.said().splitlines():
            who, bar, text = line.partition("|")
            if bar and who.strip() == name:
                yield text.strip()

    def await_words(self, words: str) -> None:
        wait_until(lambda: words in self.said())

    def await_ready(self) -> None:
        self.await_words("ALL READY")

    def ask(self, signum: signal.Signals) -> None:
        self.process.send_signal(signum)

    def exit_code(self) -> int:
        return self.process.wait(WITHIN_S)

    def interrupt(self) -> int:
        """Ctrl-C, and the exit code."""
        self.ask(signal.SIGINT)
        return self.exit_code()
