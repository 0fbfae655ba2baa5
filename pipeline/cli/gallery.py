"""`studio gallery`: contact sheets of all that the illustrator can draw."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli.film import TakesOption, default_takes, default_workers, read_script
from pipeline.cli.progress import watch
from pipeline.context import StageContext
from pipeline.crew import crew_of
from pipeline.errors import BadBrief
from pipeline.film import Brief
from pipeline.takes import TakeStore

_LONGEST_S = 600.0
_STRIP_COLUMNS = 8


def gallery(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where the sheets go.")] = Path(
        "gallery"
    ),
    sheets: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="A sheet to draw, again for each; all of them by default."),
    ] = None,
    films: Annotated[
        list[Path] | None,
        typer.Option("--film", metavar="SCRIPT.txt", help="Instead of sheets a strip of this film, again for each."),
    ] = None,
    every: Annotated[float, typer.Option(min=0.05, max=60, help="Seconds between the frames of a strip.")] = 1.0,
    first: Annotated[float, typer.Option("--from", min=0, help="Where a strip begins, in seconds.")] = 0.0,
    last: Annotated[float | None, typer.Option("--to", help="Where a strip ends; with the film by default.")] = None,
    takes: TakesOption = None,
    width: Annotated[int, typer.Option(min=96, max=1920, help="Width of a 16:9 cell in pixels.")] = 320,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Worker processes; one a core by default.")
    ] = None,
) -> None:
    """Draw contact sheets: every place, culture, hour, weather, season, thing, person, feeling, mouth and deed."""
    if films:
        if sheets:
            raise BadBrief("--sheet and --film are two commands: ask for sheets or for strips of films.")
        times = (first, last if last is not None else _LONGEST_S, every)
        _strips(films, output, width, times, takes, workers)
        return
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


def _strips(
    films: list[Path],
    output: Path,
    width: int,
    times: tuple[float, float, float],
    takes: Path | None,
    workers: int | None,
) -> None:
    """A JPEG for each film, named after its script: its frames at one minute's length with their captions."""
    from pipeline.film_strip import film_strip, lay_strip
    from pipeline.render import STAGES, plan_film

    scripts = [read_script(str(path), None) for path in films]
    output.mkdir(parents=True, exist_ok=True)
    brief = Brief(minutes=1, height=round(width * 9 / 32) * 2, burn_subtitles=True)
    crew = crew_of(workers or default_workers())
    try:
        with watch(Console(stderr=True), STAGES) as progress:
            context = StageContext(TakeStore(takes or default_takes()), progress=progress)
            for path, script in zip(films, scripts, strict=True):
                plan = plan_film(script, brief, crew, context)
                first, last, every = times
                last = min(last, plan.timeline.frames / plan.timeline.fps)
                seconds = [first + every * number for number in range(int(max(0.0, last - first) / every + 0.999))]
                frames = film_strip(plan, seconds, crew, context)
                if not frames:
                    raise BadBrief(f"The film of '{path}' has no frame from {first:g} s on; it ends at {last:.1f} s.")
                lay_strip(frames, seconds, min(_STRIP_COLUMNS, len(frames)), output / f"{path.stem}.jpg")
    finally:
        crew.close()
    for path in films:
        typer.echo(str(output / f"{path.stem}.jpg"))
