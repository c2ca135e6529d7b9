"""Keeps other sites from acting with a signed-in person's cookie."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.errors import ProblemError
from gateway.problems import problem
from knowledge.library import Library

_HARMLESS = ("GET", "HEAD", "OPTIONS")


class SameOrigin:
    """Refuses a call that changes something, carries an identity and comes from afar.

    `carries` tells whether a browser would add the identity by itself.
    """

    def __init__(
        self,
        app: ASGIApp,
        library: Library,
        carries: Callable[[HTTPConnection], bool],
        own: Collection[str] = (),
    ) -> None:
        self._app = app
        self._library = library
        self._carries = carries
        self._own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _HARMLESS:
            connection = HTTPConnection(scope)
            if self._carries(connection) and not is_same_origin(
                connection.headers, self._own
            ):
                response = await problem(self._library, ProblemError(403, "other_site"))
                return await response(scope, receive, send)
        await self._app(scope, receive, send)


def is_same_origin(headers: Mapping[str, str], own: Collection[str] = ()) -> bool:
    """By what no page can forge: Sec-Fetch-Site, else Origin; False without either.

    `own` are origins of this service under names that a proxy in front of it hides.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    if origin is None:
        return False
    return origin in own or urlsplit(origin).netloc == headers.get("host")
