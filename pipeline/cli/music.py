"""`studio music`: the styles, a preview of one or of all, and a piece as sound, MIDI or stems."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.contracts.composer import MusicCue
from pipeline.errors import BadBrief, CannotDeliver
from pipeline.vocabulary import Emotion, MusicStyle


def music(
    style: Annotated[
        str | None,
        typer.Argument(metavar="[STYLE]", help="A style, e.g. `raga-yaman`; the list of all when not given."),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where the sound goes, a WAV file.")] = None,
    seconds: Annotated[float, typer.Option(min=1, max=300, help="How long the piece is.")] = 24,
    emotion: Annotated[
        str | None, typer.Option(help="What it feels, e.g. `sad`; the style's own mood by default.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number, another piece in the same style.")] = 0,
    midi: Annotated[Path | None, typer.Option(metavar="FILE.mid", help="Write its notes as MIDI too.")] = None,
    stems: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write melody, harmony, rhythm and drone apart; they sum to it.")
    ] = None,
    previews: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a preview of every style to a folder.")
    ] = None,
) -> None:
    """List the styles of music, or play one of them to files."""
    # A second to load, for who plays.
    from pipeline.sound.preview import preview_cue

    if style is None and (output or midi or stems):
        raise BadBrief("Name the style to play, e.g. 'studio music raga-yaman -o yaman.wav'.")
    if style is not None:
        cue = preview_cue(_style(style), None if emotion is None else _emotion(emotion), seed, round(seconds * 1000))
        written = _written(cue, output, midi, stems)
    elif previews is not None:
        written = _previews(previews, round(seconds * 1000), seed)
    else:
        _list()
        return
    for path in written:
        typer.echo(str(path))


def _list() -> None:
    from pipeline.sound.preview import describe

    console = Console(highlight=False)
    for style in MusicStyle:
        console.print(f"{style.value:<24}{describe(style)}", markup=False, soft_wrap=True)


def _written(cue: MusicCue, output: Path | None, midi: Path | None, stems: Path | None) -> Iterator[Path]:
    """Every file as soon as it is there."""
    from pipeline.assets import locate
    from pipeline.sound.preview import write_midi, write_preview, write_stems

    if not (output or midi or stems):
        output = Path(f"{cue.style.value}.wav")
    with _writable():
        if output is not None:
            write_preview(cue, locate().soundfont, output)
            yield output
        if midi is not None:
            write_midi(cue, midi)
            yield midi
        if stems is not None:
            stems.mkdir(parents=True, exist_ok=True)
            yield from write_stems(cue, locate().soundfont, stems)


def _previews(folder: Path, duration_ms: int, seed: int) -> Iterator[Path]:
    from pipeline.assets import locate
    from pipeline.sound.preview import preview_cue, write_preview

    with _writable():
        folder.mkdir(parents=True, exist_ok=True)
        for style in MusicStyle:
            path = folder / f"{style.value}.wav"
            write_preview(preview_cue(style, None, seed, duration_ms), locate().soundfont, path)
            yield path


@contextmanager
def _writable() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError) as refused:
        raise CannotDeliver(f"'{refused.filename}' cannot be written: name a place that you may write to.") from refused


def _style(name: str) -> MusicStyle:
    try:
        return MusicStyle(name.strip().lower())
    except ValueError as unknown:
        raise BadBrief(f"There is no music style '{name}'. 'studio music' lists them.") from unknown


def _emotion(name: str) -> Emotion:
    try:
        return Emotion(name.strip().lower())
    except ValueError as unknown:
        raise BadBrief(f"'{name}' is no feeling here. There are: {', '.join(Emotion)}.") from unknown
