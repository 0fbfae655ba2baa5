"""The storyboard: the film on paper, and the one place where it is changed.

The job server keeps the changes; `kept` holds what the next one needs, in the browser, and a change is sent with the
version it was made to: a board that was changed in another tab is shown as it is now, and nothing is overwritten.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import gradio as gr
import httpx
from markupsafe import Markup, escape
from pydantic import ValidationError

from server.client import ApiError, StudioClient
from server.projects.schemas import Project
from server.storyboards.schemas import Storyboard, StoryboardChanges
from server.vocabulary import ReviewDecision
from ui import words
from ui.desk import Changes, Desk, sentence
from ui.pages.quote import refusal_of
from ui.pages.scenes import notes_of, people_of, scenes_of
from ui.pages.write import WritePage
from ui.session import Kept

SCRIPT = """
// One change at a time: until the answer is drawn the board is dimmed. The panel that was open is opened again.
const board = () => element.querySelector('[data-drawn]');
let open = null, drawn = null;
const send = (edit) => {
  const on = board();
  on?.classList.add('busy');
  setTimeout(() => on?.classList.remove('busy'), 15000);  // no answer came
  trigger('select', {edit});
};
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-edit]');
  if (button) send(JSON.parse(button.dataset.edit));
});
element.addEventListener('change', (event) => {
  const list = event.target.closest('select[data-edit]');
  if (list && list.value) send({...JSON.parse(list.dataset.edit), [list.dataset.field]: list.value});
});
element.addEventListener('toggle', (event) => {
  const key = event.target.closest('[data-key]')?.dataset.key || 'people';
  if (!event.target.open) { if (open === key && event.target.isConnected) open = null; return; }
  open = key;
  for (const other of element.querySelectorAll('details[open]')) if (other !== event.target) other.open = false;
}, true);
new MutationObserver(() => {
  const now = board()?.dataset.drawn;
  if (!now || now === drawn) return;
  drawn = now;
  if (!open) return;
  const kept = [...element.querySelectorAll('[data-key]')].find((one) => one.dataset.key === open);
  const again = open === 'people' ? element.querySelector('.people') :
    kept?.matches('details') ? kept : kept?.querySelector('details');
  if (!again) { open = null; return; }
  again.open = true;
  again.querySelector('summary').focus({preventScroll: true});
  (again.closest('.panel') || again).scrollIntoView({block: 'nearest'});
}).observe(element, {childList: true, subtree: true, attributes: true, attributeFilter: ['data-drawn']});
"""


class StoryboardPage:
    """The page. `kept`: {"project", "version", "edits", "key"}; the key makes a second click on the button harmless."""

    def __init__(self, desk: Desk, write: WritePage, who: gr.JSON) -> None:
        self.desk, self.write, self.who = desk, write, who
        with gr.Column(visible=False, elem_id="storyboard", elem_classes="page") as self.column:
            self.head = gr.HTML("", elem_id="board-head", apply_default_css=False)
            self.board = gr.HTML("", elem_id="board", js_on_load=SCRIPT, apply_default_css=False)
            with gr.Row(elem_classes="board-bar", elem_id="board-bar") as self.bar:
                self.offer = gr.HTML("", elem_id="board-offer", apply_default_css=False)
                self.undo = gr.Button(words.BOARD_UNDO, elem_id="board-undo", size="sm", min_width=90, scale=0)
                self.over = gr.Button(words.BOARD_OVER, elem_id="board-over", size="sm", min_width=110, scale=0)
                self.make = gr.Button(words.MAKE, variant="primary", elem_id="board-make", min_width=150, scale=0)
            self.kept = gr.JSON({}, visible="hidden", elem_classes="kept")
        self.outputs = [self.head, self.board, self.bar, self.offer, self.undo, self.over, self.make, self.kept]
        self._events()

    def _events(self) -> None:
        desk, known = self.desk, [self.kept, self.who]

        def change(session: Kept, kept: Kept, who: Kept, event: gr.EventData) -> Changes:
            return desk.answer(lambda client: self.change(client, kept, who, [*kept["edits"], event.edit]))(session)

        self.board.select(
            change,
            inputs=[desk.session, *known],
            outputs=[desk.session, desk.router, *self.outputs],
            show_progress="hidden",
            api_visibility="private",
            trigger_mode="once",
        )
        for button, left in ((self.undo, -1), (self.over, 0)):
            desk.on(
                button.click,
                lambda client, kept, who, left=left: self.change(client, kept, who, kept["edits"][:left]),
                known,
                self.outputs,
                trigger_mode="once",
            )
        desk.on(self.make.click, self.start, known, [*self.outputs, *self.write.outputs], trigger_mode="once")

    def open(self, client: StudioClient, project_id: UUID, who: Kept) -> Changes:
        """A project's storyboard; of a script that cannot be filmed, why."""
        project = client.project(project_id)
        try:
            seen = client.storyboard(project.id)
        except ApiError as error:
            if error.status != httpx.codes.UNPROCESSABLE_ENTITY:
                raise
            why = Markup('<p class="refusal" role="alert">{}</p>').format(sentence(error))
            return {self.head: _head(project, ""), self.board: why, self.bar: gr.update(visible=False), self.kept: {}}
        return self._show(client, project, seen, who)

    def change(self, client: StudioClient, kept: Kept, who: Kept, edits: list[Any]) -> Changes:
        """Make these the changes. What cannot be done is said, and the board shown as it is."""
        project = client.project(UUID(kept["project"]))
        try:
            changes = StoryboardChanges.model_validate({"edits": edits}).edits
            seen = client.change_storyboard(project.id, changes, kept["version"])
        except ApiError as error:
            if error.status not in (httpx.codes.PRECONDITION_FAILED, httpx.codes.UNPROCESSABLE_ENTITY):
                raise
            gr.Warning(escape(sentence(error)), title=words.NOTICE)
            seen = client.storyboard(project.id)
        except ValidationError:
            gr.Warning(words.INVALID, title=words.NOTICE)
            seen = client.storyboard(project.id)
        return self._show(client, project, seen, who)

    def start(self, client: StudioClient, kept: Kept, who: Kept) -> Changes:
        """Have the film made, and lead to it."""
        try:
            client.start_job(UUID(kept["project"]), kept["key"])
        except ApiError as error:
            # A server that stumbled may have written the order: then it must be the same order.
            if error.status == httpx.codes.UNAUTHORIZED or error.status >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise
            gr.Warning(escape(sentence(error)), title=words.NOTICE)
            return {self.kept: {**kept, "key": str(uuid4())}}
        return {**self.write.emptied(who), **self.desk.go(f"?film={kept['project']}")}

    def _review(self, seen: Storyboard) -> list[str]:
        """What becomes of a script that somebody at the studio has to look at."""
        doubts: list[str] = seen.board["review"]
        return [words.ALLOWED] if seen.review is ReviewDecision.ALLOWED else doubts

    def _show(self, client: StudioClient, project: Project, seen: Storyboard, who: Kept) -> Changes:
        board, quote, changes = seen.board, seen.quote, len(seen.edits)
        edits = seen.model_dump(mode="json")["edits"]
        why_not = refusal_of(quote, who or {}) if quote else seen.problem
        facts = f"{words.length_of(board['seconds'])} · {sum(len(one['shots']) for one in board['scenes'])} shots"
        refusal = Markup('<p class="refusal" role="alert" id="board-refusal">{}</p>').format(why_not) if why_not else ""
        drawn = Markup("{}{}{}{}").format(
            notes_of([*self._review(seen), *board["notes"]]),
            people_of(board, edits, client.voices(board["language"])),
            scenes_of(board, project.settings.aspect),
            refusal,
        )
        many = words.BOARD_NO_CHANGES if not changes else words.BOARD_ONE_CHANGE
        if changes > 1:
            many = words.BOARD_CHANGES.format(number=changes)
        price = f"{words.MAKE} · {words.credits_of(quote.credits)}" if quote and not why_not else words.MAKE
        return {
            self.head: _head(project, facts),
            self.board: drawn,
            self.bar: gr.update(visible=True),
            self.offer: Markup('<p role="status"><strong>{}</strong> {}</p>').format(
                words.length_of(board["seconds"]), many
            ),
            self.undo: gr.update(interactive=bool(changes)),
            self.over: gr.update(interactive=bool(changes)),
            self.make: gr.update(value=price, interactive=not why_not),
            self.kept: {"project": str(project.id), "version": seen.version, "edits": edits, "key": str(uuid4())},
        }


def _head(project: Project, facts: str) -> str:
    return Markup(
        '<div class="page-head"><div><h1 dir="auto" id="board-title">{}</h1><p class="lead">{}</p>'
        '<p class="meta">{}</p></div>'
        '<a class="quiet" data-go id="board-script" href="?room=write&amp;from={}">{}</a></div>'
    ).format(project.title, words.BOARD_LEAD, facts, project.id, words.BOARD_SCRIPT)
