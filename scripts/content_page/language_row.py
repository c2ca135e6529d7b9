"""A language with its fixed sentences, what they mean, and who has checked them."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.content import Content
from knowledge.language import Language, Translation
from scripts.content_page.alarm_reply import LEVELS


@dataclass(frozen=True)
class LanguageRow:
    """A language and how many phrases it hears danger by, level by level."""

    id: str
    language: Language
    phrases: tuple[tuple[str, int], ...]

    @property
    def unread(self) -> tuple[Translation, ...]:
        """Sentences that no native speaker has checked."""
        wording = self.language.wording.values()
        return tuple(said for said in wording if not said.checked_by)


def language_rows(content: Content) -> tuple[LanguageRow, ...]:
    """All languages, by their English names."""
    return tuple(
        LanguageRow(
            name, language, tuple((level, _count(language, level)) for level in LEVELS)
        )
        for name, language in sorted(
            content.languages.items(), key=lambda pair: pair[1].name
        )
    )


def _count(language: Language, level: str) -> int:
    return sum(
        len(phrases)
        for levels in language.alarms.values()
        for own, phrases in levels.items()
        if own == level
    )
