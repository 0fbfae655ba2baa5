from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from pipeline.film import Character, Look
from pipeline.picture.acting import FEELINGS
from pipeline.picture.figure import Figure, Pose, bounds, draw_figure, draw_shadow, face_centre, stature
from pipeline.picture.look import design_look
from pipeline.picture.palette import light_for
from pipeline.picture.pose import CHANNELS, REST
from pipeline.picture.speech_shapes import SHAPES
from pipeline.vocabulary import (
    Accessory,
    AgeGroup,
    Culture,
    Dress,
    Emotion,
    FacialHair,
    Facing,
    Gender,
    HairStyle,
    Role,
    TimeOfDay,
    Weather,
)

Pixels = NDArray[np.uint8]
LIGHT = light_for(TimeOfDay.MORNING, Weather.CLEAR, indoor=False, culture=Culture.NORTH_INDIAN, seed=0)
SIZE = 220


def look_of(age: AgeGroup = AgeGroup.ADULT, gender: Gender = Gender.FEMALE, seed: int = 3) -> Look:
    return design_look(Character("Asha", Role.PROTAGONIST, age, gender), Culture.NORTH_INDIAN, seed)


def picture(
    look: Look, pose: Pose | None = None, facing: Facing = Facing.RIGHT, *, back: bool = False, close: bool = False
) -> Pixels:
    pose = {} if pose is None else pose
    surface = skia.Surface(SIZE, SIZE)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    height = 640.0 if close else 190.0
    if close:
        x, y = face_centre(look, pose, facing, height)
        canvas.translate(SIZE / 2 - x, SIZE / 2 - y)
    else:
        canvas.translate(SIZE / 2, SIZE - 8)
    draw_figure(canvas, look, pose, facing, back, LIGHT, height)
    return np.array(surface.makeImageSnapshot().toarray())


def differ(one: Pixels, other: Pixels) -> int:
    return int((np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 12).sum())


def all_differ(pictures: list[Pixels], least: int) -> None:
    for index, one in enumerate(pictures):
        for other in pictures[index + 1 :]:
            assert differ(one, other) > least


def test_the_same_pixels_twice() -> None:
    look = look_of()
    figure = Figure(look, LIGHT)
    first = picture(look)
    assert np.array_equal(first, picture(look))
    surface = skia.Surface(SIZE, SIZE)
    surface.getCanvas().clear(skia.ColorTRANSPARENT)
    surface.getCanvas().translate(SIZE / 2, SIZE - 8)
    figure.draw(surface.getCanvas(), REST, Facing.RIGHT, back_to_camera=False, height_px=190)
    assert np.array_equal(first, surface.makeImageSnapshot().toarray())


def test_every_dress_is_its_own() -> None:
    woman = look_of()
    all_differ([picture(replace(woman, dress=dress)) for dress in Dress], 150)


def test_every_hair_style_is_its_own() -> None:
    for back in (False, True):
        look = replace(look_of(), accessories=())
        styles = HairStyle if not back else (HairStyle.BALD, HairStyle.BUN, HairStyle.LONG_BRAID, HairStyle.AFRO)
        all_differ([picture(replace(look, hair_style=style), close=True, back=back) for style in styles], 25)


def test_every_beard_and_every_thing_worn_is_seen() -> None:
    man = replace(look_of(gender=Gender.MALE), accessories=(), facial_hair=FacialHair.NONE)
    all_differ([picture(replace(man, facial_hair=hair), close=True) for hair in FacialHair], 60)
    bare = picture(man)
    for item in Accessory:
        assert differ(bare, picture(replace(man, accessories=(item,)))) > 2, item


def test_every_feeling_shows_in_the_face() -> None:
    look = look_of()

    def felt(emotion: Emotion) -> dict[str, float]:
        pose = dict(zip(CHANNELS, REST, strict=True))
        for feature, amount in FEELINGS[emotion].items():
            for name in (feature, f"near_{feature}", f"far_{feature}", f"mouth_{feature}"):
                if name in pose:
                    pose[name] += amount
        return pose

    all_differ([picture(look, felt(emotion), close=True) for emotion in Emotion], 30)


def test_every_mouth_shape_is_its_own() -> None:
    look = look_of()
    names = ("mouth_open", "mouth_wide", "mouth_round", "mouth_teeth", "mouth_tongue")
    shapes = {name: dict(zip(names, shape, strict=True)) for name, shape in SHAPES.items() if name != "MBP"}
    all_differ([picture(look, shape, Facing.CAMERA, close=True) for shape in shapes.values()], 8)


def test_left_is_the_mirror_of_right_and_backs_have_no_face() -> None:
    look = look_of()
    right, left = picture(look, facing=Facing.RIGHT), picture(look, facing=Facing.LEFT)
    # The light stays where it is, so only the outline mirrors.
    assert abs(int((right[..., 3] > 128).sum()) - int((left[..., 3] > 128).sum())) < 60
    assert differ(right, picture(look, back=True)) > 300


@pytest.mark.parametrize("gender", [Gender.MALE, Gender.FEMALE])
def test_children_are_shorter_than_the_grown(gender: Gender) -> None:
    for seed in range(8):
        child, teen, adult = (
            stature(look_of(age, gender, seed)) for age in (AgeGroup.CHILD, AgeGroup.TEEN, AgeGroup.ADULT)
        )
        assert child < teen < adult


@pytest.mark.parametrize("age", AgeGroup)
def test_a_figure_stands_as_high_as_asked(age: AgeGroup) -> None:
    look = replace(look_of(age, Gender.MALE), hair_style=HairStyle.CROP, accessories=(), dress=Dress.SUIT)
    rows = np.flatnonzero((picture(look, facing=Facing.CAMERA)[..., 3] > 128).any(axis=1))
    assert 176 < rows[-1] - rows[0] < 206
    assert SIZE - 14 < rows[-1] < SIZE - 2


@pytest.mark.parametrize(
    "pose",
    [{}, {"drop": 0.5, "near_foot_z": 0.46, "far_foot_z": 0.46}, {"root_x": 0.3}, {"lean": 0.9}, {"tumble": 1.4}],
)
def test_bounds_hold_the_whole_figure(pose: dict[str, float]) -> None:
    look = look_of()
    surface = skia.Surface(900, 500)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    canvas.translate(450, 330)
    draw_figure(canvas, look, pose, Facing.LEFT, False, LIGHT, 200)
    alpha = surface.makeImageSnapshot().toarray()[..., 3] > 0
    box = bounds(look, pose, 200, Facing.LEFT)
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    assert columns[0] - 450 >= box.left
    assert columns[-1] - 450 <= box.right
    assert rows[0] - 330 >= box.top
    assert rows[-1] - 330 <= box.bottom


def test_the_shadow_falls_away_from_the_key() -> None:
    surface = skia.Surface(300, 120)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    canvas.translate(150, 90)
    draw_shadow(canvas, look_of(), {}, Facing.CAMERA, replace(LIGHT, key_x=0.1), 200)
    alpha = surface.makeImageSnapshot().toarray()[..., 3].astype(float)
    assert alpha[:, 150:].sum() > alpha[:, :150].sum() * 1.3


def test_a_thing_is_seen_in_the_hands_that_hold_it() -> None:
    def drawn(holds: str | None, prop: float) -> np.ndarray:
        surface = skia.Surface(240, 400)
        surface.getCanvas().translate(120, 390)
        pose = {"prop": prop, "near_hand_y": 0.5, "far_hand_y": 0.5, "near_hand_z": 0.5, "far_hand_z": 0.5}
        Figure(look_of(), LIGHT, holds=holds).draw(surface.getCanvas(), pose, Facing.RIGHT, False, 370)
        return np.asarray(surface.makeImageSnapshot().toarray())

    empty = drawn("letter", 0)
    assert (empty == drawn(None, 0)).all(), "nothing is in hands that hold nothing"
    pictures = [drawn(holds, 3) for holds in (None, "letter", "lamp", "mango")]
    for one, other in combinations((empty, *pictures), 2):
        assert (one != other).any(axis=2).sum() > 150
    assert (drawn("letter", 1) != drawn("book", 1)).any(), "a letter is read from a leaf"
