from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

from tests.server.house.stage import House, wait_until

POLITE = """
def goodbye(*_):
    note('{name}-ends')
    sys.exit(0)
signal.signal(signal.SIGTERM, goodbye)
note('{name}-starts')
signal.pause()
"""
STUBBORN = """
signal.signal(signal.SIGTERM, signal.SIG_IGN)
note('stubborn-starts')
while True:
    signal.pause()
"""
# A grandchild that leaves the group, as an RQ horse does, and one that stays in it; both say nothing and want to live.
FERTILE = """
asleep = [sys.executable, '-S', '-c', 'import time; time.sleep(600)']
subprocess.Popen(asleep, process_group=0)
subprocess.Popen(asleep)
note('fertile-starts')
"""


def polite(name: str) -> str:
    return POLITE.format(name=name)


def test_starts_in_order_and_ends_in_reverse(house: House) -> None:
    flag = house.folder / "valkey-is-ready"
    house.add(
        "valkey", f"note('wakes'); time.sleep(0.3); Path({str(flag)!r}).touch()\n{polite('valkey')}", flag=str(flag)
    )
    house.add("api", f"note('flag' if Path({str(flag)!r}).exists() else 'early')\n{polite('api')}", after=["valkey"])
    house.add("ui", polite("ui"), after=["api"])
    with house.open() as opened:
        opened.await_ready()
        wait_until(lambda: {"valkey-starts", "api-starts", "ui-starts"} <= set(house.logged()))
        assert opened.interrupt() == 0
        *begun, _, _, _ = words = house.logged()
        # A process without a check is ready when it has started: what it says first may come after its follower's.
        assert words[0] == "wakes"
        assert sorted(begun) == ["api-starts", "flag", "ui-starts", "valkey-starts", "wakes"]
        assert words[-3:] == ["ui-ends", "api-ends", "valkey-ends"]
        assert house.alive() == ()
        assert "stopping" in opened.said()


def test_runs_as_many_as_asked_for_and_waits_for_none_that_run_elsewhere(house: House) -> None:
    house.add("valkey", polite("valkey"), count=0)
    house.add("worker", f"print('here', flush=True)\n{polite('worker')}", count=2, after=["valkey"])
    with house.open() as opened:
        opened.await_ready()
        wait_until(lambda: list(opened.lines("worker.1")) == list(opened.lines("worker.2")) == ["here"])
        opened.ask(signal.SIGTERM)
        assert opened.exit_code() == 0
        assert "valkey-starts" not in house.logged()


def test_kills_what_does_not_end(house: House) -> None:
    house.patience = {"grace_s": 0.3}
    house.add("stubborn", FERTILE + STUBBORN)
    with house.open() as opened:
        wait_until(lambda: "stubborn-starts" in house.logged())
        assert len(house.alive()) == 3
        assert opened.interrupt() == 0
        assert house.alive() == ()
        assert "stubborn does not end; killing it" in opened.lines("studio")


def test_leaves_no_grandchild_of_a_child_that_ends_politely(house: House) -> None:
    house.add("fertile", FERTILE + polite("fertile"))
    with house.open() as opened:
        wait_until(lambda: house.logged().count("fertile-starts") == 2)
        assert len(house.alive()) == 3
        assert opened.interrupt() == 0
        assert house.alive() == ()


def test_a_second_interrupt_kills_at_once(house: House) -> None:
    house.patience = {"grace_s": 600.0}
    house.add("polite", polite("polite"))
    house.add("stubborn", STUBBORN, after=["polite"])
    with house.open() as opened:
        wait_until(lambda: "stubborn-starts" in house.logged())
        opened.ask(signal.SIGINT)
        opened.await_words("stopping")
        # In no hurry: a closing terminal says it twice.
        opened.ask(signal.SIGHUP)
        opened.ask(signal.SIGTERM)
        assert house.alive()
        assert opened.interrupt() == 130
        assert house.alive() == ()


def test_leaves_no_orphan_when_it_is_killed(house: House) -> None:
    house.add("fertile", FERTILE + STUBBORN)
    house.add("polite", polite("polite"))
    with house.open() as opened:
        wait_until(lambda: {"fertile-starts", "stubborn-starts", "polite-starts"} <= set(house.logged()))
        assert len(house.alive()) == 4
        opened.ask(signal.SIGKILL)
        opened.exit_code()
        wait_until(lambda: not house.alive())
        # And its folder is free.
        with house.open() as again:
            again.await_ready()
            assert again.interrupt() == 0


def test_starts_again_what_dies_and_ends_what_it_left_behind(house: House) -> None:
    house.add(
        "fertile", f"{FERTILE}\nif len(list(folder.glob('fertile.*.pid'))) == 1:\n    os.abort()\n{polite('second')}"
    )
    with house.open() as opened:
        wait_until(lambda: "second-starts" in house.logged())
        assert len(house.alive()) == 3
        assert "fertile ended (killed by SIGABRT); starting it again" in opened.lines("studio")
        assert opened.interrupt() == 0


def test_gives_up_on_what_dies_again_and_again(house: House) -> None:
    house.patience = {"delay_s": 0.01}
    house.add("polite", polite("polite"))
    house.add("broken", "print('I am broken'); sys.exit(7)", after=["polite"], hint="Call the plumber.")
    with house.open() as opened:
        assert opened.exit_code() == 1
        assert list(opened.lines("broken")) == ["I am broken"] * 5
        assert "broken ended 5 times right after its start (exit code 7). Call the plumber." in opened.lines("studio")
        assert house.logged()[-1] == "polite-ends"
        assert house.alive() == ()


def test_does_not_try_again_what_a_person_must_mend(house: House) -> None:
    house.add("api", "print('studio: mend me'); sys.exit(3)", flag=str(house.folder / "never"))
    with house.open() as opened:
        assert opened.exit_code() == 1
        assert list(opened.lines("api")) == ["studio: mend me"]
        assert "api cannot start (exit code 3). Its own lines above say why." in opened.lines("studio")


def test_gives_up_on_what_is_never_ready(house: House) -> None:
    house.add("api", polite("api"), flag=str(house.folder / "never"), ready_timeout_s=0.3)
    house.add("ui", polite("ui"), after=["api"])
    with house.open() as opened:
        assert opened.exit_code() == 1
        assert any(line.startswith("api was not ready within 0 s.") for line in opened.lines("studio"))
        assert "ui-starts" not in house.logged()
        assert house.alive() == ()


def test_says_which_program_is_missing(house: House) -> None:
    house.add("polite", polite("polite"))
    house.services.append({"name": "ui", "command": ["/nowhere/studio"]})
    with house.open() as opened:
        assert opened.exit_code() == 3
        assert "studio: ui cannot start: /nowhere/studio: No such file or directory." in opened.said()
        assert house.alive() == ()


def test_prints_whole_lines_of_everybody(house: House) -> None:
    for name in ("left", "right"):
        house.add(
            name,
            # In pieces that end in mid-line, from two who shout at once.
            f"text = ''.join(f'{name} {{number}} {{\"x\" * 200}}\\n' for number in range(500)).encode()\n"
            "for at in range(0, len(text), 777):\n    os.write(1, text[at:at + 777])\n"
            f"print('{name[0]}' * 300_000, flush=True)\nsys.stderr.write('no end')\nsys.stderr.flush()\n"
            f"note('{name}-spoke')\n{polite(name)}",
        )
    with house.open() as opened:
        wait_until(lambda: {"left-spoke", "right-spoke"} <= set(house.logged()))
        assert opened.interrupt() == 0
        for name in ("left", "right"):
            said = list(opened.lines(name))
            assert said[:500] == [f"{name} {number} {'x' * 200}" for number in range(500)]
            assert said[500:] == [name[0] * 300_000, "no end"]
        assert "\x1b" not in opened.said()


def test_goes_on_when_nobody_reads(house: House) -> None:
    house.add("chatty", f"note('on')\nfor _ in range(300):\n    print('la' * 500, flush=True)\n{polite('chatty')}")
    reader, writer = os.pipe()
    with house.open(stdout=writer) as opened:
        os.close(writer)
        wait_until(lambda: "on" in house.logged())
        os.close(reader)
        wait_until(lambda: "chatty-starts" in house.logged())
        opened.ask(signal.SIGTERM)
        assert opened.exit_code() == 0
        assert house.alive() == ()


def test_interrupt_from_a_terminal_reaches_the_supervisor_alone(house: House) -> None:
    house.add("ui", f"signal.signal(signal.SIGINT, lambda *_: note('heard-it'))\n{polite('ui')}")
    terminal, theirs = os.openpty()
    with house.open(terminal=theirs) as opened:
        os.close(theirs)
        wait_until(lambda: "ui-starts" in house.logged())
        os.write(terminal, b"\x03")
        assert opened.exit_code() == 0
        assert house.logged() == ["ui-starts", "ui-ends"]
        shown = os.read(terminal, 65536).decode()
        assert re.search(r"\x1b\[1mstudio \|\x1b\[0m stopping", shown)
    os.close(terminal)


def test_a_closing_terminal_ends_it(house: House) -> None:
    house.add("ui", polite("ui"))
    terminal, theirs = os.openpty()
    with house.open(terminal=theirs) as opened:
        os.close(theirs)
        wait_until(lambda: "ui-starts" in house.logged())
        os.close(terminal)
        assert opened.exit_code() == 0
        assert house.logged() == ["ui-starts", "ui-ends"]


def test_sleeps_while_nothing_happens(house: House) -> None:
    # It closes its output, too: an open end that nobody writes to must not keep the loop awake.
    house.add("quiet", f"os.close(1)\nos.close(2)\n{polite('quiet')}")
    with house.open() as opened:
        opened.await_ready()
        wait_until(lambda: "quiet-starts" in house.logged())
        before = _cpu_ticks(opened.process)
        time.sleep(0.5)
        assert _cpu_ticks(opened.process) - before <= 2
        assert opened.interrupt() == 0


def test_the_second_says_what_runs(house: House, tmp_path: Path) -> None:
    house.add("ui", polite("ui"))
    other = House(tmp_path / "second")
    other.folder.mkdir()
    other.data.symlink_to(house.data, target_is_directory=True)
    other.add("ui", polite("ui"))
    with house.open() as first:
        first.await_ready()
        with other.open() as second:
            assert second.exit_code() == 0
            assert f"The studio is already running (pid {first.process.pid}, since " in second.said()
            assert "Creator app  http://127.0.0.1:7860" in second.said()
        assert other.logged() == []
        assert first.interrupt() == 0
        assert second.output.read_text().count("\n") == 2


def _cpu_ticks(process: subprocess.Popen[bytes]) -> int:
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
