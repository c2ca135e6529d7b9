"""A source as a row of a table: where a fact was read, when, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from knowledge.content import Content
from knowledge.figures import cited, measures
from knowledge.model import Citation, Wording


@dataclass(frozen=True)
class SourceRow:
    """All empty but the id where there is no such source."""

    id: str
    section: str | None
    title: str = ""
    url: str | None = None
    date: str = ""
    confidence: str = ""
    held: bool = False


def source_rows(content: Content, shown: Iterable[Wording]) -> tuple[SourceRow, ...]:
    """The sources of all wordings and of their figures, each once."""
    found = [
        citation
        for words in shown
        for citation in cited(words.sources, measures(words.figures, content.figures))
    ]
    return tuple(_row(content, citation) for citation in dict.fromkeys(found))


def is_address(url: str | None) -> bool:
    """Nothing else becomes a link, whatever the content says."""
    return bool(url) and urlsplit(url).scheme in ("http", "https")


def _row(content: Content, citation: Citation) -> SourceRow:
    source = content.sources.get(citation.source)
    if source is None:
        return SourceRow(citation.source, citation.section)
    return SourceRow(
        id=citation.source,
        section=citation.section,
        title=source.title,
        url=source.url,
        date=source.date,
        confidence=source.confidence,
        held=True,
    )
