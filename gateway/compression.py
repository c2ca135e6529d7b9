"""Compresses what is the same for everyone: scripts, styles, the widget's page."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_PATHS = ("/static/", "/widget")


class Compression:
    """Leaves replies alone, whose compressed length could tell what was said."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressed = GZipMiddleware(app, minimum_size=400)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fits = scope["type"] == "http" and scope["path"].startswith(_PATHS)
        await (self._compressed if fits else self._app)(scope, receive, send)
