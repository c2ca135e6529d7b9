"""The machine that figures were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import datetime

import psutil

from scripts.environment import ASSISTANT
from scripts.settings import Settings

GIB = 1024**3


def describe_machine(settings: Settings, now: datetime) -> list[str]:
    """Return one line each for the date, the machine and the Pythons."""
    return [
        f"Date: {now:%d %B %Y, %H:%M}",
        f"Machine: {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, {psutil.virtual_memory().total / GIB:.1f} GiB memory",
        f"Load average of the last minute before: {os.getloadavg()[0]:.1f}",
        f"Python: gateway {platform.python_version()}, "
        f"assistant {_assistant_version(settings)}",
    ]


def _assistant_version(settings: Settings) -> str:
    try:
        reply = subprocess.run(
            [str(ASSISTANT.python(settings)), "--version"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return reply.stdout.strip().removeprefix("Python ")
