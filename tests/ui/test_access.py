"""Letters and what their links open, in a real browser in front of the real job server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from server.house.valkey import address
from server.settings import Settings
from tests.browser import free_port
from tests.peers.identity import CLIENT, SECRET, issuing
from tests.server.mails.letterbox import Letter, collected
from tests.server.running import Served, end, prepare, serving, settings_for, start_valkey, wipe
from tests.ui.conftest import App
from tests.ui.studio_pages import Studio

pytestmark = pytest.mark.xdist_group("ui")
NEW = "another long password"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, App]]:
    """The job server and the creator app, both as they are run, and an issuer to log in at."""
    data, port = tmp_path_factory.mktemp("real"), free_port()
    valkey = start_valkey(data)
    with issuing() as issuer:
        oidc = {"oidc_issuer": issuer.url, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "oidc_title": "Acme"}
        settings = settings_for(data, None, address(data), public_ui_url=f"http://127.0.0.1:{port}", **oidc)
        prepare(settings)
        yield from _served(settings, data, port)
    end(valkey)


def _served(settings: Settings, data: Path, port: int) -> Iterator[tuple[Served, App]]:
    with serving(settings) as served:
        app = App(f"http://127.0.0.1:{port}", served.url, data / "ui", data / "ui.log")
        app.start()
        yield served, app
        app.stop()


@pytest.fixture
def visitor(real: tuple[Served, App], context: BrowserContext) -> Iterator[Studio]:
    served, app = real
    wipe(served.studio)
    studio = Studio(context.new_page(), app.url)
    yield studio
    studio.page.evaluate("localStorage.clear()")
    assert studio.complaints == []


@pytest.fixture
def tab(visitor: Studio) -> Page:
    return visitor.page


def only_letter(real: tuple[Served, App]) -> Letter:
    (letter,) = collected(real[0].studio)
    return letter


def test_a_forgotten_password_is_set_by_letter(real: tuple[Served, App], visitor: Studio, tab: Page) -> None:
    real[0].client().register(visitor.email, visitor.password)
    collected(real[0].studio)
    visitor.open()
    tab.click("#tab-login-button, [role=tab]:has-text('Log in')")
    tab.click("#login-forgot")
    expect(tab.locator("#login-trouble")).to_contain_text("Type your e-mail address")
    tab.fill("#login-email input", visitor.email)
    tab.click("#login-forgot")
    expect(tab.locator("#login-trouble .noted")).to_contain_text("If " + visitor.email + " has an account")
    seal = only_letter(real).seal("reset")
    visitor.open(f"?reset={seal}")
    tab.fill("#reset-password input", "short")
    tab.click("#reset-submit")
    expect(tab.locator("#reset-trouble")).to_contain_text("8 to 128 characters")
    tab.fill("#reset-password input", NEW)
    tab.click("#reset-submit")
    expect(tab.locator("#sealed-words h1")).to_have_text("Your password is set")
    tab.click("#sealed-words a")
    visitor.password = NEW
    visitor.log_in()
    visitor.open(f"?reset={seal}")
    tab.fill("#reset-password input", "a third long password")
    tab.click("#reset-submit")
    expect(tab.locator("#reset-trouble")).to_contain_text("used already")


def test_the_address_is_confirmed_and_changed(real: tuple[Served, App], visitor: Studio, tab: Page) -> None:
    visitor.register()
    tab.click("#nav-account")
    expect(tab.locator("#account-email")).to_contain_text("not confirmed yet")
    visitor.open(f"?confirm={only_letter(real).seal('confirm')}")
    expect(tab.locator("#sealed-words")).to_contain_text(visitor.email)
    tab.click("#sealed-words a")
    tab.click("#nav-account")
    expect(tab.locator("#account-email em")).to_have_text("confirmed")
    expect(tab.locator("#confirm-again")).to_be_hidden()
    tab.click("#change-email button")
    tab.fill("#email-new input", "new@studio.test")
    tab.fill("#email-password input", "not the password")
    tab.click("#email-save")
    expect(tab.locator("#access-told .refusal")).to_contain_text("not your password")
    tab.fill("#email-password input", visitor.password)
    tab.click("#email-save")
    expect(tab.locator("#access-told .noted")).to_contain_text("new@studio.test")
    visitor.open(f"?confirm={only_letter(real).seal('confirm')}")
    expect(tab.locator("#sealed-words")).to_contain_text("new@studio.test")
    visitor.open("?confirm=nothing")
    expect(tab.locator("#sealed-words h1")).to_have_text("That link opens nothing any more")


def test_password_export_and_farewell(real: tuple[Served, App], visitor: Studio, tab: Page) -> None:
    visitor.register()
    tab.click("#nav-account")
    tab.click("#change-password button")
    tab.fill("#password-current input", visitor.password)
    tab.fill("#password-new input", NEW)
    tab.click("#password-save")
    expect(tab.locator("#access-told .noted")).to_contain_text("Your password is set")
    expect(tab.locator("#password-new input")).to_have_value("")
    tab.click("#leaving button")
    with tab.expect_download() as saving:
        tab.click("#export")
    kept = json.loads(saving.value.path().read_text())
    assert kept["account"]["email"] == visitor.email
    tab.fill("#delete-password input", visitor.password)
    tab.click("#delete-account")
    expect(tab.locator("#access-told .refusal")).to_contain_text("not your password")
    tab.fill("#delete-password input", NEW)
    tab.click("#delete-account")
    expect(tab.locator("#welcome")).to_be_visible()
    assert real[0].http.post("auth/login", json={"email": visitor.email, "password": NEW}).status_code == 401


def test_logging_out_everywhere(real: tuple[Served, App], visitor: Studio, tab: Page) -> None:
    visitor.register()
    elsewhere = real[0].client()
    elsewhere.log_in(visitor.email, visitor.password)
    tab.click("#nav-account")
    tab.click("#leaving button")
    tab.click("#log-out-everywhere")
    expect(tab.locator("#welcome")).to_be_visible()
    assert elsewhere.tokens is not None
    again = real[0].http.post("auth/refresh", json={"refresh_token": elsewhere.tokens.refresh_token})
    assert again.status_code == 401


def test_coming_in_from_elsewhere(real: tuple[Served, App], visitor: Studio, tab: Page) -> None:
    visitor.open()
    tab.click("#elsewhere a:has-text('Acme')")
    expect(tab.locator("#write")).to_be_visible()
    tab.click("#nav-account")
    expect(tab.locator("#account-email")).to_contain_text("meera@studio.test")
    expect(tab.locator("#account-email em")).to_have_text("confirmed")
    visitor.open("?refused=no_verified_email")
    expect(tab.locator("#elsewhere .refusal")).to_contain_text("no confirmed e-mail address")
