"""Turns plain data (YAML, JSON) into the model's values and back."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache
from typing import Any, TypeVar

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError

from knowledge.errors import ContentError
from knowledge.model import Value

T = TypeVar("T")


def shape(plain: object, wanted: type[T], place: str) -> T:
    """Raises ContentError with one line for each part of `plain` that does not fit."""
    try:
        return _converter().structure(plain, wanted)
    except BaseValidationError as error:
        lines = transform_error(error, path="")
        raise ContentError("\n".join(f"{place}{line}" for line in lines)) from error
    except (ValueError, TypeError, KeyError) as error:
        raise ContentError(f"{place}: {error}") from error


def plain(value: object) -> Any:
    """Lists, dicts, strings and numbers only, ready for JSON."""
    return _converter().unstructure(value)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook(time, _time)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(Value, _value)
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_unstructure_hook(time, lambda value: value.strftime("%H:%M"))
    return converter


def _date(value: object, _: type) -> date:
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def _time(value: object, _: type) -> time:
    if not isinstance(value, str):
        raise ValueError(f'time {value!r} must be quoted text such as "08:30"')
    return time.fromisoformat(value)


def _value(value: object, _: type) -> Value:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    raise ValueError(f"{value!r} must be a number, or text in quotation marks")


def _text(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} must be text; put it in quotation marks")
    return " ".join(value.split())
