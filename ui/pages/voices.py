"""A voice for everybody: one list for each who speaks, made anew whenever the cast changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from pipeline.vocabulary import Naturalness
from server.films.schemas import Quote, VoiceEntry
from ui import words

Chosen = dict[str, Any]
"""{"language": …, "voices": {character: voice}}: a voice speaks one language, so another language starts anew."""


def voices_panel() -> tuple[gr.JSON, gr.JSON]:
    """The panel, folded. Returns where the cast is put, and where choices are found."""
    cast = gr.JSON({}, visible="hidden", elem_classes="kept")
    chosen = gr.JSON({}, visible="hidden", elem_classes="kept")
    with gr.Accordion(words.VOICES, open=False, elem_id="voices"):

        @gr.render(inputs=[cast, chosen], triggers=[cast.change], show_progress="hidden")  # type: ignore[untyped-decorator]
        def show(company: dict[str, Any] | None, now: Chosen | None) -> None:
            if not company:
                gr.HTML(f"<p class='hint'>{words.VOICES_WAIT}</p>", apply_default_css=False)
                return
            gr.HTML(f"<p class='hint'>{words.VOICES_LEAD}</p>", apply_default_css=False)
            choices = [(label, key) for label, key in company["voices"]]
            picked = voices_of(now, company)
            for number, one in enumerate(company["cast"]):
                name = one["name"]
                shown = gr.Dropdown(
                    choices,
                    value=picked.get(name, one["voice"]),
                    label=words.NARRATOR if name == "narrator" else name,
                    interactive=True,
                    elem_id=f"voice-{number}",
                    elem_classes="voice",
                    key=f"voice-{company['language']}-{name}",
                )
                shown.input(
                    _choose(name, company["language"]),
                    inputs=[shown, chosen],
                    outputs=[chosen],
                    api_visibility="private",
                    show_progress="hidden",
                )

    return cast, chosen


def company_of(quote: Quote, voices: tuple[VoiceEntry, ...]) -> dict[str, Any]:
    """The cast and who could speak for it, as the panel takes them."""
    known = {voice.id for voice in voices}
    missing = [(one.voice, one.voice) for one in quote.cast if one.voice not in known]
    return {
        "language": quote.language.value,
        "voices": [[label, key] for label, key in (*((_label(voice), voice.id) for voice in voices), *missing)],
        "cast": [{"name": one.name, "voice": one.voice} for one in quote.cast],
    }


def voices_of(chosen: Chosen | None, company: dict[str, Any] | None) -> dict[str, str]:
    """Choices that still hold: of this language, for somebody who is in the script."""
    if not chosen or not company or chosen.get("language") != company.get("language"):
        return {}
    names = {one["name"] for one in company["cast"]}
    return {name: voice for name, voice in chosen.get("voices", {}).items() if name in names}


def _choose(name: str, language: str) -> Callable[[str, Chosen | None], Chosen]:
    def choose(voice: str, chosen: Chosen | None) -> Chosen:
        before = chosen.get("voices", {}) if chosen and chosen.get("language") == language else {}
        return {"language": language, "voices": {**before, name: voice}}

    return choose


def _label(voice: VoiceEntry) -> str:
    """Who it is, and what was measured of the language's voices; a guest among natives has an accent at least."""
    gender = voice.gender.value if voice.gender.value in ("male", "female") else ""
    guest = voice.naturalness is Naturalness.NATIVE and not voice.native
    accent = words.ACCENTS[Naturalness.ACCENTED if guest else voice.naturalness]
    return " · ".join(part for part in (voice.name, gender, accent) if part)
