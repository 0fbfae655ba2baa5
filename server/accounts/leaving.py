"""Leaving: what the studio knows of somebody, to take along, and the end of an account."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from server.accounts import repository
from server.accounts.schemas import Account
from server.credits import repository as ledger
from server.credits.schemas import Transaction
from server.database import after_commit
from server.errors import Conflict
from server.following import shut
from server.jobs import service as jobs
from server.jobs.schemas import Job
from server.keys.schemas import ApiKey
from server.mails.service import post
from server.models import AIJob, Identity, Login, Mail, Project, User
from server.models import ApiKey as Key
from server.projects import service as projects
from server.projects.schemas import Project as ProjectBody
from server.schema import Schema
from server.vocabulary import MailKind, Role
from server.wiring import Studio

EVERYTHING = 1_000_000


class KeptProject(Schema):
    """A project with what was changed in its storyboard."""

    project: ProjectBody
    edits: tuple[dict[str, object], ...]


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


class Belongings(Schema):
    """GET /users/me/export: everything the studio keeps of somebody. Links to films and subtitles work for an hour."""

    account: Account
    projects: tuple[KeptProject, ...]
    jobs: tuple[Job, ...]
    credits: tuple[Transaction, ...]
    log_ins: tuple[KeptLogin, ...]
    identities: tuple[KeptIdentity, ...]
    api_keys: tuple[ApiKey, ...]
    letters: tuple[KeptLetter, ...]


def belongings(session: Session, user: User, studio: Studio) -> Belongings:
    """Everything of a user's."""
    kept = repository.all_of(session, Project, user.id)
    bodies = projects.shown(session, kept, studio.settings)
    return Belongings(
        account=Account.model_validate(user),
        projects=tuple(
            KeptProject(project=body, edits=tuple(project.edits)) for project, body in zip(kept, bodies, strict=True)
        ),
        jobs=tuple(Job.model_validate(job) for job in repository.all_of(session, AIJob, user.id)),
        credits=tuple(Transaction.model_validate(line) for line in ledger.history(session, user.id, None, EVERYTHING)),
        log_ins=tuple(KeptLogin.model_validate(one) for one in repository.all_of(session, Login, user.id)),
        identities=tuple(KeptIdentity.model_validate(one) for one in repository.all_of(session, Identity, user.id)),
        api_keys=tuple(ApiKey.model_validate(one) for one in repository.all_of(session, Key, user.id)),
        letters=tuple(KeptLetter.model_validate(one) for one in repository.all_of(session, Mail, user.id)),
    )


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
    after_commit(session, partial(studio.media.delete, f"users/{user_id}"))
    after_commit(session, partial(studio.forget_takes, user_id))
