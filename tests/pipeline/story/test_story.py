from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.film import ActionText, Brief, Line, Relation, Script, Speech, Story
from pipeline.stages.direct import direct
from pipeline.stages.read import read
from pipeline.story.analyse import analyse
from pipeline.storyboard_json import storyboard_json
from pipeline.vocabulary import (
    Action,
    AgeGroup,
    Culture,
    Emotion,
    Gender,
    Language,
    RelationKind,
    Role,
    Setting,
    TimeOfDay,
    Weather,
)

EXAMPLES = Path(__file__).parents[3] / "examples"


def understood(text: str) -> Story:
    return analyse(read(Script(text)))


@cache
def example(name: str) -> Story:
    return understood((EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"))


# A child and a grandparent, in a place, at a time, in a weather: the child speaks first.
TABLE = {
    "en": (
        (
            "INT. KITCHEN - NIGHT\n\nSnow falls outside. ANNA, a girl of seven, sits at the table.\n\n"
            "ANNA\n(afraid)\nGrandma, who is at the door?\n\nGRANDMA\n(tenderly)\nOnly the wind, my love.\n\n"
            "Grandma hugs Anna.\n"
        ),
        ("kitchen", "night", "snow", "european modern"),
        ("afraid", "tender"),
        {("Anna", "sit"), ("Grandma", "hug")},
    ),
    "es": (
        (
            "EXT. PLAYA - AMANECER\n\nHay niebla. LUCÍA, una niña de ocho años, corre.\n\nLUCÍA\n(triste)\n"
            "¡Abuelo, no te vayas!\n\nABUELO\n(con ternura)\nVolveré, Lucía.\n\nEl abuelo abraza a Lucía.\n"
        ),
        ("beach", "dawn", "mist", "latin american"),
        ("sad", "tender"),
        {("Lucía", "run"), ("Abuelo", "hug")},
    ),
    "fr": (
        (
            "EXT. FORÊT - NUIT\n\nIl neige. LÉA, une fille de neuf ans, marche.\n\nLÉA\n(triste)\n"
            "Grand-père, où est la maison ?\n\nGRAND-PÈRE\n(joyeux)\nPar ici, Léa !\n\nLéa pleure.\n"
        ),
        ("forest", "night", "snow", "european modern"),
        ("sad", "happy"),
        {("Léa", "walk"), ("Léa", "cry")},
    ),
    "de": (
        (
            "INNEN. KÜCHE - MORGEN\n\nEs regnet. ANNA, ein Mädchen von acht Jahren, sitzt am Tisch.\n\n"
            "ANNA\n(traurig)\n"
            "Oma, wo ist der Brief?\n\nOMA\n(wütend)\nIch habe keinen Brief!\n\nAnna weint.\n"
        ),
        ("kitchen", "morning", "rain", "european modern"),
        ("sad", "angry"),
        {("Anna", "sit"), ("Anna", "cry")},
    ),
    "it": (
        (
            "INT. CUCINA - SERA\n\nPiove. ANNA, una bambina di otto anni, siede vicino alla finestra.\n\n"
            "ANNA\n(triste)\n"
            "Nonna, dov'è la lettera?\n\nNONNA\n(felice)\nEccola, Anna!\n\nAnna legge la lettera.\n"
        ),
        ("kitchen", "evening", "rain", "european modern"),
        ("sad", "happy"),
        {("Anna", "sit"), ("Anna", "read")},
    ),
    "hi": (
        (
            "EXT. मंदिर - सुबह\n\nबारिश हो रही है। मीरा, आठ साल की लड़की, दौड़ती है।\n\n"
            "मीरा: (खुश) दादी, देखो!\n\n"
            "दादी: (गुस्से में) इधर आ!\n\nमीरा हँसती है।\n"
        ),
        ("temple", "morning", "rain", "north indian"),
        ("happy", "angry"),
        {("मीरा", "run"), ("मीरा", "laugh")},
    ),
    "ta": (
        (
            "EXT. கோவில் - இரவு\n\nமழை பெய்கிறது. சிறுமி மீனா ஓடி வருகிறாள்.\n\n"
            "மீனா: (பயந்து) பாட்டி, எங்கே இருக்கிறீர்கள்?\n\nபாட்டி: (அன்பாக) இங்கே, கண்ணு.\n\nமீனா பாட்டியை அணைத்து அழுகிறாள்.\n"
        ),
        ("temple", "night", "rain", "south indian"),
        ("afraid", "tender"),
        {("மீனா", "run"), ("மீனா", "hug"), ("மீனா", "cry")},
    ),
    "ja": (
        (
            "○ 神社・夜\n\n雪が降っている。八歳の少女ミカが走ってくる。\n\nミカ：（悲しそうに）おばあちゃん、どこ？\n\n"
            "祖母：（優しく）ここよ、ミカ。\n\nミカは泣く。\n"
        ),
        ("temple", "night", "snow", "japanese"),
        ("sad", "tender"),
        {("ミカ", "run"), ("ミカ", "cry")},
    ),
    "zh": (
        (
            "场景一：森林 - 夜晚\n\n下雨了。八岁的女孩小美跑来。\n\n小美：（害怕）奶奶，你在哪里？\n\n"
            "奶奶：（温柔）我在这里，小美。\n\n小美哭了。\n"
        ),
        ("forest", "night", "rain", "chinese"),
        ("afraid", "tender"),
        {("小美", "run"), ("小美", "cry")},
    ),
    "ko": (
        (
            "장면 1: 숲 - 밤\n\n비가 온다. 여덟 살 소녀 미나가 뛰어온다.\n\n미나: (슬프게) 할머니, 어디 계세요?\n\n"
            "할머니: (다정하게) 여기 있다, 미나.\n\n미나가 운다.\n"
        ),
        ("forest", "night", "rain", "korean"),
        ("sad", "tender"),
        {("미나", "run"), ("미나", "cry")},
    ),
    "ru": (
        (
            "ИНТ. КУХНЯ - ВЕЧЕР\n\nИдёт снег. МАША, девочка восьми лет, сидит у окна.\n\nМАША\n(грустно)\n"
            "Бабушка, где папа?\n\nБАБУШКА\n(ласково)\nОн скоро придёт, Маша.\n\nБабушка обнимает Машу.\n"
        ),
        ("kitchen", "evening", "snow", "european modern"),
        ("sad", "tender"),
        {("Маша", "sit"), ("Бабушка", "hug")},
    ),
    "ar": (
        (
            "مشهد 1: مسجد - ليل\n\nالمطر يهطل. الطفلة ليلى تركض.\n\nليلى: (حزينة) جدتي، أين أنت؟\n\n"
            "جدتي: (بحنان) أنا هنا يا ليلى.\n\nليلى تبكي.\n"
        ),
        ("mosque", "night", "rain", "middle eastern"),
        ("sad", "tender"),
        {("ليلى", "run"), ("ليلى", "cry")},
    ),
}


@pytest.mark.parametrize(("code", "row"), TABLE.items(), ids=TABLE)
def test_a_short_script_is_understood(code: str, row: tuple[str, tuple[str, ...], tuple[str, str], set[Any]]) -> None:
    text, (setting, time, weather, culture), feelings, deeds = row
    story = understood(text)
    (scene,) = story.scenes
    assert story.language is Language(code)
    assert (scene.setting, scene.time_of_day, scene.weather) == (Setting(setting), TimeOfDay(time), Weather(weather))
    assert scene.culture is Culture(culture)
    child, elder = story.characters
    assert [scene.lines[0].character, scene.lines[-1].character] == [child.name, elder.name]
    assert (scene.lines[0].emotion, scene.lines[-1].emotion) == tuple(Emotion(one) for one in feelings)
    assert {(deed.who, deed.what.value) for deed in scene.deeds if deed.what is not Action.STAND} == deeds
    assert (child.age_group, child.gender) == (AgeGroup.CHILD, Gender.FEMALE)
    assert elder.age_group is AgeGroup.ELDERLY
    assert elder.gender is (Gender.MALE if code in {"es", "fr"} else Gender.FEMALE)
    assert child.relations == (Relation(elder.name, RelationKind.GRANDCHILD),)
    assert elder.relations == (Relation(child.name, RelationKind.GRANDPARENT),)


@pytest.mark.parametrize(
    ("name", "culture", "places", "times"),
    [
        ("the-lamp", "south indian", ["temple", "river ghat"], ["dusk", "night"]),
        ("diya", "north indian", ["village", "village"], ["evening", "night"]),
        ("la-carta", "latin american", ["kitchen", "courtyard"], ["afternoon", "night"]),
        ("lighthouse", "european modern", ["harbour", "harbour"], ["night", "dawn"]),
        ("mazhai", "south indian", ["village", "village", "garden"], ["evening", "night", "morning"]),
        ("podcast", "north indian", ["podcast studio"], ["night"]),
        ("sakura", "japanese", ["garden", "garden"], ["morning", "evening"]),
    ],
)
def test_the_examples(name: str, culture: str, places: list[str], times: list[str]) -> None:
    story = example(name)
    assert {scene.culture.value for scene in story.scenes} == {culture}
    assert [scene.setting.value for scene in story.scenes] == places
    assert [scene.time_of_day.value for scene in story.scenes] == times
    assert len(story.characters) == 2
    if name != "podcast":
        assert {character.age_group for character in story.characters} == {AgeGroup.CHILD, AgeGroup.ELDERLY}
    assert all(set(scene.present) == {character.name for character in story.characters} for scene in story.scenes)


def test_a_clay_lamp_stays_one() -> None:
    assert all({"diya lamp", "lamp"} & set(scene.objects) == {"diya lamp"} for scene in example("the-lamp").scenes)


def test_a_lamp_that_is_lit_is_not_read() -> None:
    assert all(deed.what is not Action.READ for scene in example("the-lamp").scenes for deed in scene.deeds)


@pytest.mark.parametrize(
    ("text", "culture", "inferred"),
    [
        ("Meera ran. Meera called! Paati saw the kolam by the gopuram and laughed.", Culture.SOUTH_INDIAN, False),
        ("She ran home and shut the door.", Culture.EUROPEAN_MODERN, True),
        ("मीरा क्योटो में किमोनो पहनकर समुराई से मिली। टोक्यो दूर था।", Culture.JAPANESE, False),
        ("மீனா வீட்டுக்கு ஓடினாள்.", Culture.SOUTH_INDIAN, True),
    ],
)
def test_whose_culture_a_story_is_of(text: str, culture: Culture, inferred: bool) -> None:
    story = understood(text)
    assert {scene.culture for scene in story.scenes} == {culture}
    assert ("scenes[0].cultural_context" in story.inferred) is inferred


def test_a_show_has_a_host_and_guests_in_a_studio() -> None:
    story = example("podcast")
    assert story.podcast
    assert [character.role for character in story.characters] == [Role.HOST, Role.GUEST]


@pytest.mark.parametrize(
    ("text", "podcast"),
    [
        ("Host: Why is the sky blue?\nGuest: Light scatters.", True),
        ("मेज़बान: आकाश नीला क्यों है?\nअतिथि: प्रकाश बिखरता है।", True),
        ("Ana: Bienvenidos al programa.\nLuis: Gracias a todos.", True),
        ("Meera: Where is the lamp?\nRavi: By the river.", False),
        ("INT. STUDIO - DAY\n\nHOST\nWelcome to the show!\n\nGUEST\nThank you.", False),
    ],
)
def test_what_is_a_podcast(text: str, podcast: bool) -> None:
    assert understood(text).podcast is podcast


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The old fisherman Kofi sat. “Come,” said Kofi.", {"Kofi": ("elderly", "male")}),
        ("SARA, 16, runs in.\n\nSARA\nI am late!", {"Sara": ("teen", "female")}),
        ("Mr. Bell: It is cold.\nMrs. Bell: It is.", {"Mr. Bell": ("adult", "male"), "Mrs. Bell": ("adult", "female")}),
        (
            "EXT. गाँव - शाम\n\nआठ साल का राजू बैठा है। दादी राजू को गले लगाती हैं।\n\nराजू: (उदास) दादी!\n\nदादी: आ जा।",
            {"राजू": ("child", "male"), "दादी": ("elderly", "female")},
        ),
    ],
)
def test_age_and_gender(text: str, people: dict[str, tuple[str, str]]) -> None:
    found = {one.name: (one.age_group.value, one.gender.value) for one in understood(text).characters}
    assert found == people


def test_beats_open_and_close_the_story() -> None:
    beats = [scene.beat for scene in example("mazhai").scenes]
    assert [beat.value for beat in beats if beat] == ["setup", "climax", "resolution"]


# ------------------------------------------------------------------------------------------------- promises

_LONG = (
    "On and on the river ran, past the mill, past the bridge, past the old man who slept in his boat, past the town, "
    "past the last lamp of the last house, until nobody knew its name any more."
)
_SAID = st.sampled_from(
    [
        "Come here!",
        "Oh no. It is late, Meera.",
        "वह आई। दीया कहाँ है?",
        "行こう。はい！",
        "¿Vamos? Ya voy.",
        "…",
        "Dr. Rao? 9.30.",
        _LONG,
    ]
)
_ELEMENT = st.one_of(
    st.sampled_from(["INT. TEMPLE - DAWN", "EXT. BEACH - NIGHT", "CUT TO:", "The next day it rained.", "She sits."]),
    st.tuples(st.sampled_from(["MEERA", "RAVI"]), _SAID).map("\n".join),
    st.tuples(st.sampled_from(["Meera", "Narrator"]), _SAID).map(": ".join),
    _SAID.map('"{}" said Meera.'.format),
    _SAID,
)
SCRIPTS = st.lists(_ELEMENT, min_size=1, max_size=8).map("\n\n".join)


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=30)
@given(SCRIPTS)
def test_nothing_said_or_told_is_lost_or_added(text: str) -> None:
    screenplay = read(Script(f"Meera: Yes.\n\n{text}", Language.ENGLISH))
    story = analyse(screenplay)
    written = [
        (one.character if isinstance(one, Speech) else None, squeezed(one.text))
        for one in screenplay.elements
        if isinstance(one, Speech) or (isinstance(one, ActionText) and one.told)
    ]
    lines = [moment for scene in story.scenes for moment in scene.moments if isinstance(moment, Line)]
    assert "".join(squeezed(line.text) for line in lines) == "".join(words for _, words in written)
    assert list(dict.fromkeys(line.character for line in lines)) == list(dict.fromkeys(who for who, _ in written))
    assert len({line.line_id for line in lines}) == len(lines)
    assert [scene.scene_number for scene in story.scenes] == list(range(1, len(story.scenes) + 1))


def resolve(data: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    for key, index in regex.findall(r"(\w+)|\[(\d+)\]", path):
        data = data[key] if key else data[int(index)]
    return data


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.txt")))
def test_what_was_inferred_stands_in_the_storyboard(name: str) -> None:
    story = example(name)
    data = storyboard_json(direct(story, Brief()), Brief())
    assert story.inferred
    assert len(set(story.inferred)) == len(story.inferred)
    for path in story.inferred:
        resolve(data, path)


def test_what_the_text_says_is_not_called_inferred() -> None:
    inferred = set(example("la-carta").inferred)
    said = {"scenes[0].setting", "scenes[0].weather", "scenes[0].time_of_day", "characters[0].age_group"}
    assert not inferred & said
    assert "scenes[0].beat" in inferred
