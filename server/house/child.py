"""One process of the studio, with the session that it leads and what it prints."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Callable, Mapping

from pipeline.errors import NotReady
from server.house.death import last_will
from server.house.guard import destroy
from server.house.output import Lines

PIECE_BYTES = 65_536
# A pipe holds one piece. More than this after its process is dead comes from a stranger that took the pipe with it.
LAST_PIECES = 16


class CannotStart(NotReady):
    """There is no such program, or it may not be run."""


class Child:
    """A running process. `ended` becomes its exit code (negative: the signal that killed it) once all of it is gone."""

    def __init__(
        self, name: str, command: tuple[str, ...], environment: Mapping[str, str], say: Callable[[str, str], None]
    ) -> None:
        self.name = name
        self._say = say
        self._lines = Lines()
        try:
            # Of its own session, so that Ctrl-C reaches the supervisor alone; it dies when the supervisor does.
            # There are no other threads here that a fork could catch with a lock in hand.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=dict(environment),
                start_new_session=True,
                preexec_fn=last_will(signal.SIGKILL),  # noqa: PLW1509 - see above
                bufsize=0,
            )
        except OSError as failure:
            raise CannotStart(
                f"{name} cannot start: {command[0]}: {failure.strerror}. Run 'make setup' once."
            ) from failure
        self.pid = self._process.pid
        loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[int] = loop.create_future()
        assert self._process.stdout is not None  # noqa: S101 - we asked for a pipe
        self._pipe = self._process.stdout.fileno()
        os.set_blocking(self._pipe, False)
        loop.add_reader(self._pipe, self._read)

    def ask_to_end(self) -> None:
        """SIGTERM to the process itself; it ends its own children as it thinks best, and bury() ends the rest."""
        if not self.ended.done():
            # Not reaped yet, so the number is still its own.
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> bool:
        """End everything in its session at once. Returns whether all of it is gone."""
        gone = destroy((self.pid,))
        self.bury()
        return gone and self.ended.done()

    def bury(self) -> None:
        """If the process is dead, end what it left behind and settle `ended`."""
        if self.ended.done() or os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return
        # Dead and not yet reaped: nobody else can get its number, so the session is surely its own.
        destroy((self.pid,))
        for _ in range(LAST_PIECES):
            if not self._read():
                break
        asyncio.get_running_loop().remove_reader(self._pipe)
        for line in self._lines.rest():
            self._say(self.name, line)
        # Closes the pipe and reaps.
        with self._process:
            self.ended.set_result(self._process.wait())

    def _read(self) -> bool:
        try:
            piece = os.read(self._pipe, PIECE_BYTES)
        except BlockingIOError:
            return False
        if not piece:
            # It closed its output and may live on; without this the loop would be woken for ever.
            asyncio.get_running_loop().remove_reader(self._pipe)
            return False
        for line in self._lines.feed(piece):
            self._say(self.name, line)
        return True
