"""The directory at a moment."""

from __future__ import annotations

import pytest

from tests.gateway.world import World


async def test_the_public_sees_what_is_ready_and_for_everyone(world: World) -> None:
    async with world.client() as client:
        found = (await client.get("/api/v1/contacts")).json()
    assert found["audience"] == "public"
    assert found["at"] == "2026-11-23T10:00:00Z"
    names = [contact["id"] for contact in found["contacts"]]
    assert names == ["emergency_999", "massh", "night", "police_101"]
    massh = found["contacts"][1]
    assert massh["state"] == "open"
    assert massh["checked_on"] is None
    assert massh["phone"] == "0161 217 6028"


async def test_professionals_see_more_but_never_what_is_withheld(world: World) -> None:
    async with world.client() as client:
        found = (await client.get("/api/v1/contacts?audience=professional")).json()
    names = {contact["id"]: contact for contact in found["contacts"]}
    assert {"maars", "unsure"} < set(names)
    assert "hidden" not in names
    assert names["unsure"]["warnings"] == ["Not yet confirmed."]


@pytest.mark.parametrize(
    ("at", "state", "opens"),
    [
        ("2026-11-23T10:00:00+00:00", "open", None),
        ("2026-11-23T10:00:00 00:00", "open", None),
        ("2026-11-23T10:00:00Z", "open", None),
        ("2026-11-23T10:00", "open", None),
        ("2026-11-21T10:00:00Z", "closed", "2026-11-23T08:30:00Z"),
        ("2026-07-06T08:00:00+01:00", "closed", "2026-07-06T07:30:00Z"),
        ("2026-07-06T08:45", "open", None),
        ("2026-12-25T10:00Z", "closed", "2026-12-29T08:30:00Z"),
    ],
)
async def test_the_state_is_that_of_the_moment(
    world: World, at: str, state: str, opens: str | None
) -> None:
    async with world.client() as client:
        found = (await client.get("/api/v1/contacts/massh", params={"at": at})).json()
        raw = (await client.get(f"/api/v1/contacts/massh?at={at}")).json()
    assert (found["state"], found["opens_next"]) == (state, opens)
    assert raw == found


@pytest.mark.parametrize(
    "at", ["", "now", "10:00", "2026-13-01T10:00", "9999-12-31T10:00", "0001-01-01"]
)
async def test_what_is_no_moment_is_refused(world: World, at: str) -> None:
    async with world.client() as client:
        found = await client.get("/api/v1/contacts", params={"at": at})
    assert found.status_code == 422
    assert found.json()["detail"] == "Words on moment_wrong."


@pytest.mark.parametrize("name", ["nobody", "maars", "unsure", "hidden"])
async def test_a_contact_the_public_may_not_see_is_not_found(
    world: World, name: str
) -> None:
    async with world.client() as client:
        found = await client.get(f"/api/v1/contacts/{name}")
    assert found.status_code == 404
    assert found.json()["detail"] == "Words on contact_unknown."


async def test_an_unknown_audience_is_refused(world: World) -> None:
    async with world.client() as client:
        found = await client.get("/api/v1/contacts?audience=police")
    assert found.status_code == 422
    assert found.json()["errors"][0]["pointer"] == "/audience"
