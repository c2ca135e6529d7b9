"""What was erased, counted; never what it said."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

What = Literal["conversation", "expired", "all"]
Where = Literal["conversations", "tracker", "locks"]


@dataclass(frozen=True)
class Erased:
    """Rows and keys that are gone, by what they held."""

    conversations: int = 0
    turns: int = 0
    feedback: int = 0
    events: int = 0
    """Of Rasa's tracker store."""
    locks: int = 0
    """Of Rasa's lock store."""

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def __add__(self, other: Erased) -> Erased:
        mine, theirs = vars(self), vars(other)
        return Erased(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True)
class Receipt:
    """`failed` names the stores that could not be reached; one may try again."""

    what: What
    at: datetime
    erased: Erased = Erased()
    failed: tuple[Where, ...] = ()

    @property
    def is_complete(self) -> bool:
        return not self.failed

    def plain(self) -> dict[str, object]:
        counts = asdict(self.erased)
        kept = ("conversations", "turns", "feedback")
        return {
            "what": self.what,
            "at": self.at.isoformat(),
            "where": {
                "conversations": {name: counts[name] for name in kept},
                "tracker": {"events": counts["events"]},
                "locks": {"locks": counts["locks"]},
            },
            "failed": list(self.failed),
            "complete": self.is_complete,
        }

    def json(self) -> str:
        return json.dumps(self.plain())
