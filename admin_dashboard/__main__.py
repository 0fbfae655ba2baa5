"""The dashboard's own process: Streamlit's web server with two things added, a cookie and a quiet way to fail."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import streamlit as st

from admin_dashboard import theme
from admin_dashboard.cookie import remember_route

log = logging.getLogger(__name__)


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="studio admin-ui", description=__doc__)
    parser.add_argument("--api-url", required=True, help="the job server")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8501)
    given = parser.parse_args()
    dashboard = st.App(
        Path(__file__).with_name("app.py"),
        secrets={"api_url": given.api_url},
        routes=[remember_route()],
        on_script_error=apologise,
    )
    dashboard.run(config={**SERVER, **theme.OPTIONS, "server.address": given.host, "server.port": given.port})


def apologise(error: Exception) -> bool:
    """Log what nobody foresaw, and show a sentence in its place."""
    log.error("The dashboard failed", exc_info=error)
    st.error(
        "Something went wrong on this page; the dashboard's log says what. Reload to try again.",
        icon=":material/error:",
    )
    return True


SERVER = {
    "browser.gatherUsageStats": False,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "server.enableXsrfProtection": True,
    "runner.magicEnabled": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
}

if __name__ == "__main__":
    main()
