"""The Procfile: which processes make the studio, one `name: command` a line, in the order they start."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import NotReady

LINE = re.compile(r"(?P<name>[A-Za-z0-9_-]+):\s*(?P<command>\S.*)")
# Other runners hand the line to a shell; we do not, so what only a shell understands is refused rather than passed on.
SHELL = frozenset("|&;<>$`\n")
PROGRAM = "studio"

Command = tuple[str, ...]


class BadProcfile(NotReady):
    """The Procfile is missing or holds a line that nobody can run."""


def read(path: Path) -> Mapping[str, Command]:
    """The commands of the Procfile at `path` by name, in its order."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise BadProcfile(f"There is no {path}: run this in the studio's own folder.") from missing
    except (OSError, UnicodeDecodeError) as failure:
        raise BadProcfile(f"{path} cannot be read: {failure}.") from failure
    return parse(text, str(path))


def parse(text: str, where: str = "Procfile") -> Mapping[str, Command]:
    """The commands by name. Raises BadProcfile with the number of the line that is wrong."""
    commands: dict[str, Command] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        match = LINE.fullmatch(written)
        if match is None:
            raise BadProcfile(f"{where}, line {number}: '{written}' is not of the form 'name: command'.")
        name = match["name"]
        if name in commands:
            raise BadProcfile(f"{where}, line {number}: '{name}' is there twice; give one of them another name.")
        commands[name] = _command(match["command"], f"{where}, line {number}")
    if not commands:
        raise BadProcfile(f"{where} names no process; write one 'name: command' a line.")
    return commands


def resolve(command: Command) -> Command:
    """The command with `studio` as the program beside this Python, whatever PATH says."""
    program, *arguments = command
    if program != PROGRAM:
        return command
    # Not resolved further: a virtual environment's python is a link, and its programs lie beside the link.
    return (str(Path(sys.executable).absolute().parent / PROGRAM), *arguments)


def _command(written: str, where: str) -> Command:
    if found := sorted(SHELL.intersection(written)):
        raise BadProcfile(f"{where}: '{found[0]}' needs a shell, and commands are run without one: put it in a script.")
    try:
        return tuple(shlex.split(written))
    except ValueError as failure:
        raise BadProcfile(f"{where}: '{written}' cannot be read ({failure}).") from failure
