"""Decides what a person does with a message: alarm first, then the likeliest intent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.label_model import Ranking
from bot.labels import detail_of, intent_of, intents

ALARM = "alarm"
UNSURE = "unsure"
OUT_OF_SCOPE = "out_of_scope"
CANDIDATES = 6


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from 0 to 1, set on held-out sentences (docs/evaluation.md)."""

    intent: float = 0.35
    """Below it the likeliest intent is not believed."""
    question: float = 2.5
    """Times out of scope from which a question is believed: questions have many more
    training sentences, so that a little of each adds up."""


@dataclass(frozen=True)
class Question:
    """One question of a message: the areas it names and the topics it may be about."""

    areas: tuple[str, ...]
    topics: tuple[tuple[str, float], ...]
    """Topic ids, or `*/point` for a point of the topic in hand, the likeliest first."""


def judge(
    ranking: Ranking, alarmed: bool, thresholds: Thresholds, named: bool = False
) -> tuple[str, float]:
    """The intent and how sure it is, from 0 to 1; `named`: it names an area."""
    if alarmed:
        return ALARM, 1.0
    ranked = intents(ranking)
    name, probability = ranked[0]
    refusal = dict(ranked).get(OUT_OF_SCOPE, 0.0)
    question = dict(ranked).get("ask", 0.0)
    if named and name == OUT_OF_SCOPE and question * thresholds.question > refusal:
        return "ask", question
    if not named and name == "ask" and question < thresholds.question * refusal:
        return OUT_OF_SCOPE, refusal
    return (name if probability >= thresholds.intent else UNSURE), probability


def question(ranking: Ranking, areas: Sequence[str]) -> Question:
    """What `ranking` says about topics, without the labels of other intents."""
    asked = [
        (detail_of(label), round(p, 4))
        for label, p in ranking
        if intent_of(label) == "ask"
    ]
    named = [pair for pair in asked[CANDIDATES:] if pair[0].partition("/")[0] in areas]
    return Question(tuple(areas), tuple(asked[:CANDIDATES] + named[:CANDIDATES]))


def detail(ranking: Ranking, intent: str) -> str:
    """What the likeliest label of the intent adds: `child`, `legal`; else empty."""
    return next(
        (detail_of(label) for label, _ in ranking if intent_of(label) == intent), ""
    )
