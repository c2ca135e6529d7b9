"""What was repaired accepts, refuses and finds what Rasa's own does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet

from bot.rasa_repairs import repair

ANSWERS: list[tuple[dict[str, Any], bool]] = [
    ({"events": [], "responses": []}, True),
    (
        {
            "events": [{"event": "slot", "name": "area", "value": "sar"}],
            "responses": [],
        },
        True,
    ),
    ({"events": [], "responses": [{"custom": {"kind": "answer"}}]}, True),
    ({"events": "none", "responses": []}, False),
    ({"events": [], "responses": ["text"]}, False),
    ({"events": [{"event": "slot"}], "responses": []}, False),
    ({"events": [{"event": "no such event"}], "responses": []}, False),
]


@pytest.fixture
def both() -> Iterator[tuple[Any, Any]]:
    """Rasa's check and ours; Rasa's is put back at the end."""
    slow = RemoteAction._validate_action_result
    search = Event.resolve_by_type
    repair()
    yield slow, RemoteAction._validate_action_result
    RemoteAction._validate_action_result = slow
    Event.resolve_by_type = staticmethod(search)


@pytest.mark.parametrize(("answer", "accepted"), ANSWERS)
def test_same_verdict(
    both: tuple[Any, Any], answer: dict[str, Any], accepted: bool
) -> None:
    action = RemoteAction("action_answer", None)
    for check in both:
        if accepted:
            assert check(action, answer) is True
        else:
            with pytest.raises(ValidationError):
                check(action, answer)


def test_event_types_are_found_as_before(both: tuple[Any, Any]) -> None:
    assert both
    stored = SlotSet("area", "maars").as_dict()
    assert Event.from_parameters(stored) == SlotSet("area", "maars")
    with pytest.raises(ValueError, match="no such type"):
        Event.resolve_by_type("no such type")
