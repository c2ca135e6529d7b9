"""Erases conversations from every store that outlives a process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from gateway.conversation_store import ConversationStore
from gateway.errors import ConversationsError
from gateway.locks import Locks
from gateway.receipt import Erased, Receipt, What, Where
from gateway.tracker import Tracker

Tell = Callable[[int, int], None]
"""Called with how many conversations are done, and of how many."""


def say_nothing(done: int, of: int) -> None:
    del done, of


class Erasure:
    """Blocking. Receipts count what is gone and name what could not be reached."""

    def __init__(
        self, store: ConversationStore, tracker: Tracker, locks: Locks
    ) -> None:
        self._store = store
        self._tracker = tracker
        self._locks = locks

    def one(self, name: str) -> Erased:
        """Raises ConversationsError; the conversation is the last to go.

        So one can try again as long as anything of it is left.
        """
        return self.inside(name) + self._store.erase(name)

    def inside(self, name: str) -> Erased:
        """What Rasa holds of it; raises ConversationsError."""
        return Erased(events=self._tracker.erase(name), locks=self._locks.erase(name))

    def conversation(self, name: str, at: datetime) -> Receipt:
        """As one, with a receipt for what could be done."""
        parts: tuple[tuple[Where, Callable[[], Erased]], ...] = (
            ("tracker", lambda: Erased(events=self._tracker.erase(name))),
            ("locks", lambda: Erased(locks=self._locks.erase(name))),
            ("conversations", lambda: self._store.erase(name)),
        )
        return self._done("conversation", at, parts)

    def expired(
        self, at: datetime, stray_after: timedelta, tell: Tell = say_nothing
    ) -> Receipt:
        """What has rested too long, and what Rasa holds of nobody's conversation.

        A conversation that is renewed meanwhile stays. The gateway may have died
        between the two stores; what only Rasa knows goes after `stray_after`.
        """
        parts: tuple[tuple[Where, Callable[[], Erased]], ...] = (
            ("conversations", lambda: self._outlived(at, tell)),
            ("tracker", lambda: self._strays(at - stray_after)),
        )
        return self._done("expired", at, parts)

    def everything(self, at: datetime, tell: Tell = say_nothing) -> Receipt:
        parts: tuple[tuple[Where, Callable[[], Erased]], ...] = (
            ("tracker", lambda: Erased(events=self._tracker.erase_all())),
            ("locks", lambda: Erased(locks=self._locks.erase_all())),
            ("conversations", lambda: self._all(tell)),
        )
        return self._done("all", at, parts)

    def _done(
        self,
        what: What,
        at: datetime,
        parts: Sequence[tuple[Where, Callable[[], Erased]]],
    ) -> Receipt:
        """Each part for itself: one that is down does not keep the others."""
        erased, failed = Erased(), list[Where]()
        for where, erase in parts:
            try:
                erased += erase()
            except ConversationsError:
                failed.append(where)
        self._settle()
        return Receipt(what, at, erased, tuple(failed))

    def _outlived(self, at: datetime, tell: Tell) -> Erased:
        of, done, gone = self._store.count(at), 0, Erased()
        while names := self._store.names(at):
            for name in names:
                mine = self._store.erase(name, expired_by=at)
                if mine:
                    # What cannot be reached now is a stray, and goes as such later.
                    with suppress(ConversationsError):
                        mine += self.inside(name)
                gone += mine
                done += 1
                tell(done, max(of, done))
        return gone

    def _strays(self, since: datetime) -> Erased:
        silent = self._tracker.silent_since(since)
        known = self._store.known(silent) if silent else frozenset()
        gone = Erased()
        for name in silent:
            if name not in known:
                gone += self.inside(name)
        return gone

    def _all(self, tell: Tell) -> Erased:
        of, done, gone = self._store.count(), 0, Erased()
        while names := self._store.names():
            for name in names:
                gone += self._store.erase(name)
                done += 1
                tell(done, max(of, done))
        return gone

    def _settle(self) -> None:
        """Busy readers may keep it from happening now; the next one does it."""
        for store in (self._store, self._tracker):
            with suppress(ConversationsError):
                store.settle()

    def close(self) -> None:
        self._store.close()
        self._tracker.close()
        self._locks.close()
