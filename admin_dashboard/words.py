"""Figures and times as people read them, and text of others made harmless for Markdown."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from babel import Locale, UnknownLocaleError

from server.admin.schemas import AuditLine
from server.vocabulary import AuditAction

NOTHING = "–"


def plain(text: str) -> str:
    """Text that Markdown shows as it was written: no link, picture, formula or colour comes of it."""
    # Bare addresses become links even where their marks are escaped: an invisible joiner parts them.
    parted = re.sub(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", "\u2060", " ".join(text.split()), flags=re.IGNORECASE)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", parted)


def clock(seconds: float | None) -> str:
    """A length as 0:07, 12:30 or 1:02:03."""
    if seconds is None:
        return NOTHING
    minutes, second = divmod(round(max(seconds, 0)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def ago(moment: datetime | None, now: datetime | None = None) -> str:
    """How long since, in one unit: "8 s ago", "3 min ago", "2 days ago"."""
    if moment is None:
        return NOTHING
    seconds = max(((now or datetime.now(UTC)) - aware(moment)).total_seconds(), 0)
    if seconds < 60:
        return f"{int(seconds)} s ago"
    if seconds < 3_600:
        return f"{int(seconds // 60)} min ago"
    if seconds < 86_400:
        return f"{int(seconds // 3_600)} h ago"
    days = int(seconds // 86_400)
    return "yesterday" if days == 1 else f"{days} days ago"


def took(start: datetime | None, end: datetime | None, now: datetime | None = None) -> str:
    """How long it took, or has taken so far."""
    if start is None:
        return NOTHING
    return clock(((aware(end) if end else now or datetime.now(UTC)) - aware(start)).total_seconds())


def count(number: int, noun: str) -> str:
    """How many of what: "1 film", "2 films"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def language(code: str) -> str:
    """A language's English name: "Hindi" for "hi"."""
    try:
        return Locale.parse(code).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def aware(moment: datetime) -> datetime:
    """A time of the server's; where it names no zone it is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


DEEDS = {
    AuditAction.TIER: "moved from {before} to {after}",
    AuditAction.ROLE: "made {after} (was {before})",
    AuditAction.BAN: "banned",
    AuditAction.UNBAN: "opened the account again",
    AuditAction.CREDITS: "moved {amount:+d} credits",
    AuditAction.JOB_RETRY: "began the film again",
    AuditAction.JOB_CANCEL: "stopped the film",
    AuditAction.REVIEW: "decided on a script: {decision}",
}


def deed(line: AuditLine) -> str:
    """What was done and why: "moved +5 credits: sorry for yesterday"."""
    told = DEEDS[line.action].format_map({"before": "?", "after": "?", "amount": 0, "decision": "?", **line.facts})
    why = line.facts.get("reason") or line.facts.get("note")
    return f"{told}: {why}" if why else told
