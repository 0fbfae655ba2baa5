"""A film's own files, on its page: brought straight to the job server by a link, shown, used, deleted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import gradio as gr
from markupsafe import Markup

from server.client import ApiError, StudioClient
from server.projects.schemas import OWN_SOUND, ImageChoice, ProjectDraft, ProjectSettings
from server.uploads.schemas import Upload, Uploads
from server.vocabulary import UploadKind
from ui import words
from ui.desk import Changes, Desk
from ui.session import Kept

SCENES = 20
"""Numbers to choose from where the storyboard tells none."""
SCRIPT = """
const say = (text) => { element.querySelector('.files-told').textContent = text; };
element.addEventListener('change', async (event) => {
  const chosen = event.target;
  if (chosen.dataset.use) { trigger('select', {upload: chosen.dataset.use, use: chosen.value}); return; }
  const door = element.querySelector('.files-bring');
  if (chosen.type !== 'file' || !chosen.files.length) return;
  const kind = element.querySelector('input[name=kind]:checked').dataset;
  const file = chosen.files[0];
  chosen.value = '';
  if (file.size > Number(kind.most)) { say(kind.large); return; }
  door.classList.add('busy');
  say(door.dataset.busy);
  const form = new FormData();
  form.append('file', file, file.name);
  let told = door.dataset.away;
  try {
    const answer = await fetch(kind.link, {method: 'POST', body: form, credentials: 'omit'});
    const body = await answer.json();
    told = answer.ok ? '' : body.detail || told;
  } catch (broken) { console.info(String(broken)); }
  door.classList.remove('busy');
  say(told);
  if (!told) trigger('input');
});
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-remove]');
  if (button) { button.disabled = true; trigger('delete', {upload: button.dataset.remove}); }
});
"""


class FilesPanel:
    """The panel. `watched` names the film."""

    def __init__(self, desk: Desk, watched: gr.JSON) -> None:
        self.desk = desk
        with gr.Accordion(words.FILES, open=False, elem_id="film-files") as self.fold:
            self.files = gr.HTML("", elem_id="files", js_on_load=SCRIPT, apply_default_css=False)
        self.outputs = [self.fold, self.files]
        desk.on([self.fold.expand, self.files.input], self.open, [watched], [self.files], trigger_mode="once")
        for event, work in ((self.files.select, self.use), (self.files.delete, self.remove)):
            self._on(event, work, watched)

    def _on(self, event: Any, work: Any, watched: gr.JSON) -> None:  # noqa: ANN401 - made by Gradio at run time
        def handler(session: Kept, film: Kept, told: gr.EventData) -> Changes:
            return self.desk.answer(lambda client: work(client, film, told))(session)

        event(
            handler,
            inputs=[self.desk.session, watched],
            outputs=[self.desk.session, self.desk.router, self.files],
            show_progress="hidden",
            api_visibility="private",
        )

    def close(self) -> Changes:
        """Folded, and empty: another film has others."""
        return {self.fold: gr.update(open=False), self.files: ""}

    def open(self, client: StudioClient, watched: Kept) -> Changes:
        """What there is."""
        project = UUID(watched["project"])
        found = client.uploads(project)
        kinds = [kind for kind in (UploadKind.IMAGE, *OWN_SOUND) if kind in found.in_films]
        links = {kind: client.upload_link(project, kind) for kind in kinds}
        doors = {kind: (self.desk.door.link(link.url), link.most_bytes) for kind, link in links.items()}
        return {self.files: self._drawn(found, doors, client.project(project).settings, _scenes(client, project))}

    def use(self, client: StudioClient, watched: Kept, told: gr.EventData) -> Changes:
        """A file is used in another way: "" not at all, "free" for any scene, or a scene's number."""
        project = client.project(UUID(watched["project"]))
        upload = next(one for one in client.uploads(project.id).items if str(one.id) == told.upload)
        settings = used(project.settings, upload, str(told.use))
        draft = ProjectDraft(title=project.title, script=project.script, settings=settings)
        client.update_project(project.id, draft)
        return self.open(client, watched)

    def remove(self, client: StudioClient, watched: Kept, told: gr.EventData) -> Changes:
        """Delete a file; one that was gone already is gone."""
        try:
            client.delete_upload(UUID(watched["project"]), UUID(str(told.upload)))
        except ApiError as error:
            if error.status != 404:
                raise
        return self.open(client, watched)

    def _drawn(
        self,
        found: Uploads,
        doors: dict[UploadKind, tuple[str, int]],
        settings: ProjectSettings,
        scenes: int,
    ) -> str:
        kinds = Markup("").join(
            Markup(
                '<label><input type="radio" name="kind"{first} data-link="{link}" data-most="{most}" '
                'data-large="{large}"> {label}</label>'
            ).format(
                first=Markup(" checked") if number == 0 else "",
                link=link,
                most=most,
                large=words.FILES_LARGE.format(most=words.size_of(most), kind=words.FILES_AS[kind]),
                label=words.FILES_KINDS[kind],
            )
            for number, (kind, (link, most)) in enumerate(doors.items())
        )
        room = words.FILES_ROOM.format(used=words.size_of(found.used_bytes), quota=words.size_of(found.quota_bytes))
        cards = Markup("").join(self._card(one, settings, scenes) for one in found.items)
        return Markup(
            '<p class="hint">{lead}</p><div class="files-bring" data-busy="{busy}" data-away="{away}">'
            '<span class="files-kinds">{kinds}</span><label class="files-door">{add}'
            '<input type="file" class="sr" accept="image/*,audio/*"></label></div>'
            '<p class="files-told" role="status"></p><ul class="files">{cards}</ul><p class="fine">{room}</p>'
        ).format(
            lead=words.FILES_LEAD,
            busy=words.FILES_BUSY,
            away=words.FILES_AWAY,
            kinds=kinds,
            add=words.FILES_ADD,
            cards=cards or Markup('<li class="fine">{}</li>').format(words.FILES_NONE),
            room=room,
        )

    def _card(self, one: Upload, settings: ProjectSettings, scenes: int) -> Markup:
        link = self.desk.door.link
        picture = (
            Markup('<img src="{}" alt="" loading="lazy">').format(link(one.url))
            if one.kind is UploadKind.IMAGE and one.url
            else Markup('<span class="blank" aria-hidden="true">♪</span>')
        )
        options = Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(
                value, Markup(" selected") if value == use_of(settings, one) else "", label
            )
            for value, label in _uses(one, scenes)
        )
        return Markup(
            '<li class="file" data-upload="{id}">{picture}<span class="about"><strong dir="auto">{name}</strong>'
            '<span class="fine">{kind} · {size}</span></span><select data-use="{id}" aria-label="{use}">{options}'
            '</select><span><a href="{save}">{save_word}</a> <button type="button" class="quiet" data-remove="{id}" '
            'aria-label="{delete} {name}">{delete}</button></span></li>'
        ).format(
            id=one.id,
            picture=picture,
            name=one.name,
            kind=words.FILES_KINDS[one.kind],
            size=words.size_of(one.bytes),
            use=words.FILES_USE.format(name=one.name),
            options=options,
            save=link(one.download_url or ""),
            save_word=words.FILES_SAVE,
            delete=words.FILES_DELETE,
        )


def used(settings: ProjectSettings, upload: Upload, use: str) -> ProjectSettings:
    """The choices with this file used so. A scene has one picture, a film one narration and one music."""
    without = settings.without(upload.id)
    if not use:
        return without
    if upload.kind in OWN_SOUND:
        return without.model_copy(update={OWN_SOUND[upload.kind]: upload.id})
    scene = int(use) if use.isdigit() else None
    others = tuple(one for one in without.images if scene is None or one.scene != scene)
    before = next((one for one in settings.images if one.upload == upload.id), ImageChoice(upload=upload.id))
    return without.model_copy(update={"images": (*others, before.model_copy(update={"scene": scene}))})


def use_of(settings: ProjectSettings, upload: Upload) -> str:
    """How a file is used: "" not at all, "free" in some scene or in the whole film, or a scene's number."""
    if upload.kind in OWN_SOUND:
        return "free" if getattr(settings, OWN_SOUND[upload.kind]) == upload.id else ""
    found = next((one for one in settings.images if one.upload == upload.id), None)
    return "" if found is None else "free" if found.scene is None else str(found.scene)


def _uses(upload: Upload, scenes: int) -> list[tuple[str, str]]:
    if upload.kind is not UploadKind.IMAGE:
        return [("", words.FILES_UNUSED), ("free", words.FILES_USED)]
    numbered = [(str(number), words.FILES_SCENE.format(number=number)) for number in range(1, scenes + 1)]
    return [("", words.FILES_UNUSED), ("free", words.FILES_FREE_SCENE), *numbered]


def _scenes(client: StudioClient, project: UUID) -> int:
    """How many scenes there are; of a script that cannot be filmed yet nobody knows."""
    try:
        return len(client.storyboard(project).board["scenes"])
    except ApiError as error:
        if error.status not in (409, 422, 429):
            raise
        return SCENES
