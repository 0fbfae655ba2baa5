"""`studio slokas`: the library, or one of its pieces with all that is known of it; the metre of any verse."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from pipeline.chant.library import piece as find
from pipeline.chant.library import pieces
from pipeline.chant.metre import metre_name, scan
from pipeline.chant.syllables import syllables, weights
from pipeline.errors import BadBrief


def slokas(
    name: Annotated[str | None, typer.Argument(help="One piece; all of them in a list when not given.")] = None,
    verse: Annotated[
        str | None, typer.Option("--scan", metavar="TEXT", help="Find the metre of a verse in Devanagari or IAST.")
    ] = None,
) -> None:
    """List slokas, hymns, names and poems that can be recited, or find a verse's metre."""
    console = Console(highlight=False)

    def say(text: str, style: str = "") -> None:
        console.print(text, style=style, markup=False, soft_wrap=True)

    if verse is not None:
        found = syllables(verse)
        if not found:
            raise BadBrief("There is no syllable to scan: paste a verse in Devanagari or IAST.")
        scansion = scan(verse)
        say(scansion.metre.name if scansion else "No known metre", "bold")
        say(" ".join("–" if weight == "G" else "⏑" for weight in weights(found)))
        return
    if name is not None:
        one = find(name)
        say(f"{one.title}  {one.about}", "bold")
        for text in (one.text, one.latin, one.meaning):
            if text:
                say(f"\n{text}")
        say(f"\n{metre_name(one.metre)}. {one.source}", "dim")
        return
    for key, one in pieces().items():
        say(f"{key:<26}{one.language}  {metre_name(one.metre):<24}{one.title}  {one.about}")
