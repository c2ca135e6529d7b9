"""The words of gateway/names.txt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent.parent / "names.txt"


@dataclass(frozen=True)
class NameList:
    """Each word in lower case without accents and apostrophes."""

    given: frozenset[str]
    given_everyday: frozenset[str]
    surnames: frozenset[str]
    surnames_everyday: frozenset[str]
    places: frozenset[str]
    organisations: frozenset[str]
    """Words that follow the name of a body, such as "hospital" and "law"."""
    organisations_in_capitals: frozenset[str]
    """Such as "House", which is one in "Hope House" only."""
    phrases: tuple[str, ...]
    slang: frozenset[str]
    titles: frozenset[str]
    relations: frozenset[str]
    grammar: frozenset[str]
    verbs: frozenset[str]
    """Words that follow a name and hardly anything that is spelt as one."""
    followers: frozenset[str]
    """The verbs, and what else may follow a name."""
    calendar: frozenset[str]
    seldom: frozenset[str]
    joiners: frozenset[str]

    @classmethod
    def read(cls, path: Path = FILE) -> NameList:
        """Raises KeyError for a section that is missing."""
        sections = _sections(path.read_text(encoding="utf-8"))

        def words(title: str) -> frozenset[str]:
            return frozenset(" ".join(sections[title]).split())

        return cls(
            given=words("given names"),
            given_everyday=words("given names that are also everyday words"),
            surnames=words("surnames"),
            surnames_everyday=words("surnames that are also everyday words"),
            places=words("places"),
            organisations=words("organisations"),
            organisations_in_capitals=words("organisations in capitals"),
            phrases=tuple(sections["phrases"]),
            slang=words("slang"),
            titles=words("titles"),
            relations=words("relations and roles"),
            grammar=words("grammar"),
            verbs=words("verbs after a name"),
            followers=words("verbs after a name") | words("words after a name"),
            calendar=words("calendar"),
            seldom=words("seldom names"),
            joiners=words("joiners"),
        )

    def lists(self, word: str) -> bool:
        """Whether it is a name at all, also one that is an everyday word."""
        return (
            word in self.given
            or word in self.surnames
            or word in self.given_everyday
            or word in self.surnames_everyday
        )


def _sections(text: str) -> dict[str, list[str]]:
    """Lines by the title in brackets above them."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections
