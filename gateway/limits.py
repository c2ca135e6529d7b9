"""How often one conversation or address may speak; nothing that names either is kept.

Addresses and conversations are counted under a keyed hash, for one minute. The key and
every count in memory are thrown away after some minutes.
"""

from __future__ import annotations

import hmac
import math
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import anyio
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter as SharedLimiter
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from gateway.journal import Journal
from gateway.settings import Settings

ROTATION = 300.0
"""Seconds after which keys and counts are made anew."""
_PATIENCE = 0.25
_REST = 5.0


@dataclass(frozen=True)
class Rates:
    """The most in one minute; None for no limit."""

    messages_per_conversation: int | None
    messages_per_address: int | None
    conversations_per_address: int | None


class Counter(Protocol):
    """Counts in a window that moves."""

    async def take(self, item: RateLimitItem, key: str) -> float | None:
        """None where there was room; else the moment, in seconds, when there is."""

    async def close(self) -> None: ...


class MemoryCounter:
    """For one process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def take(self, item: RateLimitItem, key: str) -> float | None:
        if self._limiter.hit(item, key):
            return None
        return self._limiter.get_window_stats(item, key).reset_time

    async def close(self) -> None:
        """Nothing is open."""


class RedisCounter:
    """For all processes that share one Redis; raises RedisError or OSError."""

    def __init__(self, url: str) -> None:
        storage = RedisStorage(
            f"async+{url}",
            implementation="redispy",
            key_prefix="safeguarding",
            socket_timeout=_PATIENCE,
            socket_connect_timeout=_PATIENCE,
        )
        self._limiter = SharedLimiter(storage)
        client: Any = storage.bridge
        self._close = client.storage.aclose

    async def close(self) -> None:
        await self._close()

    async def take(self, item: RateLimitItem, key: str) -> float | None:
        if await self._limiter.hit(item, key):
            return None
        return (await self._limiter.get_window_stats(item, key)).reset_time


class Limits:
    """Says how long to wait, or that there is room.

    While Redis is silent each process counts for itself: nobody is locked out by it,
    and nobody is let off.
    """

    def __init__(
        self,
        rates: Rates,
        journal: Journal,
        *,
        key: str = "",
        shared: Counter | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._rates = rates
        self._journal = journal
        self._secret = key.encode()
        self._shared = shared
        self._clock = clock
        self._shared_rests_until = 0.0
        self._period = -1
        self._key = b""
        self._own = MemoryCounter()
        self._rotate()

    async def message(self, address: str, conversation: str) -> int | None:
        """Seconds to wait before the next one, or None; "" for a new conversation."""
        rates = self._rates
        # The address first: made-up conversations then fill no memory.
        wait = await self._wait(
            "messages_per_address", rates.messages_per_address, address
        )
        if wait is not None:
            return wait
        if not conversation:
            return await self.beginning(address)
        most = rates.messages_per_conversation
        return await self._wait("messages_per_conversation", most, conversation)

    async def beginning(self, address: str) -> int | None:
        """Seconds to wait before another conversation is begun, or None."""
        most = self._rates.conversations_per_address
        return await self._wait("conversations_per_address", most, address)

    async def run(self) -> None:
        """Forgets also when nobody speaks."""
        while True:
            await anyio.sleep(ROTATION)
            self._rotate()

    async def close(self) -> None:
        if self._shared is not None:
            await self._shared.close()

    async def _wait(self, limit: str, most: int | None, who: str) -> int | None:
        if most is None:
            return None
        self._rotate()
        name = hmac.digest(self._key, f"{limit}|{who}".encode(), "sha256").hex()[:32]
        until = await self._take(RateLimitItemPerMinute(most), name)
        if until is None:
            return None
        self._journal.limited(limit)
        return max(1, math.ceil(until - time.time()))

    async def _take(self, item: RateLimitItem, name: str) -> float | None:
        if self._shared is not None and self._clock() >= self._shared_rests_until:
            try:
                with anyio.fail_after(2 * _PATIENCE):
                    return await self._shared.take(item, name)
            except (RedisError, OSError) as error:  # a timeout is an OSError too
                self._shared_rests_until = self._clock() + _REST
                self._journal.fault("limits_unshared", error)
        return await self._own.take(item, name)

    def _rotate(self) -> None:
        period = int(self._clock() // ROTATION)
        if period == self._period:
            return
        self._period = period
        self._own = MemoryCounter()
        self._key = (
            hmac.digest(self._secret, str(period).encode(), "sha256")
            if self._secret
            else secrets.token_bytes(32)
        )


def limits_of(settings: Settings, journal: Journal) -> Limits:
    """As the settings say; a Redis is not asked before the first message.

    With `development` identity everybody is on this machine: tests, measurements and
    trials, which have one address between them.
    """
    is_shared = settings.limits_url != "memory://"
    has_addresses = settings.identity != "development"
    return Limits(
        Rates(
            settings.messages_per_conversation,
            settings.messages_per_address if has_addresses else None,
            settings.conversations_per_address if has_addresses else None,
        ),
        journal,
        key=settings.limits_key.get_secret_value(),
        shared=RedisCounter(settings.limits_url) if is_shared else None,
    )
