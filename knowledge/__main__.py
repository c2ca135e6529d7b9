"""`python -m knowledge`: check, build and ask the content from a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from knowledge.check import check
from knowledge.check_danger import message_problems
from knowledge.check_facts import fact_problems
from knowledge.errors import KnowledgeError
from knowledge.figures import Measure, matching, measures, not_held, periods_of
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import ContactCard, Message
from knowledge.opening import LONDON
from knowledge.problem import Problem
from knowledge.reading import BUNDLED, read, read_or_raise
from knowledge.store import Store
from knowledge.years import covered

_CONTACT = "contacts: "


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 done, 1 problems found or refused."""
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except KnowledgeError as error:
        _say(f"knowledge: {error}")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    parser.add_argument(
        "--content",
        type=Path,
        default=BUNDLED,
        help="the content folder (default: the project's)",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser(
        "check", help="print every problem of the content with its remedy"
    )
    one.add_argument("--strict", action="store_true", help="warnings count as errors")
    one.set_defaults(run=_check)

    one = commands.add_parser(
        "build", help="check the content and put it into the database"
    )
    one.add_argument(
        "--database", default=_database(), help="its address (default: %(default)s)"
    )
    one.set_defaults(run=_build)

    one = commands.add_parser(
        "ask", help="print one answer as a person reads it, or list them"
    )
    one.add_argument("topic", nargs="?", help="AREA/POINT, such as maars/criteria")
    _readers(one)
    one.set_defaults(run=_ask)

    one = commands.add_parser(
        "contacts", help="print the directory with its opening states"
    )
    _readers(one)
    one.set_defaults(run=_contacts)

    one = commands.add_parser("figures", help="print the table of figures")
    one.add_argument("--measure", default="", metavar="WORD", help="what is counted")
    one.add_argument("--period", default="", metavar="2021/22", help="a year or so")
    one.set_defaults(run=_figures)
    return parser


def _readers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--audience",
        choices=("public", "professional"),
        default="public",
        help="who reads it",
    )
    parser.add_argument(
        "--at",
        type=_moment,
        default=None,
        metavar="ISO-TIME",
        help="the moment (default: now)",
    )


def _check(args: argparse.Namespace) -> int:
    content, problems = read(args.content)
    problems = [
        *problems,
        *check(content, _now().astimezone(LONDON).date()),
        *message_problems(args.content, content),
        *fact_problems(args.content, content),
    ]
    errors = [
        p
        for p in problems
        if p.level == "error" or (args.strict and p.level == "warning")
    ]
    warnings = [p for p in problems if p.level == "warning" and p not in errors]
    for problem in (*errors, *warnings):
        _say(str(problem))
    _list_awaiting([p for p in problems if p.level == "awaits"])
    _say(
        f"{sum(1 for _ in content.topics())} answers, "
        f"{len(content.contacts)} contacts, {len(content.routes)} routes, "
        f"{len(content.figures)} figures, {len(content.sources)} sources, "
        f"{len(content.languages)} languages: "
        f"{len(errors)} errors, {len(warnings)} warnings."
    )
    return 1 if errors else 0


def _list_awaiting(awaiting: list[Problem]) -> None:
    contacts = [p for p in awaiting if p.place.startswith(_CONTACT)]
    for problem in awaiting:
        if problem not in contacts:
            _say(str(problem))
    if contacts:
        names = ", ".join(problem.place.removeprefix(_CONTACT) for problem in contacts)
        _say(f"Await confirmation by the partnership (checked_on is empty): {names}.")


def _build(args: argparse.Namespace) -> int:
    content = read_or_raise(args.content)
    errors = [p for p in check(content, _now().date()) if p.level == "error"]
    if errors:
        for problem in errors:
            _say(str(problem))
        _say("Nothing was built; the content in force stays.")
        return 1
    edition = Store(args.database).rebuild(content)
    _say(
        f"Built edition {edition[:12]} with {sum(1 for _ in content.topics())} answers."
    )
    return 0


def _ask(args: argparse.Namespace) -> int:
    knowledge = KnowledgeBase(read_or_raise(args.content))
    if args.topic is None:
        for topic, _, point in knowledge.content.topics():
            _say(f"{topic:40} {point.ask}")
        return 0
    _say(_printed(knowledge.answer(args.topic, args.audience, args.at or _now())))
    return 0


def _contacts(args: argparse.Namespace) -> int:
    knowledge = KnowledgeBase(read_or_raise(args.content))
    for card in knowledge.directory.all(args.audience, args.at or _now()):
        _say(_card(card))
    return 0


def _figures(args: argparse.Namespace) -> int:
    """A period that is not held says so and leaves the measure's others to see."""
    content = read_or_raise(args.content)
    found = matching(content.figures, args.measure)
    held = [period for figure in found.values() for period in periods_of([figure])]
    if args.period and not covered(args.period, held):
        whole = measures(list(found), content.figures)
        _say(not_held([args.period], whole, content.word))
    elif args.period:
        found = {
            name: figure
            for name, figure in found.items()
            if covered(args.period, periods_of([figure]))
        }
    for name, figure in found.items():
        line = Measure((figure,)).line(content.word)
        _say(f"{name:32} {figure.kind:9} {figure.certainty:7} {line}")
    return 0


def _printed(message: Message) -> str:
    lines = [message.text, "", *(_card(card) for card in message.contacts), ""]
    for source in message.sources:
        parts = (source.title, source.section, source.date, source.url)
        lines.append("Source: " + ", ".join(part for part in parts if part))
    return "\n".join(lines)


def _card(card: ContactCard) -> str:
    ways = ", ".join(way for way in (card.phone, card.email, card.url) if way)
    opens = (
        f", opens {card.opens_next.astimezone(LONDON):%a %d %b %H:%M}"
        if card.opens_next
        else ""
    )
    note = f" [{' '.join(card.warnings)}]" if card.warnings else ""
    return f"{card.state + opens:28} {card.name}: {ways} ({card.hours}){note}"


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _database() -> str:
    data = os.environ.get("SAFEGUARDING_DATA", ".data")
    return os.environ.get(
        "SAFEGUARDING_KNOWLEDGE_URL", f"sqlite:///{data}/knowledge.db"
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
