"""Knows people by the session that their browser's cookie names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.errors import ConversationsError
from gateway.identities.cookie import Cookie
from gateway.identities.sessions import Sessions
from gateway.identity import Person

_KEY = "safeguarding.person"
_UNDECIDED = "undecided"


class SessionIdentity:
    """Reads what `Recognition` found, so that asking costs nothing."""

    def admits(self, connection: HTTPConnection) -> bool:
        del connection
        return True

    def person(self, connection: HTTPConnection) -> Person | None:
        found = connection.scope.get(_KEY)
        return found if isinstance(found, Person) else None


class Recognition:
    """Looks the session up once for each request, away from the event loop."""

    def __init__(
        self,
        app: ASGIApp,
        sessions: Sessions,
        cookie: Cookie,
        clock: Callable[[], datetime],
    ) -> None:
        self._app = app
        self._sessions = sessions
        self._cookie = cookie
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            token = self._cookie.of(HTTPConnection(scope))
            if token is not None:
                scope[_KEY] = await run_in_threadpool(self._find, token)
        await self._app(scope, receive, send)

    def _find(self, token: str) -> Person | str | None:
        try:
            return self._sessions.person(token, self._clock())
        except ConversationsError:
            return _UNDECIDED


def is_undecided(connection: HTTPConnection) -> bool:
    """True while nobody can tell whether a session holds, for its database is down."""
    return connection.scope.get(_KEY) == _UNDECIDED
