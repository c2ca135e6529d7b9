"""A refusal is a page for whoever opened a page, and stays JSON for programs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timezone
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from gateway.drawing import Drawing
from gateway.problem_pages import ProblemPages, typed_in
from gateway.problems import MEDIA_TYPE
from knowledge.content import Content
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)
PAGE = {"accept": "text/html,*/*"}
DETAIL = "Please wait a <little>."


async def refuse(_request: object) -> JSONResponse:
    """As a limit would, before the form is read."""
    body = {"detail": DETAIL}
    return JSONResponse(body, 429, {"retry-after": "7"}, media_type=MEDIA_TYPE)


async def greet(_request: object) -> PlainTextResponse:
    return PlainTextResponse("hello")


@pytest.fixture(scope="module")
def content() -> Content:
    return read_or_raise()


@pytest.fixture
async def client(content: Content, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    library = Library(Store(f"sqlite:///{tmp_path / 'none.db'}"), lambda: content)
    routes = [
        Route("/ask", refuse, methods=["POST"]),
        Route("/api/v1/topics", refuse),
        Route("/hello", greet),
    ]
    app = ProblemPages(Starlette(routes=routes), Drawing(library, lambda: MONDAY))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_page_says_what_is_wrong_and_who_helps(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post("/ask", data={"text": "x"}, headers=PAGE)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "7"
    assert answer.headers["content-type"].startswith("text/html")
    assert "Please wait a &lt;little&gt;." in answer.text
    assert 'href="tel:999"' in answer.text
    assert 'data-contact="massh"' in answer.text


async def test_what_was_typed_is_in_the_box_again(client: httpx.AsyncClient) -> None:
    typed = "What about\n<b>this</b> & that?"
    answer = await client.post("/ask", data={"text": typed}, headers=PAGE)
    assert "What about\n&lt;b&gt;this&lt;/b&gt; &amp; that?</textarea>" in answer.text


async def test_a_call_of_the_contract_keeps_its_json(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/topics", headers=PAGE)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.json()["detail"] == DETAIL


async def test_a_program_keeps_its_json(client: httpx.AsyncClient) -> None:
    answer = await client.post("/ask", data={"text": "x"}, headers={"accept": "*/*"})
    assert answer.json()["detail"] == DETAIL


async def test_what_is_no_refusal_passes_untouched(
    client: httpx.AsyncClient,
) -> None:
    assert (await client.get("/hello", headers=PAGE)).text == "hello"


def test_a_body_that_is_no_form_has_no_question() -> None:
    assert typed_in(b"\xff\x00=") == ""
    assert typed_in(b"text=a+b%0Ac&text=d") == "a b\nc"
