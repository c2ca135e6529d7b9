"""The component that finds facts: entities with a fact's value, never the text."""

from __future__ import annotations

from copy import deepcopy

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.errors import BotError
from bot.fact_finder import FactFinder
from knowledge.fact_words import FactWords, read_fact_words
from knowledge.reading import BUNDLED


def finder(words: FactWords | None) -> FactFinder:
    return FactFinder({}, None, None, words)


def test_a_fact_becomes_an_entity() -> None:
    message = Message(data={"text": "actually she's 17"})
    finder(read_fact_words(BUNDLED)).process([message])
    [entity] = message.get("entities")
    assert entity == {
        "entity": "about",
        "value": "child",
        "start": 9,
        "end": 17,
        "extractor": "FactFinder",
    }


def test_entities_of_others_stay() -> None:
    other = {"entity": "place", "value": "x", "start": 0, "end": 1}
    message = Message(data={"text": "she's 17", "entities": [deepcopy(other)]})
    finder(read_fact_words(BUNDLED)).process([message])
    assert [e["entity"] for e in message.get("entities")] == ["place", "about"]


def test_a_finder_that_is_not_trained_says_so() -> None:
    with pytest.raises(BotError, match="FactFinder is not trained"):
        finder(None).process([Message(data={"text": "x"})])
