"""What must be free and present before anything starts: ports, shared libraries."""

from __future__ import annotations

import contextlib
import errno
import itertools
import socket
from collections.abc import Mapping

import psutil

from pipeline.errors import NotReady
from pipeline.system import LIBRARIES, missing_libraries

Endpoint = tuple[str, int]
HIGHEST = 65535


class PortTaken(NotReady):
    """Somebody else listens where we want to."""


class CannotListen(NotReady):
    """The address is not of this machine, or not ours to use."""


class LibrariesMissing(NotReady):
    """Shared libraries of the system are not there."""


def check_ports(ports: Mapping[str, Endpoint]) -> None:
    """Raise one sentence about the ports that cannot be had: who holds them, and which settings move us away.

    `ports` maps a name to (host, port); the setting of `api` is STUDIO_API_PORT.
    """
    wanted = {port for _host, port in ports.values()}
    seen: dict[Endpoint, str] = {}
    complaints: list[str] = []
    moves: list[str] = []
    for name, (host, port) in ports.items():
        twin = seen.setdefault((host, port), name)
        complaint = f"also asked for by {twin}" if twin != name else _obstacle(host, port)
        if complaint is not None:
            free = _next_free(host, port, wanted)
            wanted.add(free)
            complaints.append(f"port {port} for {name} is {complaint}")
            moves.append(f"{_setting(name)}={free}")
    if complaints:
        sentence = " and ".join(complaints)
        raise PortTaken(f"{sentence[0].upper()}{sentence[1:]}. Free it, or run: {' '.join(moves)} make run")


def check_libraries() -> None:
    """Raise one sentence naming the shared libraries that are missing and what brings them."""
    missing = missing_libraries()
    if missing:
        packages = " ".join(library.debian for library in LIBRARIES if library.soname in missing)
        raise LibrariesMissing(
            f"This machine lacks {', '.join(missing)}. Run 'make setup', which installs them where it may "
            f"(on Debian by hand: sudo apt-get install -y --no-install-recommends {packages})."
        )


def _obstacle(host: str, port: int) -> str | None:
    """Why nobody can listen there, or None. What no other port would mend is raised at once."""
    try:
        _listen(host, port)
    except socket.gaierror as failure:
        raise CannotListen(f"'{host}' is no address of this machine; set STUDIO_API_HOST to 127.0.0.1.") from failure
    except OSError as failure:
        if failure.errno == errno.EADDRINUSE:
            return f"taken by {_holder(port)}"
        if failure.errno == errno.EACCES:
            return "kept for the system's own services"
        raise CannotListen(
            f"Nothing can listen on {host}, port {port} ({failure.strerror}); set STUDIO_API_HOST to 127.0.0.1."
        ) from failure
    return None


def _listen(host: str, port: int) -> None:
    family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        # As the servers do: a port whose last connections are still cooling down is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        probe.listen(1)


def _holder(port: int) -> str:
    """The process that listens on that port as `name (pid 7)`, or what we can say without knowing it."""
    with contextlib.suppress(psutil.Error):
        for connection in psutil.net_connections("tcp"):
            local = connection.laddr
            if connection.status == psutil.CONN_LISTEN and local and local.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (pid {connection.pid})"
    return "another program"


def _next_free(host: str, port: int, wanted: set[int]) -> int:
    for candidate in itertools.chain(range(max(port, 1023) + 1, HIGHEST + 1), range(1024, port)):
        if candidate in wanted:
            continue
        with contextlib.suppress(OSError):
            _listen(host, candidate)
            return candidate
    raise CannotListen(f"Every port of {host} is taken.")


def _setting(name: str) -> str:
    return f"STUDIO_{name.upper().replace('-', '_')}_PORT"
