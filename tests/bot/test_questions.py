"""A message is split where it asks twice, and only there."""

from __future__ import annotations

import pytest

from bot.questions import questions


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
