"""The published contract holds whatever is sent: no failure, no shape of its own."""

from __future__ import annotations

from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.security.door_world import DoorWorld

EXAMPLES = 15
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_every_call_answers_as_it_is_described(door: DoorWorld) -> None:
    app = door.app(
        identity="none",
        messages_per_conversation=10_000,
        messages_per_address=10_000,
        conversations_per_address=10_000,
    )
    contract = schemathesis.openapi.from_asgi("/openapi.json", app)
    found = list(contract.get_all_operations())
    calls = [one.ok() for one in found if isinstance(one, Ok)]
    assert len(calls) == len(found)
    assert len(calls) > 10
    for call in calls:

        @hypothesis.settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(case=call.as_strategy())
        def holds(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        holds()
