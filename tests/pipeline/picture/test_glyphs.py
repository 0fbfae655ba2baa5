"""No empty box in any of the twenty languages: every character their people write, as it is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import regex
import skia
from babel import Locale

from pipeline.picture.card import surface_pixels
from pipeline.picture.text import Type, _collection, _style, _unicode, draw_text, drawable, missing_glyphs
from pipeline.vocabulary import Language

LETTERS = {
    "en": r"a-zA-Z",
    "es": r"a-zA-ZáéíóúüñÁÉÍÓÚÜÑªº",
    "fr": r"a-zA-Zàâæçéèêëîïôœùûüÿ",
    "de": r"a-zA-ZäöüßÄÖÜẞ",
    "hi": r"\p{Devanagari}",
    "mr": r"\p{Devanagari}",
    "ta": r"\p{Tamil}",
    "te": r"\p{Telugu}",
    "bn": r"\p{Bengali}",
    "gu": r"\p{Gujarati}",
    "kn": r"\p{Kannada}",
    "ml": r"\p{Malayalam}",
    "pa": r"\p{Gurmukhi}",
    "ja": r"\p{Hiragana}\p{Katakana}",
    "zh": r"\u4e00-\u9fa5",
    "ko": r"\uac00-\ud7a3ᄀ-ᄒㄱ-ㅎㅏ-ㅣ",
    "ar": r"\u0600-\u06ff",
    "pt": r"a-zA-Záâãàçéêíóôõú",
    "ru": r"а-яА-ЯёЁ",
    "it": r"a-zA-Zàèéìíîòóùú",
}
"""The whole blocks and more than CLDR's exemplar sets, as far as letters are in use."""
KANJI = "".join(chr(code) for code in range(0x4E00, 0x9FA6))
MARKS = (
    "0123456789 .,;:!?¡¿'\"‘’“”„«»‹›()[]{}-–—…·•/\\@#&%‰*+=<>|~^_§¶°†‡©®™×÷±≈≠≤≥∞√½¼¾¹²³№"
    "।॥、。，；：！？（）「」『』【】《》〈〉・ー～〜،؛؟٪٫٬۔٠١٢٣٤٥٦٧٨٩०१२३४५६७८९$€£¥₹₩₽৳₺₿¢←↑→↓★☆♪♫♥✓"
)
IAST = "āĀīĪūŪṛṚṝṜḷḶḹḸēōṃṂṁḥḤṅṄñÑṭṬḍḌṇṆśŚṣṢḻḵṉṟŌĒm̐"


_NOT_IN_USE = regex.compile(r"[\p{Cn}\p{Cf}\u0c5c\u0cdc\u332c]")
"""Not assigned; signs of manuscripts; two letters of inscriptions and a unit that no font here has."""


def letters(language: Language) -> str:
    wanted = regex.compile(f"[{LETTERS[language.value]}]")
    return "".join(
        chr(code) for code in (*range(0x21, 0x3400), *range(0x4E00, 0x9FA6), *range(0xAC00, 0xD7A4))
        if wanted.match(chr(code)) and _NOT_IN_USE.match(chr(code)) is None
    )  # fmt: skip


def cldr_words(language: Language) -> str:
    """What CLDR writes in a language: its months, days, countries, languages and currencies."""
    locale = Locale.parse(language.value)
    tables = (locale.territories, locale.languages, locale.currencies, locale.currency_symbols, locale.scripts)
    names = [str(name) for table in tables for name in table.values()]
    for widths in (locale.months, locale.days):
        names += [str(name) for width in widths.values() for table in width.values() for name in table.values()]
    numbers = [str(sign) for signs in locale.number_symbols.values() for sign in signs.values()]
    return " ".join([*names, *numbers])


@pytest.mark.parametrize("language", list(Language))
def test_every_letter_mark_and_diacritic_has_a_glyph(language: Language) -> None:
    text = letters(language) + MARKS + IAST + cldr_words(language)
    assert missing_glyphs(text, language) == ""


def test_chinese_and_japanese_have_every_unified_ideograph() -> None:
    assert missing_glyphs(KANJI, Language.CHINESE) == missing_glyphs(KANJI, Language.JAPANESE) == ""


def _drawn(text: str, language: Language, *, boxed: bool = False) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    surface = skia.Surface(56, 48)
    setting = Type(22, align="left")
    if boxed:
        # What the shaper draws for a character that no font has; `drawable` would leave it out.
        style = text_of_fonts(language, setting, skia.Paint(AntiAlias=True, Color=0xFFFFFFFF))
        builder = skia.textlayout.ParagraphBuilder.make(skia.textlayout.ParagraphStyle(), *style[1:])
        builder.pushStyle(style[0])
        builder.addText(text)
        made = builder.Build()
        made.layout(50)
        made.paint(surface.getCanvas(), 4, 4)
    else:
        draw_text(surface.getCanvas(), text, language, (4, 4, 50), setting, 0xFFFFFFFF)
    return np.ascontiguousarray(surface_pixels(surface)[..., 3])


def text_of_fonts(language: Language, setting: Type, paint: skia.Paint) -> tuple[Any, Any, Any]:
    return _style(language, setting, paint), _collection(language, setting.weight), _unicode()


@pytest.mark.parametrize("language", [one for one in Language if one not in (Language.CHINESE, Language.KOREAN)])
def test_no_letter_is_drawn_as_an_empty_box(language: Language) -> None:
    box = _drawn("\U0010fffd", language, boxed=True)
    assert box.any()
    boxed = [one for one in letters(language) + MARKS + IAST if np.array_equal(_drawn(one, language), box)]
    assert boxed == []


MIXED = (
    (Language.HINDI, "Meera ने WhatsApp पर “ठीक है” लिखा 👍🏽 ₹500"),
    (Language.ARABIC, "قالت Meera: عندي ١٢٣ كتابًا و 45 قلمًا ❤️"),
    (Language.JAPANESE, "Meeraは24°CのCafé・디야で「दीया」を見た😊"),
    (Language.ENGLISH, "ok 😂🙏🏽👩‍👩‍👧‍👦🇮🇳 see you at 6‑ish… שלום สวัสดี こんにちは 你好 안녕 Привет Γειά"),
    (Language.TAMIL, "Ravi: சரி bro 👍 10:30-க்கு"),
)


@pytest.mark.parametrize(("language", "text"), MIXED)
def test_mixed_scripts_and_emoji_have_all_their_glyphs(language: Language, text: str) -> None:
    assert missing_glyphs(text, language) == ""


def test_what_no_font_can_draw_is_left_out_rather_than_boxed() -> None:
    assert missing_glyphs("a\U00013000b", Language.ENGLISH) == "\U00013000"
    left = drawable("a\U00013000b", Language.ENGLISH)
    assert (len(left), missing_glyphs(left, Language.ENGLISH)) == (3, "")
    assert np.array_equal(_drawn("a\U00013000b", Language.ENGLISH), _drawn("ab", Language.ENGLISH))
