"""Which word each sound of a phrase belongs to.

espeak-ng joins short words ("in the" is one piece) and drops or adds sounds where words meet, so the sounds of the
phrase are aligned with those of its words said alone: global alignment after Needleman and Wunsch (1970), with spaces
worth little and a vowel never taken for a consonant.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.speech.symbols import SPACE

_VOWELS = frozenset("AIOQWYaeiouyæøœɐɑɒɔəɚɛɜɤɨɪɯʊʌᵊᵻ")
_MARKS = frozenset("ˈˌːʰʲ̃ᵝ↓→↗↘")
_SOUND_GAP, _MARK_GAP = 1.0, 0.25


def share_out(phrase: str, words: Sequence[str]) -> tuple[int, ...]:
    """For every letter of `phrase` (sounds) the index of its word; spaces get the word before them.

    `words` are the sounds of each word said alone. The indices never fall, and every word gets a sound while there
    are enough.
    """
    if not words:
        raise ValueError("there is no word to give the sounds to")
    pieces = phrase.split(SPACE)
    if len(pieces) == len(words) and not any(SPACE in word for word in words):
        by_piece = [index for index, piece in enumerate(pieces) for _ in range(len(piece) + 1)]
        return tuple(by_piece[: len(phrase)])
    alone: list[tuple[str, int]] = []
    for index, word in enumerate(words):
        if index:
            alone.append((SPACE, index - 1))
        alone.extend((letter, index) for letter in word if letter != SPACE)
    owners = _align(phrase, alone)
    return tuple(_settle(phrase, owners, len(words)))


def _align(phrase: str, alone: list[tuple[str, int]]) -> list[int | None]:
    rows, columns = len(phrase), len(alone)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(1, rows + 1):
        cost[row][0] = cost[row - 1][0] + _gap(phrase[row - 1])
    for column in range(1, columns + 1):
        cost[0][column] = cost[0][column - 1] + _gap(alone[column - 1][0])
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            cost[row][column] = min(
                cost[row - 1][column - 1] + _swap(phrase[row - 1], alone[column - 1][0]),
                cost[row - 1][column] + _gap(phrase[row - 1]),
                cost[row][column - 1] + _gap(alone[column - 1][0]),
            )
    owners: list[int | None] = [None] * rows
    row, column = rows, columns
    while row and column:
        here = cost[row][column]
        if here == cost[row - 1][column - 1] + _swap(phrase[row - 1], alone[column - 1][0]):
            row, column = row - 1, column - 1
            owners[row] = alone[column][1]
        elif here == cost[row][column - 1] + _gap(alone[column - 1][0]):
            column -= 1
        else:
            row -= 1
    return owners


def _gap(letter: str) -> float:
    return _MARK_GAP if letter in _MARKS or letter == SPACE else _SOUND_GAP


def _swap(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if SPACE in {one, other} or (one in _MARKS) != (other in _MARKS):
        return 3.0
    if one in _MARKS:
        return 0.3
    return 0.6 if (one in _VOWELS) == (other in _VOWELS) else 1.8


def _settle(phrase: str, owners: list[int | None], words: int) -> list[int]:
    """Give the sounds without a partner to a neighbour, and a sound to every word."""
    settled: list[int] = []
    for place, owner in enumerate(owners):
        before = settled[-1] if settled else 0
        if owner is None:
            after = next((later for later in owners[place:] if later is not None), before)
            # What opens a syllable goes with what follows it, the rest with what went before.
            opens = phrase[place] in "ˈˌ" or (place > 0 and phrase[place - 1] == SPACE)
            owner = after if opens or not settled else before  # noqa: PLW2901 - the loop's variable is the answer
        settled.append(max(before, owner))
    # A stress mark is the start of the sound behind it.
    for place in range(len(phrase) - 2, -1, -1):
        if phrase[place] in "ˈˌ":
            settled[place] = settled[place + 1]
    sounds = [place for place, letter in enumerate(phrase) if letter != SPACE and letter not in _MARKS]
    if len(sounds) < words or not all(word in {settled[place] for place in sounds} for word in range(words)):
        settled = _spread(phrase, settled, words)
    return settled


def _spread(phrase: str, settled: list[int], words: int) -> list[int]:
    """Words left without a sound take one from the nearest word that has two; order stays."""
    starts = [next((p for p, owner in enumerate(settled) if owner >= word), len(settled)) for word in range(words)]
    sounds = [p for p, letter in enumerate(phrase) if letter != SPACE and letter not in _MARKS]
    if len(sounds) < words:
        return settled
    picks = [next((k for k, p in enumerate(sounds) if p >= start), len(sounds)) for start in starts]
    for word in range(1, words):
        picks[word] = max(picks[word], picks[word - 1] + 1)
    for word in range(words - 1, -1, -1):
        limit = len(sounds) - (words - word) if word == words - 1 else picks[word + 1] - 1
        picks[word] = min(picks[word], limit)
    picks[0] = 0
    edges = [sounds[pick] for pick in picks]
    owners = [0] * len(phrase)
    for place in range(len(phrase)):
        owners[place] = max((word for word, edge in enumerate(edges) if edge <= place), default=0)
    return owners
