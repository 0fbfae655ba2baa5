"""The letters themselves: plain words and, beside them, the same with a button."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from html import escape
from pathlib import Path

from babel.messages.pofile import read_po

from pipeline.vocabulary import Language
from server.models import Mail
from server.models.base import now
from server.vocabulary import MailKind

CATALOGS = Path(__file__).resolve().parents[2] / "translations"
RIGHT_TO_LEFT = frozenset({Language.ARABIC})


@dataclass(frozen=True, slots=True)
class Wording:
    """What a letter says, in English, which is also what catalogs know it by."""

    subject: str
    text: str
    button: str | None = None
    """On the link, if the letter has one."""
    ending: str | None = None


_NOT_YOU = "If this was not you, do nothing: nothing changes."
_WAS_NOT_YOU = (
    "If this was not you, set a new password at once on the log-in page, and write to whoever runs the studio."
)

WORDINGS: dict[MailKind, Wording] = {
    MailKind.CONFIRM: Wording(
        "Confirm your address",
        "Somebody has opened an account in the AI Film Studio with this address. Confirm that it is yours. "
        "The link works for three days.",
        "Confirm the address",
        _NOT_YOU,
    ),
    MailKind.TAKEN: Wording(
        "You have an account already",
        "Somebody wanted to use this address in the AI Film Studio. It belongs to your account already: log in with "
        "it, or set a new password if you have forgotten yours.",
        "Open the studio",
        _NOT_YOU,
    ),
    MailKind.RESET: Wording(
        "Set a new password",
        "Somebody has asked to set a new password for your account in the AI Film Studio. "
        "The link works once, within an hour.",
        "Set a new password",
        _NOT_YOU,
    ),
    MailKind.PASSWORD_CHANGED: Wording(
        "Your password was changed",
        "The password of your account in the AI Film Studio was changed, and you were logged out everywhere else.",
        None,
        _WAS_NOT_YOU,
    ),
    MailKind.MOVE: Wording(
        "Confirm your new address",
        "An account in the AI Film Studio is to move to this address. Confirm that it is yours. "
        "The link works for three days.",
        "Confirm the address",
        _NOT_YOU,
    ),
    MailKind.MOVED: Wording(
        "Your address was changed",
        "Your account in the AI Film Studio has moved to another address. Letters do not come here any more.",
        None,
        _WAS_NOT_YOU,
    ),
    MailKind.FAREWELL: Wording(
        "Your account was deleted",
        "Your account in the AI Film Studio was deleted as you asked, with all scripts and films. Goodbye.",
    ),
    MailKind.SCRIPT_ALLOWED: Wording(
        "Your script may be filmed",
        "Somebody in the AI Film Studio has looked at your script. It may be filmed: order the film whenever you like.",
        "Open the studio",
    ),
    MailKind.SCRIPT_REFUSED: Wording(
        "Your script was not accepted",
        "Somebody in the AI Film Studio has looked at your script and does not film it as it is. Open the project to "
        "read why, and change it.",
        "Open the studio",
    ),
}


def say(sentence: str, language: Language) -> str:
    """A sentence in a language. Raises KeyError for one that its catalog does not have: a test sees to that."""
    return sentence if language is Language.ENGLISH else _catalog(language)[sentence]


@cache
def _catalog(language: Language) -> dict[str, str]:
    with (CATALOGS / language / "letters.po").open("rb") as file:
        catalog = read_po(file, locale=language.value)
    return {str(message.id): str(message.string) for message in catalog if message.id and message.string}


def compose(mail: Mail, language: Language, link: str | None, sender: str) -> EmailMessage:
    """A letter, ready to leave. `link` is where its button leads."""
    wording = WORDINGS[mail.kind]
    paragraphs = [say(wording.text, language)]
    button = say(wording.button, language) if wording.button and link else None
    ending = say(wording.ending, language) if wording.ending else None
    letter = EmailMessage()
    letter["Subject"] = say(wording.subject, language)
    letter["From"] = sender
    letter["To"] = mail.address
    letter["Date"] = format_datetime(now())
    # The same letter sent twice (the postman died in between) is one letter to whoever gets it.
    letter["Message-ID"] = f"<{mail.id}@{_domain(sender)}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = language.value
    plain = [*paragraphs, *([f"{button}:\n{link}"] if button else []), *([ending] if ending else [])]
    letter.set_content("\n\n".join(plain) + "\n")
    letter.add_alternative(_page(language, paragraphs, button, link, ending), subtype="html")
    return letter


def _page(language: Language, paragraphs: list[str], button: str | None, link: str | None, ending: str | None) -> str:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    parts = [f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs]
    if button and link:
        parts.append(
            f'<p style="margin:28px 0"><a href="{escape(link)}" style="background:#c9772b;color:#fff;padding:12px 22px;'
            f'border-radius:8px;text-decoration:none;font-weight:600">{escape(button)}</a></p>'
        )
    if ending:
        parts.append(f'<p style="color:#6b5f63;font-size:14px">{escape(ending)}</p>')
    return (
        f'<!doctype html><html lang="{language.value}" dir="{direction}"><body style="font:16px/1.5 sans-serif;'
        f'color:#241a1e;max-width:34em;margin:32px auto;padding:0 16px">{"".join(parts)}'
        '<p style="color:#9a8f93;font-size:13px;margin-top:36px">AI Film Studio</p></body></html>\n'
    )


def _domain(sender: str) -> str:
    found = re.search(r"@([^>\s]+)", sender)
    return found[1] if found else "localhost"
