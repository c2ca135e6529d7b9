"""What the classifier tells apart: an intent and, for some intents, what it is about.

A label is `ask/maars/criteria`, `ask/*/how_to_refer` (a point of the topic in hand),
`concern/child`, `out_of_scope/legal`, `greet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DETAILS = ("topic", "point", "about", "kind")


def label_of(intent: str, metadata: Mapping[str, str]) -> str:
    """The label of a training example from its intent and its `metadata`."""
    for detail in DETAILS:
        if value := metadata.get(detail):
            return f"{intent}/*/{value}" if detail == "point" else f"{intent}/{value}"
    return intent


def intent_of(label: str) -> str:
    return label.partition("/")[0]


def detail_of(label: str) -> str:
    """`maars/criteria`, `*/how_to_refer`, `child`; empty where the intent says all."""
    return label.partition("/")[2]


def intents(ranking: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Intents with the probabilities of their labels added up, the likeliest first."""
    sums: dict[str, float] = {}
    for label, probability in ranking:
        intent = intent_of(label)
        sums[intent] = sums.get(intent, 0.0) + probability
    return sorted(sums.items(), key=lambda item: -item[1])
