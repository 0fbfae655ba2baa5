"""Figures and short forms, said right in every language; directions that whisper, shout and wait."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.speech.manner import holds_beat, manner_of
from pipeline.speech.reading import dictionary_of, read_aloud
from pipeline.speech.saying import said
from pipeline.speech.transcription import transcribe
from pipeline.vocabulary import Language, Manner


def spoken(text: str, language: Language) -> str:
    return " ".join(word.said for phrase in read_aloud(text, language) for word in phrase.words)


SAID = [
    (Language.ENGLISH, "Dr. Rao paid $5 million.", "doctor Rao paid five million dollars"),
    (Language.ENGLISH, "It was 12/03/2024 at 10:05.", "It was December third twenty twenty four at ten oh five"),
    (Language.ENGLISH, "No. 5 is 21st of 1,000.", "number five is twenty first of one thousand"),
    (
        Language.ENGLISH,
        "50% in 1998, $3.50 in 2005.",
        "fifty percent in nineteen ninety eight three dollars and fifty cents in two thousand five",
    ),
    (Language.ENGLISH, "No. I said no. Agent 007!", "No I said no Agent zero zero seven"),
    (
        Language.ENGLISH,
        "-5°C, 3.5 km, 1/2 of it",
        "minus five degrees Celsius three point five kilometers one half of it",
    ),
    (
        Language.SPANISH,
        "El Sr. López pagó 1.000 € el 12/03/2024.",
        "El señor López pagó mil euros el doce de marzo de dos mil veinticuatro",
    ),
    (
        Language.SPANISH,
        "EE.UU., 25%, 3,5, 1 €, 2ª",
        "Estados Unidos veinticinco por ciento tres coma cinco un euro segunda",
    ),
    (
        Language.FRENCH,
        "M. Dupont, le 1er mars, 20 €, 10h30.",
        "monsieur Dupont le premier mars vingt euros dix heures trente",
    ),
    (Language.FRENCH, "Le 2e, n° 5, 25 %.", "Le deuxième numéro cinq vingt-cinq pour cent"),
    (
        Language.GERMAN,
        "Am 3. Oktober 1998, z.B. 3,50 €.",
        "Am dritten Oktober neunzehnhundertachtundneunzig zum Beispiel drei Komma fünf null Euro",
    ),
    (
        Language.GERMAN,
        "Um 10:30 Uhr, 1.000 km, 25 %.",
        "Um zehn Uhr dreißig Uhr eintausend Kilometer fünfundzwanzig Prozent",
    ),
    (Language.ITALIAN, "Il sig. Rossi, 3ª, 1 €, 10:30.", "Il signor Rossi terza un euro dieci e trenta"),
    (Language.PORTUGUESE, "A Sra. Lima, R$5, 1º, 25%.", "A senhora Lima cinco reais primeiro vinte e cinco por cento"),
    (
        Language.RUSSIAN,
        "12.03.2024, 5 ₽, 22 км, т.е. 21%.",
        (
            "двенадцатого марта две тысячи двадцать четвертого года пять рублей двадцать два километра "
            "то есть двадцать один процент"
        ),
    ),
    (Language.ARABIC, "25% و $5", "خمسة وعشرون بالمئة و خمسة دولار"),
    (Language.HINDI, "डॉ. राव ने ₹1,25,000 दिए, १०:३० पर।", "डॉक्टर राव ने 125000 रुपये दिए 10 बजकर 30 मिनट पर"),
    (Language.MARATHI, "डॉ. जोशी, 50%, 5 किमी", "डॉक्टर जोशी 50 टक्के 5 किलोमीटर"),
    (Language.BENGALI, "১২/০৩/২০২৪, ৫০%", "12 মার্চ 2024 50 শতাংশ"),
    (Language.TAMIL, "₹500, 12/03/2024", "500 ரூபாய் 12 மார்ச் 2024"),
    (Language.TELUGU, "డా. రావు, ₹500, 50%", "డాక్టర్ రావు 500 రూపాయలు 50 శాతం"),
    (Language.GUJARATI, "ડૉ. શાહ, ₹500, 50%", "ડૉક્ટર શાહ 500 રૂપિયા 50 ટકા"),
    (Language.KANNADA, "ಡಾ. ರಾವ್, ₹500, 50%", "ಡಾಕ್ಟರ್ ರಾವ್ 500 ರೂಪಾಯಿ 50 ಪ್ರತಿಶತ"),
    (Language.MALAYALAM, "ഡോ. നായർ, ₹500, 50%", "ഡോക്ടർ നായർ 500 രൂപ 50 ശതമാനം"),
    (Language.PUNJABI, "ਡਾ. ਸਿੰਘ, ₹500, 50%", "ਡਾਕਟਰ ਸਿੰਘ 500 ਰੁਪਏ 50 ਫ਼ੀਸਦੀ"),
    (Language.JAPANESE, "10:30に$5", "10時30分 に 5ドル"),
    (Language.CHINESE, "2024-03-12花了¥500", "2024年3月12日 花 了 500元"),
    (Language.KOREAN, "25명과 3시, 10:30에 50%", "스물다섯 명과 세 시 열 시 삼십 분에 오십 퍼센트"),
]


@pytest.mark.parametrize(("language", "text", "words"), SAID)
def test_figures_and_short_forms(language: Language, text: str, words: str) -> None:
    assert spoken(text, language) == words


@pytest.mark.parametrize(
    ("language", "figure", "word"),
    [
        (Language.HINDI, "25", "पच्चीस"),
        (Language.MARATHI, "25", "पंचवीस"),
        (Language.BENGALI, "২৫", "পঁচিশ"),
        (Language.TAMIL, "1000", "ஆயிரம்"),
        (Language.TELUGU, "100", "వంద"),
        (Language.GUJARATI, "25", "પચ્ચીસ"),
        (Language.KANNADA, "100", "ನೂರು"),
        (Language.MALAYALAM, "100", "നൂറ്"),
        (Language.PUNJABI, "25", "ਪੱਚੀ"),
        (Language.JAPANESE, "25", "二十五"),
        (Language.CHINESE, "25", "二十五"),
    ],
)
def test_digits_sound_like_the_word(language: Language, figure: str, word: str) -> None:
    """Where digits are left to the reader of the language, it says the language's own words."""
    sounds = []
    for text in (figure, word):
        (phrase,) = read_aloud(text, language)
        letters = transcribe(phrase, language).letters
        sounds.append([letter for letter in letters if letter.isalpha()])
    assert SequenceMatcher(None, sounds[0], sounds[1]).ratio() >= 0.6, sounds


@given(st.text("0123456789.,:/-%$€₹°C kmst ", max_size=24), st.sampled_from(list(Language)))
def test_any_figures_are_said(text: str, language: Language) -> None:
    words = text.split()
    assert len(said(words, language)) == len(words)
    for phrase in read_aloud(text, language):
        transcribe(phrase, language)


def test_a_point_behind_a_short_form_is_no_end() -> None:
    def ends(text: str, language: Language) -> int:
        return sum(phrase.ends_sentence for phrase in read_aloud(text, language))

    assert ends("Mrs. Dalloway met Prof. Snow.", Language.ENGLISH) == 1
    assert ends("Nuts, figs, etc. are there.", Language.ENGLISH) == 1
    assert ends("Nuts, figs, etc. Then came rain.", Language.ENGLISH) == 2
    assert ends("Das war am 5. Mai.", Language.GERMAN) == 1
    assert ends("Es waren 5. Dann kam er.", Language.GERMAN) == 2


FOREIGN = [
    ("We said नमस्ते to Москва.", Language.ENGLISH, "नमस्ते", Language.HINDI),
    ("मैंने WhatsApp देखा", Language.HINDI, "WhatsApp", Language.ENGLISH),
    ("彼はiPhoneを買った", Language.JAPANESE, "iPhone", Language.ENGLISH),
    ("Он сказал hello миру", Language.RUSSIAN, "hello", Language.ENGLISH),
    ("나는 computer 샀다", Language.KOREAN, "computer", Language.ENGLISH),
]


@pytest.mark.parametrize(("text", "language", "word", "reader"), FOREIGN)
def test_foreign_words_are_read_in_their_own_language(
    text: str, language: Language, word: str, reader: Language
) -> None:
    (phrase,) = read_aloud(text, language)
    sounds = transcribe(phrase, language)
    number = [one.text for one in phrase.words].index(word)
    heard = "".join(letter for letter, owner in zip(sounds.letters, sounds.words, strict=True) if owner == number)
    (alone,) = read_aloud(word, reader)
    assert heard.strip() == transcribe(alone, reader).letters


def test_a_dictionary_is_followed_in_letters_and_in_sounds() -> None:
    entries = dictionary_of((("NGUYEN", "win"), ("Meera", "/ˈmɪərə/")))
    (phrase,) = read_aloud("Nguyen saw Meera", Language.ENGLISH, entries)
    assert [word.text for word in phrase.words] == ["Nguyen", "saw", "Meera"]
    letters = transcribe(phrase, Language.ENGLISH).letters
    assert letters.startswith("wˈɪn ")
    assert letters.endswith(" ˈmɪəɹə")
    (kanji,) = read_aloud("時子さんが来た", Language.JAPANESE, dictionary_of((("時子", "/tokʲiko/"),)))
    assert kanji.words[0].text == "時子"
    assert transcribe(kanji, Language.JAPANESE).letters.startswith("tokʲiko")


def test_arabic_is_vowelled_before_it_is_said() -> None:
    (phrase,) = read_aloud("ذهب الولد إلى البيت", Language.ARABIC)
    sounds = transcribe(phrase, Language.ARABIC).letters
    assert sounds.replace("ˈ", "") == "ðahaba alwaladu ilaː albajt"


@pytest.mark.parametrize(
    ("direction", "language", "manner"),
    [
        ("whispering", Language.ENGLISH, Manner.WHISPERED),
        ("Shouts across the river", Language.ENGLISH, Manner.SHOUTED),
        ("softly", Language.ENGLISH, Manner.SPOKEN),
        ("फुसफुसाकर", Language.HINDI, Manner.WHISPERED),
        ("चिल्लाते हुए", Language.HINDI, Manner.SHOUTED),
        ("ささやいて", Language.JAPANESE, Manner.WHISPERED),
        ("en criant", Language.FRENCH, Manner.SHOUTED),
        ("шёпотом", Language.RUSSIAN, Manner.WHISPERED),
        ("whispering", Language.TAMIL, Manner.WHISPERED),
        (None, Language.ENGLISH, Manner.SPOKEN),
    ],
)
def test_directions_whisper_and_shout(direction: str | None, language: Language, manner: Manner) -> None:
    assert manner_of(direction, language) is manner


def test_beats() -> None:
    assert holds_beat("beat", Language.ENGLISH)
    assert holds_beat("a long pause, smiling", Language.ENGLISH)
    assert not holds_beat("beaten and tired", Language.ENGLISH)
    phrases = read_aloud("I know (beat) nothing.", Language.ENGLISH)
    assert [phrase.mark for phrase in phrases] == ["…", "."]
    assert [phrase.mark for phrase in read_aloud("I know (smiling) nothing.", Language.ENGLISH)] == ["."]
