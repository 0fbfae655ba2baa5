"""Dying with one's parent: Linux's PR_SET_PDEATHSIG."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with_parent(signum: signal.Signals) -> None:
    """Have the kernel send this process that signal when its parent is gone, however the parent ends.

    It outlives exec, and is not passed on to children.
    """
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signum))


def last_will(signum: signal.Signals) -> Callable[[], None]:
    """What a child of ours runs between fork and exec so that it dies with us (`preexec_fn`).

    Everything is looked up before the fork: between fork and exec one must not import, nor take a lock.
    The kernel means the *thread* that forked, so children are started by the main thread alone.
    """
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    option, wanted = ctypes.c_int(PR_SET_PDEATHSIG), ctypes.c_ulong(signum)
    boss, parent, leave = os.getpid(), os.getppid, os._exit

    def write() -> None:
        prctl(option, wanted)
        if parent() != boss:  # it died in the meantime, and nobody would tell us any more
            leave(1)

    return write
