"""The library always has an answer: the store's, the last good one, or the spare."""

from __future__ import annotations

from knowledge.content import Content
from knowledge.errors import StoreError
from knowledge.library import Library
from tests.knowledge.small_world import area, content


class FakeStore:
    """Holds one content under one edition, or is down."""

    def __init__(self, held: Content | None, edition: str = "one") -> None:
        self.held = held
        self.mark = edition
        self.loads = 0

    def edition(self) -> str:
        if self.held is None:
            raise StoreError("down")
        return self.mark

    def load(self) -> Content:
        self.loads += 1
        if self.held is None:
            raise StoreError("down")
        return self.held


class FakeClock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _library(store: FakeStore, clock: FakeClock) -> Library:
    return Library(store, content, fresh_for=5, clock=clock)  # type: ignore[arg-type]


def _titles(library: Library) -> list[str]:
    return [area.title for area in library.current().content.areas.values()]


def test_the_stores_edition_is_read_once_and_kept() -> None:
    store, clock = FakeStore(content()), FakeClock()
    library = _library(store, clock)
    for second in range(30):
        clock.now = float(second)
        library.current()
    assert store.loads == 1


def test_a_new_edition_is_in_force_within_seconds() -> None:
    store, clock = FakeStore(content()), FakeClock()
    library = _library(store, clock)
    library.current()
    store.held, store.mark = content(areas={"panel": area(title="Renewed")}), "two"
    assert _titles(library) == ["The panel"]
    clock.now = 5.0
    assert _titles(library) == ["Renewed"]


def test_a_store_that_goes_down_leaves_the_last_good_edition() -> None:
    store, clock = (
        FakeStore(content(areas={"panel": area(title="Last good")})),
        FakeClock(),
    )
    library = _library(store, clock)
    library.current()
    store.held, clock.now = None, 10.0
    assert _titles(library) == ["Last good"]
    assert library.fault == "down"


def test_a_store_that_was_never_up_is_replaced_by_the_spare() -> None:
    assert _titles(_library(FakeStore(None), FakeClock())) == ["The panel"]


def test_a_store_that_comes_up_later_is_used() -> None:
    store, clock = FakeStore(None), FakeClock()
    library = _library(store, clock)
    library.current()
    store.held, clock.now = content(areas={"panel": area(title="Late")}), 6.0
    assert _titles(library) == ["Late"]
    assert library.fault is None
