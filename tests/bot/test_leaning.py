"""Words that lean on what was said before."""

from __future__ import annotations

import pytest

from bot.leaning import leans


@pytest.mark.parametrize(
    "text",
    [
        "since when is he in the job",
        "and their email?",
        "what about evenings",
        "who picks them",
        "is that up",
    ],
)
def test_a_few_words_that_point_back_lean(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "who is the chair",
        "can she help me with my homework",
        "my neighbour says that he leaves the baby alone every night",
        "",
    ],
)
def test_what_stands_by_itself_does_not(text: str) -> None:
    assert not leans(text)
