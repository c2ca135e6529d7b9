"""A question asked by a plain form, and what the page then shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.concurrency import run_in_threadpool

from gateway.conversation import Conversation
from gateway.conversations import Conversations
from gateway.errors import ConversationsError, ProblemError
from gateway.identities.same_origin import is_same_origin
from gateway.message import MessageModel
from gateway.talk import Reply, Talk
from knowledge.model import Audience

_ID = re.compile(r"[A-Za-z0-9_-]{32}")
_ALARMS = ("emergency", "urgent")


@dataclass(frozen=True)
class Asked:
    """`text` stays in the box where it could not be sent."""

    text: str = ""
    said: str = ""
    conversation: str = ""
    messages: tuple[MessageModel, ...] = ()
    problem: ProblemError | None = None
    restarted: bool = False
    ended: bool = False


class Asking:
    """The same talk as everywhere; the form carries the id, so no cookie is needed."""

    def __init__(
        self, talk: Talk, conversations: Conversations, clock: Callable[[], datetime]
    ) -> None:
        self._talk = talk
        self._conversations = conversations
        self._clock = clock

    async def ask(self, form: Mapping[str, str], audience: Audience) -> Asked:
        """`option` is a button's words; `end` erases; otherwise `text` is said."""
        name = form.get("conversation", "")
        text = form.get("option") or form.get("text", "")
        held = await run_in_threadpool(self._held, name, audience)
        if "end" in form:
            return await run_in_threadpool(self._end, held)
        talk = held if held else await run_in_threadpool(self._begin, audience)
        try:
            talk, reply = await self._reply(talk, text)
        except ProblemError as problem:
            return Asked(text=text, conversation=talk.id, problem=problem)
        return Asked(
            said=text,
            conversation=talk.id,
            messages=alarms_first(reply.messages),
            restarted=bool(name) and talk.id != name,
        )

    async def _reply(
        self, conversation: Conversation, text: str
    ) -> tuple[Conversation, Reply]:
        """A conversation that ended meanwhile is replaced by a new one."""
        try:
            return conversation, await self._talk.reply(conversation.id, text)
        except ProblemError as problem:
            if problem.name != "conversation_unknown":
                raise
        again = await run_in_threadpool(self._begin, conversation.audience)
        return again, await self._talk.reply(again.id, text)

    def _held(self, name: str, audience: Audience) -> Conversation | None:
        """None also for the conversation of a professional who is one no more."""
        if not _ID.fullmatch(name):
            return None
        found = self._conversations.find(name, self._clock())
        return found if found and found.audience == audience else None

    def _begin(self, audience: Audience) -> Conversation:
        return self._conversations.begin(audience, self._clock())

    def _end(self, held: Conversation | None) -> Asked:
        if held is None:
            return Asked(ended=True)
        try:
            self._conversations.erase(held)
        except ConversationsError:
            problem = ProblemError(503, "not_erased")
            return Asked(conversation=held.id, problem=problem)
        return Asked(ended=True)


def alarms_first(messages: tuple[MessageModel, ...]) -> tuple[MessageModel, ...]:
    return tuple(sorted(messages, key=lambda message: message.kind not in _ALARMS))


def is_foreign(headers: Mapping[str, str]) -> bool:
    """Whether another site sent this form; a browser that does not tell is trusted."""
    tells = "sec-fetch-site" in headers or "origin" in headers
    return tells and not is_same_origin(headers)
