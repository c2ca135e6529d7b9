"""A signed-in person's session, as a value."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from gateway.identity import Person, Role

_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


@dataclass(frozen=True)
class Session:
    """Neither a name nor an address: what is stored cannot be told apart by reading."""

    key: str
    """Hash of the token, so that a stolen database opens no session."""
    subject: str
    """Hash that stands for the person."""
    roles: frozenset[Role]
    begun_at: datetime
    seen_at: datetime
    attempt: str
    """Mark of the attempt that began it; one attempt begins one session."""

    @property
    def person(self) -> Person:
        return Person(self.subject, self.roles)


@dataclass(frozen=True)
class Limits:
    """How long a session lasts unused, and in all."""

    idle: timedelta
    whole: timedelta

    def are_past(self, session: Session, at: datetime) -> bool:
        return at - session.seen_at >= self.idle or at - session.begun_at >= self.whole


def new_token() -> str:
    """Unguessable: 256 random bits."""
    return secrets.token_urlsafe(32)


def is_token(text: str | None) -> bool:
    """Whether it could have been made here; anything else is not looked up."""
    return text is not None and _TOKEN.fullmatch(text) is not None


def key_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
