"""Chooses the words an audience reads for a topic and lays them out as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.content import Content
from knowledge.figures import Measure, bare, measures, not_held
from knowledge.model import Area, Audience, Block, Contact, Point, Wording

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\.(name|phone|textphone|sms|email|url)\}")
FIGURE = re.compile(r"\{figure\.([^{}]*)\}")


def wording(area: Area, point: Point, audience: Audience) -> Wording:
    """The point's own words, or what stands in their place for the public."""
    own = Wording(
        point.summary,
        point.body,
        point.doubt,
        point.contacts,
        point.routes,
        point.sources,
        point.figures,
    )
    if audience == "professional":
        return own
    chosen = area.public if area.audience == "professional" else point.public
    if chosen is None:
        return own
    return chosen if chosen.sources else replace(chosen, sources=point.sources)


@dataclass(frozen=True)
class Layout:
    """Lays out words, with contact placeholders filled from the content."""

    content: Content

    def text(self, words: Wording, judgement: bool, periods: Sequence[str] = ()) -> str:
        """Paragraphs apart by an empty line; list items begin "• ", steps "1. ".

        `periods` are those asked for; the first line names what is not held of them.
        """
        shown = self.measures(words)
        lacking = not_held(periods, shown, self.content.word)
        lines = "\n".join(f"• {self._line(measure)}" for measure in shown)
        parts = [lacking, words.summary, lines, *map(self._block, words.body)]
        if words.doubt:
            parts.append(f"{self.content.word('answer.please_check')} {words.doubt}")
        if judgement:
            parts.append(self.content.word("answer.judgement"))
        return self.fill("\n\n".join(part for part in parts if part))

    def measures(self, words: Wording) -> list[Measure]:
        """The figures of an answer, each series whole and once."""
        return measures(words.figures, self.content.figures)

    def fill(self, text: str) -> str:
        """`{massh.phone}` becomes the number; what a contact lacks becomes its name.

        `{figure.massh_contacts}` becomes its value, such as "17,268" or "67%".
        """
        return FIGURE.sub(self._value, PLACEHOLDER.sub(self._filled, text))

    def _value(self, match: re.Match[str]) -> str:
        figure = self.content.figures.get(match[1])
        if figure is None:
            return self.content.word("figures.missing")
        return bare(figure.value, figure.unit)

    def _line(self, measure: Measure) -> str:
        """A number is never shown without its doubt."""
        line, doubts = measure.line(self.content.word), measure.doubts()
        if not doubts:
            return line
        key = "answer.please_check" if measure.is_unsure() else "figures.note"
        return f"{line}. {self.content.word(key)} {' '.join(doubts)}"

    def _filled(self, match: re.Match[str]) -> str:
        contact = self.content.contacts.get(match[1])
        if contact is None or contact.status == "withheld":
            return self.content.word("contact.missing")
        return _part(contact, match[2]) or contact.name

    def _block(self, block: Block) -> str:
        return "\n".join(self._lines(block))

    def _lines(self, block: Block) -> Iterator[str]:
        if block.text:
            yield block.text
        yield from (f"• {item}" for item in block.items)
        yield from (f"{n}. {step}" for n, step in enumerate(block.steps, start=1))


def _part(contact: Contact, name: str) -> str | None:
    value = getattr(contact, name)
    return str(value) if value is not None else None
