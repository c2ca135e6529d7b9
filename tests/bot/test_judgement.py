"""The last word on a message: alarm, intent, or not sure."""

from __future__ import annotations

import pytest

from bot.judgement import Thresholds, detail, is_question, judge, question, tells
from bot.label_model import Ranking
from bot.labels import intents, label_of

THRESHOLDS = Thresholds(intent=0.35, question=2.5)


def test_an_alarm_comes_before_everything() -> None:
    assert judge([("greet", 1.0)], True, THRESHOLDS) == ("alarm", 1.0)


@pytest.mark.parametrize(
    ("ranking", "intent"),
    [
        ([("ask/a/b", 0.3), ("greet", 0.3), ("ask/a/c", 0.3)], "ask"),
        ([("greet", 0.3), ("thanks", 0.2)], "unsure"),
        ([("out_of_scope/legal", 0.6), ("ask/a/b", 0.4)], "out_of_scope"),
        ([("ask/a/b", 0.5), ("out_of_scope/legal", 0.3)], "out_of_scope"),
        ([("ask/a/b", 0.7), ("out_of_scope/legal", 0.2)], "ask"),
        ([("concern/child", 0.5), ("out_of_scope/legal", 0.4)], "out_of_scope"),
        ([("concern/child", 0.7), ("out_of_scope/legal", 0.1)], "concern"),
        ([("concern/child", 0.5), ("out_of_scope/legal", 0.1)], "concern"),
        ([("out_of_scope/legal", 0.3), ("greet", 0.2)], "unsure"),
    ],
)
def test_the_likeliest_intent_is_believed_where_it_is_likely_enough(
    ranking: Ranking, intent: str
) -> None:
    assert judge(ranking, False, THRESHOLDS)[0] == intent


def test_a_message_that_names_an_area_is_refused_less_readily() -> None:
    ranking = [("out_of_scope/nonsense", 0.6), ("ask/lado/definition", 0.4)]
    assert judge(ranking, False, THRESHOLDS)[0] == "out_of_scope"
    assert judge(ranking, False, THRESHOLDS, named=True)[0] == "ask"


def test_a_question_spread_over_many_topics_is_refused_more_readily() -> None:
    limits = Thresholds(intent=0.3, question=1.0, peak=0.5)
    refusal = ("out_of_scope/council", 0.38)
    clear = [("ask/a/b", 0.4), refusal, ("ask/a/c", 0.1)]
    spread = [refusal, *((f"ask/{area}/b", 0.1) for area in "vwxyz")]
    assert judge(clear, False, limits)[0] == "ask"
    assert judge(spread, False, limits)[0] == "out_of_scope"
    assert judge(spread, False, limits, named=True)[0] == "ask"


def test_a_spread_question_without_a_rival_is_believed() -> None:
    limits = Thresholds(intent=0.3, question=1.0, peak=0.5)
    spread = [(f"ask/{area}/b", 0.1) for area in "pqrstvwxyz"]
    assert judge(spread, False, limits)[0] == "ask"


@pytest.mark.parametrize(
    ("ranking", "asks"),
    [
        ([("ask/a/b", 0.8), ("ask/a/c", 0.1), ("concern/child", 0.1)], True),
        ([("ask/a/b", 0.6), ("concern/child", 0.4)], False),
        ([(f"ask/{area}/b", 0.2) for area in "vwxyz"], False),
        ([("concern/child", 1.0)], False),
    ],
)
def test_what_surely_asks_about_one_topic_is_a_question(
    ranking: Ranking, asks: bool
) -> None:
    assert is_question(ranking) is asks


def test_labels_of_one_intent_add_up() -> None:
    assert intents([("ask/a/b", 0.4), ("greet", 0.35), ("ask/*/c", 0.25)]) == [
        ("ask", 0.65),
        ("greet", 0.35),
    ]


def test_a_question_keeps_topics_only_and_those_of_named_areas_from_afar() -> None:
    ranking = [(f"ask/x/{n}", 0.1) for n in range(9)] + [
        ("greet", 0.05),
        ("ask/maars/a", 0.01),
    ]
    found = question(ranking, ["maars"])
    assert len(found.topics) == 7
    assert found.topics[-1] == ("maars/a", 0.01)


@pytest.mark.parametrize(
    ("metadata", "label"),
    [
        ({}, "ask"),
        ({"topic": "maars/criteria"}, "ask/maars/criteria"),
        ({"point": "criteria"}, "ask/*/criteria"),
        ({"kind": "legal"}, "ask/legal"),
    ],
)
def test_a_label_holds_the_intent_and_what_it_is_about(
    metadata: dict[str, str], label: str
) -> None:
    assert label_of("ask", metadata) == label


def test_detail_is_that_of_the_likeliest_label_of_the_intent() -> None:
    ranking = [("greet", 0.5), ("concern/adult", 0.3), ("concern/child", 0.2)]
    assert detail(ranking, "concern") == "adult"
    assert detail(ranking, "greet") == ""
    assert detail(ranking, "ask") == ""


def test_a_worry_that_names_an_area_is_a_question_where_it_asks_as_well() -> None:
    asking = [("concern/child", 0.6), ("ask/lado/criteria", 0.4)]
    telling = [("concern/child", 0.85), ("ask/lado/criteria", 0.15)]
    assert judge(asking, False, THRESHOLDS, named=True)[0] == "ask"
    assert judge(telling, False, THRESHOLDS, named=True)[0] == "ask"
    assert judge(telling, False, THRESHOLDS, named=True, asks=False)[0] == "concern"


@pytest.mark.parametrize(
    ("ranking", "intent", "told"),
    [
        ([("ask/a/b", 0.8), ("concern/child", 0.2)], "ask", True),
        ([("ask/a/b", 0.95), ("concern/child", 0.05)], "ask", False),
        ([("out_of_scope/legal", 0.6), ("concern/child", 0.4)], "out_of_scope", False),
        ([("concern/child", 1.0)], "concern", True),
        ([("greet", 1.0)], "alarm", True),
    ],
)
def test_a_question_may_tell_a_worry_too(
    ranking: Ranking, intent: str, told: bool
) -> None:
    assert tells(ranking, intent) is told
