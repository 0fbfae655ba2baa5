"""The program: its commands, and how it ends when something fails."""

from __future__ import annotations

import errno
import os
import sys
from importlib.metadata import entry_points

import typer
from rich.console import Console

from pipeline.cli.character import character
from pipeline.cli.doctor import doctor, engines
from pipeline.cli.film import film, storyboard
from pipeline.cli.gallery import gallery
from pipeline.cli.music import music
from pipeline.cli.slokas import slokas
from pipeline.errors import CannotDeliver, FilmError

PLUGINS = "studio.commands"


def build() -> typer.Typer:
    """The Typer application with every room's commands."""
    app = typer.Typer(
        name="studio",
        help="Turn a page of script into a finished film.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
    )
    for command in (film, storyboard, slokas, character, gallery, music, doctor, engines):
        app.command()(command)
    for plugin in entry_points(group=PLUGINS):
        plugin.load()(app)
    return app


def main() -> None:
    """Run `studio`; a failure that a person can act on ends in one sentence on standard error."""
    try:
        build()()
    except FilmError as failure:
        _say(failure)
        sys.exit(failure.exit_code)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as failure:
        if failure.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        _say(CannotDeliver("The disk is full. Free some space, or point --takes at another disk, and run it again."))
        sys.exit(CannotDeliver.exit_code)


def _say(failure: FilmError) -> None:
    Console(stderr=True, highlight=False).print(f"studio: {failure}", style="red", markup=False, soft_wrap=True)
