"""Every action on a tracker as Rasa sends it: what it says, remembers, how it fails."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from actions.desk import ACTIONS, staffed
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.knowledge_base import KnowledgeBase
from knowledge.library import Library
from tests.fake_store import FakeStore
from tests.knowledge.small_world import counted

NOW = datetime(2026, 11, 24, 10, tzinfo=timezone.utc)
SECRET = "my neighbour at number 12"


@pytest.fixture(scope="module")
def executor(library: Library) -> ActionExecutor:
    return staffed(library, lambda: NOW)


def _call(action: str, latest: dict[str, Any], **slots: Any) -> dict[str, Any]:
    event = {"event": "user", "text": SECRET, "metadata": latest.get("metadata", {})}
    return {
        "next_action": action,
        "sender_id": "talk",
        "domain": {},
        "tracker": {
            "sender_id": "talk",
            "slots": slots,
            "latest_message": {"text": SECRET, **latest},
            "events": [event],
            "latest_event_time": 0.0,
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": None,
        },
    }


async def _run(
    executor: ActionExecutor, action: str, latest: dict[str, Any], **slots: Any
) -> Any:
    result = await executor.run(_call(action, latest, **slots))
    assert result is not None
    return [r["custom"] for r in result["responses"]], {
        event["name"]: event["value"] for event in result["events"]
    }


def _asks(topic: str, *areas: str) -> dict[str, Any]:
    return {
        "intent": {"name": "ask"},
        "questions": [{"areas": list(areas), "topics": [[topic, 0.9]]}],
        "metadata": {"audience": "professional", "reference": "ref-1"},
    }


async def test_an_answer_is_given_and_its_topic_remembered(
    executor: ActionExecutor,
) -> None:
    [message], slots = await _run(executor, "action_answer", _asks("maars/criteria"))
    assert message["topic"] == "maars/criteria"
    assert message["sources"]
    assert (slots["area"], slots["point"]) == ("maars", "criteria")


async def test_a_follow_up_stays_in_the_area(executor: ActionExecutor) -> None:
    [message], _ = await _run(
        executor, "action_answer", _asks("*/how_to_refer"), area="maars"
    )
    assert message["topic"] == "maars/how_to_refer"


async def test_the_years_of_a_message_reach_the_answer() -> None:
    counting = Library(FakeStore(), counted)  # type: ignore[arg-type]
    latest = {**_asks("*/same"), "periods": ["2018/19"]}
    [message], _ = await _run(
        staffed(counting, lambda: NOW),
        "action_answer",
        latest,
        area="panel",
        point="figures",
    )
    assert message["topic"] == "panel/figures"
    assert message["text"].startswith("No figure for 2018/19 is held.")
    [card] = [c for c in message["figures"] if c["label"] == "Visits"]
    assert card["points"][0] == ["2020/21 Q1", 352]


async def test_an_audience_that_is_not_named_is_the_public(
    executor: ActionExecutor,
) -> None:
    latest = {**_asks("maars/criteria"), "metadata": {}}
    [message], _ = await _run(executor, "action_answer", latest)
    assert "maars" not in message["routes"]


async def test_an_alarm_comes_with_999(executor: ActionExecutor) -> None:
    alarm = {"harm": "weapon", "level": "emergency", "rule": "weapon/any"}
    [message], _ = await _run(executor, "action_alarm", {"alarm": alarm})
    assert message["kind"] == "emergency"
    assert message["contacts"][0]["phone"] == "999"


async def test_a_second_alarm_has_other_words_and_the_third_the_first_again(
    executor: ActionExecutor,
) -> None:
    alarm = {"harm": "weapon", "level": "emergency", "rule": "weapon/any"}
    texts = []
    slots: dict[str, Any] = {}
    for _ in range(3):
        [message], slots = await _run(
            executor, "action_alarm", {"alarm": alarm}, **slots
        )
        texts.append(message["text"])
    assert slots["alarms"] == 3
    assert texts[0] == texts[2] != texts[1]
    assert all("999" in text for text in texts)


async def test_an_alarm_shows_the_contacts_and_doors_of_whom_it_is_about(
    executor: ActionExecutor,
) -> None:
    latest = {
        "alarm": {"harm": "violence", "level": "emergency", "rule": "violence/any"},
        "detail": "child",
        "whom": "child",
        "doors": [["massh_children", 0.6], ["maars", 0.3], ["lado", 0.01]],
    }
    [message], _ = await _run(executor, "action_alarm", latest)
    contacts = [contact["id"] for contact in message["contacts"]]
    assert "massh" in contacts
    assert "adult_social_care" not in contacts
    assert message["routes"][:2] == ["emergency_999", "massh_children"]
    assert "maars" not in message["routes"]


async def test_a_guess_of_whom_an_alarm_is_about_leaves_no_front_door_out(
    executor: ActionExecutor,
) -> None:
    alarm = {"harm": "violence", "level": "emergency", "rule": "violence/any"}
    guessed = {"alarm": alarm, "detail": "adult"}
    contradicted = {**guessed, "whom": "child"}
    for latest in (guessed, contradicted):
        [message], _ = await _run(executor, "action_alarm", latest)
        contacts = {contact["id"] for contact in message["contacts"]}
        assert {"massh", "adult_social_care"} <= contacts
    assert {"massh_children", "adult_social_care"} <= set(message["routes"])


async def test_an_alarm_in_another_language_is_answered_in_it(
    executor: ActionExecutor,
) -> None:
    alarm = {"harm": "none", "level": "urgent", "rule": "none/pl", "language": "pl"}
    [message], _ = await _run(executor, "action_alarm", {"alarm": alarm})
    assert [passage["language"] for passage in message["passages"]] == ["pl", "en"]


async def test_an_alarm_without_a_rule_is_still_an_emergency(
    executor: ActionExecutor,
) -> None:
    [message], _ = await _run(executor, "action_alarm", {})
    assert message["kind"] == "emergency"


@pytest.mark.parametrize(
    ("about", "first"),
    [
        ("child", "massh_children"),
        ("adult", "adult_social_care"),
        ("", "massh_children"),
    ],
)
async def test_a_concern_is_shown_its_door(
    executor: ActionExecutor, about: str, first: str
) -> None:
    messages, _ = await _run(
        executor,
        "validate_concern_form",
        {"intent": {"name": "concern"}, "detail": about},
    )
    assert messages[0]["kind"] == "contacts"
    assert messages[0]["routes"][0] == first


async def test_a_likely_door_is_shown_before_the_front_door(
    executor: ActionExecutor,
) -> None:
    latest = {
        "intent": {"name": "concern"},
        "detail": "adult",
        "doors": [["domestic_abuse_services", 0.7], ["maars", 0.2]],
    }
    messages, _ = await _run(executor, "validate_concern_form", latest)
    assert messages[0]["routes"][:2] == ["domestic_abuse_services", "adult_social_care"]
    assert "maars" not in messages[0]["routes"]


async def test_what_only_sounds_like_danger_is_answered_below_the_emergency_line(
    executor: ActionExecutor, library: Library
) -> None:
    alarm = {"harm": "weapon", "level": "emergency", "rule": "x", "alike": True}
    plain = _asks("maars/criteria")
    [bare], _ = await _run(executor, "action_answer", plain)
    [message], _ = await _run(executor, "action_answer", {**plain, "alarm": alarm})
    line = library.current().content.word("emergency.above")
    assert message["text"] == f"{line}\n\n{bare['text']}"
    assert message["kind"] == "answer"


async def test_the_emergency_line_stands_above_the_first_of_several_messages_only(
    executor: ActionExecutor, library: Library
) -> None:
    alarm = {"harm": "weapon", "level": "emergency", "rule": "x", "alike": True}
    latest = {"intent": {"name": "concern"}, "detail": "", "alarm": alarm}
    first, *rest = (await _run(executor, "validate_concern_form", latest))[0]
    line = library.current().content.word("emergency.above")
    assert first["text"].startswith(line)
    assert rest
    assert not [m for m in rest if m["text"].startswith(line)]


async def test_the_emergency_line_is_not_put_above_an_alarm(
    executor: ActionExecutor, library: Library
) -> None:
    alarm = {"harm": "fire", "level": "urgent", "rule": "x", "alike": True}
    [message], _ = await _run(executor, "action_alarm", {"alarm": alarm})
    assert library.current().content.word("emergency.above") not in message["text"]


async def test_a_place_elsewhere_is_said_before_the_door(
    executor: ActionExecutor,
) -> None:
    latest = {"intent": {"name": "concern"}, "detail": "child", "place": "Tameside"}
    messages, _ = await _run(executor, "validate_concern_form", latest)
    assert messages[0]["text"].startswith("You named Tameside.")
    assert messages[0]["routes"][0] == "massh_children"


async def test_the_adult_one_is_put_right(executor: ActionExecutor) -> None:
    latest = {"intent": {"name": "correct"}, "detail": "adult", "questions": []}
    [message], slots = await _run(
        executor, "action_correct", latest, area="massh", point="contact"
    )
    assert message["topic"] == "adults/contact"
    assert slots["area"] == "adults"


async def test_a_few_words_that_lean_on_the_topic_in_hand_are_not_refused(
    executor: ActionExecutor,
) -> None:
    latest = {"intent": {"name": "out_of_scope"}, "detail": "general", "leans": True}
    [again], _ = await _run(
        executor, "action_decline", latest, area="maars", point="criteria"
    )
    [alone], _ = await _run(executor, "action_decline", latest)
    assert again["topic"] == "maars/criteria"
    assert alone["kind"] == "decline"


async def test_what_wants_to_misuse_the_assistant_is_refused_whatever_it_leans_on(
    executor: ActionExecutor,
) -> None:
    latest = {"intent": {"name": "out_of_scope"}, "detail": "manipulation"}
    [message], _ = await _run(
        executor,
        "action_decline",
        {**latest, "leans": True},
        area="maars",
        point="criteria",
    )
    assert message["kind"] == "decline"


async def test_words_that_lean_and_are_not_understood_stay_on_the_topic(
    executor: ActionExecutor,
) -> None:
    latest = {
        "intent": {"name": "unsure"},
        "leans": True,
        "questions": [{"areas": [], "topics": [["*/consent", 0.6], ["greet", 0.1]]}],
    }
    [message], _ = await _run(
        executor, "action_unsure", latest, area="maars", point="criteria"
    )
    assert message["topic"] == "maars/consent"


@pytest.mark.parametrize(
    ("p", "kinds"), [(0.9, ["answer", "contacts"]), (0.2, ["answer"])]
)
async def test_a_case_told_with_a_question_is_shown_its_doors_after_the_answer(
    executor: ActionExecutor, p: float, kinds: list[str]
) -> None:
    latest = {**_asks("confidentiality/will_they_know"), "doors": [["lado", p]]}
    messages, _ = await _run(executor, "action_answer", latest)
    assert [message["kind"] for message in messages] == kinds
    assert ("lado" in messages[-1]["routes"]) is (len(kinds) == 2)


@pytest.mark.parametrize(
    ("topic", "areas"), [("lado/criteria", ()), ("maars/criteria", ("maars",))]
)
async def test_no_doors_follow_where_the_answer_has_them_or_one_thing_was_asked(
    executor: ActionExecutor, topic: str, areas: tuple[str, ...]
) -> None:
    latest = {**_asks(topic, *areas), "doors": [["lado", 0.9]]}
    messages, _ = await _run(executor, "action_answer", latest)
    assert [message["kind"] for message in messages] == ["answer"]


async def test_a_case_told_with_a_question_nobody_understood_is_shown_its_doors_first(
    executor: ActionExecutor,
) -> None:
    near = [[f"{area}/definition", 0.1] for area in ("lado", "pipot", "maars", "sar")]
    latest = {
        **_asks("lado/criteria"),
        "questions": [{"areas": [], "topics": near}],
        "doors": [["lado", 0.3]],
    }
    messages, _ = await _run(executor, "action_answer", latest)
    assert [message["kind"] for message in messages] == ["contacts", "question"]
    assert "lado" in messages[0]["routes"]


async def test_two_misses_in_a_row_lead_to_a_person(executor: ActionExecutor) -> None:
    [first], slots = await _run(executor, "action_unsure", {})
    [second], _ = await _run(executor, "action_unsure", {}, misses=slots["misses"])
    assert first["kind"] == second["kind"] == "fallback"
    assert first["text"] != second["text"]


@pytest.mark.parametrize(
    "intent",
    [
        "greet",
        "help",
        "thanks",
        "goodbye",
        "are_you_human",
        "safe_now",
        "affirm",
        "deny",
    ],
)
async def test_small_talk_leads_on(executor: ActionExecutor, intent: str) -> None:
    [message], _ = await _run(executor, "action_talk", {"intent": {"name": intent}})
    assert message["kind"] == "question"
    assert message["options"]


@pytest.mark.parametrize(
    "kind", ["legal", "manipulation", "other_place", "never heard of"]
)
async def test_out_of_scope_is_declined_with_contacts(
    executor: ActionExecutor, kind: str
) -> None:
    [message], _ = await _run(executor, "action_decline", {"detail": kind})
    assert message["kind"] == "decline"
    assert message["contacts"]


class Broken(SpokenAction):
    """An action with a fault in it."""

    called = "action_broken"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:  # noqa: ARG002
        raise RuntimeError(SECRET)


async def test_a_broken_action_apologises_and_keeps_the_text_out_of_the_log(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    executor = ActionExecutor()
    executor.register_action(Broken(library, lambda: NOW))
    [message], _ = await _run(executor, "action_broken", _asks("maars/criteria"))
    assert message["kind"] == "unavailable"
    assert message["contacts"][0]["phone"] == "999"
    log = capsys.readouterr().out
    assert SECRET not in log
    assert json.loads(log.splitlines()[-1])["fault"] == "RuntimeError"


async def test_a_log_line_carries_the_reference_and_no_text(
    executor: ActionExecutor, capsys: pytest.CaptureFixture[str]
) -> None:
    await _run(executor, "action_answer", _asks("maars/criteria"))
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert line["reference"] == "ref-1"
    assert line["topics"] == ["maars/criteria"]
    assert SECRET not in str(line)


def test_the_domain_and_the_desk_name_the_same_actions() -> None:
    domain = yaml.safe_load(
        (Path(__file__).parents[2] / "domain.yml").read_text(encoding="utf-8")
    )
    assert sorted(domain["actions"]) == sorted(action.called for action in ACTIONS)
