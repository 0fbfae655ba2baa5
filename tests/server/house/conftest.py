"""What the tests of the house may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server.house.stage import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house without services."""
    return House(tmp_path)
