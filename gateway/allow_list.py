"""What the content itself says, which is never taken out of a message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from urllib.parse import urlsplit

from knowledge.content import Content

_LONG_NUMBER = re.compile(r"(?<![\d+])(?:\+44|0)[\d\s().-]{6,}\d")
_NUMBER = re.compile(r"\+?\d[\d\s().-]*\d")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"}
)
_LETTER = re.compile(r"[^\W\d_]")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)[^\s,;]+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SPACE = re.compile(r"\s+")


class Phrases:
    """Finds any of many phrases, whatever their case, accents and apostrophes."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(plain(word) for word in _WORD.findall(phrase))
            if words:
                self._by_first.setdefault(words[0], set()).add(words)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The longest phrase that begins at a word."""
        matches = list(_WORD.finditer(text))
        words = [plain(match[0]) for match in matches]
        bare = [plain(_POSSESSIVE.sub("", match[0])) for match in matches]
        for at in range(len(words)):
            lengths = [
                len(phrase)
                for first in {words[at], bare[at]}
                for phrase in self._by_first.get(first, ())
                if len(phrase) <= len(words) - at
                and all(
                    part in (words[at + i], bare[at + i])
                    for i, part in enumerate(phrase)
                )
            ]
            if lengths:
                yield matches[at].start(), matches[at + max(lengths) - 1].end()


@dataclass(frozen=True)
class Allowed:
    """The services' own numbers, addresses and names."""

    numbers: frozenset[str] = frozenset()
    """As dialled in Britain."""
    emails: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    phrases: Phrases = field(default_factory=Phrases)
    text: str = ""
    """All words of the content, in lower case with single spaces."""

    def holds(self, text: str) -> bool:
        """Whether a whole number or e-mail address is that of a service."""
        if text.casefold() in self.emails:
            return True
        # "101 Lime Street" has the digits of a service and is none.
        return not _LETTER.search(text) and digits_of(text) in self.numbers

    def says(self, text: str) -> bool:
        """Whether the content itself prints this, such as a service's postcode."""
        return _SPACE.sub(" ", text.casefold()) in self.text

    def names(self, text: str) -> Iterator[tuple[int, int]]:
        """Where services, laws, guides and their pages and addresses are named."""
        yield from self.phrases.spans(text)
        for match in _MAIL.finditer(text):
            if match[0].casefold() in self.emails:
                yield match.span()
        for match in _WEB.finditer(text):
            if _host(match[0]) in self.hosts:
                yield match.span()

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


def allowed_in(content: Content) -> Allowed:
    """The numbers and addresses of every contact, and the names the content gives."""
    contacts = content.contacts.values()
    written = [
        c
        for contact in contacts
        for c in (contact.phone, contact.textphone, contact.sms)
    ]
    numbers = {digits_of(n) for text in written if text for n in _NUMBER.findall(text)}
    relayed = {f"18001{number}" for number in numbers}
    emails = {contact.email.casefold() for contact in contacts if contact.email}
    pages = (
        *(contact.url for contact in contacts),
        *(source.url for source in content.sources.values()),
    )
    return Allowed(
        frozenset(numbers | relayed),
        frozenset(emails),
        frozenset(_host(page) for page in pages if page),
        Phrases(_names(content)),
        _SPACE.sub(" ", " ".join(_texts(content)).casefold()),
    )


def digits_of(text: str) -> str:
    """A number as dialled in Britain: "+44 (0)161 217 6028" as "01612176028"."""
    digits = "".join(c for c in text if c.isdigit())
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) >= 11 + len(prefix) - 1:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits


def plain(word: str) -> str:
    """In lower case, without accents and apostrophes: "Climbié's" as "climbies"."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in apart if c.isalnum())


def _host(address: str) -> str:
    bare = address if "://" in address else f"https://{address}"
    return (urlsplit(bare).hostname or "").removeprefix("www.").strip(".")


_HELP = re.compile(r"(?:,|\(|\s(?:LGBT|abuse|helpline|line)\b.*)", re.IGNORECASE)


def _names(content: Content) -> Iterator[str]:
    """Of contacts, routes, sources, areas and acronyms, long and short."""
    for contact in content.contacts.values():
        yield contact.name
        yield _HELP.sub("", contact.name)
    yield from (route.name for route in content.routes.values())
    yield from (source.title for source in content.sources.values())
    for area in content.areas.values():
        yield from (area.title, *area.names, *area.misspelt)
    for short, acronym in content.acronyms.items():
        yield from (short, acronym.means)


def _texts(value: object) -> Iterator[str]:
    """Every string of a tree of values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for inner in value:
            yield from _texts(inner)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))
