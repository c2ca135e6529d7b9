"""Whether a contact answers at a moment, and when it next does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

from knowledge.model import WEEKDAYS, Hours, Period

LONDON = ZoneInfo("Europe/London")
UTC = timezone.utc
State = Literal["open", "closed", "unknown"]
_LOOK_AHEAD = timedelta(days=21)


@dataclass(frozen=True)
class Opening:
    """The state at one moment; `opens_next` in UTC, only where the state is closed."""

    state: State
    opens_next: datetime | None = None
    holiday_unsure: bool = False
    """Closed because the sources do not say what happens on bank holidays."""


def opening(hours: Hours, moment: datetime) -> Opening:
    """Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    if hours.always_open:
        return Opening("open")
    if not hours.periods:
        return Opening("unknown")
    now = moment.astimezone(UTC)
    for start, end in _spans(hours, now):
        if start <= now < end:
            return Opening("open")
        if start > now:
            return Opening("closed", start, _unsure_today(hours, now))
    return Opening("closed", None, _unsure_today(hours, now))


def is_bank_holiday(day: date) -> bool:
    """England's bank holidays, as the `holidays` package lists them."""
    return day in _bank_holidays(day.year)


def _spans(hours: Hours, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Opening spans in UTC in order, from the day before `now` on."""
    today = now.astimezone(LONDON).date()
    for ahead in range(-1, _LOOK_AHEAD.days):
        day = today + timedelta(days=ahead)
        if hours.bank_holidays != "open" and is_bank_holiday(day):
            continue
        spans = [
            _span(p, day) for p in hours.periods if WEEKDAYS[day.weekday()] in p.days
        ]
        yield from sorted(spans)


def _span(period: Period, day: date) -> tuple[datetime, datetime]:
    """A period that closes at or before it opens runs into the next day."""
    last = day if period.close > period.open else day + timedelta(days=1)
    start = datetime.combine(day, period.open, LONDON)
    end = datetime.combine(last, period.close, LONDON)
    return start.astimezone(UTC), end.astimezone(UTC)


def _unsure_today(hours: Hours, now: datetime) -> bool:
    return hours.bank_holidays == "unknown" and is_bank_holiday(
        now.astimezone(LONDON).date()
    )


@lru_cache(maxsize=16)
def _bank_holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG", years=year)
