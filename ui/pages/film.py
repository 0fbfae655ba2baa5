"""A film: watched while it is made, played when it is ready.

Nothing about a film is kept in this process: `watched` lives in the browser and every second it asks the job server
anew. So a reload, a sleeping tab or a server that starts again costs a second or two, no more.

A film may be made anew. Where that ends without a film, the one that was there before is played.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import gradio as gr
import httpx
from markupsafe import Markup

from pipeline.vocabulary import Aspect
from server.client import ApiError, ServerUnreachable, StudioClient
from server.jobs.schemas import JobProgress, JobResult
from server.projects.schemas import Project
from server.vocabulary import JobStatus, ReviewDecision
from ui import words
from ui.desk import Changes, Desk
from ui.lead import lead
from ui.pages.files import FilesPanel
from ui.pages.films import day_of
from ui.pages.progress import bar, shots_grid, stills_of
from ui.pages.sharing import SharePanel
from ui.pages.versions import VersionsPanel
from ui.player import SCRIPT, keepsakes_of, language_name, player_of

EVERY_SECONDS = 1.0
Watched = dict[str, Any]
"""{"project", "job", "film", "aspect", "burned", "stills", "status", "key"}; empty: no film is open.

`job` is the newest, `film` the one whose film is played if that is another.
"""


class FilmPage:
    """The page."""

    def __init__(self, desk: Desk, above: gr.HTML) -> None:
        self.desk, self.above = desk, above
        with gr.Column(visible=False, elem_id="film", elem_classes="page") as self.column:
            self.head = gr.HTML("", elem_id="film-head", apply_default_css=False)
            self.end = gr.HTML("", elem_id="film-end", apply_default_css=False)
            self.player = gr.HTML("", elem_id="film-player", js_on_load=SCRIPT, apply_default_css=False)
            self.keepsakes = gr.HTML("", elem_id="film-keepsakes", apply_default_css=False)
            self.bar = gr.HTML("", elem_id="film-progress", apply_default_css=False)
            with gr.Row(visible=False, elem_classes="ends") as self.ends:
                self.again = gr.Button(words.AGAIN, variant="primary", elem_id="film-again", min_width=160, scale=0)
                self.rewrite = gr.Button(words.REWRITE, elem_id="film-rewrite", min_width=220, scale=0)
                self.board = gr.Button(words.BOARD, elem_id="film-board", min_width=160, scale=0)
            self.shots = gr.HTML("", elem_id="film-shots", apply_default_css=False)
            with gr.Row(visible=False, elem_classes="stop-row") as self.stop_row:
                self.stop = gr.Button(words.STOP, elem_id="film-stop", size="sm", min_width=140, scale=0)
            with gr.Column(visible=False, elem_classes="card sure-card", elem_id="film-sure") as self.sure_card:
                self.sure_text = gr.HTML("", apply_default_css=False)
                with gr.Row():
                    self.sure = gr.Button(words.STOP_SURE, variant="stop", elem_id="film-stop-sure", min_width=120)
                    self.keep = gr.Button(words.STOP_NOT, elem_id="film-stop-not", min_width=120)
            self.watched = gr.JSON({}, visible="hidden", elem_classes="kept")
            with gr.Column(elem_classes="workshop", elem_id="workshop"):
                self.panels = [panel(desk, self.watched) for panel in (FilesPanel, VersionsPanel, SharePanel)]
            self.timer = gr.Timer(EVERY_SECONDS, active=False)
        self.parts = [self.head, self.player, self.keepsakes, self.bar, self.end, self.ends, self.again, self.shots]
        self.outputs = [*self.parts, self.stop_row, self.sure_card, self.sure_text, self.watched, self.timer, above]
        folded = [part for panel in self.panels for part in panel.outputs]
        self.whole = [*self.outputs, *folded]
        """With what is folded below: for who opens the page."""
        self._events()

    def _events(self) -> None:
        desk = self.desk
        for trigger, work, outputs in (
            (self.timer.tick, self.look, self.outputs),
            (self.sure.click, self.cancel, self.outputs),
            (self.again.click, self.try_again, self.whole),
            (self.player.clear, self.renew, self.outputs),
        ):
            desk.on(trigger, self._while_there(work), [self.watched], outputs, trigger_mode="once")
        desk.on(
            self.rewrite.click, lambda _, watched: desk.go(f"?room=write&from={watched['project']}"), [self.watched]
        )
        desk.on(self.board.click, lambda _, watched: desk.go(f"?board={watched['project']}"), [self.watched])
        for button, shown in ((self.stop, True), (self.keep, False)):
            button.click(
                lambda shown=shown: (gr.update(visible=shown), gr.update(visible=not shown)),
                outputs=[self.sure_card, self.stop_row],
                api_visibility="private",
                show_progress="hidden",
            )

    def _while_there(self, work: Callable[[StudioClient, Watched], Changes]) -> Callable[..., Changes]:
        """A film that is not there any more, deleted in another tab perhaps, is told of once and left."""

        def answered(client: StudioClient, watched: Watched | None) -> Changes:
            if not watched:  # it was left while this question was on its way
                return {self.timer: gr.Timer(active=False)}
            try:
                return work(client, watched)
            except ApiError as error:
                if error.status != httpx.codes.NOT_FOUND:
                    raise
                gr.Warning(words.NO_FILM, title=words.NOTICE)
                return {**self._left(), **self.desk.go("?room=films")}

        return answered

    def close(self) -> Changes:
        """Another page is shown: stop asking, and let no film play on unseen."""
        return {**self._left(), **self._folded()}

    def _left(self) -> Changes:
        return {self.timer: gr.Timer(active=False), self.player: "", self.watched: {}}

    def _folded(self) -> Changes:
        return {part: change for panel in self.panels for part, change in panel.close().items()}

    def open(self, client: StudioClient, project_id: UUID) -> Changes:
        """A film, wherever it stands."""
        project = client.project(project_id)
        watched: Watched = {
            "project": str(project.id),
            "job": str(project.latest_job_id) if project.latest_job_id else None,
            "aspect": project.settings.aspect.value,
            "burned": project.settings.burn_subtitles,
            "stills": {},
            "key": str(uuid4()),
        }
        blank: Changes = dict.fromkeys((self.player, self.keepsakes, self.bar, self.end, self.shots), "")
        hidden = {part: gr.update(visible=False) for part in (self.ends, self.stop_row, self.sure_card)}
        changes = {**self._folded(), **blank, **hidden, self.head: head_of(project), self.watched: watched}
        if watched["job"] is None:
            return {**changes, **self._ended(words.DRAFT, _draft_text(project), None, words.MAKE)}
        return {**changes, **self.look(client, watched)}

    def look(self, client: StudioClient, watched: Watched) -> Changes:
        """How far it is. Whatever is wrong with the server, the page goes on asking."""
        if not watched.get("job"):
            return {self.timer: gr.Timer(active=False)}
        try:
            progress = client.job_status(UUID(watched["job"]))
            if progress.status is JobStatus.COMPLETED:
                return self._finished(client, progress, watched)
            return self._unfinished(client, progress, watched)
        except ServerUnreachable:
            pass
        except ApiError as error:
            if error.status < 500:
                raise
        return {self.bar: bar(None, reconnecting=True), self.timer: gr.Timer(active=True)}

    def _unfinished(self, client: StudioClient, progress: JobProgress, watched: Watched) -> Changes:
        stills = stills_of(progress, watched.get("stills") or {}, self.desk.door)
        grid = shots_grid(progress, stills, Aspect(watched["aspect"]))
        known = {**watched, "stills": stills, "status": progress.status.value}
        changes: Changes = {self.shots: grid, self.watched: known}
        if watched.get("status") != known["status"]:  # that is when credits move
            changes[self.above] = lead("film", client.balance())
        if progress.status.is_final:
            return {**changes, **self._without_film(client, progress, known)}
        queued = progress.status is JobStatus.QUEUED
        sure = Markup("<p>{}</p>").format(words.STOP_TEXT_QUEUED if queued else words.STOP_TEXT)
        changes.update({self.bar: bar(progress), self.sure_text: sure, self.timer: gr.Timer(active=True)})
        if "status" not in watched:  # shown once: later it may be folded away by the question
            changes[self.stop_row] = gr.update(visible=True)
        return changes

    def _without_film(self, client: StudioClient, progress: JobProgress, known: Watched) -> Changes:
        """It failed or was stopped. If there was a film before, that is played, and only the new version is missed."""
        project = client.project(progress.project_id)
        before = self._film_before(client, project)
        if progress.status is JobStatus.CANCELLED:
            title, text = (words.REMAKE_CANCELLED, "") if before else (words.CANCELLED, words.CANCELLED_TEXT)
        else:
            unpaid = progress.error_code == "insufficient_credits"
            title = words.REMAKE_FAILED if before else words.FAILED
            text = words.NOT_CHARGED if unpaid else words.FAILED_TEXT
        if before is None:
            return self._ended(title, text, progress.error_message, words.AGAIN)
        return {
            **self._ended(title, f"{text} {words.FILM_BEFORE}".strip(), progress.error_message, words.AGAIN),
            **self._played(before, project, known),
            self.shots: "",
            self.watched: {**known, "film": str(before.id)},
        }

    def _film_before(self, client: StudioClient, project: Project) -> JobResult | None:
        if project.film_job_id is None:
            return None
        try:
            return client.job_result(project.film_job_id)
        except ApiError as error:
            if error.status == httpx.codes.UNAUTHORIZED or error.status >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise
            return None  # its files are not there any more

    def cancel(self, client: StudioClient, watched: Watched) -> Changes:
        """Stop it."""
        client.cancel_job(UUID(watched["job"]))
        return self.look(client, watched)

    def try_again(self, client: StudioClient, watched: Watched) -> Changes:
        """Make it, from the script as it stands. The key was made with the page: two presses are one film."""
        project = UUID(watched["project"])
        client.start_job(project, watched["key"])
        return self.open(client, project)

    def renew(self, client: StudioClient, watched: Watched) -> Changes:
        """The same film with fresh links."""
        result = client.job_result(UUID(watched.get("film") or watched["job"]))
        shown = player_of(result, self.desk.door, captions_on=not watched.get("burned"))
        return {self.player: shown, self.keepsakes: keepsakes_of(result, self.desk.door)}

    def _finished(self, client: StudioClient, progress: JobProgress, watched: Watched) -> Changes:
        result = client.job_result(progress.id)
        project = client.project(progress.project_id)
        return {
            self.above: lead("film", client.balance()),
            **self._played(result, project, watched),
            self.bar: "",
            self.end: "",
            self.shots: "",
            self.ends: gr.update(visible=True),
            self.again: gr.update(visible=False),
            **self._quiet(),
        }

    def _played(self, result: JobResult, project: Project, watched: Watched) -> Changes:
        return {
            self.head: head_of(project, result.duration_seconds),
            self.player: player_of(result, self.desk.door, captions_on=not watched.get("burned")),
            self.keepsakes: keepsakes_of(result, self.desk.door),
        }

    def _ended(self, title: str, text: str, why: str | None, again: str) -> Changes:
        reason = Markup("<p class='why'>{}</p>").format(why) if why else ""
        said = Markup('<section class="ended card" role="status"><h2>{}</h2>{}<p>{}</p></section>')
        return {
            self.end: said.format(title, reason, text),
            self.bar: "",
            self.ends: gr.update(visible=True),
            self.again: gr.update(visible=True, value=again),
            **self._quiet(),
        }

    def _quiet(self) -> Changes:
        hidden = {part: gr.update(visible=False) for part in (self.stop_row, self.sure_card)}
        return {**hidden, self.timer: gr.Timer(active=False)}


def _draft_text(project: Project) -> str:
    match project.review:
        case None:
            return words.DRAFT_TEXT
        case ReviewDecision.ALLOWED:
            return words.ALLOWED
        case ReviewDecision.PENDING:
            return f"{words.HELD}. {words.HELD_KEPT}"
        case ReviewDecision.REFUSED:
            return " ".join((f"{words.REFUSED}.", project.review_note or "", words.DRAFT_TEXT))


def head_of(project: Project, seconds: float | None = None) -> str:
    """The film's title, and what it is in a line."""
    settings = project.settings
    facts = [day_of(project.created_at)]
    if seconds:
        facts.insert(0, words.length_of(seconds))
    facts.append(words.ASPECTS[settings.aspect])
    if settings.language:
        facts.append(language_name(settings.language.value))
    return Markup('<div class="film-head"><h1 dir="auto" id="film-title">{}</h1><p class="meta">{}</p></div>').format(
        project.title, " · ".join(facts)
    )
