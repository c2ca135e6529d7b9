"""Whole talks with the trained model: the words a person reads, contacts, sources."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from tests.assistant import Assistant, Message

HERE = Path(__file__).parent


def _talks() -> list[Any]:
    return [
        pytest.param(talk, id=f"{path.stem}: {talk['talk']}")
        for path in sorted(HERE.glob("*.yml"))
        for talk in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("talk", _talks())
def test_talk(assistant: Assistant, talk: dict[str, Any]) -> None:
    at = talk.get("at")
    moment = (
        at if isinstance(at, datetime) or at is None else datetime.fromisoformat(at)
    )
    conversation = assistant.talk(talk["audience"], moment)
    for turn in talk["turns"]:
        reply = conversation.say(turn["say"])
        faults = list(_faults(turn, reply))
        assert not faults, f"{turn['say']!r}: {'; '.join(faults)}\n{_shown(reply)}"


def _faults(turn: dict[str, Any], reply: list[Message]) -> list[str]:
    faults = []
    words = " ".join(_shown(reply).split()).casefold()
    told: dict[str, Any] = {
        "kind": reply[0]["kind"] if reply else None,
        "topic": [m.get("topic") for m in reply],
        "routes": list(dict.fromkeys(r for m in reply for r in m.get("routes", []))),
        "contacts": [c["id"] for m in reply for c in m.get("contacts", [])],
    }
    if "kind" in turn and told["kind"] != turn["kind"]:
        faults.append(f"kind is {told['kind']}, not {turn['kind']}")
    for topic in _list(turn.get("topic")):
        if topic not in told["topic"]:
            faults.append(f"topic is {told['topic']}, not {topic}")
    for wanted in turn.get("holds", []):
        if " ".join(str(wanted).split()).casefold() not in words:
            faults.append(f"lacks {wanted!r}")
    for unwanted in turn.get("lacks", []):
        if str(unwanted).casefold() in words:
            faults.append(f"holds {unwanted!r}")
    if "routes" in turn and told["routes"] != turn["routes"]:
        faults.append(f"routes are {told['routes']}, not {turn['routes']}")
    doors = [route for route in told["routes"] if route != "emergency_999"]
    if "door" in turn and doors[:1] != [turn["door"]]:
        faults.append(f"the first door of {doors} is not {turn['door']}")
    for route in turn.get("named", []):
        if route not in doors:
            faults.append(f"route {route} is missing from {doors}")
    for route in turn.get("unnamed", []):
        if route in doors:
            faults.append(f"route {route} is among {doors}")
    for contact in turn.get("contacts", []):
        if contact not in told["contacts"]:
            faults.append(f"contact {contact} is missing from {told['contacts']}")
    states = {c["id"]: c["state"] for m in reply for c in m.get("contacts", [])}
    for contact, state in turn.get("state", {}).items():
        if states.get(contact) != state:
            faults.append(f"{contact} is {states.get(contact)}, not {state}")
    sources = " ".join(
        f"{s['title']} {s.get('url', '')}" for m in reply for s in m.get("sources", [])
    )
    for source in turn.get("sources", []):
        if source not in sources:
            faults.append(f"source {source!r} is missing")
    return faults


def _list(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _shown(reply: list[Message]) -> str:
    """Everything a person reads of a reply."""
    lines = []
    for message in reply:
        lines.append(message["text"])
        for card in message.get("contacts", []):
            shown = (
                "name",
                "phone",
                "textphone",
                "sms",
                "email",
                "url",
                "hours",
            )
            lines += [str(card[key]) for key in shown if card.get(key)]
            lines += card.get("warnings", [])
        lines += [option["label"] for option in message.get("options", [])]
    return "\n".join(lines)
