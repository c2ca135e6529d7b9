"""The application from start to end, and the process that serves it."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from io import StringIO
from pathlib import Path

import anyio
import pytest

from gateway.journal import configure_logging
from knowledge.danger import DangerMessage
from tests.gateway.world import World, lines


async def test_it_warms_up_while_it_already_serves(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    app = world.app()
    async with app.router.lifespan_context(app):
        events: list[object] = []
        with anyio.fail_after(20):
            while {"warm", "rasa_ready"} - set(events):
                await anyio.sleep(0.01)
                events += [line["event"] for line in lines(capsys.readouterr().out)]


async def test_the_words_of_danger_are_learned_before_anybody_waits_for_them(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    read: list[str] = []

    def counted() -> list[DangerMessage]:
        read.append("once")
        return []

    world.read = counted
    app = world.app()
    async with app.router.lifespan_context(app):
        events: list[object] = []
        with anyio.fail_after(20):
            while "warm" not in events:
                await anyio.sleep(0.01)
                events += [line["event"] for line in lines(capsys.readouterr().out)]
    assert read == ["once"]


async def test_it_ends_while_rasa_is_still_starting(world: World) -> None:
    world.rasa.is_ready = False
    app = world.app()
    with anyio.fail_after(20):
        async with app.router.lifespan_context(app):
            await anyio.sleep(0.01)


def test_the_process_answers_and_ends(root: Path, tmp_path: Path) -> None:
    port = _free_port()
    env = {
        **os.environ,
        "SAFEGUARDING_DATA": str(tmp_path),
        "SAFEGUARDING_RASA_URL": f"http://127.0.0.1:{_free_port()}",
    }
    command = [sys.executable, "-m", "gateway", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.PIPE)
    try:
        body, headers = _answer(f"http://127.0.0.1:{port}/health/live")
    finally:
        process.send_signal(signal.SIGTERM)
        printed, _ = process.communicate(timeout=30)
    assert json.loads(body) == {"state": "live"}
    assert "server" not in headers
    assert all(line["event"] for line in lines(printed.decode()))


def test_the_logs_of_others_hold_no_text() -> None:
    stream = StringIO()
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    try:
        configure_logging("debug", stream)
        try:
            raise ValueError("purple elephants")
        except ValueError:
            logging.getLogger("uvicorn.error").exception("Failed")
            logging.getLogger("other").exception("purple %s", "elephants")
    finally:
        root.handlers[:] = kept
        root.setLevel(level)
    own, other = lines(stream.getvalue())
    assert (own["message"], own["fault"]) == ("Failed", "ValueError")
    assert "message" not in other
    assert "purple" not in stream.getvalue()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answer(url: str) -> tuple[str, set[str]]:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.read().decode(), {h.lower() for h in response.headers}
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the gateway did not answer")
