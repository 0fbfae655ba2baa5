"""The letters' words: every language has them all, and says no more than English does."""

from __future__ import annotations

from email import policy
from uuid import UUID

import pytest
from babel.messages.pofile import read_po

from pipeline.vocabulary import Language
from server.mails.letters import CATALOGS, WORDINGS, compose, say
from server.models import Mail
from server.vocabulary import MailKind

SENTENCES = {
    sentence
    for wording in WORDINGS.values()
    for sentence in (wording.subject, wording.text, wording.button, wording.ending)
    if sentence
}
OTHERS = [language for language in Language if language is not Language.ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_in_every_catalog_and_nothing_else(language: Language) -> None:
    with (CATALOGS / language / "letters.po").open("rb") as file:
        catalog = read_po(file, locale=language.value, abort_invalid=True)
    assert {message.id for message in catalog if message.id} == SENTENCES
    translated = {say(sentence, language) for sentence in SENTENCES}
    assert len(translated) == len(SENTENCES)
    assert not translated & SENTENCES
    assert all("AI Film Studio" in say(one, language) for one in SENTENCES if "AI Film Studio" in one)


def test_every_kind_has_a_wording() -> None:
    assert set(WORDINGS) == set(MailKind)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.ARABIC, Language.TAMIL])
def test_a_letter_survives_the_wire(language: Language) -> None:
    mail = Mail(id=UUID(int=7), kind=MailKind.RESET, address="meera@studio.test")
    letter = compose(mail, language, "https://studio.test/?reset=a&b", "Film <studio@films.test>")
    raw = letter.as_bytes(policy=policy.SMTP)
    assert max(len(line) for line in raw.splitlines()) <= 998
    assert letter["Message-ID"] == f"<{UUID(int=7)}@films.test>"
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert say(WORDINGS[MailKind.RESET].text, language) in plain.get_content()
    assert "https://studio.test/?reset=a&amp;b" in html.get_content()
    assert ('dir="rtl"' in html.get_content()) == (language is Language.ARABIC)
