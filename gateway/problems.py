"""Errors as RFC 9457 problem details, each with a sentence a person can act on."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from gateway.errors import ProblemError
from knowledge.errors import KnowledgeError
from knowledge.library import Library

MEDIA_TYPE = "application/problem+json"
_NAMES = {
    400: "bad_request",
    404: "not_found",
    405: "not_allowed",
    408: "too_slow",
    413: "too_large",
}


class FieldFault(BaseModel):
    """One part of a request that does not fit."""

    pointer: str = Field(examples=["/text"])
    detail: str


class Problem(BaseModel):
    """RFC 9457 problem details; `detail` is for the person."""

    type: str = Field(examples=["urn:stockport-safeguarding:problem:not_found"])
    title: str
    status: int
    detail: str
    errors: list[FieldFault] | None = None


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For OpenAPI: the problems a call may answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in statuses
    }


def answer_problems(app: FastAPI, library: Library) -> None:
    """Gives every refusal the same shape, its words taken from the content."""

    async def refused(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ProblemError)
        return await problem(library, error)

    async def failed(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        found = ProblemError(
            error.status_code, _NAMES.get(error.status_code, "bad_request")
        )
        response = await problem(library, found)
        response.headers.update(error.headers or {})
        return response

    async def invalid(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return await problem(library, ProblemError(422, "not_valid"), _faults(error))

    app.add_exception_handler(ProblemError, refused)
    app.add_exception_handler(HTTPException, failed)
    app.add_exception_handler(RequestValidationError, invalid)


async def problem(
    library: Library, error: ProblemError, faults: list[FieldFault] | None = None
) -> JSONResponse:
    """A problem as a response."""
    body = Problem(
        type=f"urn:stockport-safeguarding:problem:{error.name}",
        title=HTTPStatus(error.status).phrase,
        status=error.status,
        detail=await run_in_threadpool(_words, library, error),
        errors=faults,
    )
    headers = (
        {} if error.retry_after is None else {"retry-after": str(error.retry_after)}
    )
    return JSONResponse(
        body.model_dump(exclude_none=True), error.status, headers, media_type=MEDIA_TYPE
    )


def _words(library: Library, error: ProblemError) -> str:
    try:
        return library.current().content.word(f"problem.{error.name}")
    except KnowledgeError:
        return HTTPStatus(error.status).phrase


def _faults(error: RequestValidationError) -> list[FieldFault]:
    """Which field and what is wrong, never what was typed."""
    return [
        FieldFault(
            pointer="/" + "/".join(str(part) for part in fault["loc"][1:]),
            detail=fault["msg"],
        )
        for fault in error.errors()
    ]
