"""How letters leave: by SMTP, or into a folder where nobody gets them but whoever runs the studio."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

WAIT_S = 20.0
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class MailAway(Exception):
    """It cannot leave just now; later it may."""


class MailRefused(Exception):
    """It never will: there is no such address, or the server will not have it."""


class Mailer(Protocol):
    """Sends a letter. Raises MailAway or MailRefused with the server's own words."""

    def send(self, letter: EmailMessage) -> None:
        """Have it leave."""
        ...


class Outbox:
    """A folder of letters, one .eml file each: a stand-in for a mail server, and no way to anybody."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: EmailMessage) -> None:
        """See Mailer.send. The same letter again is the same file."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            name = str(letter["Message-ID"]).strip("<>").partition("@")[0]
            draft = self.folder / f".{name}"
            draft.write_bytes(letter.as_bytes())
            draft.replace(self.folder / f"{name}.eml")
        except OSError as full:
            raise MailAway(str(full)) from full


class SmtpMailer:
    """A mail server by its address: `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`.

    Without TLS only on this machine: letters hold links that open accounts.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._tls = parts.scheme == "smtps"
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (465 if self._tls else 587)
        self._log_in = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None

    def send(self, letter: EmailMessage) -> None:
        """See Mailer.send."""
        try:
            server = self._connected()
            try:
                if self._log_in:
                    server.login(*self._log_in)
                server.send_message(letter, to_addrs=[str(letter["To"])])
            finally:
                with suppress(smtplib.SMTPException, OSError):  # it has been taken, or has failed already
                    server.quit()
        except smtplib.SMTPRecipientsRefused as refused:
            code, answer = next(iter(refused.recipients.values()))
            raise (MailRefused if code >= 500 else MailAway)(f"{code} {_text(answer)}") from refused
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused, smtplib.SMTPConnectError) as wrong:
            # The studio's own fault, and mended in its settings.
            raise MailAway(f"the mail server refuses the studio: {wrong.smtp_code}") from wrong
        except smtplib.SMTPResponseException as answered:
            said = f"{answered.smtp_code} {_text(answered.smtp_error)}"
            raise (MailRefused if answered.smtp_code >= 500 else MailAway)(said) from answered
        except (smtplib.SMTPException, OSError) as away:
            raise MailAway(str(away) or type(away).__name__) from away

    def _connected(self) -> smtplib.SMTP:
        secure = ssl.create_default_context()
        if self._tls:
            return smtplib.SMTP_SSL(self._host, self._port, timeout=WAIT_S, context=secure)
        server = smtplib.SMTP(self._host, self._port, timeout=WAIT_S)
        if self._host not in LOCAL:
            try:
                server.starttls(context=secure)
            except BaseException:
                server.close()
                raise
        return server


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
