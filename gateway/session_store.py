"""Keeps sessions beside the conversations, in SQLite or PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from gateway.identities.session import Limits, Session
from gateway.own_database import OwnDatabase
from gateway.session_tables import sessions


class SessionStore:
    """Blocking; every failure of the database is a ConversationsError."""

    def __init__(self, address: str) -> None:
        self._database = OwnDatabase(address)

    def add(self, session: Session) -> bool:
        """False where the attempt has begun a session before."""
        row = {**vars(session), "roles": " ".join(sorted(session.roles))}
        same = select(sessions.c.key).where(sessions.c.attempt == session.attempt)
        with self._database.begin() as connection:
            if connection.execute(same).first() is not None:
                return False
            connection.execute(insert(sessions).values(row))
        return True

    def find(self, key: str) -> Session | None:
        with self._database.begin() as connection:
            row = connection.execute(
                select(sessions).where(sessions.c.key == key)
            ).first()
        return None if row is None else _session(row._mapping)

    def renew(self, key: str, at: datetime) -> None:
        with self._database.begin() as connection:
            mine = sessions.c.key == key
            connection.execute(update(sessions).where(mine).values(seen_at=at))

    def erase(self, key: str) -> None:
        with self._database.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.key == key))

    def erase_past(self, limits: Limits, at: datetime) -> int:
        """How many sessions were past their limits."""
        past = or_(
            sessions.c.seen_at <= at - limits.idle,
            sessions.c.begun_at <= at - limits.whole,
        )
        with self._database.begin() as connection:
            return int(connection.execute(delete(sessions).where(past)).rowcount)

    def close(self) -> None:
        self._database.close()


def _session(row: Any) -> Session:
    return Session(
        key=row["key"],
        subject=row["subject"],
        roles=frozenset(row["roles"].split()),
        begun_at=_in_utc(row["begun_at"]),
        seen_at=_in_utc(row["seen_at"]),
        attempt=row["attempt"],
    )


def _in_utc(moment: datetime) -> datetime:
    """SQLite forgets the zone; everything is stored in UTC."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc)
