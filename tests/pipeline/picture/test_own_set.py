from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from pipeline.contracts.painter import SetDesign
from pipeline.errors import BadImage
from pipeline.picture.own_set import build_own, light_of, sky_of
from pipeline.picture.photo import LEAST_SIDE, open_mask, open_photo
from pipeline.vocabulary import Aspect, Culture, Setting, TimeOfDay, Weather

Pixels = NDArray[np.uint8]
DESIGN = SetDesign(
    Setting.VILLAGE, False, TimeOfDay.MORNING, Weather.CLEAR, None, Culture.NORTH_INDIAN, (), Aspect.WIDE, 400, 224, 2
)
SHAPES = {Aspect.WIDE: (400, 224), Aspect.TALL: (224, 400), Aspect.SQUARE: (224, 224)}


def landscape(width: int = 480, height: int = 320) -> Image.Image:
    """A blue sky over hills and a meadow, with a tree and the sun on the right."""
    rng = np.random.default_rng(1)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float64)
    pixels = np.empty((height, width, 3))
    pixels[:] = np.stack([90 + 110 * rows / height, 150 + 70 * rows / height, 215 + 0 * rows], axis=2)
    hills = rows > height * 0.45 + 12 * np.sin(columns / 40)
    pixels[hills] = (70, 95, 105)
    meadow = rows > height * 0.58
    pixels[meadow] = (70, 110, 50)
    pixels[hills] += rng.normal(0, 12, (height, width))[hills][:, None]
    pixels[np.hypot(columns - width * 0.85, rows - height * 0.15) < height * 0.07] = 255
    image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    ImageDraw.Draw(image).rectangle([60, int(height * 0.25), 80, int(height * 0.7)], fill=(60, 40, 30))
    return image.filter(ImageFilter.GaussianBlur(0.6))


def rgba(image: Image.Image) -> Pixels:
    return np.asarray(image.convert("RGBA"), np.uint8)


# ------------------------------------------------------------------------------------------------------- the file


def test_a_picture_is_what_it_holds_not_what_it_is_called(tmp_path: Path) -> None:
    for form, name in (("PNG", "a.jpg"), ("JPEG", "b.png"), ("WEBP", "c.txt")):
        landscape().save(tmp_path / name, form)
        assert open_photo(tmp_path / name).shape == (320, 480, 4)
    (tmp_path / "d.jpg").write_bytes(b"%PDF-1.7 and so on" * 100)
    with pytest.raises(BadImage, match=r"no JPEG, PNG or WebP"):
        open_photo(tmp_path / "d.jpg")
    landscape().save(tmp_path / "e.png", "GIF")
    with pytest.raises(BadImage, match=r"no JPEG, PNG or WebP"):
        open_photo(tmp_path / "e.png")


def test_a_telephones_picture_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    landscape().save(tmp_path / "turned.jpg", exif=exif)
    pixels = open_photo(tmp_path / "turned.jpg")
    assert pixels.shape == (480, 320, 4)
    # Turned clockwise, what was the left edge of the sky is at the top on the right.
    assert pixels[5, 310, 2] > 180


@pytest.mark.parametrize("mode", ["L", "LA", "P", "CMYK", "RGBA", "I;16", "1"])
def test_every_kind_of_pixel_is_read(tmp_path: Path, mode: str) -> None:
    name = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    if mode == "I;16":
        grey = np.asarray(landscape().convert("L"), np.uint16) * 257
        Image.fromarray(grey).save(name)
    else:
        landscape().convert(mode).save(name)
    pixels = open_photo(name)
    assert pixels.dtype == np.uint8
    assert 60 < pixels[..., :3].mean() < 190
    assert pixels[..., 3].min() == 255


def test_a_damaged_picture_says_so(tmp_path: Path) -> None:
    stream = BytesIO()
    landscape().save(stream, "PNG")
    for name, content in (
        ("cut.png", stream.getvalue()[: len(stream.getvalue()) // 2]),
        ("bent.png", stream.getvalue()[:200] + b"\0" * 400 + stream.getvalue()[600:]),
        ("empty.png", b""),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadImage):
            open_photo(tmp_path / name)


def test_sizes_have_their_limits(tmp_path: Path) -> None:
    Image.new("L", (9000, 9000)).save(tmp_path / "bomb.png")
    Image.new("L", (LEAST_SIDE - 1, 600)).save(tmp_path / "small.png")
    Image.new("L", (3000, 400)).save(tmp_path / "long.png")
    with pytest.raises(BadImage, match="9000 x 9000"):
        open_photo(tmp_path / "bomb.png")
    with pytest.raises(BadImage, match="at least"):
        open_photo(tmp_path / "small.png")
    with pytest.raises(BadImage, match="does not fill a frame"):
        open_photo(tmp_path / "long.png")
    with pytest.raises(BadImage, match="no image"):
        open_photo(tmp_path / "none.png")
    with pytest.raises(BadImage, match="folder"):
        open_photo(tmp_path)


def test_a_mask_is_its_brightness(tmp_path: Path) -> None:
    landscape().point(lambda value: 255 if value > 128 else 0).save(tmp_path / "mask.png")
    mask = open_mask(tmp_path / "mask.png")
    assert mask.shape == (320, 480)
    assert (mask.min(), mask.max()) == (0, 255)


# -------------------------------------------------------------------------------------------------------- the set


def _over(planes: list[Pixels]) -> NDArray[np.float64]:
    """How much of the frame is covered when all planes lie over each other."""
    open_share = np.ones(planes[0].shape[:2])
    for plane in planes:
        open_share *= 1 - plane[..., 3] / 255
    return 1 - open_share


@pytest.mark.parametrize("aspect", list(Aspect))
@pytest.mark.parametrize("indoor", [False, True])
def test_no_hole_shows_however_the_planes_move(aspect: Aspect, *, indoor: bool) -> None:
    width, height = SHAPES[aspect]
    design = replace(DESIGN, aspect=aspect, width=width, height=height, indoor=indoor)
    backdrop, pixels = build_own(rgba(landscape()), None, design)
    planes = [pixels[plane.name] for plane in backdrop.planes]
    assert all(plane.shape == (height, width, 4) for plane in planes)
    depths = [plane.depth for plane in backdrop.planes]
    assert depths == sorted(depths)
    assert depths[-1] == 1.0
    assert _over(planes).min() > 0.995
    # The lowest plane is whole, so that whatever moves over it uncovers no black.
    assert planes[0][..., 3].min() == 255


def test_the_sky_is_a_plane_of_its_own_and_goes_on_behind_the_hills() -> None:
    backdrop, pixels = build_own(rgba(landscape()), None, DESIGN)
    assert backdrop.planes[0].name == "own-sky"
    sky, middle = pixels["own-sky"], pixels["own-middle"]
    assert middle[10, 200:300, 3].max() < 20
    assert middle[150, :, 3].min() > 235
    # Behind the hills there is sky, not hills.
    behind = sky[130, 100:300, :3].astype(float).mean(axis=0)
    assert behind[2] > behind[1] > behind[0]
    assert behind.mean() > sky[10, 100:300, :3].mean() * 0.6


def test_a_wall_is_no_sky() -> None:
    wall = Image.new("RGB", (480, 320), (180, 160, 130))
    ImageDraw.Draw(wall).rectangle([0, 250, 480, 320], fill=(90, 60, 40))
    backdrop, _ = build_own(rgba(wall), None, replace(DESIGN, indoor=True))
    assert backdrop.planes[0].name == "own-middle"
    forest = Image.effect_noise((480, 320), 80).convert("RGB")
    assert sky_of(rgba(forest)) is None


def test_a_mask_says_what_is_near_and_what_is_hidden_behind_it() -> None:
    picture = landscape()
    red = ImageDraw.Draw(picture)
    red.rectangle([200, 120, 280, 320], fill=(220, 20, 20))
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).rectangle([196, 116, 284, 320], fill=255)
    backdrop, pixels = build_own(rgba(picture), np.asarray(mask), DESIGN)
    assert [plane.name for plane in backdrop.planes] == ["own-middle", "own-near"]
    near = pixels["own-near"]
    row, column = 150, 200
    assert near[row, column, 3] > 240
    assert near[row, 60, 3] < 10
    # What stood before it is gone from the plane behind.
    red_part, green_part, _ = pixels["own-middle"][row, column, :3].astype(int)
    assert red_part < green_part + 30


def test_a_cut_out_picture_stands_before_the_scenes_own_sky() -> None:
    pixels = rgba(landscape()).copy()
    pixels[:120, :, 3] = 0
    pixels[:120, :, :3] = 0
    backdrop, planes = build_own(pixels, None, replace(DESIGN, time_of_day=TimeOfDay.DUSK))
    assert backdrop.planes[0].name == "own-sky"
    sky = planes["own-sky"][20, 200, :3].astype(int)
    assert sky.sum() > 60
    assert planes["own-middle"][20, 200, 3] < 10


def test_light_comes_from_where_it_is_in_the_picture() -> None:
    seen = rgba(landscape().resize((400, 224)))
    assert light_of(seen, DESIGN).key_x > 0.55
    assert light_of(np.ascontiguousarray(seen[:, ::-1]), DESIGN).key_x < 0.45


def test_night_is_darker_than_noon() -> None:
    means = []
    for hour in (TimeOfDay.NOON, TimeOfDay.NIGHT):
        _, pixels = build_own(rgba(landscape()), None, replace(DESIGN, time_of_day=hour))
        means.append(float(pixels["own-middle"][150:, :, :3].mean()))
    assert means[1] < means[0] * 0.75


def test_the_same_picture_gives_the_same_planes() -> None:
    one, first = build_own(rgba(landscape()), None, DESIGN)
    two, second = build_own(rgba(landscape()), None, DESIGN)
    assert one == two
    assert all(np.array_equal(first[name], second[name]) for name in first)
