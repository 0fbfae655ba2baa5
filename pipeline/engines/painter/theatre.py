"""Theatre: sets drawn with Skia on the CPU as a lit paper theatre. Nothing is downloaded."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import ClassVar

from pipeline.contracts.engine import Availability, Licence
from pipeline.contracts.painter import Backdrop, Painter, SetDesign


class Theatre(Painter):
    """The embedded painter. See pipeline/picture/scenery for the kits it builds places from."""

    name: ClassVar[str] = "theatre"
    version: ClassVar[str] = "5"
    rank: ClassVar[int] = 10
    licence: ClassVar[Licence] = Licence(code="Apache-2.0", weights="MIT", commercial=True)

    def is_available(self) -> Availability:
        """Skia draws the planes and needs the system's libEGL and libGL."""
        if importlib.util.find_spec("skia") is None:
            return Availability(available=False, reason="skia-python is not installed; run 'make setup'")
        try:
            importlib.import_module("skia")
        except ImportError as missing:
            return Availability(available=False, reason=f"{missing}; install libegl1 and libgl1 (Debian, Ubuntu)")
        return Availability(available=True)

    def paint(self, design: SetDesign, path: Path) -> Backdrop:
        """See Painter.paint. About 1.5 s for a set of 1600 x 900 on one core."""
        from pipeline.picture.backdrop import write_backdrop
        from pipeline.picture.scenery.places import build

        backdrop, planes = build(design)
        write_backdrop(path, backdrop, planes)
        return backdrop
