"""Theatre: the embedded animator. Paper people act from the voice's own phones, their feelings and their deeds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import ClassVar

import numpy as np

from pipeline.contracts.animator import Animator, PerformanceRequest
from pipeline.contracts.engine import Availability, Licence
from pipeline.picture.acting import act
from pipeline.picture.pose import CHANNELS

_DATE = (1980, 1, 1, 0, 0, 0)


class Theatre(Animator):
    """Acts in numpy; a shot takes a few milliseconds."""

    name: ClassVar[str] = "theatre"
    version: ClassVar[str] = "7"
    rank: ClassVar[int] = 10
    licence: ClassVar[Licence] = Licence(code="Apache-2.0", weights=None, commercial=True)

    def is_available(self) -> Availability:
        """Always: it needs nothing but numpy."""
        return Availability(available=True)

    def perform(self, request: PerformanceRequest, path: Path) -> None:
        """See Animator.perform."""
        arrays = {"channels": np.array(CHANNELS), **{f"p{number}": rows for number, rows in enumerate(act(request))}}
        # numpy.savez stamps the time of day into the archive; the same performance must be the same bytes.
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, array in arrays.items():
                content = io.BytesIO()
                np.lib.format.write_array(content, np.asarray(array), allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{name}.npy", _DATE), content.getvalue())
