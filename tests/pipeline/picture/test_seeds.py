"""A new seed gives another place, the same seed the same one, at every hour."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.picture.backdrop import write_backdrop
from pipeline.picture.scenery.places import build
from pipeline.vocabulary import Setting, TimeOfDay, Weather
from tests.pipeline.picture.goldens import distance
from tests.pipeline.picture.test_scenery import design, flattened

ANOTHER = 0.012
"""Mean OKLab distance from which a place is another one."""


@pytest.mark.parametrize("setting", Setting)
def test_another_seed_is_another_place(setting: Setting) -> None:
    one, other = (np.round(flattened(design(setting, seed=seed)) * 255).astype(np.uint8) for seed in (3, 8))
    assert distance(one, other) > ANOTHER


@pytest.mark.parametrize("setting", [Setting.TEMPLE, Setting.MARKET, Setting.LIVING_ROOM])
def test_the_same_seed_gives_the_same_bytes(setting: Setting, tmp_path: Path) -> None:
    wanted = replace(design(setting, weather=Weather.RAIN), objects=("oil lamp",))
    for name in ("one", "other"):
        write_backdrop(tmp_path / name, *build(wanted))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("setting", [Setting.TEMPLE, Setting.COURTYARD, Setting.FIELD, Setting.BEACH, Setting.BEDROOM])
def test_hours_change_the_light_and_not_the_place(setting: Setting) -> None:
    planes = [build(design(setting, hour))[1] for hour in (TimeOfDay.MORNING, TimeOfDay.AFTERNOON, TimeOfDay.DUSK)]
    for name in ("middle", "wall", "stage"):
        if name in planes[0]:
            first, *others = (plane[name][..., 3] > 128 for plane in planes)
            assert all((first == other).mean() > 0.97 for other in others)
