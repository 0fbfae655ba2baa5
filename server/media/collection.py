"""Takes that nobody uses any more go, so that a folder does not grow for ever."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path


def collect(folder: Path, unused: timedelta) -> int:
    """Delete the takes under `folder` that have not been used for that long; gives how many files went.

    When a take was last used is when its sidecar was last accessed. The sidecar goes first: what is left without one
    does not exist to anybody.
    """
    oldest = time.time() - unused.total_seconds()
    gone = 0
    # user / two digits / take; `.making` is the store's own.
    for shelf in folder.glob("*/??"):
        for sidecar in [*shelf.glob("*.json")]:
            with suppress(OSError):
                if sidecar.stat().st_atime < oldest:
                    sidecar.unlink()
                    gone += 1
        kept = {sidecar.stem for sidecar in shelf.glob("*.json")}
        for take in shelf.iterdir():
            with suppress(OSError):
                # A take arrives before its sidecar: a young one without is not forgotten, it is being made.
                if take.suffix != ".json" and take.name.split(".")[0] not in kept and take.stat().st_mtime < oldest:
                    take.unlink()
                    gone += 1
    return gone
