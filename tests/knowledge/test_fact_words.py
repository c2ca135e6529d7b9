"""Facts in words: labelled sentences, the small language, what contradicts itself."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.errors import ContentError
from knowledge.fact_words import (
    REPLY,
    FactPhrases,
    FactWords,
    ValueWords,
    read_fact_words,
)
from knowledge.facts import FACTS
from knowledge.reading import BUNDLED

SENTENCES = Path(__file__).with_name("fact_words.yml")
LEAST_SENTENCES = 300
PRECISION = 0.97
RECALL = {
    # The rest of the worries about a child or an adult is the trained model's to tell.
    "about": 0.3,
    "about_self": 0.75,
    "consent": 0.9,
    "danger": 0.85,
    "died": 0.9,
    "harm": 0.88,
    "lives": 0.85,
    "needs": 0.9,
    "open": 0.9,
    "protect": 0.9,
    "reply": 0.95,
    "suspect": 0.8,
    "threshold": 0.9,
}


@cache
def own() -> FactWords:
    return read_fact_words(BUNDLED)


@cache
def sentences() -> list[dict[str, Any]]:
    plain: list[dict[str, Any]] = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return plain


def found(words: FactWords, text: str) -> dict[str, str]:
    return {one.fact: one.value for one in words.find(text)}


def phrases(choose: str = "only", **values: ValueWords) -> FactWords:
    return FactWords({"harm": FactPhrases(values, choose)})  # type: ignore[arg-type]


def test_every_sentence_is_labelled_with_facts_that_exist() -> None:
    texts = [row["text"] for row in sentences()]
    assert len(set(texts)) == len(texts) >= LEAST_SENTENCES
    for row in sentences():
        for fact, value in row.get("facts", {}).items():
            assert fact == REPLY or value in FACTS[fact], row["text"]


def test_what_is_found_is_right() -> None:
    right, wrong = 0, []
    for row in sentences():
        for fact, value in found(own(), row["text"]).items():
            if row.get("facts", {}).get(fact) == value:
                right += 1
            else:
                wrong.append((fact, value, row["text"]))
    assert right / (right + len(wrong)) >= PRECISION, wrong


def test_what_is_said_is_found() -> None:
    said, heard = Counter[str](), Counter[str]()
    for row in sentences():
        facts = found(own(), row["text"])
        for fact, value in row.get("facts", {}).items():
            said[fact] += 1
            heard[fact] += facts.get(fact) == value
    assert set(said) == set(RECALL)
    low = {f: heard[f] / said[f] for f in said if heard[f] / said[f] < RECALL[f]}
    assert not low


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She's 17, and scared", "She's 17"),
        ("He  is a child of 9!", "child of 9"),
        ("«worried» about a toddler…", "worried» about a toddler"),
    ],
)
def test_a_fact_stands_where_its_words_stand(text: str, words: str) -> None:
    [about] = [one for one in own().find(text) if one.fact == "about"]
    assert text[about.start : about.end] == words


def test_where_words_change_their_number_the_whole_message_is_the_place() -> None:
    text = "½ of it is about a child"  # one sign, which reads as two words
    [about] = [one for one in own().find(text) if one.fact == "about"]
    assert (about.start, about.end) == (0, len(text))


def test_a_message_that_contradicts_itself_states_nothing() -> None:
    words = phrases(hurt=ValueWords(say=("hits",)), money=ValueWords(say=("card",)))
    assert found(words, "he hits her") == {"harm": "hurt"}
    assert found(words, "he hits her and has her card") == {}


def test_the_first_of_several_values_counts_where_the_file_says_so() -> None:
    words = phrases(
        "first", money=ValueWords(say=("card",)), hurt=ValueWords(say=("hits",))
    )
    assert found(words, "he hits her and has her card") == {"harm": "money"}


def test_an_exception_holds_for_the_whole_message() -> None:
    words = phrases(hurt=ValueWords(say=("hits",), unless=("hits the bottle",)))
    assert found(words, "he hits the bottle") == {}


def test_a_whole_phrase_needs_the_whole_message_and_a_beginning_its_start() -> None:
    words = phrases(
        hurt=ValueWords(whole=("no",)), money=ValueWords(begins=("not really",))
    )
    assert found(words, "No!") == {"harm": "hurt"}
    assert found(words, "no money") == {}
    assert found(words, "not really, she has it") == {"harm": "money"}
    assert found(words, "she is not really sure") == {}


def write(folder: Path, name: str, text: str) -> None:
    path = folder / "facts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("values: {hurt: {say: [<nobody> hits]}}", "word set <nobody> is not defined"),
        ("values: {hurt: {shout: [hits]}}", "harm.yml"),
        ("- hits", "harm.yml: the file is not a mapping"),
        ("values: [", "harm.yml: not valid YAML"),
    ],
)
def test_a_fault_names_the_file(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "facts" / "shared").mkdir(parents=True)
    write(tmp_path, "shared/sets.yml", "he: [he, she]")
    write(tmp_path, "harm.yml", text)
    with pytest.raises(ContentError, match=told):
        read_fact_words(tmp_path)
