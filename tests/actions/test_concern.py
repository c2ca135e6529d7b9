"""The talk about a worry, turn by turn, on trackers as Rasa's form sends them."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.desk import staffed
from actions.worry import FORM, MOST_QUESTIONS, MOST_UNANSWERED, REQUESTED
from knowledge.check_routes import NEVER_PUBLIC
from knowledge.facts import FACTS
from knowledge.library import Library

NOW = datetime(2026, 11, 24, 10, tzinfo=timezone.utc)
AUDIENCES = ("public", "professional")


@pytest.fixture(scope="module")
def executor(library: Library) -> ActionExecutor:
    return staffed(library, lambda: NOW)


class Form:
    """Rasa's form around the validate action: its loop, its slots, its rejection."""

    def __init__(self, executor: ActionExecutor, audience: str = "public") -> None:
        self._executor = executor
        self._audience = audience
        self.slots: dict[str, Any] = {}
        self.is_open = False

    async def hears(
        self, intent: str, after: str = "", **understood: Any
    ) -> list[dict[str, Any]]:
        """`after` is an action that has answered the message before the form."""
        entities = [
            {"entity": fact, "value": value}
            for fact, value in understood.pop("said", {}).items()
        ]
        latest = {"intent": {"name": intent}, "entities": entities, **understood}
        events = [{"event": "user", "metadata": {"audience": self._audience}}]
        if after:
            events.append({"event": "action", "name": after})
        events.append({"event": "action", "name": FORM})
        result = await self._executor.run(
            {
                "next_action": f"validate_{FORM}",
                "sender_id": "talk",
                "domain": {},
                "tracker": {
                    "sender_id": "talk",
                    "slots": dict(self.slots),
                    "latest_message": latest,
                    "events": events,
                    "latest_event_time": 0.0,
                    "paused": False,
                    "followup_action": None,
                    "active_loop": {"name": FORM},  # from its opening on
                    "latest_action_name": None,
                },
            }
        )
        assert result is not None
        changed = {e["name"]: e["value"] for e in result["events"]}
        self.slots.update(changed)
        self.rejects = not changed
        self.is_open = self.slots.get(REQUESTED) is not None
        return [response["custom"] for response in result["responses"]]


@pytest.fixture
def form(executor: ActionExecutor) -> Form:
    return Form(executor)


async def begun(form: Form, about: str = "") -> list[dict[str, Any]]:
    return await form.hears("concern", detail=about)


def door(messages: list[dict[str, Any]]) -> str:
    routes: list[str] = messages[0]["routes"]
    return next(route for route in routes if route != "emergency_999")


async def test_the_doors_come_with_the_first_question(form: Form) -> None:
    doors, question = await begun(form)
    assert doors["kind"] == "contacts"
    assert {"massh_children", "adult_social_care"} <= set(doors["routes"])
    assert question["kind"] == "question"
    assert form.slots[REQUESTED] == "about"


async def test_each_door_comes_with_a_reason_and_the_emergency_line(
    form: Form, library: Library
) -> None:
    doors, *_ = await begun(form)
    content = library.current().content
    for route in doors["routes"]:
        assert f"{content.routes[route].name}: " in doors["text"]
    assert "999" in doors["text"]


async def test_an_answer_changes_the_doors_and_is_not_asked_again(form: Form) -> None:
    await begun(form)
    messages = await form.hears("correct", detail="adult", said={"about": "adult"})
    assert door(messages) == "adult_social_care"
    assert "massh_children" not in messages[0]["routes"]
    assert form.slots["about"] == "adult"
    assert form.slots[REQUESTED] != "about"


async def test_what_was_said_at_first_is_not_asked(form: Form) -> None:
    await form.hears("concern", said={"about": "child"}, detail="child")
    assert "about" not in form.slots["asked"]


@pytest.mark.parametrize("reply", ["unsure"])
async def test_a_question_may_be_skipped(form: Form, reply: str) -> None:
    await begun(form)
    messages = await form.hears("out_of_scope", said={"reply": reply})
    assert {"massh_children", "adult_social_care"} <= set(messages[0]["routes"])
    assert form.slots["about"] is None
    assert form.slots[REQUESTED] != "about"


async def test_a_correction_counts_more_than_what_was_said_before(form: Form) -> None:
    await form.hears("concern", said={"about": "adult"}, detail="adult")
    form.slots[REQUESTED] = form.slots["shown"] = "danger"
    await form.hears("correct", said={"about": "child", "reply": "no"})
    assert form.slots["about"] == "child"
    assert form.slots["danger"] is None


@pytest.mark.parametrize(
    ("fact", "reply", "value"),
    [
        ("danger", "no", "no"),
        ("needs", "yes", "yes"),
        ("protect", "no", "no"),
        ("suspect", "no", "no"),
        ("threshold", "yes", "below"),
        ("threshold", "no", None),
        ("lives", "no", "elsewhere"),
    ],
)
async def test_a_bare_answer_is_for_the_question_just_read(
    form: Form, fact: str, reply: str, value: str | None
) -> None:
    await form.hears("concern", said={"about": "adult"}, detail="adult")
    form.slots[REQUESTED] = form.slots["shown"] = fact
    form.slots["asked"] = [fact]
    await form.hears("deny", said={"reply": reply})
    assert form.slots[fact] == value


async def test_danger_said_in_answer_is_answered_alone_with_999(form: Form) -> None:
    await form.hears("concern", said={"about": "child"}, detail="child")
    form.slots[REQUESTED] = form.slots["shown"] = "danger"
    [message] = await form.hears("affirm", said={"reply": "yes"})
    assert message["kind"] == "emergency"
    assert message["contacts"][0]["phone"] == "999"
    assert form.slots["danger"] == "now"


@pytest.mark.parametrize(
    "intent", ["ask", "alarm", "unsure", "greet", "thanks", "goodbye", "safe_now"]
)
async def test_what_answers_nothing_is_left_to_the_rules(
    form: Form, intent: str
) -> None:
    await begun(form)
    before = dict(form.slots)
    assert await form.hears(intent) == []
    assert form.rejects
    assert form.slots == before


async def test_a_question_is_no_answer_even_with_facts_in_it(form: Form) -> None:
    await begun(form)
    said = {"about": "child", "reply": "question"}
    assert await form.hears("ask", said=said) == []
    assert form.slots["about"] is None


async def test_an_alarm_is_no_answer_even_with_facts_in_it(form: Form) -> None:
    await begun(form)
    assert await form.hears("alarm", said={"about": "child"}) == []
    assert form.rejects


async def test_after_an_interruption_the_open_question_comes_again(
    form: Form,
) -> None:
    _, question = await begun(form)
    [again] = await form.hears("ask", after="action_answer")
    assert again["text"].endswith(question["text"])
    assert again["text"] != question["text"]
    assert again["options"] == question["options"]
    assert form.slots[REQUESTED] == "about"


async def test_after_an_alarm_nothing_is_asked(form: Form) -> None:
    await begun(form)
    assert await form.hears("alarm", after="action_alarm") == []
    assert form.is_open
    assert form.slots["shown"] is None


async def test_a_yes_after_an_alarm_answers_no_question(form: Form) -> None:
    await form.hears("concern", said={"about": "adult"}, detail="adult")
    form.slots[REQUESTED] = form.slots["shown"] = "needs"
    await form.hears("alarm", after="action_alarm")
    [question] = await form.hears("affirm", said={"reply": "yes"})
    assert question["kind"] == "question"
    assert form.slots["needs"] is None
    assert form.slots["shown"] == "needs"


async def test_a_question_put_again_and_again_is_dropped(form: Form) -> None:
    await begun(form)
    for _ in range(MOST_UNANSWERED):
        assert await form.hears("ask", after="action_answer")
        assert form.is_open
    assert await form.hears("ask", after="action_answer") == []
    assert not form.is_open


async def test_an_answer_between_makes_the_tries_start_anew(form: Form) -> None:
    await form.hears("concern", said={"about": "adult"}, detail="adult")
    form.slots[REQUESTED] = form.slots["shown"] = "needs"
    await form.hears("ask", after="action_answer")
    await form.hears("affirm", said={"reply": "yes"})
    assert form.slots["unanswered"] == 0


async def test_a_worry_that_adds_nothing_is_never_without_a_reply(form: Form) -> None:
    await begun(form)
    for _ in range(MOST_UNANSWERED + 1):
        messages = await form.hears("concern")
        assert messages
    assert messages[0]["kind"] == "contacts"
    assert not form.is_open


async def test_another_worry_starts_afresh(form: Form) -> None:
    await form.hears("concern", said={"about": "child", "harm": "hurt"}, detail="child")
    form.slots[REQUESTED] = form.slots["shown"] = "danger"
    messages = await form.hears(
        "concern", detail="adult", said={"reply": "another", "needs": "yes"}
    )
    assert door(messages) == "adult_social_care"
    assert form.slots["harm"] is None
    assert form.slots["needs"] == "yes"


async def test_who_wants_to_report_is_told_that_this_is_no_report(
    form: Form, library: Library
) -> None:
    word = library.current().content.word
    doors, question = await form.hears("report")
    assert doors["text"].startswith(word("concern.report.text"))
    again, *_ = await form.hears("report")
    assert again["text"].startswith(word("concern.report.text"))
    assert question["kind"] == "question"


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_there_are_never_more_than_five_questions(
    executor: ActionExecutor, audience: str
) -> None:
    """Every question is skipped, whatever the decision would like to know."""
    for harm in (None, *FACTS["harm"]):
        form = Form(executor, audience)
        said = {"harm": harm} if harm else {}
        messages = await form.hears("concern", said=said)
        asked = [form.slots[REQUESTED]] if form.is_open else []
        while form.is_open:
            messages = await form.hears("deny", said={"reply": "unsure"})
            assert messages
            if form.is_open:
                asked.append(form.slots[REQUESTED])
        assert len(asked) <= MOST_QUESTIONS
        assert len(set(asked)) == len(asked)
        assert messages[0]["kind"] == "contacts"


async def test_the_sixth_question_is_not_asked(form: Form) -> None:
    await begun(form)
    form.slots["asked"] = ["x"] * MOST_QUESTIONS
    messages = await form.hears("deny", said={"reply": "unsure"})
    assert not form.is_open
    assert messages[0]["kind"] == "contacts"


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_every_worry_of_the_project_has_a_door_its_audience_may_use(
    executor: ActionExecutor, library: Library, audience: str
) -> None:
    routes = library.current().content.routes
    every = [[name, 0.9] for name in routes]
    for about in (None, *FACTS["about"]):
        for ranked in ([], every):
            form = Form(executor, audience)
            said = {"about": about} if about else {}
            messages = await form.hears("concern", said=said, doors=ranked)
            found = set(messages[0]["routes"])
            assert found
            if audience == "public":
                assert not found & NEVER_PUBLIC
                assert {routes[name].audience for name in found} == {"everyone"}


async def test_a_likely_door_stands_before_the_front_door(form: Form) -> None:
    doors = [["domestic_abuse_services", 0.7]]
    messages = await form.hears("concern", detail="adult", doors=doors)
    assert door(messages) == "domestic_abuse_services"
    assert "adult_social_care" in messages[0]["routes"]


async def test_words_and_model_that_contradict_each_other_leave_both_doors(
    form: Form,
) -> None:
    messages = await form.hears("concern", detail="adult", said={"about": "child"})
    assert {"massh_children", "adult_social_care"} <= set(messages[0]["routes"])


async def test_slots_hold_facts_doors_and_counts_only(form: Form) -> None:
    said = {"about": "child", "harm": "hurt", "reply": "yes", "name": "Sam"}
    await form.hears("concern", said=said, doors=[["massh_children", 0.5]])
    for fact, values in FACTS.items():
        assert form.slots[fact] in (None, *values)
    assert set(form.slots) == {
        *FACTS,
        *("likely", "asked", "shown", "unanswered"),
        *("area", "point", "misses", REQUESTED),
    }


async def test_a_fault_ends_the_form_with_an_apology(library: Library) -> None:
    def broken() -> datetime:
        raise RuntimeError("no clock")

    form = Form(staffed(library, broken))
    form.slots = {REQUESTED: "about", "shown": "about"}
    await form.hears("concern")
    assert not form.rejects
    assert not form.is_open


async def test_the_summary_is_put_right_after_the_talk(
    executor: ActionExecutor, form: Form
) -> None:
    await begun(form)
    while form.is_open:
        await form.hears("deny", said={"reply": "unsure"})
    corrected = {
        "intent": {"name": "correct"},
        "entities": [{"entity": "about", "value": "child"}],
        "detail": "child",
    }
    result = await executor.run(
        {
            "next_action": "action_correct",
            "sender_id": "talk",
            "domain": {},
            "tracker": {
                "sender_id": "talk",
                "slots": dict(form.slots),
                "latest_message": corrected,
                "events": [],
                "latest_event_time": 0.0,
                "paused": False,
                "followup_action": None,
                "active_loop": {},
                "latest_action_name": None,
            },
        }
    )
    assert result is not None
    [message] = [response["custom"] for response in result["responses"]]
    assert message["routes"][0] == "massh_children"
    assert "adult_social_care" not in message["routes"]
