"""`studio up`: the whole studio on this machine, once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from server.house.claim import AlreadyRunning, claim
from server.house.output import Output
from server.house.ports import Endpoint, check_libraries, check_ports
from server.house.service import Service
from server.house.supervisor import USUAL, Patience, Supervisor


def up(
    services: Sequence[Service],
    data: Path,
    environment: Mapping[str, str],
    *,
    addresses: Mapping[str, str],
    ports: Mapping[str, Endpoint],
    on_ready: Callable[[], None],
    stream: TextIO | None = None,
    patience: Patience = USUAL,
) -> int:
    """Run the studio of this data folder until it is told to end. Returns the exit code.

    `addresses` (label to URL) is what a second `studio up` shows; `on_ready` is called once, when all services are.
    A studio that runs already is shown, and 0 returned: what was asked for is there.
    Raises NotReady in one sentence: FolderUnusable, LibrariesMissing, PortTaken, CannotListen, CannotStart.
    """
    stream = stream or sys.stdout
    try:
        with claim(data, addresses):
            check_libraries()
            check_ports(ports)
            names = [name for service in services for name in service.names]
            output = Output(stream, names, colour=stream.isatty() and not environment.get("NO_COLOR"))
            return Supervisor(services, environment, output, on_ready, patience).run()
    except AlreadyRunning as held:
        stream.write(f"{held.running}\n")
        return 0
