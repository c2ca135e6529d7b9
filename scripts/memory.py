"""The memory that each process of a running service holds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil

NAMES = {"gateway": "gateway", "actions": "actions", "bot": "rasa"}
"""The module that a command runs, and what the process is called."""


@dataclass(frozen=True)
class Memory:
    """What a process and its children hold; `measure` is PSS or RSS."""

    name: str
    size: int
    processes: int
    measure: str


def service_memory(port: int) -> list[Memory]:
    """Return nothing where no service of this user listens at the port."""
    with contextlib.suppress(psutil.Error):
        gateway = _listener(port)
        parent = gateway.parent() if gateway else None
        if parent:
            return list(_memories(parent))
    return []


def name_of(command: Sequence[str]) -> str | None:
    """Return which process a command starts, of those of the service."""
    for option, module in pairwise(command):
        if option == "-m":
            return NAMES.get(module)
    return None


def proportional_size(rollup: str) -> int | None:
    """Return the bytes of the Pss line: shared pages count in part."""
    for line in rollup.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return None


def _memories(parent: psutil.Process) -> Iterator[Memory]:
    for process in parent.children():
        name = name_of(process.cmdline())
        if name:
            yield _memory(name, [process, *process.children(recursive=True)])


def _memory(name: str, processes: list[psutil.Process]) -> Memory:
    exact = [_pss(process) for process in processes]
    sizes = [size for size in exact if size is not None]
    if len(sizes) == len(processes):
        return Memory(name, sum(sizes), len(processes), "PSS")
    resident = sum(process.memory_info().rss for process in processes)
    return Memory(name, resident, len(processes), "RSS")


def _pss(process: psutil.Process) -> int | None:
    try:
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return None
    return proportional_size(rollup)


def _listener(port: int) -> psutil.Process | None:
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if name_of(process.cmdline()) == "gateway" and any(
                link.status == psutil.CONN_LISTEN and link.laddr.port == port
                for link in process.net_connections("inet")
            ):
                return process
    return None
