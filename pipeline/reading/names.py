"""Names in a script without capitals: words that come again where only somebody's name would stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import regex

from pipeline.reading.capital_names import capital_names
from pipeline.reading.grammar import CASED, UNSPACED, Grammar, grammar
from pipeline.reading.unspaced import unspaced_names
from pipeline.vocabulary import Language

_WORD = regex.compile(r"[\w\p{M}\u200c\u200d]+")
_SENTENCE = regex.compile(r"[^.!?…।॥。！？؟\n]+")
_CALLED = regex.compile(r"(?:[“«\"「‘]|[,،]\s)(?P<name>[\p{L}\p{M}\u200c\u200d]{2,16})(?=[,!?،！？؟]|[.。][”»\"」’])")
HONORIFIC = frozenset({"जी", "साहब", "ਜੀ", "જી", "గారు", "साहेब"})
"""Said behind a name, and no part of it."""
_ERGATIVE = frozenset({Language.HINDI, Language.MARATHI, Language.GUJARATI, Language.PUNJABI})
"""Where a mark behind the noun says that somebody did it: things do little there."""
_AGED = regex.compile(
    r"""(?:வயதுச்?|வயதான|வயதுள்ள|ವರ್ಷದ|ವಯಸ್ಸಿನ|ఏళ్ల|ేళ్ల|ఏండ్ల|వయసున్న|వయసు|വയസ്സുള്ള|വയസ്സുകാരൻ|വയസ്സുകാരി|കാരൻ
    |বছরের|বছর\ বয়সী|(?:साल|वर्ष|बरस)\ (?:का|की|के)
    |वर्षां?(?:चा|ची|च्या)|(?:વર્ષ|વરસ)ન[ોીા]|(?:ਸਾਲ|ਸਾਲਾਂ|ਵਰ੍ਹਿਆਂ)\ (?:ਦਾ|ਦੀ|ਦੇ)|살(?:의|배기|짜리|\ 된)?)
    \s+(?P<name>[\p{L}\p{M}\u200c\u200d]+)(?:\s+(?P<next>[\p{L}\p{M}\u200c\u200d]+))?""",
    regex.VERBOSE,
)
"""An age, and who is that old: `ten years old Ravi`, `ten years old girl Meera`."""
_SHAPES = {
    Language.GUJARATI: "બેન બહેન ભાઈ કાકા દાદા લાલ સિંહ",
    Language.MARATHI: "राव बाई ताई पंत भाऊ",
    Language.TELUGU: "మ్మ య్య ప్ప రావు రెడ్డి",
    Language.KANNADA: "ಪ್ಪ ಮ್ಮ ಯ್ಯ ಣ್ಣ ಗೌಡ",
    Language.MALAYALAM: "മ്മ ച്ചൻ ക്കുട്ടി പ്പൻ ച്ചേട്ടൻ",
    Language.TAMIL: "ம்மாள் ப்பன் ய்யா சாமி",
    Language.BENGALI: "বাবু বালা চরণ",
    Language.HINDI: "नाथ वती प्रसाद",
    Language.PUNJABI: "ਪ੍ਰੀਤ ਵਿੰਦਰ ਜੀਤ ਦੀਪ ਵੰਤ",
}
"""What names end in that are no other words: what their bearers are called with respect."""
_LEAST_BEFORE = 2
"""Signs before such an ending."""
_LEAST = 2
"""A word that comes once could be anything."""


def find_names(text: str, language: Language) -> frozenset[str]:
    """Words of `text`, casefolded, that are somebody's name as far as their grammar tells."""
    words = grammar(language)
    if language in CASED:
        return capital_names(text, words)
    if language in UNSPACED:
        return frozenset([*_called(text, words), *unspaced_names(text, words)])
    seen: Counter[str] = Counter()
    doers: dict[str, Counter[str]] = defaultdict(Counter)
    for match in _SENTENCE.finditer(text):
        tokens = [token.casefold() for token in _WORD.findall(match.group())]
        bases = [_base(token, words) for token in tokens]
        seen.update({base for base, _ in bases if base})
        gender = sentence_gender(tokens, words)
        for number, (base, role) in enumerate(bases[:-1]):
            following = next((one for one in tokens[number + 1 :] if one not in HONORIFIC), "")
            if words.is_pronoun(tokens[number]):
                continue
            if following in words.subject_words or role == "subject":
                doers[base]["ne"] += 1
            elif role == "bare" and gender is not None and following not in words.beside:
                doers[base][gender] += 1 if number else _LEAST
        spoken = words.verb.match(match.group().lstrip(' ”»"」’,،'))
        if spoken and bases[-1][1] == "bare":
            doers[bases[-1][0]][words.gender_of_verb(spoken.group()) or "ne"] += _LEAST
    found = {
        name
        for name, roles in doers.items()
        if _may_be_name(name, words)
        and (
            (seen[name] >= _LEAST and (roles["ne"] >= _LEAST or _acts_alone(roles)))
            or (roles["ne"] and language in _ERGATIVE)
        )
    }
    found |= {name for name in _called(text, words) if seen[name] >= _LEAST}
    found |= set(_described(text, words))
    shapes = tuple(_SHAPES.get(language, "").split())
    found |= {
        name
        for name in seen
        if any(name.endswith(shape) and len(name) >= len(shape) + _LEAST_BEFORE for shape in shapes)
        and name[: len(name) // 2] * 2 != name
        and _may_be_name(name, words)
    }
    return frozenset(found)


def sentence_gender(tokens: Sequence[str], words: Grammar) -> str | None:
    """Who acts, by the ending of the sentence's verb, in languages where it tells."""
    if not tokens or not words.female or words.language is Language.ARABIC or words.language in _ERGATIVE:
        return None
    last = tokens[-1]
    if last in words.nouns or last in words.names:
        return None
    return words.gender_of_verb(last) if len(last) > 3 else None


def _acts_alone(roles: Counter[str]) -> bool:
    """Whether every verb that follows this word agrees on who does it."""
    return max(roles["female"], roles["male"]) >= _LEAST and not (roles["female"] and roles["male"])


def _described(text: str, words: Grammar) -> Iterator[str]:
    """Names behind an age or an adjective that only people have."""
    for match in _AGED.finditer(text):
        base, _ = _base(match["name"], words)
        name = match["next"] if base in words.nouns and match["next"] else match["name"]
        name, role = _base(name, words)
        if role != "oblique" and _may_be_name(name, words):
            yield name
    tokens = _WORD.findall(text)
    for number, token in enumerate(tokens[:-1]):
        if token in words.old:
            name, role = _base(tokens[number + 1], words)
            if role != "oblique" and _may_be_name(name, words):
                yield name


def _called(text: str, words: Grammar) -> Iterator[str]:
    for match in _CALLED.finditer(text):
        name = match["name"].casefold()
        if _may_be_name(name, words):
            yield name


def _may_be_name(name: str, words: Grammar) -> bool:
    return (
        len(name) > 1
        and name not in words.stops
        and name not in words.adjectives
        and name not in words.beside
        and name not in words.subject_words
        and name not in HONORIFIC
        and name not in words.nouns
        and name not in words.crowd
        and not words.is_pronoun(name)
        and not words.is_passed_over(name)
        and not any(one.isdigit() for one in name)
        and words.verb.search(name) is None
    )


def _base(token: str, words: Grammar) -> tuple[str, str]:
    if words.language is Language.ARABIC:
        return token, "bare"
    for endings, role in ((words.subject, "subject"), (words.oblique, "oblique")):
        for ending in endings:
            if len(token) > len(ending) + 1 and token.endswith(ending):
                return token.removesuffix(ending), role
    return token, "bare"
