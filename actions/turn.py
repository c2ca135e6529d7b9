"""One turn of a talk as an action needs it, read from Rasa's tracker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker

from actions.choosing import Heard
from actions.worry import FORM, REQUESTED, Worry, worry_of
from knowledge.alarm import Alarm
from knowledge.fact_words import REPLY
from knowledge.facts import Facts, facts_of
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
    leans: bool
    """The message is a few words that point back to what was said before."""
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
    said: Facts
    """The facts of a worry that the words of the message state."""
    reply: str
    """What it does with an open question: yes, no, unsure, another, question."""
    worry: Worry
    is_asking: bool
    """Questions about the worry are still open."""
    requested: str | None
    """The fact that is asked for."""
    is_answered: bool
    """Another action has answered this message already."""


def read_turn(tracker: Tracker, now: datetime) -> Turn:
    """`now` is the moment unless the metadata names one (tests and previews)."""
    latest: dict[str, Any] = tracker.latest_message or {}
    metadata: dict[str, Any] = latest.get("metadata") or _metadata(tracker)
    alarm = latest.get("alarm")
    entities = {e["entity"]: e["value"] for e in latest.get("entities") or ()}
    requested = tracker.get_slot(REQUESTED)
    # While Rasa opens the form, its loop is active and nothing is asked for yet.
    loop = (tracker.active_loop or {}).get("name")
    is_asking = loop == FORM and requested is not None
    return Turn(
        intent=(latest.get("intent") or {}).get("name") or "unsure",
        detail=latest.get("detail") or "",
        heard=tuple(_heard(question) for question in latest.get("questions") or ()),
        periods=tuple(str(period) for period in latest.get("periods") or ()),
        place=latest.get("place"),
        whom=latest.get("whom"),
        nearest=tuple(str(topic) for topic in latest.get("nearest") or ()),
        leans=bool(latest.get("leans")),
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
        said=facts_of(entities),
        reply=str(entities.get(REPLY) or ""),
        worry=worry_of(tracker.slots),
        is_asking=is_asking,
        requested=requested if is_asking else None,
        is_answered=_is_answered(tracker),
    )


def _is_answered(tracker: Tracker) -> bool:
    """True where an action other than the form has run since the message came."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") != FORM:
            return True
    return False


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
