"""Everything the page is drawn from, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from knowledge.check import check
from knowledge.check_danger import message_problems
from knowledge.content import Content
from knowledge.opening import LONDON
from knowledge.problem import Problem
from knowledge.reading import read
from scripts.content_page.sentences import (
    Sentences,
    trained_sentences,
    unseen_sentences,
)
from scripts.content_page.talks import Talks, read_talks


@dataclass(frozen=True)
class Material:
    """The content, what the checker says of it, and what is asked and tested."""

    content: Content
    moment: datetime
    problems: tuple[Problem, ...] = ()
    training: Sentences = field(default_factory=dict)
    tests: Sentences = field(default_factory=dict)
    talks: Talks = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.moment.astimezone(LONDON).date()


def read_material(root: Path, moment: datetime) -> Material:
    """What cannot be read is a problem on the page, and the rest is drawn."""
    folder = root / "knowledge" / "content"
    content, problems = read(folder)
    report = problems.append
    training = trained_sentences(root, report)
    tests = unseen_sentences(root, report)
    talks = read_talks(root, report)
    problems += check(content, moment.astimezone(LONDON).date())
    problems += message_problems(folder, content)
    problems += [
        *_strays(content, "data/nlu", training),
        *_strays(content, "tests/nlu", tests),
        *_strays(content, "tests/conversations", talks),
    ]
    return Material(content, moment, tuple(problems), training, tests, talks)


def _strays(content: Content, folder: str, topics: Iterable[str]) -> Iterator[Problem]:
    """What is written for a topic that has no answer would not be seen otherwise."""
    held = {topic for topic, _, _ in content.topics()}
    for topic in topics:
        if topic not in held:
            yield Problem(
                "warning",
                f"{folder}/{topic.partition('/')[0]}.yml",
                f"{topic!r} has no answer",
                "Write the answer or correct the topic",
            )
