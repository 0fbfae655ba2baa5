"""`studio gallery`: contact sheets of all that the illustrator can draw."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli.film import default_workers
from pipeline.cli.progress import watch
from pipeline.context import StageContext
from pipeline.crew import crew_of
from pipeline.errors import BadBrief
from pipeline.takes import TakeStore


def gallery(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where the sheets go.")] = Path(
        "gallery"
    ),
    sheets: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="A sheet to draw, again for each; all of them by default."),
    ] = None,
    width: Annotated[int, typer.Option(min=96, max=1920, help="Width of a 16:9 cell in pixels.")] = 320,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Worker processes; one a core by default.")
    ] = None,
) -> None:
    """Draw contact sheets: every place, culture, hour, weather, season, thing, person, feeling, mouth and deed."""
    from pipeline.picture.gallery.cell import Job, draw_cell
    from pipeline.picture.gallery.sheet import lay_out
    from pipeline.picture.gallery.sheets import SHEETS, sheet

    wanted = list(dict.fromkeys(sheets or SHEETS))
    unknown = [name for name in wanted if name not in SHEETS]
    if unknown:
        raise BadBrief(f"There is no sheet {unknown[0]!r}; there are {', '.join(SHEETS)}.")
    output.mkdir(parents=True, exist_ok=True)
    crew = crew_of(workers or default_workers())
    pages = [sheet(name) for name in wanted]
    console = Console(stderr=True)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="gallery-") as folder,
            watch(console, [(page.name, float(len(page.cells))) for page in pages]) as progress,
        ):
            context = StageContext(takes=TakeStore(Path(folder)), progress=progress)
            for page in pages:
                jobs = [Job(cell, *page.cell_size(width)) for cell in page.cells]
                lay_out(page, crew.map(page.name, draw_cell, jobs, context), output / f"{page.name}.jpg")
    finally:
        crew.close()
    for page in pages:
        typer.echo(str(output / f"{page.name}.jpg"))
