"""A user's jobs: finding and stopping them."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from server.database import after_commit
from server.errors import NotFound
from server.jobs import repository
from server.jobs.graph import graph_of
from server.models import AIJob
from server.wiring import Studio


def find(session: Session, user_id: UUID, job_id: UUID) -> AIJob:
    """A user's job. Raises NotFound, for somebody else's too."""
    job = repository.of_user(session, user_id, job_id)
    if job is None:
        raise NotFound("job", job_id)
    return job


def cancel(session: Session, user_id: UUID, job_id: UUID, studio: Studio) -> AIJob:
    """Stop a user's job. One that has ended already stays as it is."""
    find(session, user_id, job_id)
    job = repository.lock(session, job_id)
    if job is None:
        raise NotFound("job", job_id)
    graph_of(session, studio).cancel(job)
    return job


def take_down(session: Session, project_id: UUID, studio: Studio) -> None:
    """Nobody sees anything of a project's jobs any more, from the commit on."""
    if made := repository.ids_of_project(session, project_id):
        after_commit(session, partial(studio.board.forget, *made))


def cancel_all(session: Session, project_id: UUID, studio: Studio) -> None:
    """Stop whatever is being made of a project."""
    for live in repository.live_of_project(session, project_id):
        job = repository.lock(session, live.id)
        if job is not None:
            graph_of(session, studio).cancel(job)
            after_commit(session, partial(studio.board.forget, job.id))
