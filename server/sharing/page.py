"""The page that somebody sees who was sent a film: the film, its title, and nothing that is fetched from elsewhere."""

from __future__ import annotations

from html import escape

from babel import Locale

from server.sharing.schemas import SharedFilm

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; media-src {media}; img-src {media}; "
    "frame-ancestors *; base-uri 'none'; form-action 'none'"
)
_STYLE = (
    "body{margin:0;background:#150d11;color:#f4e9df;font:18px/1.5 system-ui,sans-serif;display:grid;min-height:100vh;"
    "place-content:center;padding:24px;box-sizing:border-box}video{width:min(100%,1280px);max-height:78vh;"
    "border-radius:12px;background:#000}h1{font-weight:600;font-size:1.6rem;margin:.7em 0 .1em}"
    "p{margin:0;color:#b9a79b}"
)


def page_of(film: SharedFilm, address: str) -> str:
    """A film's page as HTML."""
    title = escape(film.title)
    tracks = "".join(
        f'<track kind="captions" src="{escape(url)}" srclang="{escape(language)}" label="{escape(_name(language))}">'
        for language, url in film.subtitles.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        '<meta name="referrer" content="no-referrer">'
        f'<title>{title}</title><meta property="og:type" content="video.movie">'
        f'<meta property="og:title" content="{title}"><meta property="og:url" content="{escape(address)}">'
        f'<meta property="og:image" content="{escape(film.poster_url)}">'
        f'<meta property="og:video" content="{escape(film.video_url)}">'
        f"<style>{_STYLE}</style></head><body><main>"
        f'<video controls playsinline preload="metadata" crossorigin="anonymous" poster="{escape(film.poster_url)}" '
        f'src="{escape(film.video_url)}">{tracks}</video>'
        f'<h1 dir="auto">{title}</h1><p>AI Film Studio</p></main></body></html>\n'
    )


def empty_page(sentence: str) -> str:
    """Instead of a film: why there is none."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>AI Film Studio</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(sentence)}</h1><p>AI Film Studio</p></main></body>"
        "</html>\n"
    )


def _name(language: str) -> str:
    locale = Locale(language)
    return str(locale.get_display_name(locale) or language)
