"""Whose turn it is: queues, users of one queue, and how much one may have made at once."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest
import rq

from server.client import ApiError
from server.clock import Clock
from server.credits.tiers import RULES
from server.database import unit_of_work
from server.jobs import repository
from server.jobs.graph import AHEAD, graph_of
from server.models import AIJob
from server.vocabulary import JobStatus, Queue, StepKind, StepState, Tier
from server.wiring import Studio
from server.worker import TURNS, StudioWorker
from tests.server.people import DRAFT, creator, job_of, ordered, sign_up, steps_of
from tests.server.running import Served
from tests.server.stagehand import Stagehand

LONG_FILM = (30,) * 40


def in_queue(hand: Stagehand, job_id: UUID) -> int:
    steps = {step.id for step in steps_of(hand.studio, job_id)}
    return sum(step in steps for step, _ in hand.messages())


def test_a_film_of_forty_shots_lets_others_in(any_studio: Studio) -> None:
    hand = Stagehand(any_studio)
    long = ordered(any_studio, creator(any_studio))
    assert hand.finish(hand.begin(StepKind.PLAN), LONG_FILM)
    assert in_queue(hand, long) == AHEAD
    # Who comes now waits for what stands there, not for forty shots.
    short = ordered(any_studio, creator(any_studio))
    order = []
    while job_of(any_studio, short).status is not JobStatus.COMPLETED:
        claim = hand.begin()
        order.append(claim.job_id)
        assert in_queue(hand, long) <= AHEAD
        assert hand.finish(claim)
    # A plan, a score, two shots and the joining, each behind at most AHEAD of the other's.
    assert order.count(short) == 5
    assert order.count(long) <= 5 * AHEAD
    assert hand.do_all() > 0
    assert job_of(any_studio, long).status is JobStatus.COMPLETED


def test_as_many_workers_as_there_are_make_as_many_shots(studio: Studio) -> None:
    hand = Stagehand(studio)
    ordered(studio, creator(studio))
    assert hand.finish(hand.begin(StepKind.PLAN), LONG_FILM)
    # Each that is taken makes room for the next: nobody stands idle beside a full film.
    claims = [hand.begin() for _ in range(30)]
    assert len({claim.step_id for claim in claims}) == 30


def test_many_films_of_one_are_one_share(any_studio: Studio) -> None:
    hand = Stagehand(any_studio)
    busy, calm = creator(any_studio, 90), creator(any_studio)
    films = [ordered(any_studio, busy) for _ in range(8)]
    assert sum(in_queue(hand, film) for film in films) == AHEAD
    mine = ordered(any_studio, calm)
    served: Counter[UUID] = Counter()
    while job_of(any_studio, mine).status is not JobStatus.COMPLETED:
        claim = hand.begin()
        served[claim.user_id] += 1
        assert hand.finish(claim)
    assert served[busy] <= served[calm] * AHEAD
    hand.do_all()
    assert {job_of(any_studio, film).status for film in films} == {JobStatus.COMPLETED}


def test_a_film_that_ends_makes_room_for_the_users_next(any_studio: Studio) -> None:
    hand = Stagehand(any_studio)
    user = creator(any_studio, 90)
    films = [ordered(any_studio, user) for _ in range(AHEAD + 2)]
    assert [in_queue(hand, film) for film in films] == [1] * AHEAD + [0, 0]
    with unit_of_work(any_studio.sessions) as session:
        job = repository.lock(session, films[0])
        assert job is not None
        graph_of(session, any_studio).cancel(job)
    assert in_queue(hand, films[AHEAD]) == 1
    assert in_queue(hand, films[AHEAD + 1]) == 0


def test_who_was_forgotten_is_remembered(studio: Studio) -> None:
    hand, clock = Stagehand(studio), Clock(studio)
    job_id = ordered(studio, creator(studio))
    hand.lose_all()
    # As if two transactions had left the sending to each other.
    with unit_of_work(studio.sessions) as session:
        (step,) = repository.steps(session, job_id)
        step.state = StepState.WAITING
    clock.tick()
    assert [message[0] for message in hand.messages()] == [step.id]


def test_one_step_in_four_comes_from_the_other_end(studio: Studio) -> None:
    queues = [rq.Queue(name.value, connection=studio.redis) for name in Queue]
    worker = StudioWorker(queues, connection=studio.redis)
    for name in (Queue.HIGH, Queue.DEFAULT):
        for number in range(3 * TURNS):
            queues[list(Queue).index(name)].enqueue_call("nothing.at_all", job_id=f"{name.value}-{number}")
    taken = []
    for _ in range(3 * TURNS):
        found = worker.dequeue_job_and_maintain_ttl(None)
        assert found is not None
        taken.append(found[1].name)
    assert Counter(taken) == {"high": 9, "default": 3}
    assert "default" in taken[:TURNS]


def test_every_other_queue_has_its_turns(studio: Studio) -> None:
    queues = [rq.Queue(name.value, connection=studio.redis) for name in Queue]
    worker = StudioWorker(queues, connection=studio.redis)
    for queue in queues:
        for number in range(4 * TURNS):
            queue.enqueue_call("nothing.at_all", job_id=f"{queue.name}-{number}")
    taken = []
    for _ in range(4 * TURNS):
        found = worker.dequeue_job_and_maintain_ttl(None)
        assert found is not None
        taken.append(found[1].name)
    first, *others = (queue.name for queue in queues)
    assert Counter(taken) == {first: 12, others[0]: 2, others[1]: 2}


def test_steps_for_a_graphics_card_go_to_its_queue(studio: Studio) -> None:
    hand = Stagehand(studio)
    job_id = ordered(studio, creator(studio, tier=Tier.PRO))
    with unit_of_work(studio.sessions) as session:
        job = session.get_one(AIJob, job_id)
        job.order = {**job.order, "gpu_steps": [StepKind.SHOT]}
    assert hand.finish(hand.begin(StepKind.PLAN))
    queue = rq.Queue(Queue.GPU.value, connection=studio.redis)
    shots = [step for step in steps_of(studio, job_id) if step.kind is StepKind.SHOT]
    assert {message.rpartition("_")[0] for message in queue.get_job_ids()} == {str(step.id) for step in shots}


@pytest.mark.parametrize("tier", list(Tier))
def test_so_many_jobs_at_once_as_the_tier_has(api: Served, tier: Tier) -> None:
    client = sign_up(api, tier=tier, credits_=90)
    most = RULES[tier].most_running
    projects = [client.create_project(DRAFT) for _ in range(most + 1)]
    jobs = [client.start_job(project.id) for project in projects[:most]]
    with pytest.raises(ApiError, match="Wait for one to end, or cancel it") as refused:
        client.start_job(projects[most].id)
    assert (refused.value.status, refused.value.code) == (409, "too_many_running")
    client.cancel_job(jobs[0].id)
    assert client.start_job(projects[most].id).status is JobStatus.QUEUED
