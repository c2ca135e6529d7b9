"""A database of the gateway whose tables are its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from gateway.database import Database
from gateway.errors import ConversationsError
from knowledge.database import upgrade

MIGRATIONS = Path(__file__).parent / "migrations"


class OwnDatabase(Database):
    """Its tables are brought up to date at first use, so it may come late."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._making = threading.Lock()
        self._has_tables = False

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction; every failure of the database is a ConversationsError."""
        with self.errors():
            engine = self.engine()
            self._prepare(engine)
            with engine.begin() as connection:
                yield connection

    def _prepare(self, engine: Engine) -> None:
        from alembic.util import CommandError  # slow, so not before it is needed

        with self._making:
            if self._has_tables:
                return
            try:
                upgrade(engine, MIGRATIONS, "gateway_schema")
            except CommandError as error:
                raise ConversationsError("the tables are of another version") from error
            self._has_tables = True
