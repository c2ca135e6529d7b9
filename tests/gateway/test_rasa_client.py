"""Every way in which Rasa can fail to answer."""

from __future__ import annotations

import json
from collections.abc import Callable

import anyio
import httpx
import pytest

from gateway.errors import RasaError
from gateway.rasa_client import RasaClient, http_client

MESSAGE = {"kind": "answer", "text": "These.", "topic": "maars/criteria"}
Handler = Callable[[httpx.Request], httpx.Response]


def rasa(handler: Handler, timeout: float = 6) -> RasaClient:
    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return RasaClient("http://rasa", http, timeout=timeout)


def answering(body: object, status: int = 200) -> RasaClient:
    return rasa(lambda _: httpx.Response(status, json=body))


async def test_it_asks_as_the_rest_channel_wants_it() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=[{"recipient_id": "me", "custom": MESSAGE}])

    [message] = await rasa(handler).ask("me", "hello", {"reference": "r"})
    assert (message.kind, message.text, message.topic) == tuple(MESSAGE.values())
    assert str(seen[0].url) == "http://rasa/webhooks/rest/webhook"
    assert json.loads(seen[0].content) == {
        "sender": "me",
        "message": "hello",
        "metadata": {"reference": "r"},
    }


@pytest.mark.parametrize("token", ["t" * 43, ""])
async def test_it_shows_the_token_that_it_was_given(token: str) -> None:
    seen: list[str | None] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("x-safeguarding-token"))
        return httpx.Response(200, json=[{"custom": MESSAGE}])

    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    await RasaClient("http://rasa", http, token=token).ask("me", "hello", {})
    assert seen == [token or None]


async def test_a_whole_message_survives_the_way() -> None:
    contact = {
        "id": "massh",
        "name": "MASSH",
        "for_whom": "Anyone",
        "state": "closed",
        "hours": "Mon to Fri",
        "source": "A guide",
        "sms": "07700 900123",
        "opens_next": "2026-11-23T08:30:00+00:00",
        "warnings": ["Today is a bank holiday."],
    }
    full = {
        **MESSAGE,
        "routes": ["maars"],
        "contacts": [contact],
        "figures": [
            {
                "label": "Contacts",
                "unit": "contacts",
                "certainty": "low",
                "points": [["2020/21", 13058], ["2021/22", 17.5], ["2022/23", "few"]],
            }
        ],
        "options": [{"label": "How", "say": "How?"}],
        "sources": [{"title": "A", "date": "undated", "url": "https://a.example"}],
    }
    [message] = await answering([{"custom": full}]).ask("me", "hello", {})
    kept = message.model_dump(mode="json")
    assert kept["figures"] == full["figures"]
    [found] = kept["contacts"]
    assert {key: found[key] for key in contact} == {
        **contact,
        "opens_next": "2026-11-23T08:30:00Z",
    }


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.ReadError("x")]
)
async def test_no_connection_is_silence(error: httpx.HTTPError) -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        raise error

    client = rasa(handler)
    with pytest.raises(RasaError) as raised:
        await client.ask("me", "hello", {})
    assert raised.value.reason == "silent"
    assert not client.has_been_ready


async def test_a_slow_answer_is_silence() -> None:
    async def handler(_: httpx.Request) -> httpx.Response:
        await anyio.sleep(5)
        return httpx.Response(200, json=[])

    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    with anyio.fail_after(2), pytest.raises(RasaError) as raised:
        await RasaClient("http://rasa", http, timeout=0.05).ask("me", "hello", {})
    assert raised.value.reason == "silent"


async def test_an_empty_list_is_a_failure() -> None:
    with pytest.raises(RasaError) as raised:
        await answering([]).ask("me", "hello", {})
    assert raised.value.reason == "empty"


WRONG: list[Handler] = [
    lambda _: httpx.Response(500, json=[{"custom": MESSAGE}]),
    lambda _: httpx.Response(302, headers={"location": "http://other"}),
    lambda _: httpx.Response(200, html="<html>no</html>"),
    lambda _: httpx.Response(200, content=b"\xff\xfe"),
    lambda _: httpx.Response(200, json={"custom": MESSAGE}),
    lambda _: httpx.Response(200, json=[{"recipient_id": "me", "text": "These."}]),
    lambda _: httpx.Response(200, json=[{"custom": MESSAGE}, {"text": "These."}]),
    lambda _: httpx.Response(200, json=[{"custom": {**MESSAGE, "kind": "joke"}}]),
    lambda _: httpx.Response(200, json=[{"custom": {**MESSAGE, "text": ""}}]),
    lambda _: httpx.Response(200, json=[{"custom": {**MESSAGE, "colour": "red"}}]),
    lambda _: httpx.Response(200, json=[{"custom": {**MESSAGE, "contacts": [{}]}}]),
]


@pytest.mark.parametrize("handler", WRONG)
async def test_anything_else_is_wrong(handler: Handler) -> None:
    with pytest.raises(RasaError) as raised:
        await rasa(handler).ask("me", "hello", {})
    assert raised.value.reason == "wrong"
    assert raised.value.__cause__ is None


async def test_readiness_is_remembered_for_a_moment() -> None:
    seen: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        return httpx.Response(200, text="Hello from Rasa")

    client = rasa(handler)
    assert not client.has_been_ready
    assert await client.ready()
    assert await client.ready()
    assert client.has_been_ready
    assert seen == ["/"]


async def test_a_server_that_answers_wrongly_is_not_ready() -> None:
    assert not await answering({}, 503).ready()


async def test_connections_are_given_up_before_rasa_gives_them_up() -> None:
    async with http_client() as http:
        pool = http._transport._pool  # type: ignore[attr-defined]
        assert pool._keepalive_expiry < 5
