"""Where the words of a script are in somebody's own recording of it.

What a transcriber heard is laid beside what is written, letter by letter: a misheard word keeps its place by the
letters that are right, and a word that was not heard at all stands between its neighbours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import regex

from pipeline.contracts.transcriber import HeardWord
from pipeline.speech.reading import Phrase, read_aloud
from pipeline.speech.saying import said
from pipeline.speech.symbols import MODIFIERS, PAUSES, SPACE, STRESSES, as_ipa
from pipeline.speech.timing import HeardSound
from pipeline.speech.transcription import transcribe
from pipeline.vocabulary import Language

_VOWELS = frozenset("AIOQWYaeiouyæøœɐɑɒɔəɚɛɜɤɨɪɯʊʌᵊᵻ")
_SYLLABIC = frozenset({Language.JAPANESE, Language.CHINESE, Language.KOREAN})
_LONGEST_PAUSE_IN_WORD_MS = 1_500


@dataclass(frozen=True, slots=True)
class Found:
    """A written word in the recording; `share` of its letters were heard in their place."""

    start_ms: float
    end_ms: float
    share: float


def follow(lines: Sequence[str], heard: Sequence[HeardWord], language: Language) -> list[list[Found]]:
    """For every line the places of its words, as `read_aloud` parts them; times never fall."""
    written = [[word.said for phrase in read_aloud(line, language) for word in phrase.words] for line in lines]
    letters: list[tuple[str, int]] = []
    words = [word for line in written for word in line]
    for number, word in enumerate(words):
        letters.extend((letter, number) for letter in _letters(word))
    times: list[tuple[str, float, float]] = []
    for one, form in zip(heard, said([word.text for word in heard], language), strict=True):
        spelled = _letters(form)
        step = (one.end_ms - one.start_ms) / max(len(spelled), 1)
        times.extend(
            (letter, one.start_ms + step * place, one.start_ms + step * (place + 1))
            for place, letter in enumerate(spelled)
        )
    matcher = SequenceMatcher(None, [one for one, _ in letters], [one for one, _, _ in times], autojunk=False)
    spans: dict[int, list[tuple[float, float]]] = {}
    least = 2 if language in _SYLLABIC else 3
    for mine, theirs, size in matcher.get_matching_blocks():
        # A letter or two in a row are alike in any two texts.
        if size < least:
            continue
        for place in range(size):
            _, start, end = times[theirs + place]
            spans.setdefault(letters[mine + place][1], []).append((start, end))
    found = _placed(words, spans)
    result, cursor = [], 0
    for line in written:
        result.append(found[cursor : cursor + len(line)])
        cursor += len(line)
    return result


def sounds_in(phrases: Sequence[Phrase], found: Sequence[Found], language: Language) -> list[HeardSound]:
    """The sounds of a line's words, shared out over the time in which each word is heard, vowels longer."""
    sounds: list[HeardSound] = []
    first = 0
    for phrase in phrases:
        spelled = transcribe(phrase, language)
        by_word: dict[int, list[str]] = {}
        for letter, owner in zip(spelled.letters, spelled.words, strict=True):
            if letter in MODIFIERS and by_word.get(owner):
                by_word[owner][-1] += letter
            elif letter not in STRESSES and letter not in PAUSES and letter != SPACE:
                by_word.setdefault(owner, []).append(letter)
        for owner, letters in sorted(by_word.items()):
            place = found[first + owner]
            weights = [1.6 if letter[0] in _VOWELS else 1.0 for letter in letters]
            at, step = place.start_ms, (place.end_ms - place.start_ms) / sum(weights)
            for letter, weight in zip(letters, weights, strict=True):
                sounds.append(HeardSound(as_ipa(letter), at, at + step * weight, first + owner))
                at += step * weight
        first += len(phrase.words)
    return sounds


def _letters(word: str) -> str:
    """A word as it is compared: small, without marks that one writer sets and another does not."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return regex.sub(r"[^\p{L}\p{N}]|(?<=\p{Script=Arabic})\p{M}", "", plain)


def _placed(words: Sequence[str], spans: dict[int, list[tuple[float, float]]]) -> list[Found]:
    """Every word's place; those that were not heard share the time between their neighbours by their length."""
    found: list[Found | None] = []
    cursor = 0.0
    for number, word in enumerate(words):
        pieces = spans.get(number, [])
        # A letter or two that happen to be alike far away are not the word.
        if not pieces or pieces[-1][1] - pieces[0][0] > _LONGEST_PAUSE_IN_WORD_MS:
            found.append(None)
            continue
        start = max(pieces[0][0], cursor)
        end = max(pieces[-1][1], start)
        cursor = end
        found.append(Found(start, end, len(pieces) / max(len(_letters(word)), 1)))
    known = [-1, *(place for place, one in enumerate(found) if one is not None), len(found)]
    for before, after in pairwise(known):
        missing = range(before + 1, after)
        if not missing:
            continue
        left = found[before].end_ms if before >= 0 else None  # type: ignore[union-attr]
        right = found[after].start_ms if after < len(found) else None  # type: ignore[union-attr]
        sizes = [len(_letters(words[place])) or 1 for place in missing]
        usual = 70.0 * sum(sizes)
        left = left if left is not None else max((right or 0.0) - usual, 0.0)
        right = right if right is not None else left + usual
        step = max(min(right - left, 2 * usual), 0.0) / sum(sizes)
        for place, size in zip(missing, sizes, strict=True):
            found[place] = Found(left, left + step * size, 0.0)
            left += step * size
    return [one for one in found if one is not None]
