"""Which periods a message names, and which of them a held period answers."""

from __future__ import annotations

import pytest

from knowledge.years import asked, covered, years


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("massh contacts in 21/22", ["2021/22"]),
        ("2021/22 please", ["2021/22"]),
        ("2021-22", ["2021/22"]),
        ("2021 – 22", ["2021/22"]),
        ("2021/2022 annual report", ["2021/22"]),
        ("2021 to 2022", ["2021/22"]),
        ("2021 2022 figures", ["2021/22"]),
        ("and 22/23?", ["2022/23"]),
        ("what about 2019?", ["2019"]),
        ("2020/21 and 2021/22", ["2020/21", "2021/22"]),
        ("20/21, 21/22.", ["2020/21", "2021/22"]),
        ("2021/22 q3", ["2021/22 Q3"]),
        ("Q4 of 2021/22", ["2021/22 Q4"]),
        ("quarter 1 21/22", ["2021/22 Q1"]),
        ("in march 2022", ["March 2022"]),
        ("on 31 March 2022", ["March 2022"]),
        ("the business plan 2023 to 2026", ["2023 to 2026"]),
        ("2021, then 45 more", ["2021"]),
        ("2021 45 contacts", ["2021"]),
        ("1999/00", ["1999/00"]),
        ("is it 24/7?", []),
        ("how many", []),
        ("ring 0161 217 2021", []),
        ("07700 902019", []),
        ("+44 161 2019 2020", []),
        ("NHS 943 476 2019", []),
        ("born 3/5/2010", []),
        ("born in 2010", []),
        ("dob: 2010-05-03", []),
        ("he was born on 3 May 2010", []),
        ("3rd of May 2010", []),
        ("May 3rd, 2010", []),
        ("12.05.2021", []),
        ("aged 16/17", []),
        ("16/17 year olds", []),
        ("on 11/12", []),
        ("£2,021 or 2.021 or 2019%", []),
        ("20/22", []),
        ("section 2021a", []),
        ("", []),
    ],
)
def test_periods_asked_for(text: str, periods: list[str]) -> None:
    assert list(asked(text)) == periods


@pytest.mark.parametrize(
    ("period", "held", "answers"),
    [
        ("2021/22", "2021/22", True),
        ("2021/22", "2021/22 Q3", True),
        ("2021/22", "31 March 2022", True),
        ("2021/22", "end of 2021/22", True),
        ("2021/22", "April 2021 to March 2022", True),
        ("2021/22", "2020/21", False),
        ("2021/22 Q3", "2021/22", False),
        ("2021/22 Q3", "2021/22 Q4", False),
        ("2021", "2021/22", True),
        ("2022", "2021/22", False),
        ("2022", "31 March 2022", True),
        ("2011", "2011 census", True),
        ("2019/20", "July 2019 to June 2020", True),
        ("2021/22", "2018 to 2022", False),
        ("2018 to 2022", "2021/22", True),
        ("2019", "year not stated", False),
    ],
)
def test_a_held_period_answers_for_one_asked(
    period: str, held: str, answers: bool
) -> None:
    assert covered(period, [held]) is answers


def test_years_leave_out_quarters_and_stand_in_order() -> None:
    held = ("2021/22 Q1", "year not stated", "2020/21 Q4", "2021/22", "2011 census")
    assert years(held) == ("2011 census", "2020/21", "2021/22", "year not stated")
