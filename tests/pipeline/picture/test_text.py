from __future__ import annotations

import numpy as np
import pytest
import skia

from pipeline.contracts.painter import Palette
from pipeline.picture.caption import caption_texture
from pipeline.picture.card import draw_title
from pipeline.picture.lower_third import draw_lower_third
from pipeline.picture.text import Type, clusters, draw_text, evened, measure_text, missing_glyphs, whole_clusters
from pipeline.picture.verse_page import VerseLine, VerseWord, recited
from pipeline.picture.yuv import Canvas
from pipeline.vocabulary import Culture, Language

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


def test_a_lit_part_takes_whole_letters_with_it() -> None:
    text = "श्रद्धा से"
    assert whole_clusters(text, 1, 2) == (0, 3)
    assert whole_clusters(text, 0, 3) == (0, 3)
    assert clusters("ஸ்ரீ கொ") == ("ஸ்ரீ", " ", "கொ")
    assert clusters("ಕ್ಷಣ") == ("ಕ್ಷ", "ಣ")


def test_lighting_a_word_moves_no_letter() -> None:
    for language in (Language.HINDI, Language.ARABIC, Language.JAPANESE):
        text = SAMPLES[language.value]
        plain, left, top = caption_texture(text, language, 640, 360)
        lit, lit_left, lit_top = caption_texture(text, language, 640, 360, (0, 3))
        assert (left, top) == (lit_left, lit_top)
        assert np.abs(plain.a.astype(int) - lit.a.astype(int)).max() <= 24
        assert np.abs(plain.v.astype(int) - lit.v.astype(int)).max() > 4


def test_two_lines_of_a_title_are_of_like_length() -> None:
    size = Type(60, 420, 2.7, 1.18)
    for language, text in (
        (Language.CHINESE, "风中的灯火与远方的来信"),
        (Language.HINDI, "दीपक की लौ और दादी की श्रद्धा"),
    ):
        width = evened(text, language, size, 560)
        assert width < 560 * 0.8
        one, tall = measure_text(text, language, size, width)
        assert one <= width + size.size_px * 0.4
        assert tall < measure_text(text, language, size, 560)[1] + 40


def test_korean_breaks_at_spaces() -> None:
    size = Type(30)
    wide, _ = measure_text("흔들렸지만", Language.KOREAN, size, 600)
    _, tall = measure_text("등불이 흔들렸지만", Language.KOREAN, size, wide + 8)
    whole, _ = measure_text("등불이 흔들렸지만", Language.KOREAN, size, wide + 8)
    assert tall > 30 * 2
    assert abs(whole - wide) < 2


def test_korean_titles_are_spaced_like_others() -> None:
    plain, spaced = (measure_text("바람속의등불", Language.KOREAN, Type(60, 420, track), 2000)[0] for track in (0, 10))
    assert 50 <= spaced - plain <= 60


@pytest.mark.parametrize("culture", list(Culture))
@pytest.mark.parametrize("size", [(320, 180), (180, 320), (240, 240)])
def test_a_card_keeps_its_words_inside_the_safe_area(culture: Culture, size: tuple[int, int]) -> None:
    width, height = size
    surface = skia.Surface(width, height)
    palette = Palette("3B4A7A", "F7B58A", "FFD9A8", "4A3B5C", "E8655A")
    title = "The Lamp That Would Not Go Out, However Hard the Wind Blew That Night"
    draw_title(surface.getCanvas(), title, Language.ENGLISH, palette, culture, width, height)
    rows, columns = (surface.makeImageSnapshot().toarray()[..., 3] > 30).nonzero()
    assert columns.min() >= width * 0.05
    assert columns.max() <= width * 0.95
    assert rows.min() >= height * 0.05
    assert rows.max() <= height * 0.95


def test_a_lower_third_stands_on_the_reading_side_above_the_captions() -> None:
    palette = Palette("3B4A7A", "F7B58A", "FFD9A8", "4A3B5C", "E8655A")
    for language, name in ((Language.ENGLISH, "Meera Krishnan"), (Language.ARABIC, "ليلى")):
        canvas = Canvas.black(640, 360)
        draw_lower_third(canvas, name, language, palette, 48, 120, 24)
        rows, columns = (canvas.y > 40 * 256).nonzero()
        assert rows.max() < 360 * 0.80
        assert columns.min() >= 640 * 0.045
        assert columns.max() <= 640 * 0.955
        assert bool(columns.mean() > 320) is (language is Language.ARABIC)
    gone = Canvas.black(640, 360)
    draw_lower_third(gone, "Meera", Language.ENGLISH, palette, 110, 120, 24)
    assert (gone.y == Canvas.black(640, 360).y).all()


def test_verse_is_lit_syllable_by_syllable() -> None:
    text = "श्री राम"
    line = VerseLine(text, "", (VerseWord(0, 4, 10, 20), VerseWord(5, 8, 20, 30)))
    assert recited(line, 9) == 0
    assert recited(line, 10) == 4
    assert recited(line, 20) == 7
    assert recited(line, 40) == 8
