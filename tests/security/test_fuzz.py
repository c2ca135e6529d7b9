"""Whatever is sent: no failure, no empty reply, and the gateway still talks."""

from __future__ import annotations

import html
from urllib.parse import quote

from scripts.fuzz_messages import INJECTIONS, messages
from tests.gateway.world import begin, says
from tests.security.door_world import DoorWorld, client_of

SAMPLE = 600
REFUSALS = {400, 413, 422}


async def test_no_message_brings_a_failure_or_an_empty_reply(door: DoorWorld) -> None:
    app = door.app(messages_per_conversation=10_000)
    answered = 0
    async with client_of(app) as client:
        path = await begin(client)
        for number, body in enumerate(messages(seed=1, count=SAMPLE)):
            found = await client.post(
                f"{path}/messages",
                content=body,
                headers={"content-type": "application/json"},
            )
            told = found.json()
            if found.status_code == 200:
                answered += 1
                assert told["messages"], number
                assert all(message["text"].strip() for message in told["messages"])
            else:
                assert found.status_code in REFUSALS, (number, found.status_code)
                assert told["detail"].strip(), number
        kept = await client.get(path)
        assert kept.status_code == 200
        kept.text.encode("utf-8")
    assert SAMPLE // 2 < answered < SAMPLE


MARKUP = [text for text in INJECTIONS if "<" in text]


async def test_no_markup_of_a_person_reaches_a_page(door: DoorWorld) -> None:
    """Typed into the plain form, refused or answered, in a search and in an address."""
    text = " ".join(MARKUP).replace("\r\n", " ")
    html_too = {"accept": "text/html"}
    async with client_of(door.app()) as client:
        pages = [
            await client.post("/ask", data={"text": text}, headers=html_too),
            await client.post("/ask", data={"text": text * 50}, headers=html_too),
            await client.post("/ask", data={"conversation": text, "text": text}),
            await client.get("/topics", params={"q": text}),
            await client.get("/contacts", params={"audience": text, "q": text}),
            await client.get("/widget", params={"lang": text, "panel": text}),
            await client.get(f"/{quote(text)}", headers=html_too),
        ]
    assert html.escape(MARKUP[1], quote=False) in pages[0].text
    for page in pages:
        assert page.status_code < 500
        for part in MARKUP:
            assert part.strip() not in page.text, page.url


async def test_no_markup_of_the_content_reaches_a_page(door: DoorWorld) -> None:
    door.rasa.replies = [says("answer", MARKUP[0] + " as an answer")]
    try:
        async with client_of(door.app()) as client:
            page = await client.post("/ask", data={"text": "hello"})
            await begin(client)
    finally:
        door.rasa.replies = [says("answer", "These are the criteria.")]
    assert page.status_code == 200
    assert html.escape(MARKUP[0], quote=False) in page.text
    assert MARKUP[0] not in page.text
