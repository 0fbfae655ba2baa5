"""Chinese: words by jieba, readings by pypinyin, sounds by pinyin-to-ipa, tones as Kokoro's four arrows."""

from __future__ import annotations

import re
from functools import cache

import regex

from pipeline.speech import symbols

_TONES = (("˧˩˧", "↓"), ("˧˥", "↗"), ("˥˩", "↘"), ("˥", "→"))
_SYLLABIC = "\u0329"
_AFFRICATES = (("ʈʂ", "ꭧ"), ("tɕ", "ʨ"), ("ts", "ʦ"))
_NUMBER = regex.compile(r"[$€£¥￥₩]?\p{Nd}+(?:[.,:/\-]\p{Nd}+)*(?:[%％]|℃|°C?|km|cm|kg)?")
_HAN = regex.compile(r"\p{Han}+")


def segment(chunk: str) -> list[tuple[int, int]]:
    """Ranges of the words in a chunk without pauses."""
    import rjieba

    ranges: list[tuple[int, int]] = []
    cursor = 0
    # jieba parts "3", "." and "5"; a number with its signs is one word.
    for first, last in (*(found.span() for found in _NUMBER.finditer(chunk)), (len(chunk), len(chunk))):
        words = rjieba.tokenize(chunk[cursor:first])
        ranges.extend((cursor + start, cursor + end) for word, start, end in words if word.strip())
        if last > first:
            ranges.append((first, last))
        cursor = last
    return ranges


def spell(word: str) -> str:
    """Kokoro's sounds of one Chinese word; its digits are read as a number. What is not Han is left to the caller."""
    import cn2an
    from pypinyin import Style, lazy_pinyin

    text = cn2an.transform(word, "an2cn") if regex.search(r"\d", word) else word
    said = "".join(found[0] for found in _HAN.finditer(text))
    syllables = lazy_pinyin(said, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True)
    return symbols.within_alphabet("".join(_syllable(pinyin) for pinyin in syllables))


@cache
def _syllable(pinyin: str) -> str:
    from pinyin_to_ipa import pinyin_to_ipa

    if not pinyin[:1].isascii() or not pinyin[-1:].isdigit():
        return ""  # a character without a reading
    ipa = "".join(next(iter(pinyin_to_ipa(pinyin))))
    for contour, arrow in _TONES:
        ipa = ipa.replace(contour, arrow)
    for pair, single in _AFFRICATES:
        ipa = ipa.replace(pair, single)
    # The vowel of "zi" and "zhi" is a buzzing one; Kokoro knows it as a barred i. The arrow stands behind the syllable.
    return re.sub(f"[ɻɹʐz]{_SYLLABIC}", "ɨ", ipa)
