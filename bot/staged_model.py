"""What a person does, then what a question is about: two models, one ranking."""

from __future__ import annotations

from collections.abc import Sequence

from bot.encoder import Vectors
from bot.label_model import LabelModel, Ranking
from bot.labels import intent_of

ASK = "ask"


class StagedModel:
    """The first model tells questions from all else, the second only knows questions.

    One model for both would take a worry for a question, as ten times as many
    sentences ask: each stage is trained with proportions of its own.
    """

    def __init__(self, intents: LabelModel, topics: LabelModel) -> None:
        self._intents = intents
        self._topics = topics

    def fit(
        self, texts: Sequence[str], vectors: Vectors, labels: Sequence[str]
    ) -> StagedModel:
        """`vectors` has a row for each text; questions have labels `ask/...`."""
        asked = [i for i, label in enumerate(labels) if intent_of(label) == ASK]
        # By area, as questions on everything at once have no line around them.
        self._intents.fit(texts, vectors, [_area(label) for label in labels])
        self._topics.fit(
            [texts[i] for i in asked], vectors[asked], [labels[i] for i in asked]
        )
        return self

    def rank(self, texts: Sequence[str], vectors: Vectors) -> list[Ranking]:
        """For each text every label with its probability, the likeliest first."""
        return [
            _joined(intents, topics)
            for intents, topics in zip(
                self._intents.rank(texts, vectors),
                self._topics.rank(texts, vectors),
                strict=True,
            )
        ]


def _area(label: str) -> str:
    """`ask/maars` of `ask/maars/criteria`; every other label as it is."""
    return "/".join(label.split("/")[:2]) if intent_of(label) == ASK else label


def _joined(intents: Ranking, topics: Ranking) -> Ranking:
    asked = sum(p for label, p in intents if intent_of(label) == ASK)
    joined = [pair for pair in intents if intent_of(pair[0]) != ASK]
    joined += [(label, asked * probability) for label, probability in topics]
    return sorted(joined, key=lambda pair: -pair[1])
