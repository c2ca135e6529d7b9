"""The action server over HTTP: it answers, and a failure echoes nothing."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from rasa_sdk.executor import ActionExecutor

from actions.__main__ import main
from actions.errors import ActionsError
from actions.server import create_app

SECRET = "a message nobody may see"


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address() -> AsyncIterator[str]:
    """The real server on a free port of loopback."""
    executor = ActionExecutor()

    def fine(dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:  # noqa: ARG001
        return []

    def broken(dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:  # noqa: ARG001
        raise RuntimeError(SECRET)

    executor.register_function("action_fine", fine)
    executor.register_function("action_broken", broken)
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(executor, f"test_{id(executor)}")
    server: Any = await app.create_server(sock=listening, return_asyncio_server=True)
    await server.startup()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.close()


async def _post(address: str, action: str) -> tuple[int, str]:
    tracker = {
        "sender_id": "1",
        "slots": {},
        "events": [],
        "latest_message": {"text": SECRET},
    }
    call = {"next_action": action, "tracker": tracker}
    async with (
        ClientSession() as http,
        http.post(f"{address}/webhook", json=call) as response,
    ):
        return response.status, await response.text()


async def test_health_names_the_actions(address: str) -> None:
    async with ClientSession() as http, http.get(f"{address}/health") as response:
        assert response.status == 200
        assert (await response.json())["actions"] == ["action_broken", "action_fine"]


async def test_an_action_is_run(address: str) -> None:
    status, body = await _post(address, "action_fine")
    assert (status, json.loads(body)) == (200, {"events": [], "responses": []})


@pytest.mark.parametrize(
    ("action", "expected"), [("action_broken", 500), ("action_none", 404)]
)
async def test_a_failure_echoes_nothing(
    address: str, action: str, expected: int
) -> None:
    status, body = await _post(address, action)
    assert status == expected
    assert SECRET not in body


async def test_an_address_that_is_not_loopback_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SAFEGUARDING_ACTION_URL", "http://0.0.0.0:5055")
    with pytest.raises(ActionsError, match="loopback"):
        main()
