"""A film's own files, versions and link, and buying, in a browser in front of the real job server."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from server.client import StudioClient
from server.house.valkey import address
from server.projects.schemas import ImageChoice, ProjectSettings
from server.vocabulary import Tier, UploadKind
from tests.browser import free_port
from tests.server.people import DRAFT, change, sign_up
from tests.server.running import Served, end, prepare, serving, settings_for, start_valkey
from tests.server.stagehand import Stagehand
from tests.server.uploads import files
from tests.ui.conftest import App
from tests.ui.studio_pages import Studio

pytestmark = pytest.mark.xdist_group("ui")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, App]]:
    """A job server and the creator app before it, on ports of their own."""
    folder, queue, port = tmp_path_factory.mktemp("house"), tmp_path_factory.mktemp("q"), free_port()
    valkey = start_valkey(queue)
    settings = settings_for(folder, None, address(queue), public_ui_url=f"http://127.0.0.1:{port}")
    prepare(settings)
    with serving(settings) as served:
        app = App(f"http://127.0.0.1:{port}", served.url, folder / "temp", folder / "log")
        app.start()
        yield served, app
        app.stop()
    end(valkey)
    assert "Traceback" not in app.log.read_text()


@pytest.fixture
def maker(house: tuple[Served, App], warm: BrowserContext) -> Iterator[tuple[Served, StudioClient, Studio]]:
    """Somebody who is logged in, in the browser and here."""
    served, app = house
    visitor = Studio(warm.new_page(), app.url)
    client = sign_up(served, visitor.email)
    visitor.open()
    visitor.log_in()
    expect(visitor.page.locator("#write")).to_be_visible()
    yield served, client, visitor
    assert visitor.strays == []
    assert visitor.complaints == []
    for page in warm.pages:
        page.goto(f"{app.url}/theme.css")
        page.evaluate("localStorage.clear()")
        page.close()


def unfold(page: Page, name: str) -> None:
    page.locator(f"#film-{name} > button, #film-{name} .label-wrap").first.click()


def test_a_picture_is_brought_used_and_deleted(maker: tuple[Served, StudioClient, Studio], tmp_path: Path) -> None:
    _, client, visitor = maker
    project, page = client.create_project(DRAFT), visitor.page
    visitor.open(f"?film={project.id}")
    expect(page.locator("#film-title")).to_have_text("The Sea")
    unfold(page, "files")
    picture, nonsense = tmp_path / "beach.jpg", tmp_path / "beach.png"
    picture.write_bytes(files.picture())
    nonsense.write_bytes(b"nothing of the kind")
    page.set_input_files("#files input[type=file]", nonsense)
    visitor.troubled = True  # the browser's console tells of the 422
    expect(page.locator(".files-told")).to_contain_text("no JPEG, PNG or WebP")
    visitor.troubled = False
    page.set_input_files("#files input[type=file]", picture)
    card = page.locator(".files .file")
    expect(card).to_contain_text("beach.jpg")
    assert page.evaluate("document.querySelector('.files img').naturalWidth") in (0, 640)
    page.select_option(".files select", label="Scene 1")
    expect(page.locator(".files select")).to_have_value("1")
    page.wait_for_timeout(300)
    [chosen] = client.project(project.id).settings.images
    assert chosen.scene == 1
    card.get_by_role("button").click()
    expect(page.locator(".files")).to_contain_text("Nothing here yet")
    assert client.project(project.id).settings.images == ()


def test_a_version_is_compared_and_brought_back(maker: tuple[Served, StudioClient, Studio]) -> None:
    _, client, visitor = maker
    project, page = client.create_project(DRAFT), visitor.page
    client.update_project(project.id, DRAFT.model_copy(update={"script": f"{DRAFT.script}\nAnna: Away with it!"}))
    visitor.open(f"?film={project.id}")
    expect(page.locator("#film-title")).to_be_visible()
    unfold(page, "versions")
    expect(page.locator(".versions li")).to_have_count(2)
    page.click("[data-diff='1']")
    expect(page.locator(".diff-script .new")).to_contain_text("Away with it!")
    page.click("[data-back='1']")
    expect(page.locator(".versions li")).to_have_count(3)
    assert client.project(project.id).script == DRAFT.script


def test_a_link_is_made_and_withdrawn(maker: tuple[Served, StudioClient, Studio], tmp_path: Path) -> None:
    served, client, visitor = maker
    project, page = client.create_project(DRAFT), visitor.page
    visitor.open(f"?film={project.id}")
    expect(page.locator("#film-title")).to_be_visible()
    unfold(page, "share")
    page.click("#share-make")
    expect(page.locator("#share-state")).to_contain_text("Once the film is there")
    client.start_job(project.id)
    Stagehand(served.studio).deliver(tmp_path)
    page.click("#share-make")
    expect(page.locator("#share-link input, #share-link textarea")).to_be_visible()
    link = page.locator("#share-link input, #share-link textarea").input_value()
    assert httpx.get(link).status_code == 200
    page.click("#share-end")
    expect(page.locator("#share-end")).to_be_hidden()
    assert httpx.get(link).status_code == 410


def test_credits_are_bought_at_the_stand_in(maker: tuple[Served, StudioClient, Studio]) -> None:
    served, client, visitor = maker
    page = visitor.page
    visitor.open("?room=account")
    expect(page.locator("#shop-notice")).to_contain_text("no money is taken")
    page.click("#buy-30")
    page.wait_for_url("**/billing/stand-in/**")
    expect(page.locator("#notice")).to_contain_text("no money is taken")
    page.click("button[value=paid]")
    expect(page.locator("#account-balance")).to_have_text("33")
    expect(page.locator("#account-history")).to_contain_text("no money was taken")
    change(served.studio, client.me().id, tier=Tier.PRO)
    page.click("#nav-films")
    page.click("#nav-account")
    expect(page.locator("#plan-enterprise")).to_be_visible()
    expect(page.locator("#plan-standard")).to_have_count(0)


def test_changing_the_script_keeps_the_pictures(maker: tuple[Served, StudioClient, Studio]) -> None:
    _, client, visitor = maker
    project, page = client.create_project(DRAFT), visitor.page
    upload = client.upload(project.id, UploadKind.IMAGE, "a.jpg", BytesIO(files.picture()))
    settings = ProjectSettings(images=(ImageChoice(upload=upload.id),), seed=7)
    client.update_project(project.id, DRAFT.model_copy(update={"settings": settings}))
    visitor.open(f"?room=write&from={project.id}")
    expect(page.locator("#quote-credits")).to_be_visible(timeout=60_000)
    visitor.write(f"{DRAFT.script}\nAnna: Away with it!")
    expect(page.locator("#see-board")).to_be_enabled()
    page.click("#see-board")
    page.wait_for_url("**/?board=*")
    after = client.project(project.id)
    assert "Away" in after.script
    assert (after.settings.images, after.settings.seed) == (settings.images, 7)


def test_own_music_is_brought_and_chosen_on_the_sheet(
    maker: tuple[Served, StudioClient, Studio], tmp_path: Path
) -> None:
    _, client, visitor = maker
    project, page = client.create_project(DRAFT), visitor.page
    visitor.open(f"?film={project.id}")
    expect(page.locator("#film-title")).to_be_visible()
    unfold(page, "files")
    song = tmp_path / "our song.wav"
    song.write_bytes(files.sound(seconds=6))
    page.get_by_label("Music", exact=True).check()
    page.set_input_files("#files input[type=file]", song)
    expect(page.locator(".files .file")).to_contain_text("our song.wav")
    visitor.open(f"?room=write&from={project.id}")
    expect(page.locator("#quote-credits")).to_be_visible(timeout=60_000)
    visitor.pick("music", "Your own: our song.wav")
    expect(page.locator("#see-board")).to_be_enabled()
    page.click("#see-board")
    page.wait_for_url("**/?board=*")
    [upload] = client.uploads(project.id).items
    assert client.project(project.id).settings.music_file == upload.id
    visitor.open(f"?room=write&from={project.id}")
    expect(page.locator("#music input")).to_have_value("Your own: our song.wav")
    visitor.pick("music", "None")
    expect(page.locator("#see-board")).to_be_enabled()
    page.click("#see-board")
    page.wait_for_url("**/?board=*")
    settings = client.project(project.id).settings
    assert (settings.music, settings.music_file) == ("none", None)
