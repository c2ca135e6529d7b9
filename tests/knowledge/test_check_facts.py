"""The rules for fact phrases: each fault is told with its file and its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.check_facts import fact_problems
from knowledge.content import Content
from knowledge.fact_words import REPLIES, REPLY
from knowledge.facts import FACTS
from knowledge.reading import BUNDLED, read_or_raise


def folder(path: Path, **files: str) -> Path:
    """Every fact with one phrase a value, but for the files given."""
    facts = path / "facts"
    (facts / "shared").mkdir(parents=True)
    (facts / "shared" / "sets.yml").write_text("{}", encoding="utf-8")
    for fact, values in {**FACTS, REPLY: REPLIES}.items():
        held = ", ".join(f'"{v}": {{say: [{fact}x {v}x]}}' for v in values)
        text = files.pop(fact, f"values: {{{held}}}")
        if text:
            (facts / f"{fact}.yml").write_text(text, encoding="utf-8")
    for name, text in files.items():
        (facts / f"{name}.yml").write_text(text, encoding="utf-8")
    return path


def told(path: Path, content: Content | None = None) -> list[str]:
    return [f"{p.place}: {p.text}" for p in fact_problems(path, content or Content())]


def test_the_projects_own_facts_keep_every_rule() -> None:
    assert fact_problems(BUNDLED, read_or_raise()) == []


def test_whole_facts_have_no_problem(tmp_path: Path) -> None:
    assert told(folder(tmp_path)) == []


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"harm": ""}, "facts/harm.yml: the file is missing"),
        ({"mood": "values: {}"}, "facts/mood.yml: there is no such fact"),
        (
            {"needs": "values: {maybe: {say: [perhaps]}}"},
            "facts/needs.yml: no value 'maybe'",
        ),
        (
            {"died": 'values: {"yes": {say: [".."]}}'},
            "facts/died.yml: 'yes' is heard in every message",
        ),
        ({"open": "values: ["}, "facts: open.yml: not valid YAML"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, files: dict[str, str], problem: str) -> None:
    assert any(line.startswith(problem) for line in told(folder(tmp_path, **files)))


def test_a_button_that_is_not_understood_is_told(tmp_path: Path) -> None:
    words = {"question.needs.option1.say": "Certainly so"}
    [line] = told(folder(tmp_path), Content(words=words))
    assert line.startswith("words.yml: question.needs.option1")
    words = {"question.needs.option1.say": "needsx yesx", "question.who.text": "Who?"}
    assert told(folder(tmp_path / "b"), Content(words=words)) == []
