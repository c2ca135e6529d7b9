"""HTTP for callers in good faith: who never ends a request's head is sent away."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

_SHARE = 2
"""One address may hold this part of all connections, unless it is a proxy."""


class PromptProtocol(H11Protocol):
    """uvicorn waits for ever for the first request of a connection, and for its end."""

    patience: float = 10.0
    most: int = 800
    unbounded: frozenset[str] = frozenset()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waiting: asyncio.TimerHandle | None = None
        if self._is_one_too_many():
            transport.abort()
        else:
            self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_answering():
            self._stop_waiting()
        elif self._waiting is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait_for_head(self) -> None:
        self._waiting = self.loop.call_later(self.patience, self._send_away)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _send_away(self) -> None:
        self._waiting = None
        if not self._is_answering() and not self.transport.is_closing():
            self.transport.abort()

    def _is_one_too_many(self) -> bool:
        if self.client is None or self.client[0] in self.unbounded:
            return False
        address = self.client[0]
        others: Any = self.connections
        held = sum(1 for one in others if one.client and one.client[0] == address)
        return held > self.most // _SHARE


def prompt(
    patience: float, most: int, unbounded: frozenset[str]
) -> type[PromptProtocol]:
    """The protocol with its settings, as uvicorn makes one for each connection."""
    return type(
        "Prompt",
        (PromptProtocol,),
        {"patience": patience, "most": most, "unbounded": unbounded},
    )
