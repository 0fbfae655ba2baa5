"""Animals and crowds through the doors that the film uses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from pipeline.contracts.painter import Light, Palette
from pipeline.film import Brief, Deed, Scene
from pipeline.picture.animals import BREEDS, FLYERS, Stir, footfalls, strides
from pipeline.picture.extras import apart, extras_of
from pipeline.picture.ink import Ink
from pipeline.picture.menagerie import Animal, alive, draw_animal, live, placed
from pipeline.stages.paint import design_set
from pipeline.vocabulary import Action, Dress, Setting
from tests import factories

LIGHT = Light(Palette("6FB1D6", "FBE6C2", "FFF1CF", "4D6A7C", "F2A541"), 0.3, 0.2, 0.2, 0.8, lamplit=False)
FPS = 24


def picture(kind: str, stir: Stir) -> NDArray[np.uint8]:
    surface = skia.Surface(420, 320)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    canvas.translate(210, 260 if kind in BREEDS else 160)
    canvas.scale(100, 100)
    draw_animal(canvas, Ink(LIGHT, -1.0), kind, stir)
    return np.array(surface.makeImageSnapshot().toarray())


def scene(setting: Setting = Setting.VILLAGE, objects: tuple[str, ...] = (), told: str = "") -> Scene:
    one = factories.scene(1, [Deed(None, Action.STAND, told)])
    return replace(one, setting=setting, objects=objects, description=told)


@pytest.mark.parametrize("kind", BREEDS)
def test_a_foot_that_stands_does_not_slide(kind: str) -> None:
    breed = BREEDS[kind]
    way = 3.4
    stride = strides(way, breed.stride)
    went = np.linspace(0, way, 600)
    feet = np.array([footfalls(float(gone), way, stride) for gone in went])
    on_floor = feet[..., 0] + went[:, None]
    for foot in range(4):
        stands = feet[:, foot, 1] == 0
        both = stands[1:] & stands[:-1]
        assert np.abs(np.diff(on_floor[:, foot]))[both].max() < 1e-6
        assert (feet[:, foot, 1] > 0.05).any()
        # It never lags or reaches further than a leg can.
        assert np.abs(feet[:, foot, 0]).max() < stride
    # At least two feet carry it, and it stops on all fours under itself.
    assert ((feet[..., 1] == 0).sum(axis=1) >= 2).all()
    assert np.abs(feet[-1]).max() < 1e-6


@pytest.mark.parametrize("kind", BREEDS)
def test_a_beast_stands_on_the_ground(kind: str) -> None:
    for stir in (Stir(), Stir(breath=1, tail=0.5, ear=0.3, nod=0.2)):
        rows = np.flatnonzero((picture(kind, stir)[..., 3] > 128).any(axis=1))
        assert abs(rows[-1] - 259) <= 1, kind


@pytest.mark.parametrize("kind", [*BREEDS, *FLYERS, "fish"])
def test_animals_live(kind: str) -> None:
    animal = Animal(kind, 0.3, leftward=False)
    moments = [live(animal, frame / FPS, 10.0) for frame in range(10 * FPS)]
    assert moments == [live(animal, frame / FPS, 10.0) for frame in range(10 * FPS)]
    stirs = [moment.stir for moment in moments if moment.seen]
    pictures = {picture(kind, stir).tobytes() for stir in stirs[:: max(1, len(stirs) // 12)]}
    assert len(pictures) > 5
    if kind in BREEDS:
        shut = np.array([moment.stir.blink > 0.6 for moment in moments])
        assert 2 <= int((np.diff(shut.astype(int)) == 1).sum()) <= 4


def test_who_walks_arrives_at_its_place() -> None:
    (animal,) = placed(("horse",), walking=True)
    moments = [live(animal, frame / FPS, 8.0) for frame in range(8 * FPS)]
    assert moments[0].ahead < -0.5
    assert abs(moments[-1].ahead) < 1e-6
    (still,) = placed(("horse",), walking=False)
    assert still.x == animal.x
    assert live(still, 3.0, 8.0).ahead == 0


def test_the_set_leaves_living_animals_to_the_compositor() -> None:
    named = scene(Setting.BEACH, ("dog", "lamp", "fish", "elephant"))
    assert alive(named.objects, indoor=False, water=True) == ("dog", "fish", "elephant")
    assert design_set(named, Brief(), 0).objects == ("lamp",)
    # In a room an elephant is only spoken of, and a fish is cooked: that stays a thing.
    assert alive(named.objects, indoor=True, water=False) == ("dog",)
    assert design_set(replace(named, setting=Setting.KITCHEN), Brief(), 0).objects == ("lamp", "fish")


def test_a_crowd_is_where_the_story_has_one_and_the_same_in_every_shot() -> None:
    assert extras_of(scene(Setting.BEDROOM), 1) == ()
    market = extras_of(scene(Setting.MARKET), 1)
    assert len(market) >= 4
    assert market == extras_of(scene(Setting.MARKET), 1)
    assert len({extra.look.dress_colours for extra in market}) > 2
    assert extras_of(scene(told="The villagers gather under the tree."), 1)
    soldiers = extras_of(scene(Setting.BATTLEFIELD, told="The soldiers wait."), 1)
    assert {extra.look.dress for extra in soldiers} == {Dress.UNIFORM}


def test_nobody_of_a_crowd_stands_right_behind_the_cast() -> None:
    market = extras_of(scene(Setting.MARKET), 1)
    beside = apart(market, [market[0].x])
    assert market[0] not in beside
    assert len(beside) == len(market) - 1
