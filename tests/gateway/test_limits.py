"""Too many messages wait, except those in which danger is heard."""

from __future__ import annotations

import os
import secrets

import pytest

from gateway.journal import Journal
from gateway.limits import Limits, Rates, RedisCounter
from gateway.settings import load_settings
from tests.gateway.world import DANGER, World, begin, client_of, lines, say

PROXY = "10.0.0.4"
LIMITED = {
    "identity": "none",
    "messages_per_conversation": 2,
    "messages_per_address": 5,
    "conversations_per_address": 4,
}


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class BrokenCounter:
    """A Redis that is away."""

    def __init__(self) -> None:
        self.asked = 0

    async def take(self, item: object, key: str) -> float | None:
        del item, key
        self.asked += 1
        raise ConnectionError

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def limited(world: World) -> World:
    world.settings |= LIMITED
    return world


async def test_one_message_too_many_waits_and_is_told_how_long(limited: World) -> None:
    async with limited.client("192.0.2.1") as client:
        path = await begin(client)
        for _ in range(2):
            assert (await say(client, path, "what is maars")).status_code == 200
        refused = await say(client, path, "what is maars")
        other = await say(client, await begin(client), "what is maars")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json()["detail"] == "Words on too_many."
    assert refused.headers["content-type"] == "application/problem+json"
    assert other.status_code == 200
    assert len(limited.rasa.asked) == 3


async def test_danger_is_answered_beyond_every_limit(limited: World) -> None:
    async with limited.client("192.0.2.1") as client:
        path = await begin(client)
        replies = [await say(client, path, DANGER) for _ in range(9)]
    assert [reply.status_code for reply in replies] == [200] * 9
    last = replies[-1].json()["messages"]
    assert [message["kind"] for message in last] == ["emergency", "notice"]
    assert last[0]["contacts"][0]["phone"] == "999"
    assert len(limited.rasa.asked) == 2


async def test_what_only_sounds_like_danger_waits(limited: World) -> None:
    text = "what is the policy on a knife in the house"
    async with limited.client("192.0.2.1") as client:
        path = await begin(client)
        codes = [(await say(client, path, text)).status_code for _ in range(3)]
    assert codes == [200, 200, 429]


async def test_an_address_has_a_limit_of_its_own(limited: World) -> None:
    app = limited.app()
    async with client_of(app, "192.0.2.1") as client:
        paths = [await begin(client) for _ in range(4)]
        refused = await client.post("/api/v1/conversations")
        codes = [
            (await say(client, path, "hello")).status_code
            for path in paths[:3]
            for _ in range(2)
        ]
    async with client_of(app, "192.0.2.2") as other:
        assert (await other.post("/api/v1/conversations")).status_code == 201
        assert (await say(other, paths[3], "hello")).status_code == 200
    assert refused.status_code == 429
    assert codes == [200] * 5 + [429]


async def test_erasing_is_never_too_many(limited: World) -> None:
    async with limited.client("192.0.2.1") as client:
        paths = [await begin(client) for _ in range(4)]
        for path in paths:
            for _ in range(3):
                await say(client, path, "hello")
        codes = [(await client.delete(path)).status_code for path in paths]
    assert codes == [204] * 4


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (PROXY, ["198.51.100.1", "198.51.100.2", "198.51.100.3"], [201, 201, 201]),
        ("", ["198.51.100.1", "198.51.100.2", "198.51.100.3"], [201, 429, 429]),
        (PROXY, ["1.1.1.1, 203.0.113.9", "2.2.2.2, 203.0.113.9"], [201, 429]),
        (PROXY, ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"], [201, 429, 201]),
        (PROXY, ["no address", "other"], [201, 429]),
    ],
)
async def test_a_proxy_is_believed_where_it_is_trusted(
    world: World, proxies: str, forwarded: list[str], expected: list[int]
) -> None:
    world.settings |= {
        **LIMITED,
        "conversations_per_address": 1,
        "proxy_addresses": proxies,
    }
    async with world.client(PROXY) as client:
        codes = [
            (
                await client.post(
                    "/api/v1/conversations", headers={"x-forwarded-for": named}
                )
            ).status_code
            for named in forwarded
        ]
    assert codes == expected


async def test_no_address_or_conversation_is_kept_or_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock()
    limits = Limits(Rates(2, 2, 2), Journal("debug"), clock=clock)
    for _ in range(3):
        await limits.message("192.0.2.77", "conversation-77")
    held = str(vars(limits._own._limiter.storage))
    assert "192.0.2.77" not in held and "conversation-77" not in held
    assert limits._own._limiter.storage.events  # type: ignore[attr-defined]
    clock.now += 301
    limits._rotate()
    assert not limits._own._limiter.storage.events  # type: ignore[attr-defined]
    printed = capsys.readouterr().out
    assert "192.0.2.77" not in printed
    assert {"limited"} == {str(line["event"]) for line in lines(printed)}


async def test_while_redis_is_away_each_process_counts_for_itself() -> None:
    clock, broken = Clock(), BrokenCounter()
    limits = Limits(
        Rates(2, 9, 9), Journal("warning"), key="k" * 32, shared=broken, clock=clock
    )
    waits = [await limits.message("192.0.2.1", "a") for _ in range(3)]
    assert waits[:2] == [None, None] and waits[2]
    assert broken.asked == 1
    clock.now += 6
    await limits.message("192.0.2.1", "b")
    assert broken.asked == 2


async def test_gateways_that_share_a_redis_count_together() -> None:
    address = os.environ.get("SAFEGUARDING_TEST_REDIS_URL")
    if not address:
        pytest.skip("SAFEGUARDING_TEST_REDIS_URL is not set")
    key = secrets.token_hex(32)
    one, two = (
        Limits(
            Rates(3, 99, 99),
            Journal("warning"),
            key=key,
            shared=RedisCounter(address),
        )
        for _ in range(2)
    )
    waits = [
        await limits.message("192.0.2.1", "a") for limits in (one, two, one, two, one)
    ]
    assert waits[:3] == [None] * 3
    assert all(waits[3:])
    for limits in (one, two):
        await limits.close()


def test_a_shared_store_needs_a_shared_key() -> None:
    from gateway.errors import SettingsError

    with pytest.raises(SettingsError, match="SAFEGUARDING_LIMITS_KEY"):
        load_settings(limits_url="redis://127.0.0.1/0")
    with pytest.raises(SettingsError, match="SAFEGUARDING_LIMITS_URL"):
        load_settings(limits_url="mysql://x", limits_key="k" * 32)
    load_settings(limits_url="redis://127.0.0.1/0", limits_key="k" * 32)
