from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pydantic import TypeAdapter

from pipeline.chant.telling import INVOCATION
from pipeline.cli.film import _images
from pipeline.context import StageContext
from pipeline.contracts.painter import Painter
from pipeline.crew import Alone
from pipeline.engines.registry import pick
from pipeline.errors import BadBrief, BadImage
from pipeline.film import Brief, Scene, SceneImage
from pipeline.picture.backdrop import read_backdrop
from pipeline.stages.direct import direct
from pipeline.stages.images import OwnImage, check_images, own_images
from pipeline.stages.paint import paint
from pipeline.takes import TakeStore
from tests import factories
from tests.pipeline.picture.test_own_set import landscape

A, B, C = (Path(f"{name}.jpg") for name in "abc")


def _scenes(count: int) -> list[Scene]:
    return [factories.scene(number, [factories.line(number, "Meera", "Yes.")]) for number in range(1, count + 1)]


def test_images_without_a_number_take_the_scenes_that_are_left() -> None:
    brief = Brief(images=(SceneImage(A), SceneImage(B, scene=1), SceneImage(C)))
    assert own_images(_scenes(3), brief) == {1: OwnImage(B), 2: OwnImage(A), 3: OwnImage(C)}
    assert own_images(_scenes(3), Brief()) == {}


def test_a_sloka_before_the_story_takes_no_scenes_picture() -> None:
    scenes = [replace(_scenes(1)[0], scene_number=INVOCATION), *_scenes(2)]
    assert own_images(scenes, Brief(images=(SceneImage(A), SceneImage(B)))) == {1: OwnImage(A), 2: OwnImage(B)}
    named = Brief(images=(SceneImage(A, scene=INVOCATION), SceneImage(B)))
    assert own_images(scenes, named) == {INVOCATION: OwnImage(A), 1: OwnImage(B)}


def test_images_for_no_scene_are_refused() -> None:
    with pytest.raises(BadImage, match="no scene 4"):
        own_images(_scenes(3), Brief(images=(SceneImage(A, scene=4),)))
    with pytest.raises(BadImage, match="two images"):
        own_images(_scenes(3), Brief(images=(SceneImage(A, scene=2), SceneImage(B, scene=2))))
    with pytest.raises(BadImage, match="left over"):
        own_images(_scenes(1), Brief(images=(SceneImage(A), SceneImage(B))))


def test_images_are_opened_before_anything_is_made(tmp_path: Path) -> None:
    picture, mask = tmp_path / "a.png", tmp_path / "m.png"
    landscape().save(picture)
    Image.new("L", (320, 480)).save(mask)
    check_images(_scenes(1), Brief(images=(SceneImage(picture),)))
    with pytest.raises(BadImage, match="another shape"):
        check_images(_scenes(1), Brief(images=(SceneImage(picture, mask=mask),)))
    with pytest.raises(BadImage, match="There is no image"):
        check_images(_scenes(1), Brief(images=(SceneImage(tmp_path / "none.png"),)))


def test_a_scene_plays_in_its_own_picture_and_another_picture_is_another_take(tmp_path: Path) -> None:
    picture, other = tmp_path / "a.png", tmp_path / "b.png"
    landscape().save(picture)
    landscape().rotate(180).save(other)
    context = StageContext(TakeStore(tmp_path / "takes"))
    brief = Brief(height=180, images=(SceneImage(picture, scene=2),))
    story = factories.story()
    scenes = [scene.scene_number for scene in story.scenes]
    assert 2 in scenes
    board = direct(story, brief)
    takes = paint(board, brief, pick(Painter), Alone(), context)
    backdrop, _ = read_backdrop(takes[2].path)
    assert backdrop.planes[0].name.startswith("own-")
    assert not read_backdrop(takes[1].path)[0].planes[0].name.startswith("own-")
    moved = tmp_path / "elsewhere.png"
    moved.write_bytes(picture.read_bytes())
    same = paint(board, replace(brief, images=(SceneImage(moved, scene=2),)), pick(Painter), Alone(), context)
    assert same[2] == takes[2]
    changed = paint(board, replace(brief, images=(SceneImage(other, scene=2),)), pick(Painter), Alone(), context)
    assert changed[2].digest != takes[2].digest
    assert changed[1] == takes[1]


def test_the_command_line_reads_scenes_and_masks() -> None:
    assert _images(["a.jpg", "3=b.jpg"], ["3=m.png", "n.png"]) == (
        SceneImage(A, None, Path("n.png")),
        SceneImage(B, 3, Path("m.png")),
    )
    assert _images(["odd=name.jpg"], []) == (SceneImage(Path("odd=name.jpg")),)
    with pytest.raises(BadBrief, match="no --image for the mask"):
        _images(["a.jpg"], ["2=m.png"])
    with pytest.raises(BadBrief, match="takes"):
        _images(["2="], [])


def test_images_are_plain_json() -> None:
    images = TypeAdapter(tuple[SceneImage, ...])
    given = (SceneImage(A, 2, B), SceneImage(C))
    assert images.validate_json(images.dump_json(given)) == given
