"""What each audience is told at an alarm, harm by harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.alarm import Alarm, AlarmLevel, Harm
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import ContactCard
from knowledge.model import Audience
from scripts.content_page.prose import Block, blocks

LEVELS: tuple[AlarmLevel, ...] = ("emergency", "urgent")
READERS: tuple[tuple[Audience, str], ...] = (
    ("professional", "Professionals"),
    ("public", "The public"),
)


@dataclass(frozen=True)
class AlarmReply:
    """One reply, as at the moment the page is drawn."""

    level: AlarmLevel
    reader: str
    blocks: tuple[Block, ...]
    again: tuple[Block, ...]
    """What is said at a second alarm of the same talk."""
    contacts: tuple[ContactCard, ...]
    buttons: tuple[str, ...]


@dataclass(frozen=True)
class AlarmChapter:
    """One harm with its replies."""

    id: str
    harm: Harm
    replies: tuple[AlarmReply, ...]


def alarm_chapters(
    knowledge: KnowledgeBase, moment: datetime
) -> tuple[AlarmChapter, ...]:
    """All harms, in the order of their files."""
    return tuple(
        AlarmChapter(
            name,
            harm,
            tuple(
                _reply(knowledge, Alarm(name, level, f"{name}/shown"), reader, moment)
                for level in LEVELS
                for reader in READERS
            ),
        )
        for name, harm in knowledge.content.alarms.harms.items()
    )


def _reply(
    knowledge: KnowledgeBase,
    alarm: Alarm,
    reader: tuple[Audience, str],
    moment: datetime,
) -> AlarmReply:
    audience, name = reader
    first = knowledge.alarm(alarm, audience, moment)
    again = knowledge.alarm(alarm, audience, moment, again=True)
    words = knowledge.content.words
    return AlarmReply(
        level=alarm.level,
        reader=name,
        blocks=tuple(blocks(first.text, words)),
        again=tuple(blocks(again.text, words)),
        contacts=first.contacts,
        buttons=tuple(option.label for option in first.options),
    )
