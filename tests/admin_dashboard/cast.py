"""The people, films and machines that the stand-in starts with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from pipeline.vocabulary import Language
from server.admin.schemas import (
    AdminJob,
    AdminUser,
    Day,
    PartHealth,
    QueueHealth,
    Statistics,
    SystemHealth,
    WorkerHealth,
)
from server.jobs.schemas import Step
from server.moderation.schemas import ScriptReview
from server.vocabulary import JobStatus, JobType, ReviewDecision, Role, StepKind, StepState, Tier

ADMIN, CREATOR = "admin@studio.test", "meera@studio.test"
EVIL_TITLE = "<img src=x onerror=alert(1)> **bold** ![x](http://evil.test/a.png) $x$ :red[no]"
TITLES = (
    "The lamp in the temple",
    "Ravi and the monsoon boat",
    "दीपावली की रात",
    "A letter to the moon",
    "கடலின் பாடல்",
    "The last train to Kyoto, and everyone who missed it because of the rain",
)
NAMES = ("Meera Iyer", "Ravi Kumar", "Sofía Álvarez", None, "Kenji Tanaka", "Amina Diallo", "Lukas Brandt")


def users() -> Iterator[AdminUser]:
    """An admin, Meera, and sixty more."""
    yield _user(0, ADMIN, "The Studio", Role.ADMIN, Tier.ENTERPRISE)
    yield _user(1, CREATOR, NAMES[0], Role.CREATOR, Tier.PRO)
    for number in range(2, 62):
        name = NAMES[number % len(NAMES)]
        tier = list(Tier)[(number * number) % 4]
        yield _user(number, f"creator{number:02}@example.com", name, Role.CREATOR, tier)


def _user(number: int, email: str, name: str | None, role: Role, tier: Tier) -> AdminUser:
    joined = datetime.now(UTC) - timedelta(days=number * 2, hours=3)
    return AdminUser(
        id=UUID(int=1000 + number),
        email=email,
        email_verified_at=None,
        language=Language.ENGLISH,
        full_name=name,
        banned_at=None,
        ban_reason=None,
        role=role,
        subscription_tier=tier,
        credits_balance=(number * 37) % 120,
        credits_reset_date=date(2030, 1, 1),
        created_at=joined,
        last_login_at=None if number % 9 == 5 else joined + timedelta(hours=number * 5),
        films=(number * 7) % 23,
        credits_spent=((number * 7) % 23) * 6,
    )


def jobs() -> Iterator[AdminJob]:
    """Two at work, one that waits, one that failed, one under a wicked title, one cancelled, and fifty finished."""
    now = datetime.now(UTC)
    yield _job(0, JobStatus.QUEUED, now - timedelta(seconds=20), None, None)
    yield _job(1, JobStatus.PROCESSING, now - timedelta(minutes=2), 63, None)
    yield _job(2, JobStatus.PROCESSING, now - timedelta(minutes=4), 18, None)
    yield _job(3, JobStatus.FAILED, now - timedelta(minutes=9), 41, None).model_copy(
        update={
            "error_code": "step_failed",
            "error_message": "Shot 3 could not be drawn: the worker ran out of memory three times.",
        }
    )
    yield _job(4, JobStatus.COMPLETED, now - timedelta(minutes=15), 100, EVIL_TITLE)
    yield _job(5, JobStatus.CANCELLED, now - timedelta(minutes=22), 7, None)
    for number in range(6, 56):
        yield _job(number, JobStatus.COMPLETED, now - timedelta(minutes=20 + number * 31), 100, None)


def _job(number: int, status: JobStatus, asked: datetime, progress: int | None, title: str | None) -> AdminJob:
    started = None if progress is None else asked + timedelta(seconds=3)
    ended = asked + timedelta(seconds=80 + number * 4) if status.is_final else None
    return AdminJob(
        id=UUID(int=0x0193_0000_0000_7000_8000_0000_0000_0000 + 9999 - number),
        project_id=UUID(int=5000 + number),
        job_type=JobType.FILM,
        status=status,
        progress=progress or 0,
        current_step="animate" if status is JobStatus.PROCESSING else None,
        credits=3 * (1 + number % 4),
        error_code=None,
        error_message=None,
        created_at=asked,
        started_at=started,
        completed_at=ended,
        user_email=CREATOR if number < 6 else f"creator{number:02}@example.com",
        project_title=title or TITLES[number % len(TITLES)],
        steps=tuple(_steps(status, started)),
    )


def _steps(status: JobStatus, started: datetime | None) -> Iterator[Step]:
    if started is None:
        yield _step(StepKind.PLAN, 0, StepState.QUEUED, None)
        return
    yield _step(StepKind.PLAN, 0, StepState.DONE, started)
    for number in range(8):
        done = status is JobStatus.COMPLETED or number < 3
        ended = StepState.DROPPED if status.is_final else StepState.RUNNING if number < 5 else StepState.QUEUED
        yield _step(StepKind.SHOT, number, StepState.DONE if done else ended, started)
    yield _step(StepKind.SCORE, 0, StepState.DONE, started)
    last = StepState.DONE if status is JobStatus.COMPLETED else StepState.WAITING
    yield _step(StepKind.ASSEMBLE, 0, StepState.DROPPED if status is JobStatus.FAILED else last, started)


def _step(kind: StepKind, number: int, state: StepState, started: datetime | None) -> Step:
    ran = state in (StepState.DONE, StepState.RUNNING)
    return Step(
        kind=kind,
        number=number,
        state=state,
        attempt=3 if state is StepState.DROPPED else 1,
        done=1.0 if state is StepState.DONE else 0.4 if state is StepState.RUNNING else 0.0,
        worker=f"worker-{number % 2 + 1}@studio" if ran else None,
        started_at=started if ran else None,
        finished_at=started + timedelta(seconds=11 + number) if started and state is StepState.DONE else None,
    )


def reviews() -> Iterator[ScriptReview]:
    """Two that wait, the newest under a wicked title, and one that was allowed."""
    now = datetime.now(UTC)
    why = "Somebody at the studio has to look at this script, because it seems to teach a poison (“a recipe”)."
    rows = (
        (EVIL_TITLE, Language.ENGLISH, "NURSE: *This* is the dose.\nBEN: :red[No.]", ReviewDecision.PENDING),
        (TITLES[2], Language.HINDI, "मीरा: दीया जलाओ।", ReviewDecision.PENDING),
        (TITLES[3], Language.ENGLISH, "MOON: Good night.", ReviewDecision.ALLOWED),
    )
    for number, (title, language, script, decision) in enumerate(rows):
        yield ScriptReview(
            id=UUID(int=9000 - number),
            project_id=UUID(int=5000 + number),
            user_email=CREATOR,
            title=title,
            script=script,
            language=language,
            reason=why,
            decision=decision,
            note=None,
            created_at=now - timedelta(minutes=4 + number),
            decided_at=None if decision is ReviewDecision.PENDING else now,
        )


def statistics() -> Statistics:
    """Two weeks of a small studio."""
    today = datetime.now(UTC).date()
    films = (4, 7, 5, 9, 12, 8, 3, 6, 11, 14, 9, 16, 12, 7)
    failed = (0, 1, 0, 0, 2, 0, 0, 1, 0, 1, 0, 3, 0, 1)
    active = (6, 9, 8, 11, 15, 10, 5, 8, 13, 17, 12, 21, 16, 9)
    days = tuple(
        Day(
            day=today - timedelta(days=13 - at),
            films=films[at],
            failed=failed[at],
            active_users=active[at],
            credits_spent=0,
            revenue_cents=(0, 999)[at % 2],
        )
        for at in range(14)
    )
    return Statistics(
        users=1_284,
        users_by_tier={Tier.FREE: 1_012, Tier.STANDARD: 198, Tier.PRO: 71, Tier.ENTERPRISE: 3},
        projects=2_409,
        jobs_by_status={
            JobStatus.QUEUED: 1,
            JobStatus.PROCESSING: 2,
            JobStatus.COMPLETED: 1_846,
            JobStatus.FAILED: 37,
            JobStatus.CANCELLED: 22,
        },
        credits_outstanding=9_310,
        credits_spent=11_076,
        median_render_seconds=74.2,
        languages={
            "en": 811,
            "hi": 402,
            "ta": 190,
            "es": 131,
            "ja": 96,
            "bn": 61,
            "te": 48,
            "fr": 40,
            "de": 31,
            "ar": 20,
        },
        voices={"kokoro:af_heart": 31, "kokoro:am_adam": 12},
        music={"auto": 88, "hindi-film": 21, "none": 4},
        failures={"out_of_disk": 5, "poisoned": 4},
        revenue_cents={"stand-in": 6_993, "stripe": 125_400},
        currency="usd",
        days=days,
    )


def health() -> SystemHealth:
    """All is well."""
    now = datetime.now(UTC)
    return SystemHealth(
        healthy=True,
        version="0.1.0",
        parts=(
            PartHealth(name="Database", healthy=True, detail="SQLite, 1.4 ms"),
            PartHealth(name="Queue", healthy=True, detail="Valkey 8.1, 0.3 ms"),
            PartHealth(name="Storage", healthy=True, detail="212 GB free in /var/lib/studio"),
            PartHealth(name="Engines", healthy=True, detail="painter: illustrator, voice: kokoro, composer: raga"),
        ),
        queues=(
            QueueHealth(name="high", waiting=0, oldest_seconds=None),
            QueueHealth(name="default", waiting=3, oldest_seconds=12.4),
        ),
        workers=(
            WorkerHealth(
                name="worker-1@studio",
                state="busy",
                queues=("high", "default"),
                current_job_id=UUID(int=5),
                last_seen=now,
                finished=812,
                failed=3,
            ),
            WorkerHealth(
                name="worker-2@studio",
                state="idle",
                queues=("high", "default"),
                current_job_id=None,
                last_seen=now - timedelta(seconds=4),
                finished=790,
                failed=1,
            ),
        ),
        steps_running=2,
        steps_waiting=9,
    )


def nothing_yet() -> Statistics:
    """A studio that opened today."""
    today = datetime.now(UTC).date()
    return Statistics(
        users=1,
        users_by_tier={},
        projects=0,
        jobs_by_status={},
        credits_outstanding=0,
        credits_spent=0,
        median_render_seconds=None,
        languages={},
        voices={},
        music={},
        failures={},
        revenue_cents={},
        currency="usd",
        days=(Day(day=today, films=0, failed=0, active_users=0, credits_spent=0, revenue_cents=0),),
    )
