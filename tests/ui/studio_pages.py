"""The studio's pages as a visitor uses them, by the names the app gives its parts: for tests here and end to end."""

from __future__ import annotations

import re
from itertools import count
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page, expect

LOCAL = ("http://127.0.0.1:", "data:", "blob:")
HUNG_UP = ("AbortError", "Connection errored out")
NUMBERS = count(1)


class Studio:
    """A visitor and a tab. `strays`: requests to elsewhere; `complaints`: errors of the console."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.email = f"visitor-{next(NUMBERS)}-{uuid4().hex[:6]}@studio.test"
        self.password = "a long password"  # noqa: S105 - of nobody
        self.strays: list[str] = []
        self.complaints: list[str] = []
        self.troubled = False
        page.on("console", lambda said: self._heard(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._heard(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(LOCAL) else self.strays.append(asked.url))

    def _heard(self, text: str) -> None:
        # Gradio hangs up its own streams when a page is left in the middle of something.
        if not self.troubled and not any(sign in text for sign in HUNG_UP):
            self.complaints.append(text)

    def open(self, query: str = "") -> None:
        """Open the app, at a place."""
        self.page.goto(f"{self.url}/{query}")

    def register(self, name: str = "Asha") -> None:
        """Come in by the front door."""
        self.open()
        self.page.fill("#register-name input", name)
        self.page.fill("#register-email input", self.email)
        self.page.fill("#register-password input", self.password)
        self.page.click("#register-submit")
        expect(self.page.locator("#write")).to_be_visible()

    def log_in(self) -> None:
        """Come in again."""
        self.page.get_by_role("tab", name="Log in").click()
        self.page.fill("#login-email input", self.email)
        self.page.fill("#login-password input", self.password)
        self.page.click("#login-submit")

    def write(self, script: str) -> None:
        """Put a script on the sheet and wait for its quote."""
        self.page.fill("#script textarea", script)
        expect(self.page.locator("#quote-credits")).to_be_visible()
        expect(self.page.locator("#quote .old")).to_have_count(0)

    def choose(self, group: str, label: str) -> None:
        """One of a group of choices, e.g. ("aspect", "Tall 9:16")."""
        self.page.locator(f"#{group}").get_by_role("radio", name=label, exact=True).check(force=True)

    def pick(self, field: str, option: str) -> None:
        """An entry of a list, e.g. ("language", "தமிழ்")."""
        self.page.click(f"#{field} input")
        self.page.get_by_role("option", name=option).first.click()

    def make(self) -> str:
        """Have the film made; the film's id."""
        expect(self.page.locator("#make")).to_be_enabled()
        self.page.click("#make")
        self.page.wait_for_url(re.compile(r"\?film="))
        return self.film

    @property
    def film(self) -> str:
        """The film that the address names."""
        return self.page.url.split("film=")[1]

    def wait_for_film(self, seconds: float = 15) -> dict[str, Any]:
        """Until it plays; what the player says of itself."""
        self.page.wait_for_selector("#film-video", timeout=seconds * 1000)
        self.page.wait_for_function("document.querySelector('#film-video').readyState >= 2")
        self.page.wait_for_function(
            "[...document.querySelector('#film-video').textTracks].every(t => t.mode !== 'showing' || t.cues?.length)"
        )
        return self.player()

    def player(self) -> dict[str, Any]:
        """The player, as the browser sees it."""
        found: dict[str, Any] = self.page.evaluate("""() => {
          const film = document.querySelector('#film-video');
          const tracks = [...film.textTracks].map((track) => (
            {mode: track.mode, cues: track.cues?.length || 0, language: track.language, label: track.label}));
          return {seconds: film.duration, error: film.error && film.error.message, width: film.videoWidth,
                  height: film.videoHeight, now: film.currentTime, tracks, poster: film.poster};
        }""")
        return found

    def save(self, link: str) -> tuple[str, bytes]:
        """(file name, content) of a download."""
        with self.page.expect_download() as begun:
            self.page.click(link)
        path = begun.value.path()
        return begun.value.suggested_filename, path.read_bytes()
