"""Opening state through a whole year, clock changes and bank holidays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from knowledge.model import Hours, Period
from knowledge.opening import is_bank_holiday, opening
from tests.knowledge.small_world import ALWAYS, OFFICE

UTC = timezone.utc
LONDON = ZoneInfo("Europe/London")
STEP = timedelta(minutes=15)
BANK_HOLIDAYS_2026 = {
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 8, 31),
    date(2026, 12, 25),
    date(2026, 12, 28),
}
"""As GOV.UK lists them for England and Wales."""


def _is_open_by_the_wall(moment: datetime) -> bool:
    """The office hours, read off a wall clock and a printed calendar."""
    wall = moment.astimezone(LONDON)
    if wall.date() in BANK_HOLIDAYS_2026 or wall.weekday() > 4:
        return False
    closes = time(16, 30) if wall.weekday() == 4 else time(17)
    return time(8, 30) <= wall.time() < closes


def test_every_quarter_of_an_hour_of_a_year_is_right() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    checked = 0
    while moment.year == 2026:
        assert (opening(OFFICE, moment).state == "open") == _is_open_by_the_wall(
            moment
        ), moment
        moment += STEP
        checked += 1
    assert checked == 365 * 96


def test_next_opening_is_the_first_moment_that_is_open() -> None:
    moment = datetime(2026, 3, 27, tzinfo=UTC)
    while moment < datetime(2026, 4, 8, tzinfo=UTC):
        found = opening(OFFICE, moment)
        if found.state == "closed":
            assert found.opens_next is not None
            expected = moment
            while not _is_open_by_the_wall(expected):
                expected += STEP
            assert found.opens_next == expected, moment
        moment += STEP


def test_bank_holidays_are_those_of_england() -> None:
    year = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    found = {day for day in year if is_bank_holiday(day)}
    assert found >= BANK_HOLIDAYS_2026
    assert {day.weekday() for day in found - BANK_HOLIDAYS_2026} <= {5, 6}, (
        "a holiday at a weekend counts besides the day that stands in for it"
    )


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-03-29T00:59:00+00:00", "open"),
        (
            "2026-03-29T01:00:00+00:00",
            "closed",
        ),  # 2am by the wall: the clock went forward
        ("2026-10-25T00:30:00+00:00", "open"),
        ("2026-10-25T01:30:00+00:00", "open"),  # the second 1:30am of that night
        ("2026-10-25T02:00:00+00:00", "closed"),
    ],
)
def test_hours_past_midnight_through_clock_changes(moment: str, state: str) -> None:
    late = Hours(periods=(Period(("sat",), time(20), time(2)),), bank_holidays="open")
    assert opening(late, datetime.fromisoformat(moment)).state == state


def test_a_line_that_closes_at_midnight_is_open_a_minute_before() -> None:
    evenings = Hours(
        periods=(Period(("mon",), time(18), time(0)),), bank_holidays="open"
    )
    assert opening(evenings, datetime(2026, 11, 23, 23, 59, tzinfo=UTC)).state == "open"
    assert opening(evenings, datetime(2026, 11, 24, 0, 0, tzinfo=UTC)).state == "closed"


def test_unknown_hours_are_never_open() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year == 2026:
        assert opening(Hours(), moment).state == "unknown"
        moment += timedelta(hours=1)


def test_day_and_night_is_open_on_christmas_day() -> None:
    assert opening(ALWAYS, datetime(2026, 12, 25, 3, tzinfo=UTC)).state == "open"


def test_unknown_bank_holiday_is_closed_and_says_so() -> None:
    noon = datetime(2026, 12, 25, 12, tzinfo=UTC)
    unsure = opening(OFFICE, noon)
    assert (unsure.state, unsure.holiday_unsure) == ("closed", True)
    assert unsure.opens_next == datetime(2026, 12, 29, 8, 30, tzinfo=UTC)
    sure = Hours(periods=OFFICE.periods, bank_holidays="closed")
    assert not opening(sure, noon).holiday_unsure
    open_then = Hours(periods=OFFICE.periods, bank_holidays="open")
    assert opening(open_then, noon).state == "open"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        opening(OFFICE, datetime(2026, 1, 1))
