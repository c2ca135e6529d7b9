"""Fifty planted details through every channel and failure: nothing keeps one of them.

tests/system/test_canary.py does the same with the whole service.
"""

from __future__ import annotations

import io
import json
import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import MetaData, create_engine

from gateway.app import create_app
from gateway.journal import Journal, configure_logging
from gateway.privacy import Privacy, Recogniser, Span
from gateway.settings import Settings
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store
from tests.gateway.world import DANGER, World, begin, client_of, say
from tests.privacy.canary import (
    PLANTED,
    all_texts,
    assert_nowhere,
    found_in,
    found_in_files,
    traces_in,
)

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
ADDRESS = "203.0.113.77"
"""Of the caller: it is nowhere either."""
TOGETHER = [planted.together() for planted in PLANTED]


class Watched:
    """One world with all that it wrote: files, databases, logs, what Rasa saw."""

    def __init__(
        self, world: World, logs: io.StringIO, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.world = world
        self._logs = logs
        self._capsys = capsys
        self.told: list[str] = []

    @asynccontextmanager
    async def client(
        self, address: str = "127.0.0.1", app: FastAPI | None = None
    ) -> AsyncIterator[httpx.AsyncClient]:
        async with client_of(app or self.world.app(), address) as client:
            yield client
            metrics = await client.get("/metrics")
            self.told.append(metrics.text)

    def app_with_the_projects_content(self) -> FastAPI:
        settings = Settings(data=self.world.folder, log_level="debug")
        privacy = Privacy(lambda: self.world.recognisers, Journal("debug"))
        privacy.load()
        return create_app(
            settings,
            library=Library(Store(settings.knowledge_url), read_or_raise),
            rasa=self.world.rasa,
            privacy=privacy,
        )

    def assert_clean(self) -> None:
        printed = self._capsys.readouterr()
        logs = [printed.out, printed.err, self._logs.getvalue()]
        assert_nowhere([*self.told, *logs, *self.world.rasa.texts])
        assert_nowhere([json.dumps(asked[2]) for asked in self.world.rasa.asked])
        assert found_in_files(self.world.folder.rglob("*")) == {}
        for address in self._databases():
            assert_nowhere(rows_of(address))
        everything = [*self.told, *logs, *map(str, self.world.rasa.asked)]
        files = [p.read_bytes() for p in self.world.folder.rglob("*") if p.is_file()]
        assert not any(ADDRESS in text for text in everything)
        assert not any(ADDRESS.encode() in held for held in files)

    def _databases(self) -> Iterator[str]:
        for path in self.world.folder.glob("*.db"):
            yield f"sqlite:///{path}"
        given = str(self.world.settings.get("conversations_url", ""))
        if given and given != NOWHERE:
            yield given


def rows_of(address: str) -> list[str]:
    """Every value of every table."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg2:"))
    held = MetaData()
    held.reflect(engine)
    with engine.connect() as connection:
        rows = [
            " ".join(map(str, row))
            for table in held.sorted_tables
            for row in connection.execute(table.select())
        ]
    engine.dispose()
    return rows


@pytest.fixture
def watched(
    tmp_path: Path,
    recognisers: tuple[Recogniser, ...],
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Watched]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs = io.StringIO()
    configure_logging("debug", logs)
    yield Watched(World(tmp_path, recognisers), logs, capsys)
    root.handlers[:] = handlers
    root.setLevel(level)


def test_there_are_fifty_and_each_would_be_found() -> None:
    values = [value for planted in PLANTED for value in planted.values]
    assert len(set(values)) == len(all_texts()) == 50
    for value in values:
        assert found_in(f"x {value.upper()}.") == found_in(value) == {value}
    assert traces_in("her surname: Wojciechowska") == {"wojciechowska"}


@pytest.mark.parametrize("audience", ["public", "professional"])
async def test_a_conversation_keeps_none(watched: Watched, audience: str) -> None:
    async with watched.client() as client:
        path = await begin(client, audience)
        for text in all_texts():
            reply = await say(client, path, text)
            assert reply.status_code == 200
            watched.told.append(reply.text)
        watched.told.append((await client.get(path)).text)
    assert len(watched.world.rasa.texts) == 50
    assert all("[" in text for text in watched.world.rasa.texts)
    watched.assert_clean()


async def test_an_alarm_keeps_none(watched: Watched) -> None:
    watched.world.rasa.fail("silent")
    async with watched.client() as client:
        path = await begin(client)
        for text in TOGETHER:
            reply = await say(client, path, f"{DANGER}. {text}")
            assert reply.json()["messages"][0]["kind"] == "emergency"
            watched.told.append(reply.text)
    watched.assert_clean()


async def test_the_form_without_script_keeps_none(watched: Watched) -> None:
    app = watched.app_with_the_projects_content()
    async with watched.client(app=app) as client:
        for text in TOGETHER:
            page = await client.post("/ask", data={"text": text})
            assert page.status_code == 200
    assert len(watched.world.rasa.texts) == len(TOGETHER)
    watched.assert_clean()


async def test_feedback_keeps_none(watched: Watched) -> None:
    async with watched.client() as client:
        path = await begin(client)
        for text in TOGETHER:
            reference = (await say(client, path, "hello")).json()["reference"]
            opinion = {"reference": reference, "helpful": False, "reason": text}
            rated = await client.post(f"{path}/feedback", json=opinion)
            assert rated.status_code == 204
    watched.assert_clean()


@pytest.mark.parametrize("reason", ["silent", "empty", "wrong"])
async def test_a_failing_rasa_leaves_none(watched: Watched, reason: str) -> None:
    watched.world.rasa.fail(reason)
    await talk_of_all(watched)
    watched.assert_clean()


async def test_an_action_that_raises_leaves_none(watched: Watched) -> None:
    watched.world.rasa.error = ValueError(" ".join(all_texts()))
    await talk_of_all(watched)
    watched.assert_clean()


async def test_a_database_that_is_down_leaves_none(watched: Watched) -> None:
    watched.world.settings["conversations_url"] = NOWHERE
    await talk_of_all(watched)
    watched.assert_clean()


class FailingRecogniser:
    def find(self, text: str) -> list[Span]:
        raise ValueError(text)


async def test_a_recogniser_that_fails_leaves_none(watched: Watched) -> None:
    failing: Any = (FailingRecogniser(),)
    watched.world.recognisers = failing
    await talk_of_all(watched)
    watched.assert_clean()


async def test_what_is_refused_leaves_none(watched: Watched) -> None:
    async with watched.client() as client:
        path = await begin(client)
        for text in TOGETHER:
            refused = [
                await say(client, path, text * 40),
                await say(client, path, text * 4000),
                await client.post(f"{path}/messages", json={"text": [text]}),
                await client.post(f"{path}/messages", content=f'{{"text": "{text}'),
                await client.post(f"{path}/feedback", json={"reference": text}),
                await client.post("/api/v1/conversations", json={"audience": text}),
                await client.get(f"/api/v1/conversations/{text}"),
                await client.get(f"/api/v1/topics/{text}/x"),
                await client.get("/api/v1/contacts", params={"at": text}),
            ]
            for answer in refused:
                assert 400 <= answer.status_code < 500, answer.request.url.path[:20]
                watched.told.append(answer.text)
    assert watched.world.rasa.texts == []
    watched.assert_clean()


async def test_names_of_fields_are_told_to_nobody_else(watched: Watched) -> None:
    async with watched.client() as client:
        path = await begin(client)
        for text in all_texts():
            refused = await client.post(f"{path}/messages", json={text: text})
            assert refused.status_code == 422
    watched.assert_clean()


async def test_addresses_and_headers_leave_none(watched: Watched) -> None:
    watched.world.settings["identity"] = "none"
    async with watched.client(ADDRESS) as client:
        for planted in PLANTED:
            header = {"user-agent": planted.values[0], "referer": planted.values[1]}
            client.headers.update(header)
            path = await begin(client)
            await say(client, path, planted.together())
            await client.get("/contacts", params={"q": planted.together()})
    watched.assert_clean()


async def test_postgresql_keeps_none(watched: Watched) -> None:
    address = os.environ.get("SAFEGUARDING_TEST_POSTGRES_URL")
    if not address:
        pytest.skip("SAFEGUARDING_TEST_POSTGRES_URL is not set")
    from tests.postgres import empty_database

    with empty_database(address) as empty:
        watched.world.settings["conversations_url"] = empty
        async with watched.client() as client:
            path = await begin(client)
            for text in TOGETHER:
                await say(client, path, text)
            turns = (await client.get(path)).json()["turns"]
        assert len(turns) >= 2 * len(TOGETHER)
        watched.assert_clean()


async def talk_of_all(watched: Watched) -> None:
    async with watched.client() as client:
        path = await begin(client)
        for text in TOGETHER:
            reply = await say(client, path, text)
            assert reply.status_code == 200
            watched.told.append(reply.text)
