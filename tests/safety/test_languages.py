"""Danger in other languages is heard, and no English message is taken for foreign."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from knowledge.danger import DangerWords, read_danger, read_messages
from knowledge.language import OTHER, Languages
from knowledge.reading import BUNDLED, read_or_raise
from knowledge.watch import Watch

HERE = Path(__file__).parent
ALARMED = 0.95
"""Share of emergencies and urgent messages of a language that must raise an alarm."""
AS_EMERGENCY = 0.75
"""Share of emergencies answered as such (9 to 11 of 12 when it was set)."""


@lru_cache(maxsize=1)
def watch() -> Watch:
    content = read_or_raise()
    return Watch(
        content.alarms, Languages(content.languages), DangerWords(read_danger(BUNDLED))
    )


@lru_cache(maxsize=1)
def messages() -> dict[str, dict[str, list[dict[str, str]]]]:
    read: dict[str, dict[str, list[dict[str, str]]]] = yaml.safe_load(
        (HERE / "languages.yml").read_text(encoding="utf-8")
    )
    return read


@pytest.mark.parametrize("code", sorted(read_or_raise().languages))
def test_danger_is_heard_in(code: str) -> None:
    kinds = messages()[code]
    heard = {
        kind: [watch().hear(said["text"]) for said in kinds[kind]]
        for kind in ("emergency", "urgent")
    }
    every = [alarm for alarms in heard.values() for alarm in alarms]
    emergencies = [a for a in heard["emergency"] if a and a.level == "emergency"]
    assert sum(a is not None and not a.alike for a in every) >= ALARMED * len(every)
    assert len(emergencies) >= AS_EMERGENCY * len(heard["emergency"])


@pytest.mark.parametrize("code", sorted(read_or_raise().languages))
def test_an_ordinary_question_is_no_emergency_in(code: str) -> None:
    """It is answered as urgent, as nobody can read it."""
    said = [message["text"] for message in messages()[code]["neutral"]]
    alarms = [watch().hear(text) for text in said]
    assert all(a is None or a.level == "urgent" for a in alarms)


def test_english_is_not_taken_for_another_language() -> None:
    content = read_or_raise()
    words = DangerWords(read_danger(BUNDLED))
    languages = Languages(content.languages)
    taken = [
        (message.text, code)
        for message in read_messages(HERE / "messages")
        if (code := languages.notice(message.text, words.weigh(message.text).known))
    ]
    assert taken == []


def test_a_language_nobody_wrote_words_for_still_leads_to_999() -> None:
    alarm = watch().hear("Mon mari me frappe, venez vite s'il vous plaît")
    assert alarm is not None
    assert (alarm.level, alarm.language) == ("urgent", OTHER)
