"""A visitor's film, from the front door to the next day, and the admin who sees it being made: all of it real."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from server.client import StudioClient
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.vocabulary import JobStatus, TransactionType
from tests.browser import click_row
from tests.e2e.conftest import PROGRAM, ROOT, House
from tests.stories import TWO_LAMPS
from tests.ui.studio_pages import Studio

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("e2e"), pytest.mark.timeout(420)]


def test_a_visitor_makes_a_film_and_finds_it_again(house: House, browser: Browser) -> None:
    context = browser.new_context(accept_downloads=True)
    visitor = Studio(context.new_page(), house.url("ui"))
    page = visitor.page
    visitor.register("Asha")
    visitor.write(TWO_LAMPS)
    expect(page.locator("#count-language")).to_have_text("English")
    expect(page.locator("#count-words")).to_have_text("39")
    expect(page.locator("#quote-credits")).to_have_text("3")
    page.click("#voices button")
    visitor.pick("voice-1", "Bella")
    film = visitor.make()
    # Pictures of finished shots are there before the film is.
    expect(page.locator(".shot.done img").first).to_be_visible(timeout=120_000)
    assert page.locator("#film-video").count() == 0

    player = visitor.wait_for_film(240)
    assert player["error"] is None
    assert (player["width"], player["height"]) == (1280, 720)
    assert 10 < player["seconds"] < 60
    assert [(track["mode"], track["language"]) for track in player["tracks"]] == [("showing", "en")]
    assert player["tracks"][0]["cues"] >= 3
    page.evaluate("(() => { const film = document.querySelector('#film-video'); film.muted = true; film.play(); })()")
    page.wait_for_function("document.querySelector('#film-video').currentTime > 1")
    page.wait_for_function("document.querySelector('#film-video').textTracks[0].activeCues.length === 1")
    name, mp4 = visitor.save("#download-mp4")
    assert (name, mp4[4:8]) == ("Two Lamps.mp4", b"ftyp")
    name, srt = visitor.save("#download-srt-en")
    assert "Will the river carry it?" in srt.decode()
    page.click("#nav-account")
    expect(page.locator("#account-balance")).to_have_text("0")

    # The next day: the tab is gone, the browser remembers.
    page.close()
    back = Studio(context.new_page(), house.url("ui"))
    back.open()
    back.page.click("#nav-films")
    expect(back.page.locator(".film")).to_contain_text("Two Lamps")
    back.open(f"?film={film}")
    assert back.wait_for_film(30)["tracks"][0]["cues"] >= 3
    assert visitor.strays == back.strays == []
    assert visitor.complaints == back.complaints == []
    context.close()


def test_the_admin_stops_a_job_and_begins_it_again(house: House, client: StudioClient, browser: Browser) -> None:
    client.register("lila@studio.test", "a long password")
    job = client.start_job(
        client.create_project(ProjectDraft(script=TWO_LAMPS, settings=ProjectSettings(height=360))).id
    )
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(house.url("admin"))
    email, password = house.first_admin()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Credits outstanding").first).to_be_visible()
    page.get_by_role("link", name="Jobs").click()
    click_row(page, 0)
    card = page.locator(".st-key-job_card")
    expect(card).to_contain_text("Two Lamps")
    page.get_by_role("button", name="Cancel job").click()
    page.get_by_role("button", name="Yes, cancel it").click()
    page.get_by_role("button", name="Retry").click()
    page.get_by_role("button", name="Yes, retry").click()
    expect(page.get_by_role("button", name="Cancel job")).to_be_visible()
    assert client.job(job.id).status in (JobStatus.QUEUED, JobStatus.PROCESSING)
    page.get_by_role("link", name="Health").click()
    expect(page.get_by_text("All is well")).to_be_visible()
    client.cancel_job(job.id)
    context.close()


def test_a_worker_killed_in_mid_film_and_the_whole_studio_after_it(house: House, client: StudioClient) -> None:
    """The film is late, no more: paid once, and finished takes are not made again."""
    client.register("ravi@studio.test", "a long password")
    draft = ProjectDraft(script=TWO_LAMPS, settings=ProjectSettings(height=360, seed=7))
    job = client.start_job(client.create_project(draft).id)
    _wait(house, lambda: any(shot.still_url for shot in client.job_status(job.id).shots))
    for worker in house.workers():
        worker.kill()
    takes = (house.data / "takes" / str(client.me().id)).glob("??/*.*")
    kept = {path: path.stat().st_mtime_ns for path in takes if path.suffix != ".json"}
    assert kept
    _wait(house, lambda: len(house.workers()) == 2)  # the supervisor has sent for others
    assert client.job_status(job.id).status is JobStatus.PROCESSING

    assert house.close() == 0, house.log.read_text()
    assert house.processes() == []
    house.open()

    *_, last = client.follow(job.id)
    assert last.status is JobStatus.COMPLETED, last
    assert {path: path.stat().st_mtime_ns for path in kept} == kept, "what was finished was made again"
    history = client.credit_history().items
    assert [entry.type for entry in history] == [TransactionType.DEDUCTION, TransactionType.GRANT]
    assert client.balance().credits_balance == 0
    assert client.job_result(job.id).report["faults"] == []


def test_a_second_one_says_where_the_first_is(house: House) -> None:
    second = subprocess.run(
        [str(PROGRAM), "up"], cwd=ROOT, env=house.environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert second.returncode == 0
    assert "already running" in second.stdout
    assert house.url("ui") in second.stdout


def _wait(house: House, until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not until():
        assert time.monotonic() < deadline, house.log.read_text()
        time.sleep(0.1)
