from __future__ import annotations

import errno
import os
import wave
from dataclasses import replace
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest

from pipeline.context import StageContext
from pipeline.contracts.animator import Animator
from pipeline.contracts.painter import Painter
from pipeline.crew import Alone, Crew, Pool
from pipeline.engines.registry import pick
from pipeline.errors import CannotDeliver
from pipeline.film import Brief, Cast, CastMember, Deed, Line, Placement, Storyboard, Voice
from pipeline.picture.encode import SegmentWriter
from pipeline.picture.look import design_looks
from pipeline.sound.wav import write_wav
from pipeline.stages.animate import animate
from pipeline.stages.compose import compose, runs
from pipeline.stages.deliver import check_output, deliver
from pipeline.stages.direct import direct
from pipeline.stages.hands import held_in, in_hands
from pipeline.stages.mix import Master
from pipeline.stages.paint import design_set, paint
from pipeline.stages.review import Stretch, review
from pipeline.stages.subtitle import CaptionTrack, subtitle
from pipeline.stages.time import time
from pipeline.takes import Take, TakeStore, file_digest
from pipeline.timeline import Phone, Spoken, Timeline, Word, ms_of_frame
from pipeline.vocabulary import Action, Culture, Facing, Language
from tests import factories

BRIEF = Brief(height=180, fps=24, burn_subtitles=True)
Made = tuple[Storyboard, Timeline, tuple[CaptionTrack, ...], tuple[Take, ...]]
VOICE = Voice("none", "none", Language.ENGLISH)


def _spoken(line: Line, folder: Path) -> Spoken:
    """A line as a tone, its words spread evenly."""
    length_ms = 250 + 55 * len(line.text)
    path = folder / f"{length_ms}.wav"
    samples = (np.sin(np.arange(length_ms * 24) * 0.05) * 9000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(samples.tobytes())
    words, at = [], 0
    pieces = line.text.split(" ")
    for number, piece in enumerate(pieces):
        first, last = (length_ms * n // len(pieces) for n in (number, number + 1))
        words.append(Word(piece, first, last, at, at + len(piece)))
        at += len(piece) + 1
    phones = tuple(Phone("a", word.start_ms, word.end_ms) for word in words)
    return Spoken(line, Take(path, str(length_ms), {}), length_ms, phones, tuple(words))


def _cast(board: Storyboard) -> Cast:
    looks = design_looks(board.story.characters, Culture.NORTH_INDIAN, 0)
    return Cast(tuple(CastMember(name, look, VOICE) for name, look in looks.items()), VOICE)


def _make(
    board: Storyboard, folder: Path, brief: Brief = BRIEF, crew: Crew | None = None
) -> tuple[Timeline, tuple[CaptionTrack, ...], tuple[Take, ...]]:
    context = StageContext(TakeStore(folder / "takes"))
    timeline = time(board, {line.line_id: _spoken(line, folder) for line in board.lines}, brief)
    tracks = subtitle(timeline, board.story, brief)
    crew, cast = crew or Alone(), _cast(board)
    backdrops = paint(board, brief, pick(Painter), crew, context)
    parts = animate(timeline, board, cast, pick(Animator), crew, context)
    burned = tracks[0] if brief.burn_subtitles else None
    return timeline, tracks, compose(timeline, board, cast, backdrops, parts, burned, brief, crew, context)


@cache
def _film(folder: Path) -> Made:
    board = direct(factories.story(), BRIEF)
    return board, *_make(board, folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _film(tmp_path_factory.mktemp("film"))


def _master(timeline: Timeline, folder: Path, *, click_frames: tuple[int, ...] = ()) -> Master:
    samples = round(timeline.frames * 48_000 / timeline.fps)
    sound = np.zeros((samples, 2), np.float32)
    for frame in click_frames:
        sound[frame * 2000 : frame * 2000 + 96] = 0.8
    path = folder / "master.wav"
    write_wav(path, sound)
    take = Take(path, "0", {})
    return Master(take, take, take, take, -30.0, -3.0)


def test_runs_cover_the_film_once(made: Made) -> None:
    _, timeline, _, segments = made
    found = runs(timeline)
    at = 0
    for run in found:
        assert run.start == at
        at += run.frames
    assert at == timeline.frames == sum(int(take.facts["frames"]) for take in segments)
    assert any(run.later for run in found)


def test_segments_are_closed_and_rightly_tagged(made: Made) -> None:
    *_, segments = made
    headers = set()
    for take in segments:
        with av.open(str(take.path)) as file:
            stream = file.streams.video[0]
            context = stream.codec_context
            assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
            colours = (context.color_range, context.colorspace, context.color_primaries, context.color_trc)
            assert tuple(map(int, colours)) == (1, 1, 1, 1)
            headers.add(bytes(context.extradata or b""))
            packets = [packet for packet in file.demux(stream) if packet.size]
            assert packets[0].is_keyframe
            assert len(packets) == take.facts["frames"]
    assert len(headers) == 1


def test_the_same_film_has_the_same_bytes(made: Made, tmp_path: Path) -> None:
    board, *_, segments = made
    first_scene = replace(board, scenes=board.scenes[:1])
    _, _, again = _make(first_scene, tmp_path)
    same = {take.digest for take in segments} & {take.digest for take in again}
    # All but the last shot's, which now ends the film.
    assert len(same) >= len(again) - 2


@pytest.mark.slow
@pytest.mark.parametrize("workers", [2, 3])
def test_the_same_bytes_for_any_number_of_workers(made: Made, tmp_path: Path, workers: int) -> None:
    board, *_, segments = made
    with Pool(workers) as crew:
        _, _, again = _make(board, tmp_path, crew=crew)
    assert [take.digest for take in again] == [take.digest for take in segments]


def test_the_film_fades_in_and_out_and_is_never_black_between(made: Made) -> None:
    *_, segments = made
    levels = []
    for take in segments:
        with av.open(str(take.path)) as file:
            levels += [frame.to_ndarray()[: frame.height].mean() for frame in file.decode(video=0)]
    assert levels[0] < 18
    assert levels[-1] < 18
    assert min(levels[12:-12]) > 25


def test_delivered_whole_in_time_and_reviewed_clean(made: Made, tmp_path: Path) -> None:
    board, timeline, tracks, segments = made
    context = StageContext(TakeStore(tmp_path / "takes"))
    output = tmp_path / "film.mp4"
    clicks = tuple(range(24, timeline.frames - 24, 48))
    master = _master(timeline, tmp_path, click_frames=clicks)
    film = deliver(segments, master, tracks, timeline, board, output, context)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "film.en.ass", "film.en.srt", "film.en.vtt", "film.jpg", "film.mp4", "master.wav",
    ]  # fmt: skip
    report = review(film, segments, timeline, master, context)
    assert report.faults == ()
    assert report.frames == timeline.frames
    assert report.fast_start
    assert report.subtitle_languages == ("eng",)
    assert report.chapters == 2
    assert report.profile == "High"
    swapped = (segments[1], segments[0], *segments[2:])
    assert review(film, swapped, timeline, master, context).faults == ("the picture is not that of its segments",)
    with av.open(str(output)) as file:
        sound = list(file.decode(audio=0))
    whole = np.concatenate([frame.to_ndarray()[0] for frame in sound])
    start = sound[0].time or 0.0
    for frame in clicks:
        middle = round((frame / 24 - start) * 48_000)
        heard = middle - 2400 + int(np.argmax(np.abs(whole[middle - 2400 : middle + 2400]) > 0.3))
        assert abs(heard - middle) <= 960  # 20 ms
    with av.open(str(film.thumbnail)) as picture:
        assert (picture.streams.video[0].width, picture.streams.video[0].height) == (1280, 720)
    first = output.read_bytes()
    deliver(segments, master, tracks, timeline, board, output, context)
    assert output.read_bytes() == first


def test_what_stands_still_over_a_seam_is_seen(made: Made, tmp_path: Path) -> None:
    board, timeline, tracks, segments = made

    def still(path: Path, frames: int) -> None:
        with av.open(str(segments[0].path)) as file:
            size = file.streams.video[0].width, file.streams.video[0].height
        writer = SegmentWriter(path, *size, timeline.fps)
        for _ in range(frames):
            for plane in writer.planes():
                plane[...] = 128
            writer.write()
        writer.close()

    context = StageContext(TakeStore(tmp_path / "takes"))
    frozen = []
    for number, segment in enumerate(segments):
        place = tmp_path / f"{number}.mp4"
        still(place, int(segment.facts["frames"]))
        frozen.append(Take(place, file_digest(place), segment.facts))
    master = _master(timeline, tmp_path)
    film = deliver(frozen, master, tracks, timeline, board, tmp_path / "film.mp4", context)
    report = review(film, frozen, timeline, master, context)
    assert report.frozen == (Stretch(ms_of_frame(1, timeline.fps), timeline.duration_ms),)


def test_places_that_cannot_take_a_film_say_so(tmp_path: Path) -> None:
    with pytest.raises(CannotDeliver, match="is a folder"):
        check_output(tmp_path)
    with pytest.raises(CannotDeliver, match="does not exist"):
        check_output(tmp_path / "nowhere" / "film.mp4")
    with pytest.raises(CannotDeliver, match=r"\.mp4"):
        check_output(tmp_path / "film.txt")


def test_a_failure_leaves_nothing_half_written(made: Made, tmp_path: Path, context: StageContext) -> None:
    board, timeline, tracks, segments = made
    master = _master(timeline, tmp_path)
    gone = replace(master, mix=replace(master.mix, path=tmp_path / "gone.wav"))
    with pytest.raises(FileNotFoundError):
        deliver(segments, gone, tracks, timeline, board, tmp_path / "film.mp4", context)
    assert {path.name for path in tmp_path.iterdir()} == {"master.wav", "takes"}
    assert not [path for path in (tmp_path / "takes").rglob("*") if path.is_file()]


def test_a_full_disk_is_one_clear_sentence(
    made: Made, tmp_path: Path, context: StageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A full disk cannot be had without mounting one: the system's own call refuses instead.
    board, timeline, tracks, segments = made

    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", refuse)
    master = _master(timeline, tmp_path)
    with pytest.raises(CannotDeliver, match="no space left"):
        deliver(segments, master, tracks, timeline, board, tmp_path / "film.mp4", context)
    assert {path.name for path in tmp_path.iterdir()} == {"master.wav", "takes"}
    assert not [path for path in (tmp_path / "takes").rglob("*") if path.is_file()]


def test_what_is_in_hands_is_what_the_words_say() -> None:
    deeds = (
        Deed("Meera", Action.HOLD, "Meera carries a lamp."),
        Deed("Ravi", Action.GIVE, "Ravi gives it to her."),
        Deed("Ravi", Action.READ, "Ravi reads."),
    )
    told = factories.story([replace(factories.scene(1, deeds), objects=("elephant", "lamp"))])
    (one,) = told.scenes

    def hands(who: str, *actions: Action) -> str | None:
        return in_hands(Placement(who, 0.5, Facing.RIGHT, None, actions), one, told)

    assert hands("Meera", Action.HOLD) == "lamp"
    assert hands("Meera", Action.WAVE) is None
    assert hands("Meera") is None
    # What he gives is what the scene is about, and nobody gives an elephant.
    assert hands("Ravi", Action.GIVE) == "lamp"
    assert hands("Ravi", Action.READ) is None
    # What somebody carries does not lie about as well.
    assert held_in(one, told) == {"lamp"}
    assert design_set(one, Brief(), 0, held_in(one, told)).objects == ()
    assert design_set(one, Brief(), 0).objects == ("lamp",)
