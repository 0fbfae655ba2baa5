"""Which of the twenty languages a text is in. The script of its letters decides most of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from copy import copy
from functools import cache
from typing import Any

import regex

from pipeline.chant.metre import scan_stanzas
from pipeline.language.iast import is_sanskrit, looks_like_iast, may_be_sanskrit
from pipeline.vocabulary import Language

_SCRIPTS = {
    "TAMIL": Language.TAMIL,
    "TELUGU": Language.TELUGU,
    "BENGALI": Language.BENGALI,
    "GUJARATI": Language.GUJARATI,
    "KANNADA": Language.KANNADA,
    "MALAYALAM": Language.MALAYALAM,
    "GURMUKHI": Language.PUNJABI,
    "HANGUL": Language.KOREAN,
}
_LATIN = ("en", "es", "fr", "de", "it", "pt")
_MARATHI = regex.compile(r"(?<!\w)(?:आहे|आहेत|आणि|मी|तो|ती|नाही|होता|होती|होते|म्हणाला|म्हणाली|मला|तिला|काय|च्या)(?!\w)|ळ")
_HINDI = regex.compile(r"(?<!\w)(?:है|हैं|और|में|से|का|की|के|ने|नहीं|था|थी|थे|कहा|मैं|को|यह|वह|क्या)(?!\w)")
_SANSKRIT_ENDS = regex.compile(r"ः|\u094d(?![\p{L}\p{M}\u200c\u200d])")
_ASSAMESE = regex.compile("[ৰৱ]")
_URDU_OR_PERSIAN = regex.compile("[پچگٹڈےںژھہ]")
_OTHER_CYRILLIC = regex.compile("[іїєґўјњљћђџѓќ]", regex.IGNORECASE)

SURE_WORDS = 12
"""From this many words on, a Latin or Cyrillic text that reads as a language beyond the twenty is taken for one."""
LEAST_WORDS = 3
"""Two words in other letters may be a name."""
LEAST_DENSE_LETTERS = 6
_SURE = 0.9
_SURE_AMONG_LATIN = 0.99
_DENSE = frozenset({"CJK", "HIRAGANA", "KATAKANA"})


def detect(text: str) -> Language | None:  # noqa: PLR0911 - a case a script
    """The language of `text`, or None if it has no letters or reads as none of the twenty.

    Sanskrit in IAST is Hindi's, whose letters and voices Sanskrit is given.
    """
    if looks_like_iast(text):
        return Language.HINDI
    counts = _letters(text)
    if not counts:
        return None
    script = _main_script(counts)
    # A Japanese text holds kana among its ideographs; a Chinese one never more than a name's worth.
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    if script in {"CJK", "HIRAGANA", "KATAKANA"}:
        return Language.JAPANESE if kana * 8 > counts["CJK"] else Language.CHINESE
    match script:
        case "LATIN":
            return _by_model(text, _LATIN)
        case "CYRILLIC":
            return None if _OTHER_CYRILLIC.search(text) else _by_model(text, ("ru",))
        case "ARABIC":
            return None if len(_URDU_OR_PERSIAN.findall(text)) * 40 > counts["ARABIC"] else Language.ARABIC
        case "DEVANAGARI":
            lines = text.splitlines()
            if (is_sanskrit(lines) and _SANSKRIT_ENDS.search(text)) or (may_be_sanskrit(lines) and scan_stanzas(lines)):
                return Language.HINDI
            return _hindi_or_marathi(text)
        case "BENGALI" if _ASSAMESE.search(text):
            return None
        case _:
            return _SCRIPTS.get(script)


def sure_language(text: str, usual: Language) -> Language | None:
    """Another language than `usual` that `text` is surely in; None for `usual`, for a name, for a few words."""
    counts = _letters(text)
    letters = counts.total()
    if not counts or (len(text.split()) < LEAST_WORDS and not _DENSE & counts.keys()):
        return None
    script, times = counts.most_common(1)[0]
    if times < letters * _SURE and script not in _DENSE:
        return None
    found = detect(text)
    if found is None or found is usual or (script in _DENSE and letters < LEAST_DENSE_LETTERS):
        return None
    if script != "LATIN":
        # Hindi and Marathi share their letters, Japanese and Chinese their ideographs.
        shared = {found, usual} in ({Language.HINDI, Language.MARATHI}, {Language.JAPANESE, Language.CHINESE})
        return found if not shared or _is_long(text, counts) else None
    best, likelihood = _identifier(_LATIN).classify(text.lower())
    among_latin = usual.value in _LATIN
    sure = likelihood > (_SURE_AMONG_LATIN if among_latin else _SURE)
    return Language(best) if sure and len(text.split()) >= (SURE_WORDS // 2 if among_latin else LEAST_WORDS) else None


def _is_long(text: str, counts: Counter[str]) -> bool:
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    return len(text.split()) >= SURE_WORDS or (counts["CJK"] + kana >= 2 * LEAST_DENSE_LETTERS and bool(kana))


def _main_script(counts: Counter[str]) -> str:
    script = counts.most_common(1)[0][0]
    if script == "LATIN":
        # Headings (INT. TEMPLE - DAWN) are often English in a script that is not.
        others = [(name, times) for name, times in counts.most_common() if name != "LATIN"]
        if others and others[0][1] * 3 > counts["LATIN"]:
            return others[0][0]
    return script


def _hindi_or_marathi(text: str) -> Language:
    marathi, hindi = len(_MARATHI.findall(text)), len(_HINDI.findall(text))
    if marathi != hindi:
        return Language.MARATHI if marathi > hindi else Language.HINDI
    return _restricted(text, ("hi", "mr"))


def _letters(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            name = unicodedata.name(letter, "").split(" ")[0]
            found["HANGUL" if name == "HALFWIDTH" else name] += times
    return found


def _by_model(text: str, ours: tuple[str, ...]) -> Language | None:
    best, likelihood = _identifier(None).classify(text.lower())
    sure = len(text.split()) >= SURE_WORDS and likelihood > _SURE
    if sure and best not in ours:
        return None
    return _restricted(text, ours)


def _restricted(text: str, ours: tuple[str, ...]) -> Language:
    return Language(ours[0]) if len(ours) == 1 else Language(_identifier(ours).classify(text.lower())[0])


@cache
def _identifier(languages: tuple[str, ...] | None) -> Any:  # noqa: ANN401 - py3langid carries no types
    if languages is not None:
        # Half a second to unpack, so it is unpacked once: the restricted one shares the whole one's tables.
        restricted = copy(_identifier(None))
        restricted.set_languages(list(languages))
        return restricted
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
