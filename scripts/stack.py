"""A service of its own for measuring: free ports, temporary data, a trained model."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from scripts import processes
from scripts.content import build_content
from scripts.environment import ASSISTANT, GATEWAY
from scripts.errors import ScriptError
from scripts.ports import HOST, Ports, free_port
from scripts.process import Process
from scripts.say import say
from scripts.service import PATIENCE
from scripts.settings import PREFIX, Settings
from scripts.step import duration
from scripts.supervisor import Supervisor, wait_until_ready

LOOK = 0.02  # Seconds: one look at an address, then the next one's turn.


@dataclass(frozen=True)
class Stack:
    """A service that answers, and the seconds each process took until it did."""

    address: str
    starts: Mapping[str, float]


def apart(settings: Settings, data: Path) -> Settings:
    """Return the same installation at another port with another data folder."""
    return replace(settings, data=data, port=free_port())


def own_settings_only(environ: Mapping[str, str]) -> dict[str, str]:
    """Drop what this machine sets: the databases of a real service above all."""
    return {
        name: value for name, value in environ.items() if not name.startswith(PREFIX)
    }


@contextlib.contextmanager
def running_stack(
    settings: Settings, model: Path, environ: Mapping[str, str]
) -> Iterator[Stack]:
    """Start in the order of `make run`; leaving ends everything."""
    ports = Ports(rasa=free_port(), actions=free_port())
    env = {
        **processes.service_environment(settings, ports, own_settings_only(environ)),
        # What is measured is the service, not its patience with one visitor.
        PREFIX + "MESSAGES_PER_CONVERSATION": "1000000",
    }
    gateway_python = str(GATEWAY.python(settings))
    python = str(ASSISTANT.python(settings))
    address = f"http://{HOST}:{settings.port}"
    with Supervisor(settings.logs) as supervisor:
        starts = _start(supervisor, processes.gateway(settings, gateway_python, env))
        build_content(settings, python, env)
        starts |= _start(
            supervisor,
            processes.actions(settings, python, env, ports),
            processes.rasa(settings, python, env, ports, model),
        )
        if not wait_until_ready(f"{address}/health/ready", PATIENCE):
            raise ScriptError(f"The service was not ready within {PATIENCE:g} s.")
        yield Stack(address, starts)


def _start(supervisor: Supervisor, *started: Process) -> dict[str, float]:
    """Start together; return the seconds from each one's start to its first answer."""
    began = {}
    for process in started:
        say(f"Starting {process.name} …")
        began[process.name] = time.monotonic()
        supervisor.start(process)
    took: dict[str, float] = {}
    while len(took) < len(started):
        for process in started:
            since = time.monotonic() - began[process.name]
            if process.name not in took and _answers_now(process, since):
                took[process.name] = time.monotonic() - began[process.name]
                say(f"  {process.name} answers after {duration(took[process.name])}")
    return took


def _answers_now(process: Process, since: float) -> bool:
    if since > PATIENCE:
        raise ScriptError(f"{process.name} did not answer within {PATIENCE:g} s.")
    return wait_until_ready(process.ready_url or "", timeout=LOOK)
