"""What may be said: sizes, shapes and characters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.privacy import Recogniser
from tests.gateway.world import World, begin, say


async def test_a_thousand_characters_may_be_said_and_no_more(world: World) -> None:
    async with world.client() as client:
        path = await begin(client)
        most = await say(client, path, "x" * 1000)
        more = await say(client, path, "x" * 1001)
    assert most.status_code == 200
    assert more.status_code == 413
    assert more.json()["detail"] == "Words on message_too_long."


@pytest.mark.parametrize("text", ["", " ", "/", " / \\ / ", "\u200b\x00", "\n\t"])
async def test_nothing_said_is_answered_with_a_sentence(
    world: World, text: str
) -> None:
    async with world.client() as client:
        reply = await say(client, await begin(client), text)
    assert reply.status_code == 422
    assert reply.json()["detail"] == "Words on message_empty."
    assert not world.rasa.asked


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", "{}", '{"text": 1}', '{"text": null}', '{"txt":""}']
)
async def test_what_is_no_message_is_refused_without_quoting_it(
    world: World, body: str
) -> None:
    async with world.client() as client:
        path = await begin(client)
        reply = await client.post(
            f"{path}/messages",
            content=body,
            headers={"content-type": "application/json"},
        )
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["errors"]
    assert '"input"' not in reply.text


async def test_half_a_character_is_refused(world: World) -> None:
    async with world.client() as client:
        path = await begin(client)
        reply = await client.post(
            f"{path}/messages",
            content='{"text": "a \\ud83d b"}',
            headers={"content-type": "application/json"},
        )
    assert reply.status_code in (200, 422)


@pytest.mark.parametrize("declared", [True, False])
async def test_a_large_body_is_refused(world: World, declared: bool) -> None:
    body = b'{"text": "' + b"x" * 40_000 + b'"}'

    async def stream() -> object:
        yield body

    async with world.client() as client:
        path = await begin(client)
        reply = await client.post(
            f"{path}/messages",
            content=body if declared else stream(),  # type: ignore[arg-type]
            headers={"content-type": "application/json"},
        )
    assert reply.status_code == 413
    assert reply.json()["detail"] == "Words on too_large."


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(min_size=1, max_size=1000))
async def test_whatever_is_said_is_answered(text: str, shared: World) -> None:
    async with shared.client() as client:
        path = await begin(client)
        reply = await say(client, path, text)
    if reply.status_code == 422:
        assert reply.json()["detail"]
    else:
        assert reply.status_code == 200
        assert all(message["text"] for message in reply.json()["messages"])
        said = shared.rasa.texts[-1]
        assert 0 < len(said) <= 1000
        assert not said.startswith(("/", " ", "\\"))
        assert said.isprintable()


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory, recognisers: tuple[Recogniser, ...]
) -> World:
    """One world for many texts."""
    folder: Path = tmp_path_factory.mktemp("shared")
    return World(folder, recognisers)
