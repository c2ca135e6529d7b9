"""Inside the real service: nobody but its own processes is heard."""

from __future__ import annotations

import os
from collections.abc import Iterator

import httpx
import psutil
import pytest

from knowledge.inside import HEADER, VARIABLE
from scripts.memory import name_of
from tests.system.conftest import Whole
from tests.system.talk import Talk

INNER = ("rasa", "actions")


def _processes(name: str) -> Iterator[psutil.Process]:
    for child in psutil.Process(os.getpid()).children(recursive=True):
        if name_of(child.cmdline()) == name:
            yield child


def _address(name: str) -> str:
    """Where it listens; on loopback, and nowhere else."""
    found = {
        (connection.laddr.ip, connection.laddr.port)
        for process in _processes(name)
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }
    [(host, port)] = found
    assert host == "127.0.0.1"
    return f"http://{host}:{port}"


def _call(method: str, address: str, headers: dict[str, str]) -> httpx.Response:
    body = {"sender": "a", "message": "hello", "next_action": "action_talk"}
    return httpx.request(
        method, address, json=body, headers=headers, timeout=20, trust_env=False
    )


@pytest.mark.parametrize("headers", [{}, {HEADER: "t" * 43}])
def test_rasa_and_the_action_server_hear_nobody_without_the_token(
    whole: Whole, headers: dict[str, str]
) -> None:
    assert whole.address
    for address in (
        f"{_address('rasa')}/webhooks/rest/webhook",
        f"{_address('actions')}/webhook",
    ):
        found = _call("POST", address, headers)
        assert (found.status_code, found.json()) == (401, {"error": "token_needed"})


@pytest.mark.parametrize(
    "path",
    [
        "/status",
        "/version",
        "/model",
        "/model/parse",
        "/model/train",
        "/domain",
        "/conversations/a/tracker",
        "/conversations/a/messages",
        "/webhooks/socketio",
        "/webhooks/callback/webhook",
    ],
)
def test_rasa_serves_nothing_but_its_one_way_in(whole: Whole, path: str) -> None:
    assert whole.address
    for method in ("GET", "POST"):
        assert _call(method, _address("rasa") + path, {}).status_code == 404


def test_no_command_line_and_no_log_holds_the_token(whole: Whole) -> None:
    assert Talk(whole.address).say("what is maars")[0]["kind"] == "answer"
    processes = [p for name in ("gateway", *INNER) for p in _processes(name)]
    tokens = {process.environ()[VARIABLE] for process in processes}
    [token] = tokens
    for process in processes:
        assert token not in " ".join(process.cmdline())
    for path in (whole.data / "logs").iterdir():
        assert token not in path.read_text(encoding="utf-8"), path.name
