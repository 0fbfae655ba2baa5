"""What a stage gets besides its input: progress, cancel, the take store, the seed, the access to engines elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.access import NO_ACCESS, Access
from pipeline.errors import RenderCancelled
from pipeline.takes import TakeStore

Progress = Callable[[str, int, int], None]


def _silent(_stage: str, _done: int, _total: int) -> None:
    return None


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class StageContext:
    """Handed to every stage. `progress(stage, done, total)` is told of each step, `cancelled()` asked before it."""

    takes: TakeStore
    seed: int = 0
    progress: Progress = _silent
    cancelled: Callable[[], bool] = _never
    access: Access = NO_ACCESS

    def step(self, stage: str, done: int, total: int) -> None:
        """Report that `done` of `total` pieces of `stage` are finished; raises RenderCancelled if asked to stop."""
        if self.cancelled():
            raise RenderCancelled
        self.progress(stage, done, total)

    def quiet(self) -> StageContext:
        """The same without progress, for work inside a step."""
        return replace(self, progress=_silent)
