"""The page shows what is said at an alarm, in English and in other languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timezone
from html import unescape

import pytest

from knowledge.alarm import AlarmRule, Alarms, Harm
from knowledge.check import check
from knowledge.content import Content
from knowledge.language import Language, Translation
from knowledge.problem import Problem
from knowledge.reading import read
from scripts.content_page.material import Material
from scripts.content_page.page import page
from scripts.settings import ROOT
from tests.knowledge.small_world import content

MOMENT = datetime(2026, 11, 23, 10, tzinfo=timezone.utc)
RULE = AlarmRule("emergency", ("house is on fire",))
FIRE = Harm("Fire", ("night",), {"burning": RULE}, advice=("Get out.",))
POLISH = Language(
    code="pl",
    name="Polish",
    own_name="Polski",
    direction="ltr",
    wording={
        "emergency": Translation("Zadzwoń 999.", "Ring 999.", "Interpreter service"),
        "machine": Translation("Jestem maszyną.", "I am a machine."),
    },
    alarms={"fire": {"emergency": ("pożar", "pali_się"), "urgent": ("dym",)}},
    common=("jest", "nie"),
)


def world(harm: Harm = FIRE, language: Language = POLISH) -> Content:
    return content(alarms=Alarms({"fire": harm}), languages={"pl": language})


def drawn(held: Content, *more: Problem) -> str:
    problems = (*check(held, MOMENT.date()), *more)
    return unescape(page(Material(held, MOMENT, problems)))


def article(text: str, name: str) -> str:
    found = re.search(rf'<article[^>]* id="{name}".*?</article>', text, re.DOTALL)
    assert found, f"{name} is not on the page"
    return found[0]


def test_every_harm_shows_both_levels_for_both_audiences() -> None:
    found = article(drawn(world()), "alarm:fire")
    assert re.findall("<h4>(.*)</h4>", found) == [
        "Emergency: Professionals read",
        "Emergency: The public reads",
        "Urgent: Professionals read",
        "Urgent: The public reads",
    ]


@pytest.mark.parametrize("level", ["emergency", "urgent"])
@pytest.mark.parametrize("audience", ["public", "professional"])
def test_a_reply_stands_with_what_is_said_the_next_time(
    level: str, audience: str
) -> None:
    held = world()
    found = article(drawn(held), "alarm:fire")
    assert f"<p>{held.word(f'{level}.{audience}')}</p>" in found
    assert f"<p>{held.word(f'{level}.{audience}_again')}</p>" in found


def test_advice_and_contacts_stand_with_the_reply() -> None:
    found = article(drawn(world()), "alarm:fire")
    assert "<p>Get out.</p>" in found
    assert '<a class="button" href="#contact:night">Night line</a>' in found


def test_a_sentence_stands_with_its_meaning_and_who_checked_it() -> None:
    found = article(drawn(world()), "language:pl")
    assert '<td lang="pl" dir="ltr">Zadzwoń 999.</td><td>Ring 999.</td>' in found
    assert "<td>Interpreter service</td>" in found
    assert found.count("nobody yet") == 1
    assert "2 emergency phrases" in found and "1 urgent phrases" in found


def test_sentences_nobody_checked_are_counted_at_the_top() -> None:
    assert "1 sentences await a native speaker" in drawn(world())


def test_what_is_wrong_with_a_language_stands_with_it() -> None:
    found = article(drawn(world()), "language:pl")
    assert "no wording 'contacts'" in found


def test_what_is_wrong_with_a_harm_or_its_messages_stands_with_it() -> None:
    few = Problem("error", "danger/fire.yml", "0 urgent messages", "Write more")
    found = article(drawn(world(replace(FIRE, contacts=())), few), "alarm:fire")
    assert "no contact" in found and "0 urgent messages" in found


def test_every_own_harm_and_language_is_on_the_page() -> None:
    held, _ = read(ROOT / "knowledge" / "content")
    text = drawn(held)
    for harm in held.alarms.harms:
        article(text, f"alarm:{harm}")
    for name, language in held.languages.items():
        found = article(text, f"language:{name}")
        for said in language.wording.values():
            assert said.text in found and said.means in found, name
