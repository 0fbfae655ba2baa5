"""A whole small job server for the dashboard's tests: the schemas and the rules of the real one, its data in memory."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import uvicorn

from server.accounts.schemas import Tokens
from server.admin.schemas import AdminJob, AdminUser, AuditLine
from server.moderation.schemas import Decide, ScriptReview
from server.vocabulary import AuditAction, JobStatus, Role, StepState
from tests.admin_dashboard import cast

PASSWORD = "a long password"  # noqa: S105 - opens nothing


class Refused(Exception):
    """An answer that is a problem."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.body = {"title": "Problem", "status": status, "code": code, "detail": detail}


class StandIn:
    """The server's state, and the server. `jobs` and `users` are the newest first."""

    def __init__(self) -> None:
        self.users = list(cast.users())
        self.jobs = list(cast.jobs())
        self.reviews = list(cast.reviews())
        self.health = cast.health()
        self.statistics = cast.statistics()
        self.refuse_acts: str | None = None
        self.acts: list[tuple[str, UUID]] = []
        self.audit: list[AuditLine] = []
        self.renewals = 0
        self._access: dict[str, UUID] = {}
        self._refresh: dict[str, UUID] = {}
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        from tests.admin_dashboard.endpoints import app_of

        config = uvicorn.Config(
            app_of(self), host="127.0.0.1", port=self.port, log_level="warning", ws="none", lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(10)

    # ---------------------------------------------------------------------------------------------- its rules

    def issue(self, user_id: UUID) -> Tokens:
        access, refresh = secrets.token_hex(8), secrets.token_hex(8)
        self._access[access], self._refresh[refresh] = user_id, user_id
        return Tokens(access_token=access, refresh_token=refresh, expires_in=1800)

    def end_access(self) -> None:
        """All access tokens have run out; refresh tokens are good."""
        self._access.clear()

    def end_log_ins(self) -> None:
        """Nobody is logged in any more."""
        self._access.clear()
        self._refresh.clear()

    def demote(self, email: str, role: Role = Role.CREATOR) -> None:
        self.users = [user.model_copy(update={"role": role}) if user.email == email else user for user in self.users]

    def do(self, action: AuditAction, user_id: UUID, news: dict[str, Any], **facts: object) -> AdminUser:
        if self.refuse_acts:
            raise Refused(409, "not_now", self.refuse_acts)
        place = next(at for at, user in enumerate(self.users) if user.id == user_id)
        self.users[place] = user = self.users[place].model_copy(update=news)
        line = AuditLine(
            id=uuid4(),
            actor=cast.ADMIN,
            action=action,
            target_id=user_id,
            target=user.email,
            facts=facts,
            created_at=datetime.now(UTC),
        )
        self.audit.insert(0, line)
        return user

    def forget(self, access: str, refresh: str) -> None:
        self._access.pop(access, None)
        self._refresh.pop(refresh, None)

    def trade(self, refresh: str) -> Tokens:
        user_id = self._refresh.pop(refresh, None)
        if user_id is None:
            raise Refused(401, "token_invalid", "This log-in has ended. Log in again.")
        self.renewals += 1
        return self.issue(user_id)

    def admin(self, access: str) -> AdminUser:
        user = self.account(access)
        if user.role is not Role.ADMIN:
            raise Refused(403, "admins_only", "This is for admins. Log in with an admin's account.")
        return user

    def account(self, access: str) -> AdminUser:
        user_id = self._access.get(access)
        if user_id is None:
            raise Refused(401, "token_expired", "The access token has ended.")
        return next(user for user in self.users if user.id == user_id)

    def amend(self, job_id: UUID, **news: Any) -> AdminJob:  # noqa: ANN401 - any field
        place = next((at for at, job in enumerate(self.jobs) if job.id == job_id), None)
        if place is None:
            raise Refused(404, "not_found", f"There is no job {job_id}.")
        self.jobs[place] = self.jobs[place].model_copy(update=news)
        return self.jobs[place]

    def cancel(self, job_id: UUID) -> AdminJob:
        job = self.amend(job_id)
        if self.refuse_acts or job.status.is_final:
            raise Refused(409, "job_ended", self.refuse_acts or "This job has ended already.")
        self.acts.append(("cancel", job_id))
        steps = tuple(
            step if step.state is StepState.DONE else step.model_copy(update={"state": StepState.DROPPED})
            for step in job.steps
        )
        return self.amend(job_id, status=JobStatus.CANCELLED, completed_at=datetime.now(UTC), steps=steps)

    def retry(self, job_id: UUID) -> AdminJob:
        job = self.amend(job_id)
        if self.refuse_acts or job.status not in (JobStatus.FAILED, JobStatus.CANCELLED):
            raise Refused(409, "not_failed", self.refuse_acts or "Only a failed or cancelled job can be begun again.")
        self.acts.append(("retry", job_id))
        fresh: dict[str, Any] = dict.fromkeys(("error_code", "error_message", "started_at", "completed_at"))
        return self.amend(job_id, status=JobStatus.QUEUED, progress=0, current_step=None, steps=(), **fresh)

    def decide(self, asked: Decide) -> ScriptReview:
        if self.refuse_acts:
            raise Refused(409, "not_now", self.refuse_acts)
        place = next(at for at, review in enumerate(self.reviews) if review.id == asked.review_id)
        news = {"decision": asked.decision, "note": asked.note, "decided_at": datetime.now(UTC)}
        self.reviews[place] = self.reviews[place].model_copy(update=news)
        return self.reviews[place]


def main() -> None:
    """For trying the dashboard by hand."""
    stand_in = StandIn()
    stand_in.start()
    print(stand_in.url, flush=True)  # noqa: T201
    while True:
        time.sleep(2)
        for job in list(stand_in.jobs):
            if job.status is JobStatus.PROCESSING:
                stand_in.amend(job.id, progress=min(job.progress + 1, 99))


if __name__ == "__main__":
    main()
