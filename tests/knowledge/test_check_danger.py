"""What the checker finds in messages, languages and the words of an alarm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.__main__ import main
from knowledge.alarm import AlarmRule, Alarms, Harm
from knowledge.check import check
from knowledge.check_danger import (
    FEWEST_MESSAGES,
    WORDING,
    alarm_word_problems,
    language_problems,
    message_problems,
)
from knowledge.content import Content
from knowledge.language import Language, Translation
from knowledge.model import Route
from knowledge.problem import Problem
from knowledge.reading import BUNDLED, read_or_raise
from tests.knowledge.small_world import content

KINDS = ("emergency", "urgent", "lookalike")
WORRY = {
    "text": "she is not eating",
    "audience": "public",
    "about": "child",
    "route": "door",
    "also": [],
}


def world(**changes: Any) -> Content:
    """The small content with one harm and a door of professionals."""
    rules = {"burning": AlarmRule("emergency", ("house is on fire",))}
    plain = content(
        alarms=Alarms({"fire": Harm("Fire", ("night",), rules)}),
        routes={
            "door": Route("The door", "For a worry.", "everyone", ("door",)),
            "panel": Route("The panel", "For staff.", "professional", ("door",)),
        },
    )
    return replace(plain, **changes)


def said(harm: str, *kinds: str, count: int = FEWEST_MESSAGES) -> dict[str, Any]:
    """A file of messages, each one different from all others."""
    texts = {
        kind: {"self": [f"{harm} {kind} number {n}" for n in range(count)]}
        for kind in kinds
    }
    return {"harm": harm, **texts}


def folder(
    tmp_path: Path,
    danger: Mapping[str, object] | None = None,
    concerns: object = (WORRY,),
) -> Path:
    """A content folder with enough messages, and what is written over them."""
    files = {"fire": said("fire", *KINDS), "none": said("none", "lookalike")}
    for name, plain in {**files, **(danger or {})}.items():
        write(tmp_path / "danger" / f"{name}.yml", plain)
    worries = list(concerns) if isinstance(concerns, tuple) else concerns
    write(tmp_path / "concerns" / "home.yml", worries)
    return tmp_path


def write(path: Path, plain: object) -> None:
    """Text as it is, anything else as YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = plain if isinstance(plain, str) else dumped(plain)
    path.write_text(text, encoding="utf-8")


def dumped(plain: object) -> str:
    return yaml.safe_dump(plain, sort_keys=False, width=2000)


def found(path: Path) -> list[str]:
    return told(message_problems(path, world()))


def told(problems: Any) -> list[str]:
    return [f"{p.place}: {p.text}" for p in problems if p.level == "error"]


def test_enough_different_messages_have_no_problem(tmp_path: Path) -> None:
    assert found(folder(tmp_path)) == []


def test_a_file_that_is_no_yaml_is_named_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    broken = {"arson": "harm: [", "burn": "harm: ["}
    concerns = [{**WORRY, "route": "gone"}]
    problems = found(folder(tmp_path, broken, concerns))
    assert [one.partition(": ")[0] for one in problems] == [
        "concerns/home.yml",
        "danger/arson.yml",
        "danger/burn.yml",
    ]


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "danger" / "fire.yml").write_bytes("harm: l’eau".encode("cp1252"))
    [problem] = found(path)
    assert problem.startswith("danger/fire.yml: cannot be read: 'utf-8'")


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("- a list", "danger/fire.yml: begin with `harm:` and its name"),
        ({"harm": "fire", "grave": {}}, "danger/fire.yml: 'grave' is none of"),
        (
            {"harm": "fire", "urgent": {"self": [999]}},
            "danger/fire.yml: put quotes around 999",
        ),
        (
            {"harm": "fire", "urgent": {"self": "help"}},
            "danger/fire.yml: line 3: urgent: self is no list",
        ),
    ],
)
def test_a_file_of_another_shape_is_named(
    plain: object, text: str, tmp_path: Path
) -> None:
    [problem] = [p for p in found(folder(tmp_path, {"fire": plain})) if text in p]
    assert problem.startswith(text)


def test_a_voice_that_stands_twice_would_lose_its_first_messages(
    tmp_path: Path,
) -> None:
    twice = "harm: fire\nurgent:\n  self: [one]\n  self: [two]\n"
    assert (
        "danger/fire.yml: line 3: 'self' stands 2 times and only the last counts"
        in found(folder(tmp_path, {"fire": twice}))
    )


def test_a_worry_of_another_shape_is_named(tmp_path: Path) -> None:
    worries = [{**WORRY, "about": "cat"}, {**WORRY, "text": "he is", "door": "x"}]
    problems = found(folder(tmp_path, concerns=worries))
    assert [one.partition(": ")[0] for one in problems] == ["concerns/home.yml"] * 2
    assert [where.rpartition(" @ ")[2] for where in problems] == ["[1]", "[0].about"]


def test_messages_of_a_harm_without_rules_are_told(tmp_path: Path) -> None:
    problems = found(folder(tmp_path, {"flood": said("flood", *KINDS)}))
    assert problems == ["danger/flood.yml: there is no alarms/flood.yml"]


def test_too_few_messages_of_a_kind_are_told(tmp_path: Path) -> None:
    few = {**said("fire", "emergency", "lookalike"), **said("x", "urgent", count=19)}
    problems = found(folder(tmp_path, {"fire": {**few, "harm": "fire"}}))
    assert problems == ["danger/fire.yml: 19 urgent messages"]


def test_a_harm_without_any_message_is_told_for_each_kind(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "danger" / "fire.yml").unlink()
    assert found(path) == [
        "danger/fire.yml: 0 emergency messages",
        "danger/fire.yml: 0 lookalike messages",
        "danger/fire.yml: 0 urgent messages",
    ]


def test_danger_of_no_harm_is_told(tmp_path: Path) -> None:
    plain = said("none", "emergency", "lookalike")
    problems = found(folder(tmp_path, {"none": plain}))
    assert problems == ["danger/none.yml: emergency messages of no harm"]


@pytest.mark.parametrize("again", ["Fire URGENT number 3!", "fire  urgent number 3"])
def test_the_same_message_in_two_files_is_told_with_both_lines(
    again: str, tmp_path: Path
) -> None:
    plain = {"harm": "none", "lookalike": {"public": [again]}}
    problems = found(folder(tmp_path, {"other": plain}))
    assert problems == [
        "danger/other.yml: line 4: the same words stand in danger/fire.yml: line 29"
    ]


def test_a_worry_that_is_danger_as_well_is_told(tmp_path: Path) -> None:
    both = {**WORRY, "text": "Fire emergency, number 0."}
    problems = found(folder(tmp_path, concerns=(WORRY, both)))
    assert problems == [
        "concerns/home.yml: line 6: the same words stand in danger/fire.yml: line 4"
    ]


def test_the_same_worry_twice_is_told(tmp_path: Path) -> None:
    again = {**WORRY, "text": "She is not eating."}
    [problem] = found(folder(tmp_path, concerns=(WORRY, again)))
    assert problem.endswith("the same words stand in concerns/home.yml: line 1")


def test_messages_too_long_or_without_words_are_told(tmp_path: Path) -> None:
    plain = {"harm": "none", "lookalike": {"public": ["ab " * 334, "?!"]}}
    assert found(folder(tmp_path, {"other": plain})) == [
        "danger/other.yml: line 4: 1001 characters",
        "danger/other.yml: line 5: holds no words",
    ]


@pytest.mark.parametrize("worry", [{"route": "gone"}, {"also": ["door", "gone"]}])
def test_an_unknown_door_is_told(worry: dict[str, Any], tmp_path: Path) -> None:
    problems = found(folder(tmp_path, concerns=({**WORRY, **worry},)))
    assert problems == ["concerns/home.yml: line 1: unknown route 'gone'"]


@pytest.mark.parametrize("worry", [{"route": "panel"}, {"also": ["panel"]}])
def test_the_public_is_not_sent_to_a_door_of_professionals(
    worry: dict[str, Any], tmp_path: Path
) -> None:
    public = {**WORRY, **worry}
    [problem] = found(folder(tmp_path, concerns=(public,)))
    assert problem.endswith("route 'panel' is for professionals only")
    professional = {**public, "audience": "professional"}
    assert found(folder(tmp_path, concerns=(professional,))) == []


def language(**changes: Any) -> Language:
    wording = {
        key: Translation(f"Zadzwoń 999: {key}", "Ring 999.", "Interpreter service")
        for key in WORDING
    }
    plain = Language(
        code="pl",
        name="Polish",
        own_name="Polski",
        direction="ltr",
        wording=wording,
        alarms={"fire": {"emergency": ("dom|mieszkanie .. płonie|pali_się",)}},
    )
    return replace(plain, **changes)


def about(one: Language, name: str = "pl") -> list[Problem]:
    return list(language_problems(world(languages={name: one})))


def hearing(phrase: str) -> list[Problem]:
    return about(language(alarms={"fire": {"urgent": (phrase,)}}))


def test_a_language_that_is_whole_and_checked_has_no_problem() -> None:
    assert about(language()) == []


def test_a_harm_that_no_rule_knows_is_told() -> None:
    [problem] = about(language(alarms={"flood": {"urgent": ("woda",)}}))
    assert problem.text == "there is no alarms/flood.yml"


@pytest.mark.parametrize("key", WORDING)
def test_a_missing_wording_is_told(key: str) -> None:
    wording = dict(language().wording)
    del wording[key]
    [problem] = about(language(wording=wording))
    assert problem.text == f"no wording {key!r}"


def test_an_emergency_wording_without_999_is_told() -> None:
    wording = {**language().wording, "emergency": Translation("Pomoc", "x", "x")}
    [problem] = about(language(wording=wording))
    assert problem.text == "the emergency wording lacks 999"


def test_a_code_other_than_the_name_of_the_file_is_told() -> None:
    [problem] = about(language(), "po")
    assert (problem.place, problem.text) == ("languages/po.yml", "its code is 'pl'")


def test_sentences_nobody_checked_await_a_native_speaker_once_a_language() -> None:
    unread = {
        key: replace(text, checked_by="") if key in WORDING[:2] else text
        for key, text in language().wording.items()
    }
    [problem] = about(language(wording=unread))
    assert problem.level == "awaits"
    assert problem.text == "2 sentences of Polish await a check by a native speaker"


@pytest.mark.parametrize(
    "phrase",
    ["dom? płonie*", "救 命", "mam|mamy_nóż .. ... pomocy", "l'incendie", "a_*"],
)
def test_a_phrase_that_hears_its_own_words_is_fine(phrase: str) -> None:
    assert hearing(phrase) == []


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("", "is heard in every message"),
        ("pomoc?", "is heard in every message"),
        ("...", "is heard in every message"),
        ("<weapon>", "names a set"),
        ("płonie*_dom|pożar", "does not hear 'płonie* dom'"),
        ("dom|kto-to", "does not hear"),
    ],
)
def test_a_phrase_that_cannot_work_is_told(phrase: str, text: str) -> None:
    [problem] = hearing(phrase)
    assert problem.place == "languages/pl.yml: fire/urgent"
    assert text in problem.text


def words(**changes: str) -> list[str]:
    harm = replace(world().alarms.harms["fire"], advice=("Get out and stay out.",))
    held = world(words={**world().words, **changes}, alarms=Alarms({"fire": harm}))
    return told(alarm_word_problems(held))


def test_the_own_words_of_an_alarm_are_short_and_hold_999() -> None:
    assert words() == []


@pytest.mark.parametrize("level", ["emergency", "urgent"])
@pytest.mark.parametrize("end", ["public", "professional_again"])
def test_words_of_an_alarm_without_999_are_told(level: str, end: str) -> None:
    key = f"{level}.{end}"
    assert words(**{key: "Ring now."}) == [f"words.yml: {key}: 999 is missing"]


def test_the_advice_of_a_harm_counts_among_the_words_of_an_emergency() -> None:
    text = "Ring 999 " + "now " * 34
    assert words(**{"urgent.public": text, "emergency.above": text}) == []
    assert words(**{"emergency.public": text}) == [
        'words.yml: emergency.public: 41 words with "Get out and stay out."'
    ]
    assert words(**{"urgent.public": f"{text} now now now now now"}) == [
        "words.yml: urgent.public: 41 words"
    ]


def test_the_checker_asks_all_of_it() -> None:
    held = world(
        languages={"pl": language(alarms={"flood": {}})},
        words={**world().words, "urgent.public": "Ring."},
    )
    texts = {problem.text for problem in check(held, date(2026, 11, 22))}
    assert {"there is no alarms/flood.yml", "999 is missing"} <= texts


def test_a_rule_that_is_heard_in_every_message_is_told() -> None:
    rules = {"burning": AlarmRule("emergency", ("fire?",))}
    held = world(alarms=Alarms({"fire": Harm("Fire", ("night",), rules)}))
    places = {problem.place for problem in check(held, date(2026, 11, 22))}
    assert "alarms: fire/burning" in places


def test_the_own_messages_and_languages_have_no_problem() -> None:
    held = read_or_raise()
    assert told(message_problems(BUNDLED, held)) == []
    assert told(language_problems(held)) == []


def test_the_command_tells_what_awaits_somebody_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["check"])
    lines = capsys.readouterr().out.splitlines()
    assert any("sentences of Polish await a check" in line for line in lines)
    [contacts] = [line for line in lines if line.startswith("Await confirmation")]
    assert "languages" not in contacts
