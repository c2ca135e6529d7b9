"""Conversations while their database comes and goes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from gateway.conversation import Conversation, Turn
from gateway.conversation_store import ConversationStore
from gateway.conversations import Conversations
from gateway.errors import ConversationsError
from gateway.journal import Journal
from gateway.own_database import OwnDatabase
from gateway.tracker import Tracker
from tests.gateway.world import MONDAY


class FakeStore(ConversationStore):
    """A real store that can be switched off."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.is_down = False
        self.asked = 0
        self._database = SwitchedDatabase(address, self)


class SwitchedDatabase(OwnDatabase):
    """Down while its store says so; each time it is asked is counted."""

    def __init__(self, address: str, store: FakeStore) -> None:
        super().__init__(address)
        self._store = store

    def _prepare(self, engine: Engine) -> None:
        self._store.asked += 1
        if self._store.is_down:
            raise ConversationsError("switched off")
        super()._prepare(engine)


class Outage:
    """Conversations on a store to switch, and a clock to turn."""

    def __init__(self, folder: Path) -> None:
        self.store = FakeStore(f"sqlite:///{folder / 'conversations.db'}")
        self.now = 100.0
        self.conversations = Conversations(
            self.store,
            Tracker(f"sqlite:///{folder / 'tracker.db'}"),
            Journal(),
            lambda _: timedelta(minutes=30),
            rest=5,
            clock=lambda: self.now,
        )

    def begin(self) -> Conversation:
        return self.conversations.begin("professional", MONDAY)

    def find(self, name: str) -> Conversation | None:
        return self.conversations.find(name, MONDAY)


TURN = Turn("person", "hello", MONDAY, "abcdefghijkl")


@pytest.fixture
def outage(tmp_path: Path) -> Outage:
    return Outage(tmp_path)


def test_one_begun_in_an_outage_lives_in_memory(outage: Outage) -> None:
    outage.store.is_down = True
    one = outage.begin()
    outage.conversations.keep(one, [TURN])
    assert outage.find(one.id) == one
    assert outage.conversations.turns(one.id) == [TURN]
    outage.store.is_down = False
    outage.now += 60
    assert outage.find(one.id) == one
    assert outage.conversations.turns(one.id) == [TURN]


def test_one_seen_before_keeps_its_audience(outage: Outage) -> None:
    one = outage.begin()
    outage.store.is_down = True
    found = outage.find(one.id)
    assert found is not None
    assert found.audience == "professional"


def test_one_not_seen_before_is_taken_for_the_publics(outage: Outage) -> None:
    outage.store.is_down = True
    found = outage.find("a" * 32)
    assert found is not None
    assert found.audience == "public"
    outage.store.is_down = False
    outage.now += 60
    assert outage.find("a" * 32) is None


def test_one_erased_is_not_taken_for_anything(outage: Outage) -> None:
    one, other = outage.begin(), outage.begin()
    outage.conversations.erase(one)
    outage.store.is_down = True
    third = outage.begin()
    outage.conversations.erase(third)
    assert outage.find(one.id) is None
    assert outage.find(third.id) is None
    assert outage.find(other.id) is not None


def test_a_database_that_failed_is_left_alone_for_a_while(outage: Outage) -> None:
    one = outage.begin()
    outage.store.is_down = True
    outage.find(one.id)
    asked = outage.store.asked
    for _ in range(5):
        outage.find(one.id)
        outage.conversations.keep(one, [TURN])
    assert outage.store.asked == asked
    outage.store.is_down = False
    outage.now += 5.1
    outage.conversations.keep(one, [TURN])
    assert outage.conversations.turns(one.id) == [TURN]


def test_what_cannot_be_read_or_erased_says_so(outage: Outage) -> None:
    one = outage.begin()
    outage.store.is_down = True
    with pytest.raises(ConversationsError):
        outage.conversations.turns(one.id)
    with pytest.raises(ConversationsError):
        outage.conversations.erase(one)
    outage.store.is_down = False
    assert outage.conversations.turns(one.id) == []


def test_an_answer_after_the_erasure_leaves_nothing_in_rasas_store(
    outage: Outage, tmp_path: Path
) -> None:
    import sqlite3

    one = outage.begin()
    outage.conversations.erase(one)
    tracker = sqlite3.connect(tmp_path / "tracker.db")
    tracker.execute("create table events (sender_id text)")
    tracker.execute("insert into events values (?)", [one.id])
    tracker.commit()
    outage.conversations.keep(one, [TURN])
    assert tracker.execute("select count(*) from events").fetchone() == (0,)
    tracker.close()


def test_a_return_to_health_is_noticed_at_once(outage: Outage) -> None:
    one = outage.begin()
    outage.store.is_down = True
    outage.find(one.id)
    assert not outage.conversations.is_up()
    outage.store.is_down = False
    assert outage.conversations.is_up()
    outage.conversations.keep(one, [TURN])
    assert outage.conversations.turns(one.id) == [TURN]
