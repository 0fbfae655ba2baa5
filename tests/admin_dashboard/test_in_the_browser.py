"""The admin's way, in Debian's chromium, with the dashboard as a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from server.vocabulary import JobStatus
from tests.admin_dashboard.cast import ADMIN, CREATOR
from tests.admin_dashboard.stand_in import PASSWORD, StandIn
from tests.browser import click_row, free_port

ROOT = Path(__file__).parents[2]
RUNNING, FAILED = 1, 3


@dataclass
class Witness:
    """What a page did that it should not have done."""

    seen: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.seen.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("response", lambda response: self._response(response.status, response.url))

    def _request(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            self.seen.append(f"outside: {url}")

    def _response(self, status: int, url: str) -> None:
        # Streamlit looks for its server below the page's own address first.
        if status >= 400 and not url.endswith(("/jobs/_stcore/health", "/jobs/_stcore/host-config")):
            self.seen.append(f"{status}: {url}")


@pytest.fixture
def dashboard(studio: StandIn) -> Iterator[str]:
    """The dashboard's address."""
    port = free_port()
    command = [sys.executable, "-m", "admin_dashboard", "--api-url", studio.url, "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                if httpx.get(f"{url}/_stcore/health").is_success:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def enter(page: Page, email: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_the_admins_way(studio: StandIn, dashboard: str, browser: Browser) -> None:
    witness = Witness()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    witness.watch(page)
    _come_in(page, context, dashboard)
    _look_and_act(page, studio)
    _look_around(page, studio)
    _go_out(page)
    assert witness.seen == []
    context.close()


def _come_in(page: Page, context: BrowserContext, dashboard: str) -> None:
    page.goto(f"{dashboard}/jobs")
    enter(page, CREATOR)
    expect(page.get_by_text("This account may not see the dashboard")).to_be_visible()
    enter(page, ADMIN)
    expect(page.get_by_role("heading", name="Jobs")).to_be_visible()
    expect(page.locator(".st-key-job_none")).to_be_visible()
    page.wait_for_timeout(300)
    (cookie,) = (cookie for cookie in context.cookies() if cookie.get("name") == "studio_admin")
    assert cookie.get("httpOnly")
    assert cookie.get("sameSite") == "Strict"
    page.reload()
    expect(page.get_by_role("heading", name="Jobs")).to_be_visible()


def _look_and_act(page: Page, studio: StandIn) -> None:
    card = page.locator(".st-key-job_card")
    badge = card.locator(".stMarkdownBadge")  # words like its own stand in the table of steps, too
    running, failed = studio.jobs[RUNNING], studio.jobs[FAILED]
    click_row(page, RUNNING)
    expect(card.get_by_text("63% · animate")).to_be_visible()
    studio.amend(running.id, progress=71)
    expect(card.get_by_text("71% · animate")).to_be_visible()  # nobody touched the page
    card.get_by_role("button", name="Cancel job").click()
    card.get_by_role("button", name="Yes, cancel it").click()
    expect(badge).to_contain_text("Cancelled")
    click_row(page, FAILED)
    expect(card.get_by_text("ran out of memory")).to_be_visible()
    card.get_by_role("button", name="Retry").click()
    card.get_by_role("button", name="Yes, retry").click()
    expect(badge).to_contain_text("Queued")
    expect(card.get_by_text("ran out of memory")).to_have_count(0)
    assert studio.acts == [("cancel", running.id), ("retry", failed.id)]
    assert studio.jobs[FAILED].status is JobStatus.QUEUED


def _look_around(page: Page, studio: StandIn) -> None:
    page.get_by_role("link", name="Users").click()
    page.get_by_role("textbox", name="Search users").fill("nobody at all")
    page.get_by_role("textbox", name="Search users").press("Enter")
    expect(page.get_by_text("Nobody was found")).to_be_visible()
    page.get_by_role("link", name="Health").click()
    expect(page.get_by_text("All is well")).to_be_visible()
    studio.stop()
    expect(page.get_by_text("The job server does not answer")).to_be_visible()
    studio.start()
    expect(page.get_by_text("All is well")).to_be_visible()
    expect(page.get_by_text("The job server does not answer")).to_have_count(0)
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_text("The last 14 days")).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")).to_have_count(7)


def _go_out(page: Page) -> None:
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("E-mail")).to_be_visible()
    page.reload()
    expect(page.get_by_label("E-mail")).to_be_visible()
