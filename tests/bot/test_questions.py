"""A message is split where it asks twice, and only there."""

from __future__ import annotations

import pytest

from bot.questions import asks, questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "what's the MASSH number, are they open now?",
            ["what's the MASSH number", "are they open now"],
        ),
        ("What is MAARS? How do I refer?", ["What is MAARS", "How do I refer"]),
        (
            "who can refer and how long does it take",
            ["who can refer", "how long does it take"],
        ),
        ("how do I refer to MAARS", []),
        ("maars form? massh number?", ["maars form", "massh number"]),
        ("our carer was arrested, what are the criteria", []),
        ("ive sent the form. what happens next?", []),
        ("bread and butter", []),
        ("why? because", []),
        ("what is a? what is b? what is c? what is d?", []),
        ("", []),
    ],
)
def test_questions(text: str, parts: list[str]) -> None:
    assert questions(text) == parts


def test_a_story_with_a_question_asks_and_a_story_alone_does_not() -> None:
    assert asks("our carer was arrested. would she fit the criteria? can we refer her")
    assert asks("what are the criteria")
    assert asks("every service says no. would she fit the panel")
    assert not asks("our carer was arrested and nobody told us")
