"""Rasa's REST channel for the gateway alone: without the token nothing is heard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from knowledge.inside import HEADER, VARIABLE, is_token, token_of


class GuardedRest(RestInput):
    """Rasa's own `rest` is open to whoever reaches it, also with `--auth-token`."""

    def __init__(self, token: str) -> None:
        self._token = token

    @classmethod
    def name(cls) -> str:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GuardedRest:
        """Raises InsideError without a token that deserves the name."""
        return cls(token_of({VARIABLE: (credentials or {}).get("token", "")}))

    def blueprint(
        self, on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> Blueprint:
        """Reading `/` stays open: it says that the process lives, and nothing else."""
        made: Any = super().blueprint(on_new_message)

        async def guard(request: Request) -> HTTPResponse | None:
            return await self.guard(request)

        made.on_request(guard)  # a bound method is silently not registered
        guarded: Blueprint = made
        return guarded

    async def guard(self, request: Request) -> HTTPResponse | None:
        """A refusal, or None for the gateway."""
        is_open = request.method in ("GET", "HEAD")
        if is_open or is_token(request.headers.get(HEADER), self._token):
            return None
        return json({"error": "token_needed"}, status=401)
