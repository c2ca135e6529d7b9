"""A knowledge store that is down."""

from __future__ import annotations

from knowledge.content import Content
from knowledge.errors import StoreError


class FakeStore:
    """A store that is down, so that the library reads the project's own content."""

    def edition(self) -> str:
        raise StoreError("no store in this test")

    def load(self) -> Content:
        raise StoreError("no store in this test")
