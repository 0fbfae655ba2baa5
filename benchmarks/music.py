"""The composer in every style, by its notes and by its sound, beside the same notes in a plain player and a plain loop.

    .venv/bin/python -m benchmarks.music [STYLE ...] [--seconds 36] [--seed 0] [--sheets DIR] [--keep DIR]

Composes and plays a preview of each style as `studio music` does. By its notes:

- off: tones whose pitch, before their ornaments, is none of the scale; home: how far in ms the lead's last tone, which
  must be the tonic, is from the time it was to come home and to end; cycle: the largest difference in ms between bars;
- copies: the share of bars, after the first, that an earlier bar says again with all its players (notes and strokes
  that agree in part, place to a quarter of a beat, and pitch: 95% of them); run: the most bars in a row that do;
- same: what a listener would say, from the sound: of each bar sixteen slices of twelve tones and eight bands of onsets,
  against the most alike of the bars before; the mean, where 1 is the same bar.

By its sound: loudness (pyloudnorm), true peak, clipped samples, the share of silence (400 ms under -50 dB before the
last tone), dynamics (what lies between the quietest and the loudest tenth of 3 s windows, in dB), how much one ear has
more than the other, how alike they are, what share of the power lies under 200 Hz, between, and above 4 kHz; how far
the lead is above everybody else in dB; seconds of work for a minute of music.

The peers: `plain` is our own MIDI file played by the SoundFont alone (midirenderer, the same SoundFont), which is what
a program without a band of its own would give; `loop` is our own first four bars, over and over.
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pyloudnorm
import soxr
from numpy.typing import NDArray

from benchmarks.music_sheets import Tile, draw_sheets
from pipeline.assets import locate
from pipeline.sound.beats import listen
from pipeline.sound.compose import compose
from pipeline.sound.loudness import integrated_lufs, true_peak_db
from pipeline.sound.midi import midi_file
from pipeline.sound.modal import RING_S as MODAL_RING_S
from pipeline.sound.perform import perform, perform_stems
from pipeline.sound.piece import Piece
from pipeline.sound.preview import preview_cue
from pipeline.sound.scale import modes
from pipeline.sound.soundfont import render
from pipeline.sound.tonal import RING_S as TONAL_RING_S
from pipeline.sound.wav import RATE, Samples, write_wav
from pipeline.vocabulary import MusicStyle

Numbers = NDArray[np.float64]
SLICES = 16
COPY = 0.95


@dataclass(frozen=True)
class Figures:
    """Of one style."""

    off: int
    home: float
    cycle: float
    copies: float
    run: int
    same: float
    lufs: float
    dbtp: float
    clips: int
    silent: float
    dynamics: float
    lean: float
    alike: float
    low: float
    mid: float
    high: float
    lead: float
    work: float


LIMITS = {
    "off": (0, 0),
    "home": (-60, 60),
    "cycle": (0, 1),
    "copies": (0, 0.45),
    "run": (0, 2),
    "lufs": (-18.5, -17.5),
    "dbtp": (-99, -1),
    "clips": (0, 0),
    "silent": (0, 0.12),
    "dynamics": (2, 20),
    "lean": (-3, 3),
    "alike": (0, 0.97),
    "low": (0, 0.75),
    "mid": (0.15, 1),
    "high": (0.00003, 0.5),
    "lead": (-6, 18),
}
"""What is counted as a fault when a figure is outside: an opening out of time may pause, a pad may be dark and wide."""


def bars_of(piece: Piece) -> list[frozenset[tuple[int, int, int]]]:
    """What is said in each whole bar: (part, place in quarters of a beat, pitch in cents or the stroke)."""
    edges = list(itertools.pairwise(piece.bars))
    per_bar = max(1, round(len(piece.pulse) / max(1, len(edges))))
    said = []
    for start, end in edges:
        grid = (end - start) / (4 * per_bar)
        found = set()
        for number, part in enumerate(piece.parts):
            if part.role == "drone":
                continue
            for note in part.notes:
                if start - grid / 2 <= note.start_s < end - grid / 2:
                    found.add((number, round((note.start_s - start) / grid), round(note.pitch * 100)))
            for stroke in part.strokes:
                if start - grid / 2 <= stroke.start_s < end - grid / 2:
                    found.add((number, round((stroke.start_s - start) / grid), hash(stroke.name)))
        said.append(frozenset(found))
    return said


def repetition(bars: Sequence[frozenset[tuple[int, int, int]]]) -> tuple[float, int]:
    """The share of bars that are copies of an earlier one, and the longest run of bars that copy the one before."""
    copies, run, longest = 0, 0, 0
    for place, bar in enumerate(bars[1:], 1):
        copies += any(_agree(bar, other) >= COPY for other in bars[:place])
        run = run + 1 if _agree(bar, bars[place - 1]) >= COPY else 0
        longest = max(longest, run)
    return copies / max(1, len(bars) - 1), longest + 1 if longest else 0


def _agree(one: frozenset[tuple[int, int, int]], other: frozenset[tuple[int, int, int]]) -> float:
    return len(one & other) / max(1, len(one | other))


def sameness(samples: Samples, bars: Sequence[float]) -> float:
    """How alike each bar sounds to the most alike of those before it, in the mean; NaN for a piece without bars."""
    bands, chroma, hop_s = listen(soxr.resample(samples.mean(axis=1), RATE, 24_000, quality="MQ"))
    onsets = np.maximum(0, np.diff(bands, axis=1, prepend=bands[:, :1])).reshape(8, -1, bands.shape[1]).mean(axis=1)
    table = np.vstack([chroma - chroma.mean(axis=0), 1.5 * (onsets - onsets.mean(axis=1, keepdims=True))])
    rows: list[Numbers] = []
    best = []
    for start, end in itertools.pairwise(bars):
        edges = np.linspace(start, end, SLICES + 1) / hop_s
        row = np.concatenate(
            [table[:, int(a) : max(int(a) + 1, int(b))].mean(axis=1) for a, b in itertools.pairwise(edges)]
        )
        row /= max(1e-9, float(np.linalg.norm(row)))
        if rows:
            best.append(max(float(row @ other) for other in rows))
        rows.append(row)
    return float(np.mean(best)) if best else float("nan")


def looped(samples: Samples, bars: Sequence[float]) -> float:
    """The sameness of the first four bars over and over."""
    if len(bars) < 6:
        return float("nan")
    first, last = round(bars[0] * RATE), round(bars[4] * RATE)
    times = max(2, (len(bars) - 1) // 4)
    loop = np.concatenate([samples[first:last]] * times)
    length = (bars[4] - bars[0]) / 4
    return sameness(loop, [length * number for number in range(4 * times + 1)])


def measure(style: MusicStyle, seconds: int, seed: int, soundfont: Path) -> tuple[Piece, Samples, Figures]:
    """Compose, play and measure one style."""
    cue = preview_cue(style, None, seed, seconds * 1000)
    start = time.process_time()
    piece = compose(cue)
    samples = perform(piece, soundfont, seconds * RATE, seed)
    work = (time.process_time() - start) * 60 / seconds
    copies, run = repetition(bars_of(piece))
    low, mid, high = spectrum(samples)
    figures = Figures(
        off=sum(
            _off(piece, note.pitch) for part in piece.parts if part.instrument != "gm:drums" for note in part.notes
        ),
        home=homecoming(piece, style),
        cycle=float(np.ptp(np.diff(piece.bars))) * 1000 if len(piece.bars) > 2 else 0.0,
        copies=copies,
        run=run,
        same=sameness(samples, piece.bars),
        lufs=float(pyloudnorm.Meter(RATE).integrated_loudness(samples.astype(np.float64))),
        dbtp=true_peak_db(samples),
        clips=int((np.abs(samples) >= 0.999).sum()),
        silent=silence(samples, seconds - ring(style)),
        dynamics=dynamics(samples),
        lean=lean(samples),
        alike=float(np.corrcoef(samples[:, 0], samples[:, 1])[0, 1]),
        low=low,
        mid=mid,
        high=high,
        lead=lead_over_others(piece, soundfont, seconds, seed),
        work=work,
    )
    return piece, samples, figures


def _off(piece: Piece, pitch: float) -> bool:
    return min(abs((pitch - piece.tonic - degree + 6) % 12 - 6) for degree in piece.degrees) > 0.01


def ring(style: MusicStyle) -> float:
    """How long a style's last tone rings, in seconds."""
    return MODAL_RING_S if style.value in modes() else TONAL_RING_S


def homecoming(piece: Piece, style: MusicStyle) -> float:
    """By how many ms the last tone of the lead is late, or ends off the end; infinite where it is not the tonic."""
    last = max((note for part in piece.parts if part.role == "lead" for note in part.notes), key=lambda n: n.start_s)
    if abs((last.pitch - piece.tonic + 6) % 12 - 6) > 0.01:
        return float("inf")
    late = last.start_s - (piece.duration_s - ring(style))
    over = last.start_s + last.duration_s - piece.duration_s
    return max(late, over, key=abs) * 1000


def silence(samples: Samples, until_s: float) -> float:
    """The share of windows of 400 ms under -50 dB after the first half second."""
    part = samples[RATE // 2 : round(until_s * RATE)].astype(np.float64)
    count = len(part) // (RATE * 2 // 5)
    power = (part[: count * (RATE * 2 // 5)] ** 2).reshape(count, -1).mean(axis=1)
    return float((power < 1e-5).mean())


def dynamics(samples: Samples) -> float:
    """Decibels between the quietest and the loudest tenth of windows of 3 s."""
    step = RATE // 2
    power = (samples.astype(np.float64) ** 2).sum(axis=1)
    power = power[: len(power) // step * step].reshape(-1, step).mean(axis=1)
    windows = 10 * np.log10(np.convolve(power, np.ones(6) / 6, "valid") + 1e-12)
    return float(np.percentile(windows, 90) - np.percentile(windows, 10))


def lean(samples: Samples) -> float:
    """How much louder the right ear is, in dB."""
    left, right = (samples.astype(np.float64) ** 2).mean(axis=0)
    return float(10 * np.log10(right / left))


def spectrum(samples: Samples) -> tuple[float, float, float]:
    """Shares of the power under 200 Hz, between, and above 4 kHz."""
    power = np.abs(np.fft.rfft(samples.mean(axis=1).astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    total = power.sum()
    low, high = (float(power[where].sum() / total) for where in (hertz < 200, hertz > 4_000))
    return low, 1 - low - high, high


def lead_over_others(piece: Piece, soundfont: Path, seconds: int, seed: int) -> float:
    """Loudness of the melody's stem over that of all others, in LU."""
    stems = perform_stems(piece, soundfont, seconds * RATE, seed)
    others = sum((stem for name, stem in stems.items() if name != "melody"), np.zeros((1, 2), dtype=np.float32))
    return integrated_lufs(stems["melody"]) - integrated_lufs(np.asarray(others))


def faults(figures: Figures) -> list[str]:
    """Names of what lies outside the limits."""
    return [name for name, (least, most) in LIMITS.items() if not least <= getattr(figures, name) <= most]


def main() -> None:
    """Print the table, the faults and the peers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("styles", nargs="*", type=MusicStyle, default=list(MusicStyle))
    parser.add_argument("--seconds", type=int, default=36)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sheets", type=Path, help="Draw spectrograms and piano rolls there.")
    parser.add_argument("--keep", type=Path, help="Keep the sound there.")
    options = parser.parse_args()
    soundfont = locate().soundfont
    names = [field.name for field in fields(Figures)]
    print(f"{'style':<23}" + "".join(f"{name:>9}" for name in names) + "  faults")
    rows: list[Figures] = []
    plain: list[tuple[float, float, float, float]] = []
    loops: list[float] = []
    tiles: list[Tile] = []
    for style in options.styles:
        piece, samples, figures = measure(style, options.seconds, options.seed, soundfont)
        rows.append(figures)
        wrong = faults(figures)
        cells = "".join(f"{_short(getattr(figures, name)):>9}" for name in names)
        print(f"{style.value:<23}{cells}  {' '.join(wrong)}", flush=True)
        bare = render(soundfont, midi_file(piece), options.seconds)
        loudness = float(pyloudnorm.Meter(RATE).integrated_loudness(bare.astype(np.float64)))
        plain.append((loudness, true_peak_db(bare), dynamics(bare), lean(bare)))
        loops.append(looped(samples, piece.bars))
        tiles.append(Tile(style.value, piece, samples, wrong))
        if options.keep is not None:
            options.keep.mkdir(parents=True, exist_ok=True)
            write_wav(options.keep / f"{style.value}.wav", samples)
    _compare(rows, plain, loops)
    if options.sheets is not None:
        draw_sheets(tiles, options.sheets)


def _short(value: float) -> str:
    return (
        str(value)
        if isinstance(value, int)
        else f"{value:.5f}"
        if 0 < abs(value) < 0.001
        else f"{value:.3f}"
        if abs(value) < 1
        else f"{value:.1f}"
    )


def _compare(
    rows: Sequence[Figures], plain: Sequence[tuple[float, float, float, float]], loops: Sequence[float]
) -> None:
    ours = np.array([[row.lufs, row.dbtp, row.dynamics, row.lean] for row in rows])
    theirs = np.array(plain)
    clean = sum(not faults(row) for row in rows)
    print(
        f"\n{clean} of {len(rows)} styles without a fault; {np.mean([row.work for row in rows]):.2f} s of work a minute"
    )
    for name, table in (("ours", ours), ("plain", theirs)):
        print(
            f"{name:<6} loudness {table[:, 0].mean():6.1f} LUFS, between styles {np.ptp(table[:, 0]):5.1f} LU; highest "
            f"true peak {table[:, 1].max():5.1f} dBTP; dynamics {table[:, 2].mean():4.1f} dB; most lean "
            f"{np.abs(table[:, 3]).max():4.1f} dB"
        )
    same = np.array([row.same for row in rows])
    loop = np.array(loops)
    known = ~np.isnan(same) & ~np.isnan(loop)
    ours_new, loop_new = 1 - same[known].mean(), 1 - loop[known].mean()
    print(
        f"what is new in a bar: ours {ours_new:.3f}, a loop of four bars {loop_new:.3f}, ratio "
        f"{ours_new / max(loop_new, 1e-9):.1f}; loudness between styles: plain over ours "
        f"{np.ptp(theirs[:, 0]) / max(np.ptp(ours[:, 0]), 1e-9):.0f}"
    )


if __name__ == "__main__":
    main()
