"""`studio ui`: the creator app as a program of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.app import serve


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="studio ui", description=__doc__)
    parser.add_argument("--api-url", required=True, help="the job server, as this process reaches it")
    parser.add_argument("--public-url", required=True, help="the job server, as browsers reach it")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--temp", type=Path, required=True, help="a folder of the app's own")
    given = parser.parse_args()
    serve(api_url=given.api_url, public_url=given.public_url, host=given.host, port=given.port, temp=given.temp)


if __name__ == "__main__":
    main()
