"""Leaving: what the studio knows of somebody, to take along, and the end of an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from server.accounts import repository
from server.accounts.schemas import Account
from server.billing import repository as payments
from server.billing.schemas import Checkout
from server.billing.service import shown
from server.credits import repository as ledger
from server.credits.schemas import Transaction
from server.database import after_commit
from server.errors import Conflict
from server.following import shut
from server.jobs import service as jobs
from server.jobs.schemas import Job
from server.keys.schemas import ApiKey
from server.mails.service import post
from server.media.rubbish import discard
from server.models import AIJob, Identity, Login, Mail, Project, ProjectVersion, User
from server.models import ApiKey as Key
from server.models import Webhook as Hook
from server.projects import service as projects
from server.projects.schemas import Project as ProjectBody
from server.schema import Schema
from server.uploads import service as uploads
from server.uploads.schemas import Upload
from server.versions import repository as versions
from server.vocabulary import MailKind, Role
from server.webhooks.schemas import Webhook
from server.wiring import Studio

EVERYTHING = 1_000_000


class KeptVersion(Schema):
    """A project as it was once."""

    number: int
    title: str
    script: str
    settings: dict[str, object]
    edits: tuple[dict[str, object], ...]
    created_at: datetime


class KeptProject(Schema):
    """A project with what was changed in its storyboard, its earlier versions and its files."""

    project: ProjectBody
    edits: tuple[dict[str, object], ...]
    versions: tuple[KeptVersion, ...]
    uploads: tuple[Upload, ...]


class KeptLogin(Schema):
    """A place where somebody is logged in."""

    created_at: datetime
    expires_at: datetime


class KeptIdentity(Schema):
    """An account elsewhere that opens this one."""

    provider: str
    subject: str
    created_at: datetime


class KeptLetter(Schema):
    """A letter of the last month."""

    kind: MailKind
    address: str
    created_at: datetime
    sent_at: datetime | None


class KeptJob(Job):
    """A job with what was asked for: a dub's script is somebody's writing too."""

    asked: dict[str, Any]


class Belongings(Schema):
    """GET /users/me/export: everything the studio keeps of somebody. Links to films and subtitles work for an hour."""

    account: Account
    projects: tuple[KeptProject, ...]
    jobs: tuple[KeptJob, ...]
    credits: tuple[Transaction, ...]
    payments: tuple[Checkout, ...]
    log_ins: tuple[KeptLogin, ...]
    identities: tuple[KeptIdentity, ...]
    api_keys: tuple[ApiKey, ...]
    letters: tuple[KeptLetter, ...]
    webhooks: tuple[Webhook, ...]


def belongings(session: Session, user: User, studio: Studio) -> Belongings:
    """Everything of a user's."""
    kept = repository.all_of(session, Project, user.id)
    bodies = projects.shown(session, kept, studio.settings)
    return Belongings(
        account=Account.model_validate(user),
        projects=tuple(
            KeptProject(
                project=body,
                edits=tuple(project.edits),
                versions=tuple(KeptVersion.model_validate(one) for one in _versions(session, project)),
                uploads=uploads.listed(session, user.id, project.id, studio.settings).items,
            )
            for project, body in zip(kept, bodies, strict=True)
        ),
        jobs=tuple(
            KeptJob(**Job.model_validate(job).model_dump(), asked=job.order.get("asked", {}))
            for job in repository.all_of(session, AIJob, user.id)
        ),
        credits=tuple(Transaction.model_validate(line) for line in ledger.history(session, user.id, None, EVERYTHING)),
        payments=tuple(shown(one, studio.payments) for one in payments.all_of(session, user.id)),
        log_ins=tuple(KeptLogin.model_validate(one) for one in repository.all_of(session, Login, user.id)),
        identities=tuple(KeptIdentity.model_validate(one) for one in repository.all_of(session, Identity, user.id)),
        api_keys=tuple(ApiKey.model_validate(one) for one in repository.all_of(session, Key, user.id)),
        letters=tuple(KeptLetter.model_validate(one) for one in repository.all_of(session, Mail, user.id)),
        webhooks=tuple(Webhook.model_validate(one) for one in repository.all_of(session, Hook, user.id)),
    )


def _versions(session: Session, project: Project) -> Sequence[ProjectVersion]:
    return versions.page(session, project.id, None, EVERYTHING)


def delete(session: Session, user_id: UUID, studio: Studio) -> None:
    """End an account: what is being made is stopped, and all that was kept of it goes.

    Raises Conflict for the last admin's.
    """
    # Jobs before their user, as everybody locks them.
    for project in repository.all_of(session, Project, user_id):
        jobs.cancel_all(session, project.id, studio)
    found = session.get(User, user_id)
    admins = repository.lock_admins(session) if found and found.role is Role.ADMIN else 0
    user = repository.lock(session, user_id)
    if user is None:
        return
    if user.role is Role.ADMIN and admins == 1:
        raise Conflict("last_admin", "You are the only admin. Make another one first: studio admin create")
    session.flush()
    post(session, MailKind.FAREWELL, user.email, language=user.language)
    shut(session, user_id, studio.memory)
    repository.delete_user(session, user_id)
    discard(session, f"users/{user_id}", studio.media)
    after_commit(session, partial(studio.forget_takes, user_id))
