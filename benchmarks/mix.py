"""The sound of finished films, measured on the decoded MP4s: loudness, true peak, ducking, clicks, tails and sync.

    .venv/bin/python benchmarks/mix.py [SCRIPT.txt ...] [--height 180] [--takes DIR] [--minutes N]

Films the scripts (the six examples that are stories, when none is named) and decodes the AAC of each MP4. Loudness by
pyloudnorm, a meter that is not ours; true peak by fourfold oversampling. Ducking: dialogue and effects are taken off
the decoded sound, and what is left is held against the music as the composer played it, in windows of 20 ms: its gain
under speech against its gain where nobody has spoken for a second, and how long it takes down and up. Sync: where the
decoded sound lies against the master, near its start and near its end.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pyloudnorm
from numpy.typing import NDArray
from scipy import signal

from pipeline.context import StageContext
from pipeline.crew import crew_of
from pipeline.film import Brief, Script
from pipeline.render import assemble, plan_film, score_film, shoot_film
from pipeline.sound.loudness import true_peak_db
from pipeline.sound.mixdown import MixPlan, music_of
from pipeline.sound.wav import RATE, read_wav
from pipeline.stages.mix import Master, plan_mix
from pipeline.stages.score import score
from pipeline.takes import TakeStore

EXAMPLES = ("the-lamp", "lighthouse", "diya", "mazhai", "la-carta", "podcast")
WINDOW = RATE // 50
Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Figures:
    """Of one film. Times in ms; NaN where the film has nothing to measure it by."""

    name: str
    seconds: float
    lufs: float
    true_peak: float
    duck_db: float
    down_ms: float
    up_ms: float
    clicks: int
    tail_db: float
    sync_ms: tuple[float, float]


def decoded(path: Path) -> Sound:
    """The film's sound as a player hears it: (samples, 2) at 48 kHz."""
    with av.open(str(path)) as film:
        frames = film.decode(film.streams.audio[0])
        parts = [frame.to_ndarray().T for frame in frames if frame.pts is not None and frame.pts >= 0]
    return np.concatenate(parts).astype(np.float32)


def ducking(heard: Sound, master: Master, plan: MixPlan) -> tuple[float, float, float]:
    """Depth in dB, and ms down and up, of the music in the decoded sound."""
    count = min(len(heard), plan.samples)
    rest = heard[:count].astype(np.float64)
    for stem in (master.dialogue, master.effects):
        rest -= read_wav(stem.path)[0][:count]
    played = music_of(plan)[:count].astype(np.float64)
    windows = count // WINDOW
    shape = (windows, WINDOW * 2)
    left, raw = (one[: windows * WINDOW].reshape(shape) for one in (rest, played))
    power = (raw**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = 20 * np.log10(np.clip((left * raw).sum(axis=1) / power, 1e-4, None))
    gain[power < power.max() * 1e-3] = np.nan
    spoken = np.zeros(windows, dtype=bool)
    ends = []
    for line in plan.speech:
        length = len(read_wav(line.take.path)[0]) * RATE // 24_000
        spoken[line.start // WINDOW : (line.start + length) // WINDOW + 1] = True
        ends.append((line.start / WINDOW, (line.start + length) / WINDOW))
    near = signal.convolve(spoken.astype(float), np.ones(2 * 50 + 1), "same") > 0.5
    free, under = np.nanmedian(gain[~near]), np.nanmedian(gain[spoken])
    depth = float(free - under)
    downs, ups = [], []
    for first, last in ends:
        begin, end = round(first), round(last)
        if begin > 30 and not spoken[begin - 30 : begin - 1].any():
            downs.append(_slope_ms(gain[begin - 12 : begin + 4], free, under))
        if end + 40 < windows and not spoken[end + 2 : end + 40].any():
            ups.append(_slope_ms(gain[end - 3 : end + 30][::-1], free, under))
    return depth, _median(downs), _median(ups)


def _slope_ms(curve: NDArray[np.float64], free: float, under: float) -> float:
    """How long the whole way takes, from the time between a fifth and four fifths of it."""
    if np.isnan(curve).any():
        return float("nan")
    share = (free - signal.medfilt(curve, 3)) / (free - under)
    places = np.arange(len(share))
    low, high = np.flatnonzero(share >= 0.2), np.flatnonzero(share >= 0.8)
    if not len(low) or not len(high) or low[0] == 0:
        return float("nan")

    def crossing(level: float, index: int) -> float:
        before, after = share[index - 1], share[index]
        return float(places[index] - (after - level) / max(1e-9, after - before))

    return (crossing(0.8, high[0]) - crossing(0.2, low[0])) / 0.6 * 20


def _median(values: list[float]) -> float:
    known = [value for value in values if not np.isnan(value)]
    return float(np.median(known)) if known else float("nan")


def clicks(sound: Sound) -> int:
    """Samples that jump by more than a fifth of full scale and by thirty times what is usual around them."""
    jump = np.abs(np.diff(sound.mean(axis=1)))
    usual = signal.convolve(jump, np.ones(480) / 480, "same")
    return int(np.count_nonzero((jump > 0.2) & (jump > 30 * usual)))


def lag_ms(heard: Sound, master: Sound, at: int) -> float:
    """By how much the decoded sound is late against the master around a sample."""
    length = 5 * RATE
    start = max(0, min(at, min(len(heard), len(master)) - length))
    one, other = (sound[start : start + length].mean(axis=1) for sound in (heard, master))
    match = signal.correlate(one, other, "full", "fft")
    return float((np.argmax(match) - (len(other) - 1)) * 1000 / RATE)


def measure(script: Path, brief: Brief, folder: Path, takes: Path) -> Figures:
    """Film one script and measure its MP4."""
    crew, context = crew_of(1), StageContext(TakeStore(takes), brief.seed)
    try:
        plan = plan_film(Script(script.read_text(encoding="utf-8")), brief, crew, context)
        master = score_film(plan, crew, context)
        shoot_film(plan, crew, context)
        film, _ = assemble(plan, folder / f"{script.stem}.mp4", context)
        story = plan.board.story
        stems = score(plan.timeline, story, brief, plan.engines.composer, crew, context)
    finally:
        crew.close()
    desk = plan_mix(plan.timeline, stems, story, context.seed)
    heard, mixed = decoded(film.video), read_wav(master.mix.path)[0]
    depth, down, up = ducking(heard, master, desk)
    return Figures(
        script.stem,
        len(heard) / RATE,
        float(pyloudnorm.Meter(RATE).integrated_loudness(heard.astype(np.float64))),
        true_peak_db(heard),
        depth,
        down,
        up,
        clicks(heard),
        float(20 * np.log10(np.abs(heard[-480:]).max() + 1e-9)),
        (lag_ms(heard, mixed, 0), lag_ms(heard, mixed, len(mixed))),
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("scripts", nargs="*", type=Path, default=[Path("examples") / f"{one}.txt" for one in EXAMPLES])
    parser.add_argument("--height", type=int, default=180)
    parser.add_argument("--minutes", type=float, default=None)
    parser.add_argument("--takes", type=Path, default=None)
    options = parser.parse_args()
    brief = Brief(height=options.height, minutes=options.minutes)
    print(
        f"{'film':<14}{'s':>7}{'LUFS':>8}{'dBTP':>7}{'duck dB':>9}{'down ms':>9}{'up ms':>7}{'clicks':>8}{'tail dB':>9}"
        f"{'sync ms':>16}"
    )
    with tempfile.TemporaryDirectory() as name:
        for script in options.scripts:
            one = measure(script, brief, Path(name), options.takes or Path(name) / "takes")
            print(
                f"{one.name:<14}{one.seconds:>7.1f}{one.lufs:>8.2f}{one.true_peak:>7.2f}{one.duck_db:>9.1f}"
                f"{one.down_ms:>9.0f}{one.up_ms:>7.0f}{one.clicks:>8d}{one.tail_db:>9.0f}"
                f"{one.sync_ms[0]:>8.1f}{one.sync_ms[1]:>8.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
