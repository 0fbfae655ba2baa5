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
from typing import Any, BinaryIO, Self, TypeVar
from uuid import UUID, uuid4

import httpx
from httpx_sse import EventSource
from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.edits import Edit
from pipeline.vocabulary import Language
from server.accounts.schemas import Account, AccountUpdate, Confirmed, Posted, Tokens
from server.admin.schemas import AdminJob, AdminUser, AuditLine, Statistics, SystemHealth
from server.billing.schemas import Checkout, Offers
from server.credits.schemas import Balance, Transaction
from server.films.schemas import MusicEntry, Quote, QuoteRequest, Reading, SlokaEntry, VoiceEntry
from server.jobs.schemas import (
    FilmRequest,
    Job,
    JobPrice,
    JobProgress,
    JobResult,
    Remake,
    StoryboardRequest,
    StoryboardResult,
)
from server.keys.schemas import ApiKey, NewApiKey
from server.moderation.schemas import Decide, ScriptReview
from server.oauth.schemas import ProviderEntry
from server.projects.schemas import Project, ProjectDraft, ProjectSettings
from server.schema import Page, ProblemBody
from server.sharing.schemas import ShareLink, ShareState
from server.storyboards.schemas import Storyboard, StoryboardChanges
from server.uploads.schemas import Upload, UploadLink, Uploads
from server.versions.schemas import Comparison, Version, VersionLine
from server.vocabulary import (
    JobStatus,
    KeyScope,
    ProjectStatus,
    ReviewDecision,
    Role,
    Tier,
    UploadKind,
    WebhookEvent,
)
from server.webhooks.schemas import JOB_EVENTS, Delivery, NewWebhook, Webhook

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

    def offers(self) -> Offers:
        """What can be bought: packs of credits, and a month of a tier."""
        return self._get("/credits/packs", Offers)

    def purchase(self, count: int, idempotency_key: str | None = None) -> Checkout:
        """Begin to buy credits; pay at its `checkout_url`. Sent again with the same key, it is the same payment."""
        headers = {"Idempotency-Key": idempotency_key or str(uuid4())}
        return self._post("/credits/purchase", Checkout, {"credits": count}, headers=headers)

    def upgrade(self, tier: Tier, idempotency_key: str | None = None) -> Checkout:
        """Begin to buy a month of a tier; pay at its `checkout_url`."""
        headers = {"Idempotency-Key": idempotency_key or str(uuid4())}
        return self._post("/subscriptions/upgrade", Checkout, {"tier": tier}, headers=headers)

    def payment(self, payment_id: UUID) -> Checkout:
        """How a payment stands."""
        return self._get(f"/billing/payments/{payment_id}", Checkout)

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

    def slokas(self) -> tuple[SlokaEntry, ...]:
        """Slokas, hymns, names and poems that can be recited before a story."""
        return self._get("/slokas", tuple[SlokaEntry, ...])

    # ------------------------------------------------------------------------------------------------ projects

    def projects(
        self,
        cursor: str | None = None,
        limit: int = 20,
        *,
        search: str | None = None,
        status: ProjectStatus | None = None,
    ) -> Page[Project]:
        """One's own projects, the newest first; with `search` those in which all its words are."""
        return self._get("/projects", Page[Project], cursor=cursor, limit=limit, search=search, status=status)

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

    def versions(self, project_id: UUID, cursor: str | None = None, limit: int = 20) -> Page[VersionLine]:
        """A project after each change, the newest first."""
        return self._get(f"/projects/{project_id}/versions", Page[VersionLine], cursor=cursor, limit=limit)

    def version(self, project_id: UUID, number: int) -> Version:
        """The whole of a version."""
        return self._get(f"/projects/{project_id}/versions/{number}", Version)

    def compare_versions(self, project_id: UUID, before: int, after: int, *, whole: bool = False) -> Comparison:
        """What changed from one version to another. Makes storyboards: a second or two for scripts that are new."""
        path, asked = f"/projects/{project_id}/versions/{before}/compare", {"to": after, "whole": whole}
        return self._call("GET", path, Comparison, params=asked, timeout=SLOW_S)

    def restore_version(self, project_id: UUID, number: int) -> Project:
        """Bring a version back, as a new one."""
        return self._post(f"/projects/{project_id}/versions/{number}/restore", Project, None)

    def share(self, project_id: UUID) -> ShareLink:
        """A link by which anybody sees the film; one before it is withdrawn. ApiError "not_finished" (409)."""
        return self._post(f"/projects/{project_id}/share", ShareLink, None)

    def share_state(self, project_id: UUID) -> ShareState:
        """Whether a link works, and since when."""
        return self._get(f"/projects/{project_id}/share", ShareState)

    def withdraw_share(self, project_id: UUID) -> None:
        """Whoever has the link sees nothing by it any more."""
        self._call("DELETE", f"/projects/{project_id}/share", None)

    # ----------------------------------------------------------------------------------------------------- uploads

    def upload(self, project_id: UUID, kind: UploadKind, name: str, file: BinaryIO) -> Upload:
        """Bring a file. ApiError 422 for one that cannot be used, 413 for too large, "storage_full" (409)."""
        path = f"/projects/{project_id}/uploads"
        self._get(path, Uploads)  # renews a log-in that has ended: a file that was sent half is not sent again
        return self._post(path, Upload, None, files={"file": (name, file)}, params={"kind": kind}, timeout=SLOW_S * 3)

    def uploads(self, project_id: UUID) -> Uploads:
        """A project's files, the newest first, and how much room is left."""
        return self._get(f"/projects/{project_id}/uploads", Uploads)

    def upload_link(self, project_id: UUID, kind: UploadKind) -> UploadLink:
        """An address to which a page can send one file without a log-in."""
        return self._post(f"/projects/{project_id}/uploads/link", UploadLink, {"kind": kind})

    def delete_upload(self, project_id: UUID, upload_id: UUID) -> None:
        """Delete a file; choices that named it name it no more."""
        self._call("DELETE", f"/projects/{project_id}/uploads/{upload_id}", None)

    # ---------------------------------------------------------------------------------------------------- jobs

    def start_job(self, project_id: UUID, idempotency_key: str | None = None) -> Job:
        """Have the project's film made. Sent again with the same key, it is the same job."""
        key = idempotency_key or str(uuid4())
        return self._post("/jobs", Job, {"project_id": str(project_id)}, headers={"Idempotency-Key": key})

    def order(self, request: Remake | StoryboardRequest, idempotency_key: str | None = None) -> Job:
        """Have a storyboard made, or another version of a finished film: `job_price` says what it costs."""
        headers = {"Idempotency-Key": idempotency_key or str(uuid4())}
        return self._post("/jobs", Job, request, headers=headers, timeout=SLOW_S)

    def job_price(self, request: Remake | StoryboardRequest | FilmRequest) -> JobPrice:
        """What a job would cost now. Nothing is begun."""
        return self._post("/jobs/price", JobPrice, request, timeout=SLOW_S)

    def jobs(self, project_id: UUID | None = None, cursor: str | None = None, limit: int = 20) -> Page[Job]:
        """One's own jobs, the newest first; those of one project if asked for."""
        return self._get("/jobs", Page[Job], project_id=project_id, cursor=cursor, limit=limit)

    def job(self, job_id: UUID) -> Job:
        """One job."""
        return self._get(f"/jobs/{job_id}", Job)

    def job_status(self, job_id: UUID) -> JobProgress:
        """How far it is, and the shots that are finished."""
        return self._get(f"/jobs/{job_id}/status", JobProgress)

    def job_result(self, job_id: UUID) -> JobResult:
        """The finished film. ApiError "not_finished" (409) before."""
        return self._get(f"/jobs/{job_id}/result", JobResult)

    def storyboard_result(self, job_id: UUID) -> StoryboardResult:
        """The finished storyboard, with a picture of every shot. ApiError "not_finished" (409) before."""
        return self._get(f"/jobs/{job_id}/result", StoryboardResult)

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

    # ------------------------------------------------------------------------------------------------ webhooks

    def webhooks(self) -> tuple[Webhook, ...]:
        """One's webhooks, the newest first."""
        return self._get("/webhooks", tuple[Webhook, ...])

    def register_webhook(self, url: str, events: Iterable[WebhookEvent] = JOB_EVENTS) -> NewWebhook:
        """Have a server of one's own told how jobs get on, for the Enterprise tier; `secret` is told this once."""
        return self._post("/webhooks", NewWebhook, {"url": url, "events": list(events)})

    def change_webhook(
        self, webhook_id: UUID, url: str, events: Iterable[WebhookEvent], *, enabled: bool = True
    ) -> Webhook:
        """Another address or other events; off, or on again."""
        asked = {"url": url, "events": list(events), "enabled": enabled}
        return self._call("PUT", f"/webhooks/{webhook_id}", Webhook, asked)

    def delete_webhook(self, webhook_id: UUID) -> None:
        """Tell it nothing any more."""
        self._call("DELETE", f"/webhooks/{webhook_id}", None)

    def renew_webhook_secret(self, webhook_id: UUID) -> NewWebhook:
        """A new secret, told this once; the old one ends at once."""
        return self._post(f"/webhooks/{webhook_id}/secret", NewWebhook, None)

    def test_webhook(self, webhook_id: UUID) -> Delivery:
        """Send something, to see whether it arrives."""
        return self._post(f"/webhooks/{webhook_id}/test", Delivery, None)

    def webhook_deliveries(self, webhook_id: UUID, cursor: str | None = None, limit: int = 50) -> Page[Delivery]:
        """What a webhook was told, the newest first."""
        return self._get(f"/webhooks/{webhook_id}/deliveries", Page[Delivery], cursor=cursor, limit=limit)

    def replay_delivery(self, webhook_id: UUID, delivery_id: UUID) -> Delivery:
        """Send it once more, under its old id."""
        return self._post(f"/webhooks/{webhook_id}/deliveries/{delivery_id}/replay", Delivery, None)

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
