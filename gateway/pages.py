"""The pages people open: the chat for professionals and the contact directory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.staticfiles import StaticFiles

from gateway.identity import Identity
from knowledge.knowledge_base import KnowledgeBase
from knowledge.library import Library
from knowledge.message import ContactCard
from knowledge.model import Audience
from knowledge.opening import LONDON

HERE = Path(__file__).parent
WORDS = "page."
GROUPS = ("emergency", "stockport", "greater_manchester", "national")
EMERGENCY = "emergency_999"
ASIDES = {"please_check": "answer.please_check", "judgement": "answer.judgement"}
"""Parts of an answer that stand apart from the guidance."""
STATE_ICONS = {"open": "tick", "closed": "cross", "unknown": "question"}


@dataclass(frozen=True)
class Group:
    """Contacts under one heading of the directory."""

    name: str
    cards: tuple[ContactCard, ...]


def pages_router(
    library: Library,
    clock: Callable[[], datetime],
    identity: Identity,
    *,
    max_text: int = 1000,
) -> APIRouter:
    """`/` for professionals, `/contacts` for everyone, `/static/…` for both."""
    router = APIRouter(include_in_schema=False)
    files = StaticFiles(directory=HERE / "static")
    drawn = _templates()

    def draw(
        template: str, audience: Audience, page: Mapping[str, Any]
    ) -> HTMLResponse:
        base, moment = library.current(), clock()
        text = drawn.get_template(template).render(
            _context(base, audience, moment), page=_page(base, audience, moment, page)
        )
        return HTMLResponse(text)

    @router.get("/")
    def chat(request: Request) -> Response:
        if identity.person(request) is None:
            return RedirectResponse("/contacts", 303)
        return draw("chat.html", "professional", {"most": max_text})

    @router.get("/contacts")
    def contacts(request: Request) -> Response:
        known = identity.person(request) is not None
        return draw("contacts.html", "professional" if known else "public", {})

    @router.get("/static/{path:path}")
    async def static(path: str, request: Request) -> Response:
        response = await files.get_response(path, request.scope)
        response.headers["cache-control"] = "no-cache"
        return response

    return router


def groups(
    base: KnowledgeBase, audience: Audience, moment: datetime
) -> Iterator[Group]:
    """Every contact of an audience: for emergencies first, then by how near it is."""
    cards = base.directory.all(audience, moment)
    for name in GROUPS:
        found = tuple(card for card in cards if _group(base, card) == name)
        if found:
            yield Group(
                name, tuple(sorted(found, key=lambda card: card.id != EMERGENCY))
            )


def opens(card_opens: datetime, now: datetime) -> tuple[str, str]:
    """The day and the time a contact next opens, in local words."""
    local = card_opens.astimezone(LONDON)
    far = card_opens - now >= timedelta(days=6)
    return (f"{local:%A} {local.day} {local:%B}" if far else f"{local:%A}"), _time(
        local
    )


def telephone(number: str, scheme: Literal["tel", "sms"] = "tel") -> str:
    """An address that dials; nothing but digits and a leading plus."""
    return f"{scheme}:" + "".join(
        sign for sign in number if sign.isdigit() or sign == "+"
    )


def _group(base: KnowledgeBase, card: ContactCard) -> str:
    if card.id.startswith("emergency_"):
        return "emergency"
    return base.content.contacts[card.id].coverage


def _context(
    base: KnowledgeBase, audience: Audience, moment: datetime
) -> dict[str, Any]:
    def word(key: str, **values: str) -> str:
        return base.content.word(WORDS + key).format_map(values)

    def opens_words(value: datetime) -> str:
        day, time = opens(value, moment)
        return word("contact.opens", day=day, time=time)

    return {
        "word": word,
        "opens_words": opens_words,
        "groups": list(groups(base, audience, moment)),
        "moment": _moment(moment),
        "professional": audience == "professional",
        "emergency": base.content.contacts[EMERGENCY].phone or "999",
    }


def _page(
    base: KnowledgeBase, audience: Audience, moment: datetime, more: Mapping[str, Any]
) -> dict[str, Any]:
    """What the chat brings along, so that it can speak without a connection."""
    words = base.content.words
    return {
        "words": {
            **{
                key.removeprefix(WORDS): words[key]
                for key in words
                if key.startswith(WORDS)
            },
            **{key: base.content.word(name) for key, name in ASIDES.items()},
        },
        "suggestions": list(_suggestions(base)),
        "contacts": [_lasting(card) for card in base.main_contacts(audience, moment)],
        **more,
    }


def _suggestions(base: KnowledgeBase) -> Iterator[str]:
    """The questions of the topics named in the words, as far as they are held."""
    held = {topic: point.ask for topic, _, point in base.content.topics()}
    named = base.content.word(f"{WORDS}suggestions").split()
    yield from (held[topic] for topic in named if topic in held)


def _lasting(card: ContactCard) -> dict[str, Any]:
    """A contact without what is true for a moment only."""
    plain = asdict(card) | {"state": None, "opens_next": None}
    return plain | {
        "checked_on": card.checked_on.isoformat() if card.checked_on else None
    }


def _moment(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{_time(local)} on {local:%A} {_date(local)}"


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _time(local: datetime) -> str:
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"tel": telephone, "day": _date, "host": _host}
    made.tests["address"] = lambda url: (
        bool(url) and urlsplit(url).scheme in ("http", "https")
    )
    made.globals |= {"icon": _icon, "state_icons": STATE_ICONS}
    return made


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _icon(name: str, kind: str = "icon") -> Markup:
    drawing = (
        '<svg class="{}" aria-hidden="true"><use href="/static/icons.svg#{}"/></svg>'
    )
    return Markup(drawing).format(kind, name)
