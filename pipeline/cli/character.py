"""`studio character`: a description becomes a person, drawn as a character sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.errors import BadBrief, CannotDeliver
from pipeline.vocabulary import Culture

_MOST = 400
"""Characters of a description: a person, not a story."""


def character(
    description: Annotated[
        str, typer.Argument(metavar="DESCRIPTION", help="Who it is, e.g. `old fisherman, Kerala, white beard`.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the sheet goes, a PNG.")] = Path(
        "character.png"
    ),
    seed: Annotated[int, typer.Option(help="Another number, another person who fits.")] = 0,
    culture: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose dress and looks; found in the description by itself.")
    ] = None,
    parts: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Choose a part, e.g. `hair=bun`, `dress=sari`, `skin=brown`."),
    ] = None,
) -> None:
    """Draw somebody from all sides: ages, feelings, mouths, deeds, dress."""
    # Seconds to load, for who draws.
    import skia

    from pipeline.picture.character_sheet import draw_sheet
    from pipeline.picture.look import design_look
    from pipeline.picture.overrides import override
    from pipeline.story.describe import describe

    words = description.strip()
    if not words or len(words) > _MOST:
        raise BadBrief(f"Describe the person in 1 to {_MOST} characters, e.g. 'old fisherman, Kerala, white beard'.")
    if not output.absolute().parent.is_dir():
        raise CannotDeliver(f"The folder of {output} does not exist.")
    chosen = None if culture is None else _culture(culture)
    known = describe(words)
    home = chosen or known.culture
    look = override(design_look(known.character, home, seed), parts or ())
    image = draw_sheet(look, home, words, known.language)
    try:
        output.write_bytes(bytes(image.encodeToData(skia.kPNG, 100)))
    except (IsADirectoryError, PermissionError) as refused:
        raise CannotDeliver(f"The sheet cannot be written to {output}.") from refused
    worn = ", ".join(item.value for item in look.accessories)
    said = f"{look.age_group}, {look.gender}, {home}; {look.hair_style} hair, {look.dress}{', ' + worn if worn else ''}"
    Console(stderr=True, highlight=False).print(f"{output}  {said}", style="green", markup=False, soft_wrap=True)


def _culture(name: str) -> Culture:
    try:
        return Culture(name.strip().casefold().replace("_", " ").replace("-", " "))
    except ValueError as unknown:
        raise BadBrief(f"'{name}' is no culture here. There are: {', '.join(Culture)}.") from unknown
