"""Keeps conversations in a database, SQLite by default and PostgreSQL by address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from gateway.conversation import Conversation, Feedback, Turn
from gateway.conversation_tables import conversations, feedback, turns
from gateway.own_database import OwnDatabase
from gateway.receipt import Erased


class ConversationStore:
    """Blocking; every failure of the database is a ConversationsError."""

    def __init__(self, address: str) -> None:
        self._database = OwnDatabase(address)

    def add(self, conversation: Conversation) -> None:
        with self._database.begin() as connection:
            connection.execute(insert(conversations).values(**vars(conversation)))

    def find(self, name: str) -> Conversation | None:
        with self._database.begin() as connection:
            row = connection.execute(
                select(conversations).where(conversations.c.id == name)
            ).first()
        return None if row is None else Conversation(**_in_utc(row._mapping))

    def keep(self, conversation: Conversation, said: Sequence[Turn]) -> bool:
        """Adds turns and renews the conversation; False when it has been erased."""
        rows = [{**vars(turn), "conversation": conversation.id} for turn in said]
        renewed = {
            "expires_at": conversation.expires_at,
            "told_removed": conversation.told_removed,
        }
        held = conversations.c.id == conversation.id
        with self._database.begin() as connection:
            if not connection.execute(
                update(conversations).where(held).values(renewed)
            ).rowcount:
                return False
            connection.execute(insert(turns), rows)
        return True

    def turns(self, name: str) -> list[Turn]:
        chosen = select(turns).where(turns.c.conversation == name).order_by(turns.c.id)
        with self._database.begin() as connection:
            rows = connection.execute(chosen).all()
        return [_turn(row._mapping) for row in rows]

    def rate(self, name: str, opinion: Feedback) -> bool:
        """Keeps the latest opinion on a reply; False for a reply that is not known."""
        mine = turns.c.conversation == name, turns.c.reference == opinion.reference
        former = (
            feedback.c.conversation == name,
            feedback.c.reference == opinion.reference,
        )
        with self._database.begin() as connection:
            if (
                connection.execute(select(turns.c.id).where(*mine).limit(1)).first()
                is None
            ):
                return False
            connection.execute(delete(feedback).where(*former))
            connection.execute(
                insert(feedback).values(**vars(opinion), conversation=name)
            )
        return True

    def erase(self, name: str, *, expired_by: datetime | None = None) -> Erased:
        """Nothing where there is none, or it has not expired by the moment given."""
        mine = conversations.c.id == name
        if expired_by is not None:
            mine &= conversations.c.expires_at <= expired_by
        with self._database.begin() as connection:
            # Changes nothing but holds the row, so that nobody renews it meanwhile.
            same = {"told_removed": conversations.c.told_removed}
            held = update(conversations).where(mine).values(same)
            if not connection.execute(held).rowcount:
                return Erased()
            counts = [
                connection.execute(delete(table).where(column == name)).rowcount
                for table, column in (
                    (feedback, feedback.c.conversation),
                    (turns, turns.c.conversation),
                    (conversations, conversations.c.id),
                )
            ]
        return Erased(feedback=counts[0], turns=counts[1], conversations=counts[2])

    def names(self, expired_by: datetime | None = None, most: int = 500) -> list[str]:
        """Ids, at most so many; of those that have expired where a moment is given."""
        chosen = select(conversations.c.id).where(*_due(expired_by)).limit(most)
        with self._database.begin() as connection:
            return list(connection.execute(chosen).scalars())

    def count(self, expired_by: datetime | None = None) -> int:
        chosen = select(func.count()).select_from(conversations)
        with self._database.begin() as connection:
            return int(connection.execute(chosen.where(*_due(expired_by))).scalar_one())

    def known(self, names: Sequence[str], at_once: int = 500) -> frozenset[str]:
        """Those among the ids that are conversations."""
        found: list[str] = []
        with self._database.begin() as connection:
            for at in range(0, len(names), at_once):
                some = conversations.c.id.in_(names[at : at + at_once])
                found += connection.execute(
                    select(conversations.c.id).where(some)
                ).scalars()
        return frozenset(found)

    def settle(self) -> None:
        """Leaves nothing of what was erased in files beside the database."""
        with self._database.errors():
            self._database.settle()

    def check(self) -> None:
        """Raises ConversationsError when the database cannot be used."""
        with self._database.begin() as connection:
            connection.execute(select(conversations.c.id).limit(1))

    def close(self) -> None:
        self._database.close()


def _due(moment: datetime | None) -> list[Any]:
    return [] if moment is None else [conversations.c.expires_at <= moment]


def _turn(row: Any) -> Turn:
    kept = {key: row[key] for key in Turn.__dataclass_fields__}
    return Turn(**_in_utc(kept))


def _in_utc(row: Any) -> dict[str, Any]:
    """SQLite forgets the zone; everything is stored in UTC."""
    return {key: _aware(value) for key, value in row.items()}


def _aware(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        return value.replace(tzinfo=timezone.utc)
    return value.astimezone(timezone.utc)
