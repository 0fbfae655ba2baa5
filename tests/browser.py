"""The browser of all tests that walk through an app: Debian's chromium."""

from __future__ import annotations

import shutil
import socket

from playwright.sync_api import Page, expect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MISSING = "there is no chromium on this machine: apt-get install -y --no-install-recommends chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what would go elsewhere is seen, and goes nowhere
)
ROW_PX = 35


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def click_row(page: Page, row: int) -> None:
    """Click a row of one of Streamlit's tables: they are canvases, so a row is found by its place."""
    canvas = page.locator("[data-testid=stDataFrame] canvas").first
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 200, box["y"] + (row + 1.5) * ROW_PX)
