"""`python -m tests.nlu.cross_validation FILE`: the label model without its own rows.

Here and not in `bot`, so that no model grows stale when only the measuring changes.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from bot.encoder import Encoder, Vectors, find_folder
from bot.label_classifier import SETTINGS, LabelClassifier
from bot.label_model import LabelModel
from bot.labels import detail_of, intent_of, label_of
from knowledge.tidy import tidy

ROOT = Path(__file__).parent.parent.parent
FOLDS = 5
SEED = 1


@dataclass(frozen=True)
class Example:
    """A training sentence and its label."""

    text: str
    label: str


def read_examples(folder: Path) -> list[Example]:
    """Read the sentences as training does: tidied, each once."""
    examples = {
        Example(tidy(line[2:]), label_of(item["intent"], item.get("metadata", {})))
        for path in sorted(folder.glob("*.yml"))
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in item["examples"].splitlines()
        if line.startswith("- ")
    }
    return sorted(examples, key=lambda example: (example.label, example.text))


def share_out(labels: Sequence[str], folds: int = FOLDS, seed: int = SEED) -> list[int]:
    """Return the fold of each example: every label spread evenly over all folds."""
    chance = random.Random(seed)
    order = sorted(range(len(labels)), key=lambda i: (labels[i], chance.random()))
    fold_of = [0] * len(labels)
    for place, index in enumerate(order):
        fold_of[index] = place % folds
    return fold_of


def guess(
    examples: Sequence[Example], vectors: Vectors, fold_of: list[int]
) -> list[str]:
    """The likeliest label of each, from a model trained on the other folds."""
    guesses = [""] * len(examples)
    fold = np.array(fold_of)
    config = LabelClassifier.get_default_config()
    for held in sorted(set(fold_of)):
        seen, unseen = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        model = LabelModel(*(config[key] for key in SETTINGS)).fit(
            [examples[i].text for i in seen],
            vectors[seen],
            [examples[i].label for i in seen],
        )
        rankings = model.rank([examples[i].text for i in unseen], vectors[unseen])
        for index, ranking in zip(unseen, rankings, strict=True):
            guesses[index] = ranking[0][0]
        sys.stdout.write(f"fold {held + 1}\n")
    return guesses


def measures(
    labels: Sequence[str], guesses: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Hits and totals; topics and areas only of questions that name a topic."""
    pairs = list(zip(labels, guesses, strict=True))
    asked = [(label, got) for label, got in pairs if is_topic(label)]
    return {
        "topic": (sum(label == got for label, got in asked), len(asked)),
        "area": (sum(_area(label) == _area(got) for label, got in asked), len(asked)),
        "intent": (
            sum(intent_of(label) == intent_of(got) for label, got in pairs),
            len(pairs),
        ),
    }


def is_topic(label: str) -> bool:
    return intent_of(label) == "ask" and not detail_of(label).startswith("*")


def _area(label: str) -> str:
    return "/".join(label.split("/")[:2])


def main(report: str) -> None:
    examples = read_examples(ROOT / "data" / "nlu")
    labels = [example.label for example in examples]
    vectors = Encoder(find_folder()).encode([example.text for example in examples])
    guesses = guess(examples, vectors, share_out(labels))
    found = {
        "folds": FOLDS,
        "sentences": len(examples),
        "measures": measures(labels, guesses),
    }
    Path(report).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
