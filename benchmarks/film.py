"""What a film costs: seconds of work for each second of film, by stage, and after one changed line.

    .venv/bin/python benchmarks/film.py [SCRIPT.txt] [--workers 2] [--height 720] [--fps 30] [--minutes 1]

Prints wall-clock seconds per film second for a film made from nothing, the share of each stage, the same film again,
the film after one changed line, and the peak memory of all processes. The peer that the ratio is against is x264
alone: the finished film's frames, already in memory, encoded again by PyAV with the same settings on one thread.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import av
import psutil

from pipeline.context import StageContext
from pipeline.crew import crew_of
from pipeline.film import Brief, Script, Speech
from pipeline.render import make_film
from pipeline.stages.read import read
from pipeline.takes import TakeStore

PEER_FRAMES = 240
SAMPLE_S = 0.1


@dataclass
class Run:
    """One film made: wall seconds, by stage, and the most memory that all processes held at once."""

    seconds: float = 0.0
    by_stage: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    peak_mb: float = 0.0
    film_seconds: float = 0.0


def measure(text: str, brief: Brief, workers: int, folder: Path) -> Run:
    """Make the film of `text` with the takes in `folder`."""
    run, finished = Run(), threading.Event()
    sampler = threading.Thread(target=_sample_memory, args=(run, finished))
    sampler.start()
    crew = crew_of(workers)
    started = last = time.perf_counter()
    current = "read"

    def progress(stage: str, _done: int, _total: int) -> None:
        nonlocal last, current
        now = time.perf_counter()
        run.by_stage[current] += now - last
        last, current = now, stage

    try:
        context = StageContext(TakeStore(folder / "takes"), brief.seed, progress)
        film, _ = make_film(Script(text), brief, folder / "film.mp4", crew, context)
    finally:
        crew.close()
        finished.set()
        sampler.join()
    progress("end", 1, 1)
    run.seconds = time.perf_counter() - started
    run.film_seconds = film.duration_ms / 1000
    return run


def _sample_memory(run: Run, finished: threading.Event) -> None:
    me = psutil.Process()
    while not finished.wait(SAMPLE_S):
        total = 0
        for process in (me, *me.children(recursive=True)):
            try:
                # Shared pages are counted once by PSS; RSS would count every library once a process.
                total += process.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        run.peak_mb = max(run.peak_mb, total / 1e6)


def encode_alone(video: Path) -> float:
    """Seconds that x264 alone takes for a second of this film, one thread, the studio's settings."""
    with av.open(str(video)) as source:
        stream = source.streams.video[0]
        rate, width, height = stream.average_rate, stream.width, stream.height
        frames = []
        for frame in source.decode(stream):
            frames.append(frame)
            if len(frames) == PEER_FRAMES:
                break
    with tempfile.NamedTemporaryFile(suffix=".mp4") as target, av.open(target.name, "w") as sink:
        out = sink.add_stream("libx264", rate=rate, options={"preset": "veryfast", "crf": "20", "threads": "1"})
        out.width, out.height, out.pix_fmt = width, height, "yuv420p"
        started = time.perf_counter()
        for number, frame in enumerate(frames):
            frame.pts, frame.pict_type = number, 0
            sink.mux(out.encode(frame))
        sink.mux(out.encode(None))
        seconds = time.perf_counter() - started
    return seconds / (len(frames) / float(rate))


def change_one_line(text: str) -> str:
    """The script with one word more at the beginning of its middle speech."""
    speeches = [element for element in read(Script(text)).elements if isinstance(element, Speech)]
    start = speeches[len(speeches) // 2].span.start
    return f"{text[:start]}Yes, {text[start:]}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("script", nargs="?", default="examples/the-lamp.txt", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--height", type=int, default=720)
    parser.add_argument("--fps", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=1.0)
    options = parser.parse_args()
    text = options.script.read_text(encoding="utf-8")
    brief = Brief(minutes=options.minutes, height=options.height, fps=options.fps)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = measure(text, brief, options.workers, folder)
        again = measure(text, brief, options.workers, folder)
        changed = measure(change_one_line(text), brief, options.workers, folder)
        alone = encode_alone(folder / "film.mp4")
    print(
        f"{options.script}: {first.film_seconds:.1f} s of film, {brief.height}p{brief.fps}, {options.workers} workers"
    )
    print(f"{'':<18}{'seconds':>9}{'per film s':>12}{'of the first':>14}")
    for label, run in (("from nothing", first), ("again", again), ("one line changed", changed)):
        ratio = run.seconds / run.film_seconds
        print(f"{label:<18}{run.seconds:>9.1f}{ratio:>12.3f}{run.seconds / first.seconds:>13.1%}")
    print(f"\n{'stage':<14}{'from nothing':>14}{'share':>8}{'again':>8}{'one line changed':>18}")
    for stage, seconds in sorted(first.by_stage.items(), key=lambda item: -item[1]):
        shares = f"{seconds:>14.1f}{seconds / first.seconds:>8.0%}{again.by_stage[stage]:>8.1f}"
        print(f"{stage:<14}{shares}{changed.by_stage[stage]:>18.1f}")
    print(f"\npeak memory, all processes: {first.peak_mb:.0f} MB")
    whole = first.seconds * options.workers / first.film_seconds
    print(f"peer, x264 alone on one thread: {alone:.3f} s a film second; the film costs {whole / alone:.1f}x")


if __name__ == "__main__":
    main()
