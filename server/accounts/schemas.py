"""Accounts on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, SecretStr, StringConstraints

from pipeline.vocabulary import Language
from server.schema import Asked, Schema
from server.vocabulary import Role, Tier

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128
FULL_NAME = 255
LONGEST_ADDRESS = 255


def _address(text: str) -> str:
    """An address in lower case. Whether mail arrives there is not asked here; `.test` is for trying things out."""
    if "=?" in text:  # a header would read it as an encoded word, and write to somebody else
        raise ValueError("That is not an e-mail address: it holds “=?”.")
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as wrong:
        raise ValueError(f"That is not an e-mail address: {wrong}") from wrong
    address = found.normalized.lower()
    if len(address) > LONGEST_ADDRESS:  # some letters are more than one in lower case
        raise ValueError(f"That is not an e-mail address: it is longer than {LONGEST_ADDRESS} characters.")
    return address


def address_of(text: str) -> str | None:
    """An address that somebody else tells us, as we write it; None for what is none."""
    try:
        return _address(text)
    except ValueError:
        return None


def _known_address(text: str) -> str:
    """As it was written down when it was registered; what is no address has no account."""
    try:
        return _address(text)
    except ValueError:
        return text.lower()[:LONGEST_ADDRESS]


def _password(secret: SecretStr) -> SecretStr:
    length = len(secret.get_secret_value())
    if not SHORTEST_PASSWORD <= length <= LONGEST_PASSWORD:
        raise ValueError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; this one has {length}.")
    return secret


Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=255), AfterValidator(_address)]
KnownEmail = Annotated[str, StringConstraints(strip_whitespace=True, max_length=255), AfterValidator(_known_address)]
Secret = Annotated[SecretStr, AfterValidator(lambda secret: SecretStr(secret.get_secret_value()[:1024]))]
SealText = Annotated[str, StringConstraints(max_length=2048)]
NewPassword = Annotated[SecretStr, AfterValidator(_password)]
FullName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=FULL_NAME)]


class Registration(Asked):
    """POST /auth/register."""

    email: Email
    password: NewPassword
    full_name: FullName | None = None
    language: Language = Language.ENGLISH
    """Of the letters that the studio writes."""


class Credentials(Asked):
    """POST /auth/login."""

    email: KnownEmail
    password: Secret


class AddressOnly(Asked):
    """POST /auth/forgot-password and /auth/confirm-again."""

    email: KnownEmail


class SealRequest(Asked):
    """POST /auth/verify-email: what the link in the letter carries as `confirm`.

    Where one registers by letter, the account's password is chosen here.
    """

    token: SealText
    password: NewPassword | None = None


class PasswordReset(Asked):
    """POST /auth/reset-password: what the link in the letter carries as `reset`, and the new password."""

    token: SealText
    password: NewPassword


class PasswordChange(Asked):
    """PUT /users/me/password."""

    current_password: Secret
    new_password: NewPassword


class EmailChange(Asked):
    """POST /users/me/email."""

    email: Email
    password: Secret


class PasswordOnly(Asked):
    """POST /users/me/delete."""

    password: Secret


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


class Posted(Schema):
    """A letter is on its way, if there is anybody to get it: the same is said either way."""

    detail: str


class Confirmed(Schema):
    """POST /auth/verify-email: the address that is the account's now."""

    email: str


class Account(Schema):
    """GET /users/me."""

    id: UUID
    email: str
    email_verified_at: datetime | None
    """None: nobody has said yet that mail to this address arrives."""
    full_name: str | None
    language: Language
    role: Role
    subscription_tier: Tier
    credits_balance: int
    credits_reset_date: date
    created_at: datetime
    last_login_at: datetime | None


class AccountUpdate(Asked):
    """PUT /users/me. `language` stays as it is when not given."""

    full_name: FullName | None = None
    language: Language | None = None
