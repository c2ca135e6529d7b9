"""Erases a conversation from Rasa's tracker store, which cannot do so itself."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, String, Table, delete, inspect

from gateway.database import Database

events = Table("events", MetaData(), Column("sender_id", String(255)))
"""What is needed here of the table of rasa.core.tracker_store.SQLTrackerStore."""


class Tracker:
    """Blocking; every failure of the database is a ConversationsError."""

    def __init__(self, address: str) -> None:
        self._database = Database(address)

    def erase(self, conversation_id: str) -> None:
        """Nothing to do where Rasa has not made its table yet."""
        with self._database.errors(), self._database.engine().begin() as connection:
            if inspect(connection).has_table(events.name):
                mine = events.c.sender_id == conversation_id
                connection.execute(delete(events).where(mine))

    def close(self) -> None:
        self._database.close()
