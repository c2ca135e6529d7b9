"""One message of a person and the reply to it, whatever else is down."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from starlette.concurrency import run_in_threadpool

from gateway.answering import Answering
from gateway.conversation import Conversation, Turn, new_id, new_reference
from gateway.conversations import Conversations
from gateway.errors import ProblemError, RasaError
from gateway.journal import Journal, Spoken
from gateway.listening import Listening
from gateway.message import MessageModel, model_of
from gateway.privacy import Privacy, Redacted
from gateway.rasa_client import Rasa
from knowledge.errors import KnowledgeError
from knowledge.knowledge_base import KnowledgeBase
from knowledge.library import Library
from knowledge.message import Message
from knowledge.tidy import tidy

_STATUS = {
    "emergency": "alarm_emergency",
    "urgent": "alarm_urgent",
    "answer": "answered",
    "contacts": "answered_contacts",
    "notice": "answered_notice",
    "question": "asked_back",
    "fallback": "unanswered_not_understood",
    "decline": "unanswered_out_of_scope",
    "unavailable": "error_action",
}
_ALARMS = ("emergency", "urgent")
_LAST_WORDS = "If anyone is in danger, ring 999."
"""Only for the moment when the fixed words themselves cannot be read."""


@dataclass(frozen=True)
class Reply:
    """What the person reads, and the reference that ties it to the log lines."""

    messages: tuple[MessageModel, ...]
    reference: str


@dataclass(frozen=True)
class _Heard:
    """A message made ready: `said` stays here, only `redacted` goes on."""

    said: str
    redacted: Redacted
    conversation: Conversation
    knowledge: KnowledgeBase
    reference: str
    at: datetime


@dataclass(frozen=True)
class _Answered:
    messages: tuple[MessageModel, ...]
    status: str
    fault: str | None = None


class Talk:
    """Tidy, redact, ask Rasa, check; answer alone where Rasa does not."""

    def __init__(
        self,
        library: Library,
        privacy: Privacy,
        rasa: Rasa,
        conversations: Conversations,
        journal: Journal,
        listening: Listening,
        *,
        clock: Callable[[], datetime],
        max_text: int,
        answering: Answering,
    ) -> None:
        self._library = library
        self._privacy = privacy
        self._rasa = rasa
        self._conversations = conversations
        self._journal = journal
        self._listening = listening
        self._clock = clock
        self._max_text = max_text
        self._answering = answering

    async def reply(
        self,
        conversation_id: str,
        text: str,
        admit: Callable[[Conversation], Conversation] | None = None,
    ) -> Reply:
        """Raises ProblemError for a text or conversation that cannot be; no other.

        `admit` says as whose the conversation is answered, or refuses with a problem,
        which stands unless danger is heard.
        """
        began = time.perf_counter()
        if len(text) > self._max_text:
            raise ProblemError(413, "message_too_long")
        said = tidy(text)[: self._max_text].strip()
        if not said:
            raise ProblemError(422, "message_empty")
        reference = new_reference()
        heard = None
        try:
            heard = await run_in_threadpool(
                self._hear, conversation_id, said, reference, admit
            )
            answered = await self._answer(heard)
            await run_in_threadpool(self._keep, heard, answered.messages)
        except ProblemError:
            raise
        except Exception as error:  # a person in danger is never shown an error
            self._journal.fault("talk_failed", error, reference=reference)
            answered = await run_in_threadpool(
                self._rescue, said, heard, type(error).__name__
            )
        self._note(reference, heard, said, answered, time.perf_counter() - began)
        return Reply(answered.messages, reference)

    def _hear(
        self,
        conversation_id: str,
        said: str,
        reference: str,
        admit: Callable[[Conversation], Conversation] | None,
    ) -> _Heard:
        """All that blocks before Rasa is asked, in one go."""
        now = self._clock()
        conversation = self._conversations.find(conversation_id, now)
        if conversation is None:
            raise ProblemError(404, "conversation_unknown")
        knowledge = self._library.current()
        if admit is not None:
            try:
                conversation = admit(conversation)
            except ProblemError:
                if self._listening.hear(said, knowledge.content) is None:
                    raise
                # Danger is answered whoever says it, in a talk that nobody keeps.
                conversation = Conversation(new_id(), "public", now, now)
        redacted = self._privacy.redact(said, knowledge.content)
        return _Heard(said, redacted, conversation, knowledge, reference, now)

    async def _answer(self, heard: _Heard) -> _Answered:
        if self._answering.is_off():
            found = self._alone(
                heard.knowledge, heard.said, heard, "unavailable.switched_off"
            )
            return _Answered(self._complete(heard, [found]), "switched_off")
        metadata = {
            "reference": heard.reference,
            "audience": heard.conversation.audience,
            "moment": heard.at.isoformat(),
        }
        text = tidy(heard.redacted.text)[: self._max_text]
        try:
            messages = await self._rasa.ask(heard.conversation.id, text, metadata)
        except RasaError as error:
            starting = error.reason == "silent" and not self._rasa.has_been_ready
            status = "error_rasa_starting" if starting else f"error_rasa_{error.reason}"
            words = "unavailable.starting" if starting else None
            found = self._alone(heard.knowledge, heard.said, heard, words)
            return _Answered(self._complete(heard, [found]), status)
        return _Answered(self._complete(heard, messages), _STATUS[messages[0].kind])

    def _alone(
        self,
        knowledge: KnowledgeBase,
        said: str,
        heard: _Heard | None,
        words: str | None = None,
    ) -> MessageModel:
        """The gateway's own answer: an alarm first, else whom to ring."""
        audience = heard.conversation.audience if heard else "public"
        now = self._clock()
        alarm = self._listening.hear(said, knowledge.content)
        if alarm is not None:
            return model_of(knowledge.alarm(alarm, audience, now))
        message = knowledge.unavailable(audience, now)
        if words is not None:
            message = replace(message, text=knowledge.content.word(words))
        return model_of(message)

    def _complete(
        self, heard: _Heard, messages: list[MessageModel]
    ) -> tuple[MessageModel, ...]:
        """Adds the notices that belong to a reply, never before its first message."""
        first, *rest = messages
        before, after = [], []
        if heard.redacted.kinds and not heard.conversation.told_removed:
            before.append(model_of(heard.knowledge.notice("notice.details_removed")))
        if any(message.kind in _ALARMS for message in messages):
            after.append(model_of(heard.knowledge.notice("notice.again")))
        said = {message.text for message in messages}
        return (
            first,
            *(notice for notice in before if notice.text not in said),
            *rest,
            *(notice for notice in after if notice.text not in said),
        )

    def _keep(self, heard: _Heard, messages: tuple[MessageModel, ...]) -> None:
        now = self._clock()
        conversation = replace(
            heard.conversation,
            expires_at=now + self._conversations.lifetime(heard.conversation.audience),
            told_removed=heard.conversation.told_removed or bool(heard.redacted.kinds),
        )
        asked = Turn("person", heard.redacted.text, heard.at, heard.reference)
        told = (
            Turn("assistant", m.text, now, heard.reference, m.kind, m.topic)
            for m in messages
        )
        self._conversations.keep(conversation, (asked, *told))

    def _rescue(self, said: str, heard: _Heard | None, fault: str) -> _Answered:
        """After a fault in the gateway itself; at worst without the content."""
        try:
            knowledge = heard.knowledge if heard else self._library.current()
            message = self._alone(knowledge, said, heard)
        except KnowledgeError:
            message = model_of(Message("unavailable", _LAST_WORDS))
        return _Answered((message,), "error_unexpected", fault)

    def _note(
        self,
        reference: str,
        heard: _Heard | None,
        said: str,
        answered: _Answered,
        took: float,
    ) -> None:
        first = answered.messages[0]
        alarm = None
        if heard is not None and first.kind in _ALARMS:
            alarm = self._listening.hear(said, heard.knowledge.content)
        self._journal.spoken(
            Spoken(
                reference=reference,
                status=answered.status,
                audience=heard.conversation.audience if heard else "public",
                kind=first.kind,
                topic=next((m.topic for m in answered.messages if m.topic), None),
                alarm=alarm.rule if alarm else None,
                milliseconds=round(took * 1000),
                fault=answered.fault,
            )
        )
