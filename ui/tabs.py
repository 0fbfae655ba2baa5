"""Tabs of one browser tell each other of new tokens.

Gradio reads what the browser keeps when a page is loaded, and not again. A tab that rests for an hour would come back
with a refresh token that another tab has traded long ago: the job server takes that for a theft and ends the log-in.
"""

from __future__ import annotations

import gradio as gr

SCRIPT = """
const tabs = new BroadcastChannel('ai-film-studio.session');
let known = null;
tabs.onmessage = ({data}) => { known = data; trigger('input'); };
window.studioTabs = {
  heard: () => JSON.parse(known),
  tell: (kept) => {
    const told = JSON.stringify(kept || {});
    if (told === known) return;
    known = told;
    tabs.postMessage(told);
  },
};
"""


def share(session: gr.BrowserState) -> None:
    """Keep the log-in the same in all tabs."""
    ear = gr.HTML("", html_template="", js_on_load=SCRIPT, elem_id="tabs", apply_default_css=False)
    ear.input(
        None,
        outputs=[session],
        js="() => window.studioTabs.heard()",
        api_visibility="private",
        show_progress="hidden",
    )
    session.change(
        None,
        [session],
        js="(kept) => { window.studioTabs?.tell(kept); }",
        api_visibility="private",
        show_progress="hidden",
    )
