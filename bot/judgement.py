"""Decides what a person does with a message: alarm first, then the likeliest intent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.label_model import Ranking
from bot.labels import detail_of, intent_of, intents

ALARM = "alarm"
CONCERN = "concern"
UNSURE = "unsure"
TELLING = (CONCERN, "report", ALARM)
OUT_OF_SCOPE = "out_of_scope"
CANDIDATES = 6
_STORY = 60.0
"""How much likelier a question is that names an area after a story of a worry ..."""
_MENTIONED = 2.5
"""... and where it names one but asks nothing."""
_TOLD = 0.6
"""From which a worry is believed ..."""
_STRAY = 0.3
"""... whatever share of it may be out of scope; below, no more than this."""
_CASE = 0.1
"""Probability of a worry from which a question tells of a case too."""
_FLAT = 1.5
"""Factor of `Thresholds.question` where no topic stands out."""
_SETTLED = 0.93
"""From which a message says that danger is past: none of danger comes near."""
_SURELY_ASKS = 0.8
_ABOUT_ONE = 0.4
_NAMED = 2.5
"""How much likelier a question is that names an area of safeguarding."""


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from 0 to 1, set on held-out sentences (docs/evaluation.md)."""

    intent: float = 0.35
    """Below it the likeliest intent is not believed."""
    question: float = 2.5
    """Times out of scope from which a question is believed; more where no topic stands
    out: what is out of scope spreads over many."""
    peak: float = 0.25
    """Share of a question's topics from which the first stands out."""


@dataclass(frozen=True)
class Question:
    """One question of a message: the areas it names and the topics it may be about."""

    areas: tuple[str, ...]
    topics: tuple[tuple[str, float], ...]
    """Topic ids, or `*/point` for a point of the topic in hand, the likeliest first."""


def judge(
    ranking: Ranking,
    alarmed: bool,
    thresholds: Thresholds,
    named: bool = False,
    asks: bool = True,
) -> tuple[str, float]:
    """The intent and how sure it is, from 0 to 1.

    `named`: it names an area; `asks`: it holds the words of a question.
    """
    if alarmed:
        return ALARM, 1.0
    ranked = intents(ranking)
    name, probability = ranked[0]
    refusal = dict(ranked).get(OUT_OF_SCOPE, 0.0)
    question = dict(ranked).get("ask", 0.0)
    if named and name == OUT_OF_SCOPE and question * _NAMED > refusal:
        return "ask", question
    story = _STORY if asks else _MENTIONED
    if named and name == CONCERN and question * story > probability:
        return "ask", question
    if name == CONCERN and probability < _TOLD and refusal > _STRAY * probability:
        return OUT_OF_SCOPE, refusal
    least = thresholds.question * (1 if _peak(ranking) >= thresholds.peak else _FLAT)
    if not named and name == "ask" and question < least * refusal:
        return OUT_OF_SCOPE, refusal
    return (name if probability >= thresholds.intent else UNSURE), probability


def tells(ranking: Ranking, intent: str) -> bool:
    """True where a worry is told, though it may be asked about."""
    worry = dict(intents(ranking)).get(CONCERN, 0.0)
    return intent in TELLING or (intent == "ask" and worry >= _CASE)


def is_past(ranking: Ranking) -> bool:
    """True where it surely says that all are safe now."""
    return dict(intents(ranking)).get("safe_now", 0.0) >= _SETTLED


def is_question(ranking: Ranking) -> bool:
    """True where it surely asks, and about one topic: no emergency reads like that."""
    asks = dict(intents(ranking)).get("ask", 0.0)
    return asks >= _SURELY_ASKS and _peak(ranking) >= _ABOUT_ONE


def _peak(ranking: Ranking) -> float:
    """Share of the likeliest topic among all; bare points of the talk are one."""
    asked = [(label, p) for label, p in ranking if intent_of(label) == "ask"]
    bare = sum(p for label, p in asked if detail_of(label).startswith("*/"))
    whole = sum(p for _, p in asked)
    return max(bare, *(p for _, p in asked)) / whole if whole else 0.0


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
