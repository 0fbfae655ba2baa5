"""Cells laid out on a page: rows and columns on dark paper, a name under each, as one JPEG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import skia
from PIL import Image

from pipeline.picture.card import argb, surface_pixels
from pipeline.picture.gallery.cell import Cell
from pipeline.picture.text import Type, draw_text
from pipeline.vocabulary import Language

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_PAPER, _INK, _FAINT = "1C1A1F", "F2E9DA", "BDB2A2"
_GAP, _LABEL, _TITLE = 6, 20, 44
QUALITY: Final = 86


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the gallery: `columns` cells a row. `shape` is width to height of a cell."""

    name: str
    title: str
    columns: int
    cells: tuple[Cell, ...]
    shape: float = 16 / 9

    def cell_size(self, width: int) -> tuple[int, int]:
        """Width and height of a cell, even, when a wide one has that width."""
        height = width / (16 / 9)
        return round(height * self.shape / 2) * 2, round(height / 2) * 2


def lay_out(sheet: Sheet, pictures: Sequence[Pixels], path: Path) -> None:
    """Write the page. `pictures` in the cells' order, all of one size, uint8 (height, width, 3)."""
    height, width = pictures[0].shape[:2]
    rows = -(-len(pictures) // sheet.columns)
    page = skia.Surface(_GAP + sheet.columns * (width + _GAP), _TITLE + rows * (height + _LABEL) + _GAP)
    canvas = page.getCanvas()
    canvas.clear(argb(_PAPER, 1.0))
    title = Type(20, weight=700, align="left")
    draw_text(canvas, sheet.title, Language.ENGLISH, (_GAP + 4, 9, page.width()), title, argb(_INK, 1.0))
    small = Type(12, align="left")
    for number, (cell, picture) in enumerate(zip(sheet.cells, pictures, strict=True)):
        row, column = divmod(number, sheet.columns)
        left, top = _GAP + column * (width + _GAP), _TITLE + row * (height + _LABEL)
        opaque = np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
        image = skia.Image.fromarray(np.ascontiguousarray(opaque), colorType=skia.kRGBA_8888_ColorType)
        canvas.drawImage(image, left, top)
        room = (left + 2, top + height + 1, width)
        draw_text(canvas, cell.label, Language.ENGLISH, room, small, argb(_FAINT, 1.0))
    pixels = np.ascontiguousarray(surface_pixels(page)[..., [2, 1, 0]])
    Image.fromarray(pixels).save(path, "JPEG", quality=QUALITY, optimize=True)
