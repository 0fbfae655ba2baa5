"""One frame of a rendered segment as a small JPEG, to show what is finished."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from pipeline.picture.playback import frames_at

VERSION: Final = "1"
"""Raised whenever the same frame gives another picture."""
LONG_SIDE = 640
_QUALITY = 82


def still(segment: Path, frame: int, fps: int) -> bytes:
    """JPEG of the `frame`-th frame of a segment, LONG_SIDE pixels on its longer side and never enlarged."""
    picture = Image.fromarray(frames_at(segment, [frame / fps])[0])
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return stream.getvalue()
