"""Figures: how they read, what is said to be not held, and what the checker finds."""

from __future__ import annotations

import json
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from knowledge.__main__ import main
from knowledge.check import check
from knowledge.content import Content
from knowledge.figures import (
    Measure,
    bare,
    direction,
    full,
    matching,
    measures,
    periods_of,
)
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import FigureCard
from knowledge.model import Compared, Figure, Source, Value, Wording
from knowledge.reading import read
from knowledge.shape import plain, shape
from tests.knowledge.small_world import area, content, counted, figure, point

NOW = datetime(2026, 11, 24, 10, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("value", "unit", "short", "long"),
    [
        (17268, "contacts", "17,268", "17,268 contacts"),
        (67, "percent", "67%", "67%"),
        (19.0, "%", "19.0%", "19.0%"),
        (67, "percent of rapid reviews", "67%", "67% of rapid reviews"),
        (-37, "% change", "-37%", "-37% change"),
        ("over 50", "children", "over 50", "over 50 children"),
        ("between 7% and 10%", "%", "between 7% and 10%", "between 7% and 10%"),
        ("a fall", "referrals", "a fall", "a fall"),
    ],
)
def test_a_value_is_written_with_its_unit(
    value: Value, unit: str, short: str, long: str
) -> None:
    assert (bare(value, unit), full(value, unit)) == (short, long)


@pytest.mark.parametrize(
    ("value", "before", "way"),
    [
        (2, 1, "up"),
        (18.9, 19.0, "down"),
        (3, 3.0, "same"),
        ("over 50", 40, None),
        (50, "25 and 0", None),
    ],
)
def test_a_direction_comes_from_numbers_alone(
    value: Value, before: Value, way: str | None
) -> None:
    assert direction(value, before) == way


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Calls to the panel, 2021/22: 17,268"),
        (
            {"compared": Compared(13058, "2020/21")},
            "Calls to the panel, 2021/22: 17,268 (2020/21: 13,058; up)",
        ),
        (
            {"compared": Compared(17268, "2020/21")},
            "Calls to the panel, 2021/22: 17,268 (2020/21: 17,268; the same)",
        ),
        (
            {"value": "25 and 0", "compared": Compared(25, "2020/21")},
            "Calls to the panel, 2021/22: 25 and 0 (2020/21: 25)",
        ),
        ({"unit": "weeks"}, "Calls to the panel, 2021/22: 17,268 weeks"),
        (
            {"value": 40, "unit": "%", "kind": "target"},
            "Calls to the panel, target for 2021/22: 40%",
        ),
        (
            {"kind": "target", "compared": Compared(3, "2020/21")},
            "Calls to the panel, target for 2021/22: 17,268 (2020/21: 3)",
        ),
        (
            {"label": "Baseline of calls", "kind": "baseline"},
            "Baseline of calls, 2021/22: 17,268",
        ),
    ],
)
def test_one_figure_is_one_line(changes: dict[str, Any], line: str) -> None:
    assert Measure((figure(**changes),)).line(content().word) == line


def test_a_target_brings_its_baseline_and_says_which_is_which() -> None:
    [aims] = measures(["goal"], counted().figures)
    assert aims.line(content().word) == (
        "Late calls, 2022/23 (baseline): 67%; 2023/24 (target): 40%"
    )
    assert measures(["goal", "start"], counted().figures) == [aims]


def test_a_series_comes_whole_and_in_order_of_time() -> None:
    [visits] = measures(["visits_4", "visits_0"], counted().figures)
    card = visits.card(content().word)
    assert [value for _, value in card.points] == [352, 500, 791, 748, 861]
    assert card.points[-1][0] == "2021/22 Q1"


def test_a_comparison_does_not_stand_by_itself_as_well() -> None:
    [calls] = measures(["calls_before", "calls", "gone"], counted().figures)
    assert calls.card(content().word) == FigureCard(
        "Calls to the panel", "calls", "high", (("2020/21", 13058), ("2021/22", 17268))
    )


def test_a_card_is_as_certain_as_its_least_certain_point() -> None:
    both = Measure((figure(), figure(certainty="low", doubt="Lost.")))
    assert both.card(content().word).certainty == "low"


def test_periods_held_count_comparisons() -> None:
    assert periods_of([counted().figures["calls"]]) == ("2020/21", "2021/22")


def _answer(*periods: str) -> str:
    base = KnowledgeBase(counted())
    return base.answer("panel/figures", "professional", NOW, periods).text


def test_an_answer_lists_its_figures_after_the_summary() -> None:
    assert _answer().splitlines()[:6] == [
        "There were 17,268 calls, and 67% came late.",
        "",
        "• Calls to the panel, 2021/22: 17,268 (2020/21: 13,058; up)",
        "• Late calls, 2022/23 (baseline): 67%; 2023/24 (target): 40%",
        "• Newcomers, 2021/22: 34 or 5 people. Please check: Its label is lost.",
        "• Visits, 2020/21 Q1: 352; 2020/21 Q2: 500; 2020/21 Q3: 791; 2020/21 Q4: 748;"
        " 2021/22 Q1: 861",
    ]


def test_a_year_that_is_not_held_is_said_first() -> None:
    first, _, summary = _answer("2018/19", "2021/22", "2019").splitlines()[:3]
    assert first == (
        "No figure for 2018/19 and 2019 is held. "
        "The years held are 2020/21, 2021/22, 2022/23 and 2023/24."
    )
    assert summary.startswith("There were 17,268")


def test_a_year_that_is_held_needs_no_remark() -> None:
    assert _answer("2020/21", "2021", "2021/22 Q1") == _answer()


def test_a_point_without_figures_does_not_mind_the_year() -> None:
    base = KnowledgeBase(counted())
    with_year = base.answer("panel/criteria", "professional", NOW, ["1999"])
    assert with_year == base.answer("panel/criteria", "professional", NOW)
    assert with_year.figures == ()


def test_a_figure_brings_its_source() -> None:
    world = counted()
    world.sources["report"] = Source("A report", "2022", "high")
    world.figures["calls"] = figure(source="report")
    message = KnowledgeBase(world).answer("panel/figures", "professional", NOW)
    assert [source.title for source in message.sources] == ["A page", "A report"]
    assert message.sources[1].section == "Numbers"


def test_another_wording_has_its_own_figures() -> None:
    public = Wording(summary="We do not count.", contacts=("door",))
    world = counted()
    world.areas["panel"] = area(
        points={"figures": point(figures=("calls",), public=public)}
    )
    message = KnowledgeBase(world).answer("panel/figures", "public", NOW, ["1999"])
    assert message.text == "We do not count."
    assert message.figures == ()


def test_a_figure_goes_through_json_unchanged() -> None:
    for value in (17268, 19.0, "over 50"):
        one = figure(value=value, compared=Compared(value, "2019"))
        assert shape(plain(one), Figure, "") == one
        assert type(shape(plain(one), Figure, "").value) is type(value)


def _problems(world: Content) -> list[str]:
    return [
        f"{p.place}: {p.text}"
        for p in check(world, date(2026, 12, 1))
        if "figure" in p.place + p.text
    ]


def test_the_small_content_keeps_the_rules() -> None:
    assert _problems(counted()) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"source": ""}, "no source"),
        ({"source": "gone"}, "unknown source 'gone'"),
        ({"certainty": "low"}, "low certainty without a doubt"),
        ({"certainty": "medium"}, "medium certainty without a doubt"),
        ({"series": "visits"}, "more than one label or unit"),
    ],
)
def test_a_broken_figure_is_found(changes: dict[str, Any], problem: str) -> None:
    world = counted()
    world.figures["calls_before"] = figure(value=1, **changes)
    assert [p for p in _problems(world) if problem in p]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"figures": ("gone",)}, "unknown figure 'gone'"),
        ({"summary": "It is {figure.gone}."}, "unknown figure 'gone' in a sentence"),
        ({"summary": "It is {figure.Gone-1}."}, "unknown figure 'Gone-1'"),
        (
            {"summary": "It is {figure.goal}."},
            "figure 'goal' stands in a sentence alone",
        ),
    ],
)
def test_a_wrong_mention_is_found(changes: dict[str, Any], problem: str) -> None:
    world = counted()
    world.areas["panel"] = area(
        points={"p": point(**{"figures": ("calls",), **changes})}
    )
    assert [p for p in _problems(world) if problem in p]


@pytest.mark.parametrize(
    "summary", ["{figure.calls}", "{figure.calls_before}", "{figure.visits_0} visits"]
)
def test_a_figure_may_be_named_where_it_is_shown(summary: str) -> None:
    world = counted()
    listed = point(figures=("calls", "visits_1"), summary=f"It was {summary}.")
    world.areas["panel"] = area(points={"p": listed})
    assert _problems(world) == []


def test_figures_are_read_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "one.yml").write_text(
        "calls: {label: Calls, value: 5, unit: calls, period: 2021/22, kind: count,"
        " source: page, certainty: high}\n"
        "wrong: {label: Calls, value: true, unit: calls, period: 2019, kind: sum,"
        " source: page, certainty: high}\n",
        encoding="utf-8",
    )
    found, problems = read(tmp_path)
    assert list(found.figures) == ["calls"]
    lines = " ".join(p.text for p in problems if p.place == "figures/one.yml")
    for part in ("int | float | str @ .value", "@ .period", "@ .kind"):
        assert part in lines


def test_a_measure_is_found_by_any_of_its_words() -> None:
    held = counted().figures
    assert set(matching(held, "LATE")) == {"goal", "start"}
    assert len(matching(held, "visits")) == 5
    assert matching(held, "nothing like it") == {}


def test_the_table_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path, counted())
    assert main(["--content", str(tmp_path), "figures", "--measure", "calls to"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "calls                            count     high    "
        "Calls to the panel, 2021/22: 17,268 (2020/21: 13,058; up)",
        "calls_before                     count     high    "
        "Calls to the panel, 2020/21: 13,058",
    ]
    main(["--content", str(tmp_path), "figures", "--period", "2023/24"])
    assert capsys.readouterr().out.startswith("goal ")
    main(["--content", str(tmp_path), "figures", "--period", "2015/16"])
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("No figure for 2015/16 is held.")


def _write(folder: Path, world: Content) -> None:
    """Just enough of a content folder; JSON is YAML."""
    for name in ("acronyms.yml", "alarms/shared/sets.yml", "alarms/shared/frames.yml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}", encoding="utf-8")
    (folder / "figures").mkdir()
    for name, value in (("words.yml", world.words), ("figures/a.yml", world.figures)):
        (folder / name).write_text(json.dumps(plain(value)), encoding="utf-8")
