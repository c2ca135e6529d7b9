"""A small content that tests build their own cases on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from typing import Any

from knowledge.content import Content
from knowledge.model import (
    Acronym,
    Area,
    Block,
    Citation,
    Compared,
    Contact,
    Figure,
    Hours,
    Period,
    Point,
    Route,
    Source,
    Wording,
)
from knowledge.reading import BUNDLED, read_or_raise

OFFICE = Hours(
    periods=(
        Period(("mon", "tue", "wed", "thu"), time(8, 30), time(17)),
        Period(("fri",), time(8, 30), time(16, 30)),
    )
)
ALWAYS = Hours(always_open=True, bank_holidays="open")


def contact(**changes: Any) -> Contact:
    plain = Contact(
        name="Front door",
        for_whom="Anyone with a worry.",
        coverage="stockport",
        status="ready",
        source="page",
        owner="Business unit",
        phone="0161 000 0001",
        hours=OFFICE,
        out_of_hours="night",
    )
    return replace(plain, **changes)


def point(**changes: Any) -> Point:
    plain = Point(
        label="What it is",
        ask="What is the panel?",
        summary="It is a panel.",
        sources=(Citation("page", "Overview"),),
        contacts=("door",),
        routes=("door",),
        related=("panel/criteria",),
    )
    return replace(plain, **changes)


def figure(**changes: Any) -> Figure:
    plain = Figure(
        label="Calls to the panel",
        value=17268,
        unit="calls",
        period="2021/22",
        kind="count",
        source="page",
        certainty="high",
        section="Numbers",
    )
    return replace(plain, **changes)


def area(**changes: Any) -> Area:
    plain = Area(
        title="The panel",
        audience="everyone",
        owner="Business unit",
        reviewed_on=date(2026, 11, 1),
        review_by=date(2027, 5, 1),
        names=("panel",),
        points={
            "definition": point(),
            "criteria": point(
                label="Who meets it",
                ask="What are the criteria?",
                summary="There are two.",
                body=(
                    Block("Both of these:", items=("one", "two")),
                    Block(steps=("Ring.",)),
                ),
                judgement=True,
                related=("panel/definition",),
            ),
        },
    )
    return replace(plain, **changes)


def content(**changes: Any) -> Content:
    """Words and alarms are the project's own; everything else is small."""
    plain = Content(
        sources={
            "page": Source("A page", "undated", "high", "https://example.org/page")
        },
        contacts={
            "emergency_999": contact(
                name="999", phone="999", hours=ALWAYS, out_of_hours=None
            ),
            "door": contact(),
            "night": contact(name="Night line", phone="0161 000 0002", hours=Hours()),
        },
        routes={"door": Route("The door", "For a worry.", "everyone", ("door",))},
        areas={"panel": area()},
        acronyms={"GP": Acronym("general practitioner", "everyone")},
        words=_own_words(),
    )
    return replace(plain, **changes)


def counted() -> Content:
    """A content with figures of every kind, listed by `panel/figures`."""
    quarters = zip((352, 500, 791, 748, 861), (1, 2, 3, 4, 1), strict=True)
    figures = {
        "calls": figure(compared=Compared(13058, "2020/21")),
        "calls_before": figure(value=13058, period="2020/21"),
        "goal": figure(
            label="Late calls", value=40, unit="%", period="2023/24", kind="target"
        ),
        "start": figure(
            label="Late calls", value=67, unit="%", period="2022/23", kind="baseline"
        ),
        "newcomers": figure(
            label="Newcomers",
            value="34 or 5",
            unit="people",
            certainty="low",
            doubt="Its label is lost.",
        ),
        **{
            f"visits_{n}": figure(
                label="Visits",
                value=value,
                unit="visits",
                period=f"{2020 + n // 4}/{21 + n // 4} Q{quarter}",
                series="visits",
            )
            for n, (value, quarter) in enumerate(quarters)
        },
    }
    listed = ("calls", "calls_before", "goal", "newcomers", "visits_4")
    summary = "There were {figure.calls} calls, and {figure.start} came late."
    points = {"figures": point(summary=summary, figures=listed), "criteria": point()}
    return content(figures=figures, areas={"panel": area(points=points)})


@lru_cache(maxsize=1)
def _own_words() -> dict[str, str]:
    return read_or_raise(BUNDLED).words


PUBLIC_PANEL = Wording(
    summary="Only staff can use it. Ring the front door.", contacts=("door",)
)
