"""The store on each kind of database, and the memory that stands in for it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from sqlalchemy import create_engine, text

from gateway.conversation import Conversation, Feedback, Turn, new_id
from gateway.conversation_memory import ConversationMemory
from gateway.conversation_store import ConversationStore
from gateway.errors import ConversationsError
from gateway.tracker import Tracker
from tests.gateway.world import MONDAY

Keeper = ConversationStore | ConversationMemory


@pytest.fixture
def store(database: str) -> Iterator[ConversationStore]:
    made = ConversationStore(database)
    yield made
    made.close()


def begun() -> Conversation:
    return Conversation(new_id(), "public", MONDAY, MONDAY + timedelta(minutes=30))


def said(words: str, reference: str = "abcdefghijkl") -> Turn:
    return Turn("person", words, MONDAY, reference)


def assert_keeps(keeper: Keeper) -> None:
    """What both must do."""
    one, other = begun(), begun()
    assert keeper.find(one.id) is None
    keeper.add(one)
    keeper.add(other)
    assert keeper.find(one.id) == one
    later = replace(one, told_removed=True, expires_at=MONDAY + timedelta(hours=1))
    told = Turn("assistant", "żółć 🙂", MONDAY, "abcdefghijkl", "answer", "maars/x")
    assert keeper.keep(later, [said("first"), told])
    assert keeper.keep(later, [said("second")])
    assert keeper.find(one.id) == later
    assert keeper.turns(one.id) == [said("first"), told, said("second")]
    assert keeper.turns(other.id) == []
    opinion = Feedback("abcdefghijkl", True, None, MONDAY)
    assert keeper.rate(one.id, opinion)
    assert keeper.rate(one.id, replace(opinion, helpful=False, reason="no"))
    assert not keeper.rate(other.id, opinion)
    assert keeper.erase(one.id)
    assert not keeper.erase(one.id)
    assert keeper.find(one.id) is None
    assert not keeper.keep(later, [said("too late")])
    assert keeper.turns(one.id) == []
    assert keeper.find(other.id) == other


def test_the_store_keeps_and_erases(store: ConversationStore) -> None:
    assert_keeps(store)


def test_the_memory_keeps_and_erases() -> None:
    assert_keeps(ConversationMemory())


def test_moments_come_back_in_utc(store: ConversationStore) -> None:
    one = begun()
    store.add(one)
    found = store.find(one.id)
    assert found is not None
    assert found.begun_at.tzinfo is timezone.utc
    assert found.begun_at == MONDAY


def test_ten_people_at_once_lose_nothing(store: ConversationStore) -> None:
    people = [begun() for _ in range(10)]

    def talk(one: Conversation) -> int:
        store.add(one)
        for number in range(10):
            assert store.keep(one, [said(str(number)), said("reply")])
        return len(store.turns(one.id))

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(talk, people)) == [20] * 10


def test_a_second_start_finds_its_tables(database: str) -> None:
    one = begun()
    for keep in (True, False):
        store = ConversationStore(database)
        if keep:
            store.add(one)
        assert store.find(one.id) == one
        store.close()


def test_tables_of_another_version_are_an_error(database: str) -> None:
    store = ConversationStore(database)
    store.check()
    store.close()
    address = database.replace("postgresql:", "postgresql+psycopg2:")
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("update gateway_schema set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(ConversationsError):
        ConversationStore(database).check()


def test_the_tracker_loses_one_conversation(database: str) -> None:
    tracker = Tracker(database)
    tracker.erase("nobody")
    address = database.replace("postgresql:", "postgresql+psycopg2:")
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("create table events (sender_id varchar(255))"))
        connection.execute(text("insert into events values ('one'), ('two')"))
    tracker.erase("one")
    with engine.begin() as connection:
        left = connection.execute(text("select sender_id from events")).all()
    engine.dispose()
    tracker.close()
    assert [row[0] for row in left] == ["two"]


def test_the_memory_is_bounded() -> None:
    memory = ConversationMemory(most=2, most_turns=3)
    people = [begun() for _ in range(3)]
    memory.add(people[0])
    memory.add(people[1])
    assert memory.find(people[0].id)
    memory.add(people[2])
    held = [memory.find(one.id) is not None for one in people]
    assert held == [True, False, True]
    memory.keep(people[0], [said(str(number)) for number in range(5)])
    assert [turn.text for turn in memory.turns(people[0].id)] == ["2", "3", "4"]


def test_what_was_typed_is_in_no_error(database: str) -> None:
    store = ConversationStore(database)
    one = begun()
    store.add(one)
    broken = replace(said("purple"), reference=None)  # type: ignore[arg-type]
    with pytest.raises(ConversationsError) as raised:
        store.keep(one, [broken])
    assert "purple" not in "".join(traceback.format_exception(raised.value))
    store.close()
