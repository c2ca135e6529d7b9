"""What the chat brings along, so that it can speak without a connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from gateway.drawing import ASIDES, WORDS, Scene
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import ContactCard

_SUGGESTIONS = f"{WORDS}suggestions."
_EVERYONE = "everyone"
_ELSEWHERE = tuple(
    f"{WORDS}{page}."
    for page in ("directory", "topics", "ask", "accessibility", "find", "suggestions")
)
"""Words of other pages, which the chat need not carry."""


def chat_page(scene: Scene, most: int) -> dict[str, Any]:
    """As JSON for <safeguarding-chat>; `most` is how many characters it may send."""
    base = scene.base
    words = base.content.words
    own = {
        key.removeprefix(WORDS): text
        for key, text in words.items()
        if key.startswith(WORDS) and not key.startswith(_ELSEWHERE)
    }
    asides = {key: base.content.word(name) for key, name in ASIDES.items()}
    contacts = base.main_contacts(scene.audience, scene.moment)
    return {
        "words": own | asides,
        "suggestions": list(_suggestions(base, _EVERYONE)),
        "roles": [
            {"id": role, "suggestions": list(_suggestions(base, role))}
            for role in roles(base)
        ],
        "contacts": [_lasting(card) for card in contacts],
        "most": most,
    }


def roles(base: KnowledgeBase) -> list[str]:
    """Those that have suggestions of their own, in the order of the words."""
    found = (
        key.removeprefix(_SUGGESTIONS)
        for key in base.content.words
        if key.startswith(_SUGGESTIONS)
    )
    return [role for role in found if role != _EVERYONE]


def _suggestions(base: KnowledgeBase, role: str) -> Iterator[str]:
    """The questions of the topics named in the words, as far as they are held."""
    held = {topic: point.ask for topic, _, point in base.content.topics()}
    named = base.content.word(f"{_SUGGESTIONS}{role}").split()
    yield from (held[topic] for topic in named if topic in held)


def _lasting(card: ContactCard) -> dict[str, Any]:
    """A contact without what is true for a moment only."""
    plain = asdict(card) | {"state": None, "opens_next": None}
    return plain | {
        "checked_on": card.checked_on.isoformat() if card.checked_on else None
    }
