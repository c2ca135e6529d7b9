"""Answering switched off: contacts for every question, and danger is heard as ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.__main__ import main
from gateway.answering import FILE, Answering
from tests.gateway.world import DANGER, World, begin, lines, say


@pytest.fixture
def switch(tmp_path: Path) -> Answering:
    """On the same folder as the world's application."""
    return Answering(tmp_path)


@pytest.mark.parametrize("audience", ["public", "professional"])
async def test_a_question_gets_the_contacts_and_rasa_is_not_asked(
    world: World, switch: Answering, audience: str
) -> None:
    async with world.client() as client:
        path = await begin(client, audience)
        switch.turn_off()
        reply = await say(client, path, "what are the criteria?")
    assert reply.status_code == 200
    message = reply.json()["messages"][0]
    assert message["kind"] == "unavailable"
    assert message["text"] == "If in danger, ring 999. Answering is off."
    assert "emergency_999" in [contact["id"] for contact in message["contacts"]]
    assert world.rasa.asked == []


async def test_danger_still_raises_the_alarm(world: World, switch: Answering) -> None:
    switch.turn_off()
    async with world.client() as client:
        reply = await say(client, await begin(client), DANGER)
    assert reply.json()["messages"][0]["kind"] == "emergency"


async def test_a_new_conversation_says_it_first(
    world: World, switch: Answering
) -> None:
    switch.turn_off()
    async with world.client() as client:
        begun = await client.post("/api/v1/conversations")
    kinds = [message["kind"] for message in begun.json()["messages"]]
    assert kinds == ["notice", "unavailable"]


async def test_it_holds_from_the_next_message_on_and_ends_with_the_next(
    world: World, switch: Answering
) -> None:
    kinds = []
    async with world.client() as client:
        path = await begin(client)
        for turn in (None, switch.turn_off, switch.turn_on):
            if turn:
                turn()
            reply = await say(client, path, "what are the criteria?")
            kinds.append(reply.json()["messages"][0]["kind"])
    assert kinds == ["answer", "unavailable", "answer"]


async def test_the_setting_holds_whatever_the_file_says(world: World) -> None:
    world.settings["answering"] = "off"
    async with world.client() as client:
        reply = await say(client, await begin(client), "what are the criteria?")
    assert reply.json()["messages"][0]["kind"] == "unavailable"


async def test_the_journal_says_that_it_was_switched_off(
    world: World, switch: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    switch.turn_off()
    async with world.client() as client:
        await say(client, await begin(client), "what are the criteria?")
    told = [line for line in lines(capsys.readouterr().out) if "status" in line]
    assert [line["status"] for line in told] == ["switched_off"]


def test_the_command_turns_it_off_and_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    monkeypatch.setenv("SAFEGUARDING_DATA", str(folder))
    assert main(["answering", "off"]) == 0
    assert (folder / FILE).exists()
    assert main(["answering", "on"]) == 0
    assert not (folder / FILE).exists()
    assert capsys.readouterr().out == "Answering is off.\nAnswering is on.\n"


def test_the_command_says_when_the_setting_still_holds_it_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFEGUARDING_DATA", str(tmp_path))
    monkeypatch.setenv("SAFEGUARDING_ANSWERING", "off")
    assert main(["answering", "on"]) == 1
    assert "SAFEGUARDING_ANSWERING=off still holds it off." in capsys.readouterr().err
