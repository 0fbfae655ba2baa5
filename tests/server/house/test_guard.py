from __future__ import annotations

import os
import subprocess
import sys

from server.house import guard
from tests.server.house.stage import WITHIN_S, wait_until

# Two processes in two groups of one session.
PAIR = "import os, signal, time\nif os.fork() == 0:\n    os.setpgid(0, 0)\nos.write(1, b'here\\n')\ntime.sleep(600)\n"
STUBBORN = f"import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n{PAIR}"


def test_ends_a_whole_session() -> None:
    with _session(STUBBORN) as leader:
        assert len(guard.members((leader.pid,))) == 2
        assert guard.end((leader.pid,), grace_s=0.1)
        assert guard.members((leader.pid,)) == ()


def test_as_a_program_it_ends_what_it_still_remembers() -> None:
    with _session(PAIR) as doomed, _session(PAIR) as spared:
        program = [sys.executable, "-I", "-S", guard.__file__]
        with subprocess.Popen(program, stdin=subprocess.PIPE) as guarding:
            guarding.communicate(f"+{spared.pid}\n+{doomed.pid}\n-{spared.pid}\n".encode(), timeout=WITHIN_S)
        assert guarding.returncode == 0
        assert guard.members((doomed.pid,)) == ()
        assert len(guard.members((spared.pid,))) == 2
        assert guard.destroy((spared.pid,))


def test_our_own_session_is_found() -> None:
    assert os.getpid() in guard.members((os.getsid(0),))
    assert guard.members(()) == ()


def _session(script: str) -> subprocess.Popen[bytes]:
    leader = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True)
    assert leader.stdout is not None
    assert leader.stdout.readline() == leader.stdout.readline() == b"here\n"
    wait_until(lambda: len(guard.members((leader.pid,))) == 2)
    return leader
