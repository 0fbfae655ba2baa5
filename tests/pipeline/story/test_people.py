"""Who is in a story, who is meant and who does what: cases that once went wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import regex

from pipeline.film import Brief, Script, Story
from pipeline.stages.direct import direct
from pipeline.stages.read import read
from pipeline.story.analyse import analyse
from pipeline.story.clock import hour_in
from pipeline.storyboard_json import storyboard_json
from pipeline.vocabulary import Action, AgeGroup, Gender, Language, TimeOfDay


def understood(text: str, language: Language | None = None) -> Story:
    return analyse(read(Script(text, language)))


def deeds(story: Story) -> set[tuple[str | None, str]]:
    return {
        (deed.who, deed.what.value) for scene in story.scenes for deed in scene.deeds if deed.what is not Action.STAND
    }


def names(story: Story) -> list[str]:
    return [one.name for one in story.characters]


def test_who_is_heard_first_and_comes_in_later_is_seen() -> None:
    story = understood("INT. HALL - DAY\n\nANNA (O.S.)\nI am coming.\n\nAnna walks in and sits.\n\nPETER\nGood.\n")
    assert set(story.scenes[0].present) == {"Anna", "Peter"}
    heard = understood("INT. HALL - DAY\n\nANNA (O.S.)\nI am coming.\n\nPETER\nGood.\n")
    assert heard.scenes[0].present == ("Peter",)


def test_a_name_that_is_also_a_word_is_known_by_its_capital() -> None:
    story = understood("WILL: Come.\nMAY: No.\n\nShe will run soon. It may rain.", Language.ENGLISH)
    assert "Will" not in {who for who, _ in deeds(story)}
    letters = understood("A: Come.\nB: No.\n\nA dog barks and runs.", Language.ENGLISH)
    assert "A" not in {who for who, _ in deeds(letters)}


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("MEERA: Hi.\nRAVI: Hi.\n\nMeera sits and Ravi laughs.", {("Meera", "sit"), ("Ravi", "laugh")}),
        ("MEERA: Hi.\nRAVI: Hi.\n\nMeera walks in. She hugs Ravi.", {("Meera", "walk in"), ("Meera", "hug")}),
    ],
)
def test_who_does_what(text: str, done: set[tuple[str, str]]) -> None:
    assert deeds(understood(text, Language.ENGLISH)) == done


def test_numbers_that_are_no_ages() -> None:
    story = understood("PETER: Table for 2, please.\nANNA: Room 12, now.", Language.ENGLISH)
    assert {one.age_group for one in story.characters} == {AgeGroup.ADULT}


def test_kin_in_other_words_is_no_kin() -> None:
    story = understood("ANNA: I met his son in Rome.\nJASON: Nice.", Language.ENGLISH)
    assert all(not one.relations for one in story.characters)


def test_one_person_is_one() -> None:
    story = understood(
        "Rain beat on the roof. Martin Hale stood there. He was sixty, a thin man with a moustache.\n\n"
        "“Is this free?” asked Lily, a girl of eight with a yellow scarf.\n\n“It is,” said Martin.\n\n"
        "A girl came running down the road. Her name was Priya and she was a nurse.\n\n“I am late,” said Priya."
    )
    assert names(story) == ["Martin Hale", "Lily", "Priya"]
    assert story.character("Lily").age_group is AgeGroup.CHILD
    assert [one.also for one in story.characters] == [("Martin",), ("girl",), ()]
    girl = next(moment for scene in story.scenes for moment in scene.moments if moment.text.startswith("A girl came"))
    assert getattr(girl, "who", getattr(girl, "character", None)) != "Lily"
    late = next(line for scene in story.scenes for line in scene.lines if line.text == "I am late,")
    assert late.character == "Priya"


@pytest.mark.parametrize(
    ("opening", "also"),
    [
        ("Ellen, a woman of thirty, came up the path.", ("woman",)),
        ("A woman named Ellen came up the path.", ("woman",)),
        ("Ellen came up the path. Beside Ellen, a woman sang.", ()),
    ],
)
def test_somebody_described_beside_their_name_is_one(opening: str, also: tuple[str, ...]) -> None:
    story = understood(f"{opening} “Is anybody home?” Ellen called.", Language.ENGLISH)
    assert story.character("Ellen").also == also
    assert story.character("Ellen").gender is Gender.FEMALE


def test_who_stands_behind_a_place_is_not_swallowed() -> None:
    story = understood(
        "Ellen came up the path. On the hill stood Marta.\n\n“Up here,” she said.\n\n“Marta!” Ellen cried."
    )
    assert names(story) == ["Ellen", "Marta"]
    assert next(line for scene in story.scenes for line in scene.lines if line.text == "Up here,").character == "Marta"


def test_an_epithet_is_not_tied_to_a_name_within_a_word() -> None:
    story = understood("All was quiet. “Come,” said the old man.\n\nThen Al, an old man, came in. “Hello,” said Al.")
    come = next(line for scene in story.scenes for line in scene.lines if line.text.startswith("Come"))
    assert come.character != "Al"


def test_emphasis_makes_nobody_and_loses_nothing() -> None:
    story = understood("ANNA: Is 5*3 fifteen, or is a*b? I *never* knew.\n\n*Suddenly* Anna runs in.", Language.ENGLISH)
    assert names(story) == ["Anna"]
    assert [line.text for line in story.scenes[0].lines] == ["Is 5*3 fifteen, or is a*b?", "I never knew."]


@pytest.mark.parametrize(
    "text",
    [
        "José entra y se sienta. Sofía entró llorando.\n\n—Hola —dijo José.\n\n—Hola —dijo Sofía.",
        "दादी मंदिर में बैठती हैं। राजू दौड़ता है।\n\nराजू: दादी!\n\nदादी: आ जा।",
    ],
)
def test_letters_composed_or_not_are_the_same(text: str) -> None:
    composed = understood(unicodedata.normalize("NFC", text))
    apart = understood(unicodedata.normalize("NFD", text))
    same = [unicodedata.normalize("NFC", name) for name in names(apart)]
    assert same == names(composed)
    assert [len(scene.present) for scene in apart.scenes] == [len(scene.present) for scene in composed.scenes]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("It is nine a.m. on a Tuesday.", TimeOfDay.MORNING),
        ("At 21:30 the bell rang.", TimeOfDay.NIGHT),
        ("Which one am I?", None),
        ("He won 3:21.", None),
        ("99 pm", None),
    ],
)
def test_the_clock(text: str, hour: TimeOfDay | None) -> None:
    told = hour_in(text)
    assert (told[0] if told else None) is hour


def test_every_finding_points_to_something() -> None:
    text = (
        "INT. KITCHEN - NIGHT\n\nA lamp burns. Anna, a brave girl, lights a diya lamp. A bell rings.\n\nANNA\nAmen.\n"
    )
    data = storyboard_json(direct(understood(text), Brief()), Brief())
    for finding in data["findings"]:
        place: Any = data
        for key, index in regex.findall(r"(\w+)|\[(\d+)\]", finding["path"]):
            place = place[key] if key else place[int(index)]
        assert place is not None


def test_the_same_in_every_process() -> None:
    text = (
        "गाँव में एक किसान रहता था। रामूराम ने पानी पिया। रामू ने देखा। रामूराम ने कहा। रामूराम ने गाना गाया। रामू ने खाना खाया। "
        "रामू ने खेत में काम किया।"
    )
    code = (
        "import sys; from pipeline.film import Script; from pipeline.stages.read import read; "
        "from pipeline.story.analyse import analyse; import json; "
        "print(json.dumps([one.name for one in analyse(read(Script(sys.argv[1]))).characters]))"
    )
    root = Path(__file__).parents[3]
    found = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code, text],
                env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root)},
                capture_output=True,
                check=True,
                cwd=root,
            ).stdout
        )
        for seed in (1, 2, 3)
    ]
    assert found[0] == found[1] == found[2]


def test_he_is_not_the_woman_just_named() -> None:
    story = understood("Bisi held her son by the sleeve. He was sixteen.\n\n“Mama,” said Tunde.\n\n“Yes,” said Bisi.")
    assert story.character("Bisi").gender is Gender.FEMALE
    assert story.character("Bisi").age_group is AgeGroup.ADULT


def test_what_a_tag_tells_of_who_speaks_counts() -> None:
    story = understood("“बाबा, यह गाता क्यों नहीं?” नौ साल की मरियम ने पूछा।\n\n“पता नहीं,” यूसुफ़ ने कहा।", Language.HINDI)
    assert story.character("मरियम").age_group is AgeGroup.CHILD
