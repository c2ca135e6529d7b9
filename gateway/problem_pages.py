"""Shows a refusal as a page to whoever opened a page, with 999 and the contacts."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.drawing import Drawing
from gateway.problems import MEDIA_TYPE
from knowledge.errors import KnowledgeError

_FORM = "/ask"
_MOST_KEPT = 64 * 1024
_KEPT = ("retry-after", "set-cookie", "allow")


class ProblemPages:
    """The status stays; a call of the HTTP contract is answered as ever.

    What was typed into the form of `/ask` is shown again, whoever refused it.
    """

    def __init__(self, app: ASGIApp, drawing: Drawing) -> None:
        self._app = app
        self._drawing = drawing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _wants_page(scope):
            return await self._app(scope, receive, send)
        body = _Body(receive)
        held: Message | None = None
        parts: list[bytes] = []

        async def send_or_hold(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and _is_problem(message):
                held = message
            elif held is None:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    response = await self._page(scope, held, b"".join(parts), body)
                    await response(scope, receive, send)

        await self._app(scope, body.receive, send_or_hold)

    async def _page(
        self, scope: Scope, start: Message, problem: bytes, body: _Body
    ) -> Response:
        typed = ""
        if scope["path"] == _FORM and scope["method"] == "POST":
            typed = typed_in(await body.all())
        headers = MutableHeaders(raw=[*start["headers"]])
        kept = {name: headers[name] for name in _KEPT if name in headers}
        detail = json.loads(problem)["detail"]
        try:
            text = await run_in_threadpool(self._draw, detail, typed)
        except KnowledgeError:
            return Response(problem, start["status"], kept, media_type=MEDIA_TYPE)
        return HTMLResponse(text, start["status"], kept)

    def _draw(self, detail: str, typed: str) -> str:
        scene = self._drawing.scene("public")
        contacts = scene.base.main_contacts("public", scene.moment)
        page = {"detail": detail, "contacts": contacts, "typed": typed}
        return self._drawing.draw("error.html", scene, page)


class _Body:
    """Remembers what was sent, to a limit."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._seen = b""
        self._is_whole = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            room = _MOST_KEPT - len(self._seen)
            self._seen += message.get("body", b"")[:room]
            self._is_whole = not message.get("more_body", False)
        else:
            self._is_whole = True
        return message

    async def all(self) -> bytes:
        while not self._is_whole and len(self._seen) < _MOST_KEPT:
            await self.receive()
        return self._seen


def typed_in(body: bytes) -> str:
    """The question in the body of a form."""
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=100)
    return fields.get("text", [""])[0]


def _wants_page(scope: Scope) -> bool:
    accepted = Headers(scope=scope).get("accept", "")
    return "text/html" in accepted and not scope["path"].startswith("/api/")


def _is_problem(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type") == MEDIA_TYPE
