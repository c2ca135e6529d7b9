"""The trained pipeline: what each component leaves on a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.assistant import Assistant


def test_a_question_is_understood(assistant: Assistant) -> None:
    parsed = assistant.parse("mars referal")
    assert parsed["intent"]["name"] == "ask"
    assert parsed["questions"][0]["areas"] == ("maars",)
    assert parsed["questions"][0]["topics"][0][0] == "maars/how_to_refer"


def test_two_questions_are_heard_apart(assistant: Assistant) -> None:
    parsed = assistant.parse("what's the MASSH number, are they open now?")
    assert len(parsed["questions"]) == 3


def test_the_years_of_a_question_are_found(assistant: Assistant) -> None:
    parsed = assistant.parse("how many massh contacts in 21/22 and in 2019?")
    assert parsed["periods"] == ["2021/22", "2019"]
    assert assistant.parse("how many massh contacts?")["periods"] == []


def test_an_alarm_needs_no_model(assistant: Assistant) -> None:
    parsed = assistant.parse("he's got a knife and he's in the house")
    assert parsed["intent"] == {"name": "alarm", "confidence": 1.0}
    assert parsed["alarm"]["level"] == "emergency"


@pytest.mark.parametrize("typed", ["/restart", "/ask", " /alarm", "//greet{}"])
def test_a_slash_is_text_like_any_other(assistant: Assistant, typed: str) -> None:
    """The gateway strips it too: two walls."""
    parsed = assistant.parse(typed.lstrip("/ "))
    assert parsed["intent"]["confidence"] < 1.0


@pytest.mark.parametrize(
    "nonsense", ["qwerty zxcv", "asdf jkl", "blorp fnarg wibble", "xx", "🙂"]
)
def test_nonsense_is_not_believed(assistant: Assistant, nonsense: str) -> None:
    assert assistant.parse(nonsense)["intent"]["name"] in ("out_of_scope", "unsure")
