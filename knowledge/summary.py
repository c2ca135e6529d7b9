"""The end of a talk about a worry, in the person's own terms: a list to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.content import Content
from knowledge.decision import Decision, Door
from knowledge.facts import Facts, known
from knowledge.model import Audience, Citation
from knowledge.route_rule import Limb


@dataclass(frozen=True)
class Summary:
    """Which door, why, what to have ready, what then; every word is of the content."""

    content: Content
    facts: Facts
    decision: Decision
    audience: Audience

    def text(self) -> str:
        """Parts apart by an empty line; items begin "• ", doors "1. "."""
        parts = (
            self._told(),
            self._listed("doors", self._doors()),
            self._listed("why", self._why(), sign="•"),
            self._listed("ready", self._ready(), sign="•"),
            self._said("consent"),
            self._said("next"),
            self._said("refused"),
            self._open(),
            self.content.word("summary.worse"),
            self.content.word("summary.end"),
        )
        return "\n\n".join(part for part in parts if part)

    def citations(self) -> list[Citation]:
        """Of the conditions met, then of the doors."""
        limbs = [Citation(limb.source, limb.section) for limb in self._limbs()]
        cited = {limb.source for limb in limbs}
        routes = (self.content.routes[door.route] for door in self.decision.doors)
        names = dict.fromkeys(name for route in routes for name in route.sources)
        return [*limbs, *(Citation(name) for name in names if name not in cited)]

    def offers(self) -> list[str]:
        """Topics to read on, where somebody was told before and nothing happened."""
        if self.facts.open != "yes":
            return []
        return self.content.word(f"summary.open.offer.{self.audience}.names").split()

    @property
    def _first(self) -> Door | None:
        """The first door that is not 999, which has no conditions to explain."""
        doors = [d for d in self.decision.doors if d.route != "emergency_999"]
        return doors[0] if doors else None

    def _limbs(self) -> tuple[Limb, ...]:
        """The conditions that are met, of the first door."""
        if self._first is None:
            return ()
        limbs = self.content.routes[self._first.route].rule.limbs
        return tuple(limb for limb in limbs if limb.state(self.facts) == "met")

    def _told(self) -> str:
        words = self.content.words
        keys = (f"summary.fact.{f}.{v}" for f, v in known(self.facts).items())
        told = " ".join(words[key] for key in keys if key in words)
        return f"{self.content.word('summary.told')} {told}" if told else ""

    def _doors(self) -> Iterator[str]:
        for door in self.decision.doors:
            name = self.content.routes[door.route].name
            yield f"{name}: {door.reasons[0]}" if door.reasons else name

    def _why(self) -> Iterator[str]:
        for limb in self._limbs():
            source = self.content.sources.get(limb.source)
            place = (source.title if source else "", limb.section or "")
            told = ", ".join(part for part in place if part)
            cited = self.content.word("summary.source").replace("{source}", told)
            yield f"{limb.why.to(self.audience)} {cited}"

    def _ready(self) -> Iterator[str]:
        if self._first:
            for said in self.content.routes[self._first.route].rule.have_ready:
                yield said.to(self.audience)

    def _said(self, part: str) -> str:
        if self._first is None:
            return ""
        rule = self.content.routes[self._first.route].rule
        said = {"consent": rule.consent, "next": rule.next, "refused": rule.refused}
        words = said[part]
        if words is None:
            return ""
        return f"{self.content.word(f'summary.{part}')} {words.to(self.audience)}"

    def _open(self) -> str:
        """What to do who has told somebody already and was not heard."""
        if self.facts.open != "yes":
            return ""
        return self.content.word(f"summary.open.{self.audience}")

    def _listed(self, part: str, lines: Iterable[str], sign: str = "") -> str:
        items = [f"{sign or f'{n}.'} {line}" for n, line in enumerate(lines, start=1)]
        heading = self.content.word(f"summary.{part}")
        return "\n".join([heading, *items]) if items else ""
