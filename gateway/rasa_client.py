"""Talks to Rasa over its REST channel, and trusts none of its silences."""

from __future__ import annotations

import time
from typing import Protocol

import anyio
import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from gateway.errors import RasaError
from gateway.message import MessageModel
from knowledge.inside import HEADER

Metadata = dict[str, str]


class Rasa(Protocol):
    """What understands a message and answers it."""

    @property
    def has_been_ready(self) -> bool:
        """True once it answered anything since the gateway started."""

    async def ask(
        self, conversation_id: str, text: str, metadata: Metadata
    ) -> list[MessageModel]: ...

    async def ready(self) -> bool: ...


class _Reply(BaseModel):
    """One message of the REST channel; the rest of it is not for us."""

    custom: MessageModel


class RasaClient:
    """One Rasa server; every failure is a RasaError that says which kind."""

    def __init__(
        self,
        url: str,
        http: httpx.AsyncClient,
        *,
        token: str = "",
        timeout: float = 6.0,
        fresh_for: float = 1.0,
    ) -> None:
        self._url = url
        self._headers = {HEADER: token} if token else {}
        self._http = http
        self._timeout = timeout
        self._fresh_for = fresh_for
        self._replies = TypeAdapter(list[_Reply])
        self._looked: tuple[float, bool] | None = None
        self._has_been_ready = False

    @property
    def has_been_ready(self) -> bool:
        return self._has_been_ready

    async def ask(
        self, conversation_id: str, text: str, metadata: Metadata
    ) -> list[MessageModel]:
        """The messages of a reply, at least one; raises RasaError."""
        response = await self._send(
            "POST",
            "/webhooks/rest/webhook",
            {"sender": conversation_id, "message": text, "metadata": metadata},
        )
        if response is None:
            raise RasaError("silent")
        if response.status_code != 200:
            raise RasaError("wrong")
        self._has_been_ready = True
        try:
            replies = self._replies.validate_json(response.content)
        except ValidationError:
            raise RasaError("wrong") from None
        if not replies:
            raise RasaError("empty")
        return [reply.custom for reply in replies]

    async def ready(self) -> bool:
        """Whether the server answers; asked at most once every `fresh_for` seconds."""
        now = time.monotonic()
        if self._looked is None or now - self._looked[0] >= self._fresh_for:
            response = await self._send("GET", "/", None)
            self._looked = now, response is not None and response.status_code == 200
            self._has_been_ready = self._has_been_ready or self._looked[1]
        return self._looked[1]

    async def _send(
        self, method: str, path: str, body: dict[str, str | Metadata] | None
    ) -> httpx.Response | None:
        """None for silence; the limit covers the whole exchange, not each part."""
        try:
            with anyio.fail_after(self._timeout):
                return await self._http.request(
                    method, f"{self._url}{path}", json=body, headers=self._headers
                )
        except (httpx.HTTPError, TimeoutError):
            return None


def http_client() -> httpx.AsyncClient:
    """For Rasa only: no proxy; Rasa drops connections after five idle seconds."""
    # Each call has a deadline of its own, in `RasaClient`.
    return httpx.AsyncClient(  # nosec B113
        trust_env=False,
        timeout=None,
        follow_redirects=False,
        limits=httpx.Limits(
            max_connections=200, max_keepalive_connections=50, keepalive_expiry=3
        ),
    )
