"""Own music: a recording of the creator's under the whole film, in place of a score."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.context import StageContext
from pipeline.film import Brief
from pipeline.stages.score import SUFFIX, MusicStem
from pipeline.takes import Facts
from pipeline.timeline import Timeline, samples_of

VERSION = "1"


@dataclass(frozen=True, slots=True)
class OwnMusic:
    """A recording and how long it should be; in a take's key the file stands as its digest."""

    path: Path
    duration_ms: int


def check_music(brief: Brief) -> None:
    """Open the recording of the brief. Raises BadMusic with what is wrong and what to do."""
    if brief.music_file is not None:
        from pipeline.sound.recording import check_recording

        check_recording(brief.music_file)


def lay_music(timeline: Timeline, path: Path, context: StageContext) -> tuple[MusicStem, ...]:
    """One stem of the film's length, cut on the beat, that ends as the recording does."""
    asked = OwnMusic(path, timeline.duration_ms)

    def make(target: Path) -> Facts:
        from pipeline.sound.fit import fit
        from pipeline.sound.loudness import integrated_lufs
        from pipeline.sound.recording import open_recording
        from pipeline.sound.wav import write_wav

        fitted, seam = fit(open_recording(path), samples_of(asked.duration_ms))
        write_wav(target, fitted)
        facts: dict[str, float | int | str] = {
            "engine": "own music",
            "duration_ms": asked.duration_ms,
            "lufs": round(integrated_lufs(fitted), 2),
            "peak": round(float(abs(fitted).max(initial=0.0)), 4),
        }
        if seam is not None:
            facts |= {"cut_from_s": round(seam.from_s, 3), "cut_to_s": round(seam.to_s, 3), "cuts": seam.times}
        return facts

    context.step("score", 0, 1)
    take = context.takes.get_or_make("own music", VERSION, asked, SUFFIX, make)
    context.step("score", 1, 1)
    return (MusicStem(0, timeline.duration_ms, last=True, take=take),)
