"""A contact as a row of a table: every way to reach it, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from knowledge.directory import Directory
from knowledge.model import ContactField, Status

FIELDS: tuple[tuple[ContactField, str], ...] = (
    ("phone", "Phone"),
    ("textphone", "Textphone"),
    ("sms", "Text message"),
    ("email", "Email"),
    ("url", "Website"),
)
STATUSES: dict[Status, str] = {
    "ready": "Ready",
    "verify_first": "Verify first",
    "withheld": "Withheld",
}


@dataclass(frozen=True)
class Way:
    """One way to reach a contact; what is unsure is shown to professionals only."""

    label: str
    value: str
    unsure: bool


@dataclass(frozen=True)
class ContactRow:
    """All empty but the id where there is no such contact."""

    id: str
    shown_to: str
    name: str = ""
    for_whom: str = ""
    ways: tuple[Way, ...] = ()
    hours: str = ""
    when_closed: str | None = None
    status: str = ""
    reason: str | None = None
    checked_on: date | None = None
    doubt: str | None = None
    held: bool = False


def contact_rows(
    directory: Directory,
    own: Iterable[str],
    public: Iterable[str],
    moment: datetime,
) -> tuple[ContactRow, ...]:
    """Each contact once, those of professionals first."""
    lists = tuple(own), tuple(public)
    return tuple(
        contact_row(directory, name, _shown_to(directory, name, *lists), moment)
        for name in dict.fromkeys((*lists[0], *lists[1]))
    )


def contact_row(
    directory: Directory, name: str, shown_to: str, moment: datetime
) -> ContactRow:
    contact = directory.content.contacts.get(name)
    if contact is None:
        return ContactRow(name, shown_to)
    return ContactRow(
        id=name,
        shown_to=shown_to,
        name=contact.name,
        for_whom=contact.for_whom,
        ways=tuple(
            Way(label, value, field in contact.unconfirmed)
            for field, label in FIELDS
            if (value := getattr(contact, field))
        ),
        hours=directory.card(name, "professional", moment).hours,
        when_closed=contact.out_of_hours,
        status=STATUSES[contact.status],
        reason=contact.status_reason,
        checked_on=contact.checked_on,
        doubt=contact.doubt,
        held=True,
    )


def seen_by(directory: Directory, name: str) -> str:
    """Who may see a contact wherever it is named."""
    return _shown_to(directory, name, (name,), (name,))


def _shown_to(
    directory: Directory, name: str, own: Iterable[str], public: Iterable[str]
) -> str:
    return reader(
        name in own and directory.may_see(name, "professional"),
        name in public and directory.may_see(name, "public"),
    )


def reader(own: bool, public: bool) -> str:
    """Whom a part of an answer is for, in a word or two."""
    if own and public:
        return "Everyone"
    if own or public:
        return "Professionals" if own else "The public"
    return "Nobody"
