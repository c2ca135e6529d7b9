"""A small world for the gateway's tests: content, an obedient Rasa, an application."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timezone
from pathlib import Path

import httpx
from fastapi import FastAPI

from gateway.app import create_app
from gateway.errors import RasaError
from gateway.journal import Journal
from gateway.listening import Listening
from gateway.message import MessageModel
from gateway.metrics import Metrics
from gateway.privacy import Privacy, Recogniser
from gateway.rasa_client import Metadata
from gateway.settings import Settings
from knowledge.alarm import AlarmRule, Alarms, Harm
from knowledge.content import Content
from knowledge.danger import DangerMessage
from knowledge.language import Language, Translation
from knowledge.library import Library
from knowledge.model import (
    Area,
    Citation,
    Contact,
    Hours,
    Period,
    Point,
    Route,
    Source,
    Wording,
)
from knowledge.store import Store

MONDAY = datetime(2026, 11, 23, 10, tzinfo=timezone.utc)
DANGER = "he has a knife and he is in the house"
UNNAMED = "he is kicking the door in"
"""Danger that no rule of this world names."""
FOREIGN = "nie wiem, jest tu i bije mnie"
MESSAGES = (
    DangerMessage("he is kicking the door in with his boots", "emergency", "", "fire"),
    DangerMessage("what is the policy on a knife in the house", "lookalike", "", ""),
)


class FakeRasa:
    """Answers as it is told; keeps what it was asked."""

    def __init__(self, *replies: MessageModel) -> None:
        self.replies = list(replies) or [says("answer", "These are the criteria.")]
        self.error: Exception | None = None
        self.has_been_ready = True
        self.is_ready = True
        self.asked: list[tuple[str, str, Metadata]] = []

    async def ask(
        self, conversation_id: str, text: str, metadata: Metadata
    ) -> list[MessageModel]:
        self.asked.append((conversation_id, text, metadata))
        if self.error is not None:
            raise self.error
        return self.replies

    async def ready(self) -> bool:
        return self.is_ready

    def fail(self, reason: str) -> None:
        self.error = RasaError(reason)  # type: ignore[arg-type]

    @property
    def texts(self) -> list[str]:
        return [text for _, text, _ in self.asked]


class FakeStore(Store):
    """Holds the small content without a database."""

    def __init__(self) -> None:
        pass

    def edition(self) -> str:
        return "one"

    def load(self) -> Content:
        return content()


def says(kind: str, text: str, topic: str | None = None) -> MessageModel:
    return MessageModel.model_validate({"kind": kind, "text": text, "topic": topic})


@dataclass
class World:
    """An application on files of its own; `client()` talks to it from this machine."""

    folder: Path
    recognisers: tuple[Recogniser, ...]
    rasa: FakeRasa = field(default_factory=FakeRasa)
    settings: dict[str, object] = field(default_factory=dict)
    moment: datetime = MONDAY
    read: Callable[[], list[DangerMessage]] = lambda: list(MESSAGES)
    """Where the words of danger are learned from."""

    def app(self, metrics: Metrics | None = None) -> FastAPI:
        settings = Settings.model_validate(
            {"data": self.folder, "log_level": "debug", **self.settings}
        )
        journal = Journal(settings.log_level)
        privacy = Privacy(lambda: self.recognisers, journal)
        privacy.load()
        return create_app(
            settings,
            library=Library(FakeStore(), content),
            rasa=self.rasa,
            privacy=privacy,
            journal=journal,
            listening=Listening(journal, self.read),
            clock=lambda: self.moment,
            metrics=metrics,
        )

    def client(self, address: str = "127.0.0.1") -> httpx.AsyncClient:
        return client_of(self.app(), address)


def client_of(app: FastAPI, address: str = "127.0.0.1") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(address, 5000))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")


async def begin(client: httpx.AsyncClient, audience: str = "public") -> str:
    """The path of a new conversation."""
    made = await client.post("/api/v1/conversations", json={"audience": audience})
    assert made.status_code == 201, made.text
    return f"/api/v1/conversations/{made.json()['id']}"


async def say(client: httpx.AsyncClient, path: str, text: str) -> httpx.Response:
    return await client.post(f"{path}/messages", json={"text": text})


def lines(printed: str) -> list[dict[str, object]]:
    """The journal as values."""
    return [json.loads(line) for line in printed.splitlines()]


def content() -> Content:
    return Content(
        sources={"guide": Source("A guide", "undated", "high", "https://a.example")},
        contacts=_contacts(),
        routes={"maars": Route("MAARS", "A meeting.", "professional", ("maars",))},
        areas={"maars": _maars(), "emergency": _emergency()},
        words=_words(),
        alarms=Alarms(
            harms={
                "violence": Harm(
                    "Violence",
                    ("police_101",),
                    {
                        "knife": AlarmRule("emergency", ("has a knife",)),
                        "threat": AlarmRule("urgent", ("threatened to hurt",)),
                    },
                )
            }
        ),
        languages={"pl": _polish()},
    )


def _polish() -> Language:
    return Language(
        "pl",
        "Polish",
        "Polski",
        "ltr",
        {"emergency": Translation("Zadzwoń pod 999.", "Ring 999.")},
        {"violence": {"emergency": ("bije mnie",)}},
        ("nie", "wiem", "jest"),
    )


def _contacts() -> dict[str, Contact]:
    days = Period(("mon", "tue", "wed", "thu", "fri"), time(8, 30), time(17))

    def contact(name: str, phone: str, **more: object) -> Contact:
        plain = {"coverage": "stockport", "status": "ready", "source": "guide"}
        return Contact(name, "Anyone.", owner="A team", phone=phone, **(plain | more))  # type: ignore[arg-type]

    always = Hours(always_open=True)
    return {
        "emergency_999": contact("999", "999", hours=always, textphone="18000"),
        "massh": contact(
            "MASSH",
            "0161 217 6028",
            hours=Hours(periods=(days,)),
            out_of_hours="night",
            email="massh@stockport.example",
        ),
        "night": contact("Out of hours", "0161 718 2118", hours=always),
        "police_101": contact("Police", "101", hours=always),
        "maars": contact("MAARS team", "0161 000 0001", audience="professional"),
        "unsure": contact("Not sure", "0161 000 0002", status="verify_first"),
        "hidden": contact("Hidden", "0161 000 0003", status="withheld"),
    }


def _maars() -> Area:
    criteria = Point(
        "Who meets the criteria",
        "What are the MAARS criteria?",
        "An adult with care needs who is at risk.",
        (Citation("guide", "Who"),),
        contacts=("maars", "massh"),
        routes=("maars",),
    )
    public = Wording("MAARS is a meeting for professionals.", contacts=("massh",))
    return _area("MAARS", "professional", {"criteria": criteria}, public)


def _emergency() -> Area:
    when = Point(
        "When to ring 999",
        "When should I ring 999?",
        "When anyone is in danger now.",
        (Citation("guide"),),
        contacts=("emergency_999",),
    )
    return _area("Emergency", "everyone", {"when_999": when}, None)


def _area(
    title: str, audience: str, points: dict[str, Point], public: Wording | None
) -> Area:
    return Area(
        title,
        audience,  # type: ignore[arg-type]
        "A lead",
        date(2026, 11, 22),
        date(2027, 5, 22),
        (title,),
        points,
        public=public,
    )


def _words() -> dict[str, str]:
    problems = (
        "bad_request not_found not_allowed too_large not_valid internal identity_needed"
        " this_machine_only conversation_unknown message_empty message_too_long"
        " reply_unknown not_kept not_readable not_erased contact_unknown topic_unknown"
        " moment_wrong too_many too_slow"
    )
    return {
        "notice.start": "This is guidance, not a way to report.",
        "notice.again": "Remember: this is not a report.",
        "notice.details_removed": "We took out what looked personal.",
        "answer.please_check": "Please check:",
        "answer.judgement": "Use your judgement.",
        "contact.main": "emergency_999 massh",
        "contact.always_open": "Day and night.",
        "contact.hours_unknown": "Hours unknown.",
        "contact.holiday_unsure": "Today is a bank holiday.",
        "contact.not_confirmed": "Not yet confirmed.",
        "contact.missing": "the contacts page",
        "emergency.public": "Ring 999 now.",
        "emergency.professional": "Ring 999 now. Then tell your lead.",
        "language.other": "This chat reads English only.",
        "urgent.public": "Get help today.",
        "urgent.professional": "Act today.",
        "unavailable.switched_off": "If in danger, ring 999. Answering is off.",
        "unavailable.starting": "The assistant is starting.",
        "unavailable.text": "If anyone is in danger, ring 999. It cannot answer now.",
        **{f"problem.{name}": f"Words on {name}." for name in problems.split()},
    }
