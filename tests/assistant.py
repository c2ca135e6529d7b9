"""The assistant in one process: the trained model and the real actions, no network."""

from __future__ import annotations

import asyncio
import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from actions.desk import staffed
from knowledge.library import Library
from knowledge.reading import read_or_raise
from tests.fake_store import FakeStore

Message = dict[str, Any]


class InProcess(EndpointConfig):  # type: ignore[misc]
    """Rasa's action endpoint, answered by an executor instead of over HTTP."""

    def __init__(self, executor: ActionExecutor) -> None:
        super().__init__("http://in-process")
        self._executor = executor

    async def request(self, *_: Any, **call: Any) -> Any:
        return await self._executor.run(call["json"])


class Assistant:
    """Each talk is a conversation of its own."""

    def __init__(self, model: str) -> None:
        library = Library(FakeStore(), read_or_raise)  # type: ignore[arg-type]
        self.knowledge = library.current()
        with _without_rasas_own_warnings():
            self._agent = Agent.load(model, action_endpoint=InProcess(staffed(library)))
        self._loop = asyncio.new_event_loop()

    def talk(self, audience: str, at: datetime | None = None) -> Talk:
        return Talk(self, audience, at)

    def parse(self, text: str) -> dict[str, Any]:
        """What Rasa understands, without an answer."""
        with _without_rasas_own_warnings():
            parsing = self._agent.parse_message(text)
            parsed: dict[str, Any] = self._loop.run_until_complete(parsing)
        return parsed

    def say(self, sender: str, text: str, metadata: dict[str, Any]) -> list[Message]:
        channel = CollectingOutputChannel()
        said = UserMessage(
            text, channel, sender, input_channel="rest", metadata=metadata
        )
        with _without_rasas_own_warnings():
            self._loop.run_until_complete(self._agent.handle_message(said))
        return [message["custom"] for message in channel.messages]


@contextmanager
def _without_rasas_own_warnings() -> Iterator[None]:
    """Rasa 3.6 and what it pins warn about themselves; ours stay errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class Talk:
    """One conversation of one person."""

    def __init__(
        self, assistant: Assistant, audience: str, at: datetime | None
    ) -> None:
        self._assistant = assistant
        self._sender = secrets.token_hex(8)
        self._metadata = {"audience": audience}
        if at is not None:
            self._metadata["moment"] = at.isoformat()

    def say(self, text: str) -> list[Message]:
        """The messages of the reply."""
        return self._assistant.say(self._sender, text, dict(self._metadata))
