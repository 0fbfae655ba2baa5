"""The app in a real browser, in front of the stand-in for the job server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import free_port
from tests.ui.peer import Peer
from tests.ui.peer_api import create_app
from tests.ui.studio_pages import Studio

ROOT = Path(__file__).parents[2]


class Served:
    """The stand-in on its port. It can go away for a while and come back, with all it knows."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.port = free_port()
        peer.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        config = uvicorn.Config(
            create_app(self.peer), host="127.0.0.1", port=self.port, log_level="critical", ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < until
            time.sleep(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)


@dataclass
class App:
    """The creator app as a process of its own, as it is run."""

    url: str
    api_url: str
    temp: Path
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        port = self.url.rsplit(":", 1)[1]
        command = [sys.executable, "-m", "ui", "--api-url", self.api_url, "--public-url", self.api_url]
        command += ["--host", "127.0.0.1", "--port", port, "--temp", str(self.temp)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "PYTHONWARNINGS": "ignore"}
            )
        until = time.monotonic() + 60
        while True:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            try:
                httpx.get(self.url, timeout=5).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The stand-in."""
    running = Served(Peer(tmp_path_factory.mktemp("peer")))
    yield running
    running.stop()


@pytest.fixture
def peer(served: Served) -> Peer:
    """The stand-in's knobs, as they are at first."""
    served.peer.seconds, served.peer.stumbles = 1.5, 0
    served.peer.review = served.peer.review_note = None
    return served.peer


@pytest.fixture(scope="session")
def app(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app."""
    folder = tmp_path_factory.mktemp("app")
    running = App(f"http://127.0.0.1:{free_port()}", served.peer.url, folder / "temp", folder / "log")
    running.start()
    yield running
    running.stop()
    log = running.log.read_text()
    assert "Traceback" not in log, log


@pytest.fixture(scope="session")
def warm(browser: Browser) -> Iterator[BrowserContext]:
    """One browser for all visitors: it has loaded the app's code already."""
    opened = browser.new_context(
        viewport={"width": 1100, "height": 800}, accept_downloads=True, reduced_motion="reduce"
    )
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def context(warm: BrowserContext, app: App) -> Iterator[BrowserContext]:
    """A visitor's browser, which remembers nobody."""
    yield warm
    for number, page in enumerate(warm.pages):
        if number == 0:
            page.goto(f"{app.url}/theme.css")
            page.evaluate("localStorage.clear()")
        page.close()


@pytest.fixture
def studio(context: BrowserContext, app: App, peer: Peer) -> Iterator[Studio]:
    """A visitor at the door. Afterwards: nothing was asked of anybody but us, and the console is clean."""
    visitor = Studio(context.new_page(), app.url)
    yield visitor
    assert visitor.strays == []
    assert visitor.complaints == []


@pytest.fixture
def page(studio: Studio) -> Page:
    """The visitor's tab."""
    return studio.page
