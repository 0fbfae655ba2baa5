"""A film's versions, on its page: as it was after each change, what is other now, and the way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import gradio as gr
from markupsafe import Markup

from server.client import StudioClient
from server.versions.schemas import BoardChange, Comparison, Sign, VersionLine
from ui import words
from ui.desk import Changes, Desk
from ui.pages.films import day_of
from ui.session import Kept

SCRIPT = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.back) { button.disabled = true; trigger('select', {number: Number(button.dataset.back)}); }
  if (button.dataset.diff) trigger('input', {number: Number(button.dataset.diff)});
});
"""
SIGNS = {Sign.SAME: " ", Sign.GONE: "−", Sign.NEW: "+"}


class VersionsPanel:
    """The panel. `watched` names the film."""

    def __init__(self, desk: Desk, watched: gr.JSON) -> None:
        self.desk = desk
        with gr.Accordion(words.VERSIONS, open=False, elem_id="film-versions") as self.fold:
            self.list = gr.HTML("", elem_id="versions", js_on_load=SCRIPT, apply_default_css=False)
            self.more = gr.Button(words.VERSIONS_MORE, visible=False, size="sm", elem_id="versions-more")
            self.pages = gr.Number(1, visible="hidden", elem_classes="kept")
            self.diff = gr.HTML("", elem_id="versions-diff", apply_default_css=False)
        self.parts = [self.list, self.more, self.pages, self.diff]
        self.outputs = [self.fold, *self.parts]
        desk.on(self.fold.expand, self.open, [watched], self.parts, trigger_mode="once")
        desk.on(
            self.more.click,
            lambda client, watched, pages: self.open(client, watched, int(pages) + 1),
            [watched, self.pages],
            self.parts,
            trigger_mode="once",
        )
        for event, work in ((self.list.select, self.restore), (self.list.input, self.compare)):
            self._on(event, work, watched)

    def _on(self, event: Any, work: Any, watched: gr.JSON) -> None:  # noqa: ANN401 - made by Gradio at run time
        def handler(session: Kept, film: Kept, told: gr.EventData) -> Changes:
            return self.desk.answer(lambda client: work(client, film, int(told.number)))(session)

        event(
            handler,
            inputs=[self.desk.session, watched],
            outputs=[self.desk.session, self.desk.router, *self.parts],
            show_progress="hidden",
            api_visibility="private",
        )

    def close(self) -> Changes:
        """Folded, and empty: another film has others."""
        return {self.fold: gr.update(open=False), self.list: "", self.diff: "", self.more: gr.update(visible=False)}

    def open(self, client: StudioClient, watched: Kept, pages: int = 1) -> Changes:
        """The first pages of versions."""
        lines: list[VersionLine] = []
        cursor: str | None = None
        for _ in range(pages):
            page = client.versions(UUID(watched["project"]), cursor)
            lines += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        shown = gr.update(visible=cursor is not None)
        return {self.list: listed(lines), self.more: shown, self.pages: pages, self.diff: ""}

    def restore(self, client: StudioClient, watched: Kept, number: int) -> Changes:
        """Bring a version back."""
        client.restore_version(UUID(watched["project"]), number)
        gr.Info(words.VERSIONS_DONE.format(number=number), title=words.NOTICE)
        return self.open(client, watched)

    def compare(self, client: StudioClient, watched: Kept, number: int) -> Changes:
        """What is other now than it was then."""
        project = UUID(watched["project"])
        now = client.versions(project, limit=1).items[0].number
        return {self.diff: compared(client.compare_versions(project, number, now))}


def listed(lines: list[VersionLine]) -> str:
    """The versions, the newest first."""
    rows = Markup("").join(_row(line, newest=number == 0) for number, line in enumerate(lines))
    return Markup('<p class="hint">{}</p><ul class="versions">{}</ul>').format(words.VERSIONS_LEAD, rows)


def _row(line: VersionLine, *, newest: bool) -> Markup:
    parts = [words.VERSION_PARTS[part] for part in line.changed]
    if line.restored_from is not None:
        parts.append(words.VERSIONS_FROM.format(number=line.restored_from))
    buttons = Markup('<strong class="fine">{}</strong>').format(words.VERSIONS_NOW)
    if not newest:
        buttons = Markup(
            '<button type="button" class="quiet" data-diff="{n}">{diff}</button>'
            '<button type="button" class="quiet" data-back="{n}">{back}</button>'
        ).format(n=line.number, diff=words.VERSIONS_DIFF, back=words.VERSIONS_BACK)
    return Markup(
        '<li data-version="{n}"><span class="about"><strong dir="auto">{n} · {title}</strong>'
        '<span class="fine">{day} · {parts}</span></span><span>{buttons}</span></li>'
    ).format(n=line.number, title=line.title, day=day_of(line.created_at), parts=", ".join(parts), buttons=buttons)


def compared(found: Comparison) -> str:
    """The difference of two versions: words first, then what it does to the storyboard."""
    script = Markup("").join(
        Markup('<li class="{}" dir="auto"><b aria-hidden="true">{}</b>{}</li>').format(
            line.sign.value, SIGNS[line.sign], line.text
        )
        for line in found.script
    )
    changes = [*([found.title] if found.title else []), *found.settings]
    fields = Markup("").join(
        Markup("<li>{}: {} → {}</li>").format(one.name, _plain(one.before), _plain(one.after)) for one in changes
    )
    board = Markup("").join(_board_row(one) for one in found.storyboard or ())
    if not (script or fields or board):
        return Markup('<p class="fine" role="status">{}</p>').format(words.VERSIONS_SAME)
    return Markup(
        '<div class="diff" role="status"><ul class="diff-script">{}</ul><ul>{}</ul><ul>{}</ul>{}</div>'
    ).format(script, fields, board, Markup('<p class="fine">{}</p>').format(found.storyboard_problem or ""))


def _board_row(one: BoardChange) -> Markup:
    where = words.BOARD_SCENE.format(number=one.scene_number)
    fields = ", ".join(f"{field.name} {_plain(field.before)} → {_plain(field.after)}" for field in one.fields)
    return Markup('<li class="{}"><b aria-hidden="true">{}</b>{} · <span dir="auto">“{}”</span> {}</li>').format(
        one.sign.value, SIGNS[one.sign], where, one.words[:60], fields
    )


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value) or "–"
    return "–" if value is None else str(value)
