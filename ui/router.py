"""Where the visitor is: the page's address says it, so that a reload stays and a link can be kept.

`?room=write`, `?room=films`, `?room=account`, `?film=<project id>`, `?board=<project id>`. Letters lead to
`?confirm=<seal>` and `?reset=<seal>`, a log-in elsewhere to `?ticket=<ticket>` or `?refused=<why>`.

Links with `data-go` change the address without a reload; a handler leads elsewhere by giving the router the value of
`Desk.go`. Either way the router's event `select` asks the server for the page. (`page` is a word that Gradio keeps for
itself.)
"""

from __future__ import annotations

from urllib.parse import parse_qs

import gradio as gr

SCRIPT = """
const search = () => location.search || '?';
const ask = () => trigger('select');
const visit = (to) => {
  if (to !== search()) history.pushState({}, '', to === '?' ? location.pathname : to);
  window.scrollTo(0, 0);
  ask();
};
watch('value', () => {
  const told = String(props.value || '');
  if (told.startsWith('go:')) visit(told.slice(3).split('#')[0]);
  else if (told.startsWith('expired:')) ask();
});
document.addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a[data-go]');
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  visit(link.getAttribute('href'));
});
addEventListener('popstate', ask);
"""

ARRIVE = "(...given) => [given[0], location.search || '?', ...given.slice(2)]"
"""The address is asked when the question leaves: the router itself has no value when the page has just been loaded."""


def make_router() -> gr.HTML:
    """The router; it shows nothing."""
    return gr.HTML(value="", html_template="", js_on_load=SCRIPT, elem_id="router", apply_default_css=False)


def place_of(value: str | None) -> tuple[str, str]:
    """(page, project, seal, ticket or reason) of the router's value; "" on pages that are of none."""
    query = parse_qs((value or "").split("#")[0].lstrip("?"))
    for page in ("film", "board", "confirm", "reset", "ticket", "refused"):
        project = query.get(page, [None])[0]
        if project:
            return page, project
    page = query.get("room", ["write"])[0]
    return (page if page in ("write", "films", "account") else "write"), ""


def written_from(value: str | None) -> str | None:
    """The film whose script is to be written anew: `?room=write&from=<project id>`."""
    return parse_qs((value or "").split("#")[0].lstrip("?")).get("from", [None])[0]
