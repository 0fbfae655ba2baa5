import dataclasses
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from pipeline.context import StageContext
from pipeline.contracts.painter import Painter, SetDesign
from pipeline.crew import Alone
from pipeline.engines.registry import pick
from pipeline.film import BoardScene, Brief, Storyboard
from pipeline.picture.backdrop import decode_png, encode_png, read_backdrop
from pipeline.stages.paint import design_set, paint
from pipeline.vocabulary import Aspect, Culture, Setting, TimeOfDay, Weather
from tests import factories

DESIGN = SetDesign(
    Setting.TEMPLE,
    False,
    TimeOfDay.DUSK,
    Weather.CLEAR,
    None,
    Culture.SOUTH_INDIAN,
    ("diya",),
    Aspect.WIDE,
    400,
    224,
    9,
)


@pytest.fixture
def theatre() -> Painter:
    return pick(Painter, "theatre")


def test_the_same_design_is_the_same_bytes(theatre: Painter, tmp_path: Path) -> None:
    theatre.paint(DESIGN, tmp_path / "one.zip")
    theatre.paint(DESIGN, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    theatre.paint(dataclasses.replace(DESIGN, seed=10), tmp_path / "other.zip")
    assert (tmp_path / "one.zip").read_bytes() != (tmp_path / "other.zip").read_bytes()


def test_the_file_says_what_was_painted(theatre: Painter, tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    painted = theatre.paint(DESIGN, path)
    backdrop, planes = read_backdrop(path)
    assert backdrop == painted
    assert [plane.name for plane in backdrop.planes] == list(planes)
    assert all(pixels.shape == (224, 400, 4) for pixels in planes.values())
    with zipfile.ZipFile(path) as box:
        assert {entry.compress_type for entry in box.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in box.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert json.loads(box.read("backdrop.json"))["figure_height"] == painted.figure_height


def test_png_comes_back_exactly() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (37, 53, 4), dtype=np.uint8)
    assert (decode_png(encode_png(pixels)) == pixels).all()


def test_a_place_keeps_its_seed_through_the_day() -> None:
    scene = factories.scene(1, ())
    later = dataclasses.replace(scene, scene_number=2, time_of_day=TimeOfDay.NIGHT)
    elsewhere = dataclasses.replace(scene, scene_number=3, setting=Setting.BEACH)
    one, two, three = (design_set(each, Brief(), 7) for each in (scene, later, elsewhere))
    assert one.seed == two.seed != three.seed
    assert (one.width, one.height) == (1600, 900)
    assert one.seed != design_set(scene, Brief(), 8).seed


def test_the_stage_paints_each_design_once(theatre: Painter, context: StageContext) -> None:
    first = factories.scene(1, ())
    scenes = (
        first,
        dataclasses.replace(first, scene_number=2),
        dataclasses.replace(first, scene_number=3, setting=Setting.CAVE),
    )
    board = Storyboard(factories.story(scenes), tuple(BoardScene(scene, ()) for scene in scenes))
    takes = paint(board, Brief(height=180), theatre, Alone(), context)
    assert set(takes) == {1, 2, 3}
    assert takes[1] == takes[2] != takes[3]
    assert takes[1].path.suffix == ".zip"
    assert read_backdrop(takes[3].path)[0].width == 400
