"""Keeps sessions beside the conversations, in SQLite or PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.engine import Connection, Engine

from gateway.database import Database
from gateway.errors import ConversationsError
from gateway.identities.session import Limits, Session
from gateway.session_tables import sessions
from knowledge.database import upgrade

MIGRATIONS = Path(__file__).parent / "migrations"


class SessionStore:
    """Blocking; every failure of the database is a ConversationsError."""

    def __init__(self, address: str) -> None:
        self._database = Database(address)
        self._lock = threading.Lock()
        self._has_tables = False

    def add(self, session: Session) -> bool:
        """False where the attempt has begun a session before."""
        row = {**vars(session), "roles": " ".join(sorted(session.roles))}
        same = select(sessions.c.key).where(sessions.c.attempt == session.attempt)
        with self._begin() as connection:
            if connection.execute(same).first() is not None:
                return False
            connection.execute(insert(sessions).values(row))
        return True

    def find(self, key: str) -> Session | None:
        with self._begin() as connection:
            row = connection.execute(
                select(sessions).where(sessions.c.key == key)
            ).first()
        return None if row is None else _session(row._mapping)

    def renew(self, key: str, at: datetime) -> None:
        with self._begin() as connection:
            mine = sessions.c.key == key
            connection.execute(update(sessions).where(mine).values(seen_at=at))

    def erase(self, key: str) -> None:
        with self._begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.key == key))

    def erase_past(self, limits: Limits, at: datetime) -> int:
        """How many sessions were past their limits."""
        past = or_(
            sessions.c.seen_at <= at - limits.idle,
            sessions.c.begun_at <= at - limits.whole,
        )
        with self._begin() as connection:
            return int(connection.execute(delete(sessions).where(past)).rowcount)

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with self._database.errors():
            engine = self._database.engine()
            self._prepare(engine)
            with engine.begin() as connection:
                yield connection

    def _prepare(self, engine: Engine) -> None:
        """Brings the tables up to date at first use, for a database that comes late."""
        from alembic.util import CommandError  # slow, so not before it is needed

        with self._lock:
            if self._has_tables:
                return
            try:
                upgrade(engine, MIGRATIONS, "gateway_schema")
            except CommandError as error:
                raise ConversationsError("the tables are of another version") from error
            self._has_tables = True


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
