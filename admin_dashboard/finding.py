"""Looking for jobs by words. The server filters by status; words are compared here, as far as a few pages reach."""

from __future__ import annotations

from dataclasses import dataclass

from server.admin.schemas import AdminJob
from server.client import StudioClient
from server.vocabulary import JobStatus

A_PAGE = 25
A_LOOK, LOOKS = 100, 3
"""Jobs a call and calls: live, so it must be quick. What lies beyond is reached by the next cursor."""


@dataclass(frozen=True, slots=True)
class Found:
    """Jobs that fit, out of `looked_at`, and where to look on."""

    items: tuple[AdminJob, ...]
    next_cursor: str | None
    looked_at: int


def find_jobs(client: StudioClient, status: JobStatus | None, search: str, cursor: str | None) -> Found:
    """A page of jobs from `cursor` on; with `search`, those that hold all of its words."""
    words = search.casefold().split()
    if not words:
        page = client.admin_jobs(status, cursor, A_PAGE)
        return Found(page.items, page.next_cursor, len(page.items))
    fitting: list[AdminJob] = []
    looked_at = 0
    for _ in range(LOOKS):
        page = client.admin_jobs(status, cursor, A_LOOK)
        fitting += (job for job in page.items if _fits(job, words))
        looked_at += len(page.items)
        cursor = page.next_cursor
        if cursor is None or len(fitting) >= A_PAGE:
            break
    return Found(tuple(fitting), cursor, looked_at)


def _fits(job: AdminJob, words: list[str]) -> bool:
    text = f"{job.project_title} {job.user_email} {job.id} {job.error_code or ''}".casefold()
    return all(word in text for word in words)
