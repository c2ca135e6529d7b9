"""Slow sockets by the hundred and a flood: danger is still answered."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from tests.gateway.world import begin
from tests.security.door_world import DoorWorld, client_of, served

SLOW = 200
PATIENCE = 30.0
DANGER = "he's got a knife and he's in the house"
HEAD = b"POST /api/v1/conversations HTTP/1.1\r\nhost: 127.0.0.1\r\n"
BODY = HEAD + b"content-type: application/json\r\ncontent-length: 900\r\n\r\n"
SLOWNESS = (b"", HEAD[:20], HEAD, BODY, BODY + b"{")
"""Where a caller may stop in the middle of a request."""


@contextmanager
def slow_sockets(port: int, count: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        made = []
        for number in range(count):
            opened = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            opened.sendall(SLOWNESS[number % len(SLOWNESS)])
            opened.settimeout(PATIENCE)
            made.append(opened)
        yield made


@contextmanager
def flood(address: str, path: str, callers: int = 8) -> Iterator[list[int]]:
    """Messages without a pause until the end of the block; gives their statuses."""
    ended = threading.Event()
    codes: list[int] = []

    def pour() -> None:
        with httpx.Client(base_url=address, timeout=PATIENCE, trust_env=False) as http:
            while not ended.is_set():
                found = http.post(f"{path}/messages", json={"text": "what is maars"})
                codes.append(found.status_code)

    threads = [threading.Thread(target=pour) for _ in range(callers)]
    for thread in threads:
        thread.start()
    try:
        yield codes
    finally:
        ended.set()
        for thread in threads:
            thread.join(PATIENCE)


def test_danger_is_answered_among_slow_sockets_and_in_a_flood(door: DoorWorld) -> None:
    given = {"messages_per_conversation": 5}
    with (
        served(door.app(**given), door.settings(**given)) as port,
        slow_sockets(port, SLOW),
        httpx.Client(
            base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, trust_env=False
        ) as http,
    ):
        made = http.post("/api/v1/conversations").json()["id"]
        path = f"/api/v1/conversations/{made}"
        for _ in range(given["messages_per_conversation"]):
            http.post(f"{path}/messages", json={"text": "what is maars"})
        with flood(f"http://127.0.0.1:{port}", path) as codes:
            kinds = [
                http.post(f"{path}/messages", json={"text": DANGER}).json()["messages"][
                    0
                ]["kind"]
                for _ in range(5)
            ]
        assert http.get("/health/live").status_code == 200
    assert kinds == ["emergency"] * 5
    assert set(codes) == {429}


def test_who_never_ends_a_request_is_sent_away(door: DoorWorld) -> None:
    given = {"request_timeout": 0.5}
    with (
        served(door.app(**given), door.settings(**given)) as port,
        slow_sockets(port, len(SLOWNESS)) as opened,
    ):
        told = []
        for one in opened:
            try:
                told.append(one.recv(64))
            except ConnectionResetError:
                told.append(b"")
    assert told[:3] == [b""] * 3
    assert all(reply.startswith(b"HTTP/1.1 408") for reply in told[3:])


def test_a_head_that_is_too_large_is_refused(door: DoorWorld) -> None:
    with (
        served(door.app(), door.settings()) as port,
        socket.create_connection(("127.0.0.1", port), PATIENCE) as opened,
    ):
        opened.sendall(HEAD + b"x-more: " + b"a" * 40_000)
        assert opened.recv(64).startswith(b"HTTP/1.1 400")


def test_one_address_may_not_hold_every_connection(door: DoorWorld) -> None:
    given = {"max_connections": 20}
    with served(door.app(**given), door.settings(**given)) as port:
        with slow_sockets(port, 10), pytest.raises(OSError):
            with socket.create_connection(("127.0.0.1", port), PATIENCE) as more:
                more.sendall(b"GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
                if not more.recv(64):
                    raise ConnectionResetError
        with httpx.Client(trust_env=False, timeout=PATIENCE) as http:
            assert http.get(f"http://127.0.0.1:{port}/health/live").status_code == 200


async def test_a_late_alarm_in_process_has_words_and_numbers(door: DoorWorld) -> None:
    async with client_of(door.app(messages_per_conversation=1)) as client:
        path = await begin(client)
        for _ in range(2):
            found = await client.post(f"{path}/messages", json={"text": DANGER})
    first = found.json()["messages"][0]
    assert "999" in first["text"].splitlines()[0]
    assert first["contacts"][0]["phone"] == "999"
