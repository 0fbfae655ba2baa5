"""Metres of pasted verse: found where they are, in either script, and not where they are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.chant.metre import scan
from pipeline.chant.syllables import syllables, weights

_ARYA = """avinayamapanaya viṣṇo damaya manaḥ śamaya viṣayamṛgatṛṣṇām |
bhūtadayāṃ vistāraya tāraya saṃsārasāgarataḥ ||"""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("क", "L"),
        ("का", "G"),
        ("कं", "G"),
        ("कः", "G"),
        ("कर्म", "GL"),
        ("तत्", "G"),
        ("तत् अत्र", "LGL"),
        ("तत् पदम्", "GLG"),
        ("agni", "GL"),
        ("saukhyam", "GG"),
        ("kṛṣṇa", "GL"),
        ("oṃ", "G"),
        ("ॐ", "G"),
        ("सोऽहम्", "GG"),
        ("so’ham", "GG"),
        ("", ""),
        ("1234 !?", ""),
    ],
)
def test_weights(text: str, form: str) -> None:
    assert weights(syllables(text)) == form


def test_a_syllable_knows_where_it_is_written() -> None:
    text = "वक्रतुण्ड"
    assert [text[one.start : one.end] for one in syllables(text)] == ["व", "क्र", "तु", "ण्ड"]


@pytest.mark.parametrize(
    ("text", "metre"),
    [
        ("dharmakṣetre kurukṣetre samavetā yuyutsavaḥ", "anushtubh"),
        ("धर्मक्षेत्रे कुरुक्षेत्रे समवेता युयुत्सवः । मामकाः पाण्डवाश्चैव किमकुर्वत सञ्जय ॥", "anushtubh"),
        ("asitagirisamaṃ syāt kajjalaṃ sindhupātre", "malini"),
        ("kaścitkāntāvirahaguruṇā svādhikārātpramattaḥ", "mandakranta"),
        ("śivaḥ śaktyā yukto yadi bhavati śaktaḥ prabhavituṃ", "shikharini"),
        ("adharaṃ madhuraṃ vadanaṃ madhuraṃ", "totaka"),
        (_ARYA, "arya"),
        ("मंगल भवन अमंगल हारी । द्रवउ सुदसरथ अजिर बिहारी ॥", "chaupai"),
    ],
)  # fmt: skip
def test_pasted_verse_is_scanned(text: str, metre: str) -> None:
    found = scan(text)
    assert found is not None
    assert found.metre.key == metre


@pytest.mark.parametrize(
    "text",
    [
        "",
        "राम",
        "dharmakṣetre kurukṣetre samavetā",
        # A heavy fifth syllable in the second quarter.
        "dharmakṣetre kurukṣetre samavetā yūyutsavaḥ",
        "आज बाज़ार में बहुत भीड़ थी और मीरा घर लौट आई।",
        "The moon came up, and nobody saw.",
    ],
)
def test_prose_and_broken_verse_have_no_metre(text: str) -> None:
    assert scan(text) is None


@given(st.text(alphabet="कखगतनमरािीुृं्ःऽ ।॥\naāiṃḥkrt'|0é🙂", max_size=60))
def test_any_text_is_taken_apart_in_order(text: str) -> None:
    found = syllables(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.start <= after.start for before, after in pairwise(found))
    scan(text)
