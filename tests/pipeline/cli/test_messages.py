"""The command line answers bad input with one clear sentence, a meaningful exit code and nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STUDIO = Path(sys.executable).with_name("studio")
STORY = "INT. KITCHEN - NIGHT\n\nANNA\nWho is there?\n"


def studio(*arguments: str | Path, cwd: Path, text: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a person does, with its takes in the test's folder."""
    environment = {**os.environ, "STUDIO_TAKES": str(cwd / "takes"), "NO_COLOR": "1"}
    return subprocess.run(
        [STUDIO, *map(str, arguments)],
        cwd=cwd,
        input=text or b"",
        capture_output=True,
        timeout=120,
        check=False,
        env=environment,
    )


def refused(done: subprocess.CompletedProcess[bytes], code: int, *words: str) -> None:
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1, said
    for word in words:
        assert word in said


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 2, ["empty"]),
        (b"  \n\t\n", 2, ["empty"]),
        (b"word " * 501, 2, ["501", "500"]),
        ("言葉".encode() * 600, 2, ["500"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", 2, ["text"]),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", 2, ["text"]),
    ],
)
def test_a_script_that_cannot_be_filmed(tmp_path: Path, content: bytes, code: int, words: list[str]) -> None:
    script = tmp_path / "story.txt"
    script.write_bytes(content)
    refused(studio("film", script, "-o", "film.mp4", cwd=tmp_path), code, *words)
    assert {path.name for path in tmp_path.iterdir()} <= {"story.txt", "takes"}


def test_an_unknown_language_names_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    refused(studio("film", "story.txt", "--language", "tlh", cwd=tmp_path), 2, "tlh", "hi", "zh")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing.txt"], ["nothing.txt"]),
        (["."], ["folder"]),
        (["story.txt", "-o", "no/such/folder/film.mp4"], ["folder"]),
        (["story.txt", "-o", "."], ["folder"]),
        (["story.txt", "--height", "481"], ["--height", "720"]),
        (["story.txt", "--fps", "23"], ["--fps", "24"]),
        (["story.txt", "--music", "polka"], ["polka", "raga-yaman"]),
        (["story.txt", "--engine", "voice=nobody"], ["nobody", "kokoro"]),
        (["story.txt", "--voice", "Anna"], ["--voice", "NAME=SPEAKER"]),
        (["story.txt", "--voice", "Bob=af_heart"], ["Bob", "Anna", "narrator"]),
        (["story.txt", "--voice", "Anna=nobody"], ["nobody", "af_heart"]),
        (["story.txt", "--subtitles", "hi"], ["hi", "--script"]),
        (["story.txt", "--script", "hi"], ["--script", "LANG=FILE"]),
        (["story.txt", "--report", "no/such/report.json"], ["--report"]),
        (["story.txt", "--edits", "no-changes.json"], ["no-changes.json"]),
        (["story.txt", "--edits", "story.txt"], ["changes", "JSON"]),
    ],
)
def test_a_choice_that_cannot_be_met(tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    done = (
        studio("film", *arguments, "--height", "180", cwd=tmp_path)
        if "--height" not in arguments
        else studio("film", *arguments, cwd=tmp_path)
    )
    assert done.returncode in (2, 3)
    refused(done, done.returncode, *words)
    assert not list(tmp_path.glob("*.mp4"))


def test_the_storyboard_has_the_agreed_shape(tmp_path: Path) -> None:
    done = studio("storyboard", "-", "--json", cwd=tmp_path, text=STORY.encode())
    assert done.returncode == 0, done.stderr.decode()
    board = json.loads(done.stdout)
    assert list(board) == [
        "title", "language", "words", "seconds", "characters", "scenes", "cultural_elements", "inferred",
        "findings", "notes", "review",
    ]  # fmt: skip
    assert set(board["characters"][0]) == {"name", "role", "age_group", "gender", "personality", "relations"}
    assert set(board["scenes"][0]) == {
        "scene_number", "description", "setting", "indoor", "time_of_day", "weather", "season", "cultural_context",
        "emotions", "actions", "objects", "beat", "pace", "duration_seconds", "anchor", "shots",
    }  # fmt: skip
    assert (board["scenes"][0]["setting"], board["scenes"][0]["time_of_day"]) == ("kitchen", "night")
    lines = [line for scene in board["scenes"] for shot in scene["shots"] for line in shot["lines"]]
    assert [(line["character"], line["text"]) for line in lines] == [("Anna", "Who is there?")]
    assert set(board["scenes"][0]["shots"][0]) == {
        "shot_id", "size", "move", "why", "focus", "characters", "placements", "out_of_frame", "insert", "card",
        "about", "duration_seconds", "anchor", "lines", "new_scene",
    }  # fmt: skip
    assert set(lines[0]) == {"line_id", "character", "text", "emotion", "strength", "span", "anchor", "new_scene"}


def test_changes_of_the_storyboard_are_made_and_those_that_are_lost_are_told(tmp_path: Path) -> None:
    def change(words: str) -> dict[str, object]:
        return {"kind": "reframe", "shot": {"words": [words]}, "size": "close", "move": "pull"}

    (tmp_path / "edits.json").write_text(json.dumps([change("Who is there?"), change("Nobody.")]))
    done = studio("storyboard", "-", "--edits", "edits.json", cwd=tmp_path, text=STORY.encode())
    assert done.returncode == 0, done.stderr.decode()
    shot = next(line for line in done.stdout.decode().splitlines() if "your choice" in line)
    assert "close" in shot
    assert "pull" in shot
    assert done.stderr.decode().count("Note:") == 1
    assert "Nobody." in done.stderr.decode()


def test_doctor_and_engines_speak(tmp_path: Path) -> None:
    doctor = studio("doctor", cwd=tmp_path)
    assert doctor.returncode == 0, doctor.stderr.decode()
    assert "Ready to make films" in doctor.stdout.decode()
    assert b"kokoro" in studio("engines", cwd=tmp_path).stdout


def test_own_music_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "song.mp3").write_text("la la la")
    for name, says in (("gone.mp3", "no such file"), ("song.mp3", "no music that can be read"), (".", "cannot be")):
        done = studio("film", "story.txt", "--music-file", name, cwd=tmp_path)
        refused(done, 2, says)
    assert not (tmp_path / "film.mp4").exists()
