"""The messages of the HTTP contract; as plain values in knowledge.message."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.message import Kind, Message
from knowledge.model import Confidence
from knowledge.opening import State


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


class ContactModel(_Model):
    """A contact as one audience sees it at one moment."""

    id: Annotated[str, Field(examples=["massh"])]
    name: str
    for_whom: str
    state: State
    hours: Annotated[
        str, Field(examples=["Mon to Thu 8:30am to 5pm, Fri 8:30am to 4:30pm"])
    ]
    source: str
    phone: Annotated[str | None, Field(examples=["0161 217 6028"])] = None
    textphone: str | None = None
    sms: str | None = None
    email: str | None = None
    url: str | None = None
    opens_next: datetime | None = None
    """In UTC, only where the state is closed."""
    checked_on: date | None = None
    """The day the partnership confirmed it; null until then."""
    warnings: list[str] = []
    doubt: str | None = None
    """What is not confirmed, or why it counts as closed."""


class SourceModel(_Model):
    """A source as a reader can look it up."""

    title: str
    date: str
    url: str | None = None
    section: str | None = None


class FigureModel(_Model):
    """One measure through time; the text of the message holds the same values."""

    label: Annotated[str, Field(examples=["Contacts to the MASSH"])]
    unit: Annotated[str, Field(examples=["contacts", "percent of rapid reviews"])]
    certainty: Confidence
    """That of the least certain point."""
    points: Annotated[
        tuple[tuple[str, int | float | str], ...],
        Field(examples=[[["2020/21", 13058], ["2021/22", 17268]]]),
    ]
    """Periods and values, the oldest first; a target's period says that it is one."""


class OptionModel(_Model):
    """A button: what it shows and what it says for the person."""

    label: Annotated[str, Field(examples=["How do I refer?"])]
    say: Annotated[str, Field(examples=["How do I refer to MAARS?"])]


class PassageModel(_Model):
    """A stretch of the text in one language, to be marked as such."""

    language: Annotated[str, Field(examples=["pl"])]
    direction: Literal["ltr", "rtl"]
    text: str


class MessageModel(_Model):
    """One message of a reply; `text` is plain text."""

    kind: Kind
    text: Annotated[str, Field(min_length=1)]
    topic: Annotated[str | None, Field(examples=["maars/criteria"])] = None
    routes: tuple[str, ...] = ()
    contacts: tuple[ContactModel, ...] = ()
    options: tuple[OptionModel, ...] = ()
    sources: tuple[SourceModel, ...] = ()
    figures: tuple[FigureModel, ...] = ()
    passages: tuple[PassageModel, ...] = ()
    """The whole text by language, where it holds more than English."""


def model_of(message: Message) -> MessageModel:
    """The same message, ready for HTTP."""
    return MessageModel.model_validate(message)
