"""Cities and names of the world: worked out of packages once, kept, and never somebody's word."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.story import world
from pipeline.story.tables import word_lists
from pipeline.vocabulary import Culture, Language


@pytest.fixture
def forgetful() -> None:
    world._world.cache_clear()


@pytest.mark.parametrize(
    ("writing", "culture", "city"),
    [
        ("latin", Culture.LATIN_AMERICAN, "Bucaramanga"),
        ("cyrillic", Culture.JAPANESE, "Саппоро"),
        ("tamil", Culture.SOUTH_INDIAN, "மங்களூர்"),
        ("han", Culture.JAPANESE, "宇都宮"),
        ("arabic", Culture.MIDDLE_EASTERN, "آبادان"),
    ],
)
def test_cities_are_at_home_somewhere(writing: str, culture: Culture, city: str) -> None:
    assert city in world.cities()[writing][culture.value]


def test_no_city_is_a_word_of_the_lists() -> None:
    words = {
        word.partition("=")[0].strip(" *\n")
        for section, labels in word_lists(Language.SPANISH).items()
        if section in ("person", "thing", "action")
        for listed in labels.values()
        if isinstance(listed, str)
        for word in listed.split(",")
    }
    assert not words & {name.casefold() for names in world.cities()["latin"].values() for name in names}


@pytest.mark.usefixtures("forgetful")
def test_worked_out_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_CACHE", str(tmp_path))
    found = world.cities()
    assert [path.name for path in tmp_path.iterdir()] == [f"world-{world._made_of()}.json"]
    world._world.cache_clear()
    monkeypatch.setattr(world, "_cities", dict)
    assert world.cities() == found
    world._world.cache_clear()


@pytest.mark.usefixtures("forgetful")
def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("STUDIO_CACHE", str(tmp_path / "file"))
    monkeypatch.setattr(world, "_cities", lambda: {"latin": {"japanese": ["Otaru"]}})
    assert world.cities() == {"latin": {"japanese": ["Otaru"]}}
    world._world.cache_clear()
