"""What a measured figure is meant to be, and whether it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Aim:
    """A limit in the unit of the figure beside it."""

    limit: float
    at_least: bool = False

    def is_met(self, value: float) -> bool:
        """A figure that is not a number meets no aim."""
        return value >= self.limit if self.at_least else value <= self.limit

    def beside(self, value: float, digits: int = 0) -> str:
        """Return the figure with the aim and the verdict."""
        words = "at least" if self.at_least else "at most"
        verdict = "met" if self.is_met(value) else "NOT met"
        return f"{value:.{digits}f} ({words} {self.limit:g}: {verdict})"


def figure(value: float, aim: Aim | None, digits: int = 0) -> str:
    return aim.beside(value, digits) if aim else f"{value:.{digits}f}"
