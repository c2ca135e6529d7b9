"""The calls of the contract on conversations."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from tests.gateway.world import MONDAY, World, begin, say, says

REFERENCE = "abcdefghijkl"


async def test_a_conversation_begins_with_the_notice(world: World) -> None:
    async with world.client() as client:
        made = await client.post("/api/v1/conversations", json={})
        bare = await client.post("/api/v1/conversations")
    body = made.json()
    assert made.status_code == bare.status_code == 201
    assert set(body) == {"id", "audience", "messages", "expires_at"}
    assert body["audience"] == "public"
    assert len(body["id"]) == 32
    assert body["id"] != bare.json()["id"]
    assert [(m["kind"], m["text"]) for m in body["messages"]] == [
        ("notice", "This is guidance, not a way to report.")
    ]
    assert body["expires_at"] == "2026-11-23T10:30:00Z"


async def test_a_professional_conversation_lasts_longer(world: World) -> None:
    async with world.client() as client:
        made = await client.post(
            "/api/v1/conversations", json={"audience": "professional"}
        )
    assert made.json()["expires_at"] == "2026-12-23T10:00:00Z"


async def test_a_professional_conversation_needs_an_identity(world: World) -> None:
    world.settings["identity"] = "none"
    async with world.client() as client:
        made = await client.post(
            "/api/v1/conversations", json={"audience": "professional"}
        )
        assert (await client.post("/api/v1/conversations", json={})).is_success
    assert made.status_code == 403
    assert made.json()["detail"] == "Words on identity_needed."


@pytest.mark.parametrize(
    "body", ['{"audience": "police"}', '{"audience": null}', "[]", "{", '{"name": 1}']
)
async def test_a_wrong_beginning_is_refused(world: World, body: str) -> None:
    async with world.client() as client:
        made = await client.post(
            "/api/v1/conversations",
            content=body,
            headers={"content-type": "application/json"},
        )
    assert made.status_code == 422


async def test_the_turns_are_read_as_stored(world: World) -> None:
    world.rasa.replies = [says("answer", "One."), says("question", "Two?")]
    async with world.client() as client:
        path = await begin(client)
        await say(client, path, "  /hello ")
        read = (await client.get(path)).json()
    assert path.endswith(read["id"])
    assert read["audience"] == "public"
    assert read["turns"] == [
        {"from": "person", "text": "\u2215hello", "at": "2026-11-23T10:00:00Z"},
        {"from": "assistant", "text": "One.", "at": "2026-11-23T10:00:00Z"},
        {"from": "assistant", "text": "Two?", "at": "2026-11-23T10:00:00Z"},
    ]


async def test_a_conversation_outlives_the_gateway(world: World) -> None:
    async with world.client() as client:
        path = await begin(client, "professional")
    async with world.client() as client:
        assert (await say(client, path, "hello")).status_code == 200
    assert world.rasa.asked[0][2]["audience"] == "professional"


async def test_every_message_puts_off_the_end(world: World) -> None:
    app = world.app()
    conversations = app.state.parts.conversations
    begun = conversations.begin("public", MONDAY - timedelta(minutes=20))
    await app.state.parts.talk.reply(begun.id, "hello")
    found = conversations.find(begun.id, MONDAY)
    assert found.expires_at == MONDAY + timedelta(minutes=30)


async def test_an_erased_conversation_is_unknown_everywhere(world: World) -> None:
    tracker = sqlite3.connect(world.folder / "tracker.db")
    tracker.execute("create table events (id integer, sender_id text)")
    async with world.client() as client:
        path = await begin(client)
        other = await begin(client)
        name = path.rpartition("/")[2]
        await say(client, path, "hello")
        tracker.execute("insert into events values (1, ?), (2, 'other')", [name])
        tracker.commit()
        assert (await client.delete(path)).status_code == 204
        after = [
            await client.get(path),
            await client.delete(path),
            await say(client, path, "hello"),
            await client.post(
                f"{path}/feedback", json={"reference": REFERENCE, "helpful": True}
            ),
        ]
        assert (await client.get(other)).status_code == 200
    assert [response.status_code for response in after] == [404] * 4
    assert tracker.execute("select sender_id from events").fetchall() == [("other",)]
    tracker.close()
    kept = sqlite3.connect(world.folder / "conversations.db")
    assert kept.execute("select count(*) from gateway_turns").fetchone() == (0,)
    kept.close()


async def test_what_cannot_be_erased_is_not_said_to_be(world: World) -> None:
    world.settings["tracker_url"] = f"sqlite:///{world.folder}"
    async with world.client() as client:
        path = await begin(client)
        gone = await client.delete(path)
        still = await client.get(path)
    assert gone.status_code == 503
    assert gone.headers["retry-after"] == "10"
    assert gone.json()["detail"] == "Words on not_erased."
    assert still.status_code == 200


@pytest.mark.parametrize("name", ["a" * 32, "short", "a" * 31 + "%2F", "a" * 31 + "é"])
async def test_an_unknown_conversation_is_not_found(world: World, name: str) -> None:
    async with world.client() as client:
        path = f"/api/v1/conversations/{name}"
        found = [await client.get(path), await say(client, path, "hello")]
    assert [response.status_code for response in found] == [404, 404]
    assert not world.rasa.asked


async def test_feedback_is_kept_once_for_a_reply_and_redacted(world: World) -> None:
    async with world.client() as client:
        path = await begin(client)
        reference = (await say(client, path, "hello")).json()["reference"]
        for helpful in (True, False):
            body = {"reference": reference, "helpful": helpful, "reason": "07700900123"}
            done = await client.post(f"{path}/feedback", json=body)
            assert (done.status_code, done.content) == (204, b"")
    kept = sqlite3.connect(world.folder / "conversations.db")
    rows = kept.execute("select reference, helpful, reason from gateway_feedback")
    assert rows.fetchall() == [(reference, 0, "[PHONE]")]
    kept.close()


@pytest.mark.parametrize(
    "body",
    [
        {"reference": REFERENCE, "helpful": True},
        {"reference": "../etc", "helpful": True},
        {"reference": REFERENCE, "helpful": "perhaps"},
        {"reference": REFERENCE},
        {"reference": REFERENCE, "helpful": True, "reason": "x" * 501},
    ],
)
async def test_wrong_feedback_is_refused(world: World, body: dict[str, object]) -> None:
    async with world.client() as client:
        path = await begin(client)
        done = await client.post(f"{path}/feedback", json=body)
    assert done.status_code == 422
