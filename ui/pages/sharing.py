"""Showing a film to others, on its page: a link that is told once, and its end."""

from __future__ import annotations

from uuid import UUID

import gradio as gr
from markupsafe import Markup

from server.client import ApiError, StudioClient
from server.sharing.schemas import ShareState
from ui import words
from ui.desk import Changes, Desk
from ui.pages.films import day_of
from ui.session import Kept


class SharePanel:
    """The panel. `watched` names the film."""

    def __init__(self, desk: Desk, watched: gr.JSON) -> None:
        self.desk = desk
        with gr.Accordion(words.SHARE, open=False, elem_id="film-share") as self.fold:
            self.state = gr.HTML("", elem_id="share-state", apply_default_css=False)
            self.link = gr.Textbox(
                "", label=words.SHARE_LINK, visible=False, interactive=False, buttons=["copy"], elem_id="share-link"
            )
            with gr.Row(elem_classes="line"):
                self.make = gr.Button(words.SHARE_MAKE, elem_id="share-make", min_width=210, scale=0)
                self.end = gr.Button(words.SHARE_WITHDRAW, elem_id="share-end", min_width=210, scale=0, visible=False)
        self.parts = [self.state, self.link, self.make, self.end]
        self.outputs = [self.fold, *self.parts]
        for trigger, work in (
            (self.fold.expand, self.open),
            (self.make.click, self.share),
            (self.end.click, self.withdraw),
        ):
            desk.on(trigger, work, [watched], self.parts, trigger_mode="once")

    def close(self) -> Changes:
        """Folded, and empty: another film has another link."""
        return {self.fold: gr.update(open=False), self.state: "", self.link: gr.update(value="", visible=False)}

    def open(self, client: StudioClient, watched: Kept) -> Changes:
        """Whether a link works."""
        return self._shown(client.share_state(UUID(watched["project"])), "")

    def share(self, client: StudioClient, watched: Kept) -> Changes:
        """Make a link; one before it ends."""
        try:
            made = client.share(UUID(watched["project"]))
        except ApiError as error:
            if error.code != "not_finished":
                raise
            return {self.state: _said(words.SHARE_NO_FILM)}
        return self._shown(made, self.desk.door.link(made.url))

    def withdraw(self, client: StudioClient, watched: Kept) -> Changes:
        """End the link."""
        client.withdraw_share(UUID(watched["project"]))
        return self.open(client, watched)

    def _shown(self, state: ShareState, url: str) -> Changes:
        since = words.SHARE_SINCE.format(day=day_of(state.created_at)) if state.created_at else words.SHARE_NONE
        return {
            self.state: _said(f"{words.SHARE_LEAD} {since}"),
            self.link: gr.update(value=url, visible=bool(url)),
            self.make: gr.update(value=words.SHARE_AGAIN if state.shared else words.SHARE_MAKE),
            self.end: gr.update(visible=state.shared),
        }


def _said(text: str) -> str:
    return Markup('<p class="hint" role="status">{}</p>').format(text)
