"""A conversation, its turns and what people thought of the answers, as values."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.message import Kind
from knowledge.model import Audience

Speaker = Literal["person", "assistant"]


@dataclass(frozen=True)
class Conversation:
    """The id is the only key to it."""

    id: str
    audience: Audience
    begun_at: datetime
    expires_at: datetime
    told_removed: bool = False
    """True once the person was told that personal details were taken out."""


@dataclass(frozen=True)
class Turn:
    """One thing said, after redaction."""

    speaker: Speaker
    text: str
    at: datetime
    reference: str
    kind: Kind | None = None
    topic: str | None = None


@dataclass(frozen=True)
class Feedback:
    """What a person thought of one reply."""

    reference: str
    helpful: bool
    reason: str | None
    at: datetime


def new_id() -> str:
    """Unguessable: 192 random bits."""
    return secrets.token_urlsafe(24)


def new_reference() -> str:
    """Short enough to read out over the telephone."""
    return secrets.token_urlsafe(9)
