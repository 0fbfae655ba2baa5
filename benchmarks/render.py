"""What the picture of a film costs, beside x264 alone and MoviePy, all in one run on two cores.

    .venv/bin/python benchmarks/render.py [SCRIPT.txt] [--height 720] [--fps 30] [--minutes 1] [--peer-seconds 4]

Four things are timed, each by two processes of one thread. Voices are recorded before and not counted.

- ours: paint, animate, compose (which draws and encodes), from nothing, workers started and code compiled;
- x264 alone: the very frames that we drew, ready in memory segment by segment, through our own encoder settings;
- MoviePy 2 compositing and writing an excerpt of the same timeline, scaled up to the film's length: the same planes
  under the same camera moves, the same people as ready sprites that change at every frame, a caption, a dissolve. Given
  to it for nothing: the people's drawing, weather, glows, bloom, grain. It runs as it does for its users, one process
  that composites and ffmpeg beside it.

Wall clock says what a creator waits, CPU time (user and system, all processes) what the work is when others use the
machine too. The memory is the most that all of our processes held at once (PSS: shared pages counted once).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Before NumPy is imported here and in every worker: each process is one thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import psutil
import skia
from av.video.frame import VideoFrame

from pipeline.context import StageContext
from pipeline.crew import Crew, Pool
from pipeline.film import Brief, Script
from pipeline.picture import shoot as shooting
from pipeline.picture.backdrop import read_backdrop
from pipeline.picture.camera import plane_views
from pipeline.picture.encode import CRF, PRESET, SegmentWriter
from pipeline.picture.figure import bounds
from pipeline.picture.frame import Stage
from pipeline.picture.shoot import SegmentRequest
from pipeline.picture.text import Type, draw_text
from pipeline.render import Plan, plan_film, preload
from pipeline.stages.animate import animate
from pipeline.stages.compose import compose, segment_requests
from pipeline.stages.paint import paint
from pipeline.takes import TakeStore
from pipeline.vocabulary import Language

PROCESSES = 2
SAMPLE_S = 0.5


@dataclass
class Cost:
    """Seconds on the clock and of CPU, and the most megabytes that were held."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    peak_mb: float = 0.0


@dataclass
class Ours:
    """What our stages cost, and what the peers need of them."""

    paint: Cost = field(default_factory=Cost)
    animate: Cost = field(default_factory=Cost)
    compose: Cost = field(default_factory=Cost)
    requests: tuple[SegmentRequest, ...] = ()


def render(plan: Plan, crew: Crew, context: StageContext) -> Ours:
    """The picture part of a film, from nothing."""
    ours = Ours()
    with _measured(ours.paint):
        sets = paint(plan.board, plan.brief, plan.engines.painter, crew, context)
    with _measured(ours.animate):
        parts = animate(plan.timeline, plan.board, plan.actors, plan.engines.animator, crew, context)
    film = (plan.timeline, plan.board, plan.actors, sets, parts, plan.captions[0], plan.brief)
    ours.requests = segment_requests(*film)
    with _measured(ours.compose):
        compose(*film, crew, context)
    return ours


@contextmanager
def _measured(cost: Cost) -> Iterator[None]:
    """Fill a Cost with what happens inside, in this process and its children that live on."""
    finished = threading.Event()
    sampler = threading.Thread(target=_sample_memory, args=(cost, finished))
    sampler.start()
    started, before = time.perf_counter(), _cpu_s()
    try:
        yield
    finally:
        cost.wall_s, cost.cpu_s = time.perf_counter() - started, _cpu_s() - before
        finished.set()
        sampler.join()


def _family() -> list[psutil.Process]:
    me = psutil.Process()
    return [me, *me.children(recursive=True)]


def _cpu_s() -> float:
    return sum(times.user + times.system for process in _family() if (times := process.cpu_times()))


def _sample_memory(cost: Cost, finished: threading.Event) -> None:
    while not finished.wait(SAMPLE_S):
        total = 0
        for process in _family():
            try:
                total += process.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        cost.peak_mb = max(cost.peak_mb, total / 1e6)


# --------------------------------------------------------------------------------------------------------- x264 alone


class _Keeper:
    """In the encoder's place: keeps the frames that are drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.size, self.frames = (width, height), [VideoFrame(width, height, "yuv420p")]

    def planes(self) -> tuple[Any, ...]:
        planes: Any = self.frames[-1].planes
        rows = [np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size) for plane in planes]
        return tuple(row[:, : plane.width] for row, plane in zip(rows, planes, strict=True))

    def write(self) -> None:
        self.frames.append(VideoFrame(*self.size, "yuv420p"))


def _encode(requests: Sequence[SegmentRequest], together: Any, answer: Any) -> None:
    """Draw each segment into memory, wait for the other process to have done so too, and time its encoding alone."""
    wall = cpu = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for request in requests:
            film = request.film
            keeper = _Keeper(film.width, film.height)
            shooting.draw(request, keeper)
            with _barrier(together):
                started, before = time.perf_counter(), time.process_time()
                writer = SegmentWriter(Path(folder) / "segment.mp4", film.width, film.height, film.fps)
                for frame in keeper.frames[:-1]:
                    writer.write_frame(frame)
                writer.close()
                wall, cpu = wall + time.perf_counter() - started, cpu + time.process_time() - before
    together.abort()
    answer.put((wall, cpu))


@contextmanager
def _barrier(together: Any) -> Iterator[None]:
    """Begin when the other one begins; alone, once it has finished."""
    with suppress(threading.BrokenBarrierError):
        together.wait()
    yield


def encode_alone(requests: Sequence[SegmentRequest]) -> Cost:
    """What two processes of x264 take for the film's frames, the work halved between them exactly."""
    context = multiprocessing.get_context("spawn")
    together, answer = context.Barrier(PROCESSES), context.Queue()
    by_length = sorted(requests, key=lambda request: -request.frames)
    helpers = [
        context.Process(target=_encode, args=(by_length[n::PROCESSES], together, answer)) for n in range(PROCESSES)
    ]
    for helper in helpers:
        helper.start()
    answers = [answer.get() for _ in helpers]
    for helper in helpers:
        helper.join()
    return Cost(sum(wall for wall, _ in answers) / PROCESSES, sum(cpu for _, cpu in answers))


# ------------------------------------------------------------------------------------------------------------ MoviePy


def moviepy_excerpt(requests: Sequence[SegmentRequest], seconds: float, folder: Path) -> Cost:
    """MoviePy on two shots with people, `seconds` altogether, the first dissolving into the second."""
    from moviepy import CompositeVideoClip, vfx

    with_people = [request for request in requests if len(request.parts) == 1 and request.parts[0].view.actors]
    film = with_people[0].film
    each = seconds / 2
    clips = []
    dissolve = 0.5
    for number, request in enumerate(with_people[:2]):
        view = request.parts[0].view
        stage = Stage(view, film.width, film.height, film.fps)
        length = min(view.frames / film.fps, each + dissolve / 2)
        shot = CompositeVideoClip(_layers(stage, length), size=(film.width, film.height)).with_duration(length)
        clips.append(shot if not number else shot.with_start(clips[0].duration - dissolve))
    clips[1] = clips[1].with_effects([vfx.CrossFadeIn(dissolve)])
    whole = CompositeVideoClip([*clips, _caption(film, clips[1].end)], size=(film.width, film.height))
    cost = Cost()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # ffmpeg has ended by the time that its CPU is asked for: the children that ended are counted here.
    with _measured(cost):
        whole.write_videofile(
            str(folder / "moviepy.mp4"), fps=film.fps, codec="libx264", preset=PRESET, threads=1, audio=False,
            ffmpeg_params=["-crf", str(CRF), "-pix_fmt", "yuv420p"], logger=None,
        )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost.cpu_s += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cost.wall_s / whole.duration, cost.cpu_s / whole.duration, cost.peak_mb)


def _layers(stage: Stage, length: float) -> list[Any]:
    """The planes of a set behind the people, the people, the planes before them."""
    from moviepy import ImageClip

    backdrop, pictures = read_backdrop(stage.view.backdrop.path)
    planes: dict[bool, list[Any]] = {False: [], True: []}
    for plane in backdrop.planes:
        views = plane_views(stage.path, plane.depth)
        picture = pictures[plane.name]
        size: Callable[[float], tuple[int, int]] = _sizes(views, stage)
        clip = ImageClip(picture, transparent=True).with_duration(length).resized(size)
        planes[plane.depth > 1].append(clip.with_position(_places(views, stage)))
    return [
        *planes[False],
        *(_person(stage, number, length) for number in range(len(stage.view.actors))),
        *planes[True],
    ]


def _sizes(views: Any, stage: Stage) -> Callable[[float], tuple[int, int]]:
    def size(time_s: float) -> tuple[int, int]:
        zoom = views[min(round(time_s * stage.fps), len(views) - 1)][2]
        return round(zoom * stage.width), round(zoom * stage.height)

    return size


def _places(views: Any, stage: Stage) -> Callable[[float], tuple[float, float]]:
    def place(time_s: float) -> tuple[float, float]:
        x, y, zoom = views[min(round(time_s * stage.fps), len(views) - 1)]
        return stage.width * (0.5 - x * zoom), stage.height * (0.5 - y * zoom)

    return place


def _person(stage: Stage, number: int, length: float) -> Any:
    """Somebody as sprites that were drawn beforehand, one a frame, all as large as the largest."""
    from moviepy import VideoClip

    actor, part = stage.troupe.actors[number], stage.troupe.parts[number]
    facing, back = actor.placement.facing, actor.placement.back_to_camera
    sprites, corners = [], []
    frames = min(round(length * stage.fps), stage.view.frames)
    for at in range(frames):
        row = part[min(at, len(part) - 1)]
        x, y, height_px = stage.troupe.feet(stage, number, at)
        box = bounds(actor.look, row, height_px, facing)
        left, top = max(0, int(x + box.left)), max(0, int(y + box.top))
        right, bottom = min(stage.width, int(x + box.right)), min(stage.height, int(y + box.bottom))
        pixels = np.zeros((max(2, bottom - top), max(2, right - left), 4), np.uint8)
        surface = skia.Surface(pixels, skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType)
        canvas = surface.getCanvas()
        canvas.translate(x - left, y - top)
        stage.troupe.figures[number].draw(canvas, row, facing, back, height_px)
        sprites.append(pixels)
        corners.append((left, top))
    size = tuple(max(sprite.shape[axis] for sprite in sprites) for axis in (0, 1))
    sprites = [np.pad(s, ((0, size[0] - s.shape[0]), (0, size[1] - s.shape[1]), (0, 0))) for s in sprites]

    def at(time_s: float) -> int:
        return min(round(time_s * stage.fps), frames - 1)

    clip = VideoClip(lambda time_s: sprites[at(time_s)][..., :3], duration=length)
    mask = VideoClip(lambda time_s: sprites[at(time_s)][..., 3] / 255.0, is_mask=True, duration=length)
    return clip.with_mask(mask).with_position(lambda time_s: corners[at(time_s)])


def _caption(film: Any, until: float) -> Any:
    from moviepy import ImageClip

    surface = skia.Surface(round(film.width * 0.6), round(film.height * 0.12))
    box = (0.0, film.height * 0.02, film.width * 0.6)
    draw_text(
        surface.getCanvas(), "Will it carry it?", Language.ENGLISH, box, Type(film.height * 0.045, 600), 0xFFFFFFFF
    )
    picture = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    place = (film.width * 0.2, film.height * 0.84)
    return ImageClip(picture, transparent=True).with_duration(until).with_position(place)


# ------------------------------------------------------------------------------------------------------------- report


def _wake(_item: int, _context: StageContext) -> None:
    """What a worker does before anything is timed: load the code, all of it compiled, by a film of a few frames."""
    preload()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("script", nargs="?", default="examples/the-lamp.txt", type=Path)
    parser.add_argument("--height", type=int, default=720)
    parser.add_argument("--fps", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--peer-seconds", type=float, default=4.0, help="length of MoviePy's excerpt; 0 leaves it out")
    parser.add_argument("--takes", type=Path, help="a folder that keeps the voices from run to run")
    options = parser.parse_args()
    brief = Brief(minutes=options.minutes, height=options.height, fps=options.fps, burn_subtitles=True)
    with tempfile.TemporaryDirectory() as name, Pool(PROCESSES) as crew:
        folder = Path(name)
        voices = StageContext(TakeStore(options.takes or folder / "voices"), brief.seed)
        plan = plan_film(Script(options.script.read_text(encoding="utf-8")), brief, crew, voices)
        pictures = StageContext(TakeStore(folder / "pictures"), brief.seed)
        crew.map("wake", _wake, list(range(PROCESSES)), pictures)
        ours = render(plan, crew, pictures)
        seconds = plan.timeline.duration_ms / 1000
        crew.close()
        alone = encode_alone(ours.requests)
        peer = moviepy_excerpt(ours.requests, options.peer_seconds, folder) if options.peer_seconds else None
    _report(options, seconds, ours, alone, peer)


def _report(options: argparse.Namespace, seconds: float, ours: Ours, alone: Cost, peer: Cost | None) -> None:
    stages = (ours.paint, ours.animate, ours.compose)
    whole = Cost(sum(c.wall_s for c in stages), sum(c.cpu_s for c in stages), max(c.peak_mb for c in stages))
    load = os.getloadavg()[0]
    print(f"{options.script}: {seconds:.1f} s of film at {options.height}p{options.fps}, {PROCESSES} processes")
    print(f"(load of the machine at the end: {load:.1f} on {os.cpu_count()} cores)\n")
    print(f"{'':<34}{'wall s':>9}{'CPU s':>9}{'CPU ms a frame':>16}")
    rows = (
        ("paint", ours.paint), ("animate", ours.animate), ("compose: draw and encode", ours.compose),
        ("the whole picture part", whole), ("x264 alone on the same frames", alone),
    )  # fmt: skip
    frames = seconds * options.fps
    for label, cost in rows:
        print(f"{label:<34}{cost.wall_s:>9.1f}{cost.cpu_s:>9.1f}{cost.cpu_s * 1000 / frames:>16.2f}")
    if peer is not None:
        print(
            f"{'MoviePy, from ' + format(options.peer_seconds, '.0f') + ' s':<34}"
            f"{peer.wall_s * seconds:>9.0f}{peer.cpu_s * seconds:>9.0f}{peer.cpu_s * 1000 / options.fps:>16.1f}"
        )
    print(f"\n{'ratio':<46}{'wall':>8}{'CPU':>8}{'reach':>8}")
    ratios = [
        ("compose against x264 alone", ours.compose, alone, "1.6"),
        ("the whole picture part against x264 alone", whole, alone, "1.9"),
    ]
    for label, cost, other, reach in ratios:
        print(f"{label:<46}{cost.wall_s / other.wall_s:>8.2f}{cost.cpu_s / other.cpu_s:>8.2f}{reach:>8}")
    if peer is not None:
        wall, cpu = peer.wall_s * seconds / ours.compose.wall_s, peer.cpu_s * seconds / ours.compose.cpu_s
        print(f"{'MoviePy against our compose':<46}{wall:>8.1f}{cpu:>8.1f}{'15':>8}")
    print(f"\npeak memory of all our processes: {whole.peak_mb:.0f} MB (reach 1500)")


if __name__ == "__main__":
    main()
