"""`python -m gateway erase` and `retention`: an operator's, beside the service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TextIO, get_args

from gateway.conversation_store import ConversationStore
from gateway.erasure import Erasure, Tell
from gateway.locks import locks_of
from gateway.receipt import Receipt
from gateway.settings import Settings
from gateway.tracker import Tracker
from knowledge.model import Audience

_EVERY = 100


def erased_by_hand(
    settings: Settings,
    what: str,
    name: str,
    told: TextIO,
    at: datetime | None = None,
) -> Receipt:
    """`what` is "expired", "all" or "conversation", which `name` is then the id of."""
    at = at or datetime.now(timezone.utc)
    with _erasure(settings) as erasure:
        if what == "all":
            return erasure.everything(at, _progress(told))
        if what == "expired":
            return erasure.expired(at, settings.lifetime("public"), _progress(told))
        return erasure.conversation(name, at)


def kept_now(settings: Settings, at: datetime | None = None) -> str:
    """JSON; raises ConversationsError."""
    at = at or datetime.now(timezone.utc)
    store = ConversationStore(settings.conversations_url)
    try:
        kept = {
            "at": at.isoformat(),
            "idle_minutes": {
                audience: round(settings.lifetime(audience).total_seconds() / 60)
                for audience in get_args(Audience)
            },
            "conversations": store.count(),
            "expired": store.count(at),
        }
    finally:
        store.close()
    return json.dumps(kept)


@contextmanager
def _erasure(settings: Settings) -> Iterator[Erasure]:
    erasure = Erasure(
        ConversationStore(settings.conversations_url),
        Tracker(settings.tracker_url),
        locks_of(settings.lock_url),
    )
    try:
        yield erasure
    finally:
        erasure.close()


def _progress(told: TextIO) -> Tell:
    def tell(done: int, of: int) -> None:
        if done % _EVERY == 0 or done == of:
            told.write(f"{done} of {of}\n")

    return tell
