"""Conversations: begin, talk, rate, read, erase."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from gateway.admission import admitted, answered
from gateway.conversation import Conversation, Feedback, Speaker
from gateway.errors import ConversationsError, ProblemError
from gateway.identity import require
from gateway.message import MessageModel, model_of
from gateway.parts import Parts, PartsOf
from gateway.problems import problem_responses
from knowledge.model import Audience
from knowledge.tidy import tidy

router = APIRouter(
    prefix="/api/v1/conversations",
    tags=["conversations"],
    responses=problem_responses(413, 422, 500),
)
Id = Annotated[
    str, Path(alias="id", description="As given when the conversation began.")
]
_ID_LENGTH = 32
_RETRY_AFTER = 10


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BeginIn(_In):
    """Who is going to talk."""

    audience: Audience = "public"


class Begun(BaseModel):
    """A new conversation and what the person reads first."""

    id: Annotated[str, Field(examples=["1bTq0oYx0t3lQm1cGq0yqk6w2o0f9r7A"])]
    audience: Audience
    messages: list[MessageModel]
    expires_at: datetime
    """Later after every message."""


class MessageIn(_In):
    """What a person says; 1 to 1,000 characters unless set otherwise."""

    text: Annotated[str, Field(examples=["Does this man meet the MAARS criteria?"])]


class ReplyOut(BaseModel):
    """At least one message, the most pressing first."""

    messages: list[MessageModel]
    reference: Annotated[str, Field(examples=["mV3k0_Zt1xQa"])]
    """Ties the reply to the log lines and to feedback."""


class FeedbackIn(_In):
    """What a person thought of one reply."""

    reference: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9_-]{12}$", examples=["mV3k0_Zt1xQa"])
    ]
    helpful: bool
    reason: Annotated[str | None, Field(max_length=500)] = None


class TurnOut(BaseModel):
    """One thing said, as stored: after redaction."""

    model_config = ConfigDict(populate_by_name=True)

    speaker: Annotated[Speaker, Field(alias="from")]
    text: str
    at: datetime


class ConversationOut(BaseModel):
    """A conversation as stored."""

    id: str
    audience: Audience
    turns: list[TurnOut]


@router.post(
    "",
    status_code=201,
    summary="Begin a conversation",
    responses=problem_responses(403, 429),
)
async def begin(parts: PartsOf, request: Request, wish: BeginIn | None = None) -> Begun:
    """`professional` needs an identity. The id is made here and is the only key."""
    audience = require(wish.audience if wish else "public", request, parts.identity)
    await parts.door.begin(request)
    knowledge = await run_in_threadpool(parts.library.current)
    now = parts.clock()
    begun = await run_in_threadpool(parts.conversations.begin, audience, now)
    first = [model_of(knowledge.notice())]
    if parts.answering.is_off():
        first.append(model_of(knowledge.switched_off(audience, now)))
    return Begun(
        id=begun.id,
        audience=begun.audience,
        messages=first,
        expires_at=begun.expires_at,
    )


@router.post(
    "/{id}/messages",
    summary="Say something",
    responses=problem_responses(403, 404, 429),
)
async def say(
    parts: PartsOf, request: Request, name: Id, message: MessageIn
) -> ReplyOut:
    """Always 200 with something useful, also when Rasa or a database is down."""
    name = _checked(name)
    reply = await parts.door.message(
        request, name, message.text
    ) or await parts.talk.reply(
        name,
        message.text,
        lambda found: answered(found, request, parts.identity),
    )
    return ReplyOut(messages=list(reply.messages), reference=reply.reference)


@router.post(
    "/{id}/feedback",
    status_code=204,
    summary="Say whether a reply helped",
    responses=problem_responses(403, 404, 503),
)
async def rate(parts: PartsOf, request: Request, name: Id, opinion: FeedbackIn) -> None:
    """The latest opinion on a reply counts. The reason is redacted as messages are."""
    await run_in_threadpool(_rate, parts, request, name, opinion)


@router.get(
    "/{id}", summary="Read a conversation", responses=problem_responses(403, 404, 503)
)
async def read(parts: PartsOf, request: Request, name: Id) -> ConversationOut:
    """Exactly what is stored."""
    return await run_in_threadpool(_read, parts, request, name)


@router.delete(
    "/{id}",
    status_code=204,
    summary="Erase a conversation",
    responses=problem_responses(403, 404, 503),
)
async def erase(parts: PartsOf, request: Request, name: Id) -> None:
    """Everywhere, so also in Rasa's store. Afterwards it is unknown."""
    await run_in_threadpool(_erase, parts, request, name)


def _rate(parts: Parts, request: Request, name: str, opinion: FeedbackIn) -> None:
    conversation = _known(parts, request, name)
    reason = None
    if opinion.reason and (said := tidy(opinion.reason)):
        reason = parts.privacy.redact(said, parts.library.current().content).text
    kept = Feedback(opinion.reference, opinion.helpful, reason, parts.clock())
    try:
        if not parts.conversations.rate(conversation.id, kept):
            raise ProblemError(422, "reply_unknown")
    except ConversationsError:
        raise ProblemError(503, "not_kept", _RETRY_AFTER) from None


def _read(parts: Parts, request: Request, name: str) -> ConversationOut:
    conversation = _known(parts, request, name)
    try:
        turns = parts.conversations.turns(conversation.id)
    except ConversationsError:
        raise ProblemError(503, "not_readable", _RETRY_AFTER) from None
    said = [TurnOut(speaker=turn.speaker, text=turn.text, at=turn.at) for turn in turns]
    return ConversationOut(
        id=conversation.id, audience=conversation.audience, turns=said
    )


def _erase(parts: Parts, request: Request, name: str) -> None:
    conversation = _known(parts, request, name)
    try:
        parts.conversations.erase(conversation)
    except ConversationsError:
        raise ProblemError(503, "not_erased", _RETRY_AFTER) from None


def _known(parts: Parts, request: Request, name: str) -> Conversation:
    found = parts.conversations.find(_checked(name), parts.clock())
    if found is None:
        raise ProblemError(404, "conversation_unknown")
    return admitted(found, request, parts.identity)


def _checked(name: str) -> str:
    """An id that was never made here is not looked up anywhere."""
    plain = name.replace("-", "").replace("_", "")
    if len(name) != _ID_LENGTH or not (plain.isascii() and plain.isalnum()):
        raise ProblemError(404, "conversation_unknown")
    return name
