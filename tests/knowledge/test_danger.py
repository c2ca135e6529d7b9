"""Danger heard in words: how messages are read, and how they weigh."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.danger import (
    NO_HARM,
    TOLD,
    DangerMessage,
    DangerWords,
    read_danger,
    read_messages,
)
from knowledge.errors import ContentError

BOILER = """\
harm: fire
emergency:
  self:
    - the boiler is on fire
  silent:
urgent:
  child:
    - he says he will burn the shed
lookalike:
  public:
    - who mends a boiler?
concern:
  relative:
    - she never locks the shed
"""
WORRY = "- {text: Gran is alone, audience: public, about: adult, route: door}\n"


def message(text: str, kind: str, harm: str = "violence") -> DangerMessage:
    return DangerMessage(text, kind, "self", harm)


def learned() -> DangerWords:
    return DangerWords(
        [
            message("he is kicking the door in", "emergency"),
            message("the kitchen is burning", "emergency", "fire"),
            message("he said he will find me", "urgent"),
            message("what is the policy on doors", "lookalike"),
            message("my uncle keeps too many cats", "concern", NO_HARM),
        ]
    )


def write(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_message_keeps_its_kind_its_voice_and_its_harm(tmp_path: Path) -> None:
    write(tmp_path, "fire.yml", BOILER)
    assert read_messages(tmp_path) == [
        DangerMessage("the boiler is on fire", "emergency", "self", "fire"),
        DangerMessage("he says he will burn the shed", "urgent", "child", "fire"),
        DangerMessage("who mends a boiler?", "lookalike", "public", "fire"),
        DangerMessage("she never locks the shed", "concern", "relative", "fire"),
    ]


def test_only_emergencies_and_urgent_messages_have_a_level(tmp_path: Path) -> None:
    write(tmp_path, "fire.yml", BOILER)
    levels = [found.level for found in read_messages(tmp_path)]
    assert levels == ["emergency", "urgent", None, None]


def test_worries_are_read_beside_danger_as_none(tmp_path: Path) -> None:
    write(tmp_path, "danger/fire.yml", BOILER)
    write(tmp_path, "concerns/adults.yml", WORRY)
    *_, last = read_danger(tmp_path)
    assert last == DangerMessage("Gran is alone", TOLD, "", NO_HARM)
    assert last.level is None


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("harm: fire\nemergency: [", "not valid YAML"),
        ("", "begin with `harm:`"),
        ("- a list", "begin with `harm:`"),
        ("emergency: {self: [help]}", "begin with `harm:`"),
        ("harm: fire\npanic: {self: [help]}", "'panic' is none of emergency, urgent"),
        ("harm: fire\nemergency: [help]", "'emergency' is none of .* with voices"),
        ("harm: fire\nemergency: {self: [999]}", "put quotes around 999"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_remedy(
    tmp_path: Path, text: str, remedy: str
) -> None:
    write(tmp_path, "fire.yml", text)
    with pytest.raises(ContentError, match=rf"fire\.yml: {remedy}"):
        read_messages(tmp_path)


def test_danger_weighs_above_nothing_and_a_look_alike_below() -> None:
    words = learned()
    assert words.weigh("he is kicking the door").danger > 0
    assert words.weigh("the policy on doors").danger < 0
    assert words.weigh("too many cats").danger < 0


def test_an_emergency_leans_to_one_and_an_urgent_message_away() -> None:
    words = learned()
    assert words.weigh("kicking the door in").emergency > 0
    assert words.weigh("he said he will find me").emergency < 0


def test_the_likeliest_harm_is_named() -> None:
    words = learned()
    assert words.weigh("burning kitchen").harm == "fire"
    assert words.weigh("kicking").harm == "violence"


def test_an_urgent_message_is_danger_as_much_as_an_emergency() -> None:
    assert learned().weigh("he will find me").danger > 0


@pytest.mark.parametrize("text", ["", "?!", "zebra piano"])
def test_an_empty_or_unknown_text_weighs_nothing(text: str) -> None:
    weighed = learned().weigh(text)
    assert (weighed.danger, weighed.emergency, weighed.harm) == (0.0, 0.0, NO_HARM)


@pytest.mark.parametrize(
    ("text", "known"),
    [("", 1.0), ("kicking", 1.0), ("kicking zebra", 0.5), ("zebra piano", 0.0)],
)
def test_the_share_of_known_words_is_told(text: str, known: float) -> None:
    assert learned().weigh(text).known == known


def test_the_order_of_words_counts() -> None:
    words = DangerWords(
        [message("he bit her", "emergency"), message("her bit he", "lookalike")]
    )
    assert words.weigh("he bit her").danger > 0 > words.weigh("her bit he").danger


def test_a_word_between_does_not_part_a_pair() -> None:
    words = DangerWords(
        [message("he bit her", "emergency"), message("her bit he", "lookalike")]
    )
    assert words.weigh("he really her").danger > 0


def test_a_word_said_twice_weighs_once() -> None:
    words = learned()
    once, twice = words.weigh("kicking"), words.weigh("kicking ... kicking")
    assert once.danger == twice.danger


def test_spelling_by_case_marks_and_apostrophes_is_one() -> None:
    words = DangerWords([message("he's kicking off!", "emergency")])
    assert words.weigh("HES KICKING OFF") == words.weigh("he’s kicking, off")


def test_nothing_learned_weighs_nothing() -> None:
    assert DangerWords([]).weigh("he is kicking the door in").danger == 0.0


def test_a_worry_told_counts_less_where_the_words_are_alone() -> None:
    said = [
        DangerMessage("he hits her every night", "emergency", "self", "violence"),
        DangerMessage("he hits her now and then", TOLD, "", NO_HARM),
        DangerMessage("she paints her door", "lookalike", "self", "violence"),
    ]
    text = "he hits her now"
    alone, beside = DangerWords(said), DangerWords(said, told=1.0)
    assert alone.weigh(text).danger > beside.weigh(text).danger
