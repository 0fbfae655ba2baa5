from __future__ import annotations

import pytest
import skia

from pipeline.picture.caption import caption_texture
from pipeline.picture.text import Type, draw_text, measure_text, missing_glyphs
from pipeline.vocabulary import Language

SAMPLES = {
    "en": "The lamp that would not go out: “fi” — 24 °C",
    "es": "¿Dónde está la lámpara de mi abuela, niño?",
    "fr": "L’été où la lune s’éteignit, ça va, cœur",
    "de": "Über die Brücke, größer als süß",
    "hi": "दीपक की लौ हवा में काँप उठी, श्रद्धा से। ॐ १२३",
    "ta": "விளக்கு காற்றில் நடுங்கியது, மகிழ்ச்சி ஸ்ரீ",
    "te": "దీపం గాలిలో వణికింది, సంతోషం స్త్రీ",
    "bn": "প্রদীপটি বাতাসে কেঁপে উঠল, আনন্দ ক্ষুদ্র",
    "mr": "दिव्याची ज्योत वाऱ्यात थरथरली, ळ",
    "gu": "દીવો પવનમાં ધ્રૂજી ઊઠ્યો, શ્રદ્ધા",
    "kn": "ದೀಪ ಗಾಳಿಯಲ್ಲಿ ನಡುಗಿತು, ಸಂತೋಷ ಕ್ಷಣ",
    "ml": "വിളക്ക് കാറ്റിൽ വിറച്ചു, സന്തോഷം",
    "pa": "ਦੀਵਾ ਹਵਾ ਵਿੱਚ ਕੰਬ ਉੱਠਿਆ",
    "ja": "風の中でランプの炎が揺れた。「はい」",
    "zh": "灯火在风中摇曳,她没有说话。",
    "ko": "바람 속에서 등불이 흔들렸다.",
    "ar": "ارتجف المصباح في الريح، قالت Meera نعم ١٢٣",
    "pt": "A lâmpada não se apagou, coração",
    "ru": "Лампа дрожала на ветру, подъезд",
    "it": "La città è più bella così",
}


@pytest.mark.parametrize("language", list(Language))
def test_every_language_has_all_its_letters(language: Language) -> None:
    assert missing_glyphs(SAMPLES[language.value], language) == ""


@pytest.mark.parametrize("language", list(Language))
def test_every_language_is_drawn(language: Language) -> None:
    texture, left, top = caption_texture(SAMPLES[language.value], language, 640, 360)
    rows, columns = (texture.y > 200).nonzero()
    assert len(rows) > 100
    assert left + columns.min() >= 640 * 0.05
    assert top + rows.max() <= 360 * 0.955


def test_conjuncts_are_shaped_narrower_than_their_letters() -> None:
    size = Type(40)
    joined, _ = measure_text("क्ष", Language.HINDI, size, 900)
    apart, _ = measure_text("क ष", Language.HINDI, size, 900)
    assert joined < apart


def test_right_to_left_text_puts_its_first_word_on_the_right() -> None:
    surface = skia.Surface(400, 60)
    text = "سسسسسسسس ا"
    draw_text(surface.getCanvas(), text, Language.ARABIC, (0, 0, 400), Type(30, align="left"), 0xFFFFFFFF)
    alpha = surface.makeImageSnapshot().toarray()[..., 3].astype(int)
    columns = alpha.any(axis=0).nonzero()[0]
    third = (columns[-1] - columns[0]) // 3
    # The heavy first word fills the right; the thin last one stands alone on the left.
    assert alpha[:, columns[0] : columns[0] + 12].sum() > 0
    assert (alpha[:, columns[0] : columns[0] + 12].max(axis=0) > 0).sum() < 8
    assert (alpha[:, columns[-1] - third : columns[-1]].max(axis=0) > 0).mean() > 0.95


def test_long_text_wraps_inside_its_box() -> None:
    wide, tall = measure_text("word " * 40, Language.ENGLISH, Type(20), 200)
    assert wide <= 200
    assert tall > 100
