from __future__ import annotations

import re

import pytest

from admin_dashboard.words import plain
from server.vocabulary import ReviewDecision
from tests.admin_dashboard.cast import CREATOR, EVIL_TITLE
from tests.admin_dashboard.conftest import Open, words_of
from tests.admin_dashboard.stand_in import StandIn

PAGE = "scripts-to-review"


def test_a_held_script_is_shown_with_owner_language_reason_and_text(page: Open) -> None:
    said = words_of(page(PAGE))
    for word in (CREATOR, "Hindi", "मीरा: दीया जलाओ।", "it seems to teach a poison", "a recipe"):
        assert word in said
    assert "MOON: Good night." not in said, "it is decided"


def test_a_script_is_allowed(page: Open, studio: StandIn) -> None:
    app = page(PAGE)
    app.button(key=f"review_allow_{studio.reviews[1].id}").click().run()
    assert [one.decision for one in studio.reviews[:2]] == [ReviewDecision.PENDING, ReviewDecision.ALLOWED]
    said = words_of(app)
    assert "The script is allowed" in said
    assert "मीरा" not in said
    app.segmented_control(key="review_decision").set_value("Allowed").run()
    assert "मीरा" in words_of(app)


def test_a_refusal_asks_what_to_tell_the_creator(page: Open, studio: StandIn) -> None:
    review = studio.reviews[1]
    app = page(PAGE)
    app.button(key=f"review_refuse_{review.id}").click().run()
    assert review == studio.reviews[1], "nothing yet"
    app.text_area(key=f"review_note_{review.id}").set_value(" Leave the lamp out. ")  # and clicked at once
    app.button(key=f"review_refuse_sure_{review.id}").click().run()
    assert (studio.reviews[1].decision, studio.reviews[1].note) == (ReviewDecision.REFUSED, "Leave the lamp out.")
    app.segmented_control(key="review_decision").set_value("Refused").run()
    assert "Leave the lamp out" in words_of(app)
    app.button(key=f"review_allow_{review.id}").click().run()
    assert [one.decision for one in studio.reviews[1:]] == [ReviewDecision.ALLOWED] * 2, "an admin may think again"


def test_no_is_no(page: Open, studio: StandIn) -> None:
    review = studio.reviews[1]
    app = page(PAGE)
    app.button(key=f"review_refuse_{review.id}").click().run()
    app.button(key=f"review_refuse_no_{review.id}").click().run()
    assert studio.reviews[1].decision is ReviewDecision.PENDING
    assert app.button(key=f"review_allow_{review.id}").label == "Allow"


def test_what_the_server_refuses_is_read(page: Open, studio: StandIn) -> None:
    app = page(PAGE)
    studio.refuse_acts = "Somebody else is deciding."
    app.button(key=f"review_allow_{studio.reviews[0].id}").click().run()
    assert "Somebody else is deciding" in words_of(app)
    studio.stop()
    app.button(key=f"review_allow_{studio.reviews[0].id}").click().run()
    assert "Nothing was changed" in words_of(app)
    assert not app.exception


def test_nothing_waits(page: Open, studio: StandIn) -> None:
    studio.reviews.clear()
    app = page(PAGE)
    assert "No script waits for a look" in words_of(app)
    app.segmented_control(key="review_decision").set_value("Refused").run()
    assert "No script has been refused yet" in words_of(app)


def test_nothing_in_a_script_is_read_as_markup(page: Open) -> None:
    said = "\n".join(element.value for element in page(PAGE).markdown)
    assert "onerror" in said
    for mark in ("<img", "![x](", ":red[", "**bold**", "$x$"):
        assert mark in EVIL_TITLE
        assert not re.search(r"(?<!\\)" + re.escape(mark), said), mark


@pytest.mark.parametrize("text", ["see http://evil.test", "HTTPS://evil.test", "www.evil.test", "a@evil.test"])
def test_a_bare_address_becomes_no_link(text: str) -> None:
    shown = plain(text).replace("\\", "")
    assert not re.search(r"://|www\.|\w@", shown, re.IGNORECASE)
    assert shown.replace("\u2060", "") == text
