"""The key of an order: the same as long as the order may have been written."""

from __future__ import annotations

import pytest

from server.client import ApiError
from server.schema import ProblemBody
from ui.pages.write import form_after


@pytest.mark.parametrize(("status", "same"), [(500, True), (503, True), (402, False), (409, False), (422, False)])
def test_the_key_is_kept_unless_the_order_was_refused(status: int, same: bool) -> None:
    error = ApiError(ProblemBody(title="No", status=status, detail="Not now.", code="no"))
    form = form_after(error, {"project": None, "key": "k-1"}, "p-1")
    assert form["project"] == "p-1"
    assert form["key"]
    assert (form["key"] == "k-1") is same
