"""The clock: looks, every few seconds, for work that was lost, and has it done.

A step whose worker is silent is begun anew; a message that the queue has lost is sent again. Every minute it clears
away files of what was deleted, once a day it brings the month's credits to whoever is due and clears away takes that
nobody has used for long. Everything is done under the job's or the user's lock, or harmless when done twice, so two
clocks do no harm.
"""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta
from uuid import UUID

import structlog
from redis.exceptions import RedisError
from sqlalchemy.exc import OperationalError

from server.accounts import repository as accounts
from server.billing import repository as billing
from server.credits import ledger
from server.credits import repository as ledger_repository
from server.database import unit_of_work
from server.jobs import repository
from server.jobs.graph import graph_of
from server.jobs.watching import show
from server.mails import repository as mails
from server.media import rubbish
from server.media.collection import collect
from server.models.base import now
from server.queue import message_id
from server.uploads import service as uploads
from server.webhooks import repository as webhooks
from server.wiring import Studio

UNCLAIMED_S = 10
"""A message that nobody has taken for so long is looked for in the queue."""

CLEAR_EVERY_S = 60.0
CHECKOUT_KEPT = timedelta(days=2)
MAILS_KEPT = timedelta(days=30)
WEBHOOKS_KEPT = timedelta(days=30)
UNCONFIRMED_KEPT = timedelta(days=7)
"""An address that nobody confirms is free again after that."""

log = structlog.get_logger()
Sent = tuple[UUID, int]
"""A step and its attempt."""


class Clock:
    """Looks after the work of a studio."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._missing: set[Sent] = set()
        self._day: date | None = None
        self._clear_at = 0.0

    def keep_time(self, stopped: threading.Event) -> None:
        """Look again and again until told to stop. What is away for a moment is waited for."""
        while not stopped.wait(self._studio.settings.sweep_seconds):
            try:
                self.tick()
            except (OperationalError, RedisError, OSError) as away:
                log.warning("the clock waits", reason=str(away).splitlines()[0])

    def tick(self) -> int:
        """Look once; gives how many steps were begun anew, sent again or given up."""
        self._do_daily()
        self._clear_away()
        moved = [*self._begin_anew(), *self._send_again()]
        self._remember()
        for job_id in set(moved):
            show(job_id, self._studio)
        return len(moved)

    def _do_daily(self) -> None:
        """What is done once a day, and at the start."""
        today = now().date()
        if today == self._day:
            return
        self._renew_credits(today)
        with unit_of_work(self._studio.sessions) as session:
            billing.expire(session, now() - CHECKOUT_KEPT)
        with unit_of_work(self._studio.sessions) as session:
            mails.forget_settled(session, now(), MAILS_KEPT)
            webhooks.forget_settled(session, now(), WEBHOOKS_KEPT)
        if self._studio.settings.confirms_addresses:
            with unit_of_work(self._studio.sessions) as session:
                accounts.forget_unconfirmed(session, now() - UNCONFIRMED_KEPT)
        collect(self._studio.settings.data / "takes", timedelta(days=self._studio.settings.takes_days))
        self._day = today

    def _clear_away(self) -> None:
        """Once a minute: files that nobody's row names any more, and uploads whose server was killed."""
        if time.monotonic() < self._clear_at:
            return
        self._clear_at = time.monotonic() + CLEAR_EVERY_S
        uploads.forget_abandoned(self._studio)
        rubbish.sweep(self._studio.sessions, self._studio.media, now())

    def _renew_credits(self, today: date) -> None:
        """The month's credits for whoever is due, logged in or not."""
        with unit_of_work(self._studio.sessions, write=False) as session:
            due = ledger_repository.due(session, today)
        for user_id in due:
            with unit_of_work(self._studio.sessions) as session:
                ledger.renew(session, user_id, today)

    def _begin_anew(self) -> list[UUID]:
        """Steps whose lease has ended; gives their jobs."""
        with unit_of_work(self._studio.sessions, write=False) as session:
            lost = [(step.id, step.attempt, step.job_id) for step in repository.lost(session, now())]
        for step_id, attempt, _ in lost:
            log.warning("worker is silent: its step is begun anew", step=str(step_id), attempt=attempt)
            with unit_of_work(self._studio.sessions) as session:
                graph_of(session, self._studio).lose(step_id, attempt)
        return [job_id for _, _, job_id in lost]

    def _remember(self) -> None:
        """Those of whom nothing is sent, though something could be: two transactions left it to each other."""
        with unit_of_work(self._studio.sessions, write=False) as session:
            forgotten = repository.forgotten(session)
        for user_id in forgotten:
            with unit_of_work(self._studio.sessions) as session:
                graph_of(session, self._studio).send_next(user_id)

    def _send_again(self) -> list[UUID]:
        """Messages that nobody has and that are not in their queue; gives their jobs."""
        with unit_of_work(self._studio.sessions, write=False) as session:
            waiting = repository.unclaimed(session, now() - timedelta(seconds=UNCLAIMED_S))
            unclaimed = [(step.id, step.attempt, step.job_id) for step in waiting]
        # Asked once: to look for each message by itself is slow just when many wait.
        held = self._studio.queue.waiting() if unclaimed else frozenset()
        # One that is taken from the queue at this moment will be claimed by the next look.
        known, self._missing = self._missing, set()
        jobs = []
        for step_id, attempt, job_id in unclaimed:
            if message_id(step_id, attempt) in held:
                continue
            if (step_id, attempt) not in known:
                self._missing.add((step_id, attempt))
                continue
            log.warning("message was lost: it is sent again", step=str(step_id), attempt=attempt)
            with unit_of_work(self._studio.sessions) as session:
                graph_of(session, self._studio).send_again(step_id, attempt)
            jobs.append(job_id)
        return jobs
