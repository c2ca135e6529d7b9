"""Whom a worry is about, from words, model and doors."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from actions.hearing import about
from knowledge.model import Route
from knowledge.reading import read_or_raise


@pytest.fixture(scope="module")
def routes() -> Mapping[str, Route]:
    return read_or_raise().routes


@pytest.mark.parametrize(
    ("whom", "guessed", "doors", "found"),
    [
        ("child", "child", [], "child"),
        (None, "adult", [], "adult"),
        ("child", "adult", [], "unclear"),
        (None, "adult", [("massh_children", 0.6)], "unclear"),
        ("adult", "adult", [("massh_children", 0.7)], "unclear"),
        (None, "adult", [("massh_children", 0.3)], "adult"),
        (None, "adult", [("massh_children", 0.5), ("section42", 0.4)], "adult"),
        (None, "both", [("massh_children", 0.9)], "both"),
        (None, "", [], "unclear"),
        (None, "child", [("prevent", 0.9)], "child"),
    ],
)
def test_words_model_and_doors_must_not_contradict_each_other(
    routes: Mapping[str, Route],
    whom: str | None,
    guessed: str,
    doors: list[tuple[str, float]],
    found: str,
) -> None:
    assert about(whom, guessed, doors, routes) == found
