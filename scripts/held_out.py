"""Sentences kept apart from training, each with what it is meant to be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

Group = Literal["topic", "intent", "alarm"]
GROUPS: dict[str, Group] = {"intents": "intent", "alarms": "alarm"}
"""By the name of a file; every other file is an area's."""


@dataclass(frozen=True)
class Sentence:
    """`meant` is a topic, an intent such as `concern/child`, or a kind of alarm."""

    text: str
    meant: str
    group: Group = "topic"
    audience: Literal["public", "professional"] = "professional"

    @property
    def first(self) -> str:
        """The area of a topic, the intent of `concern/child`."""
        return self.meant.partition("/")[0]

    @property
    def needs_topic_in_hand(self) -> bool:
        """A bare follow-up means nothing at the beginning of a conversation."""
        return self.group == "intent" and self.first == "ask"


def read_sentences(folder: Path) -> list[Sentence]:
    return [
        Sentence(text, meant, GROUPS.get(path.stem, "topic"))
        for path in sorted(folder.glob("*.yml"))
        for meant, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for text in texts
    ]
