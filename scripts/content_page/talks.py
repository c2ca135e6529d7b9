"""The test talks that name a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.content_page.yaml_file import Report, read_as


@dataclass(frozen=True)
class Talk:
    """One talk, by its name and the file it stands in."""

    name: str
    file: str


Talks = Mapping[str, tuple[Talk, ...]]
"""By topic."""


def read_talks(root: Path, report: Report) -> Talks:
    found: dict[str, dict[Talk, None]] = {}
    for path in sorted((root / "tests" / "conversations").glob("*.yml")):
        place = path.relative_to(root).as_posix()
        for name, topics in read_as(path, root, _named, report) or []:
            for topic in topics:
                found.setdefault(topic, {})[Talk(name, place)] = None
    return {topic: tuple(talks) for topic, talks in found.items()}


def _named(plain: Any) -> list[tuple[str, list[str]]]:
    """Each talk with the topics its turns must reach."""
    return [
        (
            str(talk["talk"]),
            [t for turn in talk["turns"] for t in _list(turn.get("topic"))],
        )
        for talk in plain or []
    ]


def _list(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
