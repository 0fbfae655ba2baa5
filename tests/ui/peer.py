"""What the stand-in for the job server knows: visitors, projects, and films that are ready in seconds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pipeline.edits import Edit
from pipeline.vocabulary import Aspect
from server.accounts.schemas import Account, Tokens
from server.credits.schemas import Transaction
from server.jobs.schemas import JobProgress, ShotProgress
from server.projects.schemas import Project
from server.vocabulary import JobStatus, ProjectStatus, ReviewDecision, StepState, TransactionType
from tests.ui import media

SHOTS = 6


class Refused(Exception):
    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail


@dataclass(slots=True)
class Visitor:
    account: Account
    password: str
    ledger: list[Transaction] = field(default_factory=list)

    def move(self, kind: TransactionType, amount: int, why: str, job: UUID | None = None) -> None:
        after = self.account.credits_balance + amount
        self.account = self.account.model_copy(update={"credits_balance": after})
        line = Transaction(
            id=uuid4(),
            type=kind,
            amount=amount,
            balance_after=after,
            description=why,
            job_id=job,
            created_at=datetime.now(UTC),
        )
        self.ledger.insert(0, line)


@dataclass(slots=True)
class Order:
    """A job that is done when its time is up."""

    id: UUID
    project: UUID
    owner: UUID
    credits: int
    begun: float
    seconds: float
    fails: bool
    settled: JobStatus | None = None


class Peer:
    """The whole of it. Tests turn its knobs: how long a film takes, when tokens end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seconds = 3.0
        self.quotes = 0
        self.stumbles = 0
        """So many orders are written, and answered with an error all the same."""
        self.review: ReviewDecision | None = None
        self.review_note: str | None = None
        """What was decided on the script of every project."""
        self.url = ""
        self.visitors: dict[UUID, Visitor] = {}
        self.access: dict[str, UUID] = {}
        self.refresh: dict[str, UUID] = {}
        self.projects: dict[UUID, Project] = {}
        self.owners: dict[UUID, UUID] = {}
        self.orders: dict[UUID, Order] = {}
        self.keys: dict[str, UUID] = {}
        self.edits: dict[UUID, tuple[Edit, ...]] = {}
        for aspect in Aspect:
            media.film(folder / f"{aspect.name}.mp4", aspect.value)
        for kind, text in media.SUBTITLES:
            (folder / f"film.{kind}").write_text(text)

    def end_access_tokens(self) -> None:
        """As after half an hour."""
        self.access.clear()

    def end_all_tokens(self) -> None:
        """As after a month."""
        self.access.clear()
        self.refresh.clear()

    def tokens(self, visitor: UUID) -> Tokens:
        made = Tokens(access_token=uuid4().hex, refresh_token=uuid4().hex, expires_in=1800)
        self.access[made.access_token] = visitor
        self.refresh[made.refresh_token] = visitor
        return made

    def progress(self, order: Order) -> JobProgress:
        done = min(1.0, (time.monotonic() - order.begun) / order.seconds)
        if order.settled is None and done >= (0.5 if order.fails else 1.0):
            order.settled = JobStatus.FAILED if order.fails else JobStatus.COMPLETED
            self.settle(order)
        status = order.settled or (JobStatus.QUEUED if done < 0.05 else JobStatus.PROCESSING)
        shots = tuple(self.shot(order, number, done * 1.25 * SHOTS) for number in range(SHOTS)) if done > 0.1 else ()
        failed = status is JobStatus.FAILED
        return JobProgress(
            id=order.id,
            project_id=order.project,
            status=status,
            progress=100 if status is JobStatus.COMPLETED else int(done * 100),
            current_step="understand" if done < 0.2 else "shot" if done < 0.8 else "assemble",
            seconds_left=round(order.seconds * (1 - done)) if done > 0.3 else None,
            shots=shots,
            error_code="render_failed" if failed else None,
            error_message="The third shot could not be drawn." if failed else None,
        )

    def shot(self, order: Order, number: int, finished: float) -> ShotProgress:
        state = (
            StepState.DONE if finished >= number + 1 else StepState.RUNNING if finished >= number else StepState.WAITING
        )
        url = f"{self.url}/media/{order.id}/{number}.jpg?sign={uuid4().hex}" if state is StepState.DONE else None
        return ShotProgress(number=number, state=state, still_url=url)

    def settle(self, order: Order) -> None:
        project, owner = self.projects[order.project], self.visitors[order.owner]
        update: dict[str, Any] = {"status": ProjectStatus.FAILED}
        if order.settled is JobStatus.COMPLETED:
            update = {
                "status": ProjectStatus.COMPLETED,
                "film_job_id": order.id,
                "video_duration": 4,
                "video_url": f"{self.url}/media/{order.id}/film.mp4",
                "thumbnail_url": f"{self.url}/media/{order.id}/thumbnail.jpg",
                "subtitle_urls": {"en": self.subtitles(order)},
            }
        elif order.settled is JobStatus.FAILED:
            owner.move(TransactionType.REFUND, order.credits, f"Given back: {project.title}", order.id)
        self.projects[project.id] = project.model_copy(update=update)

    def subtitles(self, order: Order) -> dict[str, str]:
        return {kind: f"{self.url}/media/{order.id}/film.{kind}" for kind, _ in media.SUBTITLES}
