import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadScript, EmptyScript, NotText, ScriptTooLong, UnknownLanguage
from pipeline.film import ActionText, Heading, Script, Speech, Transition
from pipeline.stages.read import decode, read
from pipeline.vocabulary import Language

SCREENPLAY = """Title: The Lamp
Author: somebody

INT. TEMPLE - DUSK

Meera, a girl of nine, walks in.

GRANDMOTHER (V.O.)
(softly)
The lamp is waiting.
(beat)
Light it.

MEERA (CONT'D)
I'm afraid, Paati.

CUT TO:

EXT. RIVER - NIGHT

The lamp floats.
"""


def test_a_screenplay_is_read_element_by_element() -> None:
    screenplay = read(Script(SCREENPLAY))
    assert (screenplay.title, screenplay.language, screenplay.form) == ("The Lamp", Language.ENGLISH, "screenplay")
    kinds = [type(element).__name__ for element in screenplay.elements]
    assert kinds == [
        "Heading", "ActionText", "Speech", "Speech", "Speech", "Transition", "Heading", "ActionText",
    ]  # fmt: skip
    speeches = [element for element in screenplay.elements if isinstance(element, Speech)]
    assert [(one.character, one.parenthetical) for one in speeches] == [
        ("Grandmother", "softly"),
        ("Grandmother", "beat"),
        ("Meera", None),
    ]
    assert not any(element.told for element in screenplay.elements if isinstance(element, ActionText))


@pytest.mark.parametrize(
    ("text", "language", "form", "said"),
    [
        (
            "Meera: Where is it?\nGrandma (sadly): Gone.\n(Meera cries)\nMeera： Come back!",
            "en", "dialogue", [("Meera", "Where is it?"), ("Grandma", "Gone."), ("Meera", "Come back!")],
        ),
        (
            ('The sea was grey. "The storm is coming," said the old fisherman softly, and he pulled the rope.\n\n'
            '"I want to come!" Ravi cried. "Please, grandfather."\n\nHis mother called, "Ravi! Come home."'),
            "en", "prose",
            [
                ("old fisherman", "The storm is coming,"), ("Ravi", "I want to come!"),
                ("Ravi", "Please, grandfather."), ("mother", "Ravi! Come home."),
            ],
        ),
        (
            "—Abuela, ¿dónde está la luna? —preguntó Lucía.\n\n—Se fue a dormir —dijo la abuela—. Mañana vuelve.",
            "es", "prose",
            [
                ("Lucía", "Abuela, ¿dónde está la luna?"), ("abuela", "Se fue a dormir"), ("abuela", "Mañana vuelve."),
            ],
        ),
        (
            'मीरा मंदिर में आई। "दादी, दीपक कहाँ है?" मीरा ने पूछा।\n\nदादी ने कहा, "यहाँ है, बेटी।"',
            "hi", "prose", [("मीरा", "दादी, दीपक कहाँ है?"), ("दादी", "यहाँ है, बेटी।")],
        ),
        (
            ("மீரா கோவிலுக்கு வந்தாள். “பாட்டி, விளக்கு எங்கே?” என்று மீரா கேட்டாள். "
            "பாட்டி சொன்னாள், “இங்கே இருக்கிறது.”"),
            "ta", "prose", [("மீரா", "பாட்டி, விளக்கு எங்கே?"), ("பாட்டி", "இங்கே இருக்கிறது.")],
        ),
        (
            "少女は古い寺に来た。「おばあちゃん、灯りはどこ？」とミカは言った。祖母は答えた。「ここよ。」",
            "ja", "prose", [("ミカ", "おばあちゃん、灯りはどこ？"), ("祖母", "ここよ。")],
        ),
        ("小女孩走进寺庙。“奶奶，灯在哪里？”米拉问。奶奶轻声说：“在这里。”", "zh", "prose",
         [("米拉", "奶奶，灯在哪里？"), ("奶奶", "在这里。")]),
        ("दृश्य 1: मंदिर - शाम\n\nमीरा: दादी!\nदादी: हाँ बेटी।", "hi", "screenplay",
         [("मीरा", "दादी!"), ("दादी", "हाँ बेटी।")]),
        ("— Бабушка, где луна? — спросила Маша.", "ru", "prose", [("Маша", "Бабушка, где луна?")]),
        ("« Où est la lune ? » demanda Léa. Le vent soufflait sur la mer.", "fr", "prose",
         [("Léa", "Où est la lune ?")]),
        ("„Wo ist der Mond?“, fragte Anna leise. Der Wind wehte.", "de", "prose", [("Anna", "Wo ist der Mond?")]),
    ],
)  # fmt: skip
def test_who_says_what_in_many_languages(text: str, language: str, form: str, said: list[tuple[str, str]]) -> None:
    screenplay = read(Script(text))
    assert (screenplay.language.value, screenplay.form) == (language, form)
    assert [(one.character, one.text) for one in screenplay.elements if isinstance(one, Speech)] == said


def test_what_is_told_stays_told_and_a_tag_does_not() -> None:
    screenplay = read(Script('The sea was grey. "Come," said Ravi, and he pulled the rope.'))
    told = [one.text for one in screenplay.elements if isinstance(one, ActionText)]
    assert told == ["The sea was grey.", "and he pulled the rope."]
    assert all(one.told for one in screenplay.elements if isinstance(one, ActionText))


def test_a_narrator_in_a_dialogue_tells() -> None:
    screenplay = read(Script("Narrator: Once there was a lamp.\nMeera: It is mine."))
    first = screenplay.elements[0]
    assert isinstance(first, ActionText)
    assert first.told


def test_headings_of_other_languages() -> None:
    for heading in ("ESCENA 2: PLAYA - NOCHE", "காட்சி 1: கோவில்", "दृश्य 2 - नदी", "SCENE 1: A garden", "## The river"):
        screenplay = read(Script(f"{heading}\n\nAna: ¿Vamos?\nLuis: Vamos.", Language.SPANISH))
        assert isinstance(screenplay.elements[0], Heading), heading


def test_a_title_comes_from_the_first_hash_or_the_first_words() -> None:
    assert read(Script("# The Boat\n\nThe sea was grey.")).title == "The Boat"
    assert read(Script("The sea was grey and cold that day, and nobody sailed.")).title == "The sea was grey and cold…"


def test_bad_scripts_get_a_sentence_each() -> None:
    with pytest.raises(EmptyScript):
        read(Script(" \n … \n"))
    with pytest.raises(ScriptTooLong) as too_long:
        read(Script("lamp " * 512))
    assert "512 words" in str(too_long.value)
    with pytest.raises(UnknownLanguage, match="--language"):
        read(Script("Dzień dobry, jak się masz? Dzisiaj jest bardzo piękna pogoda i idziemy razem do parku."))
    with pytest.raises(BadScript, match="no story"):
        read(Script("Title: Alone", Language.ENGLISH))


def test_decode_takes_text_and_refuses_the_rest() -> None:
    assert decode("மீரா".encode(), "a.txt") == "மீரா"
    assert decode("\ufeffமீரா".encode(), "a.txt") == "மீரா"
    assert decode("மீரா".encode("utf-16"), "a.txt") == "மீரா"
    for data in (b"\x89PNG\r\n\x1a\n\0\0", b"abc\0def", b"\xff\xd8\xff\xe0JFIF", b"\x1b[31mred"):
        with pytest.raises(NotText, match=r"'x\.bin'"):
            decode(data, "/somewhere/x.bin")


_LINES = st.sampled_from(
    ["INT. TEMPLE - DAWN", "MEERA", "(softly)", "Meera: Yes", "Ravi (sad)： no",
     '"Go," said Ravi.', "", "",
     "CUT TO:", "# T", "— Да — сказал он", "«Oui»", "「はい」と言った", "दादी: हाँ", "***",
     "> The end <",
     "@McCoy", "!ACTION", "/* note", "*/", "[[x]]"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_LINES, max_size=12).map("\n".join)), st.booleans())
def test_reading_never_crashes_and_spans_are_exact(text: str, given_language: bool) -> None:
    try:
        screenplay = read(Script(text, Language.ENGLISH if given_language else None))
    except BadScript:
        return
    assert screenplay.title.strip()
    end = 0
    for element in screenplay.elements:
        assert isinstance(element, ActionText | Speech | Heading | Transition)
        assert text[element.span.start : element.span.end] == element.text
        assert element.text == element.text.strip()
        assert element.span.start >= end
        end = element.span.end


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=100))
def test_decoding_never_crashes(data: bytes) -> None:
    refused = False
    try:
        text = decode(data, "x")
    except NotText:
        refused = True
    # Whatever is taken for text is UTF-8 or UTF-16 and holds no controls.
    assert refused or not any(ord(letter) < 9 for letter in text)


def test_five_hundred_words_are_read_and_one_more_is_not() -> None:
    assert read(Script("Go. " * 500, Language.ENGLISH)).words == 500
    with pytest.raises(ScriptTooLong, match="Cut at least 1"):
        read(Script("Go. " * 501, Language.ENGLISH))


def test_decode_knows_both_byte_orders() -> None:
    for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert decode(mark + "दीया".encode(encoding), "a.txt") == "दीया"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("‘Where is the moon?’ asked Anna. The wind blew.", "en"),
        ("'Where is the moon?' asked Anna. The wind blew.", "en"),
        ("“Where is the moon?” asked Anna. The wind blew.", "en"),
        ("»Wo ist der Mond?« fragte Anna. Der Wind wehte.", "de"),
        ("«¿Dónde está la luna?», preguntó Anna. Soplaba el viento.", "es"),
        ("«Dov'è la luna?» chiese Anna. Soffiava il vento.", "it"),
        ("— Onde está a lua? — perguntou Anna.", "pt"),
        ("«Где луна?» — спросила Anna. Дул ветер.", "ru"),
    ],
)
def test_quotes_of_many_conventions(text: str, code: str) -> None:
    screenplay = read(Script(text, Language(code)))
    speeches = [one for one in screenplay.elements if isinstance(one, Speech)]
    assert [one.character for one in speeches] == ["Anna"]
    assert speeches[0].text.endswith("?")
    assert not set(speeches[0].text) & set("“”‘«»—")


_QUOTED = st.lists(
    st.tuples(
        st.sampled_from(["Come here!", "It is late, isn't it?", "Wait... no.", "हाँ।", "Сюда!"]),
        st.sampled_from(["MEERA", "OLD MAN"]),
        st.sampled_from([None, "softly", "running in"]),
    ),
    min_size=1,
    max_size=10,
)


@given(_QUOTED, st.sampled_from(["\n", "\r\n"]))
def test_a_written_screenplay_is_read_back_whole(lines: list[tuple[str, str, str | None]], end: str) -> None:
    text = "INT. HOUSE - DAY\n\n" + "\n\n".join(
        f"{who}\n" + (f"({how})\n" if how else "") + said for said, who, how in lines
    )
    screenplay = read(Script(text.replace("\n", end), Language.ENGLISH))
    speeches = [one for one in screenplay.elements if isinstance(one, Speech)]
    assert [(one.text, one.character.upper(), one.parenthetical) for one in speeches] == lines
