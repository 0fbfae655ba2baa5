"""The graph of a film: whatever is lost, doubled, late or killed, a step has one holder and a film one price."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from server.clock import Clock
from server.credits.tiers import RULES
from server.database import unit_of_work
from server.jobs import repository
from server.jobs.graph import Claim, graph_of
from server.models import AIJob, CreditTransaction, JobStep, User
from server.vocabulary import JobStatus, StepKind, StepState, Tier, TransactionType
from server.wiring import Studio
from tests.server.people import balance, creator, job_of, movements, ordered, steps_of
from tests.server.running import is_sqlite
from tests.server.stagehand import Message, Stagehand

PRICE = 3


class FilmsInTheMaking(RuleBasedStateMachine):
    """Two films of one creator, whose balance may cover both, one or none; workers and a queue at their worst."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio = studio
        self.hand = Stagehand(studio)
        self.clock = Clock(studio)
        self.most = studio.settings.most_attempts
        self.jobs: list[UUID] = []
        self.user = UUID(int=0)
        self.given: list[Claim] = []
        """Every claim that a worker was ever given."""
        self.delivered: list[Message] = []
        """Every message that a worker ever got."""
        self.held: dict[UUID, Claim] = {}
        """Who holds which step, as it should be."""
        self.deaths: dict[UUID, int] = {}
        self.progress: dict[UUID, int] = {}
        self.cancelled_before_start: set[UUID] = set()

    @initialize(
        credits_=st.sampled_from([0, PRICE, 2 * PRICE]), tier=st.sampled_from([Tier.FREE, Tier.PRO, Tier.ENTERPRISE])
    )
    def order(self, credits_: int, tier: Tier) -> None:
        self.studio.redis.flushdb()
        self.user = creator(self.studio, credits_, tier)
        self.credits, self.tier = credits_, tier
        self.jobs = [ordered(self.studio, self.user, PRICE) for _ in range(2)]

    # ------------------------------------------------------------------------------------------- messages arrive

    @precondition(lambda self: self.hand.messages())
    @rule(data=st.data())
    def a_worker_takes_a_message(self, data: st.DataObject) -> None:
        self._claim(self.hand.take(data.draw(st.sampled_from(self.hand.messages()))))

    @precondition(lambda self: self.delivered)
    @rule(data=st.data())
    def a_message_comes_again(self, data: st.DataObject) -> None:
        self._claim(data.draw(st.sampled_from(self.delivered)))

    @precondition(lambda self: self.hand.messages())
    @rule(data=st.data())
    def a_message_is_lost(self, data: st.DataObject) -> None:
        self.delivered.append(self.hand.take(data.draw(st.sampled_from(self.hand.messages()))))

    @precondition(lambda self: self.hand.messages())
    @rule()
    def the_queue_is_lost(self) -> None:
        self.hand.lose_all()

    def _claim(self, message: Message) -> None:
        self.delivered.append(message)
        claim = self.hand.claim(message)
        if claim is not None:
            assert claim.step_id not in self.held, "two workers hold one step"
            self.held[claim.step_id] = claim
            self.given.append(claim)

    # ------------------------------------------------------------------------------------------ workers do things

    @precondition(lambda self: self.given)
    @rule(data=st.data(), done=st.floats(0, 1.5), stage=st.sampled_from([None, "record", "paint", "mix"]))
    def a_worker_beats(self, data: st.DataObject, done: float, stage: str | None) -> None:
        claim = data.draw(st.sampled_from(self.given))
        assert self.hand.beat(claim, done, stage) == self._holds(claim)

    @precondition(lambda self: self.given)
    @rule(data=st.data(), shots=st.lists(st.integers(1, 200), min_size=1, max_size=3))
    def a_worker_finishes(self, data: st.DataObject, shots: list[int]) -> None:
        claim = data.draw(st.sampled_from(self.given))
        assert self.hand.finish(claim, shots) == self._holds(claim)
        self._let_go(claim)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), shots=st.lists(st.integers(1, 200), min_size=1, max_size=3))
    def a_holder_finishes(self, data: st.DataObject, shots: list[int]) -> None:
        claim = data.draw(st.sampled_from(list(self.held.values())))
        assert self.hand.finish(claim, shots)
        self._let_go(claim)

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def a_worker_is_told_to_stop(self, data: st.DataObject) -> None:
        claim = data.draw(st.sampled_from(self.given))
        self.hand.hand_back(claim)
        self._let_go(claim)

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def a_horse_dies(self, data: st.DataObject) -> None:
        claim = data.draw(st.sampled_from(self.given))
        holds = self._holds(claim)
        with unit_of_work(self.studio.sessions) as session:
            graph_of(session, self.studio).lose(claim.step_id, claim.attempt)
        if holds:
            self._died(claim)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def a_worker_falls_silent(self, data: st.DataObject) -> None:
        claim = data.draw(st.sampled_from(list(self.held.values())))
        self.hand.let_time_pass(leases=[claim.step_id])
        assert self.clock.tick() >= 1
        self._died(claim)

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def a_step_cannot_be_done(self, data: st.DataObject) -> None:
        claim = data.draw(st.sampled_from(self.given))
        holds = self._holds(claim)
        assert self.hand.fail(claim) == holds
        if holds:
            self._ended(claim.job_id)

    # ----------------------------------------------------------------------------------- the creator, and the clock

    @rule(data=st.data())
    def the_creator_cancels(self, data: st.DataObject) -> None:
        job_id = data.draw(st.sampled_from(self.jobs))
        before = job_of(self.studio, job_id)
        with unit_of_work(self.studio.sessions) as session:
            job = repository.lock(session, job_id)
            assert job is not None
            graph_of(session, self.studio).cancel(job)
        if before.status is JobStatus.QUEUED:
            self.cancelled_before_start.add(job_id)
        after = job_of(self.studio, job_id)
        assert after.status is (before.status if before.status.is_final else JobStatus.CANCELLED)
        self._ended(job_id)

    @rule()
    def time_passes(self) -> None:
        self.hand.let_time_pass(sent=True)
        self.clock.tick()
        self.clock.tick()
        waiting = self.hand.messages()
        for job_id in self.jobs:
            for step in steps_of(self.studio, job_id):
                if step.state is StepState.QUEUED:
                    assert waiting.count((step.id, step.attempt)) == 1, "a lost message was not sent again"

    # ------------------------------------------------------------------------------------------------- what holds

    @invariant()
    def all_is_well(self) -> None:
        if not self.jobs:
            return
        with unit_of_work(self.studio.sessions, write=False) as session:
            jobs = [session.get_one(AIJob, job_id) for job_id in self.jobs]
            steps = {job.id: repository.steps(session, job.id) for job in jobs}
            query = select(CreditTransaction).where(CreditTransaction.user_id == self.user)
            ledger = session.scalars(query.order_by(CreditTransaction.id)).all()
            left = session.get_one(User, self.user).credits_balance
        assert left == sum(entry.amount for entry in ledger) >= 0
        for job in jobs:
            self._paid_once_and_given_back_once(job, [entry for entry in ledger if entry.job_id == job.id])
            self._goes_on(job)
            self._is_held_by_whom_it_should(job, steps[job.id])
            self._nothing_begins_before_its_time(steps[job.id])

    def _paid_once_and_given_back_once(self, job: AIJob, ledger: Sequence[CreditTransaction]) -> None:
        price = 0 if RULES[self.tier].credits_a_month is None else PRICE
        started = job.started_at is not None
        back = started and job.status is JobStatus.FAILED
        expected = [(TransactionType.DEDUCTION, -price)] * started + [(TransactionType.REFUND, price)] * back
        assert [(entry.type, entry.amount) for entry in ledger] == expected
        assert (job.status is not JobStatus.QUEUED) or not started
        assert (job.status not in (JobStatus.PROCESSING, JobStatus.COMPLETED)) or started
        assert not (job.id in self.cancelled_before_start and started)
        if job.status is JobStatus.FAILED and not started:
            assert job.error_code == "insufficient_credits"
            assert price > 0

    def _goes_on(self, job: AIJob) -> None:
        assert self.progress.get(job.id, 0) <= job.progress <= 100
        assert (job.progress == 100) == (job.status is JobStatus.COMPLETED)
        assert (job.completed_at is not None) == job.status.is_final
        self.progress[job.id] = job.progress

    def _is_held_by_whom_it_should(self, job: AIJob, steps: Sequence[JobStep]) -> None:
        running = {step.id: step.attempt for step in steps if step.state is StepState.RUNNING}
        assert running == {key: claim.attempt for key, claim in self.held.items() if claim.job_id == job.id}
        assert all((step.lease_until is not None) == (step.id in running) for step in steps)
        if job.status.is_final:
            assert {step.state for step in steps} <= {StepState.DONE, StepState.DROPPED}
        else:
            assert all(step.deaths == self.deaths.get(step.id, 0) < self.most for step in steps)
        if job.status is JobStatus.COMPLETED:
            assert {step.state for step in steps} == {StepState.DONE}

    def _nothing_begins_before_its_time(self, steps: Sequence[JobStep]) -> None:
        moved = [step for step in steps if step.attempt > 0]
        plan_done = any(step.kind is StepKind.PLAN and step.state is StepState.DONE for step in steps)
        others_done = all(step.state is StepState.DONE for step in steps if step.kind is not StepKind.ASSEMBLE)
        assert plan_done or all(step.kind is StepKind.PLAN for step in moved)
        assert others_done or all(step.kind is not StepKind.ASSEMBLE for step in moved)
        if plan_done:
            assert sum(step.share for step in steps) == pytest.approx(1)

    def teardown(self) -> None:
        """However bad it was: when the workers do their work and the clock ticks, every film ends."""
        for claim in list(self.held.values()):
            self.hand.hand_back(claim)
            self._let_go(claim)
        self.hand.lose_all()
        for _ in range(2 if self.jobs else 0):
            self.hand.let_time_pass(sent=True)
            self.clock.tick()
            self.clock.tick()
            self.hand.do_all()
        assert all(job_of(self.studio, job_id).status.is_final for job_id in self.jobs)
        self.all_is_well()

    # -------------------------------------------------------------------------------------------------- the model

    def _holds(self, claim: Claim) -> bool:
        return self.held.get(claim.step_id) is claim

    def _let_go(self, claim: Claim) -> None:
        if self._holds(claim):
            del self.held[claim.step_id]

    def _died(self, claim: Claim) -> None:
        self._let_go(claim)
        self.deaths[claim.step_id] = self.deaths.get(claim.step_id, 0) + 1
        job = job_of(self.studio, claim.job_id)
        if self.deaths[claim.step_id] >= self.most:
            assert (job.status, job.error_code) == (JobStatus.FAILED, "worker_died")
            self._ended(claim.job_id)
        else:
            assert job.status is JobStatus.PROCESSING

    def _ended(self, job_id: UUID) -> None:
        for claim in [claim for claim in self.held.values() if claim.job_id == job_id]:
            self._let_go(claim)


def test_whatever_happens(any_studio: Studio) -> None:
    some, many = (15, 30) if is_sqlite(any_studio) else (6, 20)
    run_state_machine_as_test(
        lambda: FilmsInTheMaking(any_studio),  # type: ignore[arg-type]  # it says that it takes either
        settings=settings(
            max_examples=some,
            stateful_step_count=many,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink on a real database takes many minutes
        ),
    )


def test_two_workers_that_finish_the_last_shots_at_once_send_for_one_assembly(any_studio: Studio) -> None:
    hand = Stagehand(any_studio)
    for _ in range(4):
        any_studio.redis.flushdb()
        job_id = ordered(any_studio, creator(any_studio))
        assert hand.finish(hand.begin(StepKind.PLAN))
        assert hand.finish(hand.begin(StepKind.SCORE))
        last = [hand.begin(StepKind.SHOT), hand.begin(StepKind.SHOT)]
        assert hand.messages() == []
        at_once = threading.Barrier(2)
        finished: list[bool] = []

        def finish(claim: Claim, at_once: threading.Barrier = at_once, finished: list[bool] = finished) -> None:
            at_once.wait()
            finished.append(hand.finish(claim))

        threads = [threading.Thread(target=finish, args=(claim,)) for claim in last]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert finished == [True, True]
        assemble = next(step for step in steps_of(any_studio, job_id) if step.kind is StepKind.ASSEMBLE)
        assert hand.messages() == [(assemble.id, 1)]


def test_two_workers_that_begin_one_step_at_once(any_studio: Studio) -> None:
    hand = Stagehand(any_studio)
    user = creator(any_studio)
    ordered(any_studio, user)
    message = hand.take()
    at_once = threading.Barrier(2)
    claims: list[Claim | None] = []

    def begin() -> None:
        at_once.wait()
        claims.append(hand.claim(message))

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(claim is not None for claim in claims) == 1
    assert [entry.amount for entry in movements(any_studio, user)] == [3, -3]


def test_two_films_that_begin_at_once_with_credits_for_one(any_studio: Studio) -> None:
    hand = Stagehand(any_studio)
    user = creator(any_studio, 3)
    jobs = [ordered(any_studio, user) for _ in range(2)]
    messages = [hand.take(), hand.take()]
    at_once = threading.Barrier(2)
    claims: list[Claim | None] = []

    def begin(message: Message) -> None:
        at_once.wait()
        claims.append(hand.claim(message))

    threads = [threading.Thread(target=begin, args=(message,)) for message in messages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(claim is not None for claim in claims) == 1
    ended = {job_of(any_studio, job_id).status: job_of(any_studio, job_id).error_code for job_id in jobs}
    assert ended == {JobStatus.PROCESSING: None, JobStatus.FAILED: "insufficient_credits"}
    assert balance(any_studio, user) == 0


def test_a_film_whose_every_message_is_lost_is_made_all_the_same(studio: Studio) -> None:
    hand, clock = Stagehand(studio), Clock(studio)
    job_id = ordered(studio, creator(studio))
    for _ in range(20):
        hand.lose_all()
        hand.let_time_pass(sent=True)
        clock.tick()
        clock.tick()
        if not hand.messages():
            break
        claim = hand.begin()
        assert hand.finish(claim)
    assert job_of(studio, job_id).status is JobStatus.COMPLETED
