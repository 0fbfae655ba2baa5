"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from pipeline.context import StageContext
from pipeline.takes import TakeStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Timing on a shared machine says nothing about correctness, and a drawn example may load a model first.
settings.register_profile("studio", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("studio")


@pytest.fixture
def takes(tmp_path: Path) -> TakeStore:
    """An empty take store."""
    return TakeStore(tmp_path / "takes")


@pytest.fixture
def context(takes: TakeStore) -> StageContext:
    """A stage's context with an empty store."""
    return StageContext(takes)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests of a process: Playwright can be started only once in it."""
    from playwright.sync_api import expect, sync_playwright

    from tests.browser import ARGUMENTS, CHROMIUM, MISSING

    if CHROMIUM is None:
        pytest.skip(MISSING)
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield running
        running.close()
