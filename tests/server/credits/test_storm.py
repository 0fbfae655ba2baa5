"""Thousands of movements at random and at once, with crashes and kills in between, on both databases: the sums hold."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.credits.audit import audit
from server.database import unit_of_work
from server.models import CreditTransaction, Payment
from server.vocabulary import PaymentStatus, Tier
from server.wiring import Studio
from tests.server.credits import storm
from tests.server.people import creator, ordered

MOVES, THREADS = 2_400, 6


class Crash(Exception):
    """Whoever made a movement is gone."""


def stage(studio: Studio) -> tuple[list[UUID], list[UUID], list[UUID]]:
    users = [creator(studio, 20, tier) for tier in (Tier.FREE, Tier.STANDARD, Tier.PRO, Tier.ENTERPRISE)]
    jobs = [ordered(studio, user, price, begin=False) for user in users for price in (3, 6, 15)]
    return users, jobs, storm.make(studio.sessions, users, 40)


def keys_of(studio: Studio) -> set[str]:
    with unit_of_work(studio.sessions, write=False) as session:
        return set(session.scalars(select(CreditTransaction.idempotency_key)))


def check(studio: Studio, committed: set[str]) -> None:
    found = audit(studio.sessions)
    assert found.problems == ()
    assert (found.accounts, found.movements) == (4, len(keys_of(studio)))
    assert committed <= keys_of(studio)
    with unit_of_work(studio.sessions, write=False) as session:
        paid = select(func.count()).where(Payment.status == PaymentStatus.PAID)
        given = select(func.count()).where(CreditTransaction.idempotency_key.startswith("payment:"))
        assert session.scalar(paid) == session.scalar(given)
        assert session.scalar(paid)


def test_thousands_of_movements_at_once_with_crashes(any_studio: Studio) -> None:
    users, jobs, payments = stage(any_studio)
    committed: set[str] = set()
    crashes = [0]

    def blow(seed: int) -> None:
        mine = storm.Storm(users, jobs, payments, seed)
        for _ in range(MOVES // THREADS):
            move, luck = mine.draw(), mine.chance()

            def crashing(session: Session, move: storm.Move = move, luck: float = luck) -> CreditTransaction | None:
                line = move(session)
                if luck < 0.15:
                    raise Crash
                return line

            try:
                key = storm.play(any_studio.sessions, crashing)
            except Crash:
                crashes[0] += 1
                continue
            if key is not None:
                committed.add(key)
                if luck > 0.8:  # the answer was lost: it is asked for again
                    storm.play(any_studio.sessions, move)

    threads = [threading.Thread(target=blow, args=(seed,)) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert crashes[0] > MOVES / 20
    assert len(committed) > 300
    check(any_studio, committed)


def test_killed_in_the_middle_of_it(any_studio: Studio) -> None:
    stage(any_studio)
    committed: set[str] = set()
    for seed in range(4):
        command = [sys.executable, "-m", "tests.server.credits.storm", any_studio.settings.database, str(seed)]
        blowing = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        first = [running.stdout.readline().strip() for running in blowing if running.stdout]
        time.sleep(random.Random(seed).uniform(0.2, 0.8))
        for running in blowing:
            running.send_signal(signal.SIGKILL)
            said, _ = running.communicate(timeout=60)
            # The last one may have been cut short, and the first one begins where the line read above was buffered to.
            committed |= set(said.split("\n")[1:-1])
        committed |= set(first)
        assert audit(any_studio.sessions).problems == ()
    assert len(committed) > 40
    check(any_studio, committed)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE users SET credits_balance = credits_balance + 1", "its movements add up to"),
        ("UPDATE users SET monthly_credits = 1", "the monthly part is 1"),
        ("UPDATE credit_transactions SET balance_after = balance_after + 5", "with which none has ended"),
        ("UPDATE credit_transactions SET amount = 19", "add up to 19"),
        ("DELETE FROM credit_transactions", "add up to 0"),
        ("UPDATE payments SET status = 'paid'", "nothing was given"),
        ("UPDATE credit_transactions SET idempotency_key = 'payment:none'", "a payment that is not there"),
        ("UPDATE credit_transactions SET idempotency_key = 'x:refund'", "which was not taken"),
    ],
)
def test_the_audit_finds_what_is_wrong(any_studio: Studio, change: str, told: str) -> None:
    from sqlalchemy import text

    user = creator(any_studio, 20)
    storm.make(any_studio.sessions, [user], 1)
    assert audit(any_studio.sessions).problems == ()
    with unit_of_work(any_studio.sessions) as session:
        session.execute(text(change))
    problems = audit(any_studio.sessions).problems
    assert any(told in problem for _, problem in problems), problems
