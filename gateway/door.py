"""What a message passes before it is talked about: limits, which danger passes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from gateway.caller import Network, caller
from gateway.conversation import new_reference
from gateway.errors import ProblemError
from gateway.journal import Journal, Spoken
from gateway.limits import Limits
from gateway.listening import Listening
from gateway.message import model_of
from gateway.talk import Reply
from knowledge.library import Library
from knowledge.tidy import tidy


class Door:
    """Asked by every route that begins a conversation or takes a message."""

    def __init__(
        self,
        limits: Limits,
        listening: Listening,
        library: Library,
        journal: Journal,
        *,
        proxies: tuple[Network, ...],
        clock: Callable[[], datetime],
        max_text: int,
    ) -> None:
        self._limits = limits
        self._listening = listening
        self._library = library
        self._journal = journal
        self._proxies = proxies
        self._clock = clock
        self._max_text = max_text

    async def begin(self, connection: HTTPConnection) -> None:
        """Raises ProblemError 429 for one too many."""
        wait = await self._limits.beginning(caller(connection, self._proxies))
        if wait is not None:
            raise ProblemError(429, "too_many", wait)

    async def message(
        self, connection: HTTPConnection, conversation: str, text: str
    ) -> Reply | None:
        """None where there is room to talk. Beyond it a message in which danger is
        heard is answered here at once; any other raises ProblemError 429."""
        address = caller(connection, self._proxies)
        wait = await self._limits.message(address, conversation)
        if wait is None:
            return None
        try:
            alarm = await run_in_threadpool(self._alarm, text)
        except Exception as error:  # whatever it is, the refusal still names 999
            self._journal.fault("door_failed", error)
            alarm = None
        if alarm is None:
            raise ProblemError(429, "too_many", wait)
        return alarm

    def _alarm(self, text: str) -> Reply | None:
        began = time.perf_counter()
        knowledge = self._library.current()
        said = tidy(text[: self._max_text])
        alarm = self._listening.hear(said, knowledge.content) if said else None
        if alarm is None:
            return None
        found = knowledge.alarm(alarm, "public", self._clock())
        again = knowledge.notice("notice.again")
        reply = Reply((model_of(found), model_of(again)), new_reference())
        self._journal.spoken(
            Spoken(
                reference=reply.reference,
                status=f"alarm_{found.kind}",
                audience="public",
                kind=found.kind,
                topic=None,
                alarm=alarm.rule,
                milliseconds=round((time.perf_counter() - began) * 1000),
            )
        )
        return reply
