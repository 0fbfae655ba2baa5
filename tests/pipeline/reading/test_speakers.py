import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.film import Script, Speech
from pipeline.stages.read import read
from pipeline.vocabulary import Language

STORIES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "prose.toml").read_text(encoding="utf-8"))[
    "story"
]


def spoken(text: str, language: str) -> list[str]:
    return [one.character for one in read(Script(text, Language(language))).elements if isinstance(one, Speech)]


def test_every_language_has_a_story_of_eight_quotes() -> None:
    assert {story["language"] for story in STORIES} == {language.value for language in Language}
    assert all(len(story["speakers"]) >= 8 for story in STORIES)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["language"])
def test_who_says_each_quote(story: dict[str, Any]) -> None:
    assert spoken(story["text"], story["language"]) == story["speakers"]
