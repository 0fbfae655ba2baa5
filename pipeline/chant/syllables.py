"""Sanskrit's syllables, light and heavy, of a text in Devanagari or IAST.

A syllable is heavy with a long vowel, an anusvara or a visarga, or before two consonants; the last of a quarter verse
counts as the metre wants it (Pingala's Chandahshastra; Brown, Sanskrit Prosody, 1869).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.language.iast import CONSONANTS, SIGNS, VIRAMA, VOWELS

LONG: Final = frozenset({"ā", "ī", "ū", "ṝ", "ḹ", "e", "ai", "o", "au"})
_VOWELS: Final = frozenset(VOWELS.values())
_CONSONANTS: Final = frozenset(CONSONANTS.values())
_AFTER: Final = {"ं": "ṃ", "ः": "ḥ", "ँ": "m̐"}
_LETTERS: Final = frozenset({*_VOWELS, *_CONSONANTS, "ṃ", "ṁ", "ḥ", "m̐"})
_JOINERS: Final = frozenset("\u200c\u200d\u2060")
_PAUSE: Final = frozenset("।॥|/,;.!?—\n")


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable: `onset` and `coda` are IAST letters, `vowel` one of them; written at `start`..`end` of the text.

    `after` is ṃ, ḥ, m̐ or nothing; `coda` holds the consonants without a vowel that end a word ("त्").
    """

    onset: tuple[str, ...]
    vowel: str
    after: str
    coda: tuple[str, ...]
    start: int
    end: int
    heavy: bool
    opens_word: bool
    pause: bool
    """A danda, a comma or a line's end follows."""

    @property
    def matras(self) -> int:
        """Beats: 2 if heavy."""
        return 2 if self.heavy else 1


def syllables(text: str) -> tuple[Syllable, ...]:
    """All syllables of a text in Devanagari or IAST, in order; what is neither is passed over."""
    drafts = list(_drafts(text))
    found = []
    for index, draft in enumerate(drafts):
        following = drafts[index + 1].onset if index + 1 < len(drafts) and not draft.pause else ()
        consonants = len(draft.coda) + (0 if _is_one(following) else len(following))
        # A final consonant goes over to a vowel that follows; before a pause it closes its own syllable.
        closed = bool(draft.coda) and (draft.pause or index + 1 == len(drafts))
        heavy = draft.vowel in LONG or draft.after in ("ṃ", "ḥ") or consonants > 1 or closed
        found.append(
            Syllable(
                tuple(draft.onset), draft.vowel, draft.after, tuple(draft.coda), draft.start, draft.end,
                heavy, draft.opens_word, draft.pause,
            )
        )  # fmt: skip
    return tuple(found)


def _is_one(onset: list[str] | tuple[str, ...]) -> bool:
    """Hindi's nh, mh and lh are one sound: they make nothing heavy."""
    return len(onset) == 2 and onset[1] == "h" and onset[0] in ("n", "m", "l")


@dataclass(slots=True)
class _Draft:
    onset: list[str]
    vowel: str
    start: int
    end: int
    opens_word: bool
    after: str = ""
    coda: list[str] = field(default_factory=list)
    pause: bool = False


def _drafts(text: str) -> Iterator[_Draft]:  # noqa: C901 - a case a kind of letter
    """Syllables without their weight. Consonants that wait for a vowel are the next syllable's, or the last one's."""
    last: _Draft | None = None
    waiting: list[tuple[str, int, int]] = []
    opens = True
    for kind, letter, start, end in _letters(text):
        match kind:
            case "consonant":
                waiting.append((letter, start, end))
            case "vowel":
                if last is not None:
                    yield last
                begin = waiting[0][1] if waiting else start
                last = _Draft([one for one, _, _ in waiting], letter, begin, end, opens)
                waiting, opens = [], False
            case "after" if last is not None:
                last.after, last.end = letter, end
            case "gap" | "pause":
                if last is not None and waiting:
                    last.coda += [one for one, _, _ in waiting]
                    last.end = waiting[-1][2]
                    waiting = []
                opens = True
                if kind == "pause" and last is not None:
                    last.pause = True
    if last is not None:
        if waiting:
            last.coda += [one for one, _, _ in waiting]
            last.end = waiting[-1][2]
        yield last


def _letters(  # noqa: C901, PLR0912 - a case a kind of sign
    text: str,
) -> Iterator[tuple[str, str, int, int]]:
    """(kind, IAST letter, start, end) of what is written, in either script."""
    at = 0
    inherent = False
    """A Devanagari consonant is waiting for its sign, and says `a` if none comes."""
    while at < len(text):
        one = text[at]
        if inherent:
            inherent = False
            if one == "\u093c":
                inherent, at = True, at + 1
                continue
            if one == VIRAMA:
                at += 1
                continue
            if one in SIGNS:
                yield "vowel", SIGNS[one], at, at + 1
                at += 1
                continue
            yield "vowel", "a", at - 1, at
        if one in CONSONANTS:
            yield "consonant", CONSONANTS[one], at, at + 1
            inherent, at = True, at + 1
        elif one in VOWELS:
            yield "vowel", VOWELS[one], at, at + 1
            at += 1
        elif one in _AFTER:
            yield "after", _AFTER[one], at, at + 1
            at += 1
        elif one == "ॐ":
            yield "vowel", "o", at, at + 1
            yield "after", "ṃ", at, at + 1
            at += 1
        elif one in "ऽ'’":
            at += 1
        else:
            length, letter = _latin(text, at)
            if letter:
                yield _kind(letter), "ṃ" if letter == "ṁ" else letter, at, at + length
            elif one in _PAUSE:
                yield "pause", "", at, at + 1
            elif one not in _JOINERS and not unicodedata.combining(one):
                yield "gap", "", at, at + 1
            at += max(length, 1)
    if inherent:
        yield "vowel", "a", at - 1, at


def _latin(text: str, at: int) -> tuple[int, str]:
    """How many characters the next IAST letter takes, and that letter; (0, "") if none stands there."""
    for size in (4, 3, 2, 1):
        letter = unicodedata.normalize("NFC", text[at : at + size].lower())
        if letter in _LETTERS and len(text[at : at + size]) == size:
            return size, letter
    return 0, ""


def _kind(letter: str) -> str:
    if letter in _VOWELS:
        return "vowel"
    return "consonant" if letter in _CONSONANTS else "after"


def weights(found: tuple[Syllable, ...]) -> str:
    """G for heavy (guru), L for light (laghu)."""
    return "".join("G" if one.heavy else "L" for one in found)
