"""A painted set as a file: a stored zip of PNG planes and `backdrop.json`. The same set, the same bytes."""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from pipeline.contracts.painter import Backdrop, Glow, Light, Palette, Plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_backdrop(path: Path, backdrop: Backdrop, planes: Mapping[str, Pixels]) -> None:
    """Write the set. `planes` by plane name: uint8 (height, width, 4), straight alpha, sRGB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as box:
        for plane in backdrop.planes:
            _put(box, plane.file, encode_png(planes[plane.name]))
        _put(box, "backdrop.json", json.dumps(asdict(backdrop), indent=1, sort_keys=True).encode())


def read_backdrop(path: Path) -> tuple[Backdrop, dict[str, Pixels]]:
    """The set and its planes by name: uint8 (height, width, 4), straight alpha, sRGB."""
    with zipfile.ZipFile(path) as box:
        backdrop = _backdrop(json.loads(box.read("backdrop.json")))
        planes = {plane.name: decode_png(box.read(plane.file)) for plane in backdrop.planes}
    return backdrop, planes


def _put(box: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    box.writestr(entry, content)


def _backdrop(record: dict[str, Any]) -> Backdrop:
    light = record["light"]
    return Backdrop(
        width=record["width"],
        height=record["height"],
        planes=tuple(Plane(**plane) for plane in record["planes"]),
        light=Light(**{**light, "palette": Palette(**light["palette"])}),
        glows=tuple(Glow(**glow) for glow in record["glows"]),
        drift=tuple(record["drift"]),
        floor_y=record["floor_y"],
        figure_height=record["figure_height"],
    )


def encode_png(pixels: Pixels) -> bytes:
    """PNG of uint8 (height, width, 4). Filter Up and zlib level 1: a third of the time of the usual encoders."""
    height, width, channels = pixels.shape
    rows = pixels.reshape(height, width * channels)
    lines = np.empty((height, width * channels + 1), np.uint8)
    lines[:, 0] = 2
    lines[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=lines[1:, 1:])
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"sRGB", b"\x00"),
            _chunk(b"IDAT", zlib.compress(lines.tobytes(), 1)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def decode_png(content: bytes) -> Pixels:
    """uint8 (height, width, 4) of a PNG that `encode_png` wrote, exact; any other PNG by way of Skia."""
    width, height, bits, kind = struct.unpack(">IIBB", content[16:26])
    data = bytearray()
    place = 8
    while place < len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        if content[place + 4 : place + 8] == b"IDAT":
            data += content[place + 8 : place + 8 + length]
        place += length + 12
    if (bits, kind) == (8, 6):
        lines = np.frombuffer(zlib.decompress(bytes(data)), np.uint8).reshape(height, width * 4 + 1)
        if (lines[:, 0] == 2).all():
            pixels = np.empty((height, width * 4), np.uint8)
            _add_up(lines, pixels)
            return pixels.reshape(height, width, 4)
    import skia

    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(content))
    return np.asarray(image.toarray(colorType=skia.kRGBA_8888_ColorType), np.uint8)


@njit(cache=True, nogil=True)
def _add_up(lines: Any, out: Any) -> None:
    """Undo the filter Up: every row of `lines`, after its first byte, is what it differs by from the one above."""
    height, width = out.shape
    out[0] = lines[0, 1:]
    for y in range(1, height):
        row, above, more = out[y], out[y - 1], lines[y, 1:]
        for x in range(width):
            row[x] = np.uint8(above[x] + more[x])
