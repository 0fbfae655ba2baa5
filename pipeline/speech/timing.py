"""When each sound and each word is heard, from the model's own count of frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.speech.symbols import MODIFIERS, PAUSES, SPACE, STRESSES, as_ipa
from pipeline.speech.vocoder import FRAME_SAMPLES, RATE
from pipeline.timeline import Phone

FRAME_MS = FRAME_SAMPLES * 1000 / RATE
LAG_MS = 75.0
"""The model's edges come late by this much (mean, against a forced aligner)."""


@dataclass(frozen=True, slots=True)
class HeardSound:
    """A sound in plain IPA, or a pause mark; `word` is None for a pause."""

    symbol: str
    start_ms: float
    end_ms: float
    word: int | None


def hear(letters: str, words: Sequence[int | None], frames: Sequence[int], stretch: float) -> list[HeardSound]:
    """Sounds with their times from the start of the model's audio; `frames` has the two pads around the letters.

    `stretch` is model time against heard time (the body's size). A word starts at its edge, less the lag, less half of
    the space before it.
    """
    if len(frames) != len(letters) + 2 or len(words) != len(letters):
        raise ValueError(f"{len(frames)} counts and {len(words)} words for {len(letters)} letters")
    edges = [float(frames[0])]
    for count in frames[1:-1]:
        edges.append(edges[-1] + count)
    raw: list[tuple[str, float, float, int | None]] = []
    opening: float | None = None
    for place, letter in enumerate(letters):
        start, end = edges[place], edges[place + 1]
        if letter in STRESSES:
            opening = start if opening is None else opening
            continue
        if letter in MODIFIERS and raw:
            symbol, first, _, word = raw[-1]
            raw[-1] = (symbol + letter, first, end, word)
            continue
        if letter == SPACE:
            middle = (start + end) / 2
            if raw and raw[-1][3] is None:
                middle = end  # silence after a mark stays silence
            if raw:
                symbol, first, _, word = raw[-1]
                raw[-1] = (symbol, first, middle, word)
            opening = middle
            continue
        first = start if opening is None else opening
        raw.append((letter, first, end, None if letter in PAUSES else words[place]))
        opening = None
    ms = FRAME_MS / stretch
    lag = LAG_MS / stretch
    return [HeardSound(as_ipa(symbol), start * ms - lag, end * ms - lag, word) for symbol, start, end, word in raw]


def phones_of(heard: Sequence[HeardSound], duration_ms: int) -> tuple[Phone, ...]:
    """Phones without gap or overlap from 0 to the end; what lies between sounds is a pause, written as a full stop."""
    phones: list[Phone] = []
    cursor = 0

    def add(symbol: str, end: int) -> None:
        nonlocal cursor
        end = min(max(end, cursor), duration_ms)
        if end > cursor:
            if phones and phones[-1].symbol == symbol and symbol in PAUSES:
                phones[-1] = Phone(symbol, phones[-1].start_ms, end)
            else:
                phones.append(Phone(symbol, cursor, end))
            cursor = end

    for sound in heard:
        start, end = round(sound.start_ms), round(sound.end_ms)
        if start > cursor:
            add(".", start)
        add(sound.symbol, end)
    add(".", duration_ms)
    return tuple(phones)
