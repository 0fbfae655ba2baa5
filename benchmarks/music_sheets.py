"""Contact sheets of music: of each style its spectrogram above its piano roll, twelve on a sheet."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.sound.piece import Piece
from pipeline.sound.wav import RATE, Samples

WIDTH, HEIGHT, TALL, ROLL = 600, 300, 150, 130
COLUMNS, ROWS = 3, 4
LOWEST_HZ, HIGHEST_HZ = 40.0, 16_000.0
LOWEST, HIGHEST = 24, 100
COLOURS = {
    "lead": (255, 190, 60),
    "second": (230, 120, 90),
    "bed": (110, 170, 240),
    "bass": (120, 220, 130),
    "drums": (240, 240, 240),
    "drone": (140, 110, 200),
}


@dataclass(frozen=True)
class Tile:
    """A style that was played, and what was found wrong with it."""

    name: str
    piece: Piece
    samples: Samples
    faults: Sequence[str]


def draw_sheets(tiles: Sequence[Tile], folder: Path) -> list[Path]:
    """`music-1.png` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    count = COLUMNS * ROWS
    for number in range(math.ceil(len(tiles) / count)):
        sheet = Image.new("RGB", (COLUMNS * WIDTH, ROWS * HEIGHT))
        for place, tile in enumerate(tiles[number * count : (number + 1) * count]):
            sheet.paste(draw(tile), (place % COLUMNS * WIDTH, place // COLUMNS * HEIGHT))
        paths.append(folder / f"music-{number + 1}.png")
        sheet.save(paths[-1])
    return paths


def draw(tile: Tile) -> Image.Image:
    """One style."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (12, 12, 18))
    picture.paste(Image.fromarray(spectrogram(tile.samples)), (0, 18))
    pen = ImageDraw.Draw(picture)
    label = f"{tile.name}  {' '.join(tile.faults)}"
    pen.text((4, 2), label, (255, 120, 120) if tile.faults else (220, 220, 220), ImageFont.load_default(13))
    top, scale = 18 + TALL + 2, WIDTH / tile.piece.duration_s
    for bar in tile.piece.bars:
        pen.line((bar * scale, top, bar * scale, top + ROLL), (45, 45, 60))
    for part in tile.piece.parts:
        colour = COLOURS[part.role]
        for note in part.notes:
            at = top + ROLL * (1 - (note.pitch - LOWEST) / (HIGHEST - LOWEST))
            end = min(WIDTH, (note.start_s + note.duration_s) * scale)
            shade = tuple(round(channel * (0.35 + 0.65 * note.velocity)) for channel in colour)
            pen.line((note.start_s * scale, at, end, at), shade, 2)
        for stroke in part.strokes:
            x = stroke.start_s * scale
            pen.line((x, top + ROLL - 2 - 8 * stroke.velocity, x, top + ROLL - 2), colour)
    return picture


def spectrogram(samples: Samples) -> NDArray[np.uint8]:
    """(TALL, WIDTH, 3): 40 Hz to 16 kHz, each row as wide in pitch, 70 dB from black to white."""
    size = 4_096
    mono = np.pad(samples.mean(axis=1), (size // 2, size))
    starts = np.linspace(0, len(samples) - 1, WIDTH).astype(int)
    power = np.abs(np.fft.rfft(np.stack([mono[at : at + size] for at in starts]) * np.hanning(size), axis=1)) ** 2
    edges = LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (np.arange(TALL + 1) / TALL) * size / RATE
    rows = []
    for low, high in itertools.pairwise(edges):
        first = int(low)
        rows.append(power[:, first : max(first + 1, math.ceil(high))].max(axis=1))
    level = 10 * np.log10(np.array(rows)[::-1] + 1e-9)
    share = np.clip((level - level.max() + 70) / 70, 0, 1)
    heat = np.stack([share**0.7, share**1.6, np.sin(np.pi * share) * 0.5 + share**4 * 0.5], axis=2)
    return np.asarray(255 * np.clip(heat, 0, 1), dtype=np.uint8)
