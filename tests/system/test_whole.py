"""From a typed question to a sourced answer with a live contact, and in trouble."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psutil
import pytest

from scripts.memory import name_of
from tests.system.conftest import Whole
from tests.system.talk import Talk

PHONE = "07700 900123"
MARKER = "xylophonist"
"""A word that nobody would log by chance."""
SECONDS_TO_COME_BACK = 60


@pytest.mark.parametrize(
    ("question", "topic", "contact", "source"),
    [
        ("does this man meet the MAARS criteria?", "maars/criteria", "maars", "maars"),
        ("how do I ask for a SAR?", "sar/how_to_refer", "adult_social_care", "Adult"),
        (
            "what's the MASSH number, are they open now?",
            "massh/contact",
            "massh",
            "Polic",
        ),
        (
            "we've had an Operation Encompass notice, what must school do?",
            "operation_encompass/process",
            "massh",
            "Encompass",
        ),
    ],
)
def test_a_question_gets_its_sourced_answer(
    whole: Whole, question: str, topic: str, contact: str, source: str
) -> None:
    reply = Talk(whole.address).say(question)
    assert topic in [message["topic"] for message in reply]
    answer = next(message for message in reply if message["topic"] == topic)
    assert answer["kind"] == "answer"
    shown = {card["id"]: card for card in answer["contacts"]}
    assert shown[contact]["state"] in ("open", "closed", "unknown")
    assert source.casefold() in json.dumps(answer["sources"]).casefold()


def test_danger_reads_999_first(whole: Whole) -> None:
    for audience in ("public", "professional"):
        first = Talk(whole.address, audience).say(
            "he's got a knife and he's in the house"
        )[0]
        assert first["kind"] == "emergency"
        assert "999" in first["text"].splitlines()[0]
        assert first["contacts"][0]["phone"] == "999"


def test_the_public_is_shown_its_own_door(whole: Whole) -> None:
    [answer, *_] = Talk(whole.address, "public").say("what are the MAARS criteria")
    assert "maars" not in answer["routes"]
    assert answer["routes"] == ["adult_social_care"]


def test_the_topic_in_hand_is_remembered(whole: Whole) -> None:
    talk = Talk(whole.address)
    talk.say("what is maars")
    assert talk.say("and how do i refer?")[0]["topic"] == "maars/how_to_refer"


def test_one_reference_ties_the_logs_of_three_processes(whole: Whole) -> None:
    talk = Talk(whole.address)
    talk.say(f"what is maars, asks the {MARKER}")
    for process in ("gateway", "rasa", "actions"):
        lines = [_line(text) for text in whole.log(process).splitlines()]
        assert [line for line in lines if line.get("reference") == talk.reference], (
            process
        )


def test_no_log_holds_a_word_of_a_message(whole: Whole) -> None:
    Talk(whole.address).say(f"my neighbour the {MARKER} rings me on {PHONE}")
    for path in (whole.data / "logs").iterdir():
        text = path.read_text(encoding="utf-8")
        assert MARKER not in text, path.name
        assert PHONE not in text, path.name


def test_a_number_reaches_no_store(whole: Whole) -> None:
    talk = Talk(whole.address)
    talk.say(f"her number is {PHONE}, is she at risk")
    assert PHONE not in json.dumps(talk.turns())
    assert "[PHONE]" in json.dumps(talk.turns())
    for name in ("tracker.db", "conversations.db"):
        assert PHONE not in _dump(whole, name), name


def test_an_erased_talk_is_gone_everywhere(whole: Whole) -> None:
    talk = Talk(whole.address)
    talk.say("what is a safeguarding adult review")
    assert talk.id in _dump(whole, "tracker.db")
    assert talk.erase() == 204
    assert talk.is_gone()
    for name in ("tracker.db", "conversations.db"):
        assert talk.id not in _dump(whole, name), name


def test_a_typed_command_changes_nothing(whole: Whole) -> None:
    talk = Talk(whole.address)
    talk.say("what is maars")
    assert talk.say("/restart")
    assert talk.say("and how do i refer?")[0]["topic"] == "maars/how_to_refer"


def test_a_silent_rasa_is_answered_by_the_gateway(whole: Whole) -> None:
    talk = Talk(whole.address, "public")
    with _silenced("rasa"):
        plain = talk.say("what happens if i ring about a child")[0]
        danger = talk.say("he's got a knife and he's in the house")[0]
    assert plain["kind"] == "unavailable"
    assert "999" in plain["text"]
    assert len(plain["contacts"]) > 2
    assert danger["kind"] == "emergency"
    assert danger["contacts"][0]["phone"] == "999"


def test_a_silent_action_server_is_answered_by_the_gateway(whole: Whole) -> None:
    talk = Talk(whole.address, "public")
    with _silenced("actions"):
        reply = talk.say("he's got a knife and he's in the house")[0]
    assert reply["kind"] == "emergency"
    assert "999" in reply["text"].splitlines()[0]


def test_a_dead_action_server_comes_back(whole: Whole) -> None:
    _process("actions").send_signal(signal.SIGKILL)
    end = time.monotonic() + SECONDS_TO_COME_BACK
    kind = ""
    while kind != "answer" and time.monotonic() < end:
        time.sleep(1)
        kind = Talk(whole.address).say("what is maars")[0]["kind"]
        assert kind in ("answer", "unavailable")
    assert kind == "answer"


def _line(text: str) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return line if isinstance(line, dict) else {}


def _dump(whole: Whole, name: str) -> str:
    connection = sqlite3.connect(whole.data / name)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def _process(name: str) -> psutil.Process:
    """The process of this test's own stack: a child of this one."""
    for child in psutil.Process(os.getpid()).children(recursive=True):
        with suppress(psutil.Error):
            if name_of(child.cmdline()) == name:
                return child
    raise LookupError(f"no process {name} of this test's own stack")


@contextmanager
def _silenced(name: str) -> Iterator[None]:
    """Stopped, not dead: the worst kind of silence."""
    process = _process(name)
    process.suspend()
    try:
        yield
    finally:
        process.resume()
