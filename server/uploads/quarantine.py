"""Quarantine: where a file lies from its arrival until it was checked, on this machine alone, named by us."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

import structlog

from server.errors import Unprocessable
from server.uploads.inspection import CPU_S, Finding
from server.uploads.limits import FileLimits
from server.vocabulary import UploadKind

PATIENCE_S = 2 * CPU_S

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Cell:
    """A folder of the quarantine for one upload."""

    folder: Path

    @property
    def arrived(self) -> Path:
        """The file as it came."""
        return self.folder / "arrived"

    def open(self) -> None:
        """Make it."""
        self.folder.mkdir(mode=0o700, parents=True)

    def clear(self) -> None:
        """Whatever became of it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def check(self, kind: UploadKind, limits: FileLimits) -> tuple[Path, Finding]:
        """The file written anew, and what it is. Raises Unprocessable with what is wrong with it."""
        made = self.folder / "made"
        made.mkdir(exist_ok=True)
        asked = [kind.value, str(self.arrived), str(made), json.dumps(asdict(limits))]
        try:
            answer = subprocess.run(
                [sys.executable, "-m", "server.uploads.inspection", *asked],
                capture_output=True,
                timeout=PATIENCE_S,
                check=False,
            )
        except subprocess.TimeoutExpired as slow:
            raise _broken() from slow
        if answer.returncode != 0:
            log.warning("an upload broke its reader", kind=kind.value, code=answer.returncode)
            raise _broken()
        told = json.loads(answer.stdout)
        if "code" in told:
            raise Unprocessable(told["code"], told["detail"])
        finding = Finding(**told)
        return made / finding.file, finding


def _broken() -> Unprocessable:
    return Unprocessable("damaged", "That file cannot be read. Save it anew with another program and try again.")


def cell_of(data: Path, upload_id: UUID) -> Cell:
    """Where an upload lies until it was checked."""
    return Cell(data / "quarantine" / str(upload_id))


def sweep(data: Path, older_than_s: float) -> None:
    """Clear cells that were left by a server that was killed."""
    oldest = time.time() - older_than_s
    for folder in (data / "quarantine").glob("*"):
        with suppress(OSError):
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)
