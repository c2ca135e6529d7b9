"""The knowledge base in force, kept in memory, renewed when an edition is built."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from knowledge.content import Content
from knowledge.errors import KnowledgeError
from knowledge.knowledge_base import KnowledgeBase
from knowledge.store import Store


class Library:
    """Always has an answer: the store's edition, else the last good, else the spare.

    `spare` is the content that came with the program, read at most once.
    """

    def __init__(
        self,
        store: Store,
        spare: Callable[[], Content],
        *,
        fresh_for: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._spare = spare
        self._fresh_for = fresh_for
        self._clock = clock
        self._lock = threading.Lock()
        self._held: KnowledgeBase | None = None
        self._edition: str | None = None
        self._looked_at: float | None = None
        self.fault: str | None = None
        """Why the store could not be read at the last look; None when it could."""

    def current(self) -> KnowledgeBase:
        """Looks at the store at most every `fresh_for` seconds."""
        with self._lock:
            now = self._clock()
            if self._is_stale(now):
                self._look()
                self._looked_at = now
            if self._held is None:
                self._held = KnowledgeBase(self._spare())
            return self._held

    def _is_stale(self, now: float) -> bool:
        return self._looked_at is None or now - self._looked_at >= self._fresh_for

    def _look(self) -> None:
        try:
            edition = self._store.edition()
            if edition != self._edition:
                self._held = KnowledgeBase(self._store.load())
                self._edition = edition
            self.fault = None
        except KnowledgeError as error:
            self.fault = str(error)
