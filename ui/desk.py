"""Where events are answered: each handler gets its visitor's client and gives back what changes on the page.

    desk.on(button.click, save, inputs=[name], outputs=[card])      # save(client, name) -> {card: "…"}

Whatever a handler does, the browser is told of new tokens, an error becomes a sentence, and a log-in that has ended
leads back to the door with nothing lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import gradio as gr
from gradio.blocks import Block
from markupsafe import escape
from pydantic import ValidationError

from server.accounts.schemas import Tokens
from server.client import ApiError, ServerUnreachable
from ui import words
from ui.choices import mistake_in
from ui.session import Door, Kept, kept_of

log = logging.getLogger(__name__)

Changes = dict[Block, Any]
Work = Callable[..., Changes]
EXPIRED = "expired:"
GO = "go:"


@dataclass(frozen=True, slots=True)
class Desk:
    """What all pages share: the way to the server, the visitor's tokens, and the router."""

    door: Door
    session: gr.BrowserState
    router: gr.HTML

    def on(
        self,
        triggers: Any,  # noqa: ANN401 - Gradio makes its event methods at run time
        work: Work,
        inputs: Sequence[Block] = (),
        outputs: Sequence[Block] = (),
        **options: Any,  # noqa: ANN401 - handed through to Gradio
    ) -> Any:  # noqa: ANN401 - a Dependency, for .then()
        """Answer events, with the visitor's tokens at hand."""
        listed = triggers if isinstance(triggers, list) else [triggers]
        return gr.on(listed, self.answer(work), **self._wires(inputs, outputs), **options)

    def then(
        self,
        before: Any,  # noqa: ANN401 - a Dependency
        work: Work,
        inputs: Sequence[Block] = (),
        outputs: Sequence[Block] = (),
    ) -> Any:  # noqa: ANN401 - a Dependency
        """Answer when another event has been answered."""
        return before.then(self.answer(work), **self._wires(inputs, outputs))

    def _wires(self, inputs: Sequence[Block], outputs: Sequence[Block]) -> dict[str, Any]:
        return {
            "inputs": [self.session, *inputs],
            "outputs": [self.session, self.router, *outputs],
            "show_progress": "hidden",
            "api_visibility": "private",
        }

    def answer(self, work: Work) -> Callable[..., Changes]:
        """A handler of Gradio's kind around `work(client, *values)`."""

        def handler(kept: Kept | None, *values: Any) -> Changes:  # noqa: ANN401 - components' values
            changes: Changes = {}

            def keep(tokens: Tokens | None) -> None:
                changes[self.session] = kept_of(tokens)

            client = self.door.client(kept, keep)
            try:
                changes.update(work(client, *values))
            except ApiError as error:
                if error.status == 401 and client.tokens is None:
                    changes[self.session] = {}
                    if kept:
                        gr.Info(words.LOGGED_OUT)
                    changes[self.router] = EXPIRED + uuid4().hex
                else:
                    log.info("the job server refused: %s %s", error.code, error.detail)
                    gr.Warning(escape(sentence(error)), title=words.NOTICE)  # shown as HTML
            except ServerUnreachable as silent:
                log.warning("%s", silent)
                gr.Warning(words.UNREACHABLE, title=words.NOTICE)
            except ValidationError as mistake:
                gr.Warning(mistake_in(mistake), title=words.NOTICE)
            return changes

        return handler

    def go(self, query: str) -> Changes:
        """Changes that lead the visitor to another page, e.g. "?film=…"."""
        return {self.router: f"{GO}{query}#{uuid4().hex}"}


def sentence(error: ApiError) -> str:
    """What to tell of a refusal: the server's own sentence, without the names that programs have for fields."""
    reasons = [str(item["message"]) for item in error.errors if item.get("message")]
    return " ".join(dict.fromkeys(reasons)) or error.detail
