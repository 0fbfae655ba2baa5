"""The library is exact: letters, transliterations, metres and syllables agree with each other."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.chant.library import SANSKRIT, Piece, piece, pieces
from pipeline.chant.metre import metres, scan
from pipeline.chant.syllables import syllables, weights
from pipeline.errors import BadBrief
from pipeline.language.iast import iast
from pipeline.vocabulary import Language
from tests.pipeline.chant.iso15919 import iso15919

_ALL = list(pieces().values())
_FREE = {"asato-ma", "vishnu-namavali", "surya-names"}
"""Prose of the Veda, and lists of names: without a metre."""


def test_there_are_many_and_of_many_kinds() -> None:
    assert len(_ALL) >= 25
    assert sum(one.language == SANSKRIT for one in _ALL) >= 25
    assert {one.language for one in _ALL} >= {"sa", "hi", "ta", "te", "kn", "mr", "gu", "bn", "en"}
    assert {one.collection for one in _ALL} >= {"slokas", "stotras", "names", "veda", "gita", "indian-poems"}


@pytest.mark.parametrize("one", _ALL, ids=lambda one: one.key)
def test_everything_is_said_of_each(one: Piece) -> None:
    assert all((one.title, one.about, one.source, one.meaning, one.metre, one.text))
    assert unicodedata.is_normalized("NFC", one.text) or one.language == "bn"
    assert isinstance(one.spoken_as, Language)
    assert bool(one.latin) == (one.language != "en")


@pytest.mark.parametrize("one", [one for one in _ALL if one.latin], ids=lambda one: one.key)
def test_the_latin_letters_are_the_transliteration(one: Piece) -> None:
    write = iast if one.language in ("sa", "hi", "mr") else iso15919
    assert write(one.text) == one.latin
    assert not any("\u0900" <= letter < "\u0e00" for letter in one.latin)


@pytest.mark.parametrize(
    "one", [one for one in _ALL if one.language in ("sa", "hi") and one.key not in _FREE], ids=lambda one: one.key
)
def test_the_metre_found_is_the_one_named_in_both_scripts(one: Piece) -> None:
    for text in (one.text, one.latin if one.language == SANSKRIT else one.text):
        for stanza in text.split("\n\n"):
            found = scan(stanza)
            assert found is not None
            assert found.metre.key == one.metre
            assert sum(found.quarters) == len(syllables(stanza))


@pytest.mark.parametrize("one", [one for one in _ALL if one.language == SANSKRIT], ids=lambda one: one.key)
def test_both_scripts_have_the_same_syllables(one: Piece) -> None:
    for line, latin in zip(one.text.splitlines(), one.latin.splitlines(), strict=True):
        there, here = syllables(line), syllables(latin)
        assert [(a.onset, a.vowel, a.after, a.coda) for a in there] == [
            (b.onset, b.vowel, b.after, b.coda) for b in here
        ]
        assert weights(there) == weights(here)


@pytest.mark.parametrize(
    ("key", "sizes"),
    [
        ("vakratunda", (8, 8, 8, 8)),
        ("gayatri", (7, 8, 8)),
        ("mahamrityunjaya", (7, 8, 9, 8)),
        ("manojavam", (11,) * 4),
        ("achyutashtakam", (12,) * 4),
        ("venkatesha-suprabhatam-3", (14,) * 4),
        ("shiva-mahimna-32", (15,) * 4),
        ("shiva-tandava", (16,) * 4),
        ("saundarya-lahari-1", (17,) * 4),
        ("meghaduta-1", (17,) * 4),
        ("ya-kundendu", (19,) * 4),
    ],
)
def test_syllables_of_each_quarter(key: str, sizes: tuple[int, ...]) -> None:
    found = scan(piece(key).text)
    assert found is not None
    assert found.quarters == sizes


def test_all_lines_are_there_once() -> None:
    texts = [one.text for one in _ALL]
    assert len(set(texts)) == len(texts)
    assert {one.metre for one in _ALL if one.language == SANSKRIT} - set(metres()) == {"prose", "names"}


def test_an_unknown_piece_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadBrief, match="studio slokas"):
        piece("no such verse")


def test_tamil_couplets_have_four_words_and_three() -> None:
    for key in ("kural-1", "kural-391"):
        assert [len(line.split()) for line in piece(key).text.splitlines()] == [4, 3]
