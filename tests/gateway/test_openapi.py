"""The published description of the contract."""

from __future__ import annotations

import json
import re

from tests.gateway.world import World

CALLS = {
    "post /api/v1/conversations",
    "post /api/v1/conversations/{id}/messages",
    "post /api/v1/conversations/{id}/feedback",
    "get /api/v1/conversations/{id}",
    "delete /api/v1/conversations/{id}",
    "get /api/v1/contacts",
    "get /api/v1/contacts/{id}",
    "get /api/v1/topics",
    "get /api/v1/topics/{area}/{point}",
    "get /health/live",
    "get /health/ready",
}


async def test_it_describes_every_call_and_its_problems(world: World) -> None:
    async with world.client() as client:
        schema = (await client.get("/openapi.json")).json()
    calls = {
        f"{method} {path}": call
        for path, methods in schema["paths"].items()
        for method, call in methods.items()
    }
    assert set(calls) == CALLS
    for name, call in calls.items():
        assert call["summary"]
        if name.partition(" ")[2].startswith("/api/"):
            refusal = call["responses"]["422"]["content"]
            assert list(refusal) == ["application/problem+json"]


async def test_every_reference_in_it_leads_somewhere(world: World) -> None:
    async with world.client() as client:
        schema = (await client.get("/openapi.json")).json()
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(schema)))
    assert named == set(schema["components"]["schemas"])
