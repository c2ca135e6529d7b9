"""Answers every question the assistant can be asked, from one content version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from knowledge.alarm import Alarm
from knowledge.alarm_message import alarm_message
from knowledge.content import Content
from knowledge.decision import Decision, Door
from knowledge.directory import Directory
from knowledge.facts import Facts
from knowledge.figures import cited
from knowledge.message import ContactCard, Kind, Message, Option, SourceCard
from knowledge.model import Audience, Citation
from knowledge.summary import Summary
from knowledge.wording import Layout, wording

MOST_OPTIONS = 4
ABOUT = ("child", "unborn", "adult", "both", "unclear")


class KnowledgeBase:
    """Holds no state: a question, an audience and a moment give a message."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.directory = Directory(content)
        self._layout = Layout(content)

    def answer(
        self,
        topic: str,
        audience: Audience,
        moment: datetime,
        periods: Sequence[str] = (),
    ) -> Message:
        """`periods` are those the person asked for, such as "2021/22".

        Raises UnknownIdError for a topic that is not held.
        """
        area, point = self.content.topic(topic)
        words = wording(area, point, audience)
        replaced = audience == "public" and area.audience == "professional"
        shown = self._layout.measures(words)
        return Message(
            kind="answer",
            text=self._layout.text(words, point.judgement and not replaced, periods),
            topic=topic,
            routes=words.routes,
            contacts=self.directory.cards(words.contacts, audience, moment),
            options=() if replaced else self.options(point.related, audience),
            sources=self._sources(cited(words.sources, shown)),
            figures=tuple(measure.card(self.content.word) for measure in shown),
        )

    def alarm(
        self,
        alarm: Alarm,
        audience: Audience,
        moment: datetime,
        *,
        about: str = "",
        doors: Sequence[str] = (),
        again: bool = False,
    ) -> Message:
        """See `alarm_message`; doors this audience may not use are left out."""
        return alarm_message(
            self.content,
            self.directory,
            alarm,
            audience,
            moment,
            about=about,
            doors=[door for door in doors if self._open_to(door, audience)],
            again=again,
        )

    def cautioned(self, message: Message) -> Message:
        """The message with the emergency line above it: it only sounds like danger."""
        line = self.content.word("emergency.above")
        return replace(message, text=f"{line}\n\n{message.text}")

    def concern(
        self, about: str, decision: Decision, audience: Audience, moment: datetime
    ) -> Message:
        """The doors for a worry at once, each with its first reason.

        `about` is child, unborn, adult, both or unclear; report for who wants to.
        """
        doors = self._open_doors(decision, audience)
        lines = [
            f"{n}. {self.content.routes[door.route].name}: {door.reasons[0]}"
            if door.reasons
            else f"{n}. {self.content.routes[door.route].name}"
            for n, door in enumerate(doors, start=1)
        ]
        word = self.content.word
        parts = [word(f"concern.{about}.text"), "\n".join(lines), word("concern.end")]
        routes = [self.content.routes[door.route] for door in doors]
        sources = dict.fromkeys(s for route in routes for s in route.sources)
        return self._doors(
            "\n\n".join(parts), doors, map(Citation, sources), audience, moment
        )

    def summary(
        self, facts: Facts, decision: Decision, audience: Audience, moment: datetime
    ) -> Message:
        """What was told, whom to ring, why, and what then."""
        doors = self._open_doors(decision, audience)
        summary = Summary(self.content, facts, replace(decision, doors=doors), audience)
        message = self._doors(
            summary.text(), doors, summary.citations(), audience, moment
        )
        return replace(message, options=self.options(summary.offers(), audience))

    def ask_again(self, fact: str) -> Message:
        """The question on a fact once more, after something else was said."""
        question = self.ask(fact)
        again = self.content.word("concern.again")
        return replace(question, text=f"{again} {question.text}")

    def choose(self, topics: Sequence[str], audience: Audience) -> Message:
        """Asks which of the nearest topics is meant."""
        return Message(
            kind="question",
            text=self.content.word("question.which"),
            options=self.options(topics, audience),
        )

    def ask(self, name: str) -> Message:
        """A fixed question of words.yml with its options: `question.<name>`."""
        word = self.content.word
        options: list[Option] = []
        while f"question.{name}.option{len(options) + 1}.label" in self.content.words:
            key = f"question.{name}.option{len(options) + 1}"
            options.append(Option(word(f"{key}.label"), word(f"{key}.say")))
        return Message(
            kind="question",
            text=word(f"question.{name}.text"),
            options=tuple(options),
        )

    def refuse(
        self,
        reason: str,
        audience: Audience,
        moment: datetime,
        near: Sequence[str] = (),
    ) -> Message:
        """Why there is no answer here, and who would know: `decline.<reason>`.

        `near` are the topics to offer; without any, the doors for a worry.
        """
        kind: Kind = "fallback" if reason.startswith("unsure") else "decline"
        key = f"decline.{reason}"
        return Message(
            kind=kind,
            text=self.content.word(
                key if key in self.content.words else "decline.general"
            ),
            contacts=self.main_contacts(audience, moment),
            options=self.options(near, audience) or self.ask("start").options,
        )

    def unavailable(self, audience: Audience, moment: datetime) -> Message:
        """What a person reads when a part of the service is down."""
        return Message(
            kind="unavailable",
            text=self.content.word("unavailable.text"),
            contacts=self.main_contacts(audience, moment),
        )

    def switched_off(self, audience: Audience, moment: datetime) -> Message:
        """What a person reads while the kill switch is off."""
        text = self.content.word("unavailable.switched_off")
        return replace(self.unavailable(audience, moment), text=text)

    def elsewhere(self, message: Message, place: str) -> Message:
        """The message with the warning that it holds for Stockport only: before it,
        or after the first words of an alarm."""
        warning = self.content.word("place.elsewhere").replace("{place}", place)
        if message.kind in ("emergency", "urgent"):
            return replace(message, text=f"{message.text}\n\n{warning}", passages=())
        return replace(message, text=f"{warning}\n\n{message.text}")

    def notice(self, key: str = "notice.start") -> Message:
        """Fixed words such as "this is not a report"."""
        return Message(kind="notice", text=self.content.word(key))

    def main_contacts(
        self, audience: Audience, moment: datetime
    ) -> tuple[ContactCard, ...]:
        names = self.content.word("contact.main").split()
        return self.directory.cards(names, audience, moment)

    def options(self, topics: Iterable[str], audience: Audience) -> tuple[Option, ...]:
        """Buttons for topics that are held and that this audience may read in full."""
        found = []
        for topic in topics:
            name, _, key = topic.partition("/")
            area = self.content.areas.get(name)
            point = area.points.get(key) if area else None
            if (
                area
                and point
                and not (audience == "public" and area.audience == "professional")
            ):
                found.append(Option(point.label, point.ask))
        return tuple(found[:MOST_OPTIONS])

    def _open_doors(self, decision: Decision, audience: Audience) -> tuple[Door, ...]:
        return tuple(d for d in decision.doors if self._open_to(d.route, audience))

    def _doors(
        self,
        text: str,
        doors: Sequence[Door],
        citations: Iterable[Citation],
        audience: Audience,
        moment: datetime,
    ) -> Message:
        routes = [self.content.routes[door.route] for door in doors]
        contacts = ["emergency_999", *(c for route in routes for c in route.contacts)]
        return Message(
            kind="contacts",
            text=self._layout.fill(text),
            routes=tuple(door.route for door in doors),
            contacts=self.directory.cards(dict.fromkeys(contacts), audience, moment),
            sources=self._sources(citations),
        )

    def _open_to(self, route: str, audience: Audience) -> bool:
        held = self.content.routes.get(route)
        return held is not None and (
            audience == "professional" or held.audience == "everyone"
        )

    def _sources(self, citations: Iterable[Citation]) -> tuple[SourceCard, ...]:
        return tuple(
            SourceCard(source.title, source.date, source.url, citation.section)
            for citation in citations
            if (source := self.content.sources.get(citation.source))
        )
