"""Keeps processes running: starts them again when they die, ends them all together."""

from __future__ import annotations

import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from scripts.child import Child
from scripts.process import Process
from scripts.say import say

DELAYS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
STEADY = 60.0  # Seconds after which a process counts as well again.
GRACE = 3.0
LOG_LIMIT = 10_000_000


class Supervisor:
    """Runs each process under a keeper; as a context, ends all of them on leaving."""

    def __init__(
        self,
        logs: Path,
        tell: Callable[[str], None] = say,
        delays: Sequence[float] = DELAYS,
    ) -> None:
        self._logs = logs
        self._tell = tell
        self._delays = delays
        self._ending = threading.Event()
        self._keepers: list[_Keeper] = []

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, process: Process) -> None:
        log = self._logs / f"{process.name}.log"
        keeper = _Keeper(process, log, self._tell, self._delays, self._ending)
        self._keepers.append(keeper)
        keeper.start()

    def stop(self) -> None:
        """End all processes and all they started: asked first, then killed."""
        self._ending.set()
        deadline = time.monotonic() + GRACE
        for keeper in self._keepers:
            keeper.ask_to_end()
        for keeper in self._keepers:
            keeper.join(max(0.0, deadline - time.monotonic()))
        for keeper in self._keepers:
            keeper.kill()
            keeper.join()


class _Keeper(threading.Thread):
    """Runs one process until the end, with a growing pause after each death."""

    def __init__(
        self,
        process: Process,
        log: Path,
        tell: Callable[[str], None],
        delays: Sequence[float],
        ending: threading.Event,
    ) -> None:
        super().__init__(name=process.name, daemon=True)
        self._process = process
        self._log = log
        self._tell = tell
        self._delays = delays
        self._ending = ending
        self._child: Child | None = None
        self._lock = threading.Lock()

    def run(self) -> None:
        deaths = 0
        while True:
            began = time.monotonic()
            how = self._live()
            if self._ending.is_set():
                return
            deaths = 1 if time.monotonic() - began > STEADY else deaths + 1
            delay = self._delays[min(deaths, len(self._delays)) - 1]
            self._tell(
                f"The {self._process.name} process stopped ({how}). It starts again "
                f"in {delay:g} s. What it said: {self._log}"
            )
            if self._ending.wait(delay):
                return

    def ask_to_end(self) -> None:
        with self._lock:
            if self._child:
                self._child.ask_to_end()

    def kill(self) -> None:
        with self._lock:
            if self._child:
                self._child.kill()

    def _live(self) -> str:
        """Run the process once, to its end, and say how it ended."""
        with _open_log(self._log) as output:
            try:
                child = self._begin(output)
            except OSError as error:
                return str(error)
            if child is None:
                return "not started"
            code = child.wait()
            child.kill()
            return f"exit code {code}"

    def _begin(self, output: IO[bytes]) -> Child | None:
        with self._lock:
            if self._ending.is_set():
                return None
            process = self._process
            self._child = Child(process.argv, process.env, process.cwd, output)
            return self._child


def _open_log(log: Path) -> IO[bytes]:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    return log.open("ab")


def wait_until_ready(url: str, timeout: float) -> bool:
    """Tell whether the address answered within the time."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if _answers(url):
            return True
        time.sleep(0.05)
    return False


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False
