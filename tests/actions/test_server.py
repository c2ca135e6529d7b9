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
from actions.server import create_app
from knowledge.inside import HEADER

SECRET = "a message nobody may see"
TOKEN = "t" * 43
ADDRESS = "http://127.0.0.1:5055"


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
    app = create_app(executor, TOKEN, f"test_{id(executor)}")
    server: Any = await app.create_server(sock=listening, return_asyncio_server=True)
    await server.startup()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    await server.close()


async def _post(
    address: str, action: str, token: str | None = TOKEN
) -> tuple[int, str]:
    tracker = {
        "sender_id": "1",
        "slots": {},
        "events": [],
        "latest_message": {"text": SECRET},
    }
    call = {"next_action": action, "tracker": tracker}
    async with (
        ClientSession(headers={} if token is None else {HEADER: token}) as http,
        http.post(f"{address}/webhook", json=call) as response,
    ):
        return response.status, await response.text()


async def test_health_says_that_it_lives_and_nothing_else(address: str) -> None:
    async with ClientSession() as http, http.get(f"{address}/health") as response:
        assert response.status == 200
        assert await response.json() == {"status": "ok"}


@pytest.mark.parametrize("token", [None, "", "t", TOKEN + "t", "ü" * 43])
@pytest.mark.parametrize("action", ["action_fine", "action_none"])
async def test_without_the_token_nothing_is_run_or_told(
    address: str, action: str, token: str | None
) -> None:
    status, body = await _post(address, action, token)
    assert (status, json.loads(body)) == (401, {"error": "token_needed"})


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


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({"SAFEGUARDING_ACTION_URL": ADDRESS}, "SAFEGUARDING_INNER_TOKEN"),
        ({"SAFEGUARDING_INNER_TOKEN": "short"}, "SAFEGUARDING_INNER_TOKEN"),
        (
            {
                "SAFEGUARDING_INNER_TOKEN": TOKEN,
                "SAFEGUARDING_ACTION_URL": "http://0.0.0.0:5055",
            },
            "0.0.0.0 is not inside",
        ),
        (
            {"SAFEGUARDING_INNER_TOKEN": TOKEN, "SAFEGUARDING_ACTION_HOST": "8.8.8.8"},
            "8.8.8.8 is not inside",
        ),
    ],
)
async def test_it_refuses_to_start_open(
    environ: dict[str, str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(environ) == 2
    assert reason in capsys.readouterr().err
