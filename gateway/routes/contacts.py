"""Contacts: the directory with opening state at a moment."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from gateway.errors import ProblemError
from gateway.message import ContactModel
from gateway.parts import PartsOf, Reader
from gateway.problems import problem_responses
from knowledge.model import Audience
from knowledge.opening import LONDON

router = APIRouter(
    prefix="/api/v1/contacts",
    tags=["contacts"],
    responses=problem_responses(413, 422, 500),
)
_PLUS_LOST = re.compile(r"(T\S+) (\d\d:?\d\d)$")
_YEARS = range(2000, 2101)


class DirectoryOut(BaseModel):
    """Every contact an audience may see, and the moment its states are for."""

    audience: Audience
    at: datetime
    contacts: list[ContactModel]


async def _moment(
    parts: PartsOf,
    at: Annotated[
        str | None,
        Query(
            description="Default now. Without a time zone it is Stockport's time.",
            examples=["2026-11-23T10:00:00+00:00"],
        ),
    ] = None,
) -> datetime:
    return parts.clock() if at is None else moment_of(at)


Moment = Annotated[datetime, Depends(_moment)]


@router.get("", summary="The directory", responses=problem_responses(403))
async def directory(parts: PartsOf, audience: Reader, at: Moment) -> DirectoryOut:
    """In the order of the content; whether each is open at the moment asked for."""
    knowledge = await run_in_threadpool(parts.library.current)
    cards = knowledge.directory.all(audience, at)
    contacts = [ContactModel.model_validate(card) for card in cards]
    return DirectoryOut(audience=audience, at=at, contacts=contacts)


@router.get("/{id}", summary="One contact", responses=problem_responses(403, 404))
async def contact(
    parts: PartsOf, id: str, audience: Reader, at: Moment
) -> ContactModel:
    """404 also for a contact this audience may not see."""
    knowledge = await run_in_threadpool(parts.library.current)
    if not knowledge.directory.may_see(id, audience):
        raise ProblemError(404, "contact_unknown")
    return ContactModel.model_validate(knowledge.directory.card(id, audience, at))


def moment_of(text: str) -> datetime:
    """Raises ProblemError 422 for what is no date and time between 2000 and 2100.

    In an address a plus sign means a space, so "…T10:00:00 00:00" is read as was meant.
    """
    try:
        moment = datetime.fromisoformat(
            _PLUS_LOST.sub(r"\1+\2", text).replace("Z", "+00:00")
        )
    except ValueError:
        raise ProblemError(422, "moment_wrong") from None
    if moment.year not in _YEARS:
        raise ProblemError(422, "moment_wrong")
    local = moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    return local.astimezone(timezone.utc)
