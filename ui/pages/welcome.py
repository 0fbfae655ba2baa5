"""The door: what the studio does, and a form to come in by."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from markupsafe import Markup

from server.accounts.schemas import Posted, Tokens
from server.client import ApiError, ServerUnreachable, StudioClient
from server.oauth.schemas import ProviderEntry
from ui import words
from ui.desk import EXPIRED, Changes, Desk, sentence

THEATRE = Path(__file__).parents[1] / "theatre.svg"


@dataclass(frozen=True, slots=True)
class Welcome:
    """The page, and where it says in what other ways one can come in."""

    column: gr.Column
    elsewhere: gr.HTML

    def open(self, client: StudioClient, secret: str, refused: str | None = None) -> Changes:
        """What the page shows; `refused` is why somebody who comes back from elsewhere was not let in.

        `secret` is the browser's own: only where a log-in elsewhere was begun is it ended.
        """
        try:
            listed = client.providers()
        except (ApiError, ServerUnreachable):  # one can still register here
            listed = ()
        why = said(words.NOT_LET_IN.get(refused, words.NOT_LET_IN["denied"])) if refused else Markup("")
        return {self.elsewhere: Markup(why) + _elsewhere(listed, secret)}  # noqa: S704 - made by us


def build(desk: Desk) -> Welcome:
    """The page, with its events."""
    page = gr.Column(visible=False, elem_id="welcome", elem_classes="page")
    with page, gr.Row(elem_classes="door"):
        with gr.Column(scale=7, min_width=340, elem_classes="door-words"):
            gr.HTML(_hero(), apply_default_css=False)
        with gr.Column(scale=4, min_width=320, elem_classes="card door-form"):
            tabs = gr.Tabs(elem_id="door-tabs")
            elsewhere = gr.HTML("", elem_id="elsewhere", apply_default_css=False)
        with tabs:
            with gr.Tab(words.REGISTER, id="register", elem_id="tab-register"):
                name = gr.Textbox(
                    label=words.NAME,
                    elem_id="register-name",
                    max_lines=1,
                    max_length=255,
                    html_attributes=gr.InputHTMLAttributes(autocomplete="name"),
                )
                new_email = email_box("register-email")
                new_password = password_box("register-password", "new-password", words.PASSWORD_HINT)
                register_trouble = trouble_box("register-trouble")
                register = gr.Button(words.REGISTER_DO, variant="primary", elem_id="register-submit")
            with gr.Tab(words.LOG_IN, id="login", elem_id="tab-login"):
                email = email_box("login-email")
                password = password_box("login-password", "current-password")
                login_trouble = trouble_box("login-trouble")
                log_in = gr.Button(words.LOG_IN_DO, variant="primary", elem_id="login-submit")
                forgot = gr.Button(words.FORGOT, variant="secondary", size="sm", elem_id="login-forgot")

    def do_register(client: StudioClient, address: str, secret: str, called: str) -> Changes:
        def come_in() -> Tokens | Posted:
            client.tokens = None
            return client.register(address, secret, called.strip() or None)

        return _come_in(desk, come_in, address, secret, new_password, register_trouble)

    def do_log_in(client: StudioClient, address: str, secret: str) -> Changes:
        def come_in() -> Tokens | Posted:
            client.tokens = None
            return client.log_in(address, secret)

        return _come_in(desk, come_in, address, secret, password, login_trouble)

    def do_forget(client: StudioClient, address: str) -> Changes:
        if not (address or "").strip():
            return {login_trouble: said(words.EMAIL_FIRST)}
        try:
            return {login_trouble: noted(client.forgot_password(address).detail)}
        except ApiError as error:
            return {login_trouble: said(sentence(error))}
        except ServerUnreachable:
            return {login_trouble: said(words.UNREACHABLE)}

    desk.on(forgot.click, do_forget, inputs=[email], outputs=[login_trouble], trigger_mode="once")
    desk.on(
        [register.click, new_password.submit, new_email.submit, name.submit],
        do_register,
        inputs=[new_email, new_password, name],
        outputs=[new_password, register_trouble],
        trigger_mode="once",
    )
    desk.on(
        [log_in.click, password.submit, email.submit],
        do_log_in,
        inputs=[email, password],
        outputs=[password, login_trouble],
        trigger_mode="once",
    )
    return Welcome(page, elsewhere)


def _elsewhere(listed: Sequence[ProviderEntry], secret: str) -> Markup:
    if not listed:
        return Markup("")
    bind = hashlib.sha256(secret.encode()).hexdigest()
    links = Markup("").join(Markup('<a href="{}?bind={}">{}</a>').format(one.url, bind, one.title) for one in listed)
    return Markup('<div class="elsewhere"><p>{}</p>{}</div>').format(words.ELSEWHERE, links)


def _come_in(
    desk: Desk,
    come_in: Callable[[], Tokens | Posted],
    address: str,
    secret: str,
    password: gr.Textbox,
    trouble: gr.HTML,
) -> Changes:
    """Be logged in and go where the address bar says, or say why not, beside the form."""
    if not (address or "").strip() or not secret:
        return {trouble: said(words.EMAIL_MISSING)}
    try:
        came = come_in()
    except ApiError as error:
        return {trouble: said(sentence(error))}
    except ServerUnreachable:
        return {trouble: said(words.UNREACHABLE)}
    if isinstance(came, Posted):
        return {password: "", trouble: noted(came.detail)}
    return {password: "", trouble: "", desk.router: EXPIRED + address}


def said(text: str) -> str:
    """Why something was not done."""
    return Markup('<p class="refusal" role="alert">{}</p>').format(text)


def noted(text: str) -> str:
    """What was done, and is not over yet."""
    return Markup('<p class="noted" role="status">{}</p>').format(text)


def trouble_box(elem_id: str) -> gr.HTML:
    """Where a form says why not."""
    return gr.HTML("", elem_id=elem_id, apply_default_css=False)


def email_box(elem_id: str, label: str = words.EMAIL) -> gr.Textbox:
    """Where an address is typed."""
    attributes = gr.InputHTMLAttributes(autocomplete="email", autocapitalize="none", spellcheck=False)
    return gr.Textbox(label=label, type="email", elem_id=elem_id, max_length=255, html_attributes=attributes)


def password_box(elem_id: str, complete: str, info: str | None = None, label: str = words.PASSWORD) -> gr.Textbox:
    """Where a password is typed."""
    attributes = gr.InputHTMLAttributes(autocomplete=complete)
    return gr.Textbox(
        label=label, type="password", elem_id=elem_id, info=info, max_length=128, html_attributes=attributes
    )


def _hero() -> str:
    facts = Markup("").join(
        Markup("<li><strong>{}</strong><span>{}</span></li>").format(fact, gloss) for fact, gloss in words.PROMISES
    )
    return Markup('<div class="hero">{}<h1>{}</h1><p class="lead">{}</p><ul class="facts">{}</ul></div>').format(
        Markup(THEATRE.read_text(encoding="utf-8")),  # noqa: S704 - our own drawing
        Markup(words.HEADLINE),  # noqa: S704 - our own words
        words.PROMISE,
        facts,
    )
