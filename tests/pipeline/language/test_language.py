from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.detect import detect
from pipeline.language.sentences import BREATH_CHARACTERS, breaths, sentences
from pipeline.language.words import count_words, words
from pipeline.vocabulary import Language

SENTENCES = {
    "en": "The old woman lit a lamp and waited by the river for her son.",
    "es": "La abuela encendió una lámpara y esperó junto al río a su hijo.",
    "fr": "La vieille femme alluma une lampe et attendit son fils au bord de la rivière.",
    "de": "Die alte Frau zündete eine Lampe an und wartete am Fluss auf ihren Sohn.",
    "it": "La vecchia accese una lampada e aspettò suo figlio vicino al fiume.",
    "pt": "A avó acendeu uma lâmpada e esperou pelo filho à beira do rio.",
    "ru": "Старая женщина зажгла лампу и ждала сына у реки.",
    "ar": "أشعلت المرأة العجوز المصباح وانتظرت ابنها عند النهر.",
    "hi": "बूढ़ी औरत ने दीया जलाया और नदी के किनारे अपने बेटे का इंतज़ार किया।",
    "mr": "म्हातारी बाईने दिवा लावला आणि ती नदीकाठी आपल्या मुलाची वाट पाहत होती.",
    "bn": "বৃদ্ধা প্রদীপ জ্বালিয়ে নদীর ধারে ছেলের জন্য অপেক্ষা করছিলেন।",
    "gu": "વૃદ્ધ સ્ત્રીએ દીવો પ્રગટાવ્યો અને નદી કિનારે દીકરાની રાહ જોઈ.",
    "pa": "ਬੁੱਢੀ ਔਰਤ ਨੇ ਦੀਵਾ ਜਗਾਇਆ ਅਤੇ ਨਦੀ ਕੰਢੇ ਆਪਣੇ ਪੁੱਤਰ ਦੀ ਉਡੀਕ ਕੀਤੀ।",
    "ta": "பாட்டி விளக்கை ஏற்றி ஆற்றங்கரையில் மகனுக்காகக் காத்திருந்தாள்.",
    "te": "ముసలి స్త్రీ దీపం వెలిగించి నది ఒడ్డున కొడుకు కోసం ఎదురుచూసింది.",
    "kn": "ಅಜ್ಜಿ ದೀಪ ಹಚ್ಚಿ ನದಿಯ ದಡದಲ್ಲಿ ಮಗನಿಗಾಗಿ ಕಾದಳು.",
    "ml": "മുത്തശ്ശി വിളക്ക് കൊളുത്തി പുഴക്കരയിൽ മകനെ കാത്തിരുന്നു.",
    "ja": "おばあさんは灯りをともして、川のそばで息子を待っていた。",
    "zh": "老奶奶点亮了灯，在河边等她的儿子。",
    "ko": "할머니는 등불을 켜고 강가에서 아들을 기다렸다.",
}
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from(" \n\t.!?…,;:—।॥。！？、،؟\"'”»」)"),
        st.sampled_from("aZ५க水かخж"),
    ),
    max_size=300,
)


def test_the_table_has_all_twenty() -> None:
    assert set(SENTENCES) == {language.value for language in Language}


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_one_sentence_tells_its_language(code: str, sentence: str) -> None:
    assert detect(sentence) is Language(code)


@pytest.mark.parametrize("code", ["hi", "ta", "ja", "zh", "ko", "ru", "ar"])
def test_an_english_heading_does_not_hide_the_language(code: str) -> None:
    assert detect(f"INT. TEMPLE - DAWN\n\n{SENTENCES[code]}") is Language(code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 … 7",
        "یہ ایک پرانی کہانی ہے جس میں ایک بوڑھی عورت چراغ جلاتی ہے۔",
        "Стара жінка запалила лампу і чекала сина біля річки.",
        "বুঢ়ী মানুহজনীয়ে চাকি জ্বলাই নদীৰ পাৰত পুতেকলৈ ৰৈ আছিল।",
    ],
)
def test_a_language_beyond_the_twenty_is_none(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "Don't wait — it's 9.30, Meera!", ["Don't", "wait", "it's", "9.30", "Meera"]),
        ("hi", "दादी, दीपक कहाँ है?", ["दादी", "दीपक", "कहाँ", "है"]),
        ("ta", "பாட்டி விளக்கை ஏற்றினாள்.", ["பாட்டி", "விளக்கை", "ஏற்றினாள்"]),
        ("ja", "祖父は学校で本を読む。", ["祖父", "は", "学校", "で", "本", "を", "読む"]),
        ("zh", "老师在学校读书。", ["老师", "在", "学校", "读书"]),
        ("ko", "할머니는 등불을 켰다.", ["할머니는", "등불을", "켰다"]),
    ],
)
def test_words(code: str, text: str, found: list[str]) -> None:
    assert list(words(text, Language(code))) == found
    assert count_words(text, Language(code)) == len(found)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Rao came. He sat.", ["Dr. Rao came.", "He sat."]),
        ("Oh no. Come back.", ["Oh no.", "Come back."]),
        ("It is No. 7 here. Go in.", ["It is No. 7 here.", "Go in."]),
        ("“Wait!” he said. “Why?” She ran.", ["“Wait!” he said.", "“Why?”", "She ran."]),
        ("वह आई। दीया जला।", ["वह आई।", "दीया जला।"]),
        ("行こう。はい！", ["行こう。", "はい！"]),
        ("أين القمر؟ هنا.", ["أين القمر؟", "هنا."]),
        ("¿Vamos? ¡Sí! Ya voy.", ["¿Vamos?", "¡Sí!", "Ya voy."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_long_sentence_is_cut_at_its_pauses() -> None:
    text = "We walked along the river until the sun was low, " * 6 + "and then we slept."
    parts = [text[start:end] for start, end in breaths(text)]
    assert len(parts) > 1
    assert all(part[-1] in ",." for part in parts)


@given(TEXT)
def test_splitting_loses_and_adds_nothing(text: str) -> None:
    whole = "".join(text.split())
    for split in (sentences, breaths):
        ranges = list(split(text))
        assert "".join("".join(text[start:end].split()) for start, end in ranges) == whole
        ends = [0, *(end for _, end in ranges)]
        assert all(end <= start < stop for end, (start, stop) in zip(ends, ranges, strict=False))


@given(TEXT)
def test_no_breath_is_longer_than_one_can_hold(text: str) -> None:
    assert all(end - start <= BREATH_CHARACTERS for start, end in breaths(text))


@given(TEXT)
def test_telling_the_language_of_anything_gives_one_of_the_twenty_or_none(text: str) -> None:
    assert detect(text) in {*Language, None}
    assert count_words(text, Language.ENGLISH) <= len(text)
