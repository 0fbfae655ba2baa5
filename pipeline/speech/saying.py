"""How figures and short forms are said: numbers, years, dates, hours, money, percents, units, titles.

One spoken form for each written word, so that times and highlights stay with what stands in the script. Numbers are
spelled by the CLDR's rules (ICU) where it has them; the other languages' digits are left to the reader of the language,
which knows their words (tests hold that).
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from pipeline.vocabulary import Language

_SPELLED = frozenset(
    {
        Language.ENGLISH,
        Language.SPANISH,
        Language.FRENCH,
        Language.GERMAN,
        Language.ITALIAN,
        Language.PORTUGUESE,
        Language.RUSSIAN,
        Language.ARABIC,
        Language.KOREAN,
    }
)
"""The CLDR spells their numbers as they are said; its Tamil is no Tamil, and espeak-ng's Hindi is as good."""
_COMMA_DECIMAL = frozenset(
    {Language.SPANISH, Language.FRENCH, Language.GERMAN, Language.ITALIAN, Language.PORTUGUESE, Language.RUSSIAN}
)
_YEARS = {Language.ENGLISH: range(1100, 2100), Language.GERMAN: range(1100, 2000)}
"""Whole numbers said by hundreds."""
_SIGN = r"R\$|[$€£¥￥₹৳₩₽]"
_NUMBER = r"\d+(?:[.,]\d+)*"
_MONEY = re.compile(rf"(?:({_SIGN})({_NUMBER})|({_NUMBER})({_SIGN}))([kKmM]?)")
_PERCENT = re.compile(rf"([-+−]?{_NUMBER})[%٪]")
_HOUR = re.compile(r"(\d{1,2})[:h](\d{2})(?::\d{2})?")
_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_RANGE = re.compile(r"(\d+)[-–](\d+)")
_FRACTION = re.compile(r"(\d+)/(\d+)")
_ENDED = regex.compile(r"(\d[\d.,:/-]*[:/-]\d+|\d[\d.,]*[%٪]|[$€£¥₹₩]\d[\d.,]*)([\p{L}\p{M}]+)")
"""Figures with an ending of the language: "10:30에", "50%的"."""
_MEASURE = regex.compile(rf"([-+−]?{_NUMBER})(°[CF]?|℃|[\p{{L}}\p{{M}}/.]+)")
_ORDINALS: dict[Language, tuple[tuple[str, str], ...]] = {
    Language.ENGLISH: ((r"(\d+)(?:st|nd|rd|th)", "%spellout-ordinal"),),
    Language.FRENCH: (
        (r"(\d+)(?:er|e|ème|è)", "%spellout-ordinal-masculine"),
        (r"(\d+)(?:re|ère)", "%spellout-ordinal-feminine"),
    ),
    Language.SPANISH: (
        (r"(\d+)\.?(?:º|er)", "%spellout-ordinal-masculine"),
        (r"(\d+)\.?ª", "%spellout-ordinal-feminine"),
    ),
    Language.PORTUGUESE: (
        (r"(\d+)\.?º", "%spellout-ordinal-masculine"),
        (r"(\d+)\.?ª", "%spellout-ordinal-feminine"),
    ),
    Language.ITALIAN: (
        (r"(\d+)[º°]", "%spellout-ordinal-masculine"),
        (r"(\d+)ª", "%spellout-ordinal-feminine"),
    ),
    Language.RUSSIAN: (
        (r"(\d+)-?(?:й|ый|ой)", "%spellout-ordinal-masculine"),
        (r"(\d+)-?(?:я|ая)", "%spellout-ordinal-feminine"),
        (r"(\d+)-?(?:е|ое)", "%spellout-ordinal-neuter"),
        (r"(\d+)-?(?:го|ого)", "%spellout-ordinal-masculine-genitive"),
    ),
}
_UNITED = frozenset({Language.JAPANESE, Language.CHINESE})
_YEAR_FIRST = _UNITED | {Language.KOREAN}
_LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class Figures:
    """A language's table."""

    percent: str
    money: Mapping[str, str]
    scales: frozenset[str]
    units: Mapping[str, str]
    titles: Mapping[str, str]
    short: Mapping[str, str]
    numbered: Mapping[str, str]
    clock: str
    hour: str
    to: str
    counted: frozenset[str]


@cache
def figures_of(language: Language) -> Figures:
    """The table of a language."""
    row: dict[str, Any] = _tables()[language.value]
    return Figures(
        **{
            **row,
            "scales": frozenset(row["scales"]),
            "counted": frozenset(row.get("counted", ())),
        }
    )


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("figures.toml").read_text("utf-8"))


def said(words: Sequence[str], language: Language) -> tuple[str, ...]:
    """The spoken form of each word of a phrase; most are their own."""
    written = [_digits(word).replace(" ", "") for word in words]
    spoken = list(written)
    waiting = ""  # money's own word, said behind "million"
    for place, word in enumerate(spoken):
        before = written[place - 1] if place else ""
        after = written[place + 1] if place + 1 < len(written) else ""
        if waiting:
            spoken[place] = f"{word} {waiting}"
            waiting = ""
            continue
        spoken[place], waiting = _said(word, before, after, language)
    return tuple(spoken)


def is_title(word: str, language: Language) -> bool:
    """Whether a point after the word belongs to it, whatever follows."""
    return word.casefold() in figures_of(language).titles


def is_short(word: str, language: Language) -> bool:
    """Whether a point after the word may belong to it, unless a sentence begins behind it."""
    table, key = figures_of(language), word.casefold()
    return key in table.short or key in table.units


def follows_ordinal(word: str) -> bool:
    """Whether a German number with a point before this word is an ordinal."""
    return word in _AFTER_ORDINALS


def is_numbered(word: str, language: Language) -> bool:
    """Whether a point after the word belongs to it before a number ("No. 5")."""
    return word.casefold() in figures_of(language).numbered


def _said(word: str, before: str, after: str, language: Language) -> tuple[str, str]:
    """The spoken form, and what is to be said behind the next word."""
    table, key = figures_of(language), word.casefold()
    if key in table.numbered and after[:1].isdigit():
        return table.numbered[key], ""
    if not any(letter.isdigit() for letter in word):
        return _short(word, before, language), ""
    if (money := _MONEY.fullmatch(word)) is not None:
        return _money(money, after, language)
    for read in _READERS:
        spoken = read(word, after, language)
        if spoken is not None:
            return spoken, ""
    if (ending := _ENDED.fullmatch(word)) is not None:
        head, waiting = _said(ending[1], before, after, language)
        return head + ending[2], waiting
    return _NUMBERS.sub(lambda found: number(found[0], language), word), ""


def _short(word: str, before: str, language: Language) -> str:
    table, key = figures_of(language), word.casefold()
    if before[-1:].isdigit() and (forms := table.units.get(key) or table.money.get(word)):
        return _form(forms, _value(before, language), language)
    return table.titles.get(key) or table.short.get(key) or word


def _percent(word: str, _after: str, language: Language) -> str | None:
    found = _PERCENT.fullmatch(word)
    if found is None:
        return None
    return _counted(found[1], figures_of(language).percent, language, before=language is Language.CHINESE)


def _date(word: str, _after: str, language: Language) -> str | None:
    found = _DATE.fullmatch(word)
    return None if found is None else _day(found, language)


def _time(word: str, _after: str, language: Language) -> str | None:
    found = _HOUR.fullmatch(word)
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        return None
    return _hour(int(found[1]), int(found[2]), language)


def _ordinal(word: str, after: str, language: Language) -> str | None:
    for pattern, rule in _ORDINALS.get(language, ()):
        found = re.fullmatch(pattern, word, re.IGNORECASE)
        if found is not None:
            return spell_out(int(found[1]), language, rule)
    if language is Language.GERMAN and word.isdigit() and after in _AFTER_ORDINALS:
        return spell_out(int(word), language, "%spellout-ordinal-n")
    return None


def _fraction(word: str, _after: str, language: Language) -> str | None:
    found = _FRACTION.fullmatch(word)
    if found is None:
        return None
    if language is Language.ENGLISH and word in _PARTS:
        return _PARTS[word]
    return f"{number(found[1], language)} {number(found[2], language)}"


def _range(word: str, _after: str, language: Language) -> str | None:
    found = _RANGE.fullmatch(word)
    if found is None or len(found[1]) > 4:
        return None
    return f"{number(found[1], language)} {figures_of(language).to} {number(found[2], language)}"


def _measure(word: str, after: str, language: Language) -> str | None:
    table = figures_of(language)
    if after in table.counted and word.isdigit():
        return _native(word)
    found = _MEASURE.fullmatch(word)
    if found is None:
        return None
    unit = found[2] if found[2] in table.units else found[2].casefold()
    if unit in table.units:
        return _counted(found[1], table.units[unit], language)
    if any(unit.startswith(one) for one in table.counted):
        return f"{_native(found[1])} {found[2]}"
    return None


_READERS: tuple[Callable[[str, str, Language], str | None], ...] = (
    _percent,
    _date,
    _time,
    _ordinal,
    _fraction,
    _range,
    _measure,
)
"""Each knows one kind of figure: (word, the word behind it, language) to what is said, or None."""
_AFTER_ORDINALS = frozenset(
    {
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober"),
        *("November", "Dezember", "Jahrhundert", "Jahrhunderts", "Stock", "Klasse"),
    }
)
"""Behind a German number without a word between them: "am 3. Oktober"."""
_NUMBERS = re.compile(_NUMBER)
_PARTS = {"1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter", "3/4": "three quarters"}


def number(text: str, language: Language) -> str:  # noqa: PLR0911 - one answer a kind of number
    """A number as it stands in a text, said: its groups closed, its decimal mark the language's own."""
    value = _value(text, language)
    if language in _UNITED:
        return value.replace(".", "点") if language is Language.JAPANESE else value
    whole, _, part = value.partition(".")
    if len(whole) > _LONGEST_NUMBER or (len(whole) > 1 and whole.startswith("0") and not part):
        return " ".join(number(digit, language) for digit in whole)  # a code, not an amount
    if language not in _SPELLED:
        return value
    if part:
        point = spell_out(0.5, language).split()[1] if language is not Language.KOREAN else "점"
        if language is Language.RUSSIAN and len(part) <= 3:
            return spell_out(float(value), language)
        return f"{spell_out(int(whole), language)} {point} {' '.join(spell_out(int(one), language) for one in part)}"
    if int(whole) in _YEARS.get(language, ()) and len(text) == 4 and int(whole) % 1000 >= 10:
        return spell_out(int(whole), language, "%spellout-numbering-year")
    return spell_out(int(whole), language)


def spell_out(value: float, language: Language, rule: str = "") -> str:
    """A number in words by the CLDR's rules of a language."""
    from icu4py.messageformat import MessageFormat

    pattern = "{n, spellout," + rule + "}" if rule else "{n, spellout}"
    locale = "pt_BR" if language is Language.PORTUGUESE else language.value
    words = str(MessageFormat(pattern, locale).format({"n": value})).replace("\u00ad", "")
    return words.replace("-", " ") if language is Language.ENGLISH else words


def _digits(word: str) -> str:
    return "".join(str(unicodedata.decimal(one)) if unicodedata.category(one) == "Nd" else one for one in word)


def _value(text: str, language: Language) -> str:
    """Digits with a point before the decimals, "1234.5"."""
    digits = text.lstrip("+-−")
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return digits
    own, group = (",", ".") if language in _COMMA_DECIMAL else (".", ",")
    if len(set(marks)) == 2 or marks == [own]:
        whole, _, part = digits.rpartition(marks[-1])
        grouped_only = len(set(marks)) == 1 and marks[-1] == group
        if not grouped_only:
            return re.sub(r"[.,]", "", whole) + ("." + part if part else "")
    if marks == [group] and len(digits.rpartition(group)[2]) != 3:
        return digits.replace(group, ".")  # 3.5 in a German text: nobody groups by one
    return re.sub(r"[.,]", "", digits)


def _form(forms: str, value: str, language: Language) -> str:
    """The form of a word that a number asks for."""
    from babel import Locale

    written = forms.split("|")
    if len(written) == 1:
        return written[0]
    kind = Locale.parse(language.value).plural_form(float(value) if "." in value else int(value))
    if len(written) == 2:
        return written[0] if kind == "one" else written[1]
    return dict(zip(("one", "few", "many", "other"), written, strict=True))[kind]


def _counted(text: str, forms: str, language: Language, *, before: bool = False) -> str:
    value, minus = _value(text, language), text[0] in "-−"
    form = _form(forms, value, language)
    amount = number(text.lstrip("+-−"), language)
    if minus:
        amount = f"{_MINUS.get(language, '-')} {amount}".strip()
    if value == "1":
        amount = _ONE.get(language, amount)
    if language in _UNITED:
        return f"{form}{amount}" if before else f"{amount}{form}"
    return f"{amount} {form}"


_ONE = {Language.SPANISH: "un", Language.ITALIAN: "un", Language.GERMAN: "ein"}
"""Before what is counted."""


_MINUS = {
    Language.ENGLISH: "minus",
    Language.GERMAN: "minus",
    Language.FRENCH: "moins",
    Language.SPANISH: "menos",
    Language.PORTUGUESE: "menos",
    Language.ITALIAN: "meno",
    Language.RUSSIAN: "минус",
    Language.HINDI: "माइनस",
    Language.JAPANESE: "マイナス",
    Language.CHINESE: "零下",
    Language.KOREAN: "영하",
}


def _money(found: re.Match[str], after: str, language: Language) -> tuple[str, str]:
    table = figures_of(language)
    sign, text = (found[1], found[2]) if found[1] else (found[4], found[3])
    forms, value = table.money.get(sign, table.money.get("$", sign)), _value(text, language)
    if sign not in table.money:
        forms = sign
    if after.casefold() in table.scales and not found[5]:
        return number(text, language), _form(forms, "1000000", language)
    whole, _, cents = value.partition(".")
    if language is Language.ENGLISH and len(cents) == 2 and not found[5]:
        pence = "" if cents == "00" else f" and {number(str(int(cents)), language)} {_CENTS.get(sign, 'cents')}"
        return f"{_counted(whole, forms, language)}{pence}", ""
    return _counted(text, forms, language), ""


_CENTS = {"£": "pence", "₹": "paise"}


def _hour(hour: int, minute: int, language: Language) -> str:
    table = figures_of(language)
    spoken = _native(str(hour)) if language is Language.KOREAN and 1 <= hour <= 12 else number(str(hour), language)
    if minute == 0:
        return table.hour.format(h=spoken)
    minutes = number(str(minute), language)
    if language is Language.ENGLISH and minute < 10:
        minutes = f"oh {minutes}"
    return table.clock.format(h=spoken, m=minutes)


def _native(text: str) -> str:
    """A Korean number in front of what it counts."""
    value = int(_value(text, Language.KOREAN))
    if value >= 100:
        return spell_out(value, Language.KOREAN)
    return spell_out(value, Language.KOREAN, "%spellout-cardinal-native-attributive")


def _day(found: re.Match[str], language: Language) -> str | None:
    """A date, said; None for figures that are no date."""
    from babel.dates import format_date

    one, mark, two, three = found[1], found[2], int(found[3]), found[4]
    if len(one) == 4:
        year, month, day = int(one), two, int(three)
    elif len(three) in {2, 4} and len(one) <= 2:
        year = int(three) + (0 if len(three) == 4 else 2000 if int(three) < 50 else 1900)
        # Americans put the month first; with points nobody does.
        american = language is Language.ENGLISH and mark != "." and int(one) <= 12
        month, day = (int(one), two) if american else (two, int(one))
    else:
        return None
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    written = format_date(date, "long", locale=language.value)
    if language in _UNITED:
        return written
    words = regex.sub(r"[,،]|г\.", " ", written).split()
    return " ".join(_date_word(word, date, language) for word in words)


def _date_word(word: str, date: dt.date, language: Language) -> str:  # noqa: PLR0911 - one answer a language
    digits = word.rstrip(".")
    if digits == str(date.day) and digits != str(date.year):
        match language:
            case Language.ENGLISH:
                return spell_out(date.day, language, "%spellout-ordinal")
            case Language.GERMAN:
                return spell_out(date.day, language, "%spellout-ordinal-n")
            case Language.RUSSIAN:
                return spell_out(date.day, language, "%spellout-ordinal-neuter-genitive")
            case Language.FRENCH | Language.ITALIAN | Language.PORTUGUESE if date.day == 1:
                return spell_out(1, language, "%spellout-ordinal-masculine")
            case _:
                return number(digits, language)
    if digits == str(date.year) and language is Language.RUSSIAN:
        return spell_out(date.year, language, "%spellout-ordinal-masculine-genitive") + " года"
    return _NUMBERS.sub(lambda found: number(found[0], language), word)
