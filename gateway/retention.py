"""Every minute: what has rested longer than its audience's time is erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import anyio
import anyio.to_thread

from gateway.conversations import Conversations
from gateway.journal import Journal
from gateway.receipt import Receipt


class Retention:
    """Runs beside the gateway, first at its start, so that a crash keeps nothing."""

    def __init__(
        self,
        conversations: Conversations,
        journal: Journal,
        clock: Callable[[], datetime],
        *,
        every: float = 60.0,
    ) -> None:
        self._conversations = conversations
        self._journal = journal
        self._clock = clock
        self._every = every

    async def run(self) -> None:
        while True:
            await anyio.to_thread.run_sync(self.sweep, abandon_on_cancel=True)
            await anyio.sleep(self._every)

    def sweep(self) -> Receipt | None:
        """None after a fault that nobody foresaw: the service goes on."""
        try:
            receipt = self._conversations.erase_expired(self._clock())
        except Exception as error:  # the next sweep may do better
            self._journal.fault("retention_failed", error)
            return None
        if not receipt.is_complete:
            self._journal.note("retention_incomplete", where=" ".join(receipt.failed))
        if receipt.erased:
            self._journal.note("erased_expired", **vars(receipt.erased))
        return receipt
