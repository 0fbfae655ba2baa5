"""A letterbox: what the studio has written, as whoever reads the mail sees it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from urllib.parse import parse_qs, urlsplit

from server.mails.postman import Postman
from server.wiring import Studio


@dataclass(frozen=True)
class Letter:
    """A letter that has arrived."""

    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    def seal(self, name: str) -> str:
        """What its link carries as `name`."""
        found = re.search(r"https?://\S+", self.text)
        assert found, self.text
        return parse_qs(urlsplit(found[0]).query)[name][0]


def parsed(raw: bytes) -> Letter:
    """A letter out of the bytes of its file."""
    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    return Letter(message)


def collected(studio: Studio) -> list[Letter]:
    """The letters that leave now, the oldest first; the outbox is empty after."""
    Postman(studio).deliver()
    outbox = studio.settings.data / "outbox"
    letters = [parsed(path.read_bytes()) for path in sorted(outbox.glob("*.eml"))]
    shutil.rmtree(outbox, ignore_errors=True)
    return letters
