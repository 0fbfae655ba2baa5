"""A whole film, as the command line makes it: small, real, and safe to kill."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import av
import pytest
from PIL import Image

from pipeline.context import StageContext
from pipeline.crew import Alone
from pipeline.film import Brief, Script
from pipeline.render import Plan, assemble, plan_film, score_film, shoot_film, shoot_shot, still_of_shot
from pipeline.takes import TakeStore
from tests.stories import TWO_LAMPS

STUDIO = Path(sys.executable).with_name("studio")
HINDI = """EXT. नदी घाट - शाम

मीरा: क्या नदी इसे ले जाएगी?

रवि: अगर तुम धीरे से छोड़ो।

EXT. नदी घाट - रात

मीरा: देखो!
मीरा: यह चमकता है।
"""


def command(folder: Path, *options: str) -> list[str]:
    base = ["film", "story.txt", "-o", "film.mp4", "--height", "180", "--takes", str(folder / "takes")]
    return [str(STUDIO), *base, "--report", "report.json", *options]


def make(folder: Path, *options: str) -> tuple[dict[str, object], float]:
    started = time.perf_counter()
    done = subprocess.run(command(folder, *options), cwd=folder, capture_output=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads((folder / "report.json").read_text()), time.perf_counter() - started


@dataclass(frozen=True)
class First:
    """The story's film, made from nothing."""

    folder: Path
    report: dict[str, object]
    seconds: float

    @property
    def bytes(self) -> bytes:
        return (self.folder / "film.mp4").read_bytes()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    folder = tmp_path_factory.mktemp("studio")
    (folder / "story.txt").write_text(TWO_LAMPS)
    return First(folder, *make(folder))


@pytest.mark.xdist_group("film")
def test_a_script_becomes_a_film_and_the_second_time_in_a_blink(first: First) -> None:
    studio, report = first.folder, first.report
    assert report["faults"] == []
    assert (report["video_codec"], report["profile"], report["pixel_format"]) == ("h264", "High", "yuv420p")
    assert (report["audio_codec"], report["audio_rate"], report["audio_channels"]) == ("aac", 48_000, 2)
    assert report["fast_start"]
    assert report["constant_rate"]
    assert abs(float(str(report["loudness_lufs"])) + 14) <= 0.5
    assert float(str(report["true_peak_db"])) <= -1
    made = {path.name for path in studio.iterdir()}
    assert {"film.mp4", "film.jpg", "film.en.srt", "film.en.vtt", "film.en.ass"} <= made
    assert "Will the river carry it?" in (studio / "film.en.srt").read_text()
    with av.open(str(studio / "film.mp4")) as film:
        assert [stream.type for stream in film.streams][:3] == ["video", "audio", "subtitle"]
    before = first.bytes
    _, second_s = make(studio)
    assert first.bytes == before
    # Half, not a tenth: most of a film this small is the start of the interpreter. benchmarks/film.py measures.
    assert second_s < first.seconds / 2


@pytest.mark.xdist_group("film")
def test_another_number_of_workers_and_another_folder_give_the_same_bytes(first: First, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TWO_LAMPS)
    make(tmp_path, "--workers", "1")
    assert (tmp_path / "film.mp4").read_bytes() == first.bytes


@pytest.mark.xdist_group("film")
def test_its_steps_in_any_order_on_any_worker_give_the_same_bytes(first: First, tmp_path: Path) -> None:
    # As on the server: each step plans anew, from takes, and knows nothing of the others. The lines are recorded.
    for sidecar in (first.folder / "takes").glob("*/*.json"):
        if "words" in json.loads(sidecar.read_text())["facts"]:
            place = tmp_path / "takes" / sidecar.parent.name
            place.mkdir(parents=True, exist_ok=True)
            for file in (sidecar, sidecar.with_suffix(".wav")):
                shutil.copyfile(file, place / file.name)
    brief, crew = Brief(height=180), Alone()

    def worker() -> StageContext:
        return StageContext(TakeStore(tmp_path / "takes"), brief.seed)

    def plan() -> Plan:
        return plan_film(Script(TWO_LAMPS), brief, crew, worker())

    numbers = list(range(len(plan().shots)))
    random.Random(3).shuffle(numbers)
    shot = {}
    for number in numbers:
        shot[number] = shoot_shot(plan(), number, worker())
        if number == numbers[0]:
            score_film(plan(), crew, worker())
    assert len(numbers) > 4
    whole = [take for number in sorted(shot) for take in shot[number]]
    made = {path: path.stat().st_mtime_ns for path in (tmp_path / "takes").glob("*/*")}
    assert list(shoot_film(plan(), crew, worker())) == whole
    film, report = assemble(plan(), tmp_path / "film.mp4", worker())
    assert report.faults == ()
    assert film.video.read_bytes() == first.bytes
    assert {path: path.stat().st_mtime_ns for path in made} == made
    kept = {path.name for path in (first.folder / "takes").glob("*/*.mp4")}
    assert {take.path.name for take in whole} < kept == {path.name for path in (tmp_path / "takes").glob("*/*.mp4")}

    still = still_of_shot(plan(), 2, worker())
    assert still.suffix == ".jpg"
    assert still_of_shot(plan(), 2, worker()) == still
    with Image.open(still) as picture:
        assert (picture.format, picture.size) == ("JPEG", (320, 180))


@pytest.mark.xdist_group("film")
def test_a_film_that_was_killed_goes_on_where_it_was(first: First, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TWO_LAMPS)
    running = subprocess.Popen(command(tmp_path), cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True)
    takes = tmp_path / "takes"
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline and not list(takes.glob("*/*.mp4")) and running.poll() is None:
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    kept = {path: path.stat().st_mtime_ns for path in takes.glob("*/*.wav")}
    assert kept
    assert not (tmp_path / "film.mp4").exists()
    make(tmp_path)
    assert (tmp_path / "film.mp4").read_bytes() == first.bytes
    assert {path: path.stat().st_mtime_ns for path in kept} == kept, "what was finished was made again"


@pytest.mark.xdist_group("film")
@pytest.mark.slow
@pytest.mark.parametrize(("aspect", "size"), [("9:16", (180, 320)), ("1:1", (180, 180))])
def test_other_frames_subtitles_and_rates(tmp_path: Path, aspect: str, size: tuple[int, int]) -> None:
    (tmp_path / "story.txt").write_text(TWO_LAMPS)
    (tmp_path / "hi.txt").write_text(HINDI)
    options = ("--aspect", aspect, "--fps", "25", "--subtitles", "hi,en", "--script", "hi=hi.txt", "--music", "none")
    report, _ = make(tmp_path, *options, "--burn-subtitles", "--minutes", "1", "--seed", "3")
    assert (report["width"], report["height"]) == size
    assert report["subtitle_languages"] == ["hin", "eng"]
    assert "नदी" in (tmp_path / "film.hi.srt").read_text()
    assert abs(int(str(report["duration_ms"])) - 60_000) <= 2_000 or report["notes"]
