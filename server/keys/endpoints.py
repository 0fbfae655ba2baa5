"""/users/me/api-keys."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from server.edge import SessionDep, UserDep
from server.keys import repository, service
from server.keys.schemas import ApiKey, KeyRequest, NewApiKey

router = APIRouter(prefix="/users/me/api-keys", tags=["users"])


@router.get("")
def list_keys(user: UserDep, session: SessionDep) -> tuple[ApiKey, ...]:
    """One's API keys, the newest first."""
    return tuple(ApiKey.model_validate(key) for key in repository.of_user(session, user.id))


@router.post("", status_code=201)
def make_key(asked: KeyRequest, user: UserDep, session: SessionDep) -> NewApiKey:
    """A new API key, for the Enterprise tier. Keep `key`: it is told this once. Send it as `Bearer`."""
    key, opens = service.make(session, user.id, asked)
    return NewApiKey(**ApiKey.model_validate(key).model_dump(), key=opens)


@router.delete("/{key_id}", status_code=204)
def revoke_key(key_id: UUID, user: UserDep, session: SessionDep) -> None:
    """Revoke an API key: it opens nothing from now on."""
    service.revoke(session, user.id, key_id)
