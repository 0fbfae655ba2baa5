"""Plays the workers by hand: takes messages from the queue and moves the graph, without making anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import rq
from sqlalchemy import select

from server.database import unit_of_work
from server.films.order import PlannedShot
from server.jobs import runner
from server.jobs.graph import Claim, graph_of, steps_after_plan
from server.jobs.watching import show
from server.media.store import project_folder
from server.models import JobStep
from server.queue import step_of_message
from server.vocabulary import Queue, StepKind
from server.wiring import Studio

Message = tuple[UUID, int]
FRAMES = (60, 30)
"""Two shots, unless a test wants others."""


class Stagehand:
    """A worker's moves, one at a time."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio

    # -------------------------------------------------------------------------------------------------- the queue

    def messages(self) -> list[Message]:
        """What waits, the first served first."""
        return [
            (step_of_message(message), int(message.rpartition("_")[2]))
            for queue in self._queues()
            for message in queue.get_job_ids()
        ]

    def take(self, message: Message | None = None) -> Message:
        """Take a message from the queue: this one, or the first."""
        wanted = message or self.messages()[0]
        for queue in self._queues():
            queue.remove(f"{wanted[0]}_{wanted[1]}")
        return wanted

    def lose_all(self) -> None:
        """The queue forgets what it holds."""
        for queue in self._queues():
            queue.empty()  # type: ignore[no-untyped-call]

    def _queues(self) -> list[rq.Queue]:
        return [rq.Queue(name.value, connection=self.studio.redis) for name in Queue]

    # -------------------------------------------------------------------------------------------------- the graph

    def claim(self, message: Message | None = None, worker: str = "stagehand") -> Claim | None:
        """Begin what a message asks for."""
        step_id, attempt = message or self.take()
        with unit_of_work(self.studio.sessions) as session:
            return graph_of(session, self.studio).claim(step_id, attempt, worker)

    def begin(self, *kinds: StepKind) -> Claim:
        """Take the first message, of a step that there is to do, and begin it."""
        claim = self.claim()
        assert claim is not None
        assert not kinds or claim.kind in kinds
        return claim

    def beat(self, claim: Claim, done: float = 0.0, stage: str | None = None) -> bool:
        """Tell how far it is."""
        with unit_of_work(self.studio.sessions) as session:
            told = graph_of(session, self.studio).beat(claim.step_id, claim.attempt, done, stage)
        show(claim.job_id, self.studio)
        return told

    def finish(self, claim: Claim, frames: Sequence[int] = FRAMES, still_url: str | None = None) -> bool:
        """A step is done; the last one, and with it the film."""
        if claim.kind is StepKind.ASSEMBLE:
            with unit_of_work(self.studio.sessions) as session:
                done = graph_of(session, self.studio).complete(claim, {"made": "by hand"}) is not None
            show(claim.job_id, self.studio)
            return done
        planned = [PlannedShot(count) for count in frames]
        followers = steps_after_plan(planned, claim.share) if claim.kind is StepKind.PLAN else ()
        with unit_of_work(self.studio.sessions) as session:
            done = graph_of(session, self.studio).finish(claim, followers, still_url)
        show(claim.job_id, self.studio)
        return done

    def hand_back(self, claim: Claim) -> None:
        """Stop in the middle of it."""
        with unit_of_work(self.studio.sessions) as session:
            graph_of(session, self.studio).hand_back(claim.step_id, claim.attempt)

    def fail(self, claim: Claim, code: str = "take_failed", message: str = "The painter has no paint.") -> bool:
        """It cannot be done."""
        with unit_of_work(self.studio.sessions) as session:
            return graph_of(session, self.studio).fail_step(claim, code, message) is not None

    def do_all(self, frames: Sequence[int] = FRAMES) -> int:
        """Do everything that waits, and what follows from it; gives how many steps that were."""
        count = 0
        while self.messages():
            claim = self.claim()
            if claim is not None:
                assert self.finish(claim, frames)
                count += 1
        return count

    def deliver(self, files: Path) -> Claim:
        """Do everything; the film's files are small, but there. Gives the last step."""
        while True:
            claim = self.begin()
            if claim.kind is StepKind.ASSEMBLE:
                break
            still = None
            if claim.kind is StepKind.SHOT:
                still = self._put(files, claim, "images", f"shot-{claim.number:03}.jpg", b"a still")
            assert self.finish(claim, still_url=still)
        subtitles = {
            form: self._put(files, claim, "subtitles", f"en.{form}", b"a word") for form in ("srt", "vtt", "ass")
        }
        result: dict[str, Any] = {
            "title": "The Sea",
            "language": "en",
            "aspect": "16:9",
            "lines": [{"number": 0, "shot": 1, "character": "Anna", "text": "Good morning!"}],
            "video": self._put(files, claim, "final", "film.mp4", bytes(range(256)) * 4),
            "thumbnail": self._put(files, claim, "thumbnails", "film.jpg", b"a picture"),
            "subtitles": {"en": subtitles},
            "duration_seconds": 12.34,
            "notes": ["It is short."],
            "report": {"width": 640, "height": 360},
        }
        runner._complete(claim, self.studio, result)
        show(claim.job_id, self.studio)
        return claim

    def _put(self, files: Path, claim: Claim, folder: str, name: str, content: bytes) -> str:
        file = files / name
        file.write_bytes(content)
        key = f"{project_folder(claim.user_id, claim.project_id)}/{folder}/{claim.job_id}-{name}"
        self.studio.media.put(file, key)
        return key

    # --------------------------------------------------------------------------------------------------- the time

    def let_time_pass(self, seconds: float = 3_600, *, sent: bool = False, leases: Sequence[UUID] = ()) -> None:
        """Time passes for what was sent, or for who holds these steps: it is as if it had happened earlier."""
        with unit_of_work(self.studio.sessions) as session:
            for step in session.scalars(select(JobStep)):
                if sent:
                    step.sent_at -= timedelta(seconds=seconds)
                if step.id in leases and step.lease_until is not None:
                    step.lease_until -= timedelta(seconds=seconds)
