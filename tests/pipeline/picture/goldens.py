"""Golden frames: a dozen places as somebody last approved them; run as a module, it draws them anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.context import StageContext
from pipeline.picture.gallery.cell import Cell, Job, Place, draw_cell
from pipeline.takes import TakeStore
from pipeline.vocabulary import Culture, Season, Setting, TimeOfDay, Weather

FOLDER = Path(__file__).parent / "golden"
SIZE = (320, 180)
PLACES: dict[str, Place] = {
    "temple-dusk": Place(Setting.TEMPLE, TimeOfDay.DUSK),
    "temple-south-noon": Place(Setting.TEMPLE, TimeOfDay.NOON, Culture.SOUTH_INDIAN),
    "temple-japan-dawn": Place(Setting.TEMPLE, TimeOfDay.DAWN, Culture.JAPANESE),
    "village-rain": Place(Setting.VILLAGE, TimeOfDay.AFTERNOON, weather=Weather.RAIN),
    "forest-autumn": Place(Setting.FOREST, culture=Culture.EUROPEAN_OLD, season=Season.AUTUMN),
    "park-winter": Place(Setting.PARK, culture=Culture.EUROPEAN_MODERN, season=Season.WINTER),
    "market-souk": Place(Setting.MARKET, TimeOfDay.AFTERNOON, Culture.MIDDLE_EASTERN),
    "street-night": Place(Setting.CITY_STREET, TimeOfDay.NIGHT, Culture.AMERICAN_MODERN),
    "court-african": Place(Setting.COURTYARD, TimeOfDay.MORNING, Culture.AFRICAN),
    "living-room-night": Place(Setting.LIVING_ROOM, TimeOfDay.NIGHT),
    "ghat-dawn": Place(Setting.RIVER_GHAT, TimeOfDay.DAWN),
    "spaceship": Place(Setting.SPACESHIP, culture=Culture.AMERICAN_MODERN),
}

Pixels = NDArray[np.uint8]


def frame(place: Place) -> Pixels:
    """A frame of the place: uint8 (height, width, 3), sRGB."""
    with tempfile.TemporaryDirectory() as folder:
        return draw_cell(Job(Cell("", place), *SIZE), StageContext(takes=TakeStore(Path(folder))))


def golden(name: str) -> Pixels:
    """The frame as it was."""
    with Image.open(FOLDER / f"{name}.jpg") as picture:
        return np.asarray(picture.convert("RGB"))


def distance(one: Pixels, other: Pixels) -> float:
    """How far apart two pictures look: mean OKLab distance of what is left when squares of 8 pixels are averaged."""
    return float(np.linalg.norm(_seen(one) - _seen(other), axis=-1).mean())


def _seen(picture: Pixels) -> NDArray[np.float64]:
    height, width = (side // 8 * 8 for side in picture.shape[:2])
    part = picture[:height, :width].astype(np.float64) / 255
    light = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    light = light.reshape(height // 8, 8, width // 8, 8, 3).mean((1, 3))
    cones = np.cbrt(
        light
        @ np.array(
            [[0.4122214708, 0.2119034982, 0.0883024619], [0.5363325363, 0.6806995451, 0.2817188376],
             [0.0514459929, 0.1073969566, 0.6299787005]]
        )
    )  # fmt: skip
    lab: NDArray[np.float64] = cones @ np.array(
        [[0.2104542553, 1.9779984951, 0.0259040371], [0.7936177850, -2.4285922050, 0.7827717662],
         [-0.0040720468, 0.4505937099, -0.8086757660]]
    )  # fmt: skip
    return lab


def renew() -> None:
    """Draw all of them anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, place in PLACES.items():
        Image.fromarray(frame(place)).save(FOLDER / f"{name}.jpg", "JPEG", quality=88, optimize=True)


if __name__ == "__main__":
    renew()
