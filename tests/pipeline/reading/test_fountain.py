from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadScript
from pipeline.film import ActionText, Element, Heading, Screenplay, Script, Span, Speech, Transition
from pipeline.reading.fountain import write_fountain
from pipeline.stages.read import read
from pipeline.vocabulary import Language

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.txt"))

FOUNTAIN = """Title: The _Big_ Scene
Credit: Written by
Author: Somebody
Draft date: 1/1/2030

/* not filmed:
MEERA
Nothing. */

# Act One

= They meet.

INT. TEMPLE - DAWN #1#

A lamp burns.[[How long?]] Nobody is here.

.the river, later

!INT. is what the sign says

@McCoy (V.O.)
(softly)
I see *you*.
(beat)
I hear you.
TWO SPACES
And I wait.

BRICK
Shut up!

STEEL (CONT'D) ^
Shut up!

JOE (O.S.) (laughing)
Hello?

SINGER
~La la la

~Nobody sings this

> THE END <

===

> Burn to white

FADE OUT.
""".replace("TWO SPACES", "  ")


def parts(element: Element) -> tuple[object, ...]:
    match element:
        case Speech():
            return (
                element.character, element.text, element.parenthetical, element.unseen, element.dual, element.language,
            )  # fmt: skip
        case ActionText():
            return (element.text, element.told, element.language)
        case Heading() | Transition():
            return (type(element).__name__, element.text)


def test_fountain_is_read_whole() -> None:
    screenplay = read(Script(FOUNTAIN))
    assert (screenplay.title, screenplay.form, screenplay.language) == (
        "The _Big_ Scene",
        "screenplay",
        Language.ENGLISH,
    )
    assert [parts(element) for element in screenplay.elements] == [
        ("Heading", "Act One"),
        ("Heading", "INT. TEMPLE - DAWN"),
        ("A lamp burns.", False, None),
        ("Nobody is here.", False, None),
        ("Heading", "the river, later"),
        ("INT. is what the sign says", False, None),
        ("McCoy", "I see *you*.", "softly", True, False, None),
        ("McCoy", "I hear you.", "beat", True, False, None),
        ("McCoy", "And I wait.", None, True, False, None),
        ("Brick", "Shut up!", None, False, False, None),
        ("Steel", "Shut up!", None, False, True, None),
        ("Joe", "Hello?", "laughing", True, False, None),
        ("Singer", "La la la", None, False, False, None),
        ("Nobody sings this", True, None),
        ("THE END", False, None),
        ("Transition", "Burn to white"),
        ("Transition", "FADE OUT."),
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_back_from_fountain(path: Path) -> None:
    reads_back(read(Script(path.read_text(encoding="utf-8"))))


def reads_back(screenplay: Screenplay) -> None:
    written = write_fountain(screenplay)
    again = read(Script(written))
    assert [parts(one) for one in again.elements] == [parts(one) for one in screenplay.elements], written
    assert (again.language, again.form) == (screenplay.language, "screenplay")


_FRAGMENTS = st.sampled_from(
    [
        "INT. TEMPLE - DAWN", "दृश्य 1: मंदिर", "MEERA", "MEERA (V.O.)", "RAVI ^", "@McCoy", "मीरा", "(softly)", "(हँसकर)",
        "(laughs", "Meera: Yes.", "Ravi (sad)： no", "**Anna:** Hi.", "00:12 Anna: Oh", "[Anna] Well", "Host - Hello",
        "A: Hi. B: Ho.", "“Go,” said Ravi.", "“(beat)”", "“Where?\n(laughs)\nHere!” she said.", "— Да, — сказал он.",
        "«Oui», dit-elle.", "「はい」と言った", "美緒「はい」", "दादी: हाँ", "CUT TO:", "> FADE", "> The end <",
        "!ACTION", "!Meera: no", "~la la", "# T", "## Two", "= so", "===", "***", "[[x]]", "a [[note]] b", "/* c", "*/",
        "(He left.)", "~", "NARRATOR", "Narrator: Once.", ".here", "..", "BOOM", "He walks\nand\nwalks", "*Never*",
        "  ", "", "", "\u200f", "said the narrator", "॥ १ ॥", "धर्मक्षेत्रे कुरुक्षेत्रे ।", "NASA", "“I,” said NASA.",
    ]
)  # fmt: skip
_SCRIPTS = st.one_of(
    st.lists(_FRAGMENTS, min_size=1, max_size=14).map("\n".join),
    st.lists(st.one_of(_FRAGMENTS, st.text(max_size=12)), min_size=1, max_size=10).map("\n\n".join),
    st.text(alphabet="AaBé \n:.,!?—-“”\"'()[]*_~=>#@^<«»「」/।मी", max_size=120),
)


@settings(max_examples=300, deadline=None)
@given(_SCRIPTS, st.sampled_from([Language.ENGLISH, Language.HINDI, Language.JAPANESE, Language.RUSSIAN]))
def test_whatever_is_read_is_written_and_read_back_the_same(text: str, language: Language) -> None:
    try:
        screenplay = read(Script(text, language))
    except BadScript:
        return
    reads_back(screenplay)


_WORDS = st.lists(
    st.sampled_from(["Come", "here,", "now!", "गंगा", "の", "it's", "—", "5:30", "(no)"]), min_size=1, max_size=6
)
_TEXT = _WORDS.map(" ".join).filter(lambda text: any(one.isalpha() for one in text) and not text.startswith("(no)"))
_NAMES = st.sampled_from(["Meera", "old woman", "Dr. Rao", "मीरा", "祖父", "Jean-Luc", "McCoy", "I"])
_NOWHERE = Span(0, 0)
_ELEMENTS = st.one_of(
    st.builds(
        Speech,
        _NAMES,
        _TEXT,
        st.just(_NOWHERE),
        st.sampled_from([None, "softly", "हँसकर"]),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(ActionText, _TEXT, st.just(_NOWHERE), st.booleans()),
    st.builds(Heading, st.sampled_from(["INT. TEMPLE - DAWN", "The river", "दृश्य 2: नदी"]), st.just(_NOWHERE)),
    st.builds(Transition, st.sampled_from(["CUT TO:", "Slowly to black", "***"]), st.just(_NOWHERE)),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_ELEMENTS, min_size=1, max_size=12))
def test_any_screenplay_is_written_as_fountain(elements: list[Element]) -> None:
    screenplay = Screenplay("The Lamp", Language.ENGLISH, 0, "screenplay", tuple(elements))
    if not any(isinstance(one, ActionText | Speech) for one in elements):
        return
    again = read(Script(write_fountain(screenplay)))

    def without_language(element: Element) -> tuple[object, ...]:
        return parts(element)[:-1] if isinstance(element, ActionText | Speech) else parts(element)

    assert [without_language(one) for one in again.elements] == [without_language(one) for one in elements]
