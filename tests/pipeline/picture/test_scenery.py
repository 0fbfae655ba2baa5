from functools import cache
from itertools import combinations

import numpy as np
import pytest

from pipeline.contracts.painter import Backdrop, SetDesign
from pipeline.culture.packs import pack
from pipeline.picture.scenery import furnishing, furniture
from pipeline.picture.scenery.places import KITS, build
from pipeline.vocabulary import INDOOR_SETTINGS, Aspect, Culture, Setting, TimeOfDay, Weather

WIDE = (400, 224)
SIZES = {Aspect.WIDE: WIDE, Aspect.TALL: (224, 400), Aspect.SQUARE: (224, 224)}

OUTSIDE = (Setting.TEMPLE, Setting.FOREST, Setting.CITY_STREET, Setting.BEACH, Setting.VILLAGE)
AIR = {Weather.RAIN: "rain", Weather.SNOW: "snow", Weather.MIST: "mist", Weather.WIND: "leaves"}


def design(
    setting: Setting,
    hour: TimeOfDay = TimeOfDay.MORNING,
    culture: Culture = Culture.NORTH_INDIAN,
    weather: Weather = Weather.CLEAR,
    aspect: Aspect = Aspect.WIDE,
    seed: int = 3,
    objects: tuple[str, ...] = (),
) -> SetDesign:
    width, height = SIZES[aspect]
    return SetDesign(
        setting, setting in INDOOR_SETTINGS, hour, weather, None, culture, objects, aspect, width, height, seed
    )


@cache
def built(wanted: SetDesign) -> tuple[Backdrop, dict[str, np.ndarray]]:
    return build(wanted)


def flattened(wanted: SetDesign) -> np.ndarray:
    """The set seen from the middle, as floats 0..1 (height, width, 3)."""
    backdrop, planes = built(wanted)
    picture = np.zeros((*planes[backdrop.planes[0].name].shape[:2], 3))
    for plane in backdrop.planes:
        pixels = planes[plane.name].astype(float) / 255
        picture = pixels[..., :3] * pixels[..., 3:] + picture * (1 - pixels[..., 3:])
    return picture


def luminance(wanted: SetDesign) -> float:
    return float((flattened(wanted) @ (0.2126, 0.7152, 0.0722)).mean())


def test_every_setting_has_a_kit() -> None:
    assert set(KITS) == set(Setting)


@pytest.mark.parametrize("setting", Setting)
def test_every_place_paints_a_sound_set(setting: Setting) -> None:
    for number, (hour, aspect) in enumerate(
        ((TimeOfDay.MORNING, Aspect.WIDE), (TimeOfDay.NIGHT, Aspect.TALL), (TimeOfDay.DUSK, Aspect.SQUARE))
    ):
        culture = list(Culture)[(number * 4 + len(setting)) % len(Culture)]
        backdrop, planes = built(design(setting, hour, culture, aspect=aspect))
        assert len(backdrop.planes) >= 5
        depths = [plane.depth for plane in backdrop.planes]
        assert depths == sorted(depths)
        assert (planes[backdrop.planes[0].name][..., 3] == 255).all(), "the farthest plane is opaque"
        front = [plane for plane in backdrop.planes if plane.depth > 1.2]
        assert front
        assert sum(float((planes[plane.name][..., 3] / 255).mean()) for plane in front) <= 0.2
        height = backdrop.height
        feet = planes["stage"][int(height * backdrop.floor_y) + 2, :, 3]
        assert (feet > 250).mean() > 0.99, "there is a floor under the feet"
        picture = flattened(design(setting, hour, culture, aspect=aspect))
        assert (picture.max(-1) < 0.02).mean() < 0.01, "pure black"
        assert (picture.min(-1) > 0.985).mean() < 0.01, "pure white"
        assert picture.std() > 0.02, "flat"
        assert all(0 <= glow.flicker <= 1 and glow.radius > 0 for glow in backdrop.glows)


@pytest.mark.parametrize("setting", OUTSIDE)
def test_light_follows_the_hour(setting: Setting) -> None:
    night, dusk, noon = (luminance(design(setting, hour)) for hour in (TimeOfDay.NIGHT, TimeOfDay.DUSK, TimeOfDay.NOON))
    assert night < dusk < noon


@pytest.mark.parametrize("setting", [Setting.LIVING_ROOM, Setting.KITCHEN, Setting.SCHOOL])
def test_rooms_are_darker_by_lamp(setting: Setting) -> None:
    assert luminance(design(setting, TimeOfDay.NIGHT)) < luminance(design(setting, TimeOfDay.NOON))


def test_cultures_build_differently() -> None:
    for setting in (Setting.TEMPLE, Setting.VILLAGE, Setting.LIVING_ROOM):
        pictures = [flattened(design(setting, culture=culture)) for culture in Culture]
        north, south, japan = pictures[0], pictures[1], pictures[2]
        assert np.abs(north - japan).mean() > 0.02
        assert np.abs(north - south).mean() > 0.005


def test_the_same_place_at_another_hour_is_the_same_place() -> None:
    _, morning = built(design(Setting.VILLAGE, TimeOfDay.MORNING))
    _, night = built(design(Setting.VILLAGE, TimeOfDay.NIGHT))
    outline = [planes["middle"][..., 3] > 128 for planes in (morning, night)]
    assert (outline[0] == outline[1]).mean() > 0.97


def test_weather_fills_the_air() -> None:
    for weather, kind in AIR.items():
        backdrop, _ = built(design(Setting.FIELD, weather=weather))
        assert kind in backdrop.drift
        assert weather == Weather.WIND or "birds" not in backdrop.drift


def test_named_objects_stand_in_the_set() -> None:
    bare, with_things = (design(Setting.VILLAGE, objects=objects) for objects in ((), ("oil lamp", "elephant")))
    assert np.abs(flattened(bare) - flattened(with_things)).mean() > 0.003
    assert len(built(with_things)[0].glows) == len(built(bare)[0].glows) + 1


@pytest.mark.parametrize("culture", Culture)
def test_a_culture_furnishes_its_home_from_the_tables(culture: Culture) -> None:
    home = pack(culture).scenery.home
    assert home.floor in furnishing.FLOORS
    assert home.window in furnishing.WINDOWS
    assert home.ceiling in furnishing.CEILINGS
    assert home.lamp in furnishing.LAMPS
    assert home.rug in furnishing.RUGS
    assert set(home.hangings) <= set(furnishing.HANGINGS)
    assert home.seat in furniture.SEATS
    assert home.bed in furniture.BEDS
    assert home.stove in furniture.STOVES
    assert home.ware in furniture.WARES


def test_everything_that_a_home_may_have_is_in_somebodys_home() -> None:
    homes = [pack(culture).scenery.home for culture in Culture]
    assert {home.floor for home in homes} == set(furnishing.FLOORS)
    assert {home.window for home in homes} | {"curtains"} == set(furnishing.WINDOWS)
    assert {hanging for home in homes for hanging in home.hangings} == set(furnishing.HANGINGS)
    assert {home.bed for home in homes} == set(furniture.BEDS)
    assert {home.stove for home in homes} == set(furniture.STOVES)
    assert {home.lamp for home in homes} == set(furnishing.LAMPS)


@pytest.mark.parametrize("setting", [Setting.LIVING_ROOM, Setting.BEDROOM])
def test_no_two_cultures_live_alike(setting: Setting) -> None:
    shapes = {
        culture: built(design(setting, culture=culture))[1]["furniture"][..., 3] > 128
        for culture in Culture
    }  # fmt: skip
    for one, other in combinations(Culture, 2):
        both = (shapes[one] | shapes[other]).sum()
        assert (shapes[one] ^ shapes[other]).sum() > 0.04 * both, (one, other)


@pytest.mark.parametrize("setting", Setting)
def test_planes_have_names_of_their_own(setting: Setting) -> None:
    names = [plane.name for plane in built(design(setting))[0].planes]
    assert len(set(names)) == len(names)
