"""Nothing is kept longer than its time, in any store, and a crash changes nothing."""

from __future__ import annotations

import io
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine

from gateway.__main__ import main
from gateway.conversation import Conversation, Feedback, Turn, new_id
from gateway.conversation_memory import ConversationMemory
from gateway.conversation_store import ConversationStore
from gateway.conversations import Conversations
from gateway.erasing import erased_by_hand, kept_now
from gateway.erasure import Erasure
from gateway.errors import ConversationsError
from gateway.journal import Journal
from gateway.locks import LocksInMemory, LocksInRedis
from gateway.receipt import Erased, Receipt
from gateway.retention import Retention
from gateway.settings import Settings
from gateway.tracker import Tracker
from knowledge.model import Audience
from tests.gateway.world import MONDAY, World, lines

MINUTE = timedelta(minutes=1)
WORDS = "a purple xylophone"
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


@dataclass
class Kept:
    """Both stores on one database, with a clock that is moved by hand."""

    address: str
    engine: Engine
    conversations: Conversations
    store: ConversationStore
    moment: datetime = MONDAY

    def talk(self, audience: Audience = "public") -> str:
        """A conversation with a turn, an opinion and what Rasa keeps of it."""
        begun = self.conversations.begin(audience, self.moment)
        self.say(begun)
        return begun.id

    def say(self, talk: Conversation) -> None:
        later = self.moment + self.conversations.lifetime(talk.audience)
        said = Turn("person", WORDS, self.moment, "abcdefghijkl")
        self.conversations.keep(replace(talk, expires_at=later), [said])
        opinion = Feedback("abcdefghijkl", True, WORDS, self.moment)
        self.conversations.rate(talk.id, opinion)
        self.track(talk.id)

    def track(self, name: str) -> None:
        """As Rasa's SQLTrackerStore does."""
        row = {"id": name, "at": self.moment.timestamp(), "data": WORDS}
        with self.engine.begin() as connection:
            connection.execute(
                text("insert into events values (:id, :at, :data), (:id, :at, :data)"),
                row,
            )

    def sweep(self, after: timedelta) -> Receipt:
        self.moment += after
        found = Retention(self.conversations, Journal(), lambda: self.moment).sweep()
        assert found is not None
        return found

    def find(self, name: str) -> Conversation | None:
        return self.conversations.find(name, self.moment)

    def rows(self) -> dict[str, int]:
        tables = ("gateway_conversations", "gateway_turns", "gateway_feedback")
        with self.engine.connect() as connection:
            return {
                table: connection.execute(
                    text(f"select count(*) from {table}")
                ).scalar_one()
                for table in (*tables, "events")
            }


@pytest.fixture
def kept(database: str) -> Iterator[Kept]:
    engine = create_engine(database.replace("postgresql:", "postgresql+psycopg2:"))
    with engine.begin() as connection:
        table = "create table events (sender_id varchar(255), {}, data text)"
        at = '"timestamp" double precision'
        connection.execute(text(table.format(at)))
    conversations = conversations_on(database)
    yield Kept(database, engine, conversations, ConversationStore(database))
    conversations.close()
    engine.dispose()


def conversations_on(address: str, tracker: str | None = None) -> Conversations:
    return Conversations(
        ConversationStore(address),
        Tracker(tracker or address),
        Journal(),
        Settings().lifetime,
    )


def test_a_public_talk_goes_after_thirty_idle_minutes(kept: Kept) -> None:
    talk = kept.talk()
    assert kept.sweep(29 * MINUTE).erased == Erased()
    assert kept.find(talk)
    receipt = kept.sweep(MINUTE)
    assert receipt == Receipt("expired", kept.moment, Erased(1, 1, 1, 2))
    assert kept.find(talk) is None
    assert set(kept.rows().values()) == {0}


def test_a_professional_talk_goes_after_thirty_days(kept: Kept) -> None:
    kept.talk("professional")
    assert not kept.sweep(timedelta(days=30) - MINUTE).erased
    assert kept.rows()["events"] == 2
    assert kept.sweep(MINUTE).erased == Erased(1, 1, 1, 2)
    assert set(kept.rows().values()) == {0}


def test_every_message_begins_the_time_anew(kept: Kept) -> None:
    talk = kept.talk()
    kept.sweep(20 * MINUTE)
    found = kept.find(talk)
    assert found is not None
    kept.say(found)
    assert not kept.sweep(29 * MINUTE).erased
    assert kept.sweep(MINUTE).erased.turns == 2


def test_what_has_expired_is_unknown_before_any_sweep(kept: Kept) -> None:
    talk = kept.talk()
    kept.moment += 30 * MINUTE
    assert kept.find(talk) is None
    assert set(kept.rows().values()) == {0}


def test_one_that_is_renewed_while_others_go_stays(kept: Kept) -> None:
    talk = kept.talk()
    assert not kept.store.erase(talk, expired_by=MONDAY + 29 * MINUTE)
    assert kept.store.erase(talk, expired_by=MONDAY + 30 * MINUTE)


def test_what_a_crash_left_in_rasas_store_alone_goes_too(kept: Kept) -> None:
    professional = kept.talk("professional")
    for _ in range(2):
        kept.track("nobody's")
    assert not kept.sweep(29 * MINUTE).erased
    assert kept.sweep(MINUTE).erased == Erased(events=4)
    assert kept.find(professional)
    assert kept.rows()["events"] == 2


def test_a_start_after_a_crash_erases_before_anybody_asks(kept: Kept) -> None:
    kept.talk()
    kept.talk("professional")
    kept.conversations.close()
    restarted = conversations_on(kept.address)
    later = kept.moment + timedelta(hours=2)
    Retention(restarted, Journal(), lambda: later).sweep()
    restarted.close()
    assert kept.rows()["gateway_conversations"] == 1


def test_one_erased_by_hand_is_gone_and_others_stay(kept: Kept) -> None:
    gone, stays = kept.talk(), kept.talk()
    settings = settings_of(kept.address)
    receipt = erased_by_hand(settings, "conversation", gone, io.StringIO(), MONDAY)
    assert receipt.erased == Erased(1, 1, 1, 2)
    assert kept.find(stays)
    assert kept.find(gone) is None


def test_all_are_erased_by_hand_with_progress(kept: Kept) -> None:
    for _ in range(3):
        kept.talk("professional")
    told = io.StringIO()
    receipt = erased_by_hand(settings_of(kept.address), "all", "", told, MONDAY)
    assert receipt.erased == Erased(3, 3, 3, 6)
    assert told.getvalue() == "3 of 3\n"
    assert set(kept.rows().values()) == {0}


def test_what_is_kept_can_be_asked(kept: Kept) -> None:
    kept.talk()
    kept.talk("professional")
    told = json.loads(kept_now(settings_of(kept.address), MONDAY + timedelta(hours=1)))
    assert told["idle_minutes"] == {"public": 30, "professional": 43200}
    assert (told["conversations"], told["expired"]) == (2, 1)


def test_no_file_of_sqlite_keeps_a_word_of_what_was_erased(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'test.db'}"
    conversations = conversations_on(address)
    for _ in range(20):
        begun = conversations.begin("public", MONDAY)
        said = Turn("person", WORDS * 50, MONDAY, "abcdefghijkl")
        conversations.keep(begun, [said])
    assert holds(tmp_path, WORDS)
    Retention(conversations, Journal(), lambda: MONDAY + timedelta(hours=1)).sweep()
    assert not holds(tmp_path, WORDS)
    conversations.close()


def holds(folder: Path, words: str) -> bool:
    return any(words.encode() in path.read_bytes() for path in folder.iterdir())


def test_memory_forgets_as_the_stores_do(tmp_path: Path) -> None:
    conversations = conversations_on(NOWHERE, f"sqlite:///{tmp_path / 'tracker.db'}")
    begun = conversations.begin("public", MONDAY)
    said = Turn("person", WORDS, MONDAY, "abcdefghijkl")
    conversations.keep(begun, [said])
    assert conversations.find(begun.id, MONDAY + 29 * MINUTE)
    receipt = conversations.erase_expired(MONDAY + 30 * MINUTE)
    assert receipt.erased == Erased(conversations=1, turns=1)
    assert receipt.failed == ("conversations",)
    conversations.close()


def test_an_expired_one_in_memory_is_unknown_at_once() -> None:
    memory = ConversationMemory()
    one = Conversation(new_id(), "public", MONDAY, MONDAY + MINUTE)
    memory.add(one)
    assert memory.erase_expired(MONDAY) == {}
    assert memory.erase_expired(MONDAY + MINUTE) == {one.id: Erased(1)}
    assert memory.find(one.id) is None


def test_a_store_that_is_down_is_named_and_the_others_are_erased(
    kept: Kept,
) -> None:
    name = kept.talk()
    erasure = Erasure(kept.store, Tracker(NOWHERE), LocksInMemory())
    receipt = erasure.conversation(name, MONDAY)
    assert receipt.failed == ("tracker",)
    assert not receipt.is_complete
    assert receipt.erased == Erased(1, 1, 1)
    assert kept.find(name) is None


def test_a_receipt_counts_and_tells_nothing_else(kept: Kept) -> None:
    name = kept.talk()
    settings = settings_of(kept.address)
    receipt = erased_by_hand(settings, "conversation", name, io.StringIO(), MONDAY)
    told = receipt.json()
    assert WORDS not in told
    assert name not in told
    assert json.loads(told) == {
        "what": "conversation",
        "at": "2026-11-23T10:00:00+00:00",
        "where": {
            "conversations": {"conversations": 1, "turns": 1, "feedback": 1},
            "tracker": {"events": 2},
            "locks": {"locks": 0},
        },
        "failed": [],
        "complete": True,
    }


def test_locks_in_redis_go_with_their_conversation() -> None:
    address = os.environ.get("SAFEGUARDING_TEST_REDIS_URL")
    if not address:
        pytest.skip("SAFEGUARDING_TEST_REDIS_URL is not set")
    from redis import Redis

    name = secrets.token_hex(8)
    redis = Redis.from_url(address)
    redis.set(f"lock:{name}", "{}")
    locks = LocksInRedis(address)
    assert locks.erase(name) == 1
    assert locks.erase(name) == 0
    redis.set(f"lock:{name}", "{}")
    assert locks.erase_all() >= 1
    assert not redis.exists(f"lock:{name}")
    locks.close()
    redis.close()


def test_a_redis_that_is_down_is_a_conversations_error() -> None:
    locks = LocksInRedis("redis://127.0.0.1:1/0")
    with pytest.raises(ConversationsError):
        locks.erase("one")
    with pytest.raises(ConversationsError):
        locks.erase_all()
    locks.close()


def test_the_command_prints_a_receipt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFEGUARDING_DATA", str(tmp_path))
    for arguments in (["--expired"], ["--all"], ["--conversation", "none"]):
        assert main(["erase", *arguments]) == 0
        assert json.loads(capsys.readouterr().out)["complete"] is True
    assert main(["retention"]) == 0
    assert json.loads(capsys.readouterr().out)["conversations"] == 0
    monkeypatch.setenv("SAFEGUARDING_CONVERSATIONS_URL", NOWHERE)
    assert main(["erase", "--all"]) == 1
    assert json.loads(capsys.readouterr().out)["failed"] == ["conversations"]
    assert main(["retention"]) == 1


def test_the_command_needs_to_be_told_what() -> None:
    for arguments in ([], ["--all", "--expired"]):
        with pytest.raises(SystemExit):
            main(["erase", *arguments])


async def test_the_gateway_sweeps_from_its_start(world: World) -> None:
    app = world.app()
    conversations = app.state.parts.conversations
    begun = conversations.begin("public", MONDAY - timedelta(hours=1))
    async with app.router.lifespan_context(app):
        with anyio.fail_after(20):
            while world_rows(world, begun.id):
                await anyio.sleep(0.02)


def world_rows(world: World, name: str) -> list[str]:
    store = ConversationStore(f"sqlite:///{world.folder / 'conversations.db'}")
    try:
        return [found for found in store.names() if found == name]
    finally:
        store.close()


class FaultyConversations:
    """Fails at the first sweep in a way that nobody foresaw."""

    def __init__(self) -> None:
        self.sweeps = 0

    def erase_expired(self, at: datetime) -> Receipt:
        self.sweeps += 1
        if self.sweeps == 1:
            raise ValueError(WORDS)
        return Receipt("expired", at, Erased(conversations=1))


async def test_a_sweep_that_fails_is_followed_by_another(
    capsys: pytest.CaptureFixture[str],
) -> None:
    faulty: Any = FaultyConversations()
    retention = Retention(faulty, Journal(), lambda: MONDAY, every=0.001)
    with anyio.move_on_after(20) as scope:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(retention.run)
            while faulty.sweeps < 3:
                await anyio.sleep(0.001)
            tasks.cancel_scope.cancel()
    assert not scope.cancelled_caught
    printed = capsys.readouterr().out
    assert WORDS not in printed
    first, second, *_ = lines(printed)
    assert (first["event"], first["fault"]) == ("retention_failed", "ValueError")
    assert (second["event"], second["conversations"]) == ("erased_expired", 1)


def settings_of(address: str) -> Settings:
    return Settings(conversations_url=address, tracker_url=address)
