"""Every rule that content must keep, file by file and across files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.check_danger import alarm_word_problems, language_problems
from knowledge.check_routes import AFTER_OWN_DOOR, NEVER_PUBLIC, route_problems
from knowledge.content import Content
from knowledge.figures import is_compared_with, measures
from knowledge.model import Area, Citation, Contact, Figure, Point, Wording
from knowledge.problem import Problem
from knowledge.prose import Reader, prose_problems
from knowledge.wording import FIGURE, PLACEHOLDER, wording

Check = Callable[[Content, date], Iterator[Problem]]


def check(content: Content, today: date) -> list[Problem]:
    """All problems, errors first; `today` decides which reviews are overdue."""
    checks: tuple[Check, ...] = (
        _areas,
        _contacts,
        _routes,
        _figures,
        _alarms,
        _fixed_words,
        _spoken,
    )
    found = (problem for one in checks for problem in one(content, today))
    order = {"error": 0, "warning": 1, "awaits": 2}
    return sorted(set(found), key=lambda p: (order[p.level], p.place, p.text))


@dataclass(frozen=True)
class _Place:
    """Names where a problem stands, so that checks need not repeat it."""

    name: str

    def error(self, text: str, remedy: str) -> Problem:
        return Problem("error", self.name, text, remedy)

    def warning(self, text: str, remedy: str) -> Problem:
        return Problem("warning", self.name, text, remedy)

    def awaits(self, text: str, remedy: str) -> Problem:
        return Problem("awaits", self.name, text, remedy)

    def unknown(
        self, kind: str, names: Iterable[str], held: Iterable[str]
    ) -> Iterator[Problem]:
        for name in names:
            if name not in held:
                yield self.error(
                    f"unknown {kind} {name!r}", f"Define the {kind} or correct the id"
                )


def _areas(content: Content, today: date) -> Iterator[Problem]:
    for name, area in content.areas.items():
        place = _Place(f"answers/{name}.yml")
        yield from _dates(place, area, today)
        if not area.owner.strip():
            yield place.error("no owner", "Name the role that answers for it")
        if not area.names:
            yield place.error(
                "no names", "List the words people use for it under names"
            )
        if area.audience == "professional" and area.public is None:
            yield place.error(
                "an area for professionals has no public words", "Add public:"
            )
        for key, point in area.points.items():
            yield from _point(content, area, point, f"answers/{name}.yml: {key}")


def _dates(place: _Place, area: Area, today: date) -> Iterator[Problem]:
    if area.review_by <= area.reviewed_on:
        yield place.error("review_by is not after reviewed_on", "Correct the dates")
    if area.review_by < today:
        yield place.warning(
            f"review was due on {area.review_by}", "Review it and set both dates"
        )


def _point(content: Content, area: Area, point: Point, name: str) -> Iterator[Problem]:
    place = _Place(name)
    topics = {topic for topic, _, _ in content.topics()}
    if not point.sources:
        yield place.error("no source", "Name the source of each fact under sources")
    yield from _linked_topics(place, point, topics)
    yield from _wording(
        content, area, point, _Place(f"{name} (professional)"), public=False
    )
    yield from _wording(content, area, point, _Place(f"{name} (public)"), public=True)


def _linked_topics(place: _Place, point: Point, topics: set[str]) -> Iterator[Problem]:
    """A topic planned but not written yet is no error: its button is left out."""
    for topic in point.related:
        if topic.count("/") != 1:
            yield place.error(f"related {topic!r} is not area/point", "Correct the id")
        elif topic not in topics:
            yield place.warning(
                f"related topic {topic!r} does not exist", "Write it or remove it"
            )


def _wording(
    content: Content, area: Area, point: Point, place: _Place, *, public: bool
) -> Iterator[Problem]:
    words = wording(area, point, "public" if public else "professional")
    yield from place.unknown("contact", words.contacts, content.contacts)
    yield from place.unknown("route", words.routes, content.routes)
    yield from place.unknown("source", _ids(words.sources), content.sources)
    yield from place.unknown("figure", words.figures, content.figures)
    if public:
        yield from _public_doors(content, words, place)
    own = not public or words.summary != point.summary or area.audience == "everyone"
    if own:
        reader: Reader = "everyone" if public else "professional"
        texts = _texts(words)
        yield from prose_problems(place.name, texts, reader, content.acronyms)
        yield from _placeholders(content, words, texts, place, public=public)
        yield from _named_figures(content, words, texts, place)


def _public_doors(content: Content, words: Wording, place: _Place) -> Iterator[Problem]:
    for route in words.routes:
        if route in NEVER_PUBLIC:
            yield place.error(
                f"route {route!r} is for professionals only",
                "Name the public's own door instead",
            )
    if words.routes and words.routes[0] in AFTER_OWN_DOOR:
        yield place.error(
            f"route {words.routes[0]!r} comes first",
            "Put the public's own door before it",
        )
    shown = [content.contacts[c] for c in words.contacts if c in content.contacts]
    if shown and not any(
        c.status == "ready" and c.audience == "everyone" for c in shown
    ):
        yield place.error("no contact that the public may see", "Add one that is ready")


def _placeholders(
    content: Content, words: Wording, texts: list[str], place: _Place, *, public: bool
) -> Iterator[Problem]:
    for name, part in (
        match.groups() for text in texts for match in PLACEHOLDER.finditer(text)
    ):
        contact = content.contacts.get(name)
        if contact is None:
            yield place.error(
                f"unknown contact {name!r} in a sentence", "Correct the id"
            )
            continue
        if name not in words.contacts:
            yield place.error(
                f"{name!r} stands in a sentence alone", "List it under contacts"
            )
        if getattr(contact, part) is None:
            yield place.error(f"{name!r} has no {part}", "Use a part that it has")
        if not _may_stand(contact, part, public=public):
            yield place.error(
                f"{{{name}.{part}}} is not confirmed", "Leave it to the contact card"
            )


def _named_figures(
    content: Content, words: Wording, texts: list[str], place: _Place
) -> Iterator[Problem]:
    for name in (match[1] for text in texts for match in FIGURE.finditer(text)):
        if name not in content.figures:
            yield place.error(
                f"unknown figure {name!r} in a sentence", "Correct the id"
            )
        elif not _is_shown(content, words, name):
            yield place.error(
                f"figure {name!r} stands in a sentence alone", "List it under figures"
            )


def _is_shown(content: Content, words: Wording, name: str) -> bool:
    """By itself, in its series, or as what another figure is compared with."""
    figure = content.figures[name]
    return name in words.figures or any(
        other == figure or is_compared_with(other, figure)
        for measure in measures(words.figures, content.figures)
        for other in measure.figures
    )


def _may_stand(contact: Contact, part: str, *, public: bool) -> bool:
    if contact.status == "withheld":
        return False
    if not public or part == "name":
        return True
    return contact.status == "ready" and part not in contact.unconfirmed


def _contacts(content: Content, _: date) -> Iterator[Problem]:
    for name, contact in content.contacts.items():
        place = _Place(f"contacts: {name}")
        yield from place.unknown("source", [contact.source], content.sources)
        if contact.out_of_hours:
            yield from place.unknown(
                "contact", [contact.out_of_hours], content.contacts
            )
        if contact.status != "ready" and not contact.status_reason:
            yield place.error(
                f"{contact.status} without a reason", "Say why in status_reason"
            )
        if contact.hours.always_open and contact.hours.bank_holidays != "open":
            yield place.error(
                "always open, but not on bank holidays", "Set bank_holidays: open"
            )
        if contact.status != "withheld" and not _reachable(contact):
            yield place.error(
                "no way to reach it", "Add a number or address, or withhold it"
            )
        if contact.checked_on is None and contact.status != "withheld":
            yield place.awaits(
                "nobody has confirmed it", "Ring it, then fill in checked_on"
            )
        shown = contact.status == "ready" and contact.audience == "everyone"
        reader: Reader = "everyone" if shown else "professional"
        yield from prose_problems(place.name, [contact.for_whom], reader, None)


def _reachable(contact: Contact) -> bool:
    ways = (contact.phone, contact.textphone, contact.sms, contact.email, contact.url)
    return any(ways)


def _routes(content: Content, _: date) -> Iterator[Problem]:
    yield from route_problems(content)


def _figures(content: Content, _: date) -> Iterator[Problem]:
    first_of: dict[str, Figure] = {}
    for name, figure in content.figures.items():
        place = _Place(f"figures: {name}")
        if not figure.source:
            yield place.error("no source", "Name where the figure was read")
        else:
            yield from place.unknown("source", [figure.source], content.sources)
        if figure.certainty != "high" and not figure.doubt:
            yield place.error(
                f"{figure.certainty} certainty without a doubt",
                "Say in doubt what to check before it is used",
            )
        if figure.series:
            first = first_of.setdefault(figure.series, figure)
            if (first.label, first.unit) != (figure.label, figure.unit):
                yield place.warning(
                    f"series {figure.series!r} has more than one label or unit",
                    "Use one label and one unit through a series",
                )
        texts = [figure.label, *([figure.doubt] if figure.doubt else [])]
        yield from prose_problems(place.name, texts, "professional", None)


def _alarms(content: Content, _: date) -> Iterator[Problem]:
    for name, harm in content.alarms.harms.items():
        place = _Place(f"alarms/{name}.yml")
        yield from place.unknown("contact", harm.contacts, content.contacts)
        yield from place.unknown("source", harm.sources, content.sources)
        if not harm.contacts:
            yield place.error("no contact", "Name who helps with this harm after 999")
        if harm.advice and not harm.sources:
            yield place.error(
                "advice without a source", "Name the guidance it comes from"
            )
        yield from prose_problems(
            place.name, list(harm.advice), "everyone", content.acronyms
        )
    try:
        every = content.alarms.match("")
    except ValueError as error:
        yield _Place("alarms").error(
            str(error), "Add the set to alarms/shared/sets.yml"
        )
        return
    if every is not None:
        yield _Place(f"alarms: {every.rule}").error(
            "a phrase is heard in every message", "Give it a word that must be there"
        )


def _fixed_words(content: Content, _: date) -> Iterator[Problem]:
    for key, text in content.words.items():
        if key.endswith((".routes", ".main", ".say", ".label", ".names", ".areas")):
            continue
        place = _Place(f"words.yml: {key}")
        yield from prose_problems(place.name, [text], "everyone", None)
        if key.startswith("emergency.") and "999" not in text.partition(".")[0]:
            yield place.error("the first sentence lacks 999", "Begin with 999")


def _spoken(content: Content, _: date) -> Iterator[Problem]:
    yield from alarm_word_problems(content)
    yield from language_problems(content)


def _ids(citations: Iterable[Citation]) -> list[str]:
    return [citation.source for citation in citations]


def _texts(words: Wording) -> list[str]:
    texts = [words.summary]
    for block in words.body:
        texts += [text for text in (block.text, *block.items, *block.steps) if text]
    return [*texts, words.doubt] if words.doubt else texts
