"""A reply as the HTTP contract carries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from knowledge.model import Confidence, Value
from knowledge.opening import State

Kind = Literal[
    "notice",
    "emergency",
    "urgent",
    "answer",
    "contacts",
    "question",
    "fallback",
    "decline",
    "unavailable",
]


@dataclass(frozen=True)
class ContactCard:
    """A contact as one audience sees it at one moment."""

    id: str
    name: str
    for_whom: str
    state: State
    hours: str
    source: str
    phone: str | None = None
    textphone: str | None = None
    sms: str | None = None
    email: str | None = None
    url: str | None = None
    opens_next: datetime | None = None
    checked_on: date | None = None
    warnings: tuple[str, ...] = ()
    """What must be seen at once: not confirmed, or closed for want of knowing."""
    doubt: str | None = None
    """A conflict between sources, for professionals."""


@dataclass(frozen=True)
class SourceCard:
    """A source as a reader can look it up."""

    title: str
    date: str
    url: str | None = None
    section: str | None = None


@dataclass(frozen=True)
class FigureCard:
    """One measure through time, for a table or a small chart."""

    label: str
    unit: str
    certainty: Confidence
    """That of the least certain point."""
    points: tuple[tuple[str, Value], ...]
    """Periods and values, the oldest first; a target's period says that it is one."""


@dataclass(frozen=True)
class Option:
    """A button: what it shows and what it says for the person."""

    label: str
    say: str


@dataclass(frozen=True)
class Passage:
    """A stretch of text in one language, for pages that mark the language of parts."""

    language: str
    """BCP 47, such as "pl"."""
    direction: Literal["ltr", "rtl"]
    text: str


@dataclass(frozen=True)
class Message:
    """One message of a reply."""

    kind: Kind
    text: str
    topic: str | None = None
    routes: tuple[str, ...] = ()
    contacts: tuple[ContactCard, ...] = ()
    options: tuple[Option, ...] = ()
    sources: tuple[SourceCard, ...] = ()
    figures: tuple[FigureCard, ...] = ()
    passages: tuple[Passage, ...] = ()
    """The whole `text` by language, where it holds more than English."""
