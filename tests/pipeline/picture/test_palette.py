import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts.painter import Light
from pipeline.picture.colour import from_oklch, hex_of, luminance, mix, oklch, rgb
from pipeline.picture.palette import exposure, keeps, light_for, lit, shaded, tone
from pipeline.vocabulary import Culture, TimeOfDay, Weather

colours = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "{:02X}{:02X}{:02X}".format(*parts))
lights = st.builds(
    light_for,
    st.sampled_from(TimeOfDay),
    st.sampled_from(Weather),
    st.booleans(),
    st.sampled_from(Culture),
    st.integers(0, 2**32 - 1),
)


@given(colours)
def test_oklch_and_hex_come_back(colour: str) -> None:
    back = from_oklch(*oklch(colour))
    assert max(abs(one - other) for one, other in zip(back, rgb(colour), strict=True)) < 0.004
    assert hex_of(rgb(colour)) == colour


@given(colours, colours, st.floats(0, 1))
def test_a_mix_lies_between(one: str, other: str, amount: float) -> None:
    low, high = sorted((luminance(one), luminance(other)))
    assert low - 1e-6 <= luminance(mix(one, other, amount)) <= high + 1e-6


@given(lights, colours, st.floats(0, 2))
def test_what_is_seen_is_a_colour(light: Light, colour: str, depth: float) -> None:
    seen = tone(colour, light, depth)
    for result in (seen, shaded(seen, light, 0.7), lit(seen, light, 0.7)):
        assert all(0 <= part <= 1 for part in result)
    assert luminance(shaded(seen, light, 1.0)) <= luminance(seen) + 0.02


@given(lights)
def test_distance_takes_contrast(light: Light) -> None:
    kept = [keeps(light, depth) for depth in (0.0, 0.15, 0.4, 1.0, 1.6)]
    assert kept == sorted(kept)
    span = [luminance(tone("FFFFFF", light, depth)) - luminance(tone("202020", light, depth)) for depth in (0.15, 1.0)]
    assert span[0] <= span[1] + 1e-6


def test_night_is_darker_than_dusk_and_dusk_than_noon() -> None:
    for culture in Culture:
        night, dusk, noon = (
            exposure(light_for(hour, Weather.CLEAR, False, culture, 1))
            for hour in (TimeOfDay.NIGHT, TimeOfDay.DUSK, TimeOfDay.NOON)
        )
        assert night < dusk < noon


def test_the_seed_chooses_the_side_and_nothing_else_of_the_hour() -> None:
    left, right = (light_for(TimeOfDay.DAWN, Weather.CLEAR, False, Culture.JAPANESE, seed) for seed in (4, 5))
    assert left.key_x == pytest.approx(1 - right.key_x)
    assert left.palette.sky_low == right.palette.sky_low
