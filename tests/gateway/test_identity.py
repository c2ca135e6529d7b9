"""Who is served, and who counts as a professional."""

from __future__ import annotations

import httpx
import pytest

from tests.gateway.world import World, client_of


async def test_development_refuses_another_machine(world: World) -> None:
    async with world.client("10.0.0.9") as client:
        found = [await client.get(p) for p in ("/health/live", "/api/v1/contacts")]
    assert [response.status_code for response in found] == [403, 403]
    assert found[0].json()["detail"] == "Words on this_machine_only."


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "::1"])
async def test_development_serves_this_machine(world: World, address: str) -> None:
    async with world.client(address) as client:
        assert (await client.get("/health/live")).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-for": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1"},
        {"x-real-ip": "127.0.0.1"},
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example"},
    ],
)
async def test_development_refuses_what_only_looks_local(
    world: World, headers: dict[str, str]
) -> None:
    async with world.client() as client:
        found = await client.get("/health/live", headers=headers)
    assert found.status_code == 403


async def test_development_refuses_a_caller_without_an_address(world: World) -> None:
    transport = httpx.ASGITransport(world.app(), client=None)  # type: ignore[arg-type]
    async with httpx.AsyncClient(
        transport=transport, base_url="http://127.0.0.1"
    ) as client:
        assert (await client.get("/health/live")).status_code == 403


async def test_without_identity_anyone_is_served_as_the_public(world: World) -> None:
    world.settings["identity"] = "none"
    async with client_of(world.app(), "10.0.0.9") as client:
        assert (await client.get("/api/v1/contacts")).status_code == 200
        refused = [
            await client.get(f"/api/v1/{path}?audience=professional")
            for path in (
                "contacts",
                "contacts/maars",
                "topics",
                "topics/maars/criteria",
            )
        ]
    assert [response.status_code for response in refused] == [403] * 4
