"""Hours told by the clock: "nine a.m.", "at 21:30", "six o'clock", "ten at night"."""

from __future__ import annotations

import regex

from pipeline.vocabulary import TimeOfDay

_UNTIL = (
    (4, TimeOfDay.NIGHT),
    (6, TimeOfDay.DAWN),
    (11, TimeOfDay.MORNING),
    (14, TimeOfDay.NOON),
    (17, TimeOfDay.AFTERNOON),
    (19, TimeOfDay.DUSK),
    (21, TimeOfDay.EVENING),
    (24, TimeOfDay.NIGHT),
)
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HALVED = regex.compile(
    rf"(?<![\w:])(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s*(?P<half>[ap]\.?m\.?)|(?P<word>{'|'.join(_ENGLISH)})\s+(?P<dots>[ap]\.m\.))(?!\w)",
    regex.IGNORECASE,
)
_WHOLE = regex.compile(
    r"(?:(?<!\w)(?:at|by|it is|until|a las|à|um|alle|às|в|के|मग|時)\s+)(?P<hour>[01]?\d|2[0-3])[:h][0-5]\d(?![\d:])",
    regex.IGNORECASE,
)
"""A bare 3:21 may be a score."""


def hour_in(text: str) -> tuple[TimeOfDay, str, int] | None:
    """The time of day that a clock's hour means, its words and where they stand; None if none is told."""
    found = _HALVED.search(text)
    if found is not None:
        hour = int(found["hour"]) if found["hour"] else _ENGLISH.index(found["word"].casefold()) + 1
        half = found["half"] or found["dots"]
        return time_of(hour % 12 + (12 if half[0] in "pP" else 0)), found.group(), found.start()
    found = _WHOLE.search(text)
    return (time_of(int(found["hour"])), found.group(), found.start()) if found else None


def time_of(hour: int) -> TimeOfDay:
    """The time of day at an hour, 0..23."""
    return next(time for until, time in _UNTIL if hour % 24 < until)
