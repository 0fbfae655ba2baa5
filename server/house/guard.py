"""Sessions: finding and ending every process of one. Run as a program, the guard that outlives a killed supervisor.

Each process of the studio leads a session of its own. A session is more than a process group: an RQ horse leaves its
worker's group but not its session, so nothing that a child starts gets out of sight.

The supervisor tells the guard of every session by a line on its standard input. When that pipe ends, because the
supervisor is gone, even by `kill -9`, the guard ends what is left of them. It is run by its path, without site-packages
(`python -I -S guard.py`), so this file uses the standard library alone and costs a few milliseconds.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path

# Long enough for Valkey to write out what it holds; everybody else died with the supervisor.
GRACE_S = 5.0
# Killed processes are gone in milliseconds, unless they hang in a disk that does not answer.
KILL_WITHIN_S = 3.0
POLL_S = 0.02

PROC = Path("/proc")


def members(sessions: Iterable[int]) -> tuple[int, ...]:
    """The processes of these sessions that are alive: a zombie is not."""
    wanted = frozenset(sessions)
    return tuple(int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit() and _session_of(entry) in wanted)


def signal_all(pids: Iterable[int], signum: signal.Signals) -> None:
    """Send them that signal; those that are gone by now do not matter."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signum)


def destroy(sessions: Iterable[int]) -> bool:
    """Kill everything in these sessions. Returns whether all of it is gone."""
    wanted = frozenset(sessions)
    deadline = time.monotonic() + KILL_WITHIN_S
    # Again and again: one that was just being forked is seen in the next round.
    while alive := members(wanted):
        signal_all(alive, signal.SIGKILL)
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)
    return True


def end(sessions: Iterable[int], grace_s: float = GRACE_S) -> bool:
    """Ask everything in these sessions to end, then kill it. Returns whether all of it is gone."""
    wanted = frozenset(sessions)
    signal_all(members(wanted), signal.SIGTERM)
    deadline = time.monotonic() + grace_s
    while members(wanted) and time.monotonic() < deadline:
        time.sleep(POLL_S)
    return destroy(wanted)


def main() -> int:
    """Remember the sessions on standard input until it ends, then end them. Returns the exit code."""
    sessions: set[int] = set()
    for line in sys.stdin:
        sign, pid = line[0], int(line[1:])
        if sign == "+":
            sessions.add(pid)
        else:
            sessions.discard(pid)
    return 0 if end(sessions) else 1


def _session_of(process: Path) -> int | None:
    try:
        stat = (process / "stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None
    # The name in parentheses may hold anything; after it come state, parent, group and session.
    state, _parent, _group, session = stat.rpartition(")")[2].split()[:4]
    return None if state in "ZX" else int(session)


if __name__ == "__main__":
    sys.exit(main())
