"""Conversations that always work: in the database, and in memory while it is down."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from gateway.conversation import Conversation, Feedback, Turn, new_id
from gateway.conversation_memory import ConversationMemory
from gateway.conversation_store import ConversationStore
from gateway.erasure import Erasure
from gateway.errors import ConversationsError
from gateway.journal import Journal
from gateway.locks import Locks, LocksInMemory
from gateway.receipt import Erased, Receipt
from gateway.resting import Resting
from gateway.tracker import Tracker
from knowledge.model import Audience


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
        locks: Locks | None = None,
        rest: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._erasure = Erasure(store, tracker, locks or LocksInMemory())
        self._journal = journal
        self.lifetime = lifetime
        self._memory = ConversationMemory()
        self._seen = ConversationMemory(most=10_000, most_turns=0)
        self._erased = ConversationMemory(most=10_000, most_turns=0)
        self._resting = Resting(journal, "conversations_down", rest, clock)

    def begin(self, audience: Audience, at: datetime) -> Conversation:
        made = Conversation(new_id(), audience, at, at + self.lifetime(audience))
        try:
            self._resting.ask(lambda: self._store.add(made))
            self._seen.add(made)
        except ConversationsError:
            self._memory.add(made)
        return made

    def find(self, name: str, at: datetime) -> Conversation | None:
        """None for one that is unknown, erased or expired.

        While the database is down nobody can tell, and a person in danger is better
        served: one not seen before is then taken for a member of the public's.
        """
        if self._erased.find(name):
            return None
        held = self._memory.find(name)
        if held is not None:
            return self._unless_expired(held, at)
        try:
            found = self._resting.ask(lambda: self._store.find(name))
        except ConversationsError:
            guess = Conversation(name, "public", at, at + self.lifetime("public"))
            return self._unless_expired(self._seen.find(name) or guess, at)
        if found is None:
            self._seen.erase(name)
            return None
        self._seen.add(found)
        return self._unless_expired(found, at)

    def _unless_expired(self, found: Conversation, at: datetime) -> Conversation | None:
        """What has expired is gone, also where it cannot be erased just now."""
        if found.expires_at > at:
            return found
        with suppress(ConversationsError):
            self.erase(found)
        return None

    def keep(self, conversation: Conversation, said: Sequence[Turn]) -> None:
        """Adds turns; what cannot be kept is dropped and noted in the journal.

        An answer that ends after its conversation was erased leaves nothing behind.
        """
        if self._memory.keep(conversation, said):
            return
        try:
            if self._resting.ask(lambda: self._store.keep(conversation, said)):
                self._seen.add(conversation)
            else:
                self._seen.erase(conversation.id)
                self._erasure.inside(conversation.id)
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
        if self._memory.find(name):
            self._erasure.inside(name)
            self._memory.erase(name)
        else:
            self._erasure.one(name)
        self._seen.erase(name)
        self._erased.add(conversation)

    def erase_expired(self, at: datetime) -> Receipt:
        """Whatever has rested longer than its time, here and in the stores."""
        gone = Erased()
        for name, mine in self._memory.erase_expired(at).items():
            gone += mine
            with suppress(ConversationsError):
                gone += self._erasure.inside(name)
        self._seen.erase_expired(at)
        receipt = self._erasure.expired(at, self.lifetime("public"))
        return replace(receipt, erased=gone + receipt.erased)

    def is_up(self) -> bool:
        """Whether the database answers now."""
        try:
            self._store.check()
        except ConversationsError:
            return False
        self._resting.wake()
        return True

    def close(self) -> None:
        self._erasure.close()
