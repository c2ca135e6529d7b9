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


def test_a_rule_raises_an_alarm_whatever_the_model_thinks(
    assistant: Assistant,
) -> None:
    parsed = assistant.parse("he's got a knife and he's in the house")
    assert parsed["intent"] == {"name": "alarm", "confidence": 1.0}
    assert parsed["alarm"]["level"] == "emergency"
    assert parsed["alarm"]["layer"] == "rules"


def test_danger_that_no_rule_names_is_heard(assistant: Assistant) -> None:
    parsed = assistant.parse("hes stood on the landing now and my door doesnt lock")
    assert parsed["intent"]["name"] == "alarm"
    assert parsed["alarm"]["layer"] == "model"
    assert not parsed["alarm"]["alike"]


def test_danger_in_another_language_is_heard(assistant: Assistant) -> None:
    parsed = assistant.parse("mąż mnie bije, proszę o pomoc")
    assert parsed["intent"]["name"] == "alarm"
    assert parsed["alarm"]["language"] == "pl"


@pytest.mark.parametrize(
    "asked",
    [
        "what is the policy when a pupil brings a knife to school",
        "when should I ring 999?",
        "how many domestic abuse cases went to marac last year",
    ],
)
def test_a_question_about_danger_is_a_question(
    assistant: Assistant, asked: str
) -> None:
    assert assistant.parse(asked)["intent"]["name"] == "ask"


def test_a_worry_comes_with_its_doors_and_a_question_with_none(
    assistant: Assistant,
) -> None:
    worry = assistant.parse("the little lad next door is never fed or washed")
    assert (worry["intent"]["name"], worry["detail"]) == ("concern", "child")
    doors = [door for door, _ in worry["doors"]]
    assert "massh_children" in doors
    assert assistant.parse("what is maars?")["doors"] == []


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
