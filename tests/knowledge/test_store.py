"""The store on SQLite and PostgreSQL: in is out, a rebuild is whole or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

from knowledge.errors import StoreError
from knowledge.reading import read_or_raise
from knowledge.store import Store, fingerprint
from knowledge.tables import records
from tests.knowledge.small_world import content, counted, point


@pytest.fixture
def store(database: str) -> Store:
    return Store(database)


def test_the_projects_content_comes_back_as_it_was(store: Store) -> None:
    own = read_or_raise()
    assert store.rebuild(own) == fingerprint(own)
    assert store.load() == own
    assert store.edition() == fingerprint(own)
    store.close()


def test_a_rebuild_replaces_everything(store: Store) -> None:
    store.rebuild(read_or_raise())
    store.rebuild(content())
    assert store.load() == content()
    store.close()


def test_figures_come_back_as_they_were(store: Store) -> None:
    store.rebuild(counted())
    assert store.load() == counted()
    store.close()


def test_an_edition_from_before_there_were_figures_still_loads(store: Store) -> None:
    store.rebuild(counted())
    with store._engine.begin() as connection:
        connection.execute(records.delete().where(records.c.kind == "figures"))
    assert store.load().figures == {}
    store.close()


def test_an_empty_database_says_what_to_do(store: Store) -> None:
    with pytest.raises(StoreError):
        store.edition()
    store.close()


class Breakdown(Exception):
    """Stands for a power cut in the middle of a rebuild."""


@pytest.mark.parametrize("statement", range(1, 5))
def test_a_broken_rebuild_leaves_the_content_in_force(
    store: Store, statement: int
) -> None:
    store.rebuild(content())
    engine: Engine = store._engine
    changed = replace(content())
    changed.areas["panel"].points["new"] = point(summary="New.")
    seen = 0

    def break_down(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == statement + 1:
            raise Breakdown

    event.listen(engine, "before_cursor_execute", break_down)
    try:
        store.rebuild(changed)
        broke = False
    except (Breakdown, StoreError):
        broke = True
    finally:
        event.remove(engine, "before_cursor_execute", break_down)
    expected = content() if broke else changed
    assert store.load() == expected
    store.close()


def test_an_address_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(StoreError, match="sqlite:///FILE"):
        Store("not an address")


def test_a_database_that_is_away_is_a_store_error() -> None:
    store = Store("postgresql://nobody@127.0.0.1:1/nowhere")
    with pytest.raises(StoreError):
        store.edition()
    store.close()


def test_sqlite_can_be_read_while_it_is_rebuilt(tmp_path: object) -> None:
    address = f"sqlite:///{tmp_path}/k.db"
    writer, reader = Store(address), Store(address)
    writer.rebuild(content())
    with create_engine(address, future=True).connect() as connection:
        connection.exec_driver_sql("DELETE FROM knowledge_records")
        assert reader.load() == content()
        connection.rollback()
    writer.close()
    reader.close()
