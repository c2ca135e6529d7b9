"""Takes personal details out of a message before anything else sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from gateway.journal import Journal
from knowledge.content import Content

Kind = Literal["PHONE", "EMAIL", "NHS_NUMBER"]


@dataclass(frozen=True)
class Span:
    """Where something personal stands in a text."""

    start: int
    end: int
    kind: Kind


class Recogniser(Protocol):
    """Finds one kind of personal detail."""

    def find(self, text: str) -> Iterable[Span]: ...


@dataclass(frozen=True)
class Redacted:
    """A text with placeholders such as [PHONE], and the kinds that were taken out."""

    text: str
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True)
class Allowed:
    """The services' own numbers and addresses, which are never taken out."""

    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()

    def holds(self, text: str) -> bool:
        return text.casefold() in self.emails or digits_of(text) in self.numbers

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Whole numbers of services, so that digits beside them do not hide them.

        Short numbers are left out: 999 also stands inside longer, personal ones.
        """
        for match in _LONG_NUMBER.finditer(text):
            for end in range(match.end(), match.start(), -1):
                if text[end : end + 1].isdigit() or not text[end - 1].isdigit():
                    continue
                if digits_of(text[match.start() : end]) in self.numbers:
                    yield match.start(), end
                    break


_LONG_NUMBER = re.compile(r"(?<![\d+])(?:\+44|0)[\d\s().-]{6,}\d")
_NUMBER = re.compile(r"\+?\d[\d\s().-]*\d")


class Redactor:
    """Applies every recogniser; what overlaps is taken out as one."""

    def __init__(self, recognisers: Sequence[Recogniser], allowed: Allowed) -> None:
        self._recognisers = recognisers
        self._allowed = allowed

    def redact(self, text: str) -> Redacted:
        parts: list[str] = []
        kinds: dict[Kind, None] = {}
        for piece, is_allowed in self._pieces(text):
            if is_allowed:
                parts.append(piece)
                continue
            at = 0
            for span in self._spans(piece):
                parts += [piece[at : span.start], f"[{span.kind}]"]
                kinds[span.kind] = None
                at = span.end
            parts.append(piece[at:])
        return Redacted("".join(parts), tuple(kinds))

    def _pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        at = 0
        for start, end in self._allowed.spans(text):
            yield text[at:start], False
            yield text[start:end], True
            at = end
        yield text[at:], False

    def _spans(self, text: str) -> list[Span]:
        """In order and apart from each other; the longest span names the kind."""
        found = [
            span
            for recogniser in self._recognisers
            for span in recogniser.find(text)
            if not self._allowed.holds(text[span.start : span.end])
        ]
        apart: list[Span] = []
        for span in sorted(found, key=lambda s: (s.start, -s.end)):
            last = apart[-1] if apart else None
            if last is None or span.start >= last.end:
                apart.append(span)
                continue
            longest = max(last, span, key=lambda s: s.end - s.start)
            apart[-1] = Span(last.start, max(last.end, span.end), longest.kind)
        return apart


class Cautious:
    """Takes out too much rather than too little, while nothing better can be had."""

    _PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("EMAIL", re.compile(r"\S*@\S*")),
        ("PHONE", re.compile(r"[+(]{0,2}\d(?:[\s()./-]{0,3}\d){5,}")),
    )

    def find(self, text: str) -> Iterator[Span]:
        for kind, pattern in self._PATTERNS:
            yield from (Span(*match.span(), kind) for match in pattern.finditer(text))


class Privacy:
    """Redacts for the content in force; cautious until the recognisers are loaded."""

    def __init__(
        self, load: Callable[[], Sequence[Recogniser]], journal: Journal
    ) -> None:
        self._load = load
        self._journal = journal
        self._recognisers: Sequence[Recogniser] = (Cautious(),)
        self._held: tuple[Content, Redactor] | None = None

    def load(self) -> None:
        """Takes seconds: Presidio brings much with it."""
        try:
            self._recognisers = self._load()
        except (
            Exception
        ) as error:  # whatever is wrong with it, personal details must not pass
            self._journal.fault("privacy_cautious", error)
        self._held = None

    def redact(self, text: str, content: Content) -> Redacted:
        """Falls back to the cautious patterns when a recogniser fails."""
        if self._held is None or self._held[0] is not content:
            self._held = content, Redactor(self._recognisers, allowed_in(content))
        try:
            return self._held[1].redact(text)
        except Exception as error:  # as in load
            self._journal.fault("privacy_cautious", error)
            return Redactor((Cautious(),), Allowed()).redact(text)


def allowed_in(content: Content) -> Allowed:
    """The numbers and addresses of every contact."""
    contacts = content.contacts.values()
    written = [
        c
        for contact in contacts
        for c in (contact.phone, contact.textphone, contact.sms)
    ]
    numbers = {digits_of(n) for text in written if text for n in _NUMBER.findall(text)}
    relayed = {f"18001{number}" for number in numbers}
    emails = {contact.email.casefold() for contact in contacts if contact.email}
    return Allowed(frozenset(numbers | relayed), frozenset(emails))


def digits_of(text: str) -> str:
    """A number as dialled in Britain: "+44 (0)161 217 6028" as "01612176028"."""
    digits = "".join(c for c in text if c.isdigit())
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) >= 11 + len(prefix) - 1:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits
