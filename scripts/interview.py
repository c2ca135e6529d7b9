"""Puts every held-out sentence to the running service, each in its own conversation."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Callable, Iterator, Sequence

import httpx

from scripts.finding import Finding, Reply, reply_of
from scripts.held_out import Sentence
from scripts.load import CONVERSATIONS, Connect

AT_ONCE = 4
PATIENCE = 5
"""Times that a service asking to be left in peace for a while is asked again."""


async def interview(
    sentences: Sequence[Sentence], connect: Connect, tell: Callable[[str], None]
) -> list[Finding]:
    """Return the findings in the order of the sentences.

    Raises httpx.HTTPError where a conversation cannot be begun.
    """
    replies = [Reply()] * len(sentences)
    waiting = iter(range(len(sentences)))
    step = max(1, len(sentences) // 8)
    asked = itertools.count(1)

    async def ask_on(client: httpx.AsyncClient, turns: Iterator[int]) -> None:
        for index in turns:
            replies[index] = await _ask(client, sentences[index])
            if (number := next(asked)) % step == 0:
                tell(f"  {number} of {len(sentences)} sentences")

    async with connect() as client:
        # One iterator for all: whoever is free takes the next sentence.
        await asyncio.gather(*(ask_on(client, waiting) for _ in range(AT_ONCE)))
    return [Finding(*pair) for pair in zip(sentences, replies, strict=True)]


async def _ask(client: httpx.AsyncClient, sentence: Sentence) -> Reply:
    """An error or a body that is none of the contract's counts as no reply."""
    begun = await _post(client, CONVERSATIONS, {"audience": sentence.audience})
    conversation = f"{CONVERSATIONS}/{begun.raise_for_status().json()['id']}"
    try:
        said = await _post(client, f"{conversation}/messages", {"text": sentence.text})
        return reply_of(said.raise_for_status().json())
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return Reply()
    finally:
        with contextlib.suppress(httpx.HTTPError):
            await client.delete(conversation)


async def _post(
    client: httpx.AsyncClient, path: str, body: dict[str, str]
) -> httpx.Response:
    for _ in range(PATIENCE):
        response = await client.post(path, json=body)
        if response.status_code != 429:
            break
        await asyncio.sleep(float(response.headers.get("retry-after", 1)))
    return response
