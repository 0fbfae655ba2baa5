"""ETags: the version of what is edited, so that nobody's edit is lost under another's."""

from __future__ import annotations

import hashlib
import json

from server.errors import Outdated

ANY = "*"
"""As If-Match: whatever is there is written over."""


def version_of(*parts: object) -> str:
    """A word that is another whenever any of the parts (anything that JSON holds) is."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def tag_of(version: str) -> str:
    """A version as the header ETag has it."""
    return f'"{version}"'


def check_match(if_match: str, version: str, what: str) -> None:
    """Raises Outdated if an edit was made to another version than the one that is there now."""
    told = [one.strip().removeprefix("W/").strip('"') for one in if_match.split(",")]
    if told != [ANY] and version not in told:
        sentence = f"This {what} was changed elsewhere in the meantime. Look at it again, then make your change."
        raise Outdated("outdated", sentence)
