"""One thing wrong with the content: where it is and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "awaits"]


@dataclass(frozen=True, order=True)
class Problem:
    """`awaits` is no fault of the content: a person has yet to confirm something."""

    level: Level
    place: str
    text: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.level}: {self.place}: {self.text}. {self.remedy}."
