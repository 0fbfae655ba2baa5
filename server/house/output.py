"""What the studio's processes print: whole lines, each behind the name of who said it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from typing import TextIO

# Longer than any sane line, and short of filling the memory with one that never ends.
LONGEST_LINE_BYTES = 1_000_000
HOUSE = "studio"

COLOURS = (36, 33, 32, 35, 34, 96, 93, 92, 95, 94)
HOUSE_COLOUR = 1
# Moving the cursor or renaming the window is not for a log line; colours are, if there is a terminal to see them.
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
CONTROL = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-ln-~]|\x1b(?!\[)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]"
)


class Lines:
    """Cuts the bytes of one process into lines."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, piece: bytes) -> tuple[str, ...]:
        """The lines that this piece completes."""
        seen = len(self._rest)
        self._rest += piece
        lines: list[bytes] = []
        start = 0
        while (end := self._rest.find(b"\n", max(start, seen))) >= 0:
            lines.append(bytes(self._rest[start:end]))
            start = end + 1
        del self._rest[:start]
        if len(self._rest) > LONGEST_LINE_BYTES:
            lines.append(bytes(self._rest))
            self._rest.clear()
        return tuple(_decode(line) for line in lines)

    def rest(self) -> tuple[str, ...]:
        """What was said last, without the end of its line."""
        rest, self._rest = bytes(self._rest), bytearray()
        return (_decode(rest),) if rest else ()


class Output:
    """The terminal, or whatever stands for it. Printing never fails: the studio runs on when nobody listens."""

    def __init__(self, stream: TextIO, names: Iterable[str], *, colour: bool) -> None:
        self._stream = stream
        self._encoding = stream.encoding or "utf-8"
        self._colour = colour
        known = tuple(names)
        self._width = max(map(len, (*known, HOUSE)))
        self._colours = {name: COLOURS[index % len(COLOURS)] for index, name in enumerate(known)} | {
            HOUSE: HOUSE_COLOUR
        }

    def say(self, name: str, line: str) -> None:
        """Print one line of `name`."""
        prefix = f"{name:<{self._width}} |"
        if self._colour:
            text = f"\x1b[{self._colours[name]}m{prefix}\x1b[0m {CONTROL.sub('', line)}"
            # A colour that the line leaves switched on must not run into the next.
            text += "\x1b[0m" if "\x1b" in line else ""
        else:
            text = f"{prefix} {CONTROL.sub('', COLOUR.sub('', line))}"
        # A terminal that is not UTF-8 shows what it can.
        shown = text.encode(self._encoding, "replace").decode(self._encoding)
        try:
            self._stream.write(f"{shown.rstrip(' ')}\n")
            self._stream.flush()
        except OSError:
            self._mute()

    def _mute(self) -> None:
        """The terminal was closed, or the program that read us has ended: neither is a reason to stop in mid-film."""
        with contextlib.suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def _decode(line: bytes) -> str:
    # A progress bar rewrites its line by carriage returns: what it said last is what it says.
    return line.decode(errors="replace").rstrip("\r").rpartition("\r")[2]
