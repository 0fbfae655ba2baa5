"""The film in the browser: a <video> with captions that are on, and links to keep it.

The film and its captions come from the job server's address, which is another origin than this page: the element asks
for them with CORS, or the browser would show no captions.
"""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from server.jobs.schemas import JobResult
from ui import words
from ui.session import Door

SCRIPT = """
// Elements that came by innerHTML do not always heed <track default>, so captions are switched on by hand, once a film.
const light = () => {
  const film = element.querySelector('video');
  if (!film || film.dataset.lit === film.dataset.film) return;
  film.dataset.lit = film.dataset.film;
  const on = film.dataset.captions === 'on';
  for (const [number, track] of [...film.textTracks].entries()) track.mode = on && !number ? 'showing' : 'disabled';
};
new MutationObserver(light).observe(element, {childList: true, subtree: true, attributes: true});
light();
// Links work for an hour. A film that was left open for longer asks for new ones and goes on where it was.
let asked = 0, resume = null;
element.addEventListener('error', (event) => {
  const film = element.querySelector('video');
  if (!film || (event.target !== film && event.target.tagName !== 'SOURCE') || Date.now() - asked < 30000) return;
  asked = Date.now();
  resume = {at: film.currentTime, playing: !film.paused};
  props.value = '';  // or an answer that happens to be the same would change nothing
  trigger('clear');
}, true);
element.addEventListener('loadedmetadata', (event) => {
  light();
  if (!resume) return;
  event.target.currentTime = resume.at;
  if (resume.playing) event.target.play().catch(() => {});
  resume = null;
}, true);
"""


def player_of(result: JobResult, door: Door, *, captions_on: bool) -> str:
    """The film's element. Captions are off at first where they are drawn into the picture already."""
    tracks = Markup("").join(
        Markup('<track kind="captions" src="{}" srclang="{}" label="{}"{}>').format(
            door.link(links.vtt),
            language,
            language_name(language),
            Markup(" default") if captions_on and not number else "",
        )
        for number, (language, links) in enumerate(result.subtitles.items())
    )
    return Markup(
        '<div class="screen" style="--ratio:{width}/{height}">'
        '<video id="film-video" controls playsinline preload="metadata" crossorigin="anonymous" poster="{poster}" '
        'src="{film}" data-film="{id}" data-captions="{captions}" aria-label="{title}">{tracks}</video></div>'
    ).format(
        width=result.width,
        height=result.height,
        poster=door.link(result.thumbnail_url),
        film=door.link(result.video_url),
        id=result.id,
        captions="on" if captions_on else "off",
        title=result.title,
        tracks=tracks,
    )


def keepsakes_of(result: JobResult, door: Door) -> str:
    """Links to download the film and its subtitles, and what the creator should know."""
    subtitles = Markup("").join(
        Markup('<li><span>{}</span><a id="download-srt-{}" href="{}" download>SRT</a>{}</li>').format(
            language_name(language),
            language,
            door.link(links.srt),
            Markup('<a id="download-vtt-{}" href="{}" download>VTT</a>').format(language, door.link(links.vtt)),
        )
        for language, links in result.subtitles.items()
    )
    listed = Markup('<div class="languages"><h3>{}</h3><ul>{}</ul></div>').format(words.DOWNLOADS, subtitles)
    notes = Markup("").join(Markup("<li>{}</li>").format(note) for note in result.notes)
    told = Markup('<div class="notes"><h3>{}</h3><ul>{}</ul></div>').format(words.NOTES, notes)
    return Markup('<div class="keepsakes"><a id="download-mp4" class="cta" href="{}" download>{}</a>{}{}</div>').format(
        door.link(result.download_url),
        words.DOWNLOAD_FILM,
        listed if result.subtitles else "",
        told if result.notes else "",
    )


def language_name(code: str) -> str:
    """A language by its own name: "தமிழ்"."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name()
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:] if name else code
