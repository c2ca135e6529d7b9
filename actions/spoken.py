"""The frame of every action: read the turn, reply, remember; never raise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from types import MappingProxyType
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn, read_turn
from knowledge.journal import journal
from knowledge.knowledge_base import KnowledgeBase
from knowledge.library import Library
from knowledge.message import Message
from knowledge.shape import plain

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Reply:
    """Messages for the person, and slots to remember."""

    messages: tuple[Message, ...]
    slots: dict[str, Any] = field(default_factory=dict)


def now() -> datetime:
    return datetime.now(timezone.utc)


def _placed(reply: Reply, turn: Turn, knowledge: KnowledgeBase) -> Reply:
    """Never Stockport's door for somebody who lives elsewhere without saying so."""
    if turn.place is None or not reply.messages:
        return reply
    first, *rest = reply.messages
    if first.kind not in ("answer", "contacts", "emergency", "urgent"):
        return reply
    return Reply((knowledge.elsewhere(first, turn.place), *rest), reply.slots)


def _cautioned(reply: Reply, turn: Turn, knowledge: KnowledgeBase) -> Reply:
    """What only sounds like danger is answered, with the emergency line above it."""
    if turn.alarm is None or not turn.alarm.alike or not reply.messages:
        return reply
    first, *rest = reply.messages
    if first.kind in ("emergency", "urgent"):
        return reply
    return Reply((knowledge.cautioned(first), *rest), reply.slots)


class SpokenAction(Action):
    """A subclass has `called`, its name in domain.yml, and `reply`.

    A raising action would put the whole conversation into Rasa's log and leave the
    person without an answer, so this is one of the two places that catch everything.
    """

    called = ""
    after_fault: Mapping[str, Any] = MappingProxyType({})
    """Slots to set where `reply` fails."""

    def __init__(self, library: Library, clock: Clock = now) -> None:
        self._library = library
        self._clock = clock

    def name(self) -> str:
        return self.called

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        raise NotImplementedError

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = None
        try:
            turn = read_turn(tracker, self._clock())
            knowledge = self._library.current()
            reply = _placed(self.reply(turn, knowledge), turn, knowledge)
            reply = _cautioned(reply, turn, knowledge)
        except Exception as error:
            reply = replace(self._apology(turn), slots=dict(self.after_fault))
            self._log(turn, reply, type(error).__name__)
        else:
            self._log(turn, reply, None)
        for message in reply.messages:
            dispatcher.utter_message(json_message=plain(message))
        return [SlotSet(name, value) for name, value in reply.slots.items()]

    def _apology(self, turn: Turn | None) -> Reply:
        """Nothing makes the gateway show its own words, so failing again is safe."""
        try:
            audience = turn.audience if turn else "public"
            message = self._library.current().unavailable(audience, self._clock())
        except Exception:
            return Reply(())
        return Reply((message,))

    def _log(self, turn: Turn | None, reply: Reply, fault: str | None) -> None:
        journal("actions").info(
            "replied",
            reference=turn.reference if turn else None,
            action=self.called,
            kinds=[message.kind for message in reply.messages],
            topics=[message.topic for message in reply.messages if message.topic],
            fault=fault,
        )
