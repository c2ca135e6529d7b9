"""The pages people open: chat, question form, topics, contacts, accessibility."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from gateway.asking import Asked, Asking, alarms_first, is_foreign
from gateway.chat_page import chat_page
from gateway.directory_list import groups
from gateway.drawing import Drawing, Scene
from gateway.errors import ProblemError
from gateway.identity import SIGN_IN, Identity
from gateway.search import Search
from gateway.statement import read_statement
from gateway.topic_list import letters, reviewed
from knowledge.errors import UnknownIdError
from knowledge.library import Library
from knowledge.model import Audience

HERE = Path(__file__).parent
EXAMPLES = HERE / "examples.json"
_LONGEST_SEARCH = 100
_ASK_HEADERS = {"referrer-policy": "same-origin"}
"""So that a browser tells this site, and no other, where the form came from."""


def pages_router(
    library: Library,
    clock: Callable[[], datetime],
    identity: Identity,
    *,
    max_text: int = 1000,
    asking: Asking | None = None,
    has_examples: bool = False,
    entrance: str = "/contacts",
) -> APIRouter:
    """Pages for everyone, of which a professional sees more; `/` is theirs alone.

    `entrance` is where `/` leads whoever is not signed in.
    """
    router = APIRouter(include_in_schema=False)
    drawing = Drawing(library, clock, has_sign_in=entrance == SIGN_IN)
    files = StaticFiles(directory=HERE / "static")

    def audience_of(request: Request) -> Audience:
        person = identity.person(request)
        known = person is not None and "professional" in person.roles
        return "professional" if known else "public"

    def scene_for(request: Request) -> Scene:
        return drawing.scene(audience_of(request))

    def page(template: str, scene: Scene, **more: Any) -> HTMLResponse:
        return HTMLResponse(drawing.draw(template, scene, more))

    @router.get("/")
    def chat(request: Request) -> Response:
        if identity.person(request) is None:
            return RedirectResponse(entrance, 303)
        if audience_of(request) == "public":
            return RedirectResponse("/contacts", 303)
        scene = drawing.scene("professional")
        return page("chat.html", scene, page=chat_page(scene, max_text))

    @router.get("/contacts")
    def contacts(request: Request, find: str = "", open: str = "") -> Response:
        scene, search = scene_for(request), _search(find)
        found = list(
            groups(
                scene.base, scene.audience, scene.moment, search, open_only=bool(open)
            )
        )
        return page(
            "contacts.html",
            scene,
            found=found,
            count=sum(row.shown for group in found for row in group.rows),
            search=search,
            open_only=bool(open),
            narrowed=bool(search.text or open),
        )

    @router.get("/topics")
    def topics(request: Request, find: str = "") -> Response:
        scene, search = scene_for(request), _search(find)
        found = letters(scene.base.content, scene.audience, search)
        entries = [e for each in found for c in each.chapters for e in c.entries]
        return page(
            "topics.html",
            scene,
            letters=found,
            count=sum(entry.shown for entry in entries),
            search=search,
            narrowed=bool(search.text),
        )

    @router.get("/topics/{area}/{point}")
    def topic(request: Request, area: str, point: str) -> Response:
        scene, name = scene_for(request), f"{area}/{point}"
        try:
            found = reviewed(scene.base.content, name, scene.audience)
        except UnknownIdError:
            raise ProblemError(404, "topic_unknown") from None
        shown = scene.base.answer(name, scene.audience, scene.moment)
        has_list = "\n• " in shown.text or "\n1. " in shown.text
        return page(
            "topic.html", scene, found=found, shown=shown, area=area, has_list=has_list
        )

    @router.get("/accessibility")
    def accessibility(request: Request) -> Response:
        return page("accessibility.html", scene_for(request), result=read_statement())

    @router.get("/static/{path:path}")
    async def static(path: str, request: Request) -> Response:
        response = await files.get_response(path, request.scope)
        response.headers["cache-control"] = "no-cache"
        return response

    if asking is not None:
        _add_asking(router, drawing, asking, audience_of)
    if has_examples:

        @router.get("/examples")
        def examples() -> Response:
            scene = drawing.scene("professional")
            shown = json.loads(EXAMPLES.read_text(encoding="utf-8"))
            more = chat_page(scene, max_text) | {"examples": shown}
            return page("examples.html", scene, page=more)

    return router


def form_page(drawing: Drawing, audience: Audience, asked: Asked) -> HTMLResponse:
    """The form with what came of it; a problem is said with the contacts to ring."""
    scene = drawing.scene(audience)
    content = scene.base.content
    problem = asked.problem
    text = drawing.draw(
        "ask.html",
        scene,
        {
            "asked": asked,
            "notice": scene.base.notice(),
            "fault": content.word(f"problem.{problem.name}") if problem else None,
            "contacts": scene.base.main_contacts(audience, scene.moment),
        },
    )
    return HTMLResponse(text, problem.status if problem else 200, _ASK_HEADERS)


def _add_asking(
    router: APIRouter,
    drawing: Drawing,
    asking: Asking,
    audience_of: Callable[[Request], Audience],
) -> None:
    @router.get("/ask")
    def form(request: Request) -> Response:
        return form_page(drawing, audience_of(request), Asked())

    @router.post("/ask")
    async def ask(request: Request) -> Response:
        if is_foreign(request.headers):
            raise ProblemError(403, "other_site")
        async with request.form(max_files=0, max_fields=8) as sent:
            fields = {k: v for k, v in sent.items() if isinstance(v, str)}
        audience = await run_in_threadpool(audience_of, request)
        asked = await _beyond_limits(request, fields)
        asked = asked or await asking.ask(fields, audience)
        return await run_in_threadpool(form_page, drawing, audience, asked)


async def _beyond_limits(request: Request, fields: Mapping[str, str]) -> Asked | None:
    """Raises ProblemError 429, unless danger is heard; an erasure is never too many."""
    if "end" in fields:
        return None
    name = fields.get("conversation", "")
    text = fields.get("option") or fields.get("text", "")
    reply = await request.app.state.parts.door.message(request, name, text)
    if reply is None:
        return None
    return Asked(said=text, conversation=name, messages=alarms_first(reply.messages))


def _search(text: str) -> Search:
    return Search(text[:_LONGEST_SEARCH].strip())
