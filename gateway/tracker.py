"""Erases conversations from Rasa's tracker store, which cannot do so itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import (
    Column,
    Float,
    MetaData,
    String,
    Table,
    delete,
    func,
    inspect,
    select,
)
from sqlalchemy.engine import Connection

from gateway.database import Database

events = Table(
    "events",
    MetaData(),
    Column("sender_id", String(255)),
    Column("timestamp", Float),
)
"""What is needed here of the table of rasa.core.tracker_store.SQLTrackerStore."""


class Tracker:
    """Blocking; every failure of the database is a ConversationsError."""

    def __init__(self, address: str) -> None:
        self._database = Database(address)

    def erase(self, conversation_id: str) -> int:
        """How many events are gone; none where Rasa has not made its table yet."""
        with self._begin() as connection:
            if connection is None:
                return 0
            mine = events.c.sender_id == conversation_id
            return connection.execute(delete(events).where(mine)).rowcount

    def erase_all(self) -> int:
        with self._begin() as connection:
            if connection is None:
                return 0
            return connection.execute(delete(events)).rowcount

    def silent_since(self, moment: datetime) -> Sequence[str]:
        """The conversations whose last event is older."""
        last = func.max(events.c.timestamp)
        quiet = (
            select(events.c.sender_id)
            .group_by(events.c.sender_id)
            .having(last <= moment.timestamp())
        )
        with self._begin() as connection:
            return (
                [] if connection is None else connection.execute(quiet).scalars().all()
            )

    def settle(self) -> None:
        """Leaves nothing of what was erased in files beside the database."""
        with self._database.errors():
            self._database.settle()

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def _begin(self) -> Iterator[Connection | None]:
        """None where Rasa has not made its table yet."""
        with self._database.errors(), self._database.engine().begin() as connection:
            has_table = inspect(connection).has_table(events.name)
            yield connection if has_table else None
