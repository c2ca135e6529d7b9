"""The page shows all content, with what is wrong beside what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timezone
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from knowledge.check import check
from knowledge.content import Content
from knowledge.model import Source
from knowledge.problem import Problem
from knowledge.reading import read
from scripts.content_page.__main__ import main
from scripts.content_page.material import Material, read_material
from scripts.content_page.page import page
from scripts.content_page.sentences import trained_sentences, unseen_sentences
from scripts.content_page.talks import Talk, read_talks
from scripts.settings import ROOT
from tests.knowledge.small_world import (
    PUBLIC_PANEL,
    area,
    contact,
    content,
    counted,
    figure,
    point,
)

MOMENT = datetime(2026, 11, 23, 10, tzinfo=timezone.utc)
FIRST, SECOND = "panel/definition", "panel/criteria"
MARKUP = "\"><script>alert('x')</script><img src=x onerror=y>"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the project's own content, as `make content` writes it."""
    file = tmp_path_factory.mktemp("made") / "deep" / "content.html"
    assert main([str(file)]) == 0
    return file.read_text(encoding="utf-8")


def drawn(held: Content, **changes: Any) -> str:
    plain = Material(held, MOMENT, tuple(check(held, MOMENT.date())))
    return page(replace(plain, **changes))


def points(**changes: Any) -> Content:
    """The small content with another first point."""
    both = {"definition": point(**changes), "criteria": area().points["criteria"]}
    return content(areas={"panel": area(points=both)})


def article(text: str, topic: str) -> str:
    found = re.search(rf'<article[^>]* id="{topic}".*?</article>', text, re.DOTALL)
    assert found, f"{topic} is not on the page"
    return found[0]


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_every_answer_is_on_the_page(whole: str) -> None:
    held, _ = read()
    for topic, own_area, own in held.topics():
        found = unescape(article(whole, topic))
        assert own.ask in found and own_area.owner in found, topic


def test_every_contact_is_on_the_page(whole: str) -> None:
    held, _ = read()
    assert all(f'<tr id="contact:{name}">' in whole for name in held.contacts)


def test_every_link_within_the_page_leads_somewhere(whole: str) -> None:
    ids = re.findall(r' id="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', whole)) <= set(ids)


def test_the_page_needs_nothing_but_itself(whole: str) -> None:
    assert not re.search(r"<link|<iframe|\ssrc=|@import|url\(", whole)


def test_an_error_stands_beside_its_answer_and_at_the_top() -> None:
    text = drawn(points(sources=()))
    assert "no source. Name the source" in article(text, FIRST)
    assert "no source" not in article(text, SECOND)
    assert f'<a href="#{FIRST}">answers/panel.yml: definition</a>' in text


def test_an_error_in_the_words_of_one_audience_names_it() -> None:
    held = points(public=replace(PUBLIC_PANEL, contacts=("nowhere",)))
    found = article(drawn(held), FIRST)
    assert re.search(r"<b>The public:</b> unknown contact &#39;nowhere&#39;", found)
    assert re.search(r'<code>nowhere</code> <span class="badge error">', found)


def test_an_error_without_a_place_of_its_own_stands_at_the_top() -> None:
    problem = Problem("error", "words.yml: a.b", "too long", "Shorten it")
    assert "too long. Shorten it" not in drawn(content())
    assert re.search(r"words\.yml: a\.b</th>", drawn(content(), problems=(problem,)))


def test_an_error_of_a_contact_stands_in_its_row() -> None:
    held = content()
    doors = {**held.contacts, "door": contact(status="verify_first")}
    text = drawn(replace(held, contacts=doors))
    row = text.partition('<tr id="contact:door">')[2].partition("</tr>")[0]
    assert "verify_first without a reason" in row


def test_a_review_that_is_due_is_marked() -> None:
    late = area(reviewed_on=date(2026, 1, 1), review_by=date(2026, 11, 22))
    assert "overdue" in article(drawn(content(areas={"panel": late})), FIRST)
    assert "overdue" not in article(drawn(content()), FIRST)


def test_contacts_that_nobody_confirmed_are_listed() -> None:
    assert "Contacts that await confirmation (3)" in drawn(content())


def test_audiences_stand_side_by_side_where_they_differ() -> None:
    text = drawn(points(public=PUBLIC_PANEL))
    assert re.findall("<h4>(.*)</h4>", article(text, FIRST)) == [
        "Professionals read",
        "The public reads",
    ]
    assert re.findall("<h4>(.*)</h4>", article(text, SECOND)) == ["Everyone reads"]


def test_lists_steps_and_judgement_look_as_in_the_chat() -> None:
    found = article(drawn(content()), SECOND)
    assert "<ul><li>one</li><li>two</li></ul>" in found
    assert "<ol><li>Ring.</li></ol>" in found
    assert '<p class="judgement">' in found


def test_contacts_say_whom_they_are_shown_to() -> None:
    held = points(contacts=("door", "night"))
    doors = {
        **held.contacts,
        "night": contact(name="Night", status="withheld", status_reason="Old."),
    }
    found = article(drawn(replace(held, contacts=doors)), FIRST)
    assert re.findall(r"<td>(Everyone|Nobody)</td>", found) == ["Everyone", "Nobody"]


def test_figures_bring_their_numbers_and_sources() -> None:
    held = counted()
    sources = {**held.sources, "plan": Source("The plan", "2023", "medium")}
    figures = {**held.figures, "goal": figure(label="Goal", source="plan")}
    text = drawn(replace(held, sources=sources, figures=figures))
    found = article(text, "panel/figures")
    assert "Drawn: Visits (5 values" in found
    assert "The plan" in found
    assert "The plan" not in article(text, SECOND)


def test_too_few_sentences_are_marked() -> None:
    enough = {FIRST: tuple("abcdefghijkl")}, {FIRST: tuple("abc")}
    text = drawn(content(), training=enough[0], tests=enough[1])
    assert "12 training sentences" in article(text, FIRST)
    assert "fewer than" not in article(text, FIRST)
    assert "fewer than 12" in article(text, SECOND)
    assert "fewer than 3" in article(text, SECOND)


def test_talks_that_name_an_answer_stand_with_it() -> None:
    talks = {FIRST: (Talk("a nurse asks", "tests/conversations/panel.yml"),)}
    text = drawn(content(), talks=talks)
    assert "a nurse asks" in article(text, FIRST)
    assert "No test talk names it." in article(text, SECOND)


def test_markup_in_the_content_is_only_text() -> None:
    held = points(
        summary=MARKUP,
        label=MARKUP,
        ask=MARKUP,
        doubt=MARKUP,
        contacts=("door", MARKUP),
        routes=("door", MARKUP),
        related=(MARKUP,),
    )
    held = replace(
        held,
        contacts={**held.contacts, "door": contact(name=MARKUP, phone=MARKUP)},
        sources={"page": Source(MARKUP, MARKUP, "high", "javascript:alert(1)")},
        words={**held.words, "some.words": MARKUP},
    )
    said = {FIRST: (MARKUP,)}
    text = drawn(held, training=said, tests=said, talks={FIRST: (Talk(MARKUP, "f"),)})
    assert "<script>alert" not in text
    assert "<img" not in text
    assert 'href="javascript:' not in text
    assert "&lt;script&gt;alert" in article(text, FIRST)


def test_sentences_and_talks_are_gathered_by_topic(tmp_path: Path) -> None:
    nlu = (
        "nlu:\n"
        "- intent: ask\n  metadata: {topic: a/b}\n  examples: |\n    - one\n    - two\n"
        "- intent: ask\n  metadata: {point: b}\n  examples: |\n    - bare\n"
        "- intent: greet\n  examples: |\n    - hello\n"
    )
    turns = "[{say: x, topic: a/b}, {say: y, topic: [a/b, a/c]}, {say: z}]"
    files = {
        "data/nlu/a.yml": nlu,
        "tests/nlu/a.yml": "a/b: [three]",
        "tests/nlu/intents.yml": "greet: [hi]",
        "tests/conversations/a.yml": f"- talk: first\n  turns: {turns}",
    }
    root, problems = write(tmp_path, files), list[Problem]()
    first = Talk("first", "tests/conversations/a.yml")
    assert trained_sentences(root, problems.append) == {"a/b": ("one", "two")}
    assert unseen_sentences(root, problems.append) == {"a/b": ("three",)}
    assert read_talks(root, problems.append) == {"a/b": (first,), "a/c": (first,)}
    assert not problems


@pytest.mark.parametrize("text", ["nlu: [", "- a list", "nlu: [{intent: 1}, 2]", ""])
def test_a_broken_file_is_told_and_the_rest_is_read(text: str, tmp_path: Path) -> None:
    good = "nlu: [{metadata: {topic: a/b}, examples: '- one'}]"
    root = write(tmp_path, {"data/nlu/a.yml": text, "data/nlu/b.yml": good})
    problems: list[Problem] = []
    assert trained_sentences(root, problems.append) == {"a/b": ("one",)}
    assert [problem.place for problem in problems] == ["data/nlu/a.yml"]


def test_sentences_of_a_topic_without_an_answer_are_told(tmp_path: Path) -> None:
    root = write(tmp_path, {"tests/nlu/a.yml": "a/gone: [three]"})
    (root / "knowledge").mkdir()
    (root / "knowledge" / "content").symlink_to(ROOT / "knowledge" / "content")
    problems = read_material(root, MOMENT).problems
    assert "'a/gone' has no answer" in {problem.text for problem in problems}
