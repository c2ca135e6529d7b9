"""Draws pages: templates with the words, the contacts and the moment of one content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gateway.directory_list import EMERGENCY, groups
from gateway.message import MessageModel
from gateway.search import plain
from gateway.text_block import TextBlock, dialled, text_blocks
from knowledge.knowledge_base import KnowledgeBase
from knowledge.library import Library
from knowledge.message import Message
from knowledge.model import Audience, Value
from knowledge.opening import LONDON

WORDS = "page."
ASIDES = {"please_check": "answer.please_check", "judgement": "answer.judgement"}
"""Parts of an answer that stand apart from the guidance."""
STATE_ICONS = {"open": "tick", "closed": "cross", "unknown": "question"}
_STYLED = {"please_check": "check", "judgement": "judgement"}
_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Scene:
    """What every page knows: for whom and when it is drawn, and from what."""

    base: KnowledgeBase
    audience: Audience
    moment: datetime

    def word(self, key: str, **values: object) -> str:
        return self.base.content.word(WORDS + key).format_map(values)


class Drawing:
    """Reads the content in force at every page."""

    def __init__(
        self,
        library: Library,
        clock: Callable[[], datetime],
        *,
        has_sign_in: bool = False,
    ) -> None:
        self._library = library
        self._clock = clock
        self._templates = _templates()
        self._templates.globals["has_sign_in"] = has_sign_in

    def scene(self, audience: Audience) -> Scene:
        return Scene(self._library.current(), audience, self._clock())

    def draw(self, template: str, scene: Scene, page: Mapping[str, Any]) -> str:
        """`page` is what the template needs beyond what every page has."""
        return self._templates.get_template(template).render(_context(scene), **page)


def opens(card_opens: datetime, now: datetime) -> tuple[str, str]:
    """The day and the time a contact next opens, in local words."""
    local = card_opens.astimezone(LONDON)
    far = card_opens - now >= timedelta(days=6)
    return (f"{local:%A} {local.day} {local:%B}" if far else f"{local:%A}"), _time(
        local
    )


def day(value: date) -> str:
    """As people write it: 3 December 2026."""
    return f"{value.day} {value:%B %Y}"


def _context(scene: Scene) -> dict[str, Any]:
    content = scene.base.content

    def opens_words(value: datetime) -> str:
        on, at = opens(value, scene.moment)
        return scene.word("contact.opens", day=on, time=at)

    def blocks(message: Message | MessageModel, text: str = "") -> Iterator[TextBlock]:
        asides = [
            (content.word(ASIDES[name]), style) for name, style in _STYLED.items()
        ]
        return text_blocks(text or message.text, message.contacts, asides)

    local = scene.moment.astimezone(LONDON)
    return {
        "word": scene.word,
        "opens_words": opens_words,
        "blocks": blocks,
        "everybody": lambda: list(groups(scene.base, scene.audience, scene.moment)),
        "moment": f"{_time(local)} on {local:%A} {day(local)}",
        "printed": scene.word("tools.printed", time=_time(local), date=day(local)),
        "professional": scene.audience == "professional",
        "emergency": content.contacts[EMERGENCY].phone or "999",
    }


def _time(local: datetime) -> str:
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "tel": dialled,
        "day": day,
        "host": _host,
        "plain": plain,
        "figure": _figure,
    }
    made.tests["address"] = lambda url: (
        bool(url) and urlsplit(url).scheme in ("http", "https")
    )
    made.globals |= {"icon": _icon, "state_icons": STATE_ICONS}
    return made


def _figure(value: Value, unit: str) -> str:
    """As people write it: 17,268, and 12.5% where the unit is a percentage."""
    if isinstance(value, str):
        return value
    return f"{value:,}%" if unit.startswith(("percent", "%")) else f"{value:,}"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _icon(name: str, kind: str = "icon") -> Markup:
    drawing = (
        '<svg class="{}" aria-hidden="true"><use href="/static/icons.svg#{}"/></svg>'
    )
    return Markup(drawing).format(kind, name)
