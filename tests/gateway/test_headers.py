"""Headers that keep a browser safe."""

from __future__ import annotations

import pytest

from tests.gateway.world import World


@pytest.mark.parametrize("path", ["/health/live", "/nothing", "/openapi.json"])
async def test_every_answer_has_safe_headers(world: World, path: str) -> None:
    async with world.client() as client:
        headers = (await client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


async def test_a_refusal_at_the_door_has_them_too(world: World) -> None:
    async with world.client("10.0.0.9") as client:
        found = await client.get("/health/live")
    assert found.headers["x-content-type-options"] == "nosniff"
