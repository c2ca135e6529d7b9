"""Which areas are taken for which, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.finding import NO_REPLY, OUTCOMES, Finding

OUTCOME_NAMES = (*dict.fromkeys(OUTCOMES.values()), NO_REPLY)


@dataclass(frozen=True)
class Mistake:
    """One area taken for another, or for something that is no area."""

    meant: str
    understood: str
    count: int
    total: int
    """Sentences on the area that was meant."""
    example: str


class Confusion:
    """The counts of one measuring; sentences on topics only."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._examples: dict[tuple[str, str], str] = {}
        for finding in findings:
            if finding.sentence.group == "topic":
                pair = (finding.sentence.first, finding.understood)
                self._counts[pair] += 1
                self._examples.setdefault(pair, finding.sentence.text)

    def count(self, meant: str, understood: str) -> int:
        return self._counts[meant, understood]

    def total(self, meant: str) -> int:
        return sum(n for (row, _), n in self._counts.items() if row == meant)

    def taken_wrongly(self, understood: str) -> int:
        """Sentences that were understood so and meant something else."""
        return sum(m.count for m in self.mistakes() if m.understood == understood)

    def mistakes(self) -> list[Mistake]:
        """The most frequent first."""
        found = [
            Mistake(*pair, count, self.total(pair[0]), self._examples[pair])
            for pair, count in self._counts.items()
            if pair[0] != pair[1]
        ]
        return sorted(found, key=lambda m: (-m.count, -m.count / m.total, m.meant))

    def rows(self) -> list[str]:
        """Areas that were mistaken at least once."""
        return sorted({mistake.meant for mistake in self.mistakes()})

    def columns(self) -> list[str]:
        """What they were taken for: areas, then what is no area."""
        taken = {mistake.understood for mistake in self.mistakes()}
        return [
            *sorted(taken - set(OUTCOME_NAMES)),
            *(name for name in OUTCOME_NAMES if name in taken),
        ]
