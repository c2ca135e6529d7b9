"""Sessions of signed-in people: begun, found and ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from gateway.identities.session import Limits, Session, is_token, key_of, new_token
from gateway.identity import Person, Role
from gateway.journal import Journal
from gateway.resting import Resting
from gateway.session_store import SessionStore

_RENEWED_EVERY = timedelta(minutes=1)


class Sessions:
    """Blocking; raises ConversationsError while the database is down.

    After a failure the database is left alone for `rest` seconds, so that nobody waits
    for it at every call.
    """

    def __init__(
        self,
        store: SessionStore,
        limits: Limits,
        journal: Journal,
        *,
        rest: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._limits = limits
        self._resting = Resting(journal, "sessions_down", rest, clock)

    def begin(
        self, subject: str, roles: frozenset[Role], attempt: str, at: datetime
    ) -> str | None:
        """The token of a new session; None where the attempt was used before."""
        token = new_token()
        made = Session(key_of(token), subject, roles, at, at, attempt)

        def add() -> bool:
            self._store.erase_past(self._limits, at)
            return self._store.add(made)

        return token if self._resting.ask(add) else None

    def person(self, token: str | None, at: datetime) -> Person | None:
        """Whose session it is, which is thereby renewed."""
        if token is None or not is_token(token):
            return None
        key = key_of(token)
        found = self._resting.ask(lambda: self._store.find(key))
        if found is None:
            return None
        if self._limits.are_past(found, at):
            self._resting.ask(lambda: self._store.erase(key))
            return None
        if at - found.seen_at >= _RENEWED_EVERY:
            self._resting.ask(lambda: self._store.renew(key, at))
        return found.person

    def end(self, token: str | None) -> None:
        if token is not None and is_token(token):
            self._resting.ask(lambda: self._store.erase(key_of(token)))

    def close(self) -> None:
        self._store.close()
