import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadScript
from pipeline.film import ActionText, Heading, Script, Speech
from pipeline.reading.marks import plain
from pipeline.stages.read import MAX_CHARACTERS, read
from pipeline.vocabulary import Language


def said(text: str, language: Language = Language.ENGLISH) -> list[tuple[str, str | None, str]]:
    screenplay = read(Script(text, language))
    return [(one.character, one.parenthetical, one.text) for one in screenplay.elements if isinstance(one, Speech)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna: Good morning!\nBen (laughing): It is noon.\nAnna: Is it?",
        "**Anna:** Good morning!\n**Ben (laughing):** It is noon.\n**Anna:** Is it?",
        "**Anna**: Good morning!\n**Ben** (laughing): It is noon.\n**Anna**: Is it?",
        "00:12 Anna: Good morning!\n[00:15] Ben: (laughing) It is noon.\n01:02:20 - Anna: Is it?",
        "1/5/24, 9:15 - Anna: Good morning!\n1/5/24, 10:16 - Ben (laughing): It is noon.\n1/5/24, 10:17 - Anna: Is it?",
        "Anna : Good morning!\r\nBen (laughing) : It is noon.\rAnna ： Is it?",
        "\ufeffAnna: Good morning!\n\u200fBen (laughing): It is noon.\n\u200bAnna: Is it?\u200e",
        "ANNA\nGood morning!\n\nBEN\n(laughing)\nIt is noon.\n\nANNA\nIs it?",
    ],
)
def test_talk_is_read_however_it_is_written(text: str) -> None:
    assert said(text) == [
        ("Anna", None, "Good morning!"),
        ("Ben", "laughing", "It is noon."),
        ("Anna", None, "Is it?"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Host - Welcome back.\nGuest - Thank you.\nHost - Shall we?",
        "[Host] Welcome back.\n[Guest] Thank you.\n[Host] Shall we?",
        "<Host> Welcome back.\n<Guest> Thank you.\n<Host> Shall we?",
        "Host: Welcome back. Guest: Thank you. Host: Shall we?",
    ],
)
def test_podcasts_of_many_marks(text: str) -> None:
    screenplay = read(Script(text))
    assert screenplay.form == "dialogue"
    assert said(text) == [("Host", None, "Welcome back."), ("Guest", None, "Thank you."), ("Host", None, "Shall we?")]


def test_a_and_b_talk_in_one_line() -> None:
    assert said("A: Are you there? B: I am. A: Good.") == [
        ("A", None, "Are you there?"),
        ("B", None, "I am."),
        ("A", None, "Good."),
    ]


def test_a_japanese_script() -> None:
    text = "○学校・教室（朝）\n　窓の外はくもり空。\n美緒「もう知らない！」\n颯太「（深く息を吸い）ぼくは行く。」\n"
    screenplay = read(Script(text))
    assert screenplay.form == "screenplay"
    assert said(text, Language.JAPANESE) == [
        ("美緒", None, "もう知らない！"),
        ("颯太", "深く息を吸い", "ぼくは行く。"),
    ]


def test_a_tag_with_a_colon_is_no_cue() -> None:
    assert said("قالت الجدة: «تعال.»\nقال عمر: «لا أريد.»\n", Language.ARABIC) == [
        ("الجدة", None, "تعال."),
        ("عمر", None, "لا أريد."),
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("The lamp is small,\nThe night is wide,\n\nAnd still it burns\nOn the other side", 4),
        ("धर्मक्षेत्रे कुरुक्षेत्रे समवेता युयुत्सवः ।\nमामकाः पाण्डवाश्चैव किमकुर्वत सञ्जय ॥१॥", 2),
        ("床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。", 4),
        ("நிலவே நிலவே,\nஎங்கே போனாய்,\n\nமலைக்குப் பின்னால்,\nஒளிந்துகொண்டாயோ", 4),
    ],
)
def test_verse_keeps_its_lines(text: str, lines: int) -> None:
    screenplay = read(Script(text))
    told = [one for one in screenplay.elements if isinstance(one, ActionText)]
    assert screenplay.form == "verse"
    assert len(told) == lines
    assert all(one.told and "\n" not in one.text and "१" not in one.text for one in told)


def test_prose_is_no_verse() -> None:
    broken = (
        "The old man had lived by the sea for\nforty years and he knew every wind that\n"
        "blew over it, the warm one and the\ncold one."
    )
    for text in (broken, "Meera woke up.\nShe lit the lamp.\nShe walked to the river.\nIt was dark."):
        assert read(Script(text)).form == "prose"


def test_a_line_in_another_language_says_so() -> None:
    text = (
        "INT. TEMPLE - DAWN\n\nमीरा दीपक लेकर मंदिर में आती है और रुक जाती है।\n\n"
        "मीरा: दादी, आप कहाँ हैं?\n\nJOHN: Excuse me, could you please tell me where the river is?\n\nमीरा: John!\n\n"
        "JOHN: ஐயோ, எனக்கு இந்த ஊர் தெரியவில்லை."
    )
    screenplay = read(Script(text))
    assert screenplay.language is Language.HINDI
    assert [one.language for one in screenplay.elements if isinstance(one, Speech)] == [
        None, Language.ENGLISH, None, Language.TAMIL,
    ]  # fmt: skip
    assert all(one.language is None for one in screenplay.elements if isinstance(one, ActionText))


def test_who_is_heard_but_not_seen() -> None:
    text = "INT. HOUSE - DAY\n\nMEERA (O.S.)\nI am here.\n\nRAVI\nWhere?\n\nMEERA (V.O.) (CONT'D)\nUpstairs."
    speeches = [one for one in read(Script(text)).elements if isinstance(one, Speech)]
    assert [(one.unseen, one.parenthetical) for one in speeches] == [(True, None), (False, None), (True, None)]


def test_a_voice_is_whoever_it_belongs_to() -> None:
    text = "ИНТ. ДОМ - ДЕНЬ\n\nТИМУР\nЯ здесь.\n\nАННА\nГде?\n\nГОЛОС ТИМУРА\nНаверху."
    speeches = [one for one in read(Script(text, Language.RUSSIAN)).elements if isinstance(one, Speech)]
    assert [(one.character, one.unseen) for one in speeches] == [("Тимур", False), ("Анна", False), ("Тимур", True)]


def test_a_note_is_never_spoken() -> None:
    text = "INT. HOUSE - DAY\n\nMEERA\nI know [[does she?]] the way.\n\nShe goes /* or\nnot */ out."
    screenplay = read(Script(text))
    assert [one.text for one in screenplay.elements][1:] == ["I know", "the way.", "She goes", "out."]


def test_emphasis_is_taken_off_for_a_voice() -> None:
    assert plain("*Never* say **that** to _me_, 3 * 4 is snake_case.") == "Never say that to me, 3 * 4 is snake_case."


def test_other_words_for_a_speaker_are_told() -> None:
    text = (
        "“Come,” said the old fisherman Kofi.\n\n“Where?” asked little Meera.\n\n"
        "“Home,” said the old man.\n\n“Now?” said Meera."
    )
    screenplay = read(Script(text))
    assert [one.character for one in screenplay.elements if isinstance(one, Speech)] == [
        "Kofi",
        "Meera",
        "Kofi",
        "Meera",
    ]
    also = dict(screenplay.also)
    assert {"old fisherman", "old man"} <= set(also["Kofi"])


def test_a_crowd_is_nobody_and_its_words_are_told() -> None:
    screenplay = read(Script("“Hurrah!” shouted the villagers. “Thank you,” said Meera."))
    assert [one.character for one in screenplay.elements if isinstance(one, Speech)] == ["Meera"]


@pytest.mark.parametrize(
    "text",
    ["“" * 20_000, '"' * 20_000, "“a ”" * 5_000, "[[" * 20_000, "/*" * 20_000, "(" * 40_000, ":" * 40_000, "— а " * 480,
     "a" * 40_000, "\n" * 40_000, "'a " * 480, "#" * 40_000, "* " * 20_000, " " * 40_000 + "a", "~\n" * 9_000],
    ids=lambda text: text[:3],
)  # fmt: skip
def test_nothing_takes_long(text: str) -> None:
    for language in (Language.ENGLISH, Language.RUSSIAN, Language.HINDI, Language.JAPANESE):
        begun = time.process_time()
        with suppress(BadScript):
            read(Script("Meera said, “Yes.” " + text, language))
        assert time.process_time() - begun < 2


def test_a_book_is_refused_at_once() -> None:
    begun = time.process_time()
    with pytest.raises(BadScript, match="characters"):
        read(Script("Call me Ishmael. " * MAX_CHARACTERS))
    assert time.process_time() - begun < 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(list(Language)))
def test_any_text_in_any_language_is_read_or_refused(text: str, language: Language) -> None:
    try:
        screenplay = read(Script(text, language))
    except BadScript:
        return
    for element in screenplay.elements:
        assert element.text == text[element.span.start : element.span.end]
        assert element.text == element.text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "आंतरिक। थाना - रात\n\nराठौर फ़ाइल बंद करता है। छोटू चाय लाता है।\n\nराठौर\nबैठो।\n\nछोटू\nजी।\n",
        "ಒಳಾಂಗಣ - ಶಾಲೆ - ಬೆಳಿಗ್ಗೆ\n\nಗೌರಮ್ಮ ಬರುತ್ತಾಳೆ. ಬಸವ ನಿಂತಿದ್ದಾನೆ.\n\nಗೌರಮ್ಮ\nಬಾ.\n\nಬಸವ\nಬಂದೆ.\n",
        "内景　教室　黄昏\n\n小雨独自擦黑板。陈老师进来。\n\n陈老师\n怎么还不回家？\n\n小雨\n我等雨停。\n",
    ],
)
def test_a_cue_without_capitals_may_come_once(text: str) -> None:
    elements = read(Script(text)).elements
    assert isinstance(elements[0], Heading)
    assert len({one.character for one in elements if isinstance(one, Speech)}) == 2


def test_who_speaks_is_described_within_the_tag() -> None:
    story = "— Papa revient quand ? demanda Modou, qui venait d'avoir six ans.\n\n— Viens, dit la mère, il est tard."
    assert [(name, text) for name, _, text in said(story, Language.FRENCH)] == [
        ("Modou", "Papa revient quand ?"),
        ("mère", "Viens,"),
        ("mère", "il est tard."),
    ]


def test_a_title_above_its_story_is_no_cue() -> None:
    elements = read(Script("रामू\nरामू गाँव में रहता था। वह रोज़ नदी पर जाता था।\n\nएक दिन रामू नहीं आया।")).elements
    assert not [one for one in elements if isinstance(one, Speech)]
