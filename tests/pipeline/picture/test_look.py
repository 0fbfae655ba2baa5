from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.film import Character, Relation
from pipeline.picture.colour import oklch
from pipeline.picture.look import design_look, design_looks
from pipeline.vocabulary import Accessory, AgeGroup, Culture, Dress, FacialHair, Gender, HairStyle, RelationKind, Role

people = st.lists(
    st.builds(
        Character,
        name=st.sampled_from([f"Person {number}" for number in range(40)]),
        role=st.sampled_from(Role),
        age_group=st.sampled_from(AgeGroup),
        gender=st.sampled_from(Gender),
    ),
    min_size=2,
    max_size=5,
    unique_by=lambda person: person.name,
)


def distance(one: str, other: str) -> float:
    """In OKLab."""
    points = []
    for colour in (one, other):
        lightness, chroma, hue = oklch(colour)
        points.append((lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))))
    return math.dist(*points)


def somebody(description: str = "", name: str = "Arun", age: AgeGroup = AgeGroup.ADULT) -> Character:
    return Character(name, Role.SUPPORTING, age, Gender.MALE, description=description)


@settings(max_examples=40, deadline=None)
@given(people, st.sampled_from(Culture), st.integers(0, 2**31))
def test_no_two_in_a_film_look_alike(cast: list[Character], culture: Culture, seed: int) -> None:
    looks = design_looks(cast, culture, seed)
    assert looks == design_looks(cast, culture, seed)
    for one, other in combinations(looks.values(), 2):
        assert distance(one.dress_colours[0], other.dress_colours[0]) > 0.04


@settings(max_examples=20, deadline=None)
@given(people, st.sampled_from(Culture))
def test_a_newcomer_changes_nobody(cast: list[Character], culture: Culture) -> None:
    before = design_looks(cast[:-1], culture, 7)
    after = design_looks(cast, culture, 7)
    assert all(after[name] == look for name, look in before.items())


@pytest.mark.parametrize(
    ("description", "name", "dress"),
    [
        ("an old soldier", "Arun", Dress.UNIFORM),
        ("", "Doctor Rao", Dress.LAB_COAT),
        ("an astronaut", "Arun", Dress.SPACE_SUIT),
        ("a quiet monk", "Arun", Dress.MONK_ROBE),
        ("a knight of the realm", "Arun", Dress.ARMOUR),
        ("a man in a grey hoodie", "Arun", Dress.HOODIE),
    ],
)
def test_the_script_says_what_is_worn(description: str, name: str, dress: Dress) -> None:
    assert design_look(somebody(description, name), Culture.JAPANESE, 1).dress is dress


def test_the_script_says_how_they_look() -> None:
    king = design_look(somebody("a fat king with a long white beard and glasses"), Culture.NORTH_INDIAN, 1)
    assert Accessory.CROWN in king.accessories
    assert Accessory.GLASSES in king.accessories
    assert king.facial_hair is FacialHair.LONG_BEARD
    assert king.hair_colour == "D8D4CE"
    assert king.build > 1.15
    assert design_look(somebody("a bald man"), Culture.AMERICAN_MODERN, 1).hair_style is HairStyle.BALD


def test_children_have_no_beard() -> None:
    for seed in range(20):
        assert design_look(somebody(age=AgeGroup.CHILD), Culture.AFRICAN, seed).facial_hair is FacialHair.NONE


def test_hair_is_set_off_from_the_skin() -> None:
    for culture in Culture:
        for number in range(30):
            for age in AgeGroup:
                person = Character(f"P{number}", Role.SUPPORTING, age, Gender.FEMALE)
                look = design_look(person, culture, number)
                assert abs(oklch(look.hair_colour)[0] - oklch(look.skin)[0]) > 0.07, (culture, look)


@pytest.mark.parametrize("culture", Culture)
@pytest.mark.parametrize("seed", range(5))
def test_kin_are_of_one_complexion(culture: Culture, seed: int) -> None:
    grandmother = Character("Rosa", Role.SUPPORTING, AgeGroup.ELDERLY, Gender.FEMALE)
    grandchild = (Relation("Rosa", RelationKind.GRANDCHILD),)
    child = Character("Ben", Role.PROTAGONIST, AgeGroup.CHILD, Gender.MALE, relations=grandchild)
    looks = design_looks((grandmother, child), culture, seed)
    lightness = [oklch(look.skin)[0] for look in looks.values()]
    # Each is varied by at most .012 about a complexion.
    assert abs(lightness[0] - lightness[1]) <= 0.04
