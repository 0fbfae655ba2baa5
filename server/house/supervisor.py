"""The supervisor: starts the studio's processes in order, keeps them running, and ends them all.

One thread and one event loop: it sleeps until a process says something, ends, or somebody signals.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from server.house import guard
from server.house.child import Child
from server.house.output import HOUSE, Output
from server.house.service import Service, waves

GAVE_UP = 1
KILLED = 130
# `studio` ends like this when it has told the user in one sentence what to do: trying again would not mend it.
NEEDS_A_PERSON = frozenset((2, 3))
FIRST_LOOK_S = 0.05
LONGEST_LOOK_S = 0.3


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a process may die within how long, what is waited before it is started again, and for it to end."""

    deaths: int = 5
    within_s: float = 30.0
    delay_s: float = 0.25
    longest_delay_s: float = 5.0
    grace_s: float = 10.0


USUAL = Patience()


class _GiveUp(Exception):
    """Something cannot be kept running; the sentence is for the user."""


class Supervisor:
    """Runs services until told to end.

    `run` is for the main thread: signals are heard there, and the children die with the thread that started them.
    """

    def __init__(
        self,
        services: Sequence[Service],
        environment: Mapping[str, str],
        output: Output,
        on_ready: Callable[[], None],
        patience: Patience = USUAL,
    ) -> None:
        self._waves = waves(services)
        # Into a pipe Python holds its lines back until there are many.
        self._environment = {"PYTHONUNBUFFERED": "1", **environment}
        self._output = output
        self._on_ready = on_ready
        self._patience = patience
        self._children: dict[str, Child] = {}

    def run(self) -> int:
        """Start everything, keep it running, end it. Returns the exit code.

        0: ended as asked (Ctrl-C, SIGTERM, SIGHUP); 1: something could not be kept running, as the last line says;
        130: killed by a second Ctrl-C. Raises CannotStart if a program is not there.
        """
        return asyncio.run(self._run())

    async def _run(self) -> int:
        loop = asyncio.get_running_loop()
        self._told = asyncio.Event()
        self._hurried = asyncio.Event()
        self._ready = {service.name: asyncio.Event() for wave in self._waves for service in wave}
        loop.add_signal_handler(signal.SIGINT, self._interrupt)
        loop.add_signal_handler(signal.SIGTERM, self._tell)
        # nohup has it ignored, and means it.
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            loop.add_signal_handler(signal.SIGHUP, self._tell)
        loop.add_signal_handler(signal.SIGCHLD, self._bury)
        self._guard = _Guard(self._environment)
        tasks = [asyncio.create_task(self._told.wait()), asyncio.create_task(self._announce())]
        tasks += [
            asyncio.create_task(self._keep(service, name))
            for wave in self._waves
            for service in wave
            for name in service.names
        ]
        code = 0
        try:
            # None of them ends by itself but by being told, or by failing.
            first, _others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in first:
                task.result()
        except _GiveUp as failure:
            self._say(f"{failure}")
            code = GAVE_UP
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._end()
            self._guard.dismiss()
        return KILLED if self._hurried.is_set() else code

    async def _keep(self, service: Service, name: str) -> NoReturn:
        """Run one process for ever."""
        loop = asyncio.get_running_loop()
        for other in service.after:
            if other in self._ready:
                await self._ready[other].wait()
        ready_by = loop.time() + service.ready_timeout_s
        deaths: deque[float] = deque(maxlen=self._patience.deaths)
        while True:
            child = self._start(service, name)
            await self._see_ready(service, child, ready_by)
            # Waited for rather than awaited: when this task is cancelled, `ended` must not be.
            await asyncio.wait((child.ended,))
            self._guard.forget(child.pid)
            deaths.append(loop.time())
            how = _ending(child.ended.result())
            if child.ended.result() in NEEDS_A_PERSON and not self._ready[service.name].is_set():
                raise _GiveUp(_sentence(f"{name} cannot start ({how})", service.hint))
            recent = sum(death > loop.time() - self._patience.within_s for death in deaths)
            if recent == self._patience.deaths:
                raise _GiveUp(_sentence(f"{name} ended {recent} times right after its start ({how})", service.hint))
            delay_s = min(self._patience.delay_s * 2 ** (recent - 1), self._patience.longest_delay_s)
            self._say(f"{name} ended ({how}); starting it again")
            await asyncio.sleep(delay_s)

    def _start(self, service: Service, name: str) -> Child:
        child = Child(name, service.command, self._environment, self._output.say)
        self._children[name] = child
        self._guard.remember(child.pid)
        return child

    async def _see_ready(self, service: Service, child: Child, ready_by: float) -> None:
        """Wait until the service is ready, or the child dead."""
        look_s = FIRST_LOOK_S
        ready = self._ready[service.name]
        while not ready.is_set() and not child.ended.done():
            if service.ready is None or service.ready():
                ready.set()
            elif asyncio.get_running_loop().time() > ready_by:
                raise _GiveUp(
                    _sentence(f"{child.name} was not ready within {service.ready_timeout_s:.0f} s", service.hint)
                )
            else:
                await asyncio.wait((child.ended,), timeout=look_s)
                look_s = min(look_s * 1.5, LONGEST_LOOK_S)

    async def _announce(self) -> NoReturn:
        for ready in self._ready.values():
            await ready.wait()
        self._on_ready()
        while True:
            await asyncio.Event().wait()

    async def _end(self) -> None:
        """End what runs, those first on whom nobody depends."""
        for wave in reversed(self._waves):
            names = {name for service in wave for name in service.names}
            children = [child for child in self._alive() if child.name in names]
            for child in children:
                child.ask_to_end()
            if children and not self._hurried.is_set():
                everybody = asyncio.create_task(asyncio.wait([child.ended for child in children]))
                hurried = asyncio.create_task(self._hurried.wait())
                await asyncio.wait(
                    (everybody, hurried), timeout=self._patience.grace_s, return_when=asyncio.FIRST_COMPLETED
                )
                everybody.cancel()
                hurried.cancel()
            for child in children:
                if not child.ended.done():
                    self._say(f"{child.name} does not end; killing it")
                    if not child.kill():
                        self._say(f"{child.name} (pid {child.pid}) hangs in the kernel and cannot be killed")
                self._guard.forget(child.pid)

    def _alive(self) -> list[Child]:
        return [child for child in self._children.values() if not child.ended.done()]

    def _bury(self) -> None:
        for child in self._alive():
            child.bury()
        if os.getpid() == 1:
            self._bury_strangers()

    def _bury_strangers(self) -> None:
        """As the first process of a container we are also who buries everybody's orphans."""
        ours = {self._guard.pid, *(child.pid for child in self._alive())}
        with contextlib.suppress(ChildProcessError):
            while (dead := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)) and dead.si_pid not in ours:
                os.waitpid(dead.si_pid, 0)

    def _tell(self) -> None:
        """A closing terminal or a stopping container may say it more than once, and is in no hurry."""
        if not self._told.is_set():
            self._told.set()
            self._say("stopping; Ctrl-C kills at once")

    def _interrupt(self) -> None:
        if self._told.is_set():
            self._hurried.set()
        self._tell()

    def _say(self, line: str) -> None:
        self._output.say(HOUSE, line)


class _Guard:
    """The little process that ends our children's sessions when we are killed and cannot."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            (sys.executable, "-I", "-S", guard.__file__),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
            bufsize=0,
        )
        self.pid = self._process.pid

    def remember(self, session: int) -> None:
        self._tell(f"+{session}\n")

    def forget(self, session: int) -> None:
        self._tell(f"-{session}\n")

    def dismiss(self) -> None:
        """It ends whatever it still remembers, which is nothing after a clean end."""
        with self._process:
            pass

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None  # noqa: S101 - we asked for a pipe
        # If somebody has killed the guard we do without.
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(line.encode())


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"


def _sentence(what: str, hint: str) -> str:
    return f"{what}. {hint or 'Its own lines above say why.'}"
