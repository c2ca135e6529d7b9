"""Topics: the published answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from gateway.errors import ProblemError
from gateway.message import MessageModel, model_of
from gateway.parts import PartsOf, Reader
from gateway.problems import problem_responses
from knowledge.errors import UnknownIdError
from knowledge.model import Audience

router = APIRouter(
    prefix="/api/v1/topics",
    tags=["topics"],
    responses=problem_responses(413, 422, 500),
)


class TopicOut(BaseModel):
    """One topic as a reader can choose it."""

    topic: Annotated[str, Field(examples=["maars/criteria"])]
    title: str
    """Of the area."""
    label: str
    ask: str


class TopicsOut(BaseModel):
    """Every topic an audience may read in full."""

    audience: Audience
    topics: list[TopicOut]


@router.get("", summary="The topics", responses=problem_responses(403))
async def topics(parts: PartsOf, audience: Reader) -> TopicsOut:
    """In the order of the content."""
    knowledge = await run_in_threadpool(parts.library.current)
    found = [
        TopicOut(topic=topic, title=area.title, label=point.label, ask=point.ask)
        for topic, area, point in knowledge.content.topics()
        if audience == "professional" or area.audience == "everyone"
    ]
    return TopicsOut(audience=audience, topics=found)


@router.get(
    "/{area}/{point}", summary="One answer", responses=problem_responses(403, 404)
)
async def topic(
    parts: PartsOf, area: str, point: str, audience: Reader
) -> MessageModel:
    """The whole answer, as a reply would carry it now."""
    knowledge = await run_in_threadpool(parts.library.current)
    try:
        return model_of(knowledge.answer(f"{area}/{point}", audience, parts.clock()))
    except UnknownIdError:
        raise ProblemError(404, "topic_unknown") from None
