"""Twenty languages: every written word has sounds, in order, all of them known to the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assets import locate
from pipeline.speech import symbols, vocoder
from pipeline.speech.alignment import share_out
from pipeline.speech.reading import read_aloud
from pipeline.speech.transcription import transcribe
from pipeline.vocabulary import Language

SENTENCES = {
    Language.ENGLISH: "In the garden, and there were 25 brown birds; don't worry!",
    Language.SPANISH: "¿Qué? Los niños juegan en la plaza con 25 perros.",
    Language.FRENCH: "Les enfants jouent dans l'herbe avec 25 chiens.",
    Language.GERMAN: "Die Kinder spielen zwischen 25 Bäumen; ich möchte Äpfel.",
    Language.HINDI: "नदी के किनारे दीपक जल रहा है। २५ लोग पढ़ते हैं।",
    Language.TAMIL: "ஆற்றின் கரையில் விளக்கு எரிகிறது. 25 பேர்.",
    Language.TELUGU: "నది ఒడ్డున దీపం వెలుగుతోంది. 25 మంది.",
    Language.BENGALI: "নদীর তীরে প্রদীপ জ্বলছে। ২৫ জন।",
    Language.MARATHI: "नदीच्या काठावर दिवा जळत आहे. 25 लोक.",
    Language.GUJARATI: "નદીના કિનારે દીવો બળી રહ્યો છે. 25 લોકો.",
    Language.KANNADA: "ನದಿಯ ದಡದಲ್ಲಿ ದೀಪ ಉರಿಯುತ್ತಿದೆ. 25 ಜನ.",
    Language.MALAYALAM: "നദിയുടെ തീരത്ത് വിളക്ക് കത്തുന്നു. 25 പേർ.",
    Language.PUNJABI: "ਨਦੀ ਦੇ ਕੰਢੇ ਦੀਵਾ ਜਗ ਰਿਹਾ ਹੈ। 25 ਲੋਕ।",
    Language.JAPANESE: "彼は東京で25個のりんごを食べました。Hello、そうですか？",
    Language.CHINESE: "河边有一盏灯，我们25个人。ABC公司吃花儿。",
    Language.KOREAN: "강가에 등불이 켜져 있다. 25명.",
    Language.ARABIC: "المصباح يضيء على ضفة النهر، 25 رجلا؟",
    Language.PORTUGUESE: "As crianças brincam na praça com 25 cães.",
    Language.RUSSIAN: "Дети играют на берегу реки, 25 человек, и щука.",
    Language.ITALIAN: "I bambini giocano nella piazza con 25 cani, gli gnocchi.",
}


@pytest.mark.parametrize("language", list(Language))
def test_every_written_word_is_said_in_order(language: Language) -> None:
    text = SENTENCES[language]
    known = vocoder.vocabulary(locate().kokoro_vocab)
    end = 0
    for phrase in read_aloud(text, language):
        sounds = transcribe(phrase, language)
        assert set(sounds.letters) <= set(known)
        assert list(sounds.words) == sorted(sounds.words)
        assert set(sounds.words) == set(range(len(phrase.words)))
        for word in phrase.words:
            assert word.start >= end
            assert text[word.start : word.end] == word.text
            end = word.end
    assert sum(letter.isalnum() for letter in text[end:]) == 0


def test_the_alphabet_is_the_models_own() -> None:
    assert set(vocoder.vocabulary(locate().kokoro_vocab)) == symbols.ALPHABET


def test_english_is_spelled_as_kokoro_learned_it() -> None:
    (phrase,) = read_aloud("The little boy chose a near fire", Language.ENGLISH)
    assert transcribe(phrase, Language.ENGLISH).letters == "ðə lˈɪTᵊl bˈY ʧˈOz ɐ nˌɪɹ fˈIəɹ".replace("ɐ", "ə")


def test_joined_words_get_their_own_sounds() -> None:
    (phrase,) = read_aloud("and there were 25 birds in the garden", Language.ENGLISH)
    sounds = transcribe(phrase, Language.ENGLISH)
    said = [
        "".join(letter for letter, owner in zip(sounds.letters, sounds.words, strict=True) if owner == index).strip()
        for index in range(len(phrase.words))
    ]
    assert said[3] == "twˈɛnti fˈIv"
    assert said[-2:] == ["ðə", "ɡˈɑɹdən"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Go (whispering) now", ["Go", "now"]),
        ("Dr. Rao paid 3.5 or $1,000 at 10:30.", ["Dr", "Rao", "paid", "3.5", "or", "$1,000", "at", "10:30"]),
        ("Well—no... “Stop!”", ["Well", "no", "Stop"]),
        ("😀 … !?", []),
        ("(all of it)", []),
    ],
)
def test_only_what_is_spoken_is_read(text: str, words: list[str]) -> None:
    assert [word.text for phrase in read_aloud(text, Language.ENGLISH) for word in phrase.words] == words


@given(st.text(max_size=60), st.sampled_from(list(Language)))
def test_any_text_is_read_in_order_and_in_place(text: str, language: Language) -> None:
    end = 0
    for phrase in read_aloud(text, language):
        assert phrase.words
        for word in phrase.words:
            assert end <= word.start < word.end
            assert text[word.start : word.end] == word.text
            end = word.end


@given(st.lists(st.text("abetˈːns", min_size=1, max_size=8), min_size=1, max_size=6), st.text("abetˈːns ", max_size=40))
def test_sharing_out_never_goes_back(words: list[str], phrase: str) -> None:
    owners = share_out(phrase, words)
    assert len(owners) == len(phrase)
    assert list(owners) == sorted(owners)
    assert all(0 <= owner < len(words) for owner in owners)


@pytest.mark.parametrize(
    ("language", "word", "sounds"),
    [
        # What espeak-ng writes for ё, for a fronted u and for consonants that e and i make soft.
        (Language.RUSSIAN, "звёзд", "zvʲˈost"),
        (Language.RUSSIAN, "люди", "lʲˈudɪ"),
        (Language.RUSSIAN, "маленький", "mˈɑlinkij"),
        # The last u of "adu" has a sound of its own; short vowels are as Hindi has them, long ones stay.
        (Language.TAMIL, "அது", "ˈʌdʊ"),
        (Language.TAMIL, "பூனை", "pˈuːnI"),
        (Language.TAMIL, "விளக்கு", "ʋˈɪlʌkkʊ"),
        (Language.TAMIL, "சுவர்", "sˈʊʋʌɾ"),
    ],
)
def test_sounds_are_those_that_the_speakers_know(language: Language, word: str, sounds: str) -> None:
    [phrase] = read_aloud(word, language)
    assert transcribe(phrase, language).letters == sounds
