from __future__ import annotations

from pipeline.language.iast import iast, is_sanskrit

SLOKA = ("वक्रतुण्ड महाकाय सूर्यकोटि समप्रभ ।", "निर्विघ्नं कुरु मे देव सर्वकार्येषु सर्वदा ॥")


def test_devanagari_is_written_as_scholars_write_it() -> None:
    assert [iast(line) for line in SLOKA] == [
        "vakratuṇḍa mahākāya sūryakoṭi samaprabha |",
        "nirvighnaṃ kuru me deva sarvakāryeṣu sarvadā ||",
    ]
    assert iast("ॐ नमः शिवाय १२") == "oṃ namaḥ śivāya 12"
    assert iast("कृष्णोऽहम्") == "kṛṣṇo’ham"


def test_sanskrit_is_told_from_hindi_and_marathi() -> None:
    assert is_sanskrit(SLOKA)
    assert not is_sanskrit(["दीपक की लौ हवा में काँप उठी।", "रात भर जलती रही॥"])
    assert not is_sanskrit(["दिवा वाऱ्यात थरथरला आणि विझला नाही।"])
    assert not is_sanskrit(["चल पड़ा पथिक अकेला"])
