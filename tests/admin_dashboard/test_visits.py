from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from admin_dashboard.visits import IDLE_S, TICKET_S, Visit, Visits
from admin_dashboard.words import ago, clock, count, language, plain, took
from server.accounts.schemas import Account, Tokens
from tests.admin_dashboard import cast

NOW = datetime(2030, 1, 2, 12, tzinfo=UTC)
TOKENS = Tokens(access_token="a", refresh_token="r", expires_in=60)  # noqa: S106 - opens nothing


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def visits(hands: Hands) -> Visits:
    return Visits(hands)


def admit(visits: Visits) -> Visit:
    return visits.admit(Account.model_validate(next(cast.users())), TOKENS)


def test_a_visit_is_found_by_its_name_until_it_ends(visits: Visits) -> None:
    visit = admit(visits)
    assert visits.find(visit.key) is visit
    assert visits.find("another name") is None
    assert visits.find(None) is None
    visits.dismiss(visit)
    assert visits.find(visit.key) is None


def test_a_visit_without_tokens_has_ended(visits: Visits) -> None:
    visit = admit(visits)
    visit.keep(None)
    assert visits.find(visit.key) is None


def test_a_visit_that_nobody_uses_ends(visits: Visits, hands: Hands) -> None:
    visit = admit(visits)
    hands.at += IDLE_S - 1
    assert visits.find(visit.key)
    hands.at += IDLE_S - 1
    assert visits.find(visit.key), "every use begins it anew"
    hands.at += IDLE_S + 1
    assert visits.find(visit.key) is None


def test_a_ticket_is_good_once_and_for_a_minute(visits: Visits, hands: Hands) -> None:
    visit = admit(visits)
    ticket = visits.ticket(visit)
    assert visits.redeem(ticket) == visit.key
    assert visits.redeem(ticket) is None
    late = visits.ticket(visit)
    hands.at += TICKET_S + 1
    assert visits.redeem(late) is None
    dead = visits.ticket(visit)
    visits.dismiss(visit)
    assert visits.redeem(dead) is None


@pytest.mark.parametrize(
    ("seconds", "shown"), [(None, "–"), (0, "0:00"), (7.4, "0:07"), (750, "12:30"), (3_723, "1:02:03"), (-5, "0:00")]
)
def test_clock(seconds: float | None, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("back", "shown"),
    [
        (timedelta(seconds=8), "8 s ago"),
        (timedelta(minutes=3), "3 min ago"),
        (timedelta(hours=5), "5 h ago"),
        (timedelta(days=1, hours=2), "yesterday"),
        (timedelta(days=9), "9 days ago"),
        (timedelta(seconds=-30), "0 s ago"),
    ],
)
def test_ago(back: timedelta, shown: str) -> None:
    assert ago(NOW - back, NOW) == shown
    assert ago((NOW - back).replace(tzinfo=None), NOW) == shown, "without a zone it is UTC"


def test_took() -> None:
    assert took(None, None) == "–"
    assert took(NOW, NOW + timedelta(seconds=61)) == "1:01"
    assert took(NOW, None, NOW + timedelta(seconds=5)) == "0:05"


def test_words() -> None:
    assert count(1, "film") == "1 film"
    assert count(1_200, "film") == "1,200 films"
    assert language("hi") == "Hindi"
    assert language("no such code") == "no such code"
    assert plain("a *b*\n[c](d)") == r"a \*b\* \[c\]\(d\)"
