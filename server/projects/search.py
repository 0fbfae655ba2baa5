"""What a search looks in and for: the same on every database, in every writing."""

from __future__ import annotations

import unicodedata


def sought_text(title: str, script: str) -> str:
    """Title and script without the difference of capitals, and of letters that only look different."""
    return _plain(f"{title}\n{script}")


def words_sought(search: str) -> tuple[str, ...]:
    """The words of a search, each of which must be there."""
    return tuple(_plain(search).split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
