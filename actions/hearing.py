"""What a message says of a worry: facts of its words, and of what it is taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.facts import Facts
from knowledge.model import Route

SIDED = 0.4
"""From which the doors for a child, or those for an adult, say whom it is about ..."""
OUTWEIGHS = 2.0
"""... where they are so many times likelier than the others."""
SURE = 0.6
"""From which the likeliest door tells the harm too."""
HARMS: Mapping[str, str] = {
    "prevent": "radicalisation",
    "modern_slavery_nrm": "slavery",
    "domestic_abuse_services": "domestic_abuse",
    "aspire_complex_safeguarding": "exploitation",
    "fire_service_home_safety": "fire",
    "mental_health_crisis": "mental_health",
    "dols_mca": "restriction",
    "early_help_tac": "support",
}
"""Doors that stand for one harm only."""
YES: Mapping[str, str] = {
    "danger": "now",
    "lives": "stockport",
    "threshold": "below",
}
"""What a bare yes says of a fact whose values are not yes and no."""
NO: Mapping[str, str] = {"danger": "no", "lives": "elsewhere", "suspect": "no"}
PLAIN = frozenset(
    {"needs", "protect", "consent", "open", "died", "about_self"},
)


def about(
    whom: str | None,
    guessed: str,
    doors: Sequence[tuple[str, float]],
    routes: Mapping[str, Route],
) -> str:
    """Whom a worry is about: child, adult, both, or unclear.

    Words (`whom`), the trained model (`guessed`) and the doors that fit must not
    contradict each other, or the doors for both are due.
    """
    opinions = {whom, guessed, _side(doors, routes)}
    if opinions >= {"child", "adult"}:
        return "unclear"
    return guessed or "unclear"


def _side(
    doors: Sequence[tuple[str, float]], routes: Mapping[str, Route]
) -> str | None:
    """child or adult, where the doors of one side are far likelier."""
    shares = {"child": 0.0, "adult": 0.0}
    for door, p in doors:
        if door in routes and (side := routes[door].rule.whom) in shares:
            shares[side] += p
    likelier = max(shares, key=lambda side: shares[side])
    clear = shares[likelier] >= max(SIDED, OUTWEIGHS * min(shares.values()))
    return likelier if clear else None


def heard(
    said: Facts,
    about: str,
    place: str | None,
    doors: Sequence[tuple[str, float]],
) -> Facts:
    """`about` is child, adult, both or unclear, as the trained model has it.

    Words that contradict it leave open whom it is about: the doors for both are due.
    """
    facts = said
    if said.about is None and about in ("child", "adult", "both"):
        facts = replace(facts, about=about)
    elif said.about == "child" and about == "adult":
        facts = replace(facts, about=None)
    elif said.about in ("child", "adult") and about == "both":
        facts = replace(facts, about="both")
    if facts.lives is None and place:
        facts = replace(facts, lives="elsewhere")
    if facts.harm is None and doors and doors[0][1] >= SURE:
        facts = replace(facts, harm=HARMS.get(doors[0][0]))
    return facts


def answered(fact: str, reply: str) -> str | None:
    """The value that a bare yes or no gives the fact asked for, if it gives one."""
    if fact in PLAIN and reply in ("yes", "no"):
        return reply
    return {"yes": YES, "no": NO}.get(reply, {}).get(fact)
