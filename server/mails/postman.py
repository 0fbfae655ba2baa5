"""The postman: takes letters that are due and has them leave; what cannot leave is tried again, later and later.

A letter is claimed before it is sent and crossed off after, so one whose postman dies in between is sent again, under
the same Message-ID. Several postmen do no harm.
"""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from pipeline.vocabulary import Language
from server.accounts import repository as accounts
from server.accounts.seals import Purpose, seal
from server.database import unit_of_work
from server.integrations.mail import MailAway, Mailer, MailRefused
from server.mails import repository
from server.mails.letters import compose
from server.models import Mail, User
from server.models.base import now
from server.settings import Settings
from server.vocabulary import MailKind
from server.wiring import Studio

FIRST_PAUSE = timedelta(seconds=30)
"""After the first try in vain; doubled after each that follows."""
MOST_ATTEMPTS = 10
"""The last is some four hours after the first."""
log = structlog.get_logger()


class Postman:
    """Sends the studio's letters."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._mailer: Mailer = studio.mailer

    def deliver(self) -> int:
        """Send all that is due; gives how many letters left."""
        with unit_of_work(self._studio.sessions, write=False) as session:
            if not repository.is_due(session, now()):
                return 0
        left = 0
        while (claimed := self._claim()) is not None:
            left += self._send(*claimed)
        return left

    def _claim(self) -> tuple[UUID, int] | None:
        with unit_of_work(self._studio.sessions) as session:
            mail = repository.claim_due(session, now())
            if mail is None:
                return None
            mail.attempts += 1
            # Should this postman die now, another tries it then.
            mail.due_at = now() + FIRST_PAUSE * 2 ** (mail.attempts - 1)
            return mail.id, mail.attempts

    def _written(self, mail_id: UUID) -> EmailMessage | None:
        with unit_of_work(self._studio.sessions, write=False) as session:
            mail = session.get(Mail, mail_id)
            return write(session, mail, self._studio.settings) if mail is not None else None

    def _send(self, mail_id: UUID, attempt: int) -> bool:
        letter, error, again = None, None, False
        try:
            letter = self._written(mail_id)
        except ValueError as odd:  # no header can hold it, now or later
            error = f"it cannot be written: {odd}"
        if letter is not None:
            try:
                self._mailer.send(letter)
            except MailRefused as refused:
                error = str(refused)
            except MailAway as away:
                error, again = str(away), attempt < MOST_ATTEMPTS
        with unit_of_work(self._studio.sessions) as session:
            mail = session.get(Mail, mail_id)
            if mail is not None:  # its account may have been deleted meanwhile
                mail.error = error
                mail.due_at = mail.due_at if again else None
                mail.sent_at = now() if letter is not None and error is None else None
        if error is not None:
            log.warning("a letter did not leave", mail=str(mail_id), attempt=attempt, again=again, reason=error)
        return letter is not None and error is None


def write(session: Session, mail: Mail, settings: Settings) -> EmailMessage | None:
    """The letter as it is now due; None if there is nobody to write to, or nothing to say any more."""
    user = session.get(User, mail.user_id) if mail.user_id else accounts.by_email(session, mail.address)
    if mail.kind is MailKind.FAREWELL:
        return compose(mail, mail.language or Language.ENGLISH, None, settings.mail_from)
    if user is None:
        return None
    if mail.kind is MailKind.CONFIRM and (user.email_verified_at is not None or user.email != mail.address):
        return None
    return compose(mail, mail.language or user.language, _link(mail, user, settings), settings.mail_from)


def _link(mail: Mail, user: User, settings: Settings) -> str | None:
    match mail.kind:
        case MailKind.CONFIRM | MailKind.MOVE:
            return f"{settings.ui_url}/?confirm={seal(user, Purpose.ADDRESS, settings, mail.address)}"
        case MailKind.RESET:
            return f"{settings.ui_url}/?reset={seal(user, Purpose.PASSWORD, settings)}"
        case MailKind.TAKEN | MailKind.SCRIPT_ALLOWED | MailKind.SCRIPT_REFUSED:
            return f"{settings.ui_url}/"
        case _:
            return None
