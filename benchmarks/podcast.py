"""How a talk sounds in each style of podcast: turns, overlaps, who sits where, opening and closing music, chapters.

    .venv/bin/python -m benchmarks.podcast [SCRIPT.txt] [--takes DIR]

The script is planned and its sound made, no picture. From the timeline: the median gap between two speakers and the
longest overlap in ms (below 0 and large is talking over each other). From the dialogue's stem: how much louder the
right ear is, in dB, while the host or a guest speaks alone. From the music's stem against the dialogue's, in dB: in the
last second before the first word, in the middle third of the talk, in the last two seconds of the film. Then the number
of murmurs and breaths, and of chapters.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.context import StageContext
from pipeline.crew import Alone
from pipeline.film import Brief, Script
from pipeline.render import plan_film, score_film
from pipeline.sound.wav import RATE, read_wav
from pipeline.stages.chapters import chapters_of
from pipeline.stages.murmurs import listen
from pipeline.takes import TakeStore
from pipeline.vocabulary import PodcastStyle, Role

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Figures:
    """Of one style."""

    gap_ms: float
    overlap_ms: int
    host_db: float
    guest_db: float
    intro_db: float
    middle_db: float
    outro_db: float
    murmurs: int
    breaths: int
    chapters: int


def level(sound: Sound, start_ms: float, end_ms: float) -> float:
    """RMS in dB of a stretch."""
    part = sound[round(start_ms * RATE / 1000) : round(end_ms * RATE / 1000)].astype(np.float64)
    return float(10 * np.log10((part**2).mean() + 1e-12)) if len(part) else float("nan")


def lean(sound: Sound, stretches: list[tuple[int, int]]) -> float:
    """How much louder the right ear is in these stretches, in dB."""
    parts = [sound[start * RATE // 1000 : end * RATE // 1000] for start, end in stretches]
    left, right = (np.concatenate(parts).astype(np.float64) ** 2).mean(axis=0)
    return float(10 * np.log10((right + 1e-12) / (left + 1e-12)))


def measure(text: str, style: PodcastStyle, takes: Path) -> Figures:
    """Plan a talk in a style, make its sound, measure it."""
    crew, context = Alone(), StageContext(TakeStore(takes))
    plan = plan_film(Script(text), Brief(podcast=style), crew, context)
    master = score_film(plan, crew, context)
    dialogue, music = (read_wav(take.path)[0] for take in (master.dialogue, master.music))
    turns = [
        (
            cue.spoken.line.character,
            plan.timeline.start_ms(shot) + cue.start_ms,
            plan.timeline.start_ms(shot) + cue.end_ms,
        )
        for shot in plan.shots
        for cue in shot.cues
    ]
    gaps = [after[1] - before[2] for before, after in itertools.pairwise(turns) if before[0] != after[0]]
    hosts = {one.name for one in plan.board.story.characters if one.role is Role.HOST}
    alone = [(who, start + 300, end - 300) for who, start, end in turns if end - start > 900]
    first, last = turns[0][1], turns[-1][2]
    third = (last - first) / 3
    end_ms = plan.timeline.duration_ms
    speech = level(dialogue, first, last)
    heard = listen(plan.timeline, plan.board, plan.actors, plan.engines.voice, crew, context)
    return Figures(
        float(np.median(gaps)),
        -min(0, *gaps),
        lean(dialogue, [(start, end) for who, start, end in alone if who in hosts]),
        lean(dialogue, [(start, end) for who, start, end in alone if who not in hosts]),
        level(music, max(0, first - 1_000), first) - speech,
        level(music, first + third, last - third) - speech,
        level(music, end_ms - 2_000, end_ms) - speech,
        len(heard.murmurs),
        len(heard.breaths),
        len(chapters_of(plan.timeline, plan.board)),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("script", nargs="?", type=Path, default=Path("examples/podcast.txt"))
    parser.add_argument("--takes", type=Path)
    options = parser.parse_args()
    names = list(Figures.__dataclass_fields__)
    print(f"{'style':<12}" + "".join(f"{name:>12}" for name in names))
    with tempfile.TemporaryDirectory() as folder:
        for style in PodcastStyle:
            one = measure(options.script.read_text(encoding="utf-8"), style, options.takes or Path(folder))
            cells = (getattr(one, name) for name in names)
            print(f"{style.value:<12}" + "".join(f"{cell:>12.1f}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
