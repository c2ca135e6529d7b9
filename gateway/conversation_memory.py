"""Holds conversations in memory while their database is down; bounded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gateway.conversation import Conversation, Feedback, Turn
from gateway.receipt import Erased


@dataclass
class _Held:
    conversation: Conversation
    turns: list[Turn] = field(default_factory=list)
    feedback: dict[str, Feedback] = field(default_factory=dict)


class ConversationMemory:
    """Asked as ConversationStore is; the longest unused conversation goes first."""

    def __init__(self, most: int = 1000, most_turns: int = 200) -> None:
        self._most = most
        self._most_turns = most_turns
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, conversation: Conversation) -> None:
        with self._lock:
            self._held[conversation.id] = _Held(conversation)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def find(self, name: str) -> Conversation | None:
        with self._lock:
            held = self._held.get(name)
            if held is None:
                return None
            self._held.move_to_end(name)
            return held.conversation

    def keep(self, conversation: Conversation, said: Sequence[Turn]) -> bool:
        with self._lock:
            held = self._held.get(conversation.id)
            if held is None:
                return False
            held.conversation = conversation
            held.turns = [*held.turns, *said][-self._most_turns :]
            return True

    def turns(self, name: str) -> list[Turn]:
        with self._lock:
            held = self._held.get(name)
            return list(held.turns) if held else []

    def rate(self, name: str, opinion: Feedback) -> bool:
        with self._lock:
            held = self._held.get(name)
            if held is None or all(
                t.reference != opinion.reference for t in held.turns
            ):
                return False
            held.feedback[opinion.reference] = opinion
            return True

    def erase(self, name: str) -> Erased:
        with self._lock:
            return _counted(self._held.pop(name, None))

    def erase_expired(self, at: datetime) -> dict[str, Erased]:
        """By id."""
        with self._lock:
            due = [
                name
                for name, held in self._held.items()
                if held.conversation.expires_at <= at
            ]
            return {name: _counted(self._held.pop(name)) for name in due}


def _counted(held: _Held | None) -> Erased:
    if held is None:
        return Erased()
    return Erased(1, len(held.turns), len(held.feedback))
