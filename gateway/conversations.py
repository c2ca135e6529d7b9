"""Conversations that always work: in the database, and in memory while it is down."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from gateway.conversation import Conversation, Feedback, Turn, new_id
from gateway.conversation_memory import ConversationMemory
from gateway.conversation_store import ConversationStore
from gateway.errors import ConversationsError
from gateway.journal import Journal
from gateway.tracker import Tracker
from knowledge.model import Audience

T = TypeVar("T")


class Conversations:
    """Blocking. Beginning, finding and keeping never fail; the rest may say it cannot.

    After a failure the database is left alone for `rest` seconds, so that a person does
    not wait for it at every message.
    """

    def __init__(
        self,
        store: ConversationStore,
        tracker: Tracker,
        journal: Journal,
        lifetime: Callable[[Audience], timedelta],
        *,
        rest: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._tracker = tracker
        self._journal = journal
        self.lifetime = lifetime
        self._rest = rest
        self._clock = clock
        self._memory = ConversationMemory()
        self._seen = ConversationMemory(most=10_000, most_turns=0)
        self._erased = ConversationMemory(most=10_000, most_turns=0)
        self._down_until = 0.0

    def begin(self, audience: Audience, at: datetime) -> Conversation:
        made = Conversation(new_id(), audience, at, at + self.lifetime(audience))
        try:
            self._unless_down(lambda: self._store.add(made))
            self._seen.add(made)
        except ConversationsError:
            self._memory.add(made)
        return made

    def find(self, name: str, at: datetime) -> Conversation | None:
        """None for one that is unknown or erased.

        While the database is down nobody can tell, and a person in danger is better
        served: one not seen before is then taken for a member of the public's.
        """
        if self._erased.find(name):
            return None
        held = self._memory.find(name)
        if held is not None:
            return held
        try:
            found = self._unless_down(lambda: self._store.find(name))
        except ConversationsError:
            guess = Conversation(name, "public", at, at + self.lifetime("public"))
            return self._seen.find(name) or guess
        if found is None:
            self._seen.erase(name)
        else:
            self._seen.add(found)
        return found

    def keep(self, conversation: Conversation, said: Sequence[Turn]) -> None:
        """Adds turns; what cannot be kept is dropped and noted in the journal.

        An answer that ends after its conversation was erased leaves nothing behind.
        """
        if self._memory.keep(conversation, said):
            return
        try:
            if self._unless_down(lambda: self._store.keep(conversation, said)):
                self._seen.add(conversation)
            else:
                self._seen.erase(conversation.id)
                self._tracker.erase(conversation.id)
        except ConversationsError:
            self._seen.keep(conversation, ())
            self._journal.note("turns_not_kept", reference=said[0].reference)

    def turns(self, name: str) -> list[Turn]:
        """Raises ConversationsError while the database is down."""
        home = self._memory if self._memory.find(name) else self._store
        return home.turns(name)

    def rate(self, name: str, opinion: Feedback) -> bool:
        """False for a reply that is not known; raises ConversationsError."""
        home = self._memory if self._memory.find(name) else self._store
        return home.rate(name, opinion)

    def erase(self, conversation: Conversation) -> None:
        """Everywhere; after a ConversationsError one can try again."""
        name = conversation.id
        self._tracker.erase(name)
        if not self._memory.erase(name):
            self._store.erase(name)
        self._seen.erase(name)
        self._erased.add(conversation)

    def is_up(self) -> bool:
        """Whether the database answers now."""
        try:
            self._store.check()
        except ConversationsError:
            return False
        self._down_until = 0.0
        return True

    def close(self) -> None:
        self._store.close()
        self._tracker.close()

    def _unless_down(self, ask: Callable[[], T]) -> T:
        if self._clock() < self._down_until:
            raise ConversationsError("resting")
        try:
            return ask()
        except ConversationsError as error:
            self._down_until = self._clock() + self._rest
            self._journal.note("conversations_down", reason=str(error))
            raise
