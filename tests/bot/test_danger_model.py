"""Levels are learned from all messages, harms from danger alone."""

from __future__ import annotations

import numpy as np
import pytest

from bot.danger_model import DangerModel, level_of
from bot.encoder import Vectors
from bot.label_model import LabelModel
from knowledge.danger import TOLD, DangerMessage

MESSAGES = [
    DangerMessage("he is kicking the door in", "emergency", "self", "violence"),
    DangerMessage("he kicks the door right now", "emergency", "self", "violence"),
    DangerMessage("the flat is full of smoke", "emergency", "self", "fire"),
    DangerMessage("there is smoke in the flat now", "emergency", "self", "fire"),
    DangerMessage("he says he will find me tonight", "urgent", "self", "violence"),
    DangerMessage("he says he will burn it tonight", "urgent", "self", "fire"),
    DangerMessage("she is hungry most weeks", "concern", "relative", "none"),
    DangerMessage("the pupil is hungry and cold", TOLD, "", "none"),
    DangerMessage("when does the panel meet", "lookalike", "public", "none"),
    DangerMessage("how do panels meet", "lookalike", "public", "none"),
]


def nothing(rows: int) -> Vectors:
    """Vectors that say nothing, so that only the n-grams count."""
    return np.zeros((rows, 4), dtype=np.float32)


@pytest.fixture(scope="module")
def model() -> DangerModel:
    made = DangerModel(LabelModel(width=8), LabelModel(width=4))
    return made.fit(MESSAGES, nothing(len(MESSAGES)))


def test_the_level_and_the_harm_are_heard(model: DangerModel) -> None:
    heard = model.ask("smoke in the flat", nothing(1))
    assert heard.emergency > heard.urgent
    assert heard.harm == "fire"


def test_a_question_is_far_from_danger(model: DangerModel) -> None:
    danger = model.ask("he is kicking the door", nothing(1))
    calm = model.ask("when do panels meet", nothing(1))
    assert calm.emergency + calm.urgent < 0.5 < danger.emergency + danger.urgent


def test_worries_are_a_level_of_their_own() -> None:
    assert [level_of(m) for m in MESSAGES[5:9]] == [
        "urgent",
        "concern",
        "concern",
        "none",
    ]
