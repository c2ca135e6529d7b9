"""Keeps the content in a database, one edition in force at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from knowledge.content import Content
from knowledge.database import open_engine, upgrade
from knowledge.errors import StoreError
from knowledge.shape import plain, shape
from knowledge.tables import editions, records

T = TypeVar("T")
MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """SQLite by default, PostgreSQL by address; every failure is a StoreError."""

    def __init__(self, address: str) -> None:
        self._engine = open_engine(address)

    def rebuild(self, content: Content) -> str:
        """Puts a new edition in force in one transaction; returns its fingerprint.

        Whatever fails, the edition in force before stays as it was.
        """
        rows = list(_rows(content))
        mark = fingerprint(content)
        try:
            upgrade(self._engine, MIGRATIONS, "knowledge_schema")
            with self._engine.begin() as connection:
                edition = _new_edition(connection, mark)
                connection.execute(
                    insert(records), [{**row, "edition": edition} for row in rows]
                )
                connection.execute(delete(records).where(records.c.edition != edition))
                connection.execute(delete(editions).where(editions.c.id != edition))
        except SQLAlchemyError as error:
            raise StoreError(
                f"the content could not be stored: {_first_line(error)}"
            ) from error
        return mark

    def edition(self) -> str:
        """The fingerprint in force; a cheap look, fit for every message."""
        return self._read(lambda connection: _in_force(connection)[1])

    def load(self) -> Content:
        """The content in force."""
        found = self._read(_load)
        return shape(found, Content, "store")

    def close(self) -> None:
        self._engine.dispose()

    def _read(self, ask: Callable[[Connection], T]) -> T:
        try:
            with self._engine.connect() as connection:
                return ask(connection)
        except SQLAlchemyError as error:
            raise StoreError(
                f"the knowledge database cannot be read: {_first_line(error)}"
            ) from error


def fingerprint(content: Content) -> str:
    """A hash of everything a person could read and every rule."""
    text = json.dumps(plain(content), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(content: Content) -> Iterator[dict[str, Any]]:
    whole = plain(content)
    for part in fields(content):
        values = whole.get(part.name, {})
        for place, (name, value) in enumerate(values.items()):
            yield {"kind": part.name, "name": name, "place": place, "value": value}


def _new_edition(connection: Connection, mark: str) -> int:
    now = datetime.now(timezone.utc)
    made = connection.execute(insert(editions).values(fingerprint=mark, built_at=now))
    key = made.inserted_primary_key
    if key is None:
        raise StoreError("the database gave the new edition no number")
    edition: int = key[0]
    return edition


def _in_force(connection: Connection) -> tuple[int, str]:
    newest = (
        select(editions.c.id, editions.c.fingerprint)
        .order_by(editions.c.id.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    if row is None:
        raise StoreError(
            "the knowledge database is empty; run `python -m knowledge build`"
        )
    return row[0], row[1]


def _load(connection: Connection) -> dict[str, dict[str, Any]]:
    edition, _ = _in_force(connection)
    found: dict[str, dict[str, Any]] = {}
    rows = select(records.c.kind, records.c.name, records.c.value)
    rows = rows.where(records.c.edition == edition).order_by(
        records.c.kind, records.c.place
    )
    for kind, name, value in connection.execute(rows):
        found.setdefault(kind, {})[name] = value
    return found


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
