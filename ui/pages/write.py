"""Writing: the script on its sheet, counted while it is typed; the choices; the quote; the button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import gradio as gr
import httpx
from markupsafe import Markup
from pydantic import ValidationError

from pipeline.vocabulary import Aspect, Language
from server.client import ApiError, ServerUnreachable, StudioClient
from server.films.schemas import MusicEntry, Quote, SlokaEntry
from server.projects.schemas import LONGEST_SCRIPT, Project, ProjectDraft, ProjectSettings
from server.uploads.schemas import Upload
from server.vocabulary import UploadKind, UploadState
from ui import words
from ui.choices import AUTO, BLANK, FIELDS, NONE, OWN, draft_of, form_of, mistake_in, settings_of, with_own_files
from ui.desk import Changes, Desk
from ui.pages.quote import EMPTY, WAITING, counted, quoted, refusal_of, refused, refused_by
from ui.pages.voices import Chosen, company_of, voices_of, voices_panel
from ui.player import language_name
from ui.scripts import EXAMPLES
from ui.session import Kept

PULSE = """
// Counting waits for a short rest of the typing hand, the quote for a longer one. Dimmed: it is of an older text.
let resting, pausing;
const sheet = (event) => event.target.closest && event.target.closest('#script');
const pause = () => { clearTimeout(pausing); pausing = null; trigger('stop'); };
document.addEventListener('input', (event) => {
  if (!sheet(event)) return;
  document.querySelector('#quote .quote')?.classList.add('old');
  clearTimeout(resting); clearTimeout(pausing);
  resting = setTimeout(() => trigger('input'), 500);
  pausing = setTimeout(pause, 1200);
});
document.addEventListener('focusout', (event) => { if (sheet(event) && pausing) pause(); });
"""

KEEP_DRAFT = "(who, %s) => ({ owner: (who || {}).id || '', %s })" % ((", ".join(FIELDS),) * 2)
HIDDEN: Any = {"api_visibility": "private", "show_progress": "hidden"}


class WritePage:
    """The page. All that is typed and chosen lives in the browser; `form` holds the next click's project and key."""

    def __init__(self, desk: Desk, draft: gr.BrowserState, who: gr.JSON) -> None:
        self.desk, self.draft, self.who = desk, draft, who
        with gr.Column(visible=False, elem_id="write", elem_classes="page wide") as self.column:
            gr.HTML(
                Markup('<div class="page-head"><div><h1>{}</h1><p class="lead">{}</p></div></div>').format(
                    words.WRITE_TITLE, words.WRITE_LEAD
                ),
                apply_default_css=False,
            )
            with gr.Row(elem_classes="desk"):
                with gr.Column(scale=7, min_width=330, elem_classes="sheet-side"):
                    self._sheet()
                with gr.Column(scale=5, min_width=330, elem_classes="choices"):
                    self._choices()
                    with gr.Column(elem_classes="offer"):
                        self.quote = gr.HTML(EMPTY, elem_id="quote", apply_default_css=False)
                        self.make = gr.Button(words.MAKE, variant="primary", interactive=False, elem_id="make")
                        self.board = gr.Button(words.BOARD_SEE, interactive=False, elem_id="see-board")
            self.pulse = gr.HTML("", html_template="", js_on_load=PULSE, elem_id="pulse", apply_default_css=False)
            self.form = gr.JSON({}, visible="hidden", elem_classes="kept")
        self.choices: list[Any] = [
            self.language,
            self.minutes,
            self.aspect,
            self.quality,
            self.subtitles,
            self.music,
            self.sloka,
            self.podcast,
            self.pronunciations,
        ]
        self.fields = [self.script, self.title, *self.choices]
        self.answers = [self.count, self.quote, self.make, self.board, self.cast, self.form]
        self.outputs = [*self.fields, *self.answers, self.chosen, self.draft]
        self._events()

    def _sheet(self) -> None:
        with gr.Column(elem_classes="sheet"):
            self.title = gr.Textbox(
                label=words.TITLE, placeholder=words.TITLE_PLACEHOLDER, max_length=255, max_lines=1, elem_id="title"
            )
            self.script = gr.Textbox(
                label=words.SCRIPT,
                placeholder=words.SCRIPT_PLACEHOLDER,
                lines=20,
                max_lines=20,
                max_length=LONGEST_SCRIPT,
                elem_id="script",
            )
            self.count = gr.HTML(counted(None), elem_id="count", apply_default_css=False)
        gr.HTML(Markup('<p class="hint try">{}</p>').format(words.TRY_ONE), apply_default_css=False)
        with gr.Row(elem_classes="examples"):
            self.examples = [
                gr.Button(f"{one.title}\n{one.blurb}", elem_id=f"example-{one.key}", min_width=120) for one in EXAMPLES
            ]

    def _choices(self) -> None:
        languages = [(words.LANGUAGE_AUTO, AUTO), *((language_name(one), one.value) for one in Language)]
        lengths = [(words.MINUTES_AUTO, 0), *((str(number), number) for number in range(1, 6))]
        frames = [(label, one.value) for one, label in words.ASPECTS.items()]
        with gr.Column(elem_classes="card choice-card"):
            self.language = gr.Dropdown(languages, value=AUTO, label=words.LANGUAGE, elem_id="language", min_width=140)
            with gr.Row(elem_classes="pair"):
                self.music = gr.Dropdown(_styles(()), value=AUTO, label=words.MUSIC, elem_id="music", min_width=140)
                talks = [(words.PODCAST_AUTO, AUTO), *((label, one.value) for one, label in words.PODCASTS.items())]
                self.podcast = gr.Dropdown(talks, value=AUTO, label=words.PODCAST, elem_id="podcast", min_width=140)
            self.sloka = gr.Dropdown(_slokas(()), value=NONE, label=words.SLOKA, elem_id="sloka", min_width=140)
            self.minutes = _segments(lengths, 0, words.MINUTES, "minutes")
            self.aspect = _segments(frames, Aspect.WIDE.value, words.FRAME, "aspect")
            subtitles = [(label, key) for key, label in words.SUBTITLE_CHOICES]
            self.subtitles = _segments(subtitles, "soft", words.SUBTITLES, "subtitles")
            self.quality = _segments([(label, key) for key, label in words.QUALITIES], 720, words.QUALITY, "quality")
            self.cast, self.chosen = voices_panel()
            self.pronunciations = gr.Textbox(
                label=words.PRONUNCIATIONS,
                placeholder=words.PRONUNCIATIONS_PLACEHOLDER,
                lines=2,
                max_lines=6,
                max_length=4_000,
                elem_id="pronunciations",
            )

    def _events(self) -> None:
        desk = self.desk
        # Words are typed letter by letter: what they make of the quote is asked when they are written.
        changed = [one.blur if one is self.pronunciations else one.input for one in self.choices]
        known = [*self.fields, self.cast, self.who, self.form]
        latest = {"trigger_mode": "always_last"}
        desk.on(self.pulse.input, self.read, [self.script, self.language], [self.count], **latest)
        desk.on([self.pulse.stop, *changed], self.ask, known, self.answers, **latest)
        kept = [self.pulse.input, self.title.input, *(one.input for one in self.choices)]
        gr.on(kept, None, [self.who, *self.fields], [self.draft], js=KEEP_DRAFT, **HIDDEN)
        for button, one in zip(self.examples, EXAMPLES, strict=True):
            filled = button.click(
                lambda script=one.script: (script, "", AUTO, WAITING),
                outputs=[self.script, self.title, self.language, self.quote],
                **HIDDEN,
            )
            desk.then(filled, self.ask, known, self.answers)
            filled.then(None, [self.who, *self.fields], [self.draft], js=KEEP_DRAFT, **HIDDEN)
        given = [*self.fields, self.cast, self.chosen, self.form, self.who]
        desk.on(self.make.click, self.start, given, self.outputs, trigger_mode="once")
        desk.on(self.board.click, self.see, given, [self.form], trigger_mode="once")

    def open(
        self, client: StudioClient, purse: Kept, before: Kept, typed: str, draft: Kept | None, film: str | None
    ) -> Changes:
        """The page with what this visitor last wrote on it, or with a film's script. `before`: who was in this tab."""
        slokas = _slokas(client.slokas())
        same = before.get("id") == purse["id"]
        if film is None and same and typed.strip():
            return {self.sloka: gr.update(choices=slokas)}  # what music there is was listed when the sheet was opened
        project = client.project(UUID(film)) if film else None
        music = _styles(client.music(), client.uploads(project.id).items if project else ())
        mine = draft if draft and draft.get("owner") == purse["id"] else None
        form = form_of(draft_of(project) if project else mine)
        if form["music"] not in {key for _, key in music}:
            form["music"] = AUTO
        if form["sloka"] not in {key for _, key in slokas}:
            form["sloka"] = NONE
        changes: Changes = {field: form[name] for field, name in zip(self.fields, FIELDS, strict=True)}
        changes[self.music] = gr.update(choices=music, value=form["music"])
        changes[self.sloka] = gr.update(choices=slokas, value=form["sloka"])
        changes[self.form] = fresh = _fresh(str(project.id) if project else None)
        answers = self.ask(client, *(form[name] for name in FIELDS), None, purse, fresh)
        company = answers.get(self.cast)
        voices = project.settings.voices if project else {}
        changes[self.chosen] = {"language": company["language"], "voices": voices} if company else {}
        return {**changes, **answers}

    def read(self, client: StudioClient, script: str, language: str) -> Changes:
        """Count."""
        if not script.strip():
            return {self.count: counted(None)}
        return {self.count: counted(client.read_script(script, None if language == AUTO else language))}

    def ask(self, client: StudioClient, script: str, title: str, *values: Any) -> Changes:  # noqa: ANN401, ARG002
        """Count and quote."""
        *choices, company, purse, form = values
        off: Changes = {
            self.make: gr.update(value=words.MAKE, interactive=False),
            self.board: gr.update(interactive=False),
        }
        if not script.strip():
            return {self.count: counted(None), self.quote: EMPTY, **off, self.cast: {}}
        try:
            reading = client.read_script(script, None if choices[0] == AUTO else choices[0])
            changes: Changes = {self.count: counted(reading)}
            if reading.problem:
                return {**changes, self.quote: refused(reading.problem), **off}
            quote, left = self._quoted(client, script, settings_of(choices), form or {})
            changes.update(left)
            cast = company_of(quote, client.voices(quote.language.value))
        except ApiError as error:
            if error.status == 401:
                raise
            return {self.quote: refused_by(error), **off}
        except ServerUnreachable:
            return {self.quote: refused(words.UNREACHABLE), **off}
        except ValidationError as mistake:
            return {self.quote: refused(mistake_in(mistake)), **off}
        if cast != company:
            changes[self.cast] = cast
        why_not = refusal_of(quote, purse or {})
        label = words.MAKE if why_not else f"{words.MAKE} · {words.credits_of(quote.credits)}"
        return {
            **changes,
            self.quote: quoted(quote, why_not),
            self.make: gr.update(value=label, interactive=not why_not),
            self.board: gr.update(interactive=True),
        }

    def _quoted(
        self, client: StudioClient, script: str, settings: ProjectSettings, form: Kept
    ) -> tuple[Quote, Changes]:
        """The quote, with what was changed in the storyboard; a project that was deleted meanwhile is left behind."""
        if not form.get("project"):
            return client.quote(script, settings), {}
        try:
            return client.quote(script, settings, UUID(form["project"])), {}
        except ApiError as error:
            if error.status != httpx.codes.NOT_FOUND:
                raise
        return client.quote(script, settings), {self.form: _fresh()}

    def start(self, client: StudioClient, script: str, title: str, *values: Any) -> Changes:  # noqa: ANN401
        """Keep the project, have its film made, lead to it. Pressed twice, or sent twice, it is one film."""
        *_, form, who = values
        form = form or _fresh()
        project = self._keep(client, script, title, *values)
        try:
            client.start_job(project.id, form.get("key"))
        except ApiError as error:
            if error.status == 401:
                raise
            return {self.form: form_after(error, form, str(project.id)), self.quote: refused_by(error)}
        except ServerUnreachable:
            gr.Warning(words.UNREACHABLE, title=words.NOTICE)
            return {self.form: {**form, "project": str(project.id)}}
        return {**self.emptied(who), **self.desk.go(f"?film={project.id}")}

    def see(self, client: StudioClient, script: str, title: str, *values: Any) -> Changes:  # noqa: ANN401
        """Keep the project and lead to its storyboard. The sheet stays as it is, and belongs to the project."""
        project = self._keep(client, script, title, *values)
        return {self.form: _fresh(str(project.id)), **self.desk.go(f"?board={project.id}")}

    def _keep(self, client: StudioClient, script: str, title: str, *values: Any) -> Project:  # noqa: ANN401
        """The project as it is on the sheet; one that was deleted meanwhile is made anew."""
        *choices, company, chosen, form, _ = values
        settings = settings_of(choices, voices_of(_chosen(chosen), company))
        draft = ProjectDraft(title=title.strip() or None, script=script, settings=settings)
        if form and form.get("project"):
            project = UUID(form["project"])
            try:
                kept = with_own_files(settings, client.project(project).settings)
                return client.update_project(project, draft.model_copy(update={"settings": kept}))
            except ApiError as error:
                if error.status != httpx.codes.NOT_FOUND:
                    raise
        return client.create_project(draft)

    def emptied(self, who: Kept | None) -> Changes:
        """A new sheet."""
        return {
            **{field: BLANK[name] for field, name in zip(self.fields[:2], FIELDS[:2], strict=True)},
            self.music: BLANK["music"],  # it may be a file of the film that was ordered
            self.count: counted(None),
            self.quote: EMPTY,
            self.make: gr.update(value=words.MAKE, interactive=False),
            self.board: gr.update(interactive=False),
            self.cast: {},
            self.chosen: {},
            self.form: _fresh(),
            self.draft: {"owner": (who or {}).get("id", ""), "script": ""},
        }


def _chosen(value: Chosen | None) -> Chosen | None:
    return value or None


def form_after(error: ApiError, form: Kept, project: str) -> Kept:
    """What the next click sends. A server that stumbled may have written the order: then it must be the same order."""
    stumbled = error.status >= httpx.codes.INTERNAL_SERVER_ERROR
    return {**form, "project": project} if stumbled else _fresh(project)


def _fresh(project: str | None = None) -> dict[str, str | None]:
    """The project the sheet belongs to, and the key that makes a second click harmless."""
    return {"project": project, "key": str(uuid4())}


def _styles(entries: tuple[MusicEntry, ...], uploads: Sequence[Upload] = ()) -> list[tuple[str, str]]:
    own = [
        (words.MUSIC_OWN.format(name=one.name), f"{OWN}{one.id}")
        for one in uploads
        if one.kind is UploadKind.MUSIC and one.state is UploadState.READY
    ]
    return [(words.MUSIC_AUTO, AUTO), (words.MUSIC_NONE, "none"), *own, *((one.name, one.id) for one in entries)]


def _slokas(entries: tuple[SlokaEntry, ...]) -> list[tuple[str, str]]:
    return [(words.SLOKA_NONE, NONE), *((f"{one.title} · {one.about}", one.id) for one in entries)]


def _segments(choices: list[tuple[str, Any]], value: Any, label: str, elem_id: str) -> gr.Radio:  # noqa: ANN401
    return gr.Radio(choices, value=value, label=label, elem_id=elem_id, elem_classes="segments", min_width=140)
