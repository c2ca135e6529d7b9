"""One message and its reply, with every part that can fail failing in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.app import create_app
from gateway.message import MessageModel
from gateway.settings import Settings
from knowledge.content import Content
from knowledge.danger import DangerMessage
from knowledge.errors import ContentError
from knowledge.library import Library
from knowledge.store import Store
from tests.gateway.world import (
    DANGER,
    FOREIGN,
    UNNAMED,
    World,
    begin,
    client_of,
    content,
    lines,
    say,
    says,
)

FAILURES = ["silent", "empty", "wrong"]


def kinds(messages: list[dict[str, object]]) -> list[object]:
    return [message["kind"] for message in messages]


async def test_the_reply_is_rasas(world: World) -> None:
    world.rasa.replies = [says("answer", "These.", "maars/criteria")]
    async with world.client() as client:
        reply = (await say(client, await begin(client), "maars criteria?")).json()
    [message] = reply["messages"]
    assert (message["text"], message["topic"]) == ("These.", "maars/criteria")
    assert message["contacts"] == message["options"] == message["sources"] == []


async def test_rasa_gets_the_reference_the_audience_and_the_moment(
    world: World,
) -> None:
    async with world.client() as client:
        path = await begin(client, "professional")
        reply = (await say(client, path, "maars?")).json()
    [(sender, text, metadata)] = world.rasa.asked
    assert path.endswith(sender)
    assert text == "maars?"
    assert metadata == {
        "reference": reply["reference"],
        "audience": "professional",
        "moment": "2026-11-23T10:00:00+00:00",
    }


@pytest.mark.parametrize(
    ("typed", "reaches"),
    [
        ("/restart", "\u2215restart"),
        (" \u200b/ /intent{}", "\u2215intent{}"),
        ("\\/help", "\u2215help"),
        ("\uff0frestart", "\u2215restart"),
        ("a\x00b\x07c\u202ed", "a b cd"),
        ("line\r\nline\ttab", "line line tab"),
        ("she’s “safe”", 'she\'s "safe"'),
        ("żółć 🙂 שלום", "żółć 🙂 שלום"),
    ],
)
async def test_only_tidy_text_reaches_rasa(
    world: World, typed: str, reaches: str
) -> None:
    async with world.client() as client:
        assert (await say(client, await begin(client), typed)).status_code == 200
    assert world.rasa.texts == [reaches]


@pytest.mark.parametrize("typed", ["a@b.cd " * 142, "\ufdfa" * 1000, "x" * 1000])
async def test_what_grows_is_cut_before_it_reaches_rasa(
    world: World, typed: str
) -> None:
    async with world.client() as client:
        assert (await say(client, await begin(client), typed)).status_code == 200
    assert 900 < len(world.rasa.texts[0]) <= 1000


async def test_what_follows_a_placeholder_is_no_command(world: World) -> None:
    async with world.client() as client:
        await say(client, await begin(client), "/ /07700 900123")
    assert world.rasa.texts == ["\u2215[PHONE]"]


@pytest.mark.parametrize("reason", FAILURES)
async def test_without_rasa_a_person_reads_999_and_whom_to_ring(
    world: World, reason: str
) -> None:
    world.rasa.fail(reason)
    async with world.client() as client:
        reply = await say(client, await begin(client), "maars criteria?")
    [message] = reply.json()["messages"]
    assert reply.status_code == 200
    assert message["kind"] == "unavailable"
    assert "999" in message["text"]
    assert [c["id"] for c in message["contacts"]] == ["emergency_999", "massh"]


@pytest.mark.parametrize("reason", FAILURES)
async def test_without_rasa_danger_is_still_recognised(
    world: World, reason: str
) -> None:
    world.rasa.fail(reason)
    async with world.client() as client:
        reply = (await say(client, await begin(client), DANGER)).json()
    assert kinds(reply["messages"]) == ["emergency", "notice"]
    assert reply["messages"][0]["text"].startswith("Ring 999")
    assert reply["messages"][0]["contacts"][0]["id"] == "emergency_999"


async def test_without_rasa_danger_that_no_rule_names_is_heard(world: World) -> None:
    world.rasa.fail("silent")
    async with world.client() as client:
        reply = (await say(client, await begin(client), UNNAMED)).json()
    assert kinds(reply["messages"])[0] in ("emergency", "urgent")
    assert reply["messages"][0]["contacts"][0]["id"] == "emergency_999"


async def test_without_rasa_what_only_sounds_like_danger_raises_no_alarm(
    world: World,
) -> None:
    world.rasa.fail("silent")
    async with world.client() as client:
        path = await begin(client)
        reply = (await say(client, path, "what is the policy on a door?")).json()
    assert kinds(reply["messages"]) == ["unavailable"]


async def test_without_rasa_danger_in_another_language_is_answered_in_it(
    world: World,
) -> None:
    world.rasa.fail("silent")
    async with world.client() as client:
        reply = (await say(client, await begin(client), FOREIGN)).json()
    message = reply["messages"][0]
    assert message["kind"] == "emergency"
    assert message["passages"] == [
        {"language": "pl", "direction": "ltr", "text": "Zadzwoń pod 999."},
        {"language": "en", "direction": "ltr", "text": "Ring 999 now."},
    ]


async def test_without_rasa_and_without_learned_words_the_rules_still_hear(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreadable() -> list[DangerMessage]:
        raise ContentError("fire.yml: not valid YAML")

    world.read = unreadable
    world.rasa.fail("silent")
    async with world.client() as client:
        path = await begin(client)
        danger = (await say(client, path, DANGER)).json()
        calm = (await say(client, path, "when is the front door open")).json()
    assert lines(capsys.readouterr().out)[0]["event"] == "danger_words_unread"
    assert kinds(calm["messages"]) == ["unavailable"]
    assert danger["messages"][0]["kind"] == "emergency"


async def test_the_words_of_danger_are_learned_once(world: World) -> None:
    read: list[str] = []

    def counted() -> list[DangerMessage]:
        read.append("once")
        return []

    world.read = counted
    world.rasa.fail("silent")
    async with world.client() as client:
        path = await begin(client)
        for text in ("maars?", DANGER):
            await say(client, path, text)
    assert read == ["once"]


async def test_before_rasa_is_first_ready_the_reply_says_it_is_starting(
    world: World,
) -> None:
    world.rasa.fail("silent")
    world.rasa.has_been_ready = False
    async with world.client() as client:
        path = await begin(client)
        first = (await say(client, path, "maars?")).json()["messages"]
        second = (await say(client, path, DANGER)).json()["messages"]
    assert [m["text"] for m in first] == ["The assistant is starting."]
    assert first[0]["contacts"][0]["id"] == "emergency_999"
    assert second[0]["kind"] == "emergency"


@pytest.mark.parametrize("text", ["maars?", DANGER])
async def test_a_fault_of_our_own_is_never_shown(
    world: World, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    world.rasa.error = RuntimeError(f"a fault that quotes {text}")
    async with world.client() as client:
        reply = await say(client, await begin(client), text)
    assert reply.status_code == 200
    first = reply.json()["messages"][0]
    assert first["kind"] == ("emergency" if text == DANGER else "unavailable")
    printed = capsys.readouterr().out
    fault, spoken = lines(printed)
    assert fault["event"] == "talk_failed"
    assert fault["fault"] == spoken["fault"] == "RuntimeError"
    assert spoken["status"] == "error_unexpected"
    assert fault["reference"] == spoken["reference"] == reply.json()["reference"]
    assert text not in printed


async def test_without_any_content_a_person_still_reads_999(world: World) -> None:
    def broken() -> Content:
        raise ContentError("no file can be read")

    library = Library(Store(f"sqlite:///{world.folder / 'empty.db'}"), broken)
    app = create_app(Settings(data=world.folder), library=library, rasa=world.rasa)
    async with client_of(app) as client:
        begun = app.state.parts.conversations.begin("public", world.moment)
        path = f"/api/v1/conversations/{begun.id}"
        reply = await say(client, path, "maars?")
        unknown = await client.get("/nothing")
    assert reply.status_code == 200
    assert "999" in reply.json()["messages"][0]["text"]
    assert unknown.json()["detail"] == "Not Found"


async def test_an_alarm_is_followed_by_the_reminder_once(world: World) -> None:
    again = says("notice", "Remember: this is not a report.")
    async with world.client() as client:
        path = await begin(client)
        for replies in (
            [says("emergency", "Ring 999.")],
            [says("emergency", "Ring 999."), again],
            [says("answer", "This."), says("urgent", "Ring today.")],
        ):
            world.rasa.replies = replies
            messages = (await say(client, path, "help")).json()["messages"]
            texts = [m["text"] for m in messages]
            assert texts.count(again.text) == 1
            assert texts[-1] == again.text
            assert texts[0] == replies[0].text


async def test_a_person_is_told_once_that_details_were_taken_out(world: World) -> None:
    told = "We took out what looked personal."
    world.rasa.replies = [says("emergency", "Ring 999."), says("answer", "More.")]
    async with world.client() as client:
        path = await begin(client)
        seen = [
            [m["text"] for m in (await say(client, path, text)).json()["messages"]]
            for text in ("hello", "ring 07700 900123", "or 07700 900124")
        ]
    assert [told in texts for texts in seen] == [False, True, False]
    assert seen[1] == ["Ring 999.", told, "More.", "Remember: this is not a report."]


async def test_rasa_and_the_store_see_placeholders(world: World) -> None:
    text = "her number is 07700 900123, a@b.org, NHS 943 476 5919; is 0161 217 6028 ok"
    kept = "her number is [PHONE], [EMAIL], NHS [NHS_NUMBER]; is 0161 217 6028 ok"
    async with world.client() as client:
        path = await begin(client)
        await say(client, path, text)
        turns = (await client.get(path)).json()["turns"]
    assert world.rasa.texts == [kept]
    assert turns[0]["text"] == kept
    assert b"07700" not in Path(world.folder / "conversations.db").read_bytes()


async def test_the_journal_ties_a_reply_to_its_reference_without_its_text(
    world: World, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    secret = "purple elephants 07700 900123"
    world.rasa.replies = [says("answer", "Green giraffes.", "maars/criteria")]
    with caplog.at_level("DEBUG"):
        async with world.client() as client:
            path = await begin(client)
            reply = (await say(client, path, secret)).json()
    printed = capsys.readouterr()
    [line] = lines(printed.out)
    assert line.pop("milliseconds") in range(5000)
    assert line.pop("timestamp")
    assert line == {
        "event": "message",
        "process": "gateway",
        "level": "info",
        "reference": reply["reference"],
        "status": "answered",
        "audience": "public",
        "kind": "answer",
        "topic": "maars/criteria",
        "alarm": None,
        "fault": None,
    }
    logged = "".join(record.getMessage() for record in caplog.records)
    for word in ("purple", "07700", "giraffes"):
        assert word not in printed.out + printed.err + logged
    assert path.rpartition("/")[2] not in printed.out


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (says("emergency", "x"), "alarm_emergency"),
        (says("urgent", "x"), "alarm_urgent"),
        (says("contacts", "x"), "answered_contacts"),
        (says("question", "x"), "asked_back"),
        (says("fallback", "x"), "unanswered_not_understood"),
        (says("decline", "x"), "unanswered_out_of_scope"),
        (says("unavailable", "x"), "error_action"),
    ],
)
async def test_the_status_says_what_became_of_a_message(
    world: World,
    capsys: pytest.CaptureFixture[str],
    reply: MessageModel,
    status: str,
) -> None:
    world.rasa.replies = [reply]
    async with world.client() as client:
        await say(client, await begin(client), "hello")
    [line] = lines(capsys.readouterr().out)
    assert line["status"] == status


async def test_the_journal_names_the_alarm_rule(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.rasa.fail("silent")
    async with world.client() as client:
        await say(client, await begin(client), DANGER)
    [line] = lines(capsys.readouterr().out)
    assert line["alarm"] == "violence/knife"
    assert (line["status"], line["kind"]) == ("error_rasa_silent", "emergency")


async def test_with_the_databases_gone_a_person_is_still_answered(
    world: World,
) -> None:
    async with world.client() as client:
        before = await begin(client, "professional")
    world.settings["conversations_url"] = f"sqlite:///{world.folder}"
    async with world.client() as client:
        path = await begin(client)
        reply = await say(client, path, "maars?")
        old = await say(client, before, "maars?")
        turns = (await client.get(path)).json()["turns"]
        lost = await client.get(before)
        ready = await client.get("/health/ready")
    assert reply.status_code == old.status_code == 200
    assert reply.json()["messages"][0]["text"] == "These are the criteria."
    assert [turn["from"] for turn in turns] == ["person", "assistant"]
    assert world.rasa.asked[1][2]["audience"] == "public"
    assert lost.status_code == 503
    assert ready.json()["dependencies"]["conversations"] == "down"


async def test_with_the_knowledge_database_gone_the_bundled_content_answers(
    world: World,
) -> None:
    library = Library(Store(f"sqlite:///{world.folder}"), content)
    world.rasa.fail("silent")
    app = create_app(Settings(data=world.folder), library=library, rasa=world.rasa)
    async with client_of(app) as client:
        reply = await say(client, await begin(client), DANGER)
        ready = await client.get("/health/ready")
    assert reply.json()["messages"][0]["kind"] == "emergency"
    assert ready.json()["dependencies"]["knowledge"] == "down"
