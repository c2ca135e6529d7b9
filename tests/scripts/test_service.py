"""`make run` from start to end, with small stand-ins for the three processes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from scripts.environment import ASSISTANT, GATEWAY
from scripts.errors import ScriptError
from scripts.ports import free_port, is_free
from scripts.service import run_service
from scripts.settings import ROOT, Settings, read_settings
from scripts.stamp import Stamp

SERVER = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Yes(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
def serve(port):
    HTTPServer(("127.0.0.1", int(port)), Yes).serve_forever()
"""
RASA = (
    SERVER
    + """
open('order', 'a').write(sys.argv[1] + ' ')
after = dict(zip(sys.argv, sys.argv[1:]))
if sys.argv[1] == 'train':
    open(f"{after['--out']}/{after['--fixed-model-name']}.tar.gz", 'w').close()
else:
    assert os.path.exists(after['--model'])
    serve(after['--port'])
"""
)
MODULES = {
    "gateway": SERVER + "serve(os.environ['SAFEGUARDING_PORT'])",
    "actions": SERVER + "serve(os.environ['SAFEGUARDING_ACTION_URL'].split(':')[-1])",
    "knowledge": "import sys; open('order', 'a').write(sys.argv[1] + ' ')",
    "rasa": RASA,
    "bot": RASA,  # Rasa's command line, with repairs
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = read_settings({"SAFEGUARDING_PORT": str(free_port())}, tmp_path)
    for name, code in MODULES.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "__main__.py").write_text(code)
    (tmp_path / "requirements").mkdir()
    for environment in (ASSISTANT, GATEWAY):
        for tests in (True, False):
            for lock in environment.locks(settings, tests):
                lock.write_text(lock.name)
        python = environment.python(settings)
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        python.chmod(0o755)
        stamp = Stamp(settings.venv / environment.name)
        stamp.write(stamp.of(*environment.locks(settings, tests=False)))
    return settings


def start(settings: Settings) -> subprocess.Popen[str]:
    program = f"""
from pathlib import Path
from scripts.service import run_service
from scripts.settings import Settings
root = Path({str(settings.root)!r})
run_service(Settings(root, root / ".venv", root / ".data", {settings.port}))
"""
    return subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def read_until(output: IO[str], word: str) -> list[str]:
    lines: list[str] = []
    for line in output:
        lines.append(line)
        if word in line:
            return lines
    raise AssertionError(f"{word!r} was never said: {lines}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_one_address_twice_and_ends_everything_at_a_signal(
    settings: Settings, number: signal.Signals
) -> None:
    with start(settings) as running:
        assert running.stdout
        address = f"http://127.0.0.1:{settings.port}/"
        opening = read_until(running.stdout, address)
        rest = read_until(running.stdout, "Ready")
        assert address in rest[-1]
        assert not any("Training" in line for line in opening)

        running.send_signal(number)
        began = time.monotonic()
        assert "Everything has ended" in running.stdout.read()
        assert running.wait(5) == 0
        assert time.monotonic() - began < 5
    assert is_free(settings.port)
    order = (settings.root / "order").read_text().split()
    assert order == ["check", "build", "train", "run"]


def test_a_second_run_does_not_train_again(settings: Settings) -> None:
    for _ in range(2):
        with start(settings) as running:
            assert running.stdout
            read_until(running.stdout, "Ready")
            running.terminate()
            running.stdout.read()
    order = (settings.root / "order").read_text().split()
    assert order.count("train") == 1


def test_content_with_problems_ends_it_with_all_of_them(settings: Settings) -> None:
    code = "print('answers/maars.yml: no owner; name one'); raise SystemExit(1)"
    (settings.root / "knowledge" / "__main__.py").write_text(code)
    with start(settings) as running:
        assert running.stdout
        running.stdout.read()
        assert running.wait(5) == 1
    assert is_free(settings.port)


def test_a_port_in_use_is_said_with_the_remedy(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.port))
        other.listen()
        with pytest.raises(ScriptError, match=r"in use.*make run PORT="):
            run_service(settings)
