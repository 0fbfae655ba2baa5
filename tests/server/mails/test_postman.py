"""The postman: every letter leaves, none is lost, and what cannot leave is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select, update

from server.database import unit_of_work
from server.integrations.mail import Mailer, Outbox, SmtpMailer
from server.mails.postman import FIRST_PAUSE, MOST_ATTEMPTS, Postman
from server.mails.service import post
from server.models import Mail, User
from server.models.base import now
from server.vocabulary import MailKind
from server.wiring import Studio
from tests.server.mails.letterbox import Letter, collected, parsed
from tests.server.people import creator
from tests.server.running import free_port


class Postbox:
    """What a mail server does with what it gets."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answer = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(parsed(envelope.original_content or b""))
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    """A mail server on this machine, and its address."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield box, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def write_to(studio: Studio, kind: MailKind = MailKind.CONFIRM) -> str:
    """A letter to a new account is due."""
    user_id = creator(studio)
    with unit_of_work(studio.sessions) as session:
        user = session.get_one(User, user_id)
        post(session, kind, user.email, user_id)
        return user.email


def only(studio: Studio) -> Mail:
    with unit_of_work(studio.sessions, write=False) as session:
        return session.scalars(select(Mail)).one()


def make_due(studio: Studio) -> None:
    with unit_of_work(studio.sessions) as session:
        session.execute(update(Mail).where(Mail.due_at.is_not(None)).values(due_at=now()))


def with_mailer(studio: Studio, mailer: Mailer) -> Postman:
    postman = Postman(studio)
    postman._mailer = mailer
    return postman


def test_a_letter_arrives_by_smtp(any_studio: Studio, postbox: tuple[Postbox, str]) -> None:
    box, url = postbox
    address = write_to(any_studio)
    postman = with_mailer(any_studio, SmtpMailer(url))
    assert postman.deliver() == 1
    (letter,) = box.letters
    assert (letter.to, letter.subject) == (address, "Confirm your address")
    assert letter.seal("confirm")
    html = letter.message.get_body(("html",))
    assert html is not None
    assert letter.seal("confirm") in html.get_content()
    mail = only(any_studio)
    assert (mail.due_at, mail.error, mail.attempts) == (None, None, 1)
    assert mail.sent_at is not None
    assert postman.deliver() == 0, "it leaves once"


def test_a_mail_server_that_is_away_is_tried_again_later_and_later(any_studio: Studio) -> None:
    write_to(any_studio)
    postman = with_mailer(any_studio, SmtpMailer(f"smtp://127.0.0.1:{free_port()}"))
    for attempt in range(1, MOST_ATTEMPTS):
        asked = now()
        assert postman.deliver() == 0
        mail = only(any_studio)
        assert mail.due_at is not None
        pause = FIRST_PAUSE * 2 ** (attempt - 1)
        assert pause - timedelta(seconds=1) < mail.due_at - asked < pause + timedelta(seconds=10)
        assert "refused" in (mail.error or "")
        make_due(any_studio)
    postman.deliver()
    mail = only(any_studio)
    assert (mail.due_at, mail.sent_at, mail.attempts) == (None, None, MOST_ATTEMPTS)


@pytest.mark.parametrize(("answer", "again"), [("450 try later", True), ("550 no such mailbox", False)])
def test_what_the_server_will_never_take_is_not_sent_again(
    studio: Studio, postbox: tuple[Postbox, str], answer: str, again: bool
) -> None:
    box, url = postbox
    box.answer = answer
    write_to(studio)
    with_mailer(studio, SmtpMailer(url)).deliver()
    mail = only(studio)
    assert (mail.due_at is not None, mail.sent_at) == (again, None)
    assert answer in (mail.error or "")


def test_one_whose_postman_died_is_sent_again_as_the_same_letter(any_studio: Studio) -> None:
    class Killed(BaseException):
        pass

    class Dying(Outbox):
        def send(self, letter: EmailMessage) -> None:
            super().send(letter)
            raise Killed

    outbox = any_studio.settings.data / "outbox"
    write_to(any_studio)
    with pytest.raises(Killed):
        with_mailer(any_studio, Dying(outbox)).deliver()
    assert Postman(any_studio).deliver() == 0, "not before its time"
    make_due(any_studio)
    assert Postman(any_studio).deliver() == 1
    assert len(collected(any_studio)) == 1, "under the same Message-ID"


def test_a_letter_to_an_account_that_is_gone_is_not_written(any_studio: Studio) -> None:
    with unit_of_work(any_studio.sessions) as session:
        post(session, MailKind.RESET, "nobody@studio.test")
    assert Postman(any_studio).deliver() == 0
    assert (only(any_studio).due_at, only(any_studio).sent_at) == (None, None)


def test_a_full_disk_is_a_matter_of_time(studio: Studio) -> None:
    (studio.settings.data / "no-folder").write_text("a file where the folder should be")
    write_to(studio)
    with_mailer(studio, Outbox(studio.settings.data / "no-folder")).deliver()
    assert only(studio).due_at is not None


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(any_studio: Studio) -> None:
    user_id = creator(any_studio)
    with unit_of_work(any_studio.sessions) as session:
        user = session.get_one(User, user_id)
        user.email = "=?utf-8?q?=0a?=@studio.test"  # as it was let in once
        post(session, MailKind.CONFIRM, user.email, user_id)
    address = write_to(any_studio)
    assert Postman(any_studio).deliver() == 1
    assert [letter.to for letter in collected(any_studio)] == [address]
    with unit_of_work(any_studio.sessions, write=False) as session:
        odd = session.scalars(select(Mail).where(Mail.user_id == user_id)).one()
    assert (odd.due_at, odd.sent_at) == (None, None)
    assert "cannot be written" in (odd.error or "")
