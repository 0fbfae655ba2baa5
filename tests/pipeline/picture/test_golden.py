from dataclasses import replace

import pytest

from pipeline.vocabulary import TimeOfDay
from tests.pipeline.picture.goldens import FOLDER, PLACES, distance, frame, golden

TOLERANCE = 0.015
"""Mean OKLab distance. Saving as JPEG costs a third of it; another hour of the day is beyond it."""


@pytest.mark.parametrize("name", PLACES)
def test_places_look_as_they_were_approved(name: str) -> None:
    assert distance(frame(PLACES[name]), golden(name)) < TOLERANCE, "look at it; if it is better, renew the goldens"


def test_the_tolerance_sees_another_hour_and_another_place() -> None:
    place = PLACES["temple-south-noon"]
    for other in (replace(place, hour=TimeOfDay.AFTERNOON), replace(place, seed=place.seed + 1)):
        assert distance(frame(other), golden("temple-south-noon")) > TOLERANCE


def test_goldens_are_few_and_small() -> None:
    files = list(FOLDER.glob("*.jpg"))
    assert {file.stem for file in files} == set(PLACES)
    assert len(files) <= 12
    assert max(file.stat().st_size for file in files) <= 30_000
