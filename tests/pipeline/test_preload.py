"""Preload: a process that forks workers is ready, has one thread, and its children make what others make."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# A process of its own: pytest's has threads already.
WORKER = """
import hashlib, os, sys, threading
from pathlib import Path
from pipeline import render
from pipeline.context import StageContext
from pipeline.crew import Alone
from pipeline.film import Brief, Script
from pipeline.takes import TakeStore

render.preload()
print("threads", threading.active_count(), len(os.listdir("/proc/self/task")), "onnxruntime" in sys.modules, flush=True)
script = Script("EXT. RIVER GHAT - DUSK\\n\\nMEERA\\nWill it carry the lamp?\\n")
for name in ("one", "two"):
    if (child := os.fork()) == 0:
        context = StageContext(TakeStore(Path(name)))
        plan = render.plan_film(script, Brief(height=180), Alone(), context)
        takes = render.shoot_shot(plan, 1, context)
        print("takes", *(take.digest for take in takes), flush=True)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
"""
ALONE = WORKER.replace("render.preload()", "pass").replace("os.fork()", "0").replace('("one", "two")', '("three",)')


def run(program: str, folder: Path) -> list[list[str]]:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, check=False, timeout=280
    )
    assert done.returncode == 0, done.stderr.decode()
    return [line.split() for line in done.stdout.decode().splitlines()]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="forks, and counts its threads in /proc")
def test_children_of_a_preloaded_process_make_the_same_takes(tmp_path: Path) -> None:
    ready, one, two = run(WORKER, tmp_path)
    assert ready == ["threads", "1", "1", "False"]
    assert len(one) > 1
    assert one == two == run(ALONE, tmp_path)[-1]
