"""Passwords: Argon2id, with the parameters that pwdlib keeps up to date."""

from __future__ import annotations

from functools import cache

from pwdlib import PasswordHash


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody's password")


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return _hasher().hash(password)


def matches(password: str, hashed: str | None) -> bool:
    """Whether it is the password. For an account that is not there (None) it takes as long, and is not."""
    right = _hasher().verify(password, hashed or _nobody())
    return right and hashed is not None
