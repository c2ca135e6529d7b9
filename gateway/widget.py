"""The public widget: one script for any page, and the frame that it opens."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gateway.answering import Answering
from gateway.bundle import bundle, modules
from gateway.settings import Settings
from knowledge.knowledge_base import KnowledgeBase
from knowledge.language import Language
from knowledge.library import Library
from knowledge.message import ContactCard

HERE = Path(__file__).parent
STATIC = HERE / "static"
COLOUR = "#0b5c66"
WARNINGS = ("calls", "history", "clear", "gap", "device", "leaving")
SHEETS = ("theme.css", "contact.css", "page.css", "chat.css", "widget/frame.css")
EMERGENCY = "emergency_999"
_PAGE = "page."
_OWN = ("pressed_1", "pressed_2", "expired")
_CHAT = tuple(
    _PAGE + name
    for name in (
        *("start.", "composer.", "log.", "kind.", "message.", "figures."),
        *("contact.", "failure.", "ring", "new_tab"),
    )
)
"""The words of the conversation; those of other pages the frame need not carry."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {}"
)
_CACHE = "public, max-age=300, stale-while-revalidate=600, stale-if-error=604800"
_SHOWN = ("name", "phone", "for_whom", "hours", "url")


@dataclass(frozen=True)
class Passage:
    """The emergency line in the language a page starts in."""

    language: str
    direction: str
    text: str


@dataclass(frozen=True)
class Script:
    """What /widget.js answers, for one edition of the content."""

    text: str
    tag: str


def widget_router(
    library: Library,
    clock: Callable[[], datetime],
    answering: Answering,
    settings: Settings,
) -> APIRouter:
    """`/widget.js` for host pages, `/widget` for the frame it opens."""
    router = APIRouter(include_in_schema=False)
    drawn = templates()
    preloaded = cache(frame_modules)
    baked: dict[KnowledgeBase, Script] = {}

    def current(base: KnowledgeBase) -> Script:
        """Made anew when the content is."""
        if base not in baked:
            baked.clear()
            text = widget_script(base, clock(), settings.leave_to)
            baked[base] = Script(text, f'"{sha256(text.encode()).hexdigest()[:16]}"')
        return baked[base]

    @router.get("/widget.js")
    def script(request: Request) -> Response:
        made = current(library.current())
        headers = {
            "etag": made.tag,
            "cache-control": _CACHE,
            "cross-origin-resource-policy": "cross-origin",
        }
        if request.headers.get("if-none-match", "").removeprefix("W/") == made.tag:
            return Response(status_code=304, headers=headers)
        return Response(made.text, headers=headers, media_type="text/javascript")

    @router.get("/widget")
    def frame(request: Request, panel: str = "", lang: str = "") -> HTMLResponse:
        base, moment = library.current(), clock()
        own_origin = f"{request.url.scheme}://{request.url.netloc}"
        text = drawn.get_template("frame.html").render(
            words=base.content.words,
            emergency=emergency(base),
            cards=base.main_contacts("public", moment),
            page=chat_page(base, moment, settings.max_text),
            own={
                "origins": [own_origin, *settings.widget_origins],
                "leave_to": settings.leave_to,
                "idle_minutes": settings.public_idle_minutes,
                "words": {name: base.content.word(f"widget.{name}") for name in _OWN},
            },
            in_panel=bool(panel),
            is_off=answering.is_off(),
            passage=_passage(base, lang),
            leave_to=settings.leave_to,
            warnings=WARNINGS,
            sheets=SHEETS,
            modules=preloaded(),
        )
        return HTMLResponse(text, headers=_frame_headers(settings))

    return router


def widget_script(base: KnowledgeBase, moment: datetime, leave_to: str) -> str:
    """Everything that the button needs where nothing else can be reached."""
    content = base.content
    words = {
        key: text
        for key, text in content.words.items()
        if key.startswith("widget.") and not key.startswith("widget.safety.")
    }
    page = {
        "words": words
        | {
            "ring": content.word("page.ring"),
            "danger": content.word("page.danger"),
            "contact.hours": content.word("page.contact.hours"),
        },
        "emergency": emergency(base),
        "contacts": [_shown(card) for card in _lasting_cards(base, moment)],
        "languages": {
            code: {"direction": found.direction, "text": _line(found)}
            for code, found in content.languages.items()
        },
        "colour": COLOUR,
        "leave_to": leave_to,
        "style": (STATIC / "widget" / "help.css").read_text("utf-8"),
    }
    joined = bundle(STATIC / "widget" / "help.mjs")
    baked = json.dumps(page, ensure_ascii=True)
    return f'(() => {{\n"use strict";\nconst PAGE = {baked};\n{joined}}})();\n'


def chat_page(base: KnowledgeBase, moment: datetime, most: int) -> dict[str, Any]:
    """What <safeguarding-chat> brings along, so that it can speak alone."""
    content = base.content
    words = {
        key.removeprefix(_PAGE): text
        for key, text in content.words.items()
        if key.startswith(_CHAT)
    }
    asides = {
        "please_check": content.word("answer.please_check"),
        "judgement": content.word("answer.judgement"),
    }
    return {
        "words": words | asides,
        "suggestions": _suggestions(base),
        "contacts": [_lasting(card) for card in _lasting_cards(base, moment)],
        "most": most,
    }


def emergency(base: KnowledgeBase) -> str:
    return base.content.contacts[EMERGENCY].phone or "999"


def frame_modules() -> list[str]:
    """Named in the page, so that none waits for another to be read."""
    found = modules(STATIC / "widget" / "frame.mjs")
    return [path.relative_to(STATIC).as_posix() for path in found]


def templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["dialled"] = dialled
    return made


def dialled(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def _frame_headers(settings: Settings) -> dict[str, str]:
    ancestors = " ".join(("'self'", *settings.widget_origins))
    return {
        "content-security-policy": _POLICY.format(ancestors),
        "cross-origin-resource-policy": "cross-origin",
    }


def _lasting_cards(base: KnowledgeBase, moment: datetime) -> Iterator[ContactCard]:
    """The main contacts whatever the hour; the moment decides only their state."""
    for name in base.content.word("contact.main").split():
        if base.directory.may_see(name, "public"):
            yield base.directory.card(name, "public", moment)


def _suggestions(base: KnowledgeBase) -> list[str]:
    held = {topic: point.ask for topic, _, point in base.content.topics()}
    named = base.content.word("widget.suggestions").split()
    worries = [option.say for option in base.ask("start").options]
    return [*worries, *(held[topic] for topic in named if topic in held)]


def _passage(base: KnowledgeBase, code: str) -> Passage | None:
    found = base.content.languages.get(code)
    return None if found is None else Passage(code, found.direction, _line(found))


def _line(language: Language) -> str:
    return language.wording["emergency"].text


def _shown(card: ContactCard) -> dict[str, Any]:
    return {name: getattr(card, name) for name in _SHOWN}


def _lasting(card: ContactCard) -> dict[str, Any]:
    """A contact without what is true for a moment only."""
    plain = asdict(card) | {"state": None, "opens_next": None}
    checked = card.checked_on.isoformat() if card.checked_on else None
    return plain | {"checked_on": checked}
