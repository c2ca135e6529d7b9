"""Leaves a database alone for a while after a failure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from gateway.errors import ConversationsError
from gateway.journal import Journal

T = TypeVar("T")


class Resting:
    """So that a person does not wait at every message for what is down.

    `rest` and `clock` are in seconds; `event` is what the log says of a failure.
    """

    def __init__(
        self, journal: Journal, event: str, rest: float, clock: Callable[[], float]
    ) -> None:
        self._journal = journal
        self._event = event
        self._rest = rest
        self._clock = clock
        self._until = 0.0

    def ask(self, call: Callable[[], T]) -> T:
        """What `call` gives; raises ConversationsError at once while it rests."""
        if self._clock() < self._until:
            raise ConversationsError("resting")
        try:
            return call()
        except ConversationsError as error:
            self._until = self._clock() + self._rest
            self._journal.note(self._event, reason=str(error))
            raise

    def wake(self) -> None:
        """It has answered: ask it again from now on."""
        self._until = 0.0
