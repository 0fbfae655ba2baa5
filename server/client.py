"""The job server's typed HTTP client: all that the front ends import.

    client = StudioClient("http://127.0.0.1:8000")
    client.log_in("meera@example.com", "a long password")
    project = client.create_project(ProjectDraft(script=…))
    job = client.start_job(project.id)
    for progress in client.follow(job.id): …

Every method raises ApiError for an answer that is an error, with the server's own sentence, and ServerUnreachable when
there is no answer. An access token that has ended is renewed once, by itself; `on_tokens` is told of the new ones.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import UUID, uuid4

import httpx
from httpx_sse import EventSource
from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.edits import Edit
from pipeline.vocabulary import Language
from server.accounts.schemas import Account, AccountUpdate, Confirmed, Posted, Tokens
from server.admin.schemas import AdminJob, AdminUser, AuditLine, Statistics, SystemHealth
from server.credits.schemas import Balance, Transaction
from server.films.schemas import MusicEntry, Quote, QuoteRequest, Reading, VoiceEntry
from server.jobs.schemas import Job, JobProgress, JobResult
from server.keys.schemas import ApiKey, NewApiKey
from server.moderation.schemas import Decide, ScriptReview
from server.oauth.schemas import ProviderEntry
from server.projects.schemas import Project, ProjectDraft, ProjectSettings
from server.schema import Page, ProblemBody
from server.storyboards.schemas import Storyboard, StoryboardChanges
from server.vocabulary import JobStatus, KeyScope, ReviewDecision, Role, Tier

API = "/api/v1"
RESTART_S = 60.0
"""A stream waits for so long for a server that was there before."""
PAUSE_S = 0.5
TIMEOUT = httpx.Timeout(30.0, connect=5.0)
SLOW_S = 120.0
"""For what understands a script."""
Body = TypeVar("Body")


class ApiError(Exception):
    """The server said no. `str(error)` is a sentence for the user, `code` a word for programs."""

    def __init__(self, problem: ProblemBody) -> None:
        super().__init__(problem.detail)
        self.status = problem.status
        self.code = problem.code
        self.detail = problem.detail
        self.errors = problem.errors


class ServerUnreachable(Exception):
    """There was no answer."""

    def __init__(self, url: str) -> None:
        super().__init__(f"The job server at {url} does not answer. Is the studio running? Start it with 'make run'.")


class StudioClient:
    """One user's way to the job server. Cheap to make; give it a shared `http` to keep connections open."""

    def __init__(
        self,
        url: str,
        tokens: Tokens | None = None,
        *,
        api_key: str | None = None,
        http: httpx.Client | None = None,
        on_tokens: Callable[[Tokens | None], None] | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self._api_key = api_key
        self.tokens = tokens
        self._owned = http is None
        self._http = http or httpx.Client(timeout=TIMEOUT)
        self._on_tokens = on_tokens

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections, if they are this client's own."""
        if self._owned:
            self._http.close()

    # ------------------------------------------------------------------------------------------------ accounts

    def register(
        self, email: str, password: str, full_name: str | None = None, language: Language = Language.ENGLISH
    ) -> Tokens | Posted:
        """Make an account and be logged in; where addresses are confirmed, what to tell who waits for the letter."""
        asked = {"email": email, "password": password, "full_name": full_name, "language": language}
        either: Any = Tokens | Posted
        answer: Tokens | Posted = self._post("/auth/register", either, asked)
        return self._keep(answer) if isinstance(answer, Tokens) else answer

    def log_in(self, email: str, password: str) -> Tokens:
        """Be logged in."""
        return self._keep(self._post("/auth/login", Tokens, {"email": email, "password": password}))

    def providers(self) -> tuple[ProviderEntry, ...]:
        """Where one can log in besides here."""
        return self._get("/auth/oauth", tuple[ProviderEntry, ...])

    def come_in(self, ticket: str, secret: str) -> Tokens:
        """Be logged in by a ticket, after logging in elsewhere. ApiError "link_used_up" (422)."""
        return self._keep(self._post("/auth/oauth/exchange", Tokens, {"ticket": ticket, "secret": secret}))

    def log_out(self) -> None:
        """End this log-in."""
        tokens, self.tokens = self.tokens, None
        if tokens is not None:
            self._call("POST", "/auth/logout", None, {"refresh_token": tokens.refresh_token})
        if self._on_tokens:
            self._on_tokens(None)

    def log_out_everywhere(self) -> None:
        """End every log-in of this account."""
        self._call("POST", "/auth/logout-everywhere", None)
        self.tokens = None
        if self._on_tokens:
            self._on_tokens(None)

    def verify_email(self, token: str, password: str | None = None) -> Confirmed:
        """Confirm an address by what its letter's link carries. ApiError "link_used_up" (422) for an old one.

        ApiError "password_needed" (422) where the account's password is chosen by that letter.
        """
        return self._post("/auth/verify-email", Confirmed, {"token": token, "password": password})

    def confirm_again(self, email: str) -> Posted:
        """Have another letter sent that asks to confirm an address."""
        return self._post("/auth/confirm-again", Posted, {"email": email})

    def forgot_password(self, email: str) -> Posted:
        """Have a letter sent with a link that sets a new password."""
        return self._post("/auth/forgot-password", Posted, {"email": email})

    def reset_password(self, token: str, password: str) -> None:
        """Set a new password by what the letter's link carries. ApiError "link_used_up" (422) for an old one."""
        self._call("POST", "/auth/reset-password", None, {"token": token, "password": password})

    def change_password(self, current: str, new: str) -> Tokens:
        """Another password; every other log-in ends. ApiError "wrong_password" (403)."""
        asked = {"current_password": current, "new_password": new}
        return self._keep(self._call("PUT", "/users/me/password", Tokens, asked))

    def change_email(self, email: str, password: str) -> Posted:
        """Have a letter sent to another address; the account moves there when its link is followed."""
        return self._post("/users/me/email", Posted, {"email": email, "password": password})

    def api_keys(self) -> tuple[ApiKey, ...]:
        """One's API keys, the newest first."""
        return self._get("/users/me/api-keys", tuple[ApiKey, ...])

    def make_api_key(self, name: str, scopes: Iterable[KeyScope] = tuple(KeyScope)) -> NewApiKey:
        """A new API key, for the Enterprise tier; `key` is told this once."""
        return self._post("/users/me/api-keys", NewApiKey, {"name": name, "scopes": list(scopes)})

    def revoke_api_key(self, key_id: UUID) -> None:
        """End an API key at once."""
        self._call("DELETE", f"/users/me/api-keys/{key_id}", None)

    def export_me(self) -> dict[str, Any]:
        """Everything the studio keeps of this account."""
        return self._get("/users/me/export", dict[str, Any])

    def delete_me(self, password: str) -> None:
        """Delete the account with everything in it. There is no way back."""
        self._call("POST", "/users/me/delete", None, {"password": password})
        self.tokens = None
        if self._on_tokens:
            self._on_tokens(None)

    def me(self) -> Account:
        """Who is logged in."""
        return self._get("/users/me", Account)

    def update_me(self, update: AccountUpdate) -> Account:
        """Change the profile."""
        return self._call("PUT", "/users/me", Account, update)

    # ------------------------------------------------------------------------------------------------- credits

    def balance(self) -> Balance:
        """Credits left, and what the tier allows."""
        return self._get("/credits/balance", Balance)

    def credit_history(self, cursor: str | None = None, limit: int = 50) -> Page[Transaction]:
        """The ledger, the newest first."""
        return self._get("/credits/history", Page[Transaction], cursor=cursor, limit=limit)

    # --------------------------------------------------------------------------------------- scripts and choices

    def read_script(self, script: str, language: str | None = None) -> Reading:
        """Language, words and form, in milliseconds: for counting while somebody writes."""
        return self._post("/scripts/read", Reading, {"script": script, "language": language})

    def quote(self, script: str, settings: ProjectSettings, project_id: UUID | None = None) -> Quote:
        """What the film would be and cost. Makes a storyboard: a second or two for a script that is new.

        Of a project that is there already, what was changed in its storyboard counts.
        """
        asked = QuoteRequest(script=script, settings=settings, project_id=project_id)
        return self._post("/quotes", Quote, asked, timeout=SLOW_S)

    def voices(self, language: str) -> tuple[VoiceEntry, ...]:
        """Who speaks a language, the best first."""
        return self._get("/voices", tuple[VoiceEntry, ...], language=language)

    def music(self) -> tuple[MusicEntry, ...]:
        """Styles of music, besides "auto" and "none"."""
        return self._get("/music", tuple[MusicEntry, ...])

    # ------------------------------------------------------------------------------------------------ projects

    def projects(self, cursor: str | None = None, limit: int = 20) -> Page[Project]:
        """One's own projects, the newest first."""
        return self._get("/projects", Page[Project], cursor=cursor, limit=limit)

    def create_project(self, draft: ProjectDraft) -> Project:
        """Keep a script and its choices."""
        return self._post("/projects", Project, draft)

    def project(self, project_id: UUID) -> Project:
        """One project, with fresh links."""
        return self._get(f"/projects/{project_id}", Project)

    def update_project(self, project_id: UUID, draft: ProjectDraft, version: str | None = None) -> Project:
        """Replace the script and the choices, whatever they are; with a `version` only if they are still that one.

        ApiError "outdated" (412) if they are not.
        """
        match = {"If-Match": f'"{version}"' if version else "*"}
        return self._call("PUT", f"/projects/{project_id}", Project, draft, headers=match)

    def delete_project(self, project_id: UUID) -> None:
        """Delete a project with its films; a film in the making is cancelled first."""
        self._call("DELETE", f"/projects/{project_id}", None)

    def storyboard(self, project_id: UUID) -> Storyboard:
        """The project's film on paper: scenes, shots and the reasons for them."""
        return self._call("GET", f"/projects/{project_id}/storyboard", Storyboard, timeout=SLOW_S)

    def change_storyboard(self, project_id: UUID, edits: Sequence[Edit], version: str) -> Storyboard:
        """Put these changes in place of those before. ApiError "outdated" (412) if the version is another by now."""
        body, match = StoryboardChanges(edits=tuple(edits)), {"If-Match": f'"{version}"'}
        path = f"/projects/{project_id}/storyboard"
        return self._call("PUT", path, Storyboard, body, headers=match, timeout=SLOW_S)

    # ---------------------------------------------------------------------------------------------------- jobs

    def start_job(self, project_id: UUID, idempotency_key: str | None = None) -> Job:
        """Have the project's film made. Sent again with the same key, it is the same job."""
        key = idempotency_key or str(uuid4())
        return self._post("/jobs", Job, {"project_id": str(project_id)}, headers={"Idempotency-Key": key})

    def job(self, job_id: UUID) -> Job:
        """One job."""
        return self._get(f"/jobs/{job_id}", Job)

    def job_status(self, job_id: UUID) -> JobProgress:
        """How far it is, and the shots that are finished."""
        return self._get(f"/jobs/{job_id}/status", JobProgress)

    def job_result(self, job_id: UUID) -> JobResult:
        """The finished film. ApiError "not_finished" (409) before."""
        return self._get(f"/jobs/{job_id}/result", JobResult)

    def cancel_job(self, job_id: UUID) -> Job:
        """Stop a job. Credits are kept once the work has started."""
        return self._call("DELETE", f"/jobs/{job_id}", Job)

    def follow(self, job_id: UUID) -> Iterator[JobProgress]:
        """Every change until the job has ended, by server-sent events; takes up again where a connection broke."""
        last: str | None = None
        answered = time.monotonic()
        while True:
            headers = {"Last-Event-ID": last} if last else {}
            try:
                for event_id, data in self._events(f"/jobs/{job_id}/events", headers):
                    last, answered = event_id or last, time.monotonic()
                    progress = JobProgress.model_validate_json(data)
                    yield progress
                    if progress.status.is_final:
                        return
                answered = time.monotonic()  # closed in good order, as by a server that ends
            except ServerUnreachable:
                if last is None or time.monotonic() - answered > RESTART_S:
                    raise
            time.sleep(PAUSE_S)

    # --------------------------------------------------------------------------------------------------- admin

    def admin_users(self, search: str | None = None, cursor: str | None = None, limit: int = 50) -> Page[AdminUser]:
        """All accounts, the newest first."""
        return self._get("/admin/users", Page[AdminUser], search=search, cursor=cursor, limit=limit)

    def admin_change_user(
        self, user_id: UUID, reason: str, *, tier: Tier | None = None, role: Role | None = None
    ) -> AdminUser:
        """Give an account another tier or role."""
        asked = {"tier": tier, "role": role, "reason": reason}
        return self._call("PATCH", f"/admin/users/{user_id}", AdminUser, asked)

    def admin_ban(self, user_id: UUID, reason: str) -> AdminUser:
        """Shut an account; its owner is told the reason."""
        return self._post(f"/admin/users/{user_id}/ban", AdminUser, {"reason": reason})

    def admin_unban(self, user_id: UUID) -> AdminUser:
        """Open an account again."""
        return self._post(f"/admin/users/{user_id}/unban", AdminUser, None)

    def admin_adjust_credits(
        self, user_id: UUID, amount: int, reason: str, idempotency_key: str | None = None
    ) -> Transaction:
        """Give credits, or take some. Sent again with the same key, it is the same movement."""
        headers = {"Idempotency-Key": idempotency_key or str(uuid4())}
        asked = {"amount": amount, "reason": reason}
        return self._post(f"/admin/users/{user_id}/credits", Transaction, asked, headers=headers)

    def admin_audit(self, target_id: UUID | None = None, cursor: str | None = None, limit: int = 50) -> Page[AuditLine]:
        """What those who run the studio did, the newest first."""
        return self._get("/admin/audit", Page[AuditLine], target_id=target_id, cursor=cursor, limit=limit)

    def admin_jobs(self, status: JobStatus | None = None, cursor: str | None = None, limit: int = 50) -> Page[AdminJob]:
        """All jobs, the newest first."""
        return self._get("/admin/jobs", Page[AdminJob], status=status, cursor=cursor, limit=limit)

    def admin_retry_job(self, job_id: UUID) -> Job:
        """Begin a failed or cancelled job again, at its old price."""
        return self._post(f"/admin/jobs/{job_id}/retry", Job, None)

    def admin_cancel_job(self, job_id: UUID) -> Job:
        """Stop anybody's job. What was taken for it is given back: it was not the creator's wish."""
        return self._post(f"/admin/jobs/{job_id}/cancel", Job, None)

    def admin_held(
        self, decision: ReviewDecision = ReviewDecision.PENDING, cursor: str | None = None, limit: int = 50
    ) -> Page[ScriptReview]:
        """Scripts that wait for a look, the newest first."""
        return self._get("/admin/moderate", Page[ScriptReview], decision=decision, cursor=cursor, limit=limit)

    def admin_decide(self, review_id: UUID, decision: ReviewDecision, note: str | None = None) -> ScriptReview:
        """Allow or refuse a held script."""
        asked = Decide.model_validate({"review_id": review_id, "decision": decision, "note": note})
        return self._post("/admin/moderate", ScriptReview, asked)

    def statistics(self) -> Statistics:
        """Users, films and credits in figures."""
        return self._get("/admin/statistics", Statistics)

    def system_health(self) -> SystemHealth:
        """Database, queues, workers, storage and engines."""
        return self._get("/admin/system-health", SystemHealth)

    # -------------------------------------------------------------------------------------------------- calling

    def _get(self, path: str, kind: type[Body], **query: object) -> Body:
        given = {name: value for name, value in query.items() if value is not None}
        return self._call("GET", path, kind, params=given)

    def _post(self, path: str, kind: type[Body], body: BaseModel | dict[str, Any] | None, **options: Any) -> Body:
        return self._call("POST", path, kind, body, **options)

    def _call(
        self,
        method: str,
        path: str,
        kind: type[Body] | None,
        body: BaseModel | dict[str, Any] | None = None,
        **options: Any,
    ) -> Body:
        if body is not None:
            options["json"] = body.model_dump(mode="json") if isinstance(body, BaseModel) else body
        answer = self._send(method, path, **options)
        if answer.is_error:
            raise ApiError(problem_of(answer))
        if kind is None:
            return None  # type: ignore[return-value]  # asked for nothing
        return TypeAdapter(kind).validate_json(answer.content)

    def _send(self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any) -> httpx.Response:
        for fresh in (False, True):
            try:
                answer = self._http.request(
                    method, f"{self.url}{API}{path}", headers={**self._authorisation(), **(headers or {})}, **options
                )
            except httpx.TransportError as broken:
                raise ServerUnreachable(self.url) from broken
            if answer.status_code != httpx.codes.UNAUTHORIZED or fresh or not self._renew():
                return answer
        return answer

    def _events(self, path: str, headers: dict[str, str]) -> Iterator[tuple[str | None, str]]:
        """(id, data) of every event of a stream."""
        for fresh in (False, True):
            asked = {**self._authorisation(), "Accept": "text/event-stream", **headers}
            timeout = httpx.Timeout(30.0, connect=5.0)  # the server sends a comment every few seconds
            try:
                with self._http.stream("GET", f"{self.url}{API}{path}", headers=asked, timeout=timeout) as answer:
                    if answer.status_code == httpx.codes.UNAUTHORIZED and not fresh and self._renew():
                        continue
                    if answer.is_error:
                        answer.read()
                        raise ApiError(problem_of(answer))
                    yield from (
                        (event.id or None, event.data) for event in EventSource(answer).iter_sse() if event.data
                    )
                    return
            except httpx.TransportError as broken:
                raise ServerUnreachable(self.url) from broken

    def _authorisation(self) -> dict[str, str]:
        opens = self.tokens.access_token if self.tokens else self._api_key
        return {"Authorization": f"Bearer {opens}"} if opens else {}

    def _renew(self) -> bool:
        """Trade the refresh token for new tokens; False if there is none, or it has ended too."""
        if self.tokens is None:
            return False
        body = {"refresh_token": self.tokens.refresh_token}
        try:
            answer = self._http.post(f"{self.url}{API}/auth/refresh", json=body)
        except httpx.TransportError as broken:
            raise ServerUnreachable(self.url) from broken
        if answer.is_error:
            self.tokens = None
            if self._on_tokens:
                self._on_tokens(None)
            return False
        self._keep(Tokens.model_validate_json(answer.content))
        return True

    def _keep(self, tokens: Tokens) -> Tokens:
        self.tokens = tokens
        if self._on_tokens:
            self._on_tokens(tokens)
        return tokens


def problem_of(answer: httpx.Response) -> ProblemBody:
    """The problem an answer tells of; one made of its status where a proxy answered in the server's stead."""
    try:
        return ProblemBody.model_validate_json(answer.content)
    except ValidationError:
        title = answer.reason_phrase or "Error"
        detail = f"The job server answered {answer.status_code} {title}. Try again in a moment."
        return ProblemBody(title=title, status=answer.status_code, detail=detail, code="unexpected_answer")
