"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.context import StageContext
from pipeline.takes import TakeStore

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
