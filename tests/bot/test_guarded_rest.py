"""Rasa's way in hears the gateway and nobody else; tests/system asks a real Rasa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from rasa.core.channels.channel import register
from sanic import Sanic

from bot.guarded_rest import GuardedRest
from knowledge.errors import InsideError
from knowledge.inside import HEADER

TOKEN = "t" * 43


@dataclass(frozen=True)
class FakeRequest:
    """As much of a request as the guard looks at."""

    method: str
    headers: dict[str, str]


async def asked(method: str, headers: dict[str, str]) -> int | None:
    channel = GuardedRest.from_credentials({"token": TOKEN})
    request: Any = FakeRequest(method, headers)
    refusal = await channel.guard(request)
    return refusal.status if refusal else None


async def test_the_token_opens_it() -> None:
    assert await asked("POST", {HEADER: TOKEN}) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
@pytest.mark.parametrize(
    "headers",
    [{}, {HEADER: ""}, {HEADER: TOKEN[1:]}, {"authorization": f"Bearer {TOKEN}"}],
)
async def test_without_the_token_nothing_is_heard(
    method: str, headers: dict[str, str]
) -> None:
    assert await asked(method, headers) == 401


async def test_a_look_whether_it_lives_is_open() -> None:
    assert await asked("GET", {}) is None


async def test_every_call_that_rasa_registers_passes_the_guard() -> None:
    app: Any = Sanic("test_guarded_rest", configure_logging=False)
    register([GuardedRest(TOKEN)], app, route="/webhooks/")
    app.signalize()
    app.finalize()
    assert {route.name for route in app.router.routes} == set(
        app.named_request_middleware
    )
    request: Any = FakeRequest("POST", {})
    for guards in app.named_request_middleware.values():
        [guard] = guards
        assert (await guard(request)).status == 401


@pytest.mark.parametrize("credentials", [None, {}, {"token": "short"}])
def test_it_is_not_made_without_a_token(credentials: Any) -> None:
    with pytest.raises(InsideError):
        GuardedRest.from_credentials(credentials)
