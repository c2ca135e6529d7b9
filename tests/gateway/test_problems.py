"""Every error has one shape, words that help, and nothing of the request."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI

from knowledge.reading import read
from tests.gateway.world import World, client_of, lines


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [
        ("GET", "/nothing/here", 404, "not_found"),
        ("PUT", "/api/v1/contacts", 405, "not_allowed"),
        ("GET", "/api/v1/conversations", 405, "not_allowed"),
        ("GET", "/api/v1/contacts?audience=x", 422, "not_valid"),
        ("GET", "/api/v1/conversations/x", 404, "conversation_unknown"),
    ],
)
async def test_a_refusal_is_a_problem_with_words(
    world: World, method: str, path: str, status: int, name: str
) -> None:
    async with world.client() as client:
        found = await client.request(method, path)
    body = found.json()
    body.pop("errors", None)
    title = body.pop("title")
    assert title
    assert found.headers["content-type"] == "application/problem+json"
    assert body == {
        "type": f"urn:stockport-safeguarding:problem:{name}",
        "status": status,
        "detail": f"Words on {name}.",
    }
    assert found.status_code == status


async def test_a_refused_method_names_those_allowed(world: World) -> None:
    async with world.client() as client:
        found = await client.put("/api/v1/contacts")
    assert found.headers["allow"] == "GET"


async def test_a_fault_is_a_problem_and_its_text_is_not_logged(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    app: FastAPI = world.app()

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("purple elephants")

    async with client_of(app) as client:
        found = await client.get("/broken")
    assert found.status_code == 500
    assert found.json()["detail"] == "Words on internal."
    printed = capsys.readouterr()
    [line] = lines(printed.out)
    assert (line["event"], line["fault"]) == ("request_failed", "RuntimeError")
    assert "elephants" not in printed.out + printed.err


def test_the_content_holds_the_words_of_every_problem(root: Path) -> None:
    code = "".join(p.read_text("utf-8") for p in (root / "gateway").rglob("*.py"))
    named = set(re.findall(r'ProblemError\(\s*\d+,\s*"(\w+)"', code))
    named |= set(re.findall(r'\d{3}: "(\w+)"', code)) | {"not_valid"}
    assert len(named) > 15
    words = read()[0].words
    assert [name for name in sorted(named) if f"problem.{name}" not in words] == []


def test_the_content_holds_the_words_of_every_notice() -> None:
    words = read()[0].words
    for name in ("start", "again", "details_removed"):
        assert words[f"notice.{name}"]
    assert words["unavailable.starting"]
