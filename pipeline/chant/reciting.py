"""How a line is chanted: the length and the tone of every syllable, by its metre.

A light syllable takes one beat, a heavy one two, the last of a quarter rests. The voice stays on the reciting tone,
lifts where a heavy syllable follows a light one (as the svarita follows the udatta), ends an open quarter a tone above
and a closing one on the tonic, come to from below. A line that is said again is read in another way, in its pace and in
how its quarters begin and end: the same reading twice is a record, and no reciter.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.chant.metre import metres, scan_syllables
from pipeline.chant.syllables import Syllable, syllables
from pipeline.contracts.voice import ChantedSyllable
from pipeline.film import Recital
from pipeline.language.iast import is_sanskrit, looks_like_iast, may_be_sanskrit

_BEAT_MS = ((8, 250), (12, 220), (17, 200), (99, 185))
"""One beat, by the most syllables of a quarter: long quarters go in one breath and move on."""
_FREE_BEAT_MS = 230
_REST_MS = 240
"""Between the quarters of a line; at the rests inside a long quarter a third of it."""
LOW, TONIC, HIGH = -2.0, 0.0, 2.0
_PACES = (1.0, 1.05, 0.97)
_READINGS = (
    ((LOW, (TONIC, HIGH)), (HIGH, (TONIC, LOW, TONIC))),
    ((TONIC, (HIGH, TONIC)), (TONIC, (HIGH, LOW, TONIC))),
    ((HIGH, (LOW, HIGH)), (LOW, (HIGH, HIGH, TONIC))),
)
"""Of each reading, for an open and for a closing quarter: its first tone and its last ones."""
_HINDI = frozenset({"doha", "chaupai"})
_STANZAS = (4, 2, 3, 1)
"""How many lines a stanza may have, the likeliest first."""


def in_sanskrit(lines: Sequence[str]) -> bool:
    """Whether verse is Sanskrit, in IAST or in Devanagari: by its endings, or by a metre that Hindi does not have."""
    if looks_like_iast("\n".join(lines)) or is_sanskrit(lines):
        return True
    return may_be_sanskrit(lines) and any(one.metre and one.metre not in _HINDI for one in recitals(lines))


def is_chanted(lines: Sequence[str]) -> bool:
    """Whether these lines are Sanskrit's, or Hindi's dohas and chaupais."""
    if in_sanskrit(lines):
        return True
    devanagari = [line for line in lines if _in_devanagari(line)]
    return any(one.metre in _HINDI for one in recitals(devanagari))


def _in_devanagari(line: str) -> bool:
    """Whether a line has a letter of Devanagari."""
    return any("\u0905" <= one <= "\u0939" for one in line)


def recitals(lines: Sequence[str]) -> tuple[Recital, ...]:
    """For each line of a poem its metre and its place in its stanza; what scans as nothing is a line by itself."""
    found: list[Recital] = []
    broken = [syllables(line) for line in lines]
    at = 0
    while at < len(lines):
        size, scansion = next(
            (
                (size, scansion)
                for size in _STANZAS
                if at + size <= len(lines) and (scansion := scan_syllables(_stanza(lines[at : at + size]))) is not None
            ),
            (1, None),
        )
        if scansion is None:
            found.append(Recital("", (len(broken[at]),), 0, closes=True))
            at += 1
            continue
        quarters = list(scansion.quarters)
        first = 0
        for index in range(size):
            mine: list[int] = []
            left = len(broken[at + index])
            while left > 0 and quarters:
                # A quarter that the line breaks inside is sung as two pieces.
                mine.append(min(left, quarters[0]))
                left -= mine[-1]
                if mine[-1] == quarters[0]:
                    quarters.pop(0)
                else:
                    quarters[0] -= mine[-1]
            found.append(Recital(scansion.metre.key, tuple(mine), first, closes=index == size - 1))
            first += len(mine)
        at += size
    return tuple(found)


def _stanza(lines: Sequence[str]) -> tuple[Syllable, ...]:
    return syllables("\n".join(lines))


def recite(text: str, recital: Recital, reading: int = 0) -> tuple[ChantedSyllable, ...]:
    """Every syllable of a line in time and tone, as it is read that time. Empty for a text without a syllable."""
    found = syllables(text)
    reading %= len(_READINGS)
    beat_ms = round(_beat_ms(recital) * _PACES[reading])
    rests = metres()[recital.metre].rests if recital.metre else ()
    planned: list[ChantedSyllable] = []
    at = 0
    quarters = recital.quarters if sum(recital.quarters) == len(found) else (len(found),)
    for number, size in enumerate(quarters):
        quarter = found[at : at + size]
        closing = (recital.first + number) % 2 == 1 or (recital.closes and number == len(quarters) - 1)
        tones = _tones(quarter, reading, closing=closing)
        for index, (one, tone) in enumerate(zip(quarter, tones, strict=True)):
            last = index == size - 1
            ends_line = last and number == len(quarters) - 1
            beats = (2 if last else one.matras) + (2 if ends_line else 1 if last else 0)
            pause = 0 if ends_line else _REST_MS if last else _REST_MS // 3 if index + 1 in rests else 0
            planned.append(
                ChantedSyllable(
                    one.onset, one.vowel, one.after, one.coda, one.start, one.end, beats * beat_ms, pause, tone
                )
            )
        at += size
    return tuple(planned)


def _beat_ms(recital: Recital) -> int:
    if not recital.metre:
        return _FREE_BEAT_MS
    longest = max(recital.quarters, default=8)
    return next(ms for most, ms in _BEAT_MS if longest <= most)


def _tones(quarter: Sequence[Syllable], reading: int, *, closing: bool) -> list[float]:
    """Semitones from the tonic for each syllable."""
    tones = [TONIC] * len(quarter)
    for index in range(1, len(quarter)):
        if quarter[index].heavy and not quarter[index - 1].heavy:
            tones[index] = HIGH
    if len(quarter) < 4:
        return [LOW, *tones[1:-1], TONIC] if len(quarter) > 1 else tones
    begin, end = _READINGS[reading][closing]
    tones[0], tones[-len(end) :] = begin, end
    return tones
