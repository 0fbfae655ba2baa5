"""Accounts on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, SecretStr, StringConstraints

from server.schema import Asked, Schema
from server.vocabulary import Role, Tier

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128


def _address(text: str) -> str:
    """An address in lower case. Whether mail arrives there is not asked here; `.test` is for trying things out."""
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as wrong:
        raise ValueError(f"That is not an e-mail address: {wrong}") from wrong
    return found.normalized.lower()


def _known_address(text: str) -> str:
    """As it was written down when it was registered; what is no address has no account."""
    try:
        return _address(text)
    except ValueError:
        return text.lower()


def _password(secret: SecretStr) -> SecretStr:
    length = len(secret.get_secret_value())
    if not SHORTEST_PASSWORD <= length <= LONGEST_PASSWORD:
        raise ValueError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; this one has {length}.")
    return secret


Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=255), AfterValidator(_address)]
NewPassword = Annotated[SecretStr, AfterValidator(_password)]
FullName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=255)]


class Registration(Asked):
    """POST /auth/register."""

    email: Email
    password: NewPassword
    full_name: FullName | None = None


class Credentials(Asked):
    """POST /auth/login."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=255), AfterValidator(_known_address)]
    password: Annotated[SecretStr, AfterValidator(lambda secret: SecretStr(secret.get_secret_value()[:1024]))]


class RefreshRequest(Asked):
    """POST /auth/refresh and /auth/logout."""

    refresh_token: str


class Tokens(Schema):
    """Send `access_token` as `Authorization: Bearer …`; when it ends, trade `refresh_token` for new ones, once."""

    access_token: str
    refresh_token: str
    token_type: str = "bearer"  # noqa: S105 - a kind, not a secret
    expires_in: int
    """Seconds that the access token lasts."""


class Account(Schema):
    """GET /users/me."""

    id: UUID
    email: str
    full_name: str | None
    role: Role
    subscription_tier: Tier
    credits_balance: int
    credits_reset_date: date
    created_at: datetime
    last_login_at: datetime | None


class AccountUpdate(Asked):
    """PUT /users/me."""

    full_name: FullName | None = None
