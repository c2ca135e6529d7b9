"""Cross-validation: every label in every fold, and no model that saw its sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from tests.nlu.cross_validation import (
    Example,
    guess,
    measures,
    read_examples,
    share_out,
)

ROOT = Path(__file__).parent.parent.parent


def test_every_label_is_spread_evenly_over_the_folds() -> None:
    labels = ["a"] * 11 + ["b"] * 7 + ["c"] * 5
    folds = share_out(labels)
    assert set(folds) == set(range(5))
    for label in "abc":
        counts = Counter(
            f for f, name in zip(folds, labels, strict=True) if name == label
        )
        assert len(counts) == 5
        assert max(counts.values()) - min(counts.values()) <= 1
    assert folds == share_out(labels)


def test_each_training_sentence_is_read_once_with_its_label() -> None:
    examples = read_examples(ROOT / "data" / "nlu")
    assert len(examples) == len(set(examples))
    assert "ask/massh/definition" in {example.label for example in examples}


def test_topics_and_areas_are_counted_of_questions_that_name_one() -> None:
    labels = ["ask/sar/law", "ask/sar/law", "ask/sar/law", "ask/*/law", "greet"]
    guesses = ["ask/sar/law", "ask/sar/steps", "greet", "ask/sar/law", "greet"]
    assert measures(labels, guesses) == {
        "topic": (1, 3),
        "area": (2, 3),
        "intent": (4, 5),
    }


def test_a_sentence_is_judged_by_a_model_that_never_saw_it() -> None:
    """What stands alone in its fold under its label can never be guessed."""
    words = {"bins": "out_of_scope", "hello": "greet"}
    examples = [
        Example(f"{word} number {n}", label)
        for word, label in words.items()
        for n in range(10)
    ]
    alone = Example("something else entirely", "thanks")
    vectors = np.array(
        [[1.0, 0.0]] * 10 + [[0.0, 1.0]] * 10 + [[0.5, 0.5]], dtype=np.float32
    )
    folds = share_out([example.label for example in [*examples, alone]])
    guesses = guess([*examples, alone], vectors, folds)
    assert guesses[:20] == [example.label for example in examples]
    assert guesses[20] != "thanks"
