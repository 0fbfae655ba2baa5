from __future__ import annotations

import io
import os

from hypothesis import given
from hypothesis import strategies as st

from server.house.output import LONGEST_LINE_BYTES, Lines, Output


@given(st.lists(st.text(st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]))), st.integers(1, 9))
def test_lines_do_not_depend_on_the_pieces(lines: list[str], size: int) -> None:
    data = "".join(f"{line}\n" for line in lines).encode()
    cutter = Lines()
    found = [line for at in range(0, len(data), size) for line in cutter.feed(data[at : at + size])]
    assert found == lines
    assert cutter.rest() == ()


def test_the_last_line_needs_no_end() -> None:
    cutter = Lines()
    assert cutter.feed(b"one\r\n 10%\r 20%\r 30%\ntw") == ("one", " 30%")
    assert cutter.rest() == ("tw",)
    assert cutter.rest() == ()


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    cutter = Lines()
    assert [len(line) for line in cutter.feed(b"x" * (LONGEST_LINE_BYTES + 1))] == [LONGEST_LINE_BYTES + 1]
    assert cutter.rest() == ()


def test_names_stand_in_one_column() -> None:
    stream = io.StringIO()
    output = Output(stream, ("api", "worker.1"), colour=False)
    output.say("api", "\x1b[31mred\x1b[0m \x1b[2J\x07alert\tकथा")
    output.say("worker.1", "")
    output.say("studio", "stopping")
    assert stream.getvalue() == "api      | red alert\tकथा\nworker.1 |\nstudio   | stopping\n"


def test_a_terminal_sees_colours_and_nothing_worse() -> None:
    stream = io.StringIO()
    Output(stream, ("api",), colour=True).say("api", "\x1b[31mred\x1b[2J\x1b]0;title\x07!")
    assert stream.getvalue() == "\x1b[36mapi    |\x1b[0m \x1b[31mred!\x1b[0m\n"


def test_a_terminal_that_knows_few_letters_shows_what_it_can() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Output(stream, ("api",), colour=False).say("api", "Zoë कथा")
    assert stream.buffer.getvalue() == b"api    | Zo? ???\n"


def test_a_closed_pipe_is_no_failure() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        output = Output(stream, ("api",), colour=False)
        output.say("api", "nobody hears")
        output.say("api", "nor this")
