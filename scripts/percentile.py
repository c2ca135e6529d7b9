"""Percentiles of measured times."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` per cent of all do not exceed."""
    if not values:
        return math.nan
    rank = math.ceil(share / 100 * len(values))
    return sorted(values)[max(rank, 1) - 1]
