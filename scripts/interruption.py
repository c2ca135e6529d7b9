"""Ctrl-C and the other signals that end a run, with all that it started."""

from __future__ import annotations

import contextlib
import signal
import threading
from types import FrameType

import psutil

from scripts.service import SIGNALS

# `make bench` allows two seconds from its own interruption until it kills.
PATIENCE = 1.0


def heed_interruptions() -> None:
    """Leave through every `finally` once; what was started is given little time."""
    for number in SIGNALS:
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in SIGNALS:
        # Not SIG_IGN: Python complains of a signal that comes in this very moment.
        signal.signal(number, _overhear)
    timer = threading.Timer(PATIENCE, _kill_started)
    timer.daemon = True
    timer.start()
    raise KeyboardInterrupt


def _overhear(_number: int, _frame: FrameType | None) -> None:
    """A second signal must not cut the ending short."""


def _kill_started() -> None:
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            process.kill()
