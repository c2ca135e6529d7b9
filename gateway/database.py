"""One database of the gateway: opened late, never waited for long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import SQLAlchemyError

from gateway.errors import ConversationsError
from knowledge.database import open_engine
from knowledge.errors import StoreError

_PATIENCE = {
    "connect_timeout": "2",
    "tcp_user_timeout": "3000",
    "options": "-c statement_timeout=2000",
}


class Database:
    """One database address, opened when first needed and again after a failure to."""

    def __init__(self, address: str) -> None:
        self._address = _patient(address)
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    def engine(self) -> Engine:
        with self._lock:
            if self._engine is None:
                engine = open_engine(self._address)
                # A parameter may be what a person typed, and errors end in logs.
                engine.hide_parameters = True
                if engine.dialect.name == "sqlite":
                    event.listen(engine, "connect", _prepare_sqlite)
                self._engine = engine
            return self._engine

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Whatever a database can raise, as ConversationsError."""
        try:
            yield
        except (SQLAlchemyError, StoreError, OSError) as error:
            # PostgreSQL quotes whole rows in its errors: nothing of them is passed on.
            raise ConversationsError(type(error).__name__) from None

    def settle(self) -> None:
        """Empties the log beside an SQLite file, which still holds what was erased."""
        engine = self.engine()
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()


def _patient(address: str) -> str:
    """No call to a PostgreSQL that has gone silent may hold a person for long."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return address
    missing = {key: value for key, value in _PATIENCE.items() if key not in url.query}
    return url.update_query_dict(missing).render_as_string(hide_password=False)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """WAL keeps the file whole; a power cut may cost the last seconds, no more."""
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA busy_timeout = 2000")
    connection.execute("PRAGMA secure_delete = ON")
