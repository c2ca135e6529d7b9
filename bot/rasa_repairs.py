"""Work that Rasa does again for every message, done once; verdicts stay the same.

Measured with ten people at once (docs/benchmark.md): checking the schema of the schema
of each action's answer took 47% of a message's time, and searching all subclasses for
the type of each stored event 13%.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


def repair() -> None:
    """Call it once, before Rasa starts."""
    _check_schema_once()
    _find_event_types_once()


def _check_schema_once() -> None:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(_: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _find_event_types_once() -> None:
    find = lru_cache(maxsize=None)(Event.resolve_by_type)
    Event.resolve_by_type = staticmethod(find)
