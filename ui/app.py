"""The creator app: builds its pages, leads between them, and serves them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from uuid import UUID

import gradio as gr
from markupsafe import Markup

from server.client import ApiError, ServerUnreachable, StudioClient
from ui import words
from ui.desk import Changes, Desk
from ui.lead import lead
from ui.pages import welcome
from ui.pages.account import AccountPage
from ui.pages.film import FilmPage
from ui.pages.films import FilmsPage, day_of
from ui.pages.sealed import SealedPage
from ui.pages.storyboard import StoryboardPage
from ui.pages.write import WritePage
from ui.router import ARRIVE, make_router, place_of, written_from
from ui.session import Door, Kept
from ui.tabs import share
from ui.theme import STYLE, studio_theme

STORE = "ai-film-studio"
"""Where the browser keeps tokens and drafts. Gradio scrambles what it keeps with a key that every visitor is sent: it
hides nothing, so the key is fixed, and what was kept is still readable after the app has started again."""

HEAD = """<meta name="theme-color" content="#150d11"><meta name="color-scheme" content="dark">"""
AT_THE_DOOR = frozenset({"confirm", "reset", "ticket", "refused"})
"""Places that letters and log-ins elsewhere lead to, whoever is logged in."""
RETRY_SECONDS = 3.0
LARGEST_UPLOAD = "1kb"
"""Nobody uploads anything to this app, but Gradio has a door for it that cannot be shut altogether."""
SWEEP = (3600, 3600)
"""Seconds between two sweeps of what came in by that door, and the age at which it is swept out."""


def build(door: Door) -> gr.Blocks:
    """The app in front of a job server."""
    app = gr.Blocks(title=words.STUDIO, analytics_enabled=False, fill_width=True, delete_cache=SWEEP)
    with app:
        session = gr.BrowserState({}, storage_key=f"{STORE}.session", secret=STORE)
        draft = gr.BrowserState({}, storage_key=f"{STORE}.draft", secret=STORE)
        knock = gr.BrowserState("", storage_key=f"{STORE}.knock", secret=STORE)
        share(session)
        desk = Desk(door, session, make_router())
        who = gr.JSON({}, visible="hidden", elem_classes="kept")
        above = gr.HTML(lead(None, None), elem_id="lead", apply_default_css=False)
        House(app, desk, draft, knock, who, above).wire()
    return app


class House:
    """All pages, and which of them is shown."""

    def __init__(
        self,
        app: gr.Blocks,
        desk: Desk,
        draft: gr.BrowserState,
        knock: gr.BrowserState,
        who: gr.JSON,
        above: gr.HTML,
    ) -> None:
        self.app, self.desk, self.draft, self.who, self.above = app, desk, draft, who, above
        self.knock = knock
        """A secret of the browser's: by it a log-in elsewhere is known to have been begun here."""
        with gr.Column(visible=False, elem_id="trouble", elem_classes="page narrow") as self.trouble:
            gr.HTML(
                Markup(
                    '<div class="empty" role="status"><div class="empty-lamp" aria-hidden="true"></div>'
                    "<h2>{}</h2><p>{}</p></div>"
                ).format(words.TROUBLE, words.TROUBLE_TEXT),
                apply_default_css=False,
            )
            self.retry = gr.Timer(RETRY_SECONDS, active=False)
        self.welcome = welcome.build(desk)
        self.write = WritePage(desk, draft, who)
        self.board = StoryboardPage(desk, self.write, who)
        self.film = FilmPage(desk, above)
        self.films = FilmsPage(desk)
        self.account = AccountPage(desk)
        self.sealed = SealedPage(desk)
        self.columns = {
            "welcome": self.welcome.column,
            "write": self.write.column,
            "board": self.board.column,
            "film": self.film.column,
            "films": self.films.column,
            "account": self.account.column,
            "sealed": self.sealed.column,
            "trouble": self.trouble,
        }

    def wire(self) -> None:
        """The events that lead from page to page."""
        desk = self.desk
        inputs = [desk.router, self.who, self.write.script, self.draft, self.knock]
        outputs = [
            *self.columns.values(),
            self.above,
            self.who,
            self.retry,
            self.welcome.elsewhere,
            self.knock,
            *self.write.outputs,
            *self.board.outputs,
            *self.film.whole,
            *self.films.outputs,
            *self.account.outputs,
            *self.sealed.outputs,
        ]
        outputs = list(dict.fromkeys(outputs))
        arrivals = [self.app.load, desk.router.select, self.retry.tick]
        desk.on(arrivals, self.go, inputs, outputs, js=ARRIVE, trigger_mode="always_last")
        home = {"js": "() => { location.href = location.pathname; }", "api_visibility": "private"}
        desk.on(self.account.log_out.click, self.leave, trigger_mode="once").then(None, **home)
        desk.on(self.account.log_out_everywhere.click, self.leave_everywhere, trigger_mode="once").then(None, **home)

    def go(
        self,
        client: StudioClient,
        where: str | None,
        who: Kept | None,
        typed: str | None,
        draft: Kept | None,
        knock: str | None,
    ) -> Changes:
        """Show the page that the address names, to whom it may be shown."""
        page, project = place_of(where)
        if client.tokens is None or page in AT_THE_DOOR:
            return self.at_the_door(client, page, project, knock or "")
        try:
            account, balance = client.me(), client.balance()
            purse = {
                "id": str(account.id),
                "unlimited": balance.unlimited,
                "again": day_of(balance.credits_reset_date),
            }
            changes = {**self._show(page), self.above: lead(page, balance), self.who: purse}
            if page != "film":
                changes.update(self.film.close())
            opened = {
                "write": lambda: self.write.open(client, purse, who or {}, typed or "", draft, written_from(where)),
                "board": lambda: self.board.open(client, UUID(project), purse),
                "film": lambda: self.film.open(client, UUID(project)),
                "films": lambda: self.films.open(client),
                "account": lambda: self.account.open(client, account, balance),
            }[page]()
        except ServerUnreachable:
            return {**self._show("trouble"), self.retry: gr.Timer(active=True)}
        except ApiError as error:
            if error.status in (404, 422):
                return self._no_film()
            raise
        except ValueError:  # the address names no project
            return self._no_film()
        return {**changes, **opened}

    def at_the_door(self, client: StudioClient, page: str, given: str, knock: str) -> Changes:
        """The page for whoever is not logged in, or comes by a link that needs no log-in."""
        if page == "ticket":
            return self.come_in(client, given, knock)
        shown = {self.above: lead(None, None), **self.film.close()}
        if page in ("confirm", "reset"):
            return {**self._show("sealed"), **shown, **self.sealed.open(client, page, given)}
        refused = given if page == "refused" else None
        knock = knock or secrets.token_urlsafe(32)
        return {**self._show("welcome"), **shown, self.knock: knock, **self.welcome.open(client, knock, refused)}

    def come_in(self, client: StudioClient, ticket: str, knock: str) -> Changes:
        """Be logged in by a ticket, and go where everybody goes. A secret knocks once."""
        client.tokens = None
        try:
            client.come_in(ticket, knock)
        except ApiError:  # an old page of the browser's history, or a link that somebody else made
            return {self.knock: "", **self.desk.go("?refused=not_begun")}
        return {self.knock: "", **self.desk.go("?")}

    def leave(self, client: StudioClient) -> Changes:
        """Log out. What is typed stays in the browser, for this account alone."""
        try:
            client.log_out()
        except (ApiError, ServerUnreachable):
            gr.Info(words.LOG_OUT, title=words.NOTICE)
        return {self.desk.session: {}}

    def leave_everywhere(self, client: StudioClient) -> Changes:
        """Log out here and wherever else."""
        client.log_out_everywhere()
        return {self.desk.session: {}}

    def _no_film(self) -> Changes:
        gr.Warning(words.NO_FILM, title=words.NOTICE)
        return self.desk.go("?room=films")

    def _show(self, page: str) -> Changes:
        shown: dict[Any, Any] = {column: gr.update(visible=key == page) for key, column in self.columns.items()}
        return {**shown, self.retry: gr.Timer(active=False)}


def serve(*, api_url: str, host: str, port: int, temp: Path, public_url: str | None = None) -> None:
    """Run the app until the process ends.

    `api_url` is how this process reaches the job server, `public_url` how browsers do. `temp` is the app's own folder.
    """
    temp.mkdir(parents=True, exist_ok=True)
    # Gradio reads these two itself, some at import and some later; there is no argument for either.
    os.environ["GRADIO_TEMP_DIR"] = str(temp)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    app = build(Door(api_url, public_url or api_url))
    app.queue(default_concurrency_limit=40, api_open=False)
    app.launch(
        server_name=host,
        server_port=port,
        theme=studio_theme(),
        css_paths=[STYLE],
        head=HEAD,
        footer_links=[],
        ssr_mode=False,
        share=False,
        inbrowser=False,
        quiet=True,
        show_error=False,
        enable_monitoring=False,
        pwa=False,
        max_threads=80,
        max_file_size=LARGEST_UPLOAD,
    )
