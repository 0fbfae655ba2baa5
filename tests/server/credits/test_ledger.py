"""The ledger, on both databases: a balance is the sum of its movements, whatever is asked in whatever order."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.credits import ledger
from server.database import unit_of_work
from server.errors import InsufficientCredits, NotFound
from server.models import AIJob, CreditTransaction
from server.models.base import new_key
from server.vocabulary import Tier, TransactionType
from server.wiring import Studio
from tests.server.people import balance, change, creator, job_of, movements, ordered

MOVES = st.tuples(st.just("move"), st.integers(-9, 9), st.integers(0, 5))
CHARGES = st.tuples(st.just("charge"), st.integers(0, 2), st.integers(1, 2))
REFUNDS = st.tuples(st.just("refund"), st.integers(0, 2), st.integers(1, 2))
TIERS = st.tuples(st.just("tier"), st.sampled_from([Tier.FREE, Tier.ENTERPRISE]), st.just(0))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    first=st.integers(0, 12),
    prices=st.lists(st.integers(1, 5), min_size=3, max_size=3),
    asked=st.lists(st.one_of(MOVES, CHARGES, REFUNDS, TIERS), max_size=16),
    together=st.integers(1, 3),
)
def test_any_interleaving(  # noqa: C901 - the model of it all
    any_studio: Studio, first: int, prices: list[int], asked: list[tuple[str, int, int]], together: int
) -> None:
    studio = any_studio
    user = creator(studio, first)
    jobs = [ordered(studio, user, price, begin=False) for price in prices]
    expected: dict[str, int] = {f"present:{user}": first}
    tier = Tier.FREE
    for at in range(0, len(asked), together):
        # Several in one transaction, as a claim that fails at once would do.
        with unit_of_work(studio.sessions) as session:
            for what, one, other in asked[at : at + together]:
                if what == "tier":
                    continue
                if what == "move":
                    key, amount = f"{user}:{other}", one

                    def do(key: str = key, amount: int = amount) -> CreditTransaction | None:
                        kind = TransactionType.GRANT if amount > 0 else TransactionType.DEDUCTION
                        return ledger.move(session, user, kind, amount, "A move", key)
                else:
                    job = session.get_one(AIJob, jobs[one])
                    job.round = other
                    key = ledger.charge_key(job)
                    amount = 0 if tier is Tier.ENTERPRISE else -job.credits
                    if what == "charge":

                        def do(job: AIJob = job) -> CreditTransaction | None:  # type: ignore[misc]
                            return ledger.charge(session, job, "The Sea")
                    else:
                        taken = expected.get(key)
                        if taken is None:
                            assert ledger.refund(session, job, "It failed") is None
                            continue
                        key, amount = f"{key}:refund", -taken

                        def do(job: AIJob = job) -> CreditTransaction | None:  # type: ignore[misc]
                            return ledger.refund(session, job, "It failed")

                _same(do, expected, key, amount)
        for what, one, _ in asked[at : at + together]:
            if what == "tier":
                tier = Tier(str(one))
                change(studio, user, tier=tier)
        entries = movements(studio, user)
        assert {entry.idempotency_key: entry.amount for entry in entries} == expected
        assert len(entries) == len(expected)
        assert balance(studio, user) == sum(expected.values()) == entries[-1].balance_after
        running = 0
        for entry in entries:
            running += entry.amount
            assert entry.balance_after == running >= 0


def _same(do: Callable[[], CreditTransaction | None], expected: dict[str, int], key: str, amount: int) -> None:
    """A movement does what the model says, and the model learns of it."""
    left = sum(expected.values())
    if key not in expected and left + amount < 0:
        with pytest.raises(InsufficientCredits) as short:
            do()
        assert short.value.facts == {"price": -amount, "balance": left}
        return
    entry = do()
    assert entry is not None
    assert (entry.idempotency_key, entry.amount) == (key, expected.get(key, amount))
    expected[key] = entry.amount


def test_two_that_race_for_one_balance(any_studio: Studio) -> None:
    for _ in range(5):
        user = creator(any_studio, 3)
        ended = at_once(lambda number, user=user: take(any_studio, user, f"{user}:{number}"), 2)  # type: ignore[misc]
        assert sorted(ended) == ["short", "taken"]
        assert balance(any_studio, user) == 0
        assert [entry.amount for entry in movements(any_studio, user)] == [3, -3]


def test_one_movement_that_is_asked_for_twice_at_once(any_studio: Studio) -> None:
    user = creator(any_studio, 9)
    assert at_once(lambda _: take(any_studio, user, f"{user}:same"), 3) == ["taken"] * 3
    assert balance(any_studio, user) == 6


def test_a_charge_and_its_refund_at_once(any_studio: Studio) -> None:
    user = creator(any_studio, 3)
    job_id = ordered(any_studio, user, 3, begin=False)

    def move(number: int) -> str:
        with unit_of_work(any_studio.sessions) as session:
            job = session.get_one(AIJob, job_id)
            if number % 2:
                ledger.charge(session, job, "The Sea")
            else:
                ledger.refund(session, job, "It failed")
        return "done"

    at_once(move, 4)
    amounts = [entry.amount for entry in movements(any_studio, user)]
    assert amounts in ([3, -3], [3, -3, 3])
    assert balance(any_studio, user) == sum(amounts)


def take(studio: Studio, user: object, key: str) -> str:
    try:
        with unit_of_work(studio.sessions) as session:
            ledger.move(session, user, TransactionType.DEDUCTION, -3, "A film", key)  # type: ignore[arg-type]
    except InsufficientCredits:
        return "short"
    return "taken"


def at_once(do: Callable[[int], str], count: int) -> list[str]:
    barrier = threading.Barrier(count)
    ended: list[str] = []

    def one(number: int) -> None:
        barrier.wait()
        ended.append(do(number))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ended) == count
    return ended


def test_enterprise_is_counted_and_pays_nothing(any_studio: Studio) -> None:
    user = creator(any_studio, 2, Tier.ENTERPRISE)
    job_id = ordered(any_studio, user, 15, begin=False)
    with unit_of_work(any_studio.sessions) as session:
        job = session.get_one(AIJob, job_id)
        ledger.charge(session, job, "The Sea")
        # What was not taken is not given back, whatever tier it is by then.
    change(any_studio, user, tier=Tier.FREE)
    with unit_of_work(any_studio.sessions) as session:
        ledger.refund(session, session.get_one(AIJob, job_id), "It failed")
    assert balance(any_studio, user) == 2
    _, taken, back = movements(any_studio, user)
    assert (taken.amount, taken.balance_after, back.amount, back.balance_after) == (0, 2, 0, 2)
    assert "15 credits" in taken.description
    assert taken.job_id == job_of(any_studio, job_id).id


def test_nobody_has_no_balance(any_studio: Studio) -> None:
    with unit_of_work(any_studio.sessions) as session, pytest.raises(NotFound):
        ledger.move(session, new_key(), TransactionType.GRANT, 1, "For nobody", "nobody")


def test_the_database_itself_refuses_a_negative_balance(any_studio: Studio) -> None:
    from sqlalchemy import update
    from sqlalchemy.exc import IntegrityError

    from server.models import User

    creator(any_studio, 3)
    with pytest.raises(IntegrityError), unit_of_work(any_studio.sessions) as session:
        session.execute(update(User).values(credits_balance=-1))


def test_keys_sort_by_when_they_were_made() -> None:
    keys = [new_key() for _ in range(2_000)]
    assert len(set(keys)) == len(keys)
    assert all(key.version == 7 for key in keys)
    assert all(key.variant == "specified in RFC 4122" for key in keys)
    # Two movements of one millisecond stand in the history in their order; by chance alone half of them would not.
    assert sum(before > after for before, after in itertools.pairwise(keys)) < 100
