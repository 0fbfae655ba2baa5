"""`studio character` through its door: a sheet for a description, clear answers to what it does not know."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from pipeline.cli.app import build
from pipeline.errors import BadBrief
from pipeline.film import Look
from pipeline.picture.character_sheet import WIDTH
from pipeline.picture.look import design_look
from pipeline.picture.overrides import PARTS, override
from pipeline.story.describe import describe
from pipeline.vocabulary import Accessory, AgeGroup, Culture, Dress, FacialHair, Gender, HairStyle

FISHERMAN = "old fisherman, Kerala, white beard"


def look_of(words: str) -> Look:
    known = describe(words)
    return design_look(known.character, known.culture, 0)


def test_a_sheet_is_drawn_and_the_same_words_give_the_same_person(tmp_path: Path) -> None:
    done = CliRunner().invoke(build(), ["character", FISHERMAN, "-o", str(tmp_path / "one.png")])
    assert done.exit_code == 0, done.output
    CliRunner().invoke(build(), ["character", FISHERMAN, "-o", str(tmp_path / "two.png")])
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    CliRunner().invoke(build(), ["character", FISHERMAN, "--set", "dress=kurta", "-o", str(tmp_path / "three.png")])
    one, three = (np.asarray(Image.open(tmp_path / f"{name}.png").convert("RGB")) for name in ("one", "three"))
    assert one.shape[1] == WIDTH
    assert one.shape != three.shape or (one != three).any()


@pytest.mark.parametrize(
    ("words", "age", "gender", "culture"),
    [
        (FISHERMAN, AgeGroup.ELDERLY, Gender.MALE, Culture.SOUTH_INDIAN),
        ("A young Japanese girl in a red kimono with two braids", AgeGroup.CHILD, Gender.FEMALE, Culture.JAPANESE),
        ("बूढ़ा किसान, सफेद दाढ़ी", AgeGroup.ELDERLY, Gender.MALE, Culture.NORTH_INDIAN),
    ],
)
def test_a_description_is_understood(words: str, age: AgeGroup, gender: Gender, culture: Culture) -> None:
    known = describe(words)
    assert (known.character.age_group, known.character.gender, known.culture) == (age, gender, culture)


def test_what_is_said_of_somebody_is_seen() -> None:
    fisherman = look_of(FISHERMAN)
    assert fisherman.facial_hair is FacialHair.BEARD
    girl = look_of("A young Japanese girl in a red kimono with two braids")
    assert (girl.dress, girl.hair_style) == (Dress.KIMONO, HairStyle.TWO_BRAIDS)
    assert look_of("teenage boy, hoodie, glasses").dress is Dress.HOODIE


def test_every_part_can_be_set_by_name() -> None:
    chosen = {
        "age": "teen", "gender": "nonbinary", "skin": "wheat", "hair": "high-bun", "hair-colour": "#AA5500",
        "beard": "stubble", "dress": "monks robe", "colours": "red+F0E0D0", "accessories": "glasses+hat",
        "build": "1.2", "face": "7",
    }  # fmt: skip
    assert set(chosen) == set(PARTS)
    look = override(look_of(FISHERMAN), [f"{name}={value}" for name, value in chosen.items()])
    before = look_of(FISHERMAN)
    assert look.accessories == (Accessory.GLASSES, Accessory.HAT)
    assert look.dress_colours[1:] == ("F0E0D0", before.dress_colours[2])
    for field in Look.__dataclass_fields__:
        assert getattr(look, field) != getattr(before, field), field


@pytest.mark.parametrize(
    ("pair", "choices"),
    [
        ("hair=mohawk", "high bun"),
        ("nose=long", "hair-colour"),
        ("skin=blue-ish", "wheat"),
        ("build=9", "1.3"),
        ("dress", "NAME=VALUE"),
    ],
)
def test_an_unknown_name_is_answered_with_the_choices(pair: str, choices: str) -> None:
    with pytest.raises(BadBrief, match=choices):
        override(look_of(FISHERMAN), [pair])
