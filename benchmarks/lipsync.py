"""How well lips follow the voice, measured on the decoded frames of a film.

    .venv/bin/python benchmarks/lipsync.py [SCRIPT.txt …] [--height 720] [--fps 30] [--minutes 1] [--takes FOLDER]

Makes the segments of every shot in which somebody speaks near enough to the camera to be read, decodes them, measures
how far each speaker's mouth stands from shut (pipeline/picture/lips.py) and compares that with the phones of the voice,
the intended lead taken off. The peer is the ear's and eye's own tolerance: ITU-R BT.1359 finds 45 ms early to 125 ms
late undetectable; the studio's own mark is 40 ms either way.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.context import StageContext
from pipeline.crew import Crew, crew_of
from pipeline.film import Brief, Script
from pipeline.picture.lips import NOTHING, LipSync, judge, openings
from pipeline.render import Plan, plan_film
from pipeline.stages.animate import animate
from pipeline.stages.compose import make_segment, runs, segment_requests
from pipeline.stages.paint import paint
from pipeline.takes import TakeStore
from pipeline.timeline import Phone, TimedShot
from pipeline.vocabulary import ShotSize

NEAR = frozenset({ShotSize.CLOSE, ShotSize.MEDIUM, ShotSize.OVER_SHOULDER, ShotSize.TWO_SHOT})
MARK_MS = 40


def measure(plan: Plan, crew: Crew, context: StageContext, folder: Path) -> LipSync:
    """Judge every speaking shot of a film."""
    sets = paint(plan.board, plan.brief, plan.engines.painter, crew, context)
    parts = animate(plan.timeline, plan.board, plan.actors, plan.engines.animator, crew, context)
    requests = segment_requests(plan.timeline, plan.board, plan.actors, sets, parts, None, plan.brief)
    # A long shot is several segments: its mouths are judged over all of them.
    seen: dict[tuple[int, int], list[tuple[Any, Any]]] = defaultdict(list)
    for run, request in zip(runs(plan.timeline), requests, strict=True):
        timed = plan.shots[run.shot]
        if run.later or timed.shot.size not in NEAR:
            continue
        for number, actor in enumerate(request.parts[0].view.actors):
            if not _phones(timed, actor.placement.character) or actor.placement.back_to_camera:
                continue
            segment = make_segment(request, context.quiet())
            seconds = (request.parts[0].first + np.arange(request.frames)) / plan.timeline.fps
            seen[run.shot, number].append((openings(request, segment.path, number, folder), seconds))
    found = NOTHING
    for (shot, number), pieces in seen.items():
        timed = plan.shots[shot]
        phones = _phones(timed, timed.shot.placements[number].character)
        found += judge(*(np.concatenate(part) for part in zip(*pieces, strict=True)), phones)
    return found


def _phones(timed: TimedShot, character: str) -> tuple[Phone, ...]:
    """What somebody says in a shot, from its start."""
    return tuple(
        Phone(phone.symbol, phone.start_ms + cue.start_ms, phone.end_ms + cue.start_ms)
        for cue in timed.cues
        if cue.spoken.line.character == character
        for phone in cue.spoken.phones
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("scripts", nargs="*", default=[Path("examples/the-lamp.txt")], type=Path)
    parser.add_argument("--height", type=int, default=720)
    parser.add_argument("--fps", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--takes", type=Path, help="a folder that keeps the takes from run to run")
    options = parser.parse_args()
    brief = Brief(minutes=options.minutes, height=options.height, fps=options.fps)
    print(f"{'film':<28}{'edges':>7}{'median ms':>11}{'|p95| ms':>10}{'within 40':>11}{'m b p shut':>12}{'still':>14}")
    with tempfile.TemporaryDirectory() as name:
        folder, crew = Path(name), crew_of(1)
        context = StageContext(TakeStore(options.takes or folder / "takes"), brief.seed)
        for script in options.scripts:
            plan = plan_film(Script(script.read_text(encoding="utf-8")), brief, crew, context)
            seen = measure(plan, crew, context, folder)
            errors = np.asarray(seen.errors_ms or (np.nan,))
            print(
                f"{script.name:<28}{len(seen.errors_ms):>7}{np.median(errors):>+11.1f}"
                f"{np.percentile(np.abs(errors), 95):>10.1f}{(np.abs(errors) <= MARK_MS).mean():>11.0%}"
                f"{f'{seen.closed} of {seen.closures}':>12}{f'{seen.still} of {seen.silent}':>14}"
            )


if __name__ == "__main__":
    main()
