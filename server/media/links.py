"""Signed links: whoever has one may fetch that one file, for about an hour."""

from __future__ import annotations

import time
from functools import lru_cache

import jwt

from server.errors import NotFound
from server.settings import Settings

ALGORITHM = "HS256"
AUDIENCE = "studio-media"


def media_link(key: str, settings: Settings, filename: str | None = None) -> str:
    """An address for a key; with a `filename` it is saved under that name, without one it plays.

    The end is rounded up to a quarter of the time it lasts, so that a page that asks again gets the same address and
    its pictures do not flicker.
    """
    lasts = settings.link_minutes * 60
    step = max(1, lasts // 4)
    ends = (int(time.time()) // step + 1) * step + lasts
    return f"{settings.api_url}/api/v1/media/{_token(key, ends, filename, settings.signing_key)}"


@lru_cache(maxsize=50_000)
def _token(key: str, ends: int, filename: str | None, secret: str) -> str:
    """A list of films has three links each, and is asked for again and again."""
    claims = {"key": key, "exp": ends, "aud": AUDIENCE}
    if filename:
        claims["name"] = filename
    return jwt.encode(claims, secret, ALGORITHM)


def read_link(token: str, settings: Settings) -> tuple[str, str | None]:
    """(key, filename) of a link's token. Raises NotFound for one that is not ours or has ended."""
    try:
        claims = jwt.decode(token, settings.signing_key, [ALGORITHM], audience=AUDIENCE, options={"require": ["exp"]})
    except jwt.InvalidTokenError as wrong:
        raise NotFound("file behind this link any more:", "open the film again for a new one") from wrong
    return claims["key"], claims.get("name")
