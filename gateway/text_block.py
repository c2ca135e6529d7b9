"""The plain text of a message as blocks with links, for pages drawn on the server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, Protocol

Form = Literal["paragraph", "list", "steps"]

_MANY = 7
_SHORT = 40
_BULLET = re.compile(r"^• ")
_STEP = re.compile(r"^(\d+)\. ")


class Reachable(Protocol):
    """What a contact has that a sentence may name."""

    @property
    def phone(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...


@dataclass(frozen=True)
class Piece:
    """A stretch of a line; with an address where it is a link."""

    text: str
    href: str | None = None


Line = tuple[Piece, ...]
Link = Callable[[str], Line]


@dataclass(frozen=True)
class TextBlock:
    """A paragraph of one line, or a list of as many as it has items."""

    form: Form
    lines: tuple[Line, ...]
    start: int = 1
    """The number of the first step."""
    aside: str | None = None
    """The name of what stands apart from the guidance: "check" or "judgement"."""

    @property
    def is_long(self) -> bool:
        """Many short items, which read well in two columns."""
        lengths = [sum(len(piece.text) for piece in line) for line in self.lines]
        return self.form == "list" and len(lengths) > _MANY and max(lengths) < _SHORT


def text_blocks(
    text: str,
    contacts: Sequence[Reachable] = (),
    asides: Iterable[tuple[str, str]] = (),
) -> Iterator[TextBlock]:
    """As text.mjs draws it; `asides` are first words with the name of their aside."""
    link, known = _linker(contacts), tuple(asides)
    for block in re.split(r"\n{2,}", text):
        lines = [line for line in block.split("\n") if line.strip()]
        for form, same in groupby(lines, _form):
            found = list(same)
            if form == "paragraph":
                for line in found:
                    yield TextBlock(form, (link(line),), aside=_aside(line, known))
            else:
                yield TextBlock(
                    form, tuple(link(_bare(n)) for n in found), _start(found)
                )


def _form(line: str) -> Form:
    if _BULLET.match(line):
        return "list"
    return "steps" if _STEP.match(line) else "paragraph"


def _bare(line: str) -> str:
    return _STEP.sub("", _BULLET.sub("", line))


def _start(lines: Sequence[str]) -> int:
    step = _STEP.match(lines[0])
    return int(step[1]) if step else 1


def _aside(line: str, asides: Iterable[tuple[str, str]]) -> str | None:
    return next((name for words, name in asides if line.startswith(words)), None)


def _linker(contacts: Sequence[Reachable]) -> Link:
    """Links exactly the numbers and addresses of the contacts that came along."""
    targets: dict[str, str] = {}
    for contact in contacts:
        if contact.phone:
            targets[contact.phone] = dialled(contact.phone)
        if contact.email:
            targets[contact.email] = f"mailto:{contact.email}"
        if contact.url and contact.url.startswith(("http://", "https://")):
            targets[contact.url] = contact.url
    if not targets:
        return lambda line: (Piece(line),)
    known = "|".join(map(re.escape, sorted(targets, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?<!\d )({known})(?!\w| \d)")
    return lambda line: tuple(
        Piece(part, targets.get(part)) for part in pattern.split(line) if part
    )


def dialled(number: str, scheme: Literal["tel", "sms"] = "tel") -> str:
    """An address that dials; nothing but digits and a leading plus."""
    return f"{scheme}:" + "".join(
        sign for sign in number if sign.isdigit() or sign == "+"
    )
