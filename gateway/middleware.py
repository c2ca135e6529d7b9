"""What happens to every request: headers, admission, size, pace, the top handler."""

from __future__ import annotations

import time
from collections.abc import Sequence

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.caller import Network, is_secure
from gateway.errors import ProblemError
from gateway.identity import Identity
from gateway.journal import Journal
from gateway.problems import problem
from knowledge.library import Library

HEADERS = {
    "content-security-policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-permitted-cross-domain-policies": "none",
    "permissions-policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "hid",
            "microphone",
            "midi",
            "payment",
            "serial",
            "usb",
        )
    ),
    "cache-control": "no-store",
}


ONLY_SECURE = "max-age=31536000; includeSubDomains"


class SafeHeaders:
    """Sets each header that the answer does not set itself."""

    def __init__(self, app: ASGIApp, proxies: Sequence[Network] = ()) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if is_secure(HTTPConnection(scope), self._proxies):
                    headers.setdefault("strict-transport-security", ONLY_SECURE)
            await send(message)

        await self._app(scope, receive, send_safely)


class Admission:
    """Serves only those whom the identity admits."""

    def __init__(self, app: ASGIApp, identity: Identity, library: Library) -> None:
        self._app = app
        self._identity = identity
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._identity.admits(Request(scope)):
            response = await problem(
                self._library, ProblemError(403, "this_machine_only")
            )
            return await response(scope, receive, send)
        await self._app(scope, receive, send)


class BodyLimit:
    """Refuses a body that says it is too large, that turns out to be, or that drips."""

    def __init__(
        self, app: ASGIApp, most: int = 32 * 1024, seconds: float = 10.0
    ) -> None:
        self._app = app
        self._most = most
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        left, until = self._most, time.monotonic() + self._seconds
        is_whole = False

        async def receive_little() -> Message:
            nonlocal left, is_whole
            if is_whole:  # what follows is the end of the connection, however late
                return await receive()
            try:
                with anyio.fail_after(until - time.monotonic()):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, headers={"connection": "close"}) from None
            is_whole = not message.get("more_body", False)
            left -= len(message.get("body", b""))
            if left < 0 or self._says_too_much(scope):
                raise HTTPException(413)
            return message

        await self._app(scope, receive_little, send)

    def _says_too_much(self, scope: Scope) -> bool:
        length = Headers(scope=scope).get("content-length", "")
        return length.isdecimal() and int(length) > self._most


class TopHandler:
    """Turns whatever else went wrong into a problem, and logs where, not what."""

    def __init__(self, app: ASGIApp, journal: Journal, library: Library) -> None:
        self._app = app
        self._journal = journal
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except Exception as error:
            self._journal.fault("request_failed", error)
            if not has_begun:
                response = await problem(self._library, ProblemError(500, "internal"))
                await response(scope, receive, send)
