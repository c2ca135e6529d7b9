"""Processes start again when they die and end together, whatever they started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts.ports import free_port
from scripts.process import Process
from scripts.settings import ROOT
from scripts.supervisor import GRACE, Supervisor, wait_until_ready

SLEEP = "import time; time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
# A child that starts a child of its own and writes down both ids.
FAMILY = f"""
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {STUBBORN!r}])
open("ids", "w").write(f"{{os.getpid()}} {{child.pid}}\\n")
time.sleep(60)
"""


def python(name: str, code: str, folder: Path) -> Process:
    return Process(name, (sys.executable, "-c", code), env=os.environ, cwd=folder)


def eventually(is_so: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.02)
    return is_so()


def lives(pid: int) -> bool:
    """Tell whether a process runs; one that merely awaits its burial does not."""
    reply = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return reply.stdout.strip()[:1] not in ("", "Z")


def test_a_process_that_dies_is_started_again_and_that_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    code = "open('lives', 'a').write('x'); raise SystemExit(3)"
    with Supervisor(tmp_path, said.append, delays=(0.01, 0.02)) as supervisor:
        supervisor.start(python("rasa", code, tmp_path))
        assert eventually(lambda: len(said) >= 3)
    assert len((tmp_path / "lives").read_text()) >= 3
    assert "The rasa process stopped (exit code 3)" in said[0]
    assert "again in 0.01 s" in said[0]
    assert "again in 0.02 s" in said[1]
    assert "again in 0.02 s" in said[2]


def test_a_command_that_is_missing_is_tried_again_too(tmp_path: Path) -> None:
    said: list[str] = []
    with Supervisor(tmp_path, said.append, delays=(0.01,)) as supervisor:
        supervisor.start(Process("gateway", (str(tmp_path / "missing"),)))
        assert eventually(lambda: len(said) >= 2)
    assert "No such file" in said[0]


def test_what_a_process_prints_goes_to_its_log(tmp_path: Path) -> None:
    code = (
        f"import sys; print('out', flush=True); print('err', file=sys.stderr); {SLEEP}"
    )
    log = tmp_path / "actions.log"
    with Supervisor(tmp_path) as supervisor:
        supervisor.start(python("actions", code, tmp_path))
        assert eventually(lambda: log.exists() and "err" in log.read_text())
    assert log.read_text() == "out\nerr\n"


def test_a_stubborn_process_and_its_child_are_ended_in_time(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    with Supervisor(tmp_path) as supervisor:
        supervisor.start(python("family", FAMILY, tmp_path))
        supervisor.start(python("stubborn", STUBBORN, tmp_path))
        assert eventually(lambda: ids.exists() and ids.read_text().endswith("\n"))
        parent, child = map(int, ids.read_text().split())
        assert lives(parent) and lives(child)
        began = time.monotonic()
    assert time.monotonic() - began < GRACE + 1.5
    assert eventually(lambda: not lives(parent) and not lives(child), seconds=1)


def test_what_a_dead_process_left_behind_is_ended_before_the_next_start(
    tmp_path: Path,
) -> None:
    ids = tmp_path / "ids"
    said: list[str] = []
    dying = FAMILY.replace("time.sleep(60)\n", "raise SystemExit(1)\n")
    with Supervisor(tmp_path, said.append, delays=(30.0,)) as supervisor:
        supervisor.start(python("family", dying, tmp_path))
        assert eventually(lambda: bool(said))
        orphan = int(ids.read_text().split()[1])
        assert eventually(lambda: not lives(orphan), seconds=2)


def test_nothing_starts_again_once_the_end_has_begun(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(tmp_path, said.append, delays=(0.3,))
    supervisor.start(python("rasa", "open('lives', 'a').write('x')", tmp_path))
    assert eventually(lambda: bool(said))
    supervisor.stop()
    time.sleep(0.5)
    assert (tmp_path / "lives").read_text() == "x"


def test_an_address_is_ready_once_it_answers(tmp_path: Path) -> None:
    port = free_port()
    server = (sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port))
    url = f"http://127.0.0.1:{port}/"
    assert not wait_until_ready(url, timeout=0.2)
    with Supervisor(tmp_path) as supervisor:
        supervisor.start(Process("web", server, cwd=tmp_path, env=os.environ))
        assert wait_until_ready(url, timeout=10)


def test_a_supervisor_that_is_interrupted_leaves_no_orphan(tmp_path: Path) -> None:
    program = f"""
import os, signal, sys, time
from pathlib import Path
from scripts.process import Process
from scripts.supervisor import Supervisor
# A shell that runs the tests in the background passes on that SIGINT is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
folder = Path({str(tmp_path)!r})
with Supervisor(folder) as supervisor:
    argv = (sys.executable, "-c", {FAMILY!r})
    supervisor.start(Process("family", argv, env=os.environ, cwd=folder))
    time.sleep(60)
"""
    ids = tmp_path / "ids"
    running = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    assert eventually(lambda: ids.exists() and ids.read_text().endswith("\n"))
    running.send_signal(signal.SIGINT)
    running.wait(15)
    assert not any(lives(int(pid)) for pid in ids.read_text().split())
