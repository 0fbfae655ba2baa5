"""Who speaks where the words for them are in no list: articles, appositions, compounds, names that only places bear."""

from __future__ import annotations

import pytest

from pipeline.film import ActionText, Script, Speech
from pipeline.stages.read import read
from pipeline.story.analyse import analyse
from pipeline.vocabulary import AgeGroup, Gender, Language


def _said(text: str, language: Language) -> list[tuple[str, str]]:
    return [(one.character, one.text) for one in read(Script(text, language)).elements if isinstance(one, Speech)]


def test_a_noun_in_no_list_speaks_behind_its_article() -> None:
    text = (
        "Es klopfte an der Mühle.\n\n„Gib mir Brot“, sprach der Bettler.\n\n"
        "„Nein“, sagte die Müllerstochter.\n"
        "„Danke“, sagte der Bettler."
    )
    assert [who for who, _ in _said(text, Language.GERMAN)] == ["Bettler", "Müllerstochter", "Bettler"]


def test_what_is_said_behind_a_verb_is_nobody() -> None:
    text = "Anna stand up. She asked the way and told the truth.\n\n“Go left,” Ben said.\n\n“Thank you,” said Anna."
    assert [who for who, _ in _said(text, Language.ENGLISH)] == ["Ben", "Anna"]


def test_a_tag_ends_behind_its_apposition() -> None:
    script = read(
        Script(
            "“It burns,” said Wat, the turnspit boy. “All of it.”\n\n“So it does,” whispered his uncle, Ned.",
            Language.ENGLISH,
        )
    )
    assert [one.character for one in script.elements if isinstance(one, Speech)] == ["Wat", "Wat", "Ned"]
    assert not any(isinstance(one, ActionText) and "turnspit" in one.text for one in script.elements)


def test_what_happens_beside_a_tag_is_still_told() -> None:
    script = read(Script("“So it is,” said Anna, the door closing behind her.\n\n“Yes,” said Ben.", Language.ENGLISH))
    assert any(isinstance(one, ActionText) and "door" in one.text for one in script.elements)


@pytest.mark.parametrize(
    ("text", "language", "nobody"),
    [
        (
            "Seoul hummed below them. Jiho and Sora ate.\n\n“Eat,” Jiho said.\n\n“You first,” said Sora.",
            Language.ENGLISH,
            "Seoul",
        ),
        ("The Meridian drifted on. Okafor slept.\n\n“Wake up,” said Ines.", Language.ENGLISH, "Meridian"),
        (
            "Rue Mouffetard, Solange compte ses pièces.\n\n— Il manque vingt centimes, dit Solange.",
            Language.FRENCH,
            "Mouffetard",
        ),
        (
            "La iglesia de San Andrés estaba abierta. Remedios rezaba.\n\n—Entra —dijo Remedios.",
            Language.SPANISH,
            "Andrés",
        ),
    ],
)
def test_places_and_ships_are_nobody(text: str, language: Language, nobody: str) -> None:
    people = [one.name for one in analyse(read(Script(text, language))).characters]
    assert not any(nobody in name for name in people), people
    assert people


def test_an_article_tells_a_gender_and_a_young_priest_is_no_child() -> None:
    text = "La sala estaba llena.\n\n—Siéntese —dijo la taquígrafa.\n\n—Gracias —dijo el joven sacerdote."
    people = {one.name: one for one in analyse(read(Script(text, Language.SPANISH))).characters}
    assert people["taquígrafa"].gender is Gender.FEMALE
    assert people["joven sacerdote"].age_group is AgeGroup.ADULT


def test_a_story_does_not_play_where_somebody_came_from() -> None:
    text = (
        "Before sunrise the workshop in Kyoto was blue with cold. Emma had come from Leeds to learn.\n\n"
        "“This one is yours,” said old Haruto.\n\n“But it is broken,” said Emma."
    )
    assert {scene.culture.value for scene in analyse(read(Script(text, Language.ENGLISH))).scenes} == {"japanese"}


def test_a_scene_of_talk_alone_is_described_by_its_whole_heading() -> None:
    script = Script("EXT. RIVER - DUSK\n\nMEERA\nLook!\n\nEXT. HARBOUR - NIGHT\n\nRAVI\nIt shines.", Language.ENGLISH)
    assert [one.description for one in analyse(read(script)).scenes] == ["EXT. RIVER - DUSK", "EXT. HARBOUR - NIGHT"]


@pytest.mark.parametrize(
    "opening", ["Early in the morning", "Winter came and", "Dawn broke and", "Royal guards ran and", "Heaven knew why"]
)
def test_a_word_that_opens_a_sentence_is_nobody(opening: str) -> None:
    text = f"{opening} Tom woke in the cold.\n\n“Who is there?” Tom asked.\n\n“Only me,” said Anna."
    assert {one.name for one in analyse(read(Script(text, Language.ENGLISH))).characters} == {"Tom", "Anna"}


def test_a_name_in_no_list_of_ours_is_somebody_once_it_speaks() -> None:
    text = "Wilhelmina closed the shop.\n\n“It is late,” Wilhelmina said.\n\n“It is,” said Anna."
    people = {one.name: one.gender for one in analyse(read(Script(text, Language.ENGLISH))).characters}
    assert people == {"Wilhelmina": Gender.FEMALE, "Anna": Gender.FEMALE}


def test_nobody_calls_themselves() -> None:
    text = "తాతయ్య మంచం మీద కూర్చున్నాడు. ఆరేళ్ల గౌరి వచ్చింది.\n\n“కథ చెప్పనా?” తాతయ్య అడిగాడు.\n\n“తాతయ్యా, కథ చెప్పు!”\n\n“సరే,” గౌరి నవ్వింది."
    assert [who for who, _ in _said(text, Language.TELUGU)][1] != "తాతయ్య"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("રમીલાબેને બારણું ખોલ્યું.\n\n“બેસ, બેટા.”\n\nરમીલાબેન હસ્યાં.", Language.GUJARATI, "રમીલાબેન"),
        ("પંદર વરસનો ઓચિયેંગ દોડતો આવ્યો.\n\n“મને સંતાડો!”", Language.GUJARATI, "ઓચિયેંગ"),
    ],
)
def test_a_name_is_known_by_its_end_or_its_bearers_age(text: str, language: Language, name: str) -> None:
    assert {who for who, _ in _said(text, language)} == {name}


def test_a_small_word_is_nobodys_name() -> None:
    text = "Lucía cerró la puerta. Solo sonrió.\n\n—Buenas noches —dijo Lucía."
    assert [one.name for one in analyse(read(Script(text, Language.SPANISH))).characters] == ["Lucía"]
