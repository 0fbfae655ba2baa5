from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from pipeline.cli.app import build
from pipeline.errors import BadBrief
from pipeline.picture.gallery.sheets import SHEETS, sheet
from pipeline.picture.speech_shapes import SHAPES
from pipeline.vocabulary import Action, Culture, Emotion, Setting


def test_sheets_hold_all_there_is() -> None:
    for name in ("places-day", "places-night"):
        assert {cell.place.setting for cell in sheet(name).cells} == set(Setting)
    assert {cell.place.culture for cell in sheet("cultures").cells} == set(Culture)
    assert len(sheet("seeds").cells) == 2 * len(Setting)
    assert len(sheet("characters").cells) == 40
    assert {cell.label for cell in sheet("emotions").cells} == {emotion.value for emotion in Emotion}
    assert [cell.label for cell in sheet("visemes").cells] == list(SHAPES)
    assert len(sheet("actions").cells) == 3 * len(Action)
    assert all(sheet(name).name == name for name in SHEETS)


def test_a_sheet_is_drawn_with_every_cell_on_it(tmp_path: Path) -> None:
    CliRunner().invoke(
        build(),
        ["gallery", "-o", str(tmp_path), "--sheet", "objects", "--width", "96", "--workers", "1"],
        catch_exceptions=False,
    )
    page = sheet("objects")
    width, height = page.cell_size(96)
    with Image.open(tmp_path / "objects.jpg") as picture:
        assert picture.width >= page.columns * width
        cells = [
            picture.convert("L").crop((6 + column * (width + 6), 44, 6 + column * (width + 6) + width, 44 + height))
            for column in range(page.columns)
        ]
    assert all(high - low > 60 for low, high in (cell.getextrema() for cell in cells)), "a cell is empty"
    assert len({cell.tobytes() for cell in cells}) == page.columns


def test_a_sheet_that_is_not_there_is_named() -> None:
    with pytest.raises(BadBrief, match="places-day"):
        CliRunner().invoke(build(), ["gallery", "--sheet", "castles"], catch_exceptions=False)
