"""Crews: the same results in the same order, progress, failures and cancelling."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.context import StageContext
from pipeline.crew import Alone, Crew, Pool, Threads, crew_of
from pipeline.errors import FilmError, RenderCancelled, TakeFailed
from pipeline.takes import TakeStore


def make(number: int, context: StageContext) -> str:
    def write(path: Path) -> None:
        path.write_text(str(number * number))

    return context.takes.get_or_make("square", "1", number, ".txt", write).path.read_text()


def fail(number: int, context: StageContext) -> int:
    if number == 1:
        raise TakeFailed("square", "one", "it is odd")
    return number


def die(number: int, context: StageContext) -> int:
    os._exit(9)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2) as workers:
        yield workers


@pytest.fixture(scope="module")
def threads() -> Iterator[Threads]:
    with Threads(2) as workers:
        yield workers


@pytest.fixture(params=["alone", "threads", "pool"])
def crew(request: pytest.FixtureRequest, pool: Pool, threads: Threads) -> Crew:
    crews: dict[str, Crew] = {"alone": Alone(), "threads": threads, "pool": pool}
    return crews[request.param]


def test_results_come_in_the_order_of_the_items(crew: Crew, context: StageContext) -> None:
    steps: list[tuple[str, int, int]] = []
    watched = replace(context, progress=lambda *step: steps.append(step))
    assert crew.map("square", make, range(5), watched) == ("0", "1", "4", "9", "16")
    assert steps[-1] == ("square", 5, 5)
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)


def test_nothing_to_do_is_done(crew: Crew, context: StageContext) -> None:
    assert crew.map("square", make, (), context) == ()


def test_a_failure_is_raised_as_it_is(crew: Crew, context: StageContext) -> None:
    with pytest.raises(TakeFailed, match="it is odd"):
        crew.map("square", fail, range(3), context)


def test_a_cancelled_film_stops(crew: Crew, context: StageContext) -> None:
    with pytest.raises(RenderCancelled):
        crew.map("square", make, range(3), replace(context, cancelled=lambda: True))


def test_a_worker_that_dies_is_reported(context: StageContext) -> None:
    with Pool(1) as pool, pytest.raises(TakeFailed, match="worker process died"):
        pool.map("square", die, [1], context)


class Noting(TakeStore):
    """A store of another kind: notes every take that is made."""

    def _keep(self, key: str, suffix: str, path: Path, sidecar: Path) -> None:
        with (self.folder / "kept").open("a") as notes:
            notes.write(f"{path.read_text()}\n")


def test_workers_are_handed_the_store_itself(crew: Crew, tmp_path: Path) -> None:
    store = Noting(tmp_path)
    crew.map("square", make, range(4), StageContext(store))
    assert sorted((tmp_path / "kept").read_text().split()) == ["0", "1", "4", "9"]


def test_threads_ask_for_progress_and_cancel_where_they_were_called(context: StageContext) -> None:
    asked: set[int] = set()

    def cancelled() -> bool:
        asked.add(threading.get_ident())
        return False

    watched = replace(context, cancelled=cancelled, progress=lambda *_step: asked.add(threading.get_ident()))
    with Threads(2) as crew:
        crew.map("square", make, range(4), watched)
    assert asked == {threading.get_ident()}


def linger(number: int, context: StageContext) -> None:
    (context.takes.folder / str(number)).touch()
    time.sleep(0.5)
    if number == 0:
        raise TakeFailed("linger", "it", "it is late")


def test_threads_begin_nothing_after_a_failure(tmp_path: Path) -> None:
    with Threads(2) as crew, pytest.raises(TakeFailed, match="late"):
        crew.map("linger", linger, range(20), StageContext(TakeStore(tmp_path)))
    # Two were at it, and two more may have begun before the failure was seen.
    assert len(list(tmp_path.iterdir())) <= 4


def test_a_crew_needs_somebody() -> None:
    with pytest.raises(FilmError, match="--workers"):
        crew_of(0)
