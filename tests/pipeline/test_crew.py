"""Crews: the same results in the same order, progress, failures and cancelling."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.context import StageContext
from pipeline.crew import Alone, Crew, Pool, crew_of
from pipeline.errors import FilmError, RenderCancelled, TakeFailed


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


@pytest.fixture(params=["alone", "pool"])
def crew(request: pytest.FixtureRequest, pool: Pool) -> Crew:
    return Alone() if request.param == "alone" else pool


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


def test_a_crew_needs_somebody() -> None:
    with pytest.raises(FilmError, match="--workers"):
        crew_of(0)
