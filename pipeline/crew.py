"""Who does the work: this process alone, its threads, or a pool of processes on this machine.

`crew.map` runs independent pieces and gives their results in order; the functions are the same in every crew, and the
result does not depend on how many workers there are.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, Self, TypeVar

from pipeline.context import StageContext
from pipeline.errors import FilmError, TakeFailed
from pipeline.takes import Take, TakeStore

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item, StageContext], Result]

POLL_S = 0.2
"""How often a crew asks whether it should stop."""


class Crew(Protocol):
    """Runs independent pieces of a stage."""

    def map(
        self, stage: str, work: Work[Item, Result], items: Sequence[Item], context: StageContext
    ) -> tuple[Result, ...]:
        """`work(item, context)` for every item, in order of the items; progress and cancel go by `context`.

        `work` is a function at the top level of a module and `Item` and `Result` can be pickled.
        The first failure stops the rest and is raised.
        """
        ...

    def close(self) -> None:
        """Stop whatever still runs and send everybody home."""
        ...


class Alone:
    """Everything in this process, one after the other."""

    def map(
        self, stage: str, work: Work[Item, Result], items: Sequence[Item], context: StageContext
    ) -> tuple[Result, ...]:
        """See Crew.map."""
        results: list[Result] = []
        for done, item in enumerate(items):
            context.step(stage, done, len(items))
            results.append(work(item, context.quiet()))
        context.step(stage, len(items), len(items))
        return tuple(results)

    def close(self) -> None:
        """Nobody to send home."""


class Threads:
    """`workers` threads of this process, for work that leaves Python's lock alone: speaking is such, drawing is not.

    They start at the first piece of work, not before, so a crew may be made before a fork.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="crew")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing that waits is begun; what runs, runs to its end, for a thread cannot be stopped."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def map(
        self, stage: str, work: Work[Item, Result], items: Sequence[Item], context: StageContext
    ) -> tuple[Result, ...]:
        """See Crew.map. Progress and cancel are asked in the caller's thread alone."""
        futures = [self._executor.submit(_run, work, item, context.takes, context.seed) for item in items]
        return _gather(stage, futures, context)


class Pool:
    """A pool of `workers` processes, kept from stage to stage so that models and compiled code stay loaded."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        # Forked workers would inherit the locks of this process's threads; fresh ones cost half a second once.
        self._executor = ProcessPoolExecutor(
            workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_sign_on,
            initargs=(os.getpid(),),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop: nothing that waits is begun, and what runs is ended."""
        processes = tuple((self._executor._processes or {}).values())  # noqa: SLF001 - no public way before 3.14
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()

    def map(
        self, stage: str, work: Work[Item, Result], items: Sequence[Item], context: StageContext
    ) -> tuple[Result, ...]:
        """See Crew.map."""
        try:
            futures = [self._executor.submit(_run, work, item, context.takes, context.seed) for item in items]
            return _gather(stage, futures, context)
        except BrokenProcessPool as broken:
            raise TakeFailed(
                stage, "a take", "a worker process died, most likely for lack of memory; try fewer --workers"
            ) from broken


def _gather(stage: str, futures: Sequence[Future[Result]], context: StageContext) -> tuple[Result, ...]:
    """Their results in order; the first failure, or a cancel, keeps the rest from being begun."""
    pending: set[Future[Result]] = set(futures)
    try:
        while pending:
            context.step(stage, len(futures) - len(pending), len(futures))
            finished, pending = wait(pending, timeout=POLL_S, return_when=FIRST_COMPLETED)
            for future in finished:
                future.result()
        context.step(stage, len(futures), len(futures))
        return tuple(future.result() for future in futures)
    except BaseException:
        for future in pending:
            future.cancel()
        raise


def make_missing(
    crew: Crew, stage: str, work: Work[Item, Take], orders: Mapping[str, Item], suffix: str, context: StageContext
) -> dict[str, Take]:
    """The take of every order, by its key: those in the store at once, the others made by the crew.

    No worker is woken for what is there, so a film made again costs next to nothing.
    """
    takes = {key: take for key in orders if (take := context.takes.find(key, suffix)) is not None}
    missing = [key for key in orders if key not in takes]
    made = crew.map(stage, work, [orders[key] for key in missing], context) if missing else ()
    context.step(stage, len(orders), len(orders))
    return takes | dict(zip(missing, made, strict=True))


def _sign_on(boss: int) -> None:
    """Set a worker up: dies with its boss, leaves Ctrl-C to it, one thread for each library."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != boss:
            os._exit(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(work: Work[Item, Result], item: Item, takes: TakeStore, seed: int) -> Result:
    # The store itself is handed over, whatever kind it is; progress and cancel stay where the crew was called.
    return work(item, StageContext(takes=takes, seed=seed))


def crew_of(workers: int) -> Crew:
    """A crew of that many."""
    if workers < 1:
        raise FilmError(f"--workers must be at least 1, not {workers}.")
    return Alone() if workers == 1 else Pool(workers)
