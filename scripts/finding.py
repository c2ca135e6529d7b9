"""A held-out sentence beside the reply that it got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.held_out import Sentence

ALARM = frozenset({"emergency", "urgent"})
REFUSAL = frozenset({"decline", "fallback"})
WANTED: Mapping[str, frozenset[str]] = {
    "out_of_scope": REFUSAL,
    "concern": ALARM | {"contacts"},
    "report": ALARM | {"contacts"},
    "correct": frozenset({"answer"}),
    "emergency": ALARM,
}
"""Kinds of message that fit an intent or alarm; small talk gets a question back."""
SMALL_TALK = frozenset({"question"})
OUTCOMES: Mapping[str, str] = {
    "emergency": "alarm",
    "urgent": "alarm",
    "contacts": "door shown",
    "question": "asked back",
    "fallback": "not understood",
    "decline": "refused",
}
"""What a reply without a topic comes to, the most telling kind first."""
NO_REPLY = "no reply"


@dataclass(frozen=True)
class Reply:
    """Kinds and topics of the messages, in their order; empty where none came."""

    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def came(self) -> bool:
        return bool(self.kinds) and "unavailable" not in self.kinds


@dataclass(frozen=True)
class Finding:
    """What a sentence was meant to be and what it was understood as."""

    sentence: Sentence
    reply: Reply

    @property
    def right(self) -> bool:
        """The topic is among the answers, or a kind of the reply fits the intent."""
        if self.sentence.group == "topic":
            return self.sentence.meant in self.reply.topics
        kinds = set(self.reply.kinds)
        if self.sentence.meant == "no_alarm":
            return self.reply.came and not kinds & ALARM
        if self.sentence.first == "out_of_scope" and self.reply.topics:
            return False
        return bool(kinds & WANTED.get(self.sentence.first, SMALL_TALK))

    @property
    def area_right(self) -> bool:
        return self.understood == self.sentence.first

    @property
    def refused(self) -> bool:
        return bool(set(self.reply.kinds) & REFUSAL) and not self.reply.topics

    @property
    def understood(self) -> str:
        """The area meant where it is among the answers; else the first, or outcome."""
        areas = [topic.partition("/")[0] for topic in self.reply.topics]
        if self.sentence.first in areas:
            return self.sentence.first
        if not self.reply.came:
            return NO_REPLY
        if ALARM & set(self.reply.kinds):
            return OUTCOMES["emergency"]
        return areas[0] if areas else self._outcome()

    def _outcome(self) -> str:
        kinds = self.reply.kinds
        return next((OUTCOMES[kind] for kind in OUTCOMES if kind in kinds), NO_REPLY)


def reply_of(body: Any) -> Reply:
    """Read the body of a reply; raises KeyError or TypeError where it is not one."""
    messages = body["messages"]
    return Reply(
        tuple(message["kind"] for message in messages),
        tuple(message["topic"] for message in messages if message.get("topic")),
    )
