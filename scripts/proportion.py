"""A share of sentences, with the 95% Wilson interval that its number allows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Z = 1.959964
"""Standard deviations on either side that hold 95% of a normal distribution."""


@dataclass(frozen=True)
class Proportion:
    """So many hits of so many."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1; not a number where nothing was counted."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's limits, from 0 to 1; of nothing, everything is possible."""
        if not self.total:
            return 0.0, 1.0
        spread = Z * Z / self.total
        middle = self.share + spread / 2
        reach = math.sqrt(spread * (self.share * (1 - self.share) + spread / 4))
        low = (middle - reach) / (1 + spread)
        high = (middle + reach) / (1 + spread)
        return max(0.0, low), min(1.0, high)

    @property
    def percent(self) -> str:
        return f"{100 * self.share:.1f}%" if self.total else "none"

    @property
    def interval_percent(self) -> str:
        low, high = self.interval
        return f"{100 * low:.1f} to {100 * high:.1f}%" if self.total else ""


def proportion(outcomes: Iterable[bool]) -> Proportion:
    """Count what is true."""
    counted = list(outcomes)
    return Proportion(sum(counted), len(counted))
