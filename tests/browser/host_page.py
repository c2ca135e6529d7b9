"""A page of another site that shows the public widget, in three kinds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

PLAIN = "body { font-family: serif }"
HOSTILE = """
* { all: unset !important; display: block !important; color: yellow !important;
    font: italic 61px/0.4 cursive !important; transform: rotate(7deg) !important;
    visibility: hidden !important; pointer-events: none !important }
html { font-size: 3px !important }
button, a, iframe, dialog, div, p { position: static !important; opacity: 0 !important;
    width: 1px !important; height: 1px !important; background: yellow !important }
safeguarding-help { display: none !important; opacity: 0 !important; z-index: -1 }
"""
STRICT = (
    "default-src 'none'; script-src {gateway}; frame-src {gateway}; img-src data:;"
    " style-src 'self'; base-uri 'none'; form-action 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A council page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css{query}">
<script src="{gateway}/widget.js" defer {attributes}></script></head>
<body><main><h1>A council page</h1><p><a href="/other">Another page</a></p>
<label>Search <input type="search"></label></main></body></html>"""
WEATHER = """<!doctype html><html lang="en-GB"><title>Weather</title><p>Sunny</p>"""


class HostPage:
    """`/` plain, `/hostile` and `/strict`; what is asked for in the query becomes an
    attribute of the script tag. `gateway` is known once that is served."""

    gateway = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(Request(scope))(scope, receive, send)
            return
        while (await receive())["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})

    def _answer(self, request: Request) -> Response:
        path = request.url.path
        if path == "/style.css":
            style = HOSTILE if request.url.query == "hostile" else PLAIN
            return PlainTextResponse(style, media_type="text/css")
        if path == "/weather":
            return HTMLResponse(WEATHER)
        chosen = request.query_params.items()
        text = PAGE.format(
            gateway=self.gateway,
            attributes=" ".join(f'data-{name}="{value}"' for name, value in chosen),
            query="?hostile" if path == "/hostile" else "",
        )
        policy = STRICT.format(gateway=self.gateway)
        headers = {"content-security-policy": policy} if path == "/strict" else {}
        return HTMLResponse(text, headers=headers)
