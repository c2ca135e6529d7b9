"""Several people who talk to the gateway at once, and what they met with."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import httpx

from scripts.everyday import texts_of
from scripts.percentile import percentile

CONVERSATIONS = "/api/v1/conversations"
Outcome = Literal["answered", "unavailable", "error"]
Connect = Callable[[], httpx.AsyncClient]


@dataclass(frozen=True)
class Sample:
    """One message: the seconds until its reply, and what came back."""

    seconds: float
    outcome: Outcome


@dataclass(frozen=True)
class Level:
    """Some people at once, the seconds it took and every message of theirs."""

    people: int
    seconds: float
    samples: tuple[Sample, ...]

    @property
    def rate(self) -> float:
        """Messages a second that got a real reply."""
        return self.count("answered") / self.seconds

    def count(self, outcome: Outcome) -> int:
        return sum(sample.outcome == outcome for sample in self.samples)

    def milliseconds(self, share: float) -> float:
        """Return a percentile over all messages, whatever came back."""
        times = [sample.seconds * 1000 for sample in self.samples]
        return percentile(times, share)


async def measure_level(
    people: int,
    total: int,
    words: Sequence[str],
    connect: Connect,
    tell: Callable[[str], None],
) -> Level:
    """Raises httpx.HTTPError where no conversation can be begun."""
    samples: list[Sample] = []
    step = max(1, total // 4)

    def note(sample: Sample) -> None:
        samples.append(sample)
        if len(samples) % step == 0:
            tell(f"  {len(samples)} of {total} messages")

    async with contextlib.AsyncExitStack() as visits:
        visitors = [
            await visits.enter_async_context(_visit(connect)) for _ in range(people)
        ]
        began = time.perf_counter()
        await asyncio.gather(
            *(
                _talk(visitor, texts_of(person, people, total, words), note)
                for person, visitor in enumerate(visitors)
            )
        )
        took = time.perf_counter() - began
    return Level(people, took, tuple(samples))


def outcome_of(response: httpx.Response) -> Outcome:
    """Tell what a reply is worth; one without messages is an error."""
    if response.status_code != 200:
        return "error"
    try:
        kinds = [message["kind"] for message in response.json()["messages"]]
    except (ValueError, KeyError, TypeError):
        return "error"
    if "unavailable" in kinds:
        return "unavailable"
    return "answered" if kinds else "error"


@dataclass(frozen=True)
class _Visitor:
    client: httpx.AsyncClient
    conversation: str

    async def say(self, text: str) -> Sample:
        began = time.perf_counter()
        try:
            response = await self.client.post(
                f"{self.conversation}/messages", json={"text": text}
            )
            outcome = outcome_of(response)
        except httpx.HTTPError:
            outcome = "error"
        return Sample(time.perf_counter() - began, outcome)


@contextlib.asynccontextmanager
async def _visit(connect: Connect) -> AsyncIterator[_Visitor]:
    """A conversation of one's own, erased at the end."""
    async with connect() as client:
        begun = await client.post(CONVERSATIONS, json={"audience": "public"})
        visitor = _Visitor(
            client, f"{CONVERSATIONS}/{begun.raise_for_status().json()['id']}"
        )
        try:
            yield visitor
        finally:
            with contextlib.suppress(httpx.HTTPError):
                await client.delete(visitor.conversation)


async def _talk(
    visitor: _Visitor, texts: Sequence[str], note: Callable[[Sample], None]
) -> None:
    for text in texts:
        note(await visitor.say(text))
