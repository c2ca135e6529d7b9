"""Erases what Rasa's lock store may still hold of a conversation."""

from __future__ import annotations

from typing import Protocol

from gateway.errors import ConversationsError

_PREFIX = "lock:"
"""As rasa.core.lock_store.RedisLockStore names its keys."""


class Locks(Protocol):
    """Where Rasa notes which conversation it is busy with."""

    def erase(self, conversation_id: str) -> int:
        """How many locks are gone; ConversationsError where they cannot be reached."""

    def erase_all(self) -> int: ...

    def close(self) -> None: ...


class LocksInMemory:
    """Rasa drops a lock of its own memory with the last answer: nothing to erase."""

    def erase(self, conversation_id: str) -> int:
        del conversation_id
        return 0

    def erase_all(self) -> int:
        return 0

    def close(self) -> None:
        pass


class LocksInRedis:
    """A lock has no end of life there, and outlives a Rasa that died while busy."""

    def __init__(self, address: str) -> None:
        from redis import Redis  # not needed where locks are in memory
        from redis.exceptions import RedisError

        self._error = RedisError
        self._redis = Redis.from_url(
            address, socket_timeout=2, socket_connect_timeout=2
        )

    def erase(self, conversation_id: str) -> int:
        return self._delete(_PREFIX + conversation_id)

    def erase_all(self) -> int:
        try:
            names = [name.decode() for name in self._redis.scan_iter(f"{_PREFIX}*")]
        except self._error as error:
            raise ConversationsError(type(error).__name__) from None
        return sum(map(self._delete, names))

    def close(self) -> None:
        self._redis.close()

    def _delete(self, name: str) -> int:
        try:
            return int(self._redis.delete(name))
        except self._error as error:
            raise ConversationsError(type(error).__name__) from None


def locks_of(address: str) -> Locks:
    """`redis://…`, or nothing where each Rasa keeps its locks in memory."""
    return LocksInRedis(address) if address else LocksInMemory()
