"""Headers that keep a browser safe."""

from __future__ import annotations

import pytest

from gateway.middleware import HEADERS, ONLY_SECURE
from tests.gateway.world import World

PROXY = "10.0.0.4"


@pytest.mark.parametrize("path", ["/health/live", "/nothing", "/openapi.json"])
async def test_every_answer_has_safe_headers(world: World, path: str) -> None:
    async with world.client() as client:
        headers = (await client.get(path)).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
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
    assert found.status_code == 403
    assert {name: found.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("peer", "told", "expected"),
    [
        (PROXY, "https", ONLY_SECURE),
        (PROXY, "http", None),
        ("192.0.2.1", "https", None),
    ],
)
async def test_only_a_way_that_is_https_is_bound_to_it(
    world: World, peer: str, told: str, expected: str | None
) -> None:
    world.settings |= {"identity": "none", "proxy_addresses": PROXY}
    async with world.client(peer) as client:
        found = await client.get("/health/live", headers={"x-forwarded-proto": told})
        secure = await client.get("https://127.0.0.1:8000/health/live")
    assert found.headers.get("strict-transport-security") == expected
    assert secure.headers["strict-transport-security"] == ONLY_SECURE


async def test_no_other_site_may_read_or_call(world: World) -> None:
    headers = {"origin": "https://evil.example"}
    asked = headers | {"access-control-request-method": "POST"}
    async with world.client() as client:
        read = await client.get("/api/v1/contacts", headers=headers)
        before = await client.options("/api/v1/conversations", headers=asked)
    assert read.headers["cross-origin-resource-policy"] == "same-origin"
    for found in (read, before):
        assert not [name for name in found.headers if name.startswith("access-control")]
    assert before.status_code == 405
