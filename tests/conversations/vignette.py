"""A person with a worry: what they say, what is true, and which door is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import yaml

from actions.worry import MOST_QUESTIONS, MOST_UNANSWERED
from knowledge.check_routes import NEVER_PUBLIC
from knowledge.fact_words import FactWords
from knowledge.facts import FACTS
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import Kind, Option
from knowledge.model import Audience
from knowledge.shape import shape

if TYPE_CHECKING:
    from tests.assistant import Message, Talk

FOLDER = Path(__file__).parent / "vignettes"
EMERGENCY = "emergency_999"
SAFE = "I am safe now"
FIRST_DOORS = 3
End = Literal["summary", "alarm", "nowhere"]
_ALARMS = ("emergency", "urgent")
_SIDES: Mapping[str, frozenset[str]] = {
    "child": frozenset({"child"}),
    "unborn": frozenset({"child"}),
    "adult": frozenset({"adult"}),
    "both": frozenset({"child", "adult"}),
}
"""Whom a door is for, by whom the worry is about; for one of both is not wrong."""
_YES = ("yes", "now", "stockport", "below")
"""Values that a question answered with Yes, No or Not sure takes from Yes."""


@dataclass(frozen=True)
class Vignette:
    """One case, invented; `doors` are right ones, the best first."""

    id: str
    audience: Audience
    says: str
    doors: tuple[str, ...]
    truth: dict[str, str] = field(default_factory=dict)
    """What the person knows and answers, whatever they are asked; else they are not
    sure."""
    said: tuple[str, ...] = ()
    """Facts that the words state, so that they are never asked for."""
    named: tuple[str, ...] = ()
    """Doors that are due in the end, at any place."""
    never: tuple[str, ...] = ()
    """Doors that must not be shown at any time."""
    alarm: bool = False
    """999 may come in between, or be the end of it."""

    def answer(self, fact: str, options: tuple[Option, ...], words: FactWords) -> str:
        """What the person says to the question: one of its buttons."""
        value = self.truth.get(fact)
        for option in options:
            if (fact, value) in {(f.fact, f.value) for f in words.find(option.say)}:
                return option.say
        labels = {option.label: option.say for option in options}
        plain = "Not sure" if value is None else "Yes" if value in _YES else "No"
        return labels[plain if plain in labels else "With neither"]


@dataclass(frozen=True)
class Told:
    """How the talk of a vignette went."""

    replies: tuple[tuple[Message, ...], ...]
    asked: tuple[str, ...]
    """The fact of each question put, in order."""
    end: End

    @property
    def routes(self) -> list[str]:
        """All that was ever shown."""
        return [route for reply in self.replies for route in _routes(reply)]

    def first(self, vignette: Vignette) -> list[str]:
        """The doors shown at once."""
        return _doors(_routes(self.replies[0]), vignette)

    def final(self, vignette: Vignette) -> list[str]:
        """The doors last shown."""
        shown = [routes for reply in self.replies if (routes := _routes(reply))]
        return _doors(shown[-1], vignette) if shown else []


def read_vignettes(folder: Path = FOLDER) -> list[Vignette]:
    """Raises ContentError naming the file of a row that is not well-formed."""
    return [
        shape(row, Vignette, f"{path.name}: ")
        for path in sorted(folder.glob("*.yml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def told(
    vignette: Vignette, talk: Talk, knowledge: KnowledgeBase, words: FactWords
) -> Told:
    """The whole talk: the worry, then an answer to each question, to its end."""
    questions = {
        knowledge.ask(fact).text: fact
        for fact in FACTS
        if f"question.{fact}.text" in knowledge.content.words
    }
    closing = knowledge.content.word("summary.end")
    replies: list[tuple[Message, ...]] = []
    asked: list[str] = []
    say = vignette.says
    end: End = "nowhere"
    for _ in range(MOST_QUESTIONS + MOST_UNANSWERED + 2):
        reply = tuple(talk.say(say))
        replies.append(reply)
        if any(closing in message["text"] for message in reply):
            return Told(tuple(replies), tuple(asked), "summary")
        alarmed = any(message["kind"] in _ALARMS for message in reply)
        if alarmed:
            end = "alarm"
        fact = _question(reply, questions)
        if fact is None and not (alarmed and asked):
            break
        if fact is not None:
            asked.append(fact)
            say = vignette.answer(fact, knowledge.ask(fact).options, words)
        else:
            say = SAFE
    return Told(tuple(replies), tuple(asked), end)


def faults(vignette: Vignette, told: Told, knowledge: KnowledgeBase) -> Iterator[str]:
    """What no talk may do, however it was understood."""
    for reply in told.replies:
        yield from _ill_formed(reply, knowledge)
    banned = {*vignette.never}
    if vignette.audience == "public":
        banned |= NEVER_PUBLIC
    for route in sorted(banned.intersection(told.routes)):
        yield f"{route} was shown"
    if len(told.asked) > MOST_QUESTIONS:
        yield f"{len(told.asked)} questions"
    for fact in dict.fromkeys(told.asked):
        if fact in vignette.said:
            yield f"{fact} was said, and asked for"
        if told.asked.count(fact) > 1:
            yield f"{fact} was answered, and asked for again"


def is_shown_at_once(vignette: Vignette, told: Told, _: KnowledgeBase) -> bool:
    """A right door is among those that nobody misses."""
    return bool(set(told.first(vignette)[:FIRST_DOORS]) & set(vignette.doors))


def is_first_in_the_end(vignette: Vignette, told: Told, _: KnowledgeBase) -> bool:
    return bool(set(told.final(vignette)[:1]) & set(vignette.doors))


def is_named(vignette: Vignette, told: Told, _: KnowledgeBase) -> bool:
    """Every door that is due is there, at any place."""
    return set(vignette.named) <= set(told.final(vignette))


def is_for_the_right_side(
    vignette: Vignette, told: Told, knowledge: KnowledgeBase
) -> bool:
    """A child has never only doors for adults, nor an adult those for children."""
    due = _SIDES[vignette.truth["about"]]
    for doors in (told.first(vignette), told.final(vignette)):
        sides = {knowledge.content.routes[door].rule.whom for door in doors}
        if sides & {"child", "adult"} and not sides & due:
            return False
    return True


def is_led_to_an_end(_: Vignette, told: Told, __: KnowledgeBase) -> bool:
    return told.end != "nowhere"


def is_calm(vignette: Vignette, told: Told, _: KnowledgeBase) -> bool:
    """999 is no end of a worry without danger."""
    return told.end != "alarm" or vignette.alarm


def _ill_formed(reply: tuple[Message, ...], knowledge: KnowledgeBase) -> Iterator[str]:
    if not reply:
        yield "a reply is empty"
    for message in reply:
        kind, text = message["kind"], message["text"]
        if kind not in get_args(Kind):
            yield f"{kind!r} is no kind"
        if not text.strip() or "{" in text:
            yield f"not fit to read: {text!r}"
        for route in set(message.get("routes", ())) - set(knowledge.content.routes):
            yield f"{route} is no route"
        cards = {card["id"] for card in message.get("contacts", ())}
        for contact in cards - set(knowledge.content.contacts):
            yield f"{contact} is no contact"
        if kind == "contacts" and not (message.get("routes") and cards):
            yield "doors without routes or contacts"
        if kind == "question" and not message.get("options"):
            yield "a question without options"
        if kind in _ALARMS and "999" not in text:
            yield "an alarm without 999"


def _question(reply: tuple[Message, ...], questions: dict[str, str]) -> str | None:
    """The fact that the reply asks for at its end, if it asks."""
    text = reply[-1]["text"] if reply else ""
    return next((f for asks, f in questions.items() if text.endswith(asks)), None)


def _routes(reply: tuple[Message, ...]) -> list[str]:
    routes = (route for message in reply for route in message.get("routes", ()))
    return list(dict.fromkeys(routes))


def _doors(routes: list[str], vignette: Vignette) -> list[str]:
    """999 stands before the doors, and is one itself only where it is the right one."""
    if EMERGENCY in vignette.doors:
        return routes
    return [route for route in routes if route != EMERGENCY]
