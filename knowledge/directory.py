"""The contact directory: what one audience may see of a contact at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from knowledge.content import Content
from knowledge.message import ContactCard
from knowledge.model import WEEKDAYS, Audience, Contact, ContactField, Hours, Weekday
from knowledge.opening import Opening, opening


@dataclass(frozen=True)
class Directory:
    """Answers from one version of the content; the clock is an argument."""

    content: Content

    def all(self, audience: Audience, moment: datetime) -> tuple[ContactCard, ...]:
        """Every contact this audience may see, in the order of the files."""
        return tuple(
            self.card(name, audience, moment)
            for name in self.content.contacts
            if self.may_see(name, audience)
        )

    def cards(
        self, names: Iterable[str], audience: Audience, moment: datetime
    ) -> tuple[ContactCard, ...]:
        """The contacts named, each one that is closed with its out-of-hours contact.

        The one a person can use now comes first.
        """
        ordered = dict.fromkeys(
            n for name in names for n in self._with_cover(name, moment)
        )
        return tuple(
            self.card(name, audience, moment)
            for name in ordered
            if self.may_see(name, audience)
        )

    def may_see(self, name: str, audience: Audience) -> bool:
        """False for an unknown id, too: nothing is better than a guess."""
        contact = self.content.contacts.get(name)
        if contact is None or contact.status == "withheld":
            return False
        if audience == "professional":
            return True
        return contact.status == "ready" and contact.audience == "everyone"

    def card(self, name: str, audience: Audience, moment: datetime) -> ContactCard:
        contact = self.content.contacts[name]
        now = opening(contact.hours, moment)

        def shown(field: ContactField) -> str | None:
            hidden = audience == "public" and field in contact.unconfirmed
            return None if hidden else getattr(contact, field)

        return ContactCard(
            id=name,
            name=contact.name,
            for_whom=contact.for_whom,
            state=now.state,
            hours=self._hours(contact.hours),
            source=self._source(contact),
            phone=shown("phone"),
            textphone=shown("textphone"),
            sms=shown("sms"),
            email=shown("email"),
            url=shown("url"),
            opens_next=now.opens_next,
            checked_on=contact.checked_on,
            warnings=self._warnings(contact, now, audience),
            doubt=contact.doubt if audience == "professional" else None,
        )

    def _with_cover(self, name: str, moment: datetime) -> Iterator[str]:
        contact = self.content.contacts.get(name)
        if contact is None:
            return
        state = opening(contact.hours, moment).state
        cover = contact.out_of_hours
        if state == "closed" and cover:
            yield from self._with_cover(cover, moment)
        yield name
        if state == "unknown" and cover and cover != "emergency_999":
            yield cover

    def _warnings(
        self, contact: Contact, now: Opening, audience: Audience
    ) -> tuple[str, ...]:
        keys = ["contact.holiday_unsure"] if now.holiday_unsure else []
        if audience == "professional":
            keys += ["contact.not_confirmed"] * (contact.status == "verify_first")
            keys += [f"contact.unconfirmed.{part}" for part in contact.unconfirmed]
        return tuple(self.content.word(key) for key in keys)

    def _source(self, contact: Contact) -> str:
        source = self.content.sources.get(contact.source)
        return f"{source.title} ({source.date})" if source else contact.source

    def _hours(self, hours: Hours) -> str:
        word = self.content.word
        if hours.always_open:
            text = word("contact.always_open")
        elif hours.periods:
            text = ", ".join(
                f"{_days(p.days)} {_span(p.open, p.close)}" for p in hours.periods
            )
        else:
            text = word("contact.hours_unknown")
        return f"{text.rstrip('.')}. {hours.note}" if hours.note else text


def _days(days: tuple[Weekday, ...]) -> str:
    """("mon", "tue", "wed") as "Mon to Wed"; days apart are listed."""
    at = sorted(WEEKDAYS.index(day) for day in days)
    names = [WEEKDAYS[i].capitalize() for i in at]
    if len(at) > 2 and at[-1] - at[0] == len(at) - 1:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(names) if len(names) < 3 else ", ".join(names)


def _span(start: time, end: time) -> str:
    return f"{_clock(start)} to {_clock(end)}"


def _clock(value: time) -> str:
    """08:30 as "8:30am", 17:00 as "5pm", 00:00 as "midnight"."""
    if value == time(0):
        return "midnight"
    hour = value.hour % 12 or 12
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{hour}{minutes}{'am' if value.hour < 12 else 'pm'}"
