"""The contact directory as a page shows it: in groups, narrowed by a search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gateway.search import Search
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import ContactCard
from knowledge.model import Audience

GROUPS = ("emergency", "stockport", "greater_manchester", "national")
EMERGENCY = "emergency_999"


@dataclass(frozen=True)
class Row:
    """A contact; not shown where a search leaves it out."""

    card: ContactCard
    words: str
    """What a search looks through."""
    shown: bool = True


@dataclass(frozen=True)
class Group:
    """Contacts under one heading of the directory."""

    name: str
    rows: tuple[Row, ...]

    @property
    def shown(self) -> bool:
        return any(row.shown for row in self.rows)


def groups(
    base: KnowledgeBase,
    audience: Audience,
    moment: datetime,
    search: Search | None = None,
    *,
    open_only: bool = False,
) -> Iterator[Group]:
    """Every contact of an audience: for emergencies first, then by how near it is."""
    looked_for = search or Search()
    cards = sorted(
        base.directory.all(audience, moment), key=lambda card: card.id != EMERGENCY
    )
    for name in GROUPS:
        rows = tuple(
            _row(card, looked_for, open_only)
            for card in cards
            if _group(base, card) == name
        )
        if rows:
            yield Group(name, rows)


def _row(card: ContactCard, search: Search, open_only: bool) -> Row:
    words = _words(card)
    shown = search.finds(words) and (card.state == "open" or not open_only)
    return Row(card, words, shown)


def _words(card: ContactCard) -> str:
    """With each number also as one word, as people type it."""
    numbers = [n for n in (card.phone, card.textphone, card.sms) if n]
    joined = [number.replace(" ", "") for number in numbers]
    rest = (card.name, card.for_whom, card.email, card.url)
    return " ".join((*(text for text in rest if text), *numbers, *joined))


def _group(base: KnowledgeBase, card: ContactCard) -> str:
    if card.id.startswith("emergency_"):
        return "emergency"
    return base.content.contacts[card.id].coverage
