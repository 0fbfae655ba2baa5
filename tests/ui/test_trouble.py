"""What does not go as it should: wrong passwords, log-ins that end, servers that go away."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from server.vocabulary import ReviewDecision
from tests.ui.conftest import App, Served
from tests.ui.peer import Peer
from tests.ui.reading import BAD, JUDGED
from tests.ui.studio_pages import Studio

pytestmark = pytest.mark.xdist_group("ui")
SCRIPT = "Anna: Look, the sea!\n\nBen: It was there all the time."


def test_the_door_says_what_is_wrong(studio: Studio, page: Page) -> None:
    studio.open()
    page.click("#register-submit")
    expect(page.locator("#register-trouble")).to_contain_text("Type your e-mail address")
    page.fill("#register-email input", "not an address")
    page.fill("#register-password input", "short")
    page.click("#register-submit")
    expect(page.locator("#register-trouble")).to_contain_text("8 to 128 characters")
    studio.log_in()
    expect(page.locator("#login-trouble")).to_contain_text("address or the password is wrong")


def test_leaving_and_coming_in_again(studio: Studio, page: Page) -> None:
    studio.register()
    studio.write(SCRIPT)
    page.click("#nav-account")
    page.fill("#account-name input", "Asha Rao")
    page.click("#account-save")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.click("#log-out")
    expect(page.locator("#welcome")).to_be_visible()
    page.reload()
    expect(page.locator("#welcome")).to_be_visible()
    studio.log_in()
    expect(page.locator("#script textarea")).to_have_value(SCRIPT)
    page.click("#nav-account")
    expect(page.locator("#account-name input")).to_have_value("Asha Rao")


def test_somebody_else_finds_an_empty_sheet(studio: Studio, page: Page) -> None:
    studio.register()
    studio.write(SCRIPT)
    page.click("#nav-account")
    page.click("#log-out")
    expect(page.locator("#welcome")).to_be_visible()
    studio.email = f"other-{studio.email}"
    studio.register()
    expect(page.locator("#script textarea")).to_have_value("")


def test_a_log_in_that_ends_loses_nothing(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    studio.write(SCRIPT)
    peer.end_all_tokens()
    page.locator("#script textarea").press_sequentially(" And so were we.")
    expect(page.locator("#welcome")).to_be_visible()
    studio.log_in()
    expect(page.locator("#script textarea")).to_have_value(re.compile("sea!.*so were we|so were we.*sea!", re.DOTALL))


def test_two_tabs_share_a_log_in(studio: Studio, page: Page, context: BrowserContext, peer: Peer, app: App) -> None:
    studio.register()
    other = Studio(context.new_page(), app.url)
    other.open("?room=films")
    expect(other.page.locator("#films")).to_be_visible()
    peer.end_access_tokens()
    other.page.click("#nav-account")
    expect(other.page.locator("#account-balance")).to_be_visible()
    with page.expect_request(re.compile("queue/join")) as asked:
        page.click("#nav-films")
    brought = (asked.value.post_data_json or {})["data"][0]["refresh_token"]
    assert brought in peer.refresh, "the other tab has told of what it traded"
    expect(page.locator("#films")).to_be_visible()
    peer.end_access_tokens()
    page.click("#nav-account")
    expect(page.locator("#account-balance")).to_be_visible()
    other.page.click("#nav-films")
    expect(other.page.locator("#films")).to_be_visible()


def test_a_film_of_somebody_else_is_not_there(studio: Studio, page: Page) -> None:
    studio.register()
    for query in ("?film=0192f0c0-0000-7000-8000-000000000000", "?film=nonsense"):
        studio.open(query)
        expect(page.locator("#films")).to_be_visible()
        expect(page.get_by_text("That film is not here").first).to_be_visible()


def test_a_film_that_is_deleted_in_another_tab(
    studio: Studio, page: Page, context: BrowserContext, peer: Peer, app: App
) -> None:
    peer.seconds = 60
    studio.register()
    studio.write(SCRIPT)
    film = studio.make()
    expect(page.locator("#film-percent")).to_be_visible()
    other = Studio(context.new_page(), app.url)
    other.open("?room=films")
    other.page.click(f"[data-film='{film}'] [data-ask]")
    other.page.click(f"[data-film='{film}'] [data-remove]")
    expect(page.locator("#films")).to_be_visible()
    assert page.url.endswith("?room=films")
    page.wait_for_timeout(2500)  # more looks would have been taken
    expect(page.get_by_text("That film is not here")).to_have_count(1)
    expect(page.locator(".toast-body")).to_have_count(1)


def test_an_order_that_was_written_before_the_server_stumbled(studio: Studio, page: Page, peer: Peer) -> None:
    peer.stumbles = 1
    studio.register()
    studio.write(SCRIPT)
    before = len(peer.orders), len(peer.projects)
    page.click("#make")
    expect(page.locator("#quote-refusal")).to_contain_text("The studio stumbled.")
    studio.make()
    studio.wait_for_film()
    assert (len(peer.orders), len(peer.projects)) == (before[0] + 1, before[1] + 1)


def test_a_script_that_a_person_must_look_at(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    before = len(peer.orders), len(peer.projects)
    studio.write(f"{SCRIPT}\n{JUDGED}: Good morning.")
    expect(page.locator("#quote-review")).to_contain_text("It seems to speak for a living person.")
    page.click("#make")
    expect(page.locator("#quote-judged")).to_have_text("A person will look at this script first")
    expect(page.locator("#quote")).to_contain_text("Your script is kept in My films")
    expect(page.locator("#script textarea")).to_have_value(re.compile(JUDGED))
    drawn = page.locator("#quote .quote").get_attribute("data-asked")
    page.click("#make")  # once more: it is the same project
    expect(page.locator("#quote .quote")).not_to_have_attribute("data-asked", drawn or "")
    assert (len(peer.orders), len(peer.projects)) == (before[0], before[1] + 1)


def test_a_script_that_is_refused_is_kept(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    page.fill("#script textarea", f"{SCRIPT}\n{BAD}")
    expect(page.locator("#quote-judged")).to_have_text("This script cannot be filmed as it is")
    expect(page.locator("#quote-refusal")).to_contain_text("Take that part out")
    expect(page.locator("#quote")).to_contain_text("Nothing has been charged")
    expect(page.locator("#make")).to_be_disabled()
    expect(page.locator("#script textarea")).to_have_value(re.compile(BAD))
    studio.write(SCRIPT)
    expect(page.locator("#make")).to_be_enabled()


def test_why_a_script_was_refused_is_told_where_its_film_would_be(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    studio.write(SCRIPT)
    page.click("#see-board")
    page.wait_for_url("**/?board=*")
    peer.review, peer.review_note = ReviewDecision.REFUSED, "No real people, please."
    studio.open(f"?film={next(reversed(peer.projects))}")
    expect(page.locator("#film-end")).to_contain_text("cannot be filmed as it is. No real people, please.")


def test_words_whose_saying_is_too_long(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    studio.write(SCRIPT)
    page.fill("#pronunciations textarea", "Anna = " + "a" * 101)
    page.locator("#pronunciations textarea").blur()
    expect(page.locator("#quote-refusal")).to_contain_text("How words are said: up to 100")
    expect(page.locator("#make")).to_be_disabled()
    page.fill("#pronunciations textarea", "Anna = anna")
    page.locator("#pronunciations textarea").blur()
    expect(page.locator("#make")).to_be_enabled()


def test_a_server_that_starts_again(studio: Studio, page: Page, peer: Peer, served: Served) -> None:
    peer.seconds = 6
    studio.register()
    studio.write(SCRIPT)
    studio.make()
    expect(page.locator("#film-percent")).to_be_visible()
    served.stop()
    studio.troubled = True  # the browser may well complain of stills that it cannot fetch
    expect(page.locator("#film-progress .lost")).to_contain_text("Reconnecting")
    served.start()
    studio.wait_for_film(20)


def test_no_server_at_first(studio: Studio, page: Page, served: Served) -> None:
    studio.register()
    served.stop()
    studio.troubled = True
    studio.open("?room=account")
    expect(page.locator("#trouble")).to_be_visible()
    served.start()
    expect(page.locator("#account-balance")).to_be_visible(timeout=20_000)


def test_links_that_have_ended_are_asked_for_anew(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    studio.write(SCRIPT)
    studio.make()
    studio.wait_for_film()
    studio.troubled = True
    page.evaluate("document.querySelector('#film-video').src = '/gone.mp4'")
    page.wait_for_function("document.querySelector('#film-video')?.src.includes('/media/')")
    assert studio.wait_for_film()["error"] is None


def test_it_fits_a_telephone(studio: Studio, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    studio.open()
    expect(page.locator("#register-submit")).to_be_visible()
    studio.register()
    for place in ("write", "films", "account"):
        page.click(f"#nav-{place}")
        expect(page.locator(f"#{place}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, place


def test_nothing_of_gradio_is_open_to_programs(app: App, studio: Studio) -> None:
    assert httpx.get(f"{app.url}/gradio_api/info").json()["named_endpoints"] == {}
    studio.open()
    expect(studio.page.locator("footer")).to_be_hidden()


def test_nobody_can_fill_the_disk(app: App) -> None:
    url = f"{app.url}/gradio_api/upload"
    answer = httpx.post(url, files={"files": ("big.bin", b"x" * 20_000_000)}, timeout=30)
    assert answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
    left = sum(path.stat().st_size for path in app.temp.rglob("*") if path.is_file())
    assert left < 100_000
