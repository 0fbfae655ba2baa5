import numpy as np
import pytest
import skia

from pipeline.picture.palette import light_for
from pipeline.picture.props import draw_prop, has_prop, height_of, named
from pipeline.vocabulary import Culture, TimeOfDay, Weather

SIDE = 160
COMMON = (
    "lamp",
    "letter",
    "boat",
    "mango",
    "elephant",
    "diya",
    "lantern",
    "book",
    "flower",
    "cup",
    "basket",
    "pot",
    "bicycle",
    "cow",
    "dog",
    "cat",
    "horse",
    "guitar",
    "kite",
    "key",
    "umbrella",
    "car",
    "phone",
    "clock",
    "bell",
    "candle",
    "crown",
)


def drawn(name: str, hour: TimeOfDay = TimeOfDay.NOON) -> np.ndarray:
    surface = skia.Surface(SIDE, SIDE)
    surface.getCanvas().clear(skia.ColorTRANSPARENT)
    draw_prop(
        surface.getCanvas(),
        name,
        SIDE / 2,
        SIDE * 0.9,
        SIDE * 0.6,
        light_for(hour, Weather.CLEAR, False, Culture.NORTH_INDIAN, 1),
    )
    return np.asarray(surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType))


@pytest.mark.parametrize("name", COMMON)
def test_common_things_are_drawn_where_they_stand(name: str) -> None:
    assert has_prop(name)
    solid = drawn(name)[..., 3] > 128
    rows = np.flatnonzero(solid.any(1))
    assert solid.mean() > 0.01
    assert rows.max() <= SIDE * 0.95
    assert rows.min() >= SIDE * 0.2


def test_a_phrase_is_understood_from_its_noun() -> None:
    assert named("an old brass lamp") == "diya"
    assert named("Mangoes") == "mango"
    assert named("love letters") == named("love letter")
    assert not has_prop("sadness of the wind")


def test_night_falls_on_things() -> None:
    noon, night = (drawn("elephant", hour) for hour in (TimeOfDay.NOON, TimeOfDay.NIGHT))
    solid = noon[..., 3] > 200
    assert night[solid][:, :3].mean() < noon[solid][:, :3].mean()


def test_sizes_are_sane() -> None:
    assert height_of("elephant") > height_of("horse") > height_of("dog") > height_of("letter")
    with pytest.raises(KeyError):
        draw_prop(
            skia.Surface(8, 8).getCanvas(),
            "xyzzy",
            0,
            0,
            5,
            light_for(TimeOfDay.NOON, Weather.CLEAR, False, Culture.JAPANESE, 0),
        )
