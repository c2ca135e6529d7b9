"""Opens a database by its address and brings its tables up to date."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError

from knowledge.errors import StoreError

_UPGRADING = threading.Lock()
"""Two stores of one database would make the same tables at the same moment."""


def open_engine(address: str) -> Engine:
    """`sqlite:///…` or `postgresql://…`; StoreError for an unreadable address."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(
            "the database address cannot be read; "
            "write sqlite:///FILE or postgresql://USER@HOST/NAME"
        ) from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg2")
    if url.get_backend_name() != "sqlite":
        return create_engine(url, future=True, pool_pre_ping=True, hide_parameters=True)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url, future=True, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def upgrade(engine: Engine, migrations: Path, table: str) -> None:
    """Runs the migrations of one package; `table` is where their version is kept."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", migrations.as_posix().replace("%", "%%"))
    with _UPGRADING, engine.begin() as connection:
        config.attributes["connection"] = connection
        config.attributes["version_table"] = table
        command.upgrade(config, "head")


def _prepare_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA busy_timeout = 5000")
    cursor.close()
