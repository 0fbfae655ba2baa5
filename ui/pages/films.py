"""My films: all of them, the newest first."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import gradio as gr
from babel.dates import format_date
from markupsafe import Markup

from server.client import ApiError, StudioClient
from server.projects.schemas import Project
from server.vocabulary import ProjectStatus
from ui import words
from ui.desk import Changes, Desk
from ui.session import Door, Kept

SCRIPT = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const card = button.closest('.film');
  if (button.dataset.ask !== undefined) { card.classList.add('asking'); card.querySelector('.sure button').focus(); }
  else if (button.dataset.keep !== undefined) {
    card.classList.remove('asking');
    card.querySelector('[data-ask]').focus();
  }
  else if (button.dataset.remove) { button.disabled = true; trigger('delete', {film: button.dataset.remove}); }
});
"""


class FilmsPage:
    """The page. `shown` is how many films have been asked for: it lives in the browser, as all state does."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        with gr.Column(visible=False, elem_id="films", elem_classes="page") as self.column:
            gr.HTML(
                Markup(
                    '<div class="page-head"><h1>{}</h1><a class="cta" data-go href="?room=write">{}</a></div>'
                ).format(words.FILMS_TITLE, words.FILMS_WRITE),
                apply_default_css=False,
            )
            self.grid = gr.HTML("", elem_id="films-grid", js_on_load=SCRIPT, apply_default_css=False)
            self.more = gr.Button(words.FILMS_MORE, visible=False, elem_id="films-more")
            self.pages = gr.Number(1, visible="hidden", elem_classes="kept")
        self.outputs = [self.grid, self.more, self.pages]
        desk.on(self.more.click, lambda client, pages: self.open(client, int(pages) + 1), [self.pages], self.outputs)

        def remove(kept: Kept, pages: float, event: gr.EventData) -> Changes:
            def work(client: StudioClient) -> Changes:
                try:
                    client.delete_project(UUID(str(event.film)))
                except ApiError as error:
                    if error.status != 404:  # it was gone already
                        raise
                return self.open(client, int(pages))

            return desk.answer(work)(kept)

        self.grid.delete(
            remove,
            inputs=[desk.session, self.pages],
            outputs=[desk.session, desk.router, *self.outputs],
            show_progress="hidden",
            api_visibility="private",
        )

    def open(self, client: StudioClient, pages: int = 1) -> Changes:
        """The first pages of films."""
        films: list[Project] = []
        cursor: str | None = None
        for _ in range(pages):
            page = client.projects(cursor)
            films += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        grid = gallery(films, self.desk.door)
        return {self.grid: grid, self.more: gr.update(visible=cursor is not None), self.pages: pages}


def gallery(films: list[Project], door: Door) -> str:
    """The cards."""
    if not films:
        return Markup(
            '<div class="empty"><div class="empty-lamp" aria-hidden="true"></div><h2>{}</h2><p>{}</p></div>'
        ).format(words.FILMS_EMPTY, words.FILMS_EMPTY_TEXT)
    cards = Markup("").join(_card(film, door) for film in films)
    return Markup('<ul class="gallery">{}</ul>').format(cards)


def day_of(moment: date) -> str:
    """A day as people write it."""
    return format_date(moment, format="medium", locale="en_GB")


def _card(film: Project, door: Door) -> Markup:
    making = film.status is ProjectStatus.PROCESSING
    picture = (
        Markup('<img src="{}" alt="" loading="lazy">').format(door.link(film.thumbnail_url))
        if film.thumbnail_url
        else Markup('<span class="blank" aria-hidden="true">{}</span>').format(film.title[:1])
    )
    length = (
        Markup('<span class="length">{}</span>').format(words.length_of(film.video_duration))
        if film.video_duration
        else ""
    )
    return Markup(
        '<li class="film" data-film="{id}"><a data-go href="?film={id}">'
        '<span class="poster{making}">{picture}{length}</span>'
        '<span class="about"><strong dir="auto">{title}</strong>'
        '<span class="meta"><span class="status {status}">{said}</span> · {day}</span></span></a>'
        '<button type="button" class="quiet" data-ask aria-label="{delete} {title}">{delete}</button>'
        '<div class="sure"><p>{sure_text}</p><div>'
        '<button type="button" class="danger" data-remove="{id}">{sure}</button>'
        '<button type="button" class="quiet" data-keep>{keep}</button></div></div></li>'
    ).format(
        id=film.id,
        making=" making" if making else "",
        picture=picture,
        length=length,
        title=film.title,
        status=film.status.value,
        said=words.STATUS[film.status],
        day=day_of(film.created_at),
        delete=words.DELETE,
        sure_text=words.DELETE_TEXT,
        sure=words.DELETE_SURE,
        keep=words.DELETE_NOT,
    )
