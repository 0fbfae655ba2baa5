"""From a phrase to Kokoro's sounds, each with the word it belongs to, in twenty languages."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.speech import chinese, espeak, japanese, symbols
from pipeline.speech.alignment import share_out
from pipeline.speech.reading import Phrase, plain
from pipeline.vocabulary import Language

AMERICAN, BRITISH = "gmw/en-US", "gmw/en"
_VOICE_OF = {
    Language.ENGLISH: AMERICAN,
    Language.SPANISH: "es",
    Language.FRENCH: "roa/fr",
    Language.GERMAN: "de",
    Language.HINDI: "hi",
    Language.TAMIL: "ta",
    Language.TELUGU: "te",
    Language.BENGALI: "bn",
    Language.MARATHI: "mr",
    Language.GUJARATI: "gu",
    Language.KANNADA: "kn",
    Language.MALAYALAM: "ml",
    Language.PUNJABI: "pa",
    Language.JAPANESE: AMERICAN,
    Language.CHINESE: AMERICAN,
    Language.KOREAN: "ko",
    Language.ARABIC: "ar",
    Language.PORTUGUESE: "roa/pt-BR",
    Language.RUSSIAN: "ru",
    Language.ITALIAN: "it",
}
# Kokoro has no uvular q of espeak-ng's Korean, and says plain ch and j too weakly.
_KOREAN = str.maketrans({"q": "ɡ"})
_LATIN = regex.compile(r"[\p{Latin}]")
_HAN_OR_KANA = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Nd}]")


@dataclass(frozen=True, slots=True)
class Sounds:
    """Kokoro's sounds of a phrase, one letter each, and for each the index of its word in the phrase."""

    letters: str
    words: tuple[int, ...]


def transcribe(phrase: Phrase, language: Language, *, british: bool = False) -> Sounds:
    """Sounds of a phrase. Letters without any sound in that language give none; the word then has no time."""
    written = [plain(word.text) for word in phrase.words]
    match language:
        case Language.JAPANESE | Language.CHINESE:
            return _word_groups(written, language)
        case _:
            alone = [_spell(word, language, british=british) for word in written]
            spelled = _spell(" ".join(written), language, british=british)
            return _share(spelled, alone)


def _share(spelled: str, alone: list[str]) -> Sounds:
    """Words that are silent when said alone (a lone sign) take no part in the sharing."""
    audible = [index for index, word in enumerate(alone) if word]
    if not spelled or not audible:
        return Sounds("", ())
    owners = share_out(spelled, [alone[index] for index in audible])
    return Sounds(spelled, tuple(audible[owner] for owner in owners))


def _spell(text: str, language: Language, *, british: bool = False) -> str:
    english = language is Language.ENGLISH
    voice = BRITISH if british and english else _VOICE_OF[language]
    spelled = espeak.spell(text, voice)
    if language is Language.KOREAN:
        spelled = spelled.translate(_KOREAN)
    return symbols.from_espeak(spelled, american=english and not british, british=english and british)


def _word_groups(written: list[str], language: Language) -> Sounds:
    """Japanese and Chinese: neighbours in their own script are read together, Latin words as English."""
    letters: list[str] = []
    owners: list[int] = []
    group: list[int] = []

    def say(part: Sounds, first: int) -> None:
        if part.letters:
            if letters:
                letters.append(symbols.SPACE)
                owners.append(owners[-1])
            letters.extend(part.letters)
            owners.extend(owner + first for owner in part.words)

    def close() -> None:
        if group:
            words = [written[index] for index in group]
            say(_own_script(words, language), group[0])
            group.clear()

    for index, word in enumerate(written):
        if _LATIN.search(word) and not _HAN_OR_KANA.search(word):
            close()
            say(_share(_spell(word, Language.ENGLISH), [_spell(word, Language.ENGLISH)]), index)
        else:
            group.append(index)
    close()
    return Sounds("".join(letters), tuple(owners))


def _own_script(words: list[str], language: Language) -> Sounds:
    if language is Language.JAPANESE:
        return _share(japanese.spell("".join(words)), [japanese.spell(word) for word in words])
    alone = [chinese.spell(word) for word in words]
    return _share(" ".join(word for word in alone if word), alone)
