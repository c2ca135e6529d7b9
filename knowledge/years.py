"""Finds the years, quarters and months that a text names, and compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_START = r"(?<![\w£/])(?<!\d[.,-])"
_END = r"(?![\w/%]|[.,-]\d)"
_NAMED = re.compile(
    rf"(?:\bq(?:uarter\s*)?(?P<before>[1-4])\W{{1,2}}(?:of\s+|in\s+)?)?"
    rf"(?:{_START}(?P<first>{_YEAR})(?P<join>\s*(?:[/–—-]|\bto\b)\s*|\s+)"
    rf"(?P<last>\d{{4}}|\d\d){_END}"
    rf"|(?<!age )(?<!aged )(?<!ages ){_START}(?P<short>\d\d/\d\d){_END}"
    rf"(?!\s*-?\s*y(?:ea)?rs?\b|\s*-?\s*yo\b))"
    rf"(?:,?\s*\bq(?:uarter\s*)?(?P<after>[1-4])\b)?"
    rf"|\b(?P<month>{_MONTH})\s+(?P<of>{_YEAR}){_END}"
    rf"|{_START}(?P<year>{_YEAR}){_END}",
    re.IGNORECASE,
)
_SHORTEST = 12
"""The first two-digit year: 11/12 may be a day, 12/13 cannot."""
_BARE_YEAR = re.compile(_YEAR)
_PERSONAL = re.compile(
    rf"(?:\b(?:born|dob|date of birth)\b\D{{0,20}}\d[\d/. -]*"
    rf"(?:(?:st|nd|rd|th)?\s*(?:of\s+)?{_MONTH},?\s+\d{{2,4}}\b)?"
    rf"|(?<!\d)\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?!\d)"
    rf"|(?<!\d)\d{{4}}-\d\d-\d\d(?!\d)"
    rf"|\b(?!31(?:st)?\s+(?:of\s+)?mar)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
    rf",?\s+\d{{2,4}}\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    rf"|(?<!\d)(?:\+|0)\d[\d ()-]{{5,}}\d"
    rf"|(?<!\d)\d{{3}}[ -]\d{{3}}[ -]\d{{4}}(?!\d))",
    re.IGNORECASE,
)
"""Telephone and NHS numbers, dates of birth: digits that ask for no year.

31 March is let through: it is the day on which a year's cases are counted."""


@dataclass(frozen=True)
class Span:
    """Months from `start` up to and without `end`, counted from the year 0."""

    start: int
    end: int

    def share_within(self, other: Span) -> float:
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(shared, 0) / (self.end - self.start)


def asked(text: str) -> tuple[str, ...]:
    """Periods that a message names, each once, as content writes them.

    "21/22" and "2021 to 2022" are "2021/22"; quarters, months and years stay such.
    """
    harmless = _PERSONAL.sub(" | ", text)
    return tuple(dict.fromkeys(name for name, _ in _named(harmless)))


def span_of(period: str) -> Span | None:
    """From the first to the last month named; None where the text names no year."""
    spans = [span for _, span in _named(period)]
    if not spans:
        return None
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def covered(period: str, held: Iterable[str]) -> bool:
    """Whether at least half of a held period lies in the one asked for.

    A quarter answers for its year, and 2021/22 for 2021; a year not for a quarter.
    """
    wanted = span_of(period)
    if wanted is None:
        return period in held
    spans = (span_of(one) for one in held)
    return any(span.share_within(wanted) >= 0.5 for span in spans if span)


def years(periods: Iterable[str]) -> tuple[str, ...]:
    """The periods without their quarters, each once, the oldest first."""
    plain = dict.fromkeys(re.sub(r" Q[1-4]\b", "", period) for period in periods)
    return tuple(sorted(plain, key=order))


def order(period: str) -> tuple[int, int]:
    """Sorts by time; a period without a year comes last."""
    span = span_of(period)
    return (span.start, span.end) if span else (10**6, 10**6)


def _named(text: str) -> Iterator[tuple[str, Span]]:
    place = 0
    while match := _NAMED.search(text, place):
        found, place = _read(match), match.end()
        if found is None and match["first"]:
            found, place = _year(int(match["first"])), match.end("first")
        if found:
            yield found


def _read(match: re.Match[str]) -> tuple[str, Span] | None:
    if match["year"]:
        return _year(int(match["year"]))
    if match["month"]:
        return _month(match["month"], int(match["of"]))
    quarter = match["before"] or match["after"]
    if match["short"]:
        first, last = (int(half) for half in match["short"].split("/"))
        fits = last == first + 1 and first >= _SHORTEST
        return _business_year(2000 + first, quarter) if fits else None
    first, last = int(match["first"]), int(match["last"])
    if last < 100:
        last += first // 100 * 100
        last += 100 if last < first else 0
    if last == first + 1:
        return _business_year(first, quarter)
    if last > first and match["join"].strip() and _BARE_YEAR.fullmatch(str(last)):
        return f"{first} to {last}", Span(first * 12, last * 12 + 12)
    return None


def _year(year: int) -> tuple[str, Span]:
    return str(year), Span(year * 12, year * 12 + 12)


def _month(name: str, year: int) -> tuple[str, Span]:
    number = [month[:3].casefold() for month in _MONTHS].index(name[:3].casefold())
    start = year * 12 + number
    return f"{_MONTHS[number]} {year}", Span(start, start + 1)


def _business_year(first: int, quarter: str | None) -> tuple[str, Span]:
    """From April to March, or three months of it."""
    name, start = f"{first}/{(first + 1) % 100:02d}", first * 12 + 3
    if quarter is None:
        return name, Span(start, start + 12)
    start += 3 * (int(quarter) - 1)
    return f"{name} Q{quarter}", Span(start, start + 3)
