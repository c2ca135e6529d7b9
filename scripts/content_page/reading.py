"""What one reader, or everyone, is shown for a topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import FigureCard, Message
from scripts.content_page.prose import Block, blocks

FEWEST_DRAWN = 3
"""Figures with fewer values say all in the text."""


@dataclass(frozen=True)
class Reading:
    """An answer as it will look: text, figures that are drawn, buttons."""

    reader: str
    blocks: tuple[Block, ...]
    figures: tuple[FigureCard, ...]
    buttons: tuple[str, ...]


def readings(
    knowledge: KnowledgeBase, topic: str, moment: datetime
) -> tuple[Reading, ...]:
    """Two where professionals and the public read different things, else one."""
    own = knowledge.answer(topic, "professional", moment)
    public = knowledge.answer(topic, "public", moment)
    words = knowledge.content.words
    if _looks(own) == _looks(public):
        return (_reading("Everyone", own, words),)
    return (
        _reading("Professionals", own, words),
        _reading("The public", public, words),
    )


def _looks(message: Message) -> tuple[object, ...]:
    return message.text, message.figures, message.options


def _reading(reader: str, message: Message, words: dict[str, str]) -> Reading:
    return Reading(
        reader,
        tuple(blocks(message.text, words)),
        tuple(card for card in message.figures if len(card.points) >= FEWEST_DRAWN),
        tuple(option.label for option in message.options),
    )
