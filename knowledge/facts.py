"""What is known of a described worry: one value a fact, absent where unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

YES_NO = ("yes", "no")
FACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "about": ("child", "unborn", "adult", "both"),
        "danger": ("now", "no"),
        "lives": ("stockport", "elsewhere"),
        "harm": (
            "hurt",
            "sexual",
            "emotional",
            "neglect",
            "self_neglect",
            "money",
            "domestic_abuse",
            "exploitation",
            "slavery",
            "radicalisation",
            "fgm",
            "forced_marriage",
            "mental_health",
            "restriction",
            "organisation",
            "fire",
            "support",
        ),
        "needs": YES_NO,
        "protect": YES_NO,
        "consent": YES_NO,
        "suspect": ("children", "adults", "both", "no"),
        "open": YES_NO,
        "died": YES_NO,
        "threshold": ("below", "met"),
        "about_self": YES_NO,
    }
)
"""Every fact and the values it may have."""


@dataclass(frozen=True)
class Facts:
    """One field a fact of `FACTS`; None where it is unknown."""

    about: str | None = None
    danger: str | None = None
    lives: str | None = None
    harm: str | None = None
    needs: str | None = None
    protect: str | None = None
    consent: str | None = None
    suspect: str | None = None
    open: str | None = None
    died: str | None = None
    threshold: str | None = None
    about_self: str | None = None


def facts_of(values: Mapping[str, object]) -> Facts:
    """Only known facts with known values; the rest is left out."""
    return Facts(
        **{
            fact: value
            for fact, allowed in FACTS.items()
            if isinstance(value := values.get(fact), str) and value in allowed
        }
    )


def with_fact(facts: Facts, fact: str, value: str | None) -> Facts:
    """The same facts with one changed; `fact` is a name of `FACTS`."""
    return replace(facts, **{fact: value})


def known(facts: Facts) -> dict[str, str]:
    """The facts that are known, in the order of `FACTS`."""
    return {fact: value for fact in FACTS if (value := getattr(facts, fact))}
