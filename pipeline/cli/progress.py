"""The progress bar: names the stage, and the time left by what was measured so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from pipeline import context


@contextmanager
def watch(console: Console, stages: Sequence[tuple[str, float]]) -> Iterator[context.Progress]:
    """Yields the function that stages report to; `stages` are (name, share of the work) in order."""
    starts: dict[str, float] = {}
    total = 0.0
    for name, share in stages:
        starts[name] = total
        total += share
    shares = dict(stages)
    with Progress(
        TextColumn("{task.description:<11}"),
        BarColumn(bar_width=None),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(elapsed_when_finished=False),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("start", total=total)

        def report(stage: str, done: int, of: int) -> None:
            at = starts[stage] + shares[stage] * (done / of if of else 1.0)
            # Stages may report out of order; a bar never runs backwards.
            bar.update(task, description=stage, completed=max(at, bar.tasks[0].completed))

        yield report
        bar.update(task, completed=total)
