"""What an admin does to an account, and what a moderator sees of the dashboard."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from server.vocabulary import AuditAction, Role, Tier
from tests.admin_dashboard.cast import ADMIN, CREATOR
from tests.admin_dashboard.conftest import Open, log_in, words_of
from tests.admin_dashboard.stand_in import StandIn


def card(page: Open, studio: StandIn) -> tuple[AppTest, str]:
    """The users' page with the creator's card."""
    user = next(user for user in studio.users if user.email == CREATOR)
    app = page("users")
    app.session_state["user_chosen"] = str(user.id)
    return app.run(), str(user.id)


def test_nobody_is_chosen_at_first(page: Open) -> None:
    assert "Nobody is chosen" in words_of(page("users"))


def test_another_tier_with_a_reason(page: Open, studio: StandIn) -> None:
    app, key = card(page, studio)
    app.selectbox(key=f"user_tier_{key}").set_value(Tier.ENTERPRISE)
    app.text_input(key=f"user_reason_{key}").set_value("A partner of ours")
    app.button(key="user_change").click().run()
    said = words_of(app)
    assert "The account is changed" in said
    assert "enterprise tier" in said
    assert "A partner of ours" in said, "what was done is on the card"
    assert studio.audit[0].facts["after"] == Tier.ENTERPRISE


def test_without_a_reason_nothing_is_done(page: Open, studio: StandIn) -> None:
    app, _ = card(page, studio)
    app.button(key="user_ban").click().run()
    assert not app.exception
    assert "at least 3 characters" in words_of(app)
    assert studio.audit == []


def test_credits_are_moved_once_however_often_it_is_clicked(page: Open, studio: StandIn) -> None:
    app, key = card(page, studio)
    app.text_input(key=f"user_reason_{key}").set_value("Sorry for yesterday")
    app.number_input(key=f"user_amount_{key}").set_value(7)
    studio.refuse_acts = "The answer was lost."
    app.button(key="user_credits").click().run()
    assert "The answer was lost" in words_of(app)
    lost = app.session_state["user_key"][1]
    studio.refuse_acts = None
    app.button(key="user_credits").click().run()
    assert studio.audit[0].facts == {"amount": 7, "reason": "Sorry for yesterday", "key": lost}
    assert app.number_input(key=f"user_amount_{key}").value == 0


def test_an_account_is_closed_and_opened_again(page: Open, studio: StandIn) -> None:
    app, key = card(page, studio)
    app.text_input(key=f"user_reason_{key}").set_value("Spam")
    app.button(key="user_ban").click().run()
    assert "Spam" in words_of(app)
    app.button(key="user_unban").click().run()
    assert [line.action for line in studio.audit] == [AuditAction.UNBAN, AuditAction.BAN]
    audit = words_of(page("audit"))
    assert not app.exception
    assert "2 deeds" in audit


def test_a_silent_server_is_named_and_nothing_is_claimed(page: Open, studio: StandIn) -> None:
    app, key = card(page, studio)
    app.text_input(key=f"user_reason_{key}").set_value("Spam")
    studio.stop()
    app.button(key="user_ban").click().run()
    assert "does not answer" in words_of(app)
    assert not app.exception


def test_a_moderator_sees_scripts_alone(door: AppTest, studio: StandIn) -> None:
    studio.demote(ADMIN, Role.MODERATOR)
    log_in(door, ADMIN)
    assert door.title[0].value == "Scripts to review"
    assert not door.exception
