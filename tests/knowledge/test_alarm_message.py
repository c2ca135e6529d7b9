"""The reply to an alarm: 999 first, few words, few contacts, the right doors."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from functools import cache
from typing import Any

import pytest

from knowledge.alarm import Alarm, AlarmLevel, Alarms, Harm
from knowledge.alarm_message import MOST_CONTACTS, alarm_message
from knowledge.check_routes import NEVER_PUBLIC
from knowledge.content import Content
from knowledge.directory import Directory
from knowledge.knowledge_base import KnowledgeBase
from knowledge.language import OTHER, Language, Translation
from knowledge.message import Message, Passage
from knowledge.model import Audience, Hours, Route
from knowledge.reading import read_or_raise
from tests.knowledge.small_world import OFFICE, contact, content

MOST_WORDS = 40
DAY = datetime(2026, 11, 24, 10, tzinfo=timezone.utc)
NIGHT = datetime(2026, 11, 24, 23, tzinfo=timezone.utc)
AUDIENCES: tuple[Audience, ...] = ("public", "professional")
LEVELS: tuple[AlarmLevel, ...] = ("emergency", "urgent")
EMERGENCY = Alarm("fire", "emergency", "fire/burning")
URGENT = Alarm("fire", "urgent", "fire/threat")
ARABIC = Language(
    "ar",
    "Arabic",
    "العربية",
    "rtl",
    {
        key: Translation(f"<{key}>", key)
        for key in ("emergency", "cannot_speak", "interpreter", "machine", "contacts")
    },
)


def world(*contacts: str, **more: Any) -> Content:
    """A fire with advice and the contacts named."""
    plain = content(languages={"ar": ARABIC}, **more)
    always = contact(hours=Hours(always_open=True, bank_holidays="open"))
    office = contact(hours=OFFICE, out_of_hours=None)
    for name in ("massh", "adult_social_care", "one", "two", "three"):
        plain.contacts[name] = always
    plain.contacts["office"] = office
    plain.contacts["unknown"] = replace(office, hours=Hours())
    harm = Harm("Fire", contacts, {}, ("Get out.", "Stay out."), ("page",))
    return replace(plain, alarms=Alarms({"fire": harm}))


def reply(
    held: Content,
    alarm: Alarm = EMERGENCY,
    audience: Audience = "public",
    moment: datetime = DAY,
    **more: Any,
) -> Message:
    return alarm_message(held, Directory(held), alarm, audience, moment, **more)


def shown(message: Message) -> list[str]:
    return [card.id for card in message.contacts]


@cache
def own() -> KnowledgeBase:
    return KnowledgeBase(read_or_raise())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_emergency_begins_with_999_then_says_what_to_do(audience: Audience) -> None:
    first, advice = reply(world("one"), audience=audience).text.split("\n\n")
    assert "999" in first
    assert advice == "Get out. Stay out."


def test_an_urgent_alarm_names_999_and_gives_no_advice() -> None:
    message = reply(world("one"), URGENT)
    assert message.kind == "urgent"
    assert "999" in message.text
    assert "Get out" not in message.text


def test_999_stands_before_the_contacts_of_the_harm() -> None:
    assert shown(reply(world("one", "two"))) == ["emergency_999", "one", "two"]


def test_at_most_four_contacts_stand_beside_999() -> None:
    held = world("one", "two", "three", "massh", "adult_social_care", "office")
    assert shown(reply(held))[1:] == ["one", "two", "three", "massh"]


def test_who_is_open_stands_before_who_is_closed() -> None:
    held = world("office", "unknown", "one")
    assert shown(reply(held)) == ["emergency_999", "office", "unknown", "one"]
    assert shown(reply(held, moment=NIGHT))[1:] == ["unknown", "one", "office"]


def test_the_closed_one_is_left_out_before_an_open_one() -> None:
    held = world("office", "one", "two", "three", "massh")
    assert "office" not in shown(reply(held, moment=NIGHT))


@pytest.mark.parametrize(
    ("about", "doors"),
    [
        ("child", ["massh", "one"]),
        ("adult", ["adult_social_care", "one"]),
        ("", ["massh", "adult_social_care", "one"]),
        ("both", ["massh", "adult_social_care", "one"]),
        ("unclear", ["massh", "adult_social_care", "one"]),
    ],
)
def test_a_child_and_an_adult_have_contacts_of_their_own(
    about: str, doors: list[str]
) -> None:
    held = world("massh", "adult_social_care", "one")
    assert shown(reply(held, about=about))[1:] == doors


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_second_alarm_has_other_words_with_999_in_them(
    audience: Audience, level: AlarmLevel
) -> None:
    alarm = replace(EMERGENCY, level=level)
    first = reply(world(), alarm, audience).text
    second = reply(world(), alarm, audience, again=True).text
    assert first.split("\n\n")[0] != second.split("\n\n")[0]
    assert "999" in second


def test_doors_that_fit_come_after_999() -> None:
    assert reply(world(), doors=["door"]).routes == ("emergency_999", "door")
    assert reply(world(), URGENT, doors=["door"]).routes == ("door",)
    assert reply(world()).routes == ("emergency_999",)


def test_a_door_for_professionals_is_no_door_for_the_public() -> None:
    routes = {
        "door": Route("Door", "Worries.", "everyone", ("door",)),
        "panel": Route("Panel", "Cases.", "professional", ("door",)),
    }
    knowledge = KnowledgeBase(world(routes=routes))
    doors = ["panel", "door", "no such door"]
    public = knowledge.alarm(URGENT, "public", DAY, doors=doors)
    professional = knowledge.alarm(URGENT, "professional", DAY, doors=doors)
    assert public.routes == ("door",)
    assert professional.routes == ("panel", "door")


def test_a_harm_that_is_not_held_gets_the_main_contacts() -> None:
    plain = world()
    held = replace(plain, words=plain.words | {"contact.main": "emergency_999 one"})
    assert shown(reply(held, Alarm("new", "urgent", "new/x"))) == [
        "emergency_999",
        "one",
    ]


def test_an_english_reply_has_no_passages() -> None:
    assert reply(world()).passages == ()


def test_a_reply_in_another_language_begins_with_it_and_repeats_it_in_english() -> None:
    message = reply(world(), replace(EMERGENCY, language="ar"))
    native, english = message.passages
    assert native == Passage("ar", "rtl", "<emergency> <cannot_speak> <interpreter>")
    assert (english.language, english.direction) == ("en", "ltr")
    assert "999" in english.text
    assert message.text == f"{native.text}\n\n{english.text}"


def test_advice_is_left_out_where_it_would_stand_in_english_only() -> None:
    assert "Get out" not in reply(world(), replace(EMERGENCY, language="ar")).text


def test_an_urgent_reply_in_another_language_says_that_nobody_reads() -> None:
    native, _ = reply(world(), replace(URGENT, language="ar")).passages
    assert native.text == "<emergency> <interpreter> <machine> <contacts>"


def test_a_language_nobody_wrote_words_for_is_told_so_in_english() -> None:
    message = reply(world(), replace(URGENT, language=OTHER))
    assert [passage.language for passage in message.passages] == ["en", "en"]
    assert "interpreter" in message.passages[-1].text


def test_a_language_no_longer_held_is_answered_in_english() -> None:
    message = reply(world(), replace(URGENT, language="xx"))
    assert [passage.language for passage in message.passages] == ["en"]


@pytest.mark.parametrize("level", LEVELS)
def test_at_most_how_it_stands_is_asked(level: AlarmLevel) -> None:
    options = reply(world(), replace(EMERGENCY, level=level)).options
    assert len(options) == 2
    assert all(option.label and option.say for option in options)


@pytest.mark.parametrize("harm", sorted(own().content.alarms.harms))
def test_every_reply_of_the_project_is_short_and_has_a_number_to_ring(
    harm: str,
) -> None:
    for level in LEVELS:
        for audience in AUDIENCES:
            for again in (False, True):
                message = own().alarm(
                    Alarm(harm, level, harm), audience, NIGHT, again=again
                )
                assert len(message.text.split()) <= MOST_WORDS, (level, audience)
                assert 1 < len(message.contacts) <= 1 + MOST_CONTACTS
                assert not set(message.routes) & NEVER_PUBLIC
                if level == "emergency":
                    assert "999" in message.text.splitlines()[0]


@pytest.mark.parametrize("harm", sorted(own().content.alarms.harms))
@pytest.mark.parametrize("about", ["child", "adult"])
def test_whoever_it_is_about_somebody_beside_999_can_be_reached_at_night(
    harm: str, about: str
) -> None:
    message = own().alarm(Alarm(harm, "urgent", harm), "public", NIGHT, about=about)
    assert [card for card in message.contacts[1:] if card.state != "closed"]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("code", sorted(own().content.languages))
def test_every_language_of_the_project_answers_with_999(
    code: str, level: AlarmLevel
) -> None:
    alarm = Alarm("none", level, f"none/{code}", "language", language=code)
    message = own().alarm(alarm, "public", NIGHT)
    spoken = own().content.languages[code]
    native, english = message.passages
    assert (native.language, native.direction) == (code, spoken.direction)
    assert "999" in native.text
    assert "999" in english.text
    assert message.text.startswith(native.text)
