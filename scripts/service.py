"""`make run`: everything from a fresh clone to a ready assistant at one address."""

from __future__ import annotations

import os
import signal
import time
from types import FrameType

from scripts import processes
from scripts.content import build_content, check_content
from scripts.environment import ASSISTANT, GATEWAY, ensure
from scripts.errors import ScriptError
from scripts.ports import HOST, Ports, free_port, is_free
from scripts.process import Process
from scripts.say import say
from scripts.settings import Settings
from scripts.step import duration
from scripts.supervisor import Supervisor, wait_until_ready
from scripts.training import ensure_model

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 300.0


def run_service(settings: Settings) -> None:
    """Run the service until it is interrupted; the gateway answers first."""
    _require_port(settings.port)
    settings.make_folders()
    ports = Ports(rasa=free_port(), actions=free_port())
    env = processes.service_environment(settings, ports, os.environ)
    address = f"http://{HOST}:{settings.port}/"
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    try:
        with Supervisor(settings.logs) as supervisor:
            python = ensure(GATEWAY, settings)
            _start(supervisor, processes.gateway(settings, python, env))
            say(f"The page is open at {address} while the assistant is still starting.")

            python = ensure(ASSISTANT, settings)
            check_content(settings, python, env)
            build_content(settings, python, env)
            model = ensure_model(settings, python)
            actions = processes.actions(settings, python, env, ports)
            rasa = processes.rasa(settings, python, env, ports, model)
            _start(supervisor, actions, rasa)

            say(f"Ready: {address} (Ctrl-C ends everything)")
            while True:
                time.sleep(1)
    except KeyboardInterrupt:
        say("Everything has ended.")


def _require_port(port: int) -> None:
    if not is_free(port):
        raise ScriptError(
            f"Port {port} is in use. Stop what uses it, or choose another: "
            f"make run PORT={port + 1 if port < 65535 else 8000}"
        )


def _start(supervisor: Supervisor, *started: Process) -> None:
    names = " and ".join(process.name for process in started)
    say(f"Starting {names} …")
    began = time.monotonic()
    for process in started:
        supervisor.start(process)
    for process in started:
        if process.ready_url and not wait_until_ready(process.ready_url, PATIENCE):
            raise ScriptError(
                f"{process.name} did not answer within {PATIENCE:g} s. Its log is in "
                f"the data folder: logs/{process.name}.log"
            )
    say(f"  answering after {duration(time.monotonic() - began)}")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Leave through every `finally` once; a second signal must not cut that short."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
