"""The published answers."""

from __future__ import annotations

from tests.gateway.world import World


async def test_the_public_sees_the_topics_it_may_read_in_full(world: World) -> None:
    async with world.client() as client:
        public = (await client.get("/api/v1/topics")).json()
        all_of_them = (await client.get("/api/v1/topics?audience=professional")).json()
    assert public == {
        "audience": "public",
        "topics": [
            {
                "topic": "emergency/when_999",
                "title": "Emergency",
                "label": "When to ring 999",
                "ask": "When should I ring 999?",
            }
        ],
    }
    topics = [topic["topic"] for topic in all_of_them["topics"]]
    assert topics == ["maars/criteria", "emergency/when_999"]


async def test_one_topic_is_the_whole_answer_for_its_reader(world: World) -> None:
    path = "/api/v1/topics/maars/criteria"
    async with world.client() as client:
        full = (await client.get(f"{path}?audience=professional")).json()
        public = (await client.get(path)).json()
    assert full["kind"] == public["kind"] == "answer"
    assert full["topic"] == public["topic"] == "maars/criteria"
    assert full["routes"] == ["maars"]
    assert full["sources"][0]["section"] == "Who"
    assert public["text"] == "MAARS is a meeting for professionals."
    assert public["routes"] == []


async def test_an_unknown_topic_is_not_found(world: World) -> None:
    async with world.client() as client:
        found = await client.get("/api/v1/topics/maars/colour")
    assert found.status_code == 404
    assert found.json()["detail"] == "Words on topic_unknown."
