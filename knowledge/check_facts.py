"""Rules for the phrases by which facts are heard, and for questions that ask them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge.content import Content
from knowledge.errors import ContentError
from knowledge.fact_words import FOLDER, REPLIES, REPLY, FactWords, read_fact_words
from knowledge.facts import FACTS
from knowledge.problem import Problem

_ANSWERS = ("yes", "no", "unsure")


def fact_problems(folder: Path, content: Content) -> list[Problem]:
    """Of `facts/` in a content folder, and of the buttons of `question.<fact>`."""
    try:
        words = read_fact_words(folder)
    except ContentError as error:
        return [
            Problem("error", FOLDER, line, "See docs/content.md for the format")
            for line in str(error).splitlines()
        ]
    return sorted([*_named(words), *_everywhere(words), *_buttons(words, content)])


def _named(words: FactWords) -> Iterator[Problem]:
    """Every fact has its file, and every value its phrases; nothing else stands."""
    wanted: Mapping[str, tuple[str, ...]] = {**FACTS, REPLY: REPLIES}
    for fact in wanted:
        if fact not in words.facts:
            yield _error(fact, "the file is missing", "Say how the fact is told")
    for fact, phrases in words.facts.items():
        if fact not in wanted:
            yield _error(fact, "there is no such fact", "Name the file after a fact")
            continue
        for value in phrases.values:
            if value not in wanted[fact]:
                yield _error(fact, f"no value {value!r}", "Use a value of the fact")


def _everywhere(words: FactWords) -> Iterator[Problem]:
    for found in words.find(""):
        yield _error(
            found.fact,
            f"{found.value!r} is heard in every message",
            "Give its phrases a word that must be there",
        )


def _buttons(words: FactWords, content: Content) -> Iterator[Problem]:
    """A button that is not understood would be pressed in vain."""
    for key, said in content.words.items():
        question, fact, option, part = [*key.split("."), "", "", "", ""][:4]
        if question != "question" or fact not in FACTS or part != "say":
            continue
        found = {one.fact: one.value for one in words.find(said)}
        if fact not in found and found.get(REPLY) not in _ANSWERS:
            yield Problem(
                "error",
                f"words.yml: question.{fact}.{option}",
                f"{said!r} is no answer that is understood",
                f"Add its words to facts/{fact}.yml",
            )


def _error(fact: str, text: str, remedy: str) -> Problem:
    return Problem("error", f"{FOLDER}/{fact}.yml", text, remedy)
