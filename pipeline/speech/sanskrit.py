"""Sanskrit's sounds in Kokoro's alphabet, and in time: a chanted line as tokens of so many frames."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.contracts.voice import ChantedSyllable
from pipeline.speech.chanting import FRAME_MS, Held

_VOWELS = {
    "a": "ʌ", "ā": "aː", "i": "ɪ", "ī": "iː", "u": "ʊ", "ū": "uː", "ṛ": "ɾɪ", "ṝ": "ɾiː", "ḷ": "lɪ", "ḹ": "liː",
    "e": "eː", "ai": "aɪ", "o": "oː", "au": "aʊ",
}  # fmt: skip
_CONSONANTS = {
    "k": "k", "kh": "kʰ", "g": "ɡ", "gh": "ɡʰ", "ṅ": "ŋ", "c": "ʧ", "ch": "ʧʰ", "j": "ʤ", "jh": "ʤʰ", "ñ": "ɲ",
    "ṭ": "ʈ", "ṭh": "ʈʰ", "ḍ": "ɖ", "ḍh": "ɖʰ", "ṇ": "ɳ", "t": "t", "th": "tʰ", "d": "d", "dh": "dʰ", "n": "n",
    "p": "p", "ph": "pʰ", "b": "b", "bh": "bʰ", "m": "m", "y": "j", "r": "ɾ", "l": "l", "v": "ʋ",
    "ś": "ʃ", "ṣ": "ʂ", "s": "s", "h": "h", "ḻ": "l",
}  # fmt: skip
_NASAL_BEFORE = {
    **dict.fromkeys(("k", "kh", "g", "gh"), "ŋ"),
    **dict.fromkeys(("c", "ch", "j", "jh"), "ɲ"),
    **dict.fromkeys(("ṭ", "ṭh", "ḍ", "ḍh"), "ɳ"),
    **dict.fromkeys(("t", "th", "d", "dh", "s", "ś", "h", "l", "y"), "n"),
}
"""How an anusvara sounds: at the place of the consonant that follows, m elsewhere."""
_FRAMES = {"ɾ": 2, "ʰ": 1, "ʧ": 4, "ʤ": 4, "ʃ": 4, "ʂ": 4, "s": 4, "m": 3, "n": 3, "ɳ": 3, "ŋ": 3, "ɲ": 3}
_OTHER_FRAMES = 3
_SONOROUS = frozenset("mnɳŋɲlʋjɾ")
LEAD_FRAMES, TAIL_FRAMES = 4, 10


def tokens_of(syllables: Sequence[ChantedSyllable]) -> tuple[tuple[Held, ...], tuple[tuple[int, int], ...]]:
    """Tokens from pad to pad, and for each syllable the range of its tokens.

    A syllable's consonants are as long as they are when spoken and its vowel takes the rest. Times are carried on, so
    that rounding to frames adds up to nothing.
    """
    held = [Held(".", LEAD_FRAMES, syllables[0].tone, voiced=False)]
    spans: list[tuple[int, int]] = []
    wanted_ms, used = 0.0, 0
    for index, one in enumerate(syllables):
        following = syllables[index + 1].onset if index + 1 < len(syllables) and not one.pause_ms else ()
        wanted_ms += one.duration_ms
        room = round(wanted_ms / FRAME_MS) - used
        first = len(held)
        held += _syllable(one, following[0] if following else "", room, ends=not following)
        used += sum(token.frames for token in held[first:])
        spans.append((first, len(held)))
        if one.pause_ms and index + 1 < len(syllables):
            wanted_ms += one.pause_ms
            frames = max(2, round(wanted_ms / FRAME_MS) - used)
            held.append(Held(",", frames, syllables[index + 1].tone, voiced=False))
            used += frames
    held.append(Held(".", TAIL_FRAMES, syllables[-1].tone, voiced=False))
    # The pads are the model's own; a full stop inside them closes the phrase.
    return (Held("", 2, held[0].tone, voiced=False), *held, Held("", 2, held[-1].tone, voiced=False)), tuple(
        (first + 1, last + 1) for first, last in spans
    )


def _syllable(one: ChantedSyllable, following: str, room: int, *, ends: bool) -> list[Held]:
    before = [letter for consonant in one.onset for letter in _CONSONANTS[consonant]]
    vowel = list(_VOWELS[one.vowel])
    while len(vowel) > 1 and vowel[0] in "ɾl":
        before.append(vowel.pop(0))
    behind = [letter for consonant in one.coda for letter in _CONSONANTS[consonant]]
    if one.after == "ṃ":
        behind.insert(0, _NASAL_BEFORE.get(following, "m"))
    elif one.after == "ḥ":
        # Breathed out; before a rest with a short echo of its vowel.
        behind = ["h", _VOWELS[one.vowel][0], *behind] if ends else ["h", *behind]
    lengths = [_FRAMES.get(letter, _OTHER_FRAMES) for letter in (*before, *behind)]
    least = max(3, room * 2 // 5)
    while sum(lengths) > room - least and max(lengths) > 1:
        lengths[lengths.index(max(lengths))] -= 1
    rest = max(2 * len(vowel), room - sum(lengths))
    shares = [rest * (place + 1) // len(vowel) - rest * place // len(vowel) for place in range(len(vowel))]
    sounds = [
        *zip(before, lengths[: len(before)], strict=True),
        *zip(vowel, shares, strict=True),
        *zip(behind, lengths[len(before) :], strict=True),
    ]
    vowels = range(len(before), len(before) + len(vowel))
    return [
        Held(letter, frames, one.tone, voiced=place in vowels or letter in _SONOROUS)
        for place, (letter, frames) in enumerate(sounds)
    ]
