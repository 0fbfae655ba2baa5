from __future__ import annotations

import pytest

from pipeline.film import Script
from pipeline.stages.read import read
from pipeline.story.analyse import analyse


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            (
                "Meera stirred the pot on the stove. The kitchen was warm.\n\n“Eat,” said Meera.\n\n"
                "The next morning she stood on the beach and watched the waves."
            ),
            ["Meera stirred the pot on the stove.", "The next morning she stood on the beach and watched the waves."],
        ),
        (
            (
                "Er saß in der Küche und schälte Kartoffeln. Es war Abend.\n\n"
                "Im Wald rauschten die Tannen. Ein Reh hob den Kopf."
            ),
            ["Er saß in der Küche und schälte Kartoffeln.", "Im Wald rauschten die Tannen."],
        ),
        (
            "सुबह राजू स्कूल में बैठा था। मास्टर जी पढ़ा रहे थे।\n\nरात को वह छत पर तारे देख रहा था।",
            ["सुबह राजू स्कूल में बैठा था।", "रात को वह छत पर तारे देख रहा था।"],
        ),
        (
            "朝、彼女は台所で味噌汁を作った。\n\n***\n\n彼は駅のホームに立っていた。",
            ["朝、彼女は台所で味噌汁を作った。", "彼は駅のホームに立っていた。"],
        ),
        (
            "She walked across the kitchen to the window. The kettle sang.\n\nShe sat down at the kitchen table again.",
            ["She walked across the kitchen to the window."],
        ),
    ],
)
def test_a_told_story_is_split_where_place_or_time_changes(text: str, starts: list[str]) -> None:
    story = analyse(read(Script(text)))
    assert [scene.lines[0].text for scene in story.scenes] == starts


def test_lines_know_where_they_stand_in_the_script() -> None:
    text = "EXT. BEACH - DAWN\n\nSara, 9, runs in.\n\nSARA\n(afraid)\nWait for me! I am *tired*.\n"
    story = analyse(read(Script(text)))
    (scene,) = story.scenes
    assert [text[line.span.start : line.span.end] for line in scene.lines if line.span] == [
        "Wait for me!",
        "I am *tired*.",
    ]
    assert [line.text for line in scene.lines] == ["Wait for me!", "I am tired."]
    assert all(deed.span and text[deed.span.start : deed.span.end] == deed.text for deed in scene.deeds)


def test_every_finding_has_a_confidence_and_the_words_that_say_so() -> None:
    text = "EXT. BEACH - DAWN\n\nSara, 9, runs in.\n\nSARA\nWait for me!\n"
    story = analyse(read(Script(text)))
    findings = {finding.path: finding for finding in story.findings}
    assert all(0 <= finding.confidence <= 1 for finding in story.findings)
    assert (findings["scenes[0].setting"].words, findings["scenes[0].time_of_day"].words) == ("BEACH", "DAWN")
    assert findings["characters[0].age_group"].words == "9"
    assert findings["scenes[0].weather"].words is None
    assert "scenes[0].weather" in story.inferred
