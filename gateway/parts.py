"""What the routes need, put together once for each application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query, Request

from gateway.answering import Answering
from gateway.conversations import Conversations
from gateway.door import Door
from gateway.identity import Identity, require
from gateway.journal import Journal
from gateway.listening import Listening
from gateway.privacy import Privacy
from gateway.rasa_client import Rasa
from gateway.settings import Settings
from gateway.talk import Talk
from knowledge.library import Library
from knowledge.model import Audience


@dataclass(frozen=True)
class Parts:
    """Real by default, fakes by argument of `create_app`."""

    settings: Settings
    library: Library
    privacy: Privacy
    rasa: Rasa
    conversations: Conversations
    identity: Identity
    journal: Journal
    listening: Listening
    talk: Talk
    clock: Callable[[], datetime]
    """The moment, in UTC."""
    answering: Answering
    door: Door


async def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


async def _reader(
    request: Request,
    audience: Annotated[
        Audience,
        Query(
            description="Whose directory or answers; professional needs an identity."
        ),
    ] = "public",
) -> Audience:
    parts = await _parts(request)
    return require(audience, request, parts.identity)


PartsOf = Annotated[Parts, Depends(_parts)]
Reader = Annotated[Audience, Depends(_reader)]
"""The audience a caller asks for and may have."""
