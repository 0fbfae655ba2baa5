"""From a phrase to Kokoro's sounds, each with the word it belongs to, in twenty languages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import regex

from pipeline.speech import arabic, chinese, espeak, japanese, symbols
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
    Language.KOREAN: "ko",
    Language.PORTUGUESE: "roa/pt-BR",
    Language.RUSSIAN: "ru",
    Language.ITALIAN: "it",
}
# Kokoro has no uvular q of espeak-ng's Korean, and says plain ch and j too weakly.
_KOREAN = str.maketrans({"q": "ɡ"})
# A consonant before e and i is soft by itself in all that Kokoro has learned; the mark makes it say another one.
_SOFT_BY_ITSELF = regex.compile(r"ʲ(?=[ˈˌ]?[eiɪ])")
# The speakers of Hindi, who lend themselves to Tamil, know its short vowels by other marks, one r, one v, and palatals
# that are one sound: misheard letters fell from .187 to .156 on sentences/tune.
_TAMIL = tuple(
    (regex.compile(sound), nearest)
    for sound, nearest in (
        ("ɨ", "ʊ"),
        ("[rɹ]", "ɾ"),
        ("[vw]", "ʋ"),
        ("ʧ", "c"),
        ("ʤ", "ɟ"),
        (r"i(?![ː ]|$)", "ɪ"),
        (r"u(?![ː ]|$)", "ʊ"),
        (r"a(?!ː)", "ʌ"),
    )
)
# A word in the writing of another language is read in that one.
_SCRIPTS: tuple[tuple[regex.Pattern[str], Language, frozenset[Language]], ...] = tuple(
    (regex.compile(rf"\p{{{script}}}"), reader, frozenset(own))
    for script, reader, own in (
        (
            "Latin",
            Language.ENGLISH,
            (
                Language.ENGLISH,
                Language.SPANISH,
                Language.FRENCH,
                Language.GERMAN,
                Language.ITALIAN,
                Language.PORTUGUESE,
            ),
        ),
        ("Devanagari", Language.HINDI, (Language.HINDI, Language.MARATHI)),
        ("Bengali", Language.BENGALI, (Language.BENGALI,)),
        ("Tamil", Language.TAMIL, (Language.TAMIL,)),
        ("Telugu", Language.TELUGU, (Language.TELUGU,)),
        ("Gujarati", Language.GUJARATI, (Language.GUJARATI,)),
        ("Kannada", Language.KANNADA, (Language.KANNADA,)),
        ("Malayalam", Language.MALAYALAM, (Language.MALAYALAM,)),
        ("Gurmukhi", Language.PUNJABI, (Language.PUNJABI,)),
        ("Cyrillic", Language.RUSSIAN, (Language.RUSSIAN,)),
        ("Arabic", Language.ARABIC, (Language.ARABIC,)),
        ("Hangul", Language.KOREAN, (Language.KOREAN,)),
        ("Hiragana", Language.JAPANESE, (Language.JAPANESE,)),
        ("Katakana", Language.JAPANESE, (Language.JAPANESE,)),
        ("Han", Language.CHINESE, (Language.CHINESE, Language.JAPANESE)),
    )
)
SOUNDS = regex.compile(r"/(.+)/")
"""How a pronunciation is given by its sounds: in IPA between slashes."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """Kokoro's sounds of a phrase, one letter each, and for each the index of its word in the phrase."""

    letters: str
    words: tuple[int, ...]


def transcribe(phrase: Phrase, language: Language, *, british: bool = False) -> Sounds:
    """Sounds of a phrase. Letters without any sound in that language give none; the word then has no time.

    Neighbours that the same language reads are read together, as they run into each other.
    """
    letters: list[str] = []
    owners: list[int] = []
    for reader, group in groupby(enumerate(phrase.words), lambda one: _reader(one[1].said or one[1].text, language)):
        numbered = list(group)
        forms = [word.said or plain(word.text) for _, word in numbered]
        part = _read(forms, reader, british=british, within=language)
        if part.letters:
            if letters:
                letters.append(symbols.SPACE)
                owners.append(owners[-1])
            letters.extend(part.letters)
            owners.extend(numbered[owner][0] for owner in part.words)
    return Sounds("".join(letters), tuple(owners))


def sounds_of(given: str, language: Language) -> str:
    """Kokoro's sounds of IPA that somebody wrote. Raises ValueError for letters that are no sounds."""
    return symbols.from_ipa(given, english=language is Language.ENGLISH)


def _reader(word: str, language: Language) -> Language | str:
    """The language that reads a word; a word that is given by its sounds is its own reader."""
    if SOUNDS.fullmatch(word):
        return word
    for script, reader, own in _SCRIPTS:
        if script.search(word):
            if language in own:
                return language
            # What is written in two ways at once ("5G網", "ABC公司") is its own language's.
            mixed = any(language in others and other.search(word) for other, _, others in _SCRIPTS)
            return language if mixed else reader
    return language


def _read(words: list[str], reader: Language | str, *, british: bool, within: Language) -> Sounds:
    match reader:
        case Language.JAPANESE:
            return _share(japanese.spell("".join(words)), [japanese.spell(word) for word in words])
        case Language.CHINESE:
            alone = [chinese.spell(word) for word in words]
            return _share(" ".join(word for word in alone if word), alone)
        case Language.ARABIC:
            alone = arabic.spell(words)
            return _share(" ".join(word for word in alone if word), alone)
        case Language():
            alone = [_spell(word, reader, british=british) for word in words]
            return _share(_spell(" ".join(words), reader, british=british), alone)
        case _:
            # Several in a row can only be the same word said again.
            alone = [sounds_of(word.strip("/"), within) for word in words]
            return _share(" ".join(alone), alone)


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
    match language:
        case Language.KOREAN:
            spelled = spelled.translate(_KOREAN)
        case Language.RUSSIAN:
            spelled = _SOFT_BY_ITSELF.sub("", spelled)
    sounds = symbols.from_espeak(spelled, american=english and not british, british=english and british)
    if language is Language.TAMIL:
        for sound, nearest in _TAMIL:
            sounds = sound.sub(nearest, sounds)
    return sounds
