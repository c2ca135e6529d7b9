"""The project's words as values: source, contact, route, figure, answer, acronym."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from knowledge.route_rule import RouteRule

Audience = Literal["public", "professional"]
Readership = Literal["everyone", "professional"]
Confidence = Literal["high", "medium", "low"]
FigureKind = Literal["count", "share", "baseline", "target"]
Value = int | float | str
"""A figure's number, or words where the source gives no plain number."""
Status = Literal["ready", "verify_first", "withheld"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Source:
    """Where a fact was read."""

    title: str
    date: str
    """As the page shows it, so often "undated"."""
    confidence: Confidence
    url: str | None = None
    """None for a document that has no public address."""


@dataclass(frozen=True)
class Period:
    """Hours on some weekdays, in local time; `close` at 00:00 means midnight."""

    days: tuple[Weekday, ...]
    open: time
    close: time


@dataclass(frozen=True)
class Hours:
    """When a contact answers; neither `always_open` nor `periods` means unknown."""

    always_open: bool = False
    periods: tuple[Period, ...] = ()
    bank_holidays: Literal["open", "closed", "unknown"] = "unknown"
    note: str | None = None
    """What the source says in words, shown beside the state."""

    @property
    def known(self) -> bool:
        return self.always_open or bool(self.periods)


ContactField = Literal["phone", "textphone", "sms", "email", "url"]


@dataclass(frozen=True)
class Contact:
    """One way to reach help, with how sure we are of it."""

    name: str
    for_whom: str
    coverage: Literal["stockport", "greater_manchester", "national"]
    status: Status
    source: str
    owner: str
    audience: Readership = "everyone"
    status_reason: str | None = None
    phone: str | None = None
    textphone: str | None = None
    sms: str | None = None
    email: str | None = None
    url: str | None = None
    unconfirmed: tuple[ContactField, ...] = ()
    """Fields less sure than the record: shown to professionals only."""
    hours: Hours = field(default_factory=Hours)
    out_of_hours: str | None = None
    """Id of the contact to use when this one is closed."""
    checked_on: date | None = None
    """The day the partnership confirmed it; None until then."""
    doubt: str | None = None
    """A conflict between sources, in words for professionals."""


@dataclass(frozen=True)
class Route:
    """A door for a concern."""

    name: str
    summary: str
    audience: Readership
    contacts: tuple[str, ...]
    sources: tuple[str, ...] = ()
    rule: RouteRule = field(default_factory=RouteRule)


@dataclass(frozen=True)
class Compared:
    """The same figure of another period."""

    value: Value
    period: str


@dataclass(frozen=True)
class Figure:
    """One number of a source, with its period and how sure we are of it."""

    label: str
    """What is counted; the same through a whole series."""
    value: Value
    unit: str
    """Such as "contacts"; "percent" or "percent of cases" is shown as %."""
    period: str
    """Such as "2021/22", "2021/22 Q1", "31 March 2022"."""
    kind: FigureKind
    source: str
    certainty: Confidence
    section: str | None = None
    compared: Compared | None = None
    doubt: str | None = None
    """What to check before the number is used; shown with it."""
    series: str | None = None
    """Figures of one name belong together, and are shown and drawn together."""


@dataclass(frozen=True)
class Block:
    """A paragraph, a list or numbered steps; `text` leads into the items."""

    text: str | None = None
    items: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citation:
    """A source and the part of it that holds the fact."""

    source: str
    section: str | None = None


@dataclass(frozen=True)
class Wording:
    """What one audience reads."""

    summary: str
    body: tuple[Block, ...] = ()
    doubt: str | None = None
    """What the sources leave unsure, and what to confirm."""
    contacts: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    figures: tuple[str, ...] = ()
    """Listed after the summary; one of a series brings the whole series."""


@dataclass(frozen=True)
class Point:
    """One point of an area as its file holds it."""

    label: str
    """Three to six words for a button."""
    ask: str
    """The question the button asks, whole."""
    summary: str
    sources: tuple[Citation, ...]
    body: tuple[Block, ...] = ()
    doubt: str | None = None
    contacts: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    judgement: bool = False
    """Ends with the fixed words on professional judgement (every criteria answer)."""
    gap: bool = False
    """True where the answer is that the sources do not say."""
    figures: tuple[str, ...] = ()
    public: Wording | None = None
    """What the public reads instead; empty sources mean the point's own."""


@dataclass(frozen=True)
class Area:
    """One file of answers."""

    title: str
    audience: Readership
    owner: str
    reviewed_on: date
    review_by: date
    names: tuple[str, ...]
    """How people name the area, acronym and long form: what understanding looks for."""
    points: dict[str, Point]
    spans: bool = False
    """True where its questions name other areas, such as figures and targets: naming
    another area does not count against it."""
    misspelt: tuple[str, ...] = ()
    """Spellings of the names seen by mistake."""
    public: Wording | None = None
    """For an area for professionals: what a member of the public reads on any point."""


@dataclass(frozen=True)
class Acronym:
    """A short form, its long form, and who may be shown it alone."""

    means: str
    known_to: Literal["everyone", "professional", "nobody"] = "nobody"
