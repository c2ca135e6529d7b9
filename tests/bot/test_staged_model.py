"""Two stages, one ranking: what a person does, then what a question is about."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bot.encoder import Vectors
from bot.label_model import LabelModel, Ranking
from bot.labels import intents
from bot.staged_model import StagedModel

SAID = {
    "greet": ["hello there", "good morning", "hiya", "hello to you"],
    "concern/child": ["my pupil is hungry", "my pupil is cold", "my pupil is dirty"],
    "ask/panel/hours": ["when is the panel open", "panel hours", "panel open when"],
    "ask/panel/criteria": ["who meets the criteria", "criteria", "criteria of it"],
    "ask/hub/hours": ["when is the hub open", "hub hours", "hub open when"],
}
TEXTS = [text for texts in SAID.values() for text in texts]
LABELS = [label for label, texts in SAID.items() for _ in texts]


def vectors(texts: list[str]) -> Vectors:
    """One direction for each word, as an encoder that knows nothing else would."""
    found = np.zeros((len(texts), 64), dtype=np.float32)
    words = sorted({word for text in TEXTS for word in text.split()})
    for row, text in zip(found, texts, strict=True):
        for word in set(text.split()) & set(words):
            row[words.index(word)] = 1.0
    return found


@cache
def trained() -> StagedModel:
    model = StagedModel(LabelModel(width=8, evened=True), LabelModel(width=8))
    return model.fit(TEXTS, vectors(TEXTS), LABELS)


def ranking(text: str) -> Ranking:
    [found] = trained().rank([text], vectors([text]))
    return found


@pytest.mark.parametrize(("text", "label"), zip(TEXTS, LABELS, strict=True))
def test_what_was_learned_comes_first(text: str, label: str) -> None:
    assert ranking(text)[0][0] == label


def test_every_label_has_its_share_and_the_likeliest_is_first() -> None:
    found = ranking("is the panel open")
    shares = [share for _, share in found]
    assert sorted(label for label, _ in found) == sorted(SAID)
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1.0, abs=1e-5)


def test_topics_share_what_the_first_stage_gives_to_questions() -> None:
    """However sure the second stage is, a greeting stays a greeting."""
    found = dict(intents(ranking("hello there")))
    assert found["greet"] > 0.5 > found["ask"]


def test_a_question_is_told_by_the_first_stage_alone() -> None:
    """No other topic takes from a worry, though there are more questions."""
    assert intents(ranking("my pupil is hungry"))[0][0] == "concern"


def test_many_texts_are_ranked_at_once() -> None:
    texts = ["hiya", "hub hours"]
    found = trained().rank(texts, vectors(texts))
    assert [one[0][0] for one in found] == ["greet", "ask/hub/hours"]


def test_labels_that_are_evened_are_heard_though_they_are_rare() -> None:
    texts = ["open the door"] * 30 + ["open the door to her"] * 2
    labels = ["ask/door/open"] * 30 + ["concern/adult"] * 2
    plain, evened = (
        LabelModel(width=4, evened=even).fit(texts, vectors(texts), labels)
        for even in (False, True)
    )
    said = ["open the door to her"]
    before, after = (
        dict(model.rank(said, vectors(said))[0])["concern/adult"]
        for model in (plain, evened)
    )
    assert after > before
