"""The lookout: looks at all jobs that somebody in this process watches, at once, and tells those whose job has changed.

Ten thousand open streams are one question to Redis every half second. What the board does not show is looked for in
the database, a bounded number at a time, and pinned for all.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from server.jobs.board import Board
from server.jobs.schemas import JobProgress

LOOK_S = 0.5
MOST_ASKED = 200
"""Of the jobs that the board does not show: so many are looked for in the database at a time."""
Find = Callable[[Sequence[UUID]], dict[UUID, JobProgress]]
"""What the database says of jobs; those that are not there any more are left out."""
log = structlog.get_logger()


@dataclass(eq=False)
class _Watched:
    seen: bytes | None = None
    """As the board last showed it."""
    progress: JobProgress | None = None
    gone: bool = False
    watchers: set[asyncio.Event] = field(default_factory=set)

    def tell(self) -> None:
        for watcher in self.watchers:
            watcher.set()


class Lookout:
    """For all streams of one process."""

    def __init__(self, board: Board, find: Find) -> None:
        self._board = board
        self._find = find
        self._watched: dict[UUID, _Watched] = {}
        self._looking: asyncio.Task[None] | None = None

    async def changes(self, job_id: UUID) -> AsyncGenerator[JobProgress, None]:
        """A job whenever something of it has changed; ends if it is deleted."""
        with self._watching(job_id) as (watched, changed):
            while True:
                await changed.wait()
                changed.clear()
                if watched.gone or watched.progress is None:
                    return
                yield watched.progress

    @contextmanager
    def _watching(self, job_id: UUID) -> Iterator[tuple[_Watched, asyncio.Event]]:
        watched = self._watched.setdefault(job_id, _Watched())
        changed = asyncio.Event()
        if watched.progress is not None:
            changed.set()  # who comes later sees at once what the others have seen
        watched.watchers.add(changed)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on())
        try:
            yield watched, changed
        finally:
            watched.watchers.discard(changed)
            if not watched.watchers:
                self._watched.pop(job_id, None)

    async def _look_on(self) -> None:
        """Until nobody watches any more. What is away for a moment is waited for."""
        while self._watched:
            await asyncio.sleep(LOOK_S)
            ids = list(self._watched)
            try:
                shown = await asyncio.to_thread(self._board.read_all, ids)
                missing = [one for one, raw in zip(ids, shown, strict=True) if raw is None][:MOST_ASKED]
                found = await asyncio.to_thread(self._find, missing) if missing else {}
            except SQLAlchemyError as away:
                log.warning("the lookout waits", reason=str(away).splitlines()[0])
                continue
            for job_id, raw in zip(ids, shown, strict=True):
                self._tell(job_id, raw.told if raw else None)
            for job_id in missing:
                self._tell_found(job_id, found.get(job_id))

    def _tell(self, job_id: UUID, raw: bytes | None) -> None:
        watched = self._watched.get(job_id)
        if watched is not None and raw is not None and raw != watched.seen:
            watched.seen, watched.progress = raw, JobProgress.model_validate_json(raw)
            watched.tell()

    def _tell_found(self, job_id: UUID, progress: JobProgress | None) -> None:
        watched = self._watched.get(job_id)
        if watched is None:
            return
        if progress is None:
            watched.gone = True
        elif progress == watched.progress:
            return
        else:
            watched.progress = progress
        watched.tell()
