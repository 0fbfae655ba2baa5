"""The visitor's way, from the door to the finished film and back the next day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from server.vocabulary import TransactionType
from tests.ui.conftest import App
from tests.ui.peer import Peer
from tests.ui.studio_pages import Studio

pytestmark = pytest.mark.xdist_group("ui")
SCRIPT = "Title: The Boat\n\nAnna: Look, the sea!\n\nBen: It was there all the time."


def test_the_whole_way(studio: Studio, page: Page, peer: Peer) -> None:
    peer.seconds = 9.0  # so that the stills are seen before the film is there, on a busy machine too
    studio.register()
    studio.write(SCRIPT)
    expect(page.locator("#count-words")).to_have_text("14")
    expect(page.locator("#count-language")).to_have_text("English")
    expect(page.locator("#quote-length")).to_have_text("0:48")
    expect(page.locator("#quote-credits")).to_have_text("3")
    expect(page.locator("#make")).to_contain_text("3 credits")

    studio.make()
    expect(page.locator("#film-title")).to_have_text("The Boat")
    expect(page.locator("#film-percent")).to_be_visible()
    expect(page.locator(".shot.done img").first).to_be_visible()
    assert page.locator(".shot").count() == 6
    drawn = page.evaluate("document.querySelector('.shot.done img').naturalWidth || 1")
    assert drawn > 0

    player = studio.wait_for_film()
    assert player["error"] is None
    assert player["width"] > 0
    assert 3.5 < player["seconds"] < 4.5
    assert player["tracks"] == [{"mode": "showing", "cues": 2, "language": "en", "label": "English"}]
    assert player["poster"].startswith("http://127.0.0.1")
    page.evaluate("(() => { const film = document.querySelector('#film-video'); film.muted = true; film.play(); })()")
    page.wait_for_function("document.querySelector('#film-video').currentTime > 0.2")
    page.wait_for_function("document.querySelector('#film-video').textTracks[0].activeCues.length === 1")

    name, film = studio.save("#download-mp4")
    assert name == "The Boat.mp4"
    assert film[4:8] == b"ftyp"
    name, subtitles = studio.save("#download-srt-en")
    assert name.endswith(".srt")
    assert b"-->" in subtitles
    expect(page.locator("#film-keepsakes")).to_contain_text("a little more air")

    page.click("#nav-films")
    expect(page.locator(".film")).to_contain_text("The Boat")
    expect(page.locator(".film .length")).to_have_text("0:04")
    page.click("#nav-account")
    expect(page.locator("#account-balance")).to_have_text("0")
    expect(page.locator("#account-history")).to_contain_text("Film: The Boat")


def test_coming_back_tomorrow(studio: Studio, page: Page, context: BrowserContext, peer: Peer, app: App) -> None:
    studio.register()
    studio.write(SCRIPT)
    film = studio.make()
    page.close()

    peer.end_access_tokens()
    tomorrow = Studio(context.new_page(), app.url)
    tomorrow.open()
    tomorrow.page.click("#nav-films")
    tomorrow.page.click(f"[data-film='{film}'] a")
    assert tomorrow.film == film
    assert tomorrow.wait_for_film()["tracks"][0]["cues"] == 2
    tomorrow.page.reload()
    assert tomorrow.film == film
    tomorrow.wait_for_film()
    tomorrow.page.go_back()
    expect(tomorrow.page.locator("#films")).to_be_visible()
    assert tomorrow.complaints == []


def test_choices_reach_the_server(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    page.fill("#title input", "A title of my own")
    studio.write(SCRIPT)
    studio.choose("minutes", "1")
    studio.choose("aspect", "Tall 9:16")
    studio.choose("quality", "1080p")
    studio.choose("subtitles", "Drawn in")
    studio.pick("music", "Raga Yaman")
    studio.pick("sloka", "गायत्री · Gayatri")
    studio.pick("podcast", "Debate")
    studio.pick("language", "English")
    page.click("#voices button")
    studio.pick("voice-1", "Onyx")
    page.fill("#pronunciations textarea", "Anna = /ˈanːa/\nBen=bean")
    film = studio.make()
    made = next(project for key, project in peer.projects.items() if str(key) == film)
    chosen = made.settings.model_dump(mode="json", exclude={"seed", "images", "narration", "music_file"})
    assert made.title == "A title of my own"
    assert chosen == {
        "language": "en",
        "minutes": 1,
        "aspect": "9:16",
        "height": 1080,
        "music": "raga-yaman",
        "sloka": "gayatri",
        "podcast": "debate",
        "subtitles": True,
        "burn_subtitles": True,
        "voices": {"Anna": "en-onyx"},
        "pronunciations": {"Anna": "/ˈanːa/", "Ben": "bean"},
    }
    player = studio.wait_for_film()
    assert player["width"] < player["height"]
    assert [track["mode"] for track in player["tracks"]] == ["disabled"], "they are in the picture already"


def test_a_script_that_is_too_long_and_a_length_that_is_too_dear(studio: Studio, page: Page) -> None:
    studio.register()
    page.fill("#script textarea", "word " * 501)
    expect(page.locator("#quote-refusal")).to_contain_text("501 words; 500 are the most")
    expect(page.locator("#make")).to_be_disabled()
    studio.write(SCRIPT)
    expect(page.locator("#make")).to_be_enabled()
    studio.choose("minutes", "5")
    expect(page.locator("#quote-refusal")).to_contain_text("not 5")
    expect(page.locator("#make")).to_be_disabled()
    studio.choose("minutes", "2")
    expect(page.locator("#quote-refusal")).to_contain_text("costs 6 credits and you have 3 credits. Choose 1 minute.")
    studio.choose("minutes", "1")
    expect(page.locator("#make")).to_be_enabled()


def test_one_film_for_two_clicks(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    studio.write(SCRIPT)
    expect(page.locator("#make")).to_be_enabled()
    before = len(peer.orders), len(peer.projects)
    page.dblclick("#make")
    page.wait_for_url(re.compile(r"\?film="))
    studio.wait_for_film()
    assert (len(peer.orders), len(peer.projects)) == (before[0] + 1, before[1] + 1)


def test_examples_in_other_languages(studio: Studio, page: Page) -> None:
    studio.register()
    page.click("#example-petals")
    expect(page.locator("#count-language")).to_have_text("日本語")
    expect(page.locator("#quote-credits")).to_be_visible()
    page.click("#example-lamp")
    expect(page.locator("#count-language")).to_have_text("English")
    page.click("#voices button")
    expect(page.locator("#voice-1")).to_contain_text("Meera")


def test_stopping_and_deleting(studio: Studio, page: Page, peer: Peer) -> None:
    peer.seconds = 60
    studio.register()
    studio.write(SCRIPT)
    film = studio.make()
    page.click("#film-stop")
    expect(page.locator("#film-sure")).to_contain_text(re.compile("credits are kept|nothing has been charged"))
    page.click("#film-stop-not")
    page.click("#film-stop")
    page.click("#film-stop-sure")
    expect(page.locator("#film-end")).to_contain_text("was stopped")
    page.click("#nav-films")
    page.click(f"[data-film='{film}'] [data-ask]")
    page.click(f"[data-film='{film}'] [data-keep]")
    page.click(f"[data-film='{film}'] [data-ask]")
    page.click(f"[data-film='{film}'] [data-remove]")
    expect(page.locator(".empty").first).to_be_visible()
    assert film not in {str(key) for key in peer.projects}


def test_a_film_that_fails(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    studio.write("Anna: This will fail.")
    studio.make()
    expect(page.locator("#film-end")).to_contain_text("The third shot could not be drawn.")
    expect(page.locator("#film-end")).to_contain_text("given back")
    expect(page.locator("#purse")).to_have_text("3 credits")
    orders = len(peer.orders)
    page.click("#film-again")
    expect(page.locator("#film-progress .step")).to_be_visible()
    assert len(peer.orders) == orders + 1
    expect(page.locator("#film-end")).to_contain_text("could not be drawn")
    page.click("#film-rewrite")
    expect(page.locator("#script textarea")).to_have_value("Anna: This will fail.")


def test_a_film_outlives_a_remake_that_fails_or_is_stopped(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    visitor = next(one for one in peer.visitors.values() if one.account.email == studio.email)
    visitor.move(TransactionType.GRANT, 6, "A gift")
    studio.write(SCRIPT)
    film = studio.make()
    studio.wait_for_film()
    first = page.get_attribute("#film-video", "data-film")

    page.click("#film-rewrite")
    expect(page.locator("#script textarea")).to_have_value(SCRIPT)
    studio.write(f"{SCRIPT} It will fail.")
    assert studio.make() == film
    expect(page.locator("#film-progress .step")).to_be_visible()
    expect(page.locator("#film-video")).to_have_count(0)
    expect(page.locator("#film-end")).to_contain_text("The new version could not be finished")
    expect(page.locator("#film-end")).to_contain_text("The third shot could not be drawn.")
    expect(page.locator("#film-end")).to_contain_text("given back to you. Here is the film as it was before.")
    assert studio.wait_for_film()["error"] is None
    assert page.get_attribute("#film-video", "data-film") == first
    assert studio.save("#download-mp4")[1][4:8] == b"ftyp"
    line, screen = page.locator("#film-end").bounding_box(), page.locator("#film-video").bounding_box()
    assert line is not None
    assert screen is not None
    assert line["y"] < screen["y"]

    studio.troubled = True  # links that have ended: the same film is asked for
    page.evaluate("document.querySelector('#film-video').src = '/gone.mp4'")
    page.wait_for_function("document.querySelector('#film-video')?.src.includes('/media/')")
    assert page.get_attribute("#film-video", "data-film") == first

    peer.seconds = 60
    page.click("#film-again")
    expect(page.locator("#film-progress .step")).to_be_visible()
    expect(page.locator("#film-video")).to_have_count(0)
    page.click("#film-stop")
    page.click("#film-stop-sure")
    expect(page.locator("#film-end")).to_contain_text("The new version was stopped")
    studio.wait_for_film()
    page.reload()
    expect(page.locator("#film-end")).to_contain_text("The new version was stopped")
    studio.wait_for_film()
    assert page.get_attribute("#film-video", "data-film") == first
    expect(page.locator("#film-again")).to_be_visible()


def test_what_visitors_write_is_text(studio: Studio, page: Page) -> None:
    nasty = "<img src=x onerror=\"document.title='owned'\"><b>bold</b> ${1+1} {{value}}"
    studio.register(nasty)
    page.fill("#title input", nasty)
    studio.write(f"{nasty}\n\nAnna: {nasty}")
    studio.make()
    expect(page.locator("#film-title")).to_have_text(nasty)
    studio.wait_for_film()
    page.click("#nav-films")
    expect(page.locator(".about strong")).to_have_text(nasty)
    page.click("#nav-account")
    expect(page.locator("#account-history")).to_contain_text(nasty)
    assert "owned" not in page.title()
