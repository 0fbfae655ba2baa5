"""Where the links of letters lead: an address that is confirmed, a password that is set anew."""

from __future__ import annotations

import gradio as gr
from markupsafe import Markup

from server.client import ApiError, ServerUnreachable, StudioClient
from ui import words
from ui.desk import Changes, Desk, sentence
from ui.pages.welcome import password_box, said, trouble_box


class SealedPage:
    """The page. The seal itself is read from the address, as every place is."""

    def __init__(self, desk: Desk) -> None:
        with gr.Column(visible=False, elem_id="sealed", elem_classes="page narrow") as self.column:
            self.words = gr.HTML("", elem_id="sealed-words", apply_default_css=False)
            with gr.Column(visible=False, elem_classes="card line") as self.form:
                self.password = password_box("reset-password", "new-password", words.PASSWORD_HINT)
                self.trouble = trouble_box("reset-trouble")
                save = gr.Button(words.RESET_DO, variant="primary", elem_id="reset-submit")
            self.seal = gr.Textbox("", visible="hidden", elem_classes="kept")
            self.confirms = gr.Checkbox(value=False, visible="hidden", elem_classes="kept")
        self.outputs = [self.words, self.form, self.password, self.trouble, self.seal, self.confirms]
        desk.on(
            [save.click, self.password.submit],
            self.save,
            inputs=[self.seal, self.confirms, self.password],
            outputs=self.outputs,
            trigger_mode="once",
        )

    def open(self, client: StudioClient, page: str, seal: str) -> Changes:
        """What the page shows: the form for a new password, or what became of the address."""
        shown: Changes = {self.password: "", self.trouble: "", self.seal: seal, self.confirms: page == "confirm"}
        if page == "reset":
            return {**shown, self.words: _told(words.RESET_TITLE, words.RESET_LEAD), self.form: gr.update(visible=True)}
        try:
            email = client.verify_email(seal).email
        except ApiError as error:
            if error.code == "password_needed":
                asked = _told(words.CHOOSE_TITLE, words.CHOOSE_LEAD)
                return {**shown, self.words: asked, self.form: gr.update(visible=True)}
            told = _told(words.SEAL_USED_UP, sentence(error), words.TO_THE_STUDIO)
        except ServerUnreachable:
            told = _told(words.TROUBLE, words.UNREACHABLE)
        else:
            told = _told(words.CONFIRMED, words.confirmed_of(email), words.TO_THE_STUDIO)
        return {**shown, self.words: told, self.form: gr.update(visible=False)}

    def save(self, client: StudioClient, seal: str, confirms: bool, secret: str) -> Changes:  # noqa: FBT001 - a value
        """Set the password, or say why not."""
        try:
            if confirms:
                client.verify_email(seal, secret or "")
            else:
                client.reset_password(seal, secret or "")
        except ApiError as error:
            return {self.trouble: said(sentence(error))}
        except ServerUnreachable:
            return {self.trouble: said(words.UNREACHABLE)}
        done = _told(words.RESET_DONE, words.RESET_DONE_LEAD, words.LOG_IN)
        return {self.words: done, self.form: gr.update(visible=False), self.password: "", self.seal: ""}


def _told(title: str, text: str, onward: str | None = None) -> str:
    link = Markup('<p class="onward"><a href="?room=write" data-go>{}</a></p>').format(onward) if onward else ""
    return Markup('<div class="page-head"><h1>{}</h1><p class="lead">{}</p>{}</div>').format(title, text, link)
