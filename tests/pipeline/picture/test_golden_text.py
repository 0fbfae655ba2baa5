"""Shaped text against pictures that were looked at. `python -m tests.pipeline.picture.test_golden_text` renews them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import skia
from PIL import Image

from pipeline.picture.card import surface_pixels
from pipeline.picture.text import Type, draw_text, measure_text
from pipeline.vocabulary import Language

FOLDER = Path(__file__).parent / "golden_text"
WIDTH, SIZE = 340, 26
WHITE = 0xFFFFFFFF
# Another build of the same fonts rounds an edge otherwise; another glyph or another place is far above this.
MOST_MEAN, MOST_AT_ONCE = 0.6, 40.0


class Sample(NamedTuple):
    language: Language
    text: str
    lit: tuple[int, int] | None = None


SAMPLES = {
    "devanagari": Sample(Language.HINDI, "क्ष्म ज्ञान श्रद्धा स्त्री कर्म कि हिन्दी ॐ १२३", (0, 2)),
    "marathi": Sample(Language.MARATHI, "वाऱ्यात ज्योत, दृष्टी ळ", (0, 2)),
    "bengali": Sample(Language.BENGALI, "ক্ষুদ্র স্ত্রী কেঁপে কৌতুক চাঁদ", (0, 2)),
    "gurmukhi": Sample(Language.PUNJABI, "ਪ੍ਰੇਮ ਸਿੱਖਿਆ ਵਿੱਚ ਸ੍ਵਰ", (0, 2)),
    "gujarati": Sample(Language.GUJARATI, "શ્રદ્ધા ક્ષણ જ્ઞાન દિવસ", (0, 2)),
    "tamil": Sample(Language.TAMIL, "ஸ்ரீ கொடு கௌரி பெண் க்ஷ", (0, 1)),
    "telugu": Sample(Language.TELUGU, "స్త్రీ క్షణం కృష్ణ జ్ఞానం", (0, 2)),
    "kannada": Sample(Language.KANNADA, "ಸ್ತ್ರೀ ಕ್ಷಣ ಕೃಷ್ಣ ಜ್ಞಾನ", (0, 2)),
    "malayalam": Sample(Language.MALAYALAM, "അവൻ അവർ കാൽ സ്ത്രീ കൊച്ചി", (0, 3)),
    "arabic": Sample(Language.ARABIC, "قالت Meera: عندي ١٢٣ كتابًا و 45 قلمًا (لا)", (0, 4)),
    "japanese": Sample(
        Language.JAPANESE, "風の中でランプの炎が揺れた。「はい」とユキは言った。それだけだった。", (2, 4)
    ),
    "chinese": Sample(Language.CHINESE, "灯火在风中摇曳，她没有说话。远方的来信，终于到了。"),
    "korean": Sample(Language.KOREAN, "바람 속에서 등불이 흔들렸지만 꺼지지 않았습니다.", (3, 6)),
    "hindi-with-english": Sample(Language.HINDI, "Meera ने WhatsApp पर “ठीक है” लिखा 👍", (0, 5)),
    "japanese-with-latin": Sample(Language.JAPANESE, "Meeraは24°Cの部屋でcaféを飲んだ。"),
    "iast": Sample(Language.ENGLISH, "vakratuṇḍa mahākāya ṛṣi śrī jñāna ḷ ḥ ṃ ₹24", (0, 10)),
    "russian": Sample(Language.RUSSIAN, "Подъезд, ёлка и «съёмка»", (0, 7)),
    "marks": Sample(Language.FRENCH, "L’été e\u0301te\u0301 à Noël, cœur, ﬁn ñ", (2, 5)),
}


def drawn(sample: Sample) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """The sample, wrapped, as grey (white letters on black; what is lit is darker): uint8 (height, width)."""
    setting = Type(SIZE, 500, 0.0, 1.4, "left")
    _, tall = measure_text(sample.text, sample.language, setting, WIDTH - 16)
    surface = skia.Surface(WIDTH, round(tall) + 12)
    canvas = surface.getCanvas()
    canvas.clear(0xFF000000)
    runs = () if sample.lit is None else ((*sample.lit, 0xFF8C8C8C),)
    draw_text(canvas, sample.text, sample.language, (8, 6, WIDTH - 16), setting, WHITE, runs=runs)
    return np.ascontiguousarray(surface_pixels(surface)[..., 1])


@pytest.mark.parametrize("name", list(SAMPLES))
def test_text_is_set_as_it_was_when_it_was_looked_at(name: str) -> None:
    golden = np.asarray(Image.open(FOLDER / f"{name}.png").convert("L"), np.float32)
    now = drawn(SAMPLES[name]).astype(np.float32)
    assert now.shape == golden.shape
    away = np.abs(now - golden)
    # Means of 4 x 4 pixels: an edge that is rounded otherwise disappears in them, a missing mark does not.
    rows, columns = (side // 4 * 4 for side in away.shape)
    blocks = (now - golden)[:rows, :columns].reshape(rows // 4, 4, columns // 4, 4).mean(axis=(1, 3))
    assert away.mean() < MOST_MEAN
    assert np.abs(blocks).max() < MOST_AT_ONCE


def test_another_text_is_told_from_a_golden_one() -> None:
    sample = SAMPLES["devanagari"]
    one, other = (
        drawn(sample._replace(text=text)).astype(np.float32) for text in (sample.text, sample.text.replace("ॐ", "ऊ"))
    )
    assert np.abs(one - other).mean() > MOST_MEAN


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, sample in SAMPLES.items():
        Image.fromarray(drawn(sample)).quantize(16).save(FOLDER / f"{name}.png", optimize=True)
