"""Takes personal details out of a message before anything else sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from gateway.allow_list import Allowed, allowed_in
from gateway.journal import Journal
from gateway.recognisers.name_finder import NameFinder
from gateway.recognisers.name_list import NameList
from knowledge.content import Content

Kind = Literal[
    "NAME",
    "DATE_OF_BIRTH",
    "ADDRESS",
    "POSTCODE",
    "PHONE",
    "EMAIL",
    "NHS_NUMBER",
    "NATIONAL_INSURANCE",
    "VEHICLE",
    "CASE_REFERENCE",
]


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


class Redactor:
    """Applies every recogniser; what overlaps is taken out as one."""

    def __init__(self, recognisers: Sequence[Recogniser], allowed: Allowed) -> None:
        self._recognisers = recognisers
        self._allowed = allowed

    def redact(self, text: str) -> Redacted:
        parts: list[str] = []
        kinds: dict[Kind, None] = {}
        at = 0
        for span in self._apart(text):
            parts += [text[at : span.start], f"[{span.kind}]"]
            kinds[span.kind] = None
            at = span.end
        return Redacted("".join((*parts, text[at:])), tuple(kinds))

    def _apart(self, text: str) -> list[Span]:
        """In order and apart from each other; the longest span names the kind."""
        apart: list[Span] = []
        for span in sorted(self._found(text), key=lambda s: (s.start, -s.end)):
            last = apart[-1] if apart else None
            if last is None or span.start >= last.end:
                apart.append(span)
                continue
            longest = max(last, span, key=lambda s: s.end - s.start)
            apart[-1] = Span(last.start, max(last.end, span.end), longest.kind)
        return apart

    def _found(self, text: str) -> Iterator[Span]:
        unnumbered = _hide(text, self._allowed.spans(text))
        named = list(self._allowed.names(text))
        for recogniser in self._recognisers:
            for span in recogniser.find(unnumbered):
                whole = text[span.start : span.end]
                if self._allowed.holds(whole):
                    continue
                if span.kind == "NAME" and not self._is_public(whole):
                    yield from _without(span, named, text)
                elif span.kind not in _PRINTED or not self._allowed.says(whole):
                    yield span

    def _is_public(self, name: str) -> bool:
        """Whether the content prints this name in full, as that of an office holder."""
        return " " in name and self._allowed.says(name)


_PRINTED: tuple[Kind, ...] = ("NAME", "ADDRESS", "POSTCODE")


def _hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Of the same length, so that what is found elsewhere keeps its place."""
    for start, end in spans:
        text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
    return text


def _without(span: Span, taken: Iterable[tuple[int, int]], text: str) -> Iterator[Span]:
    """The words of a span that stand outside the places taken."""
    free = list(text[span.start : span.end])
    for start, end in taken:
        for at in range(max(start, span.start), min(end, span.end)):
            free[at - span.start] = "\n"
    for piece in _PIECE.finditer("".join(free)):
        yield replace(
            span, start=span.start + piece.start(), end=span.start + piece.end()
        )


_PIECE = re.compile(r"[^\W\d_](?:[^\n]*[\w.])?")


class Cautious:
    """Takes out too much rather than too little, while nothing better can be had.

    It needs neither Presidio nor the language model.
    """

    _PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("EMAIL", re.compile(r"\S*@\S*")),
        ("PHONE", re.compile(r"[+(]{0,2}\d(?:[\s()./-]{0,3}\d){5,}")),
        ("DATE_OF_BIRTH", re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")),
        (
            "DATE_OF_BIRTH",
            re.compile(
                r"\b(?:born|dob|birth|birthday)\b\D{0,20}\d[\w\s]{0,20}?"
                r"(?:(?:19|20)\d\d|\b)",
                re.I,
            ),
        ),
        ("POSTCODE", re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.I)),
        (
            "CASE_REFERENCE",
            re.compile(
                r"\b(?!\d+(?:am|pm|st|nd|rd|th)\b)(?=[a-z\d/-]*[a-z])"
                r"(?=(?:[a-z/-]*\d){2})[a-z\d/-]{4,}(?:\s[a-z]{3}\b)?|\d{4,}",
                re.I,
            ),
        ),
        ("NATIONAL_INSURANCE", re.compile(r"\b[a-z]{2}(?:\s?\d\d){3}\s?[a-d]\b", re.I)),
        (
            "ADDRESS",
            re.compile(
                r"\b(?:(?:flat|apartment)\s\w+|\d+\w?\s(?:[a-z'’]+\s){1,3}?(?:road|rd"
                r"|street|st|avenue|ave|lane|close|drive|crescent|grove|way|court)\b)",
                re.I,
            ),
        ),
    )

    def __init__(self) -> None:
        self._names = NameFinder(NameList.read(), knows=lambda _: True)

    def find(self, text: str) -> Iterator[Span]:
        for kind, pattern in self._PATTERNS:
            yield from (Span(*match.span(), kind) for match in pattern.finditer(text))
        for start, end in self._names.find(text):
            yield Span(start, end, "NAME")


class Privacy:
    """Redacts for the content in force; cautious until the recognisers are loaded."""

    def __init__(
        self, load: Callable[[], Sequence[Recogniser]], journal: Journal
    ) -> None:
        self._load = load
        self._journal = journal
        self._cautious = Cautious()
        self._recognisers: Sequence[Recogniser] = (self._cautious,)
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
            return Redactor((self._cautious,), Allowed()).redact(text)
