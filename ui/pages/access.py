"""Access, on the account page: the address and whether it is confirmed, the password, and the ways out."""

from __future__ import annotations

import json
from collections.abc import Callable

import gradio as gr
from markupsafe import Markup

from server.accounts.schemas import Account
from server.client import ApiError, StudioClient
from ui import words
from ui.desk import Changes, Desk, sentence
from ui.pages.welcome import email_box, noted, password_box, said, trouble_box

SAVE_FILE = """(text) => {
  if (!text) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'ai-film-studio.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}"""


class Access:
    """The card. `log_out_everywhere` and what follows it belong to the app, as logging out does."""

    def __init__(self, desk: Desk) -> None:
        with gr.Column(elem_classes="card access"):
            gr.HTML(Markup("<h2>{}</h2>").format(words.ACCESS), apply_default_css=False)
            self.address = gr.HTML("", elem_id="account-email", apply_default_css=False)
            self.again = gr.Button(words.CONFIRM_AGAIN, size="sm", elem_id="confirm-again", visible=False)
            self.told = trouble_box("access-told")
            with (
                gr.Accordion(words.NEW_PASSWORD, open=False, elem_id="change-password"),
                gr.Column(elem_classes="line"),
            ):
                current = password_box("password-current", "current-password", label=words.CURRENT_PASSWORD)
                new = password_box("password-new", "new-password", words.PASSWORD_HINT, words.NEW_PASSWORD)
                change = gr.Button(words.RESET_DO, elem_id="password-save")
            with _fold(words.NEW_EMAIL, "change-email"), gr.Column(elem_classes="line"):
                email = email_box("email-new", words.NEW_EMAIL)
                proof = password_box("email-password", "current-password")
                move = gr.Button(words.NEW_EMAIL_DO, elem_id="email-save")
            with _fold(words.LEAVING, "leaving"), gr.Column(elem_classes="line"):
                self.log_out_everywhere = gr.Button(words.LOG_OUT_EVERYWHERE, elem_id="log-out-everywhere")
                take = gr.Button(words.EXPORT, elem_id="export")
                gr.HTML(Markup('<p class="hint">{}</p>').format(words.DELETE_HINT), apply_default_css=False)
                last = password_box("delete-password", "current-password")
                delete = gr.Button(words.DELETE_ACCOUNT, variant="stop", elem_id="delete-account")
            parcel = gr.Textbox("", visible="hidden", elem_classes="kept")
        typed = (current, new, email, proof, last)
        self.outputs = [self.address, self.again, self.told, *typed]
        self._emptied: Changes = dict.fromkeys(typed, "")

        def confirm_again(client: StudioClient) -> Changes:
            return self._tried(lambda: client.confirm_again(client.me().email).detail)

        def change_password(client: StudioClient, old: str, secret: str) -> Changes:
            def work() -> str:
                client.change_password(old or "", secret or "")
                return words.PASSWORD_SAVED

            return self._tried(work)

        def change_email(client: StudioClient, address: str, secret: str) -> Changes:
            return self._tried(lambda: client.change_email(address or "", secret or "").detail)

        def export(client: StudioClient) -> Changes:
            return {parcel: json.dumps(client.export_me(), ensure_ascii=False, indent=2)}

        def leave(client: StudioClient, secret: str) -> Changes:
            def work() -> str:
                client.delete_me(secret or "")
                return words.DELETED

            tried = self._tried(work)
            return tried if client.tokens else {**tried, desk.session: {}, **desk.go("?")}

        for triggers, work, inputs in (
            ([self.again.click], confirm_again, []),
            ([change.click, new.submit], change_password, [current, new]),
            ([move.click, proof.submit], change_email, [email, proof]),
            ([delete.click, last.submit], leave, [last]),
        ):
            desk.on(triggers, work, inputs, self.outputs, trigger_mode="once")
        desk.on(take.click, export, outputs=[parcel], trigger_mode="once").then(
            None, inputs=[parcel], js=SAVE_FILE, api_visibility="private"
        )

    def open(self, account: Account) -> Changes:
        """What the card shows."""
        confirmed = account.email_verified_at is not None
        state = words.EMAIL_CONFIRMED if confirmed else words.EMAIL_UNCONFIRMED
        return {
            self.address: Markup("<p class='fact'><span>{}</span><strong>{}</strong> <em>{}</em></p>").format(
                words.EMAIL, account.email, state
            ),
            self.again: gr.update(visible=not confirmed),
            self.told: "",
        }

    def _tried(self, work: Callable[[], str]) -> Changes:
        """Do it and say so, or why not; a log-in that has ended is another matter."""
        try:
            return {self.told: noted(work()), **self._emptied}
        except ApiError as error:
            if error.status == 401:
                raise
            return {self.told: said(sentence(error))}


def _fold(title: str, elem_id: str) -> gr.Accordion:
    return gr.Accordion(title, open=False, elem_id=elem_id)
