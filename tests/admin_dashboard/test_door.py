from __future__ import annotations

import httpx
from streamlit.testing.v1 import AppTest

from admin_dashboard.session import AdminClient, sentence
from admin_dashboard.visits import visits
from server.accounts.schemas import Account
from server.client import ApiError
from server.schema import ProblemBody
from tests.admin_dashboard.cast import ADMIN, CREATOR
from tests.admin_dashboard.conftest import Open, log_in, words_of
from tests.admin_dashboard.stand_in import StandIn


def test_without_a_log_in_there_is_only_the_door(door: AppTest) -> None:
    assert [field.label for field in door.text_input] == ["E-mail", "Password"]
    assert not door.metric


def test_an_admin_comes_in_and_goes_out(door: AppTest, studio: StandIn) -> None:
    log_in(door, ADMIN)
    assert door.title[0].value == "Overview"
    assert len(studio._refresh) == 1
    door.button(key="log_out").click().run()
    assert [field.label for field in door.text_input] == ["E-mail", "Password"]
    assert not studio._refresh, "the server was told"


def test_a_wrong_password_is_answered_in_the_servers_words(door: AppTest) -> None:
    log_in(door, ADMIN, "not the password")
    assert "E\\-mail address or password is wrong\\." in words_of(door)
    assert not door.exception


def test_a_creator_is_refused_and_logged_out_again(door: AppTest, studio: StandIn) -> None:
    log_in(door, CREATOR)
    assert "This account may not see the dashboard" in words_of(door)
    assert not door.metric
    assert not studio._refresh


def test_an_empty_form_is_not_sent(door: AppTest) -> None:
    log_in(door, "", "")
    assert "Enter your e-mail address" in words_of(door)


def test_a_silent_server_is_named_at_the_door(door: AppTest, studio: StandIn) -> None:
    studio.stop()
    log_in(door, ADMIN)
    assert "The job server does not answer" in words_of(door)
    assert not door.exception


def test_an_access_token_that_ended_is_renewed_unseen(page: Open, studio: StandIn) -> None:
    studio.end_access()
    assert page("overview").metric
    assert studio.renewals == 1
    page("health")
    assert studio.renewals == 1, "the new tokens are kept"


def test_a_log_in_that_ended_leads_to_the_door(page: Open, studio: StandIn) -> None:
    studio.end_log_ins()
    app = page("jobs")
    assert "Your log-in has ended" in words_of(app)
    log_in(app, ADMIN)
    assert app.title[0].value == "Jobs"
    assert "Your log-in has ended" not in words_of(app)


def test_an_admin_who_is_one_no_more_reads_why(page: Open, studio: StandIn) -> None:
    studio.demote(ADMIN)
    app = page("users")
    assert "This is for admins\\." in words_of(app)
    assert not app.exception


def test_two_tabs_of_one_visit_trade_the_refresh_token_once(studio: StandIn) -> None:
    admin = studio.users[0]
    visit = visits().admit(Account.model_validate(admin), studio.issue(admin.id))
    with httpx.Client() as http:
        tabs = [AdminClient(studio.url, visit, http) for _ in range(2)]
        studio.end_access()
        assert [tab.me().email for tab in tabs] == [ADMIN, ADMIN]
    assert studio.renewals == 1


def test_a_refusal_is_told_with_the_fields_it_names() -> None:
    errors = ({"field": "email", "message": "Not an address."}, {"field": "password", "message": "Too short."})
    body = {"title": "No", "status": 422, "detail": "email: Not an address.", "code": "invalid", "errors": errors}
    assert sentence(ApiError(ProblemBody.model_validate(body))) == "email: Not an address. Too short."
