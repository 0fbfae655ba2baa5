"""Which metre a stanza is in, by its light and heavy syllables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any

from pipeline.chant.syllables import Syllable, syllables

_VIPULAS = ("LGG", "LLL", "GLL", "GGG", "GLG")
"""Syllables 5 to 7 of an odd quarter of the sloka: the usual form and the four that are allowed beside it."""
_SYLLABIC, _MORIC = "syllabic", "moric"


@dataclass(frozen=True, slots=True)
class Metre:
    """A metre. `key` is its name in ASCII, `rests` the syllables of a quarter after which there is breath."""

    key: str
    name: str
    rests: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scansion:
    """A stanza in its metre: how many syllables each quarter has, in order."""

    metre: Metre
    quarters: tuple[int, ...]


@cache
def metres() -> dict[str, Metre]:
    """All metres that are known, by key."""
    found = {}
    for kind, table in _tables().items():
        if kind != "quarter":
            for key, one in table.items():
                found[key] = Metre(key, one["name"], tuple(one.get("rests", ())))
    return found


@cache
def _tables() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(resources.files("pipeline.chant").joinpath("metres.toml").read_text("utf-8"))


def metre_name(metre: str) -> str:
    """A metre as people write it, of its key or its own name."""
    return metres()[metre].name if metre in metres() else metre.capitalize() if metre.islower() else metre


def scan(text: str) -> Scansion | None:
    """The metre of a whole stanza in Devanagari or IAST, or of half of one; None where no known metre fits."""
    return scan_syllables(syllables(text))


def scan_stanzas(lines: Sequence[str]) -> bool:
    """Whether these lines are verse: as one stanza, or stanzas of four lines or two, most of which scan."""
    written = [line for line in lines if line.strip()]
    if scan("\n".join(written)) is not None:
        return True
    for size in (4, 2):
        stanzas = ["\n".join(written[at : at + size]) for at in range(0, len(written), size)]
        if len(stanzas) > 1 and sum(scan(one) is not None for one in stanzas) * 2 > len(stanzas):
            return True
    return False


def scan_syllables(found: Sequence[Syllable]) -> Scansion | None:
    """See `scan`."""
    if len(found) < 7:
        return None
    return _syllabic(found) or _sloka(found) or _moric(found) or _vedic(found)


def fits(found: Sequence[Syllable], quarter: str) -> bool:
    """Whether these syllables are a quarter of that form; the last is free."""
    return len(found) == len(quarter) and all(
        one.heavy == (weight == "G") for one, weight in zip(found[:-1], quarter[:-1], strict=True)
    )


def _syllabic(found: Sequence[Syllable]) -> Scansion | None:
    tables = _tables()
    kinds = {key: str(one["quarter"]) for key, one in tables[_SYLLABIC].items()}
    for length in sorted({len(form) for form in kinds.values()}):
        if len(found) not in (length, 2 * length, 4 * length):
            continue
        quarters = [found[at : at + length] for at in range(0, len(found), length)]
        of = [next((key for key, form in kinds.items() if fits(one, form)), None) for one in quarters]
        if None in of:
            continue
        sizes = (length,) * len(quarters)
        if len(set(of)) == 1:
            return Scansion(metres()[str(of[0])], sizes)
        for key, mixed in tables["mixed"].items():
            if set(of) <= set(mixed["of"]):
                return Scansion(metres()[key], sizes)
    return None


def _sloka(found: Sequence[Syllable]) -> Scansion | None:
    """Eight syllables a quarter; of an even one the fifth is light, the sixth heavy, the seventh light."""
    if len(found) not in (16, 32, 48):
        return None
    for number, at in enumerate(range(0, len(found), 8)):
        form = "".join("G" if one.heavy else "L" for one in found[at : at + 8])
        if number % 2 and form[4:7] != "LGL":
            return None
        if not number % 2 and form[4:7] not in _VIPULAS:
            return None
    return Scansion(metres()["anushtubh"], (8,) * (len(found) // 8))


def _moric(found: Sequence[Syllable]) -> Scansion | None:
    """By beats: half verses end where the text pauses, a quarter with a word where its beats are full."""
    halves = list(_halves(found))
    for key, one in _tables()[_MORIC].items():
        beats = [int(count) for count in one["quarters"]]
        wanted = list(zip(beats[::2], beats[1::2], strict=True))
        if key == "chaupai":
            # One pair of quarters, or two.
            sizes = _cut_all(found, [16] * 4) or _cut_all(found, [16] * 2)
        elif len(halves) == 2:
            parts = [_cut_all(half, list(pair)) for half, pair in zip(halves, wanted, strict=True)]
            sizes = [*parts[0], *parts[1]] if parts[0] and parts[1] else None
        else:
            sizes = None
        if sizes and (key in ("doha", "chaupai") or _has_feet(halves)):
            return Scansion(metres()[key], tuple(sizes))
    return None


def _halves(found: Sequence[Syllable]) -> Iterator[Sequence[Syllable]]:
    """The two halves of a stanza: at the pause nearest to the middle of its beats."""
    beats = list(accumulate(one.matras for one in found))
    pauses = [index + 1 for index, one in enumerate(found[:-1]) if one.pause]
    if pauses:
        middle = min(pauses, key=lambda index: abs(beats[index - 1] - beats[-1] / 2))
        yield found[:middle]
        yield found[middle:]
    else:
        yield found


def _cut_all(found: Sequence[Syllable], beats: Sequence[int]) -> list[int] | None:
    """Syllables in each part of so many beats, each part ending a word; None where that cannot be.

    The last syllable of a part may be counted heavy: the voice rests on it.
    """
    sizes: list[int] = []
    at = 0
    for want in beats:
        have, size = 0, 0
        while at + size < len(found) and have < want:
            have += found[at + size].matras
            size += 1
        ends = at + size == len(found) or found[at + size].opens_word or found[at + size - 1].pause
        last_light = size > 0 and not found[at + size - 1].heavy
        short_by_one = have == want - 1 and last_light and at + size == len(found)
        if not ends or (have != want and not short_by_one):
            return None
        sizes.append(size)
        at += size
    return sizes if at == len(found) else None


def _has_feet(halves: Sequence[Sequence[Syllable]]) -> bool:
    """Whether an arya's halves fall into feet of four beats, none of the odd ones light-heavy-light."""
    for half in halves:
        form, beats, foot, number = "", 0, "", 0
        for one in half:
            foot += "G" if one.heavy else "L"
            beats += one.matras
            if beats == 4:
                number += 1
                if number % 2 and foot == "LGL":
                    return False
                form, foot, beats = form + foot, "", 0
            elif beats > 4 and number != 5:
                return False
            elif beats > 4:
                # The sixth foot of a short half is one light syllable.
                number, foot, beats = 6, "G", beats - 1
                if beats == 4:
                    number, foot, beats = 7, "", 0
    return True


def _vedic(found: Sequence[Syllable]) -> Scansion | None:
    """The Veda's quarters count about eight syllables and share the cadence light, heavy, light before the last."""
    ends = [0, *(index + 1 for index, one in enumerate(found) if one.pause or index == len(found) - 1)]
    runs = [after - before for before, after in pairwise(dict.fromkeys(ends))]
    sizes = _quarters_of(runs)
    if not sizes or len(runs) < 2 or not _has_cadence(found, sizes):
        return None
    if sizes in ((8, 8, 8), (7, 8, 8)):
        return Scansion(metres()["gayatri"], sizes)
    if len(sizes) == 4 and 31 <= len(found) <= 33:
        return Scansion(metres()["anushtubh-vedic"], sizes)
    return None


def _quarters_of(runs: Sequence[int]) -> tuple[int, ...] | None:
    sizes: list[int] = []
    for run in runs:
        if 7 <= run <= 9:
            sizes.append(run)
        elif 15 <= run <= 17:
            sizes += [run - 8, 8]
        else:
            return None
    return tuple(sizes)


def _has_cadence(found: Sequence[Syllable], sizes: Sequence[int]) -> bool:
    """Whether every quarter of eight ends light, heavy, light and one more; the even ones of a stanza of four."""
    at = 0
    for number, size in enumerate(sizes):
        form = "".join("G" if one.heavy else "L" for one in found[at : at + size])
        at += size
        if size == 8 and (len(sizes) == 3 or number % 2) and form[-4:-1] != "LGL":
            return False
    return True
