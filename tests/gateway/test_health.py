"""Health of the process and of what it leans on."""

from __future__ import annotations

from tests.gateway.world import World


async def test_the_process_is_live_whatever_else_is_down(world: World) -> None:
    world.rasa.is_ready = False
    async with world.client() as client:
        found = await client.get("/health/live")
    assert (found.status_code, found.json()) == (200, {"state": "live"})


async def test_ready_names_each_dependency(world: World) -> None:
    async with world.client() as client:
        found = await client.get("/health/ready")
    assert found.status_code == 200
    assert found.json() == {
        "state": "ready",
        "dependencies": {
            "rasa": "ready",
            "knowledge": "ready",
            "conversations": "ready",
        },
    }


async def test_a_silent_rasa_is_starting_and_later_down(world: World) -> None:
    world.rasa.is_ready = False
    world.rasa.has_been_ready = False
    async with world.client() as client:
        early = await client.get("/health/ready")
        world.rasa.has_been_ready = True
        late = await client.get("/health/ready")
    assert early.status_code == late.status_code == 503
    assert early.json()["state"] == "not_ready"
    assert early.json()["dependencies"]["rasa"] == "starting"
    assert late.json()["dependencies"]["rasa"] == "down"
