from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.house import procfile
from server.house.procfile import BadProcfile
from tests.server.house.stage import ROOT


def test_reads_ours() -> None:
    commands = procfile.read(ROOT / "Procfile")
    assert list(commands) == ["valkey", "api", "worker", "clock", "ui", "admin"]
    assert commands["admin"] == ("studio", "admin-ui")


def test_reads_comments_blanks_and_quotes() -> None:
    text = "# ours\n\n  web:   run 'a b' --port=1  \r\nwork-er_2: studio worker\n"
    assert procfile.parse(text) == {"web": ("run", "a b", "--port=1"), "work-er_2": ("studio", "worker")}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("web: a\njust words", "line 2: 'just words' is not of the form 'name: command'"),
        ("web:", "line 1: 'web:' is not of the form"),
        ("we b: x", "not of the form"),
        ("web: a\nweb: b", "line 2: 'web' is there twice"),
        ("web: a | b", "line 1: '|' needs a shell"),
        ("web: run --port=$PORT", "needs a shell"),
        ("web: 'open", "No closing quotation"),
        ("# nothing", "names no process"),
    ],
)
def test_says_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(BadProcfile) as raised:
        procfile.parse(text)
    assert complaint in str(raised.value)
    assert raised.value.exit_code == 3


def test_says_that_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadProcfile, match=r"There is no .*Procfile"):
        procfile.read(tmp_path / "Procfile")
    (tmp_path / "Procfile").write_bytes(b"\xff\xfe")
    with pytest.raises(BadProcfile, match="cannot be read"):
        procfile.read(tmp_path / "Procfile")


def test_our_program_is_the_one_beside_this_python() -> None:
    assert procfile.resolve(("studio", "api")) == (str(Path(sys.executable).parent / "studio"), "api")
    assert procfile.resolve(("gunicorn", "studio")) == ("gunicorn", "studio")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        commands = procfile.parse(text)
    except BadProcfile:
        return
    assert commands
    assert all(commands.values())
