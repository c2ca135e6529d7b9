"""One turn of a talk as an action needs it, read from Rasa's tracker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker

from actions.choosing import Heard
from knowledge.alarm import Alarm
from knowledge.model import Audience


@dataclass(frozen=True)
class Turn:
    """What was understood, who asks, when, what is remembered; never the text."""

    intent: str
    detail: str
    heard: tuple[Heard, ...]
    periods: tuple[str, ...]
    """Years and the like that the message names, such as "2021/22"."""
    place: str | None
    """A place outside Stockport that the message names."""
    whom: str | None
    """child or adult, where the message says which; None where neither or both."""
    nearest: tuple[str, ...]
    """Topics whose own text comes nearest, where the message was hardly understood."""
    doors: tuple[tuple[str, float], ...]
    """Routes that fit a worry, with probabilities, the likeliest first."""
    alarm: Alarm | None
    audience: Audience
    moment: datetime
    reference: str | None
    area: str | None
    point: str | None
    misses: int
    alarms: int
    """How many alarms this talk has had."""

    @property
    def about(self) -> str:
        """Whom a worry is about: child, adult, both, or unclear.

        Words and model must not contradict each other, or both doors are due.
        """
        if self.whom and self.detail in ("child", "adult") and self.whom != self.detail:
            return "unclear"
        return self.detail or "unclear"


def read_turn(tracker: Tracker, now: datetime) -> Turn:
    """`now` is the moment unless the metadata names one (tests and previews)."""
    latest: dict[str, Any] = tracker.latest_message or {}
    metadata: dict[str, Any] = latest.get("metadata") or _metadata(tracker)
    alarm = latest.get("alarm")
    return Turn(
        intent=(latest.get("intent") or {}).get("name") or "unsure",
        detail=latest.get("detail") or "",
        heard=tuple(_heard(question) for question in latest.get("questions") or ()),
        periods=tuple(str(period) for period in latest.get("periods") or ()),
        place=latest.get("place"),
        whom=latest.get("whom"),
        nearest=tuple(str(topic) for topic in latest.get("nearest") or ()),
        doors=tuple((str(door), float(p)) for door, p in latest.get("doors") or ()),
        alarm=Alarm(**alarm) if alarm else None,
        audience="professional"
        if metadata.get("audience") == "professional"
        else "public",
        moment=_moment(metadata.get("moment")) or now,
        reference=metadata.get("reference"),
        area=tracker.get_slot("area"),
        point=tracker.get_slot("point"),
        misses=int(tracker.get_slot("misses") or 0),
        alarms=int(tracker.get_slot("alarms") or 0),
    )


def _metadata(tracker: Tracker) -> dict[str, Any]:
    """Rasa keeps the channel's metadata on the user's event, not on its parse."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return event.get("metadata") or {}
    return {}


def _heard(question: dict[str, Any]) -> Heard:
    topics = tuple((str(topic), float(share)) for topic, share in question["topics"])
    return Heard(tuple(question["areas"]), topics)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
