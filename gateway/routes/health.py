"""Health: whether the service runs, and what it can lean on."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from gateway.parts import Parts, PartsOf
from knowledge.errors import KnowledgeError

router = APIRouter(prefix="/health", tags=["health"])
State = Literal["ready", "starting", "down"]


class Live(BaseModel):
    """The process answers."""

    state: Literal["live"] = "live"


class Dependencies(BaseModel):
    """What the gateway leans on; it talks without any of it."""

    rasa: State
    knowledge: State
    conversations: State


class Ready(BaseModel):
    """Ready only when everything is."""

    state: Literal["ready", "not_ready"]
    dependencies: Dependencies


@router.get("/live", summary="Whether the process answers")
async def live() -> Live:
    return Live()


@router.get(
    "/ready",
    summary="Whether everything works",
    responses={503: {"model": Ready, "description": "Something is down or starting"}},
)
async def ready(parts: PartsOf, response: Response) -> Ready:
    """503 while a part is down; people are answered all the same."""
    found = Dependencies(
        rasa=await _rasa(parts),
        knowledge=await run_in_threadpool(_knowledge, parts),
        conversations="ready"
        if await run_in_threadpool(parts.conversations.is_up)
        else "down",
    )
    if all(state == "ready" for _, state in found):
        return Ready(state="ready", dependencies=found)
    response.status_code = 503
    return Ready(state="not_ready", dependencies=found)


async def _rasa(parts: Parts) -> State:
    if await parts.rasa.ready():
        return "ready"
    return "down" if parts.rasa.has_been_ready else "starting"


def _knowledge(parts: Parts) -> State:
    try:
        parts.library.current()
    except KnowledgeError:
        return "down"
    return "ready" if parts.library.fault is None else "down"
