"""Answers for each audience: their words, routes, contacts and sources."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from knowledge.alarm import Alarm
from knowledge.check_routes import AFTER_OWN_DOOR, NEVER_PUBLIC
from knowledge.decision import ASKABLE, Decision, Door
from knowledge.errors import UnknownIdError
from knowledge.facts import Facts
from knowledge.knowledge_base import ABOUT, KnowledgeBase
from knowledge.model import Audience
from knowledge.reading import read_or_raise
from tests.knowledge.small_world import PUBLIC_PANEL, area, contact, content, point

NOW = datetime(2026, 11, 24, 10, tzinfo=timezone.utc)
AUDIENCES: tuple[Audience, ...] = ("public", "professional")


@pytest.fixture(scope="module")
def own() -> KnowledgeBase:
    return KnowledgeBase(read_or_raise())


def test_an_answer_is_laid_out_as_plain_text() -> None:
    text = KnowledgeBase(content()).answer("panel/criteria", "professional", NOW).text
    assert text.startswith(
        "There are two.\n\nBoth of these:\n• one\n• two\n\n1. Ring.\n\n"
    )
    assert "professional judgement" in text


def test_a_number_in_a_sentence_comes_from_its_contact() -> None:
    world = content(
        areas={"panel": area(points={"p": point(summary="Ring {door.phone}.")})}
    )
    assert (
        "Ring 0161 000 0001."
        in KnowledgeBase(world).answer("panel/p", "public", NOW).text
    )


def test_a_withheld_number_never_stands_in_a_sentence() -> None:
    world = content(
        areas={"panel": area(points={"p": point(summary="Ring {door.phone}.")})}
    )
    world.contacts["door"] = contact(status="withheld", status_reason="wrong")
    assert "0161" not in KnowledgeBase(world).answer("panel/p", "public", NOW).text


def test_the_public_reads_its_own_words_on_an_area_for_professionals() -> None:
    knowledge = KnowledgeBase(
        content(areas={"panel": area(audience="professional", public=PUBLIC_PANEL)})
    )
    message = knowledge.answer("panel/criteria", "public", NOW)
    assert message.text == PUBLIC_PANEL.summary
    assert message.options == ()
    assert message.sources, "the point's own sources stand in"


def test_an_unknown_topic_is_an_error_with_a_remedy() -> None:
    with pytest.raises(UnknownIdError, match="panel/nothing"):
        KnowledgeBase(content()).answer("panel/nothing", "public", NOW)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_answer_of_the_content_has_words_sources_and_a_contact(
    own: KnowledgeBase, audience: Audience
) -> None:
    for topic, _, _ in own.content.topics():
        message = own.answer(topic, audience, NOW)
        assert message.text.strip(), topic
        assert message.sources, topic
        assert "{" not in message.text, topic


def test_the_public_is_never_sent_to_a_door_for_professionals(
    own: KnowledgeBase,
) -> None:
    for topic, _, _ in own.content.topics():
        routes = own.answer(topic, "public", NOW).routes
        assert not set(routes) & NEVER_PUBLIC, topic
        assert not routes or routes[0] not in AFTER_OWN_DOOR, topic
    every = Decision(tuple(Door(name, ()) for name in own.content.routes), None)
    for about in (*ABOUT, "report"):
        shown = own.concern(about, every, "public", NOW)
        assert shown.routes
        assert not set(shown.routes) & NEVER_PUBLIC, about
    for facts in (Facts(), Facts(about="child", open="yes")):
        told = own.summary(facts, every, "public", NOW)
        assert not set(told.routes) & NEVER_PUBLIC
        for name in NEVER_PUBLIC:
            assert own.content.routes[name].name not in told.text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_alarm_begins_with_999_and_is_short(
    own: KnowledgeBase, audience: Audience
) -> None:
    for harm, value in own.content.alarms.harms.items():
        for name, rule in value.rules.items():
            message = own.alarm(
                Alarm(harm, rule.level, f"{harm}/{name}"), audience, NOW
            )
            assert message.kind == rule.level
            assert message.contacts[0].phone == "999", harm
            assert "999" in message.text, harm
            if rule.level == "emergency":
                assert "999" in message.text.splitlines()[0], harm


def test_an_alarm_of_a_harm_that_is_not_held_still_brings_help(
    own: KnowledgeBase,
) -> None:
    message = own.alarm(Alarm("new_harm", "emergency", "new_harm/rule"), "public", NOW)
    assert message.contacts[0].phone == "999"
    assert len(message.contacts) > 2


def test_a_worry_about_nobody_named_shows_both_doors_with_their_reasons(
    own: KnowledgeBase,
) -> None:
    fronts = ("massh_children", "adult_social_care")
    decision = Decision(tuple(Door(name, ("Because.",)) for name in fronts), "about")
    door = own.concern("unclear", decision, "public", NOW)
    assert door.kind == "contacts"
    assert door.routes == fronts
    assert door.contacts[0].phone == "999"
    assert door.text.count("Because.") == 2


def test_every_fact_that_may_be_asked_has_its_question_and_may_be_skipped(
    own: KnowledgeBase,
) -> None:
    for fact in {*ASKABLE["public"], *ASKABLE["professional"]}:
        question = own.ask(fact)
        assert question.kind == "question"
        assert question.options[-1].say == "Not sure", fact
        assert own.ask_again(fact).text.endswith(question.text)


@pytest.mark.parametrize("reason", ["general", "legal", "never heard of", "unsure"])
def test_a_refusal_names_a_person_to_ring(own: KnowledgeBase, reason: str) -> None:
    message = own.refuse(reason, "public", NOW)
    assert message.kind in ("decline", "fallback")
    assert message.contacts[0].phone == "999"
    assert message.options
