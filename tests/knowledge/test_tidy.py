"""Tidying never lets a command through and never changes what is said."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.tidy import even, tidy


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("/restart", "\u2215restart"),
        (" \t/intent{}", "\u2215intent{}"),
        ("/ / /restart", "\u2215restart"),
        ("\u200b/restart", "\u2215restart"),
        ("\uff0frestart", "\u2215restart"),
        ("help\x00 me\x1b", "help me"),
        ("two\nlines\tand   spaces", "two lines and spaces"),
        ("he’s here", "he's here"),
        ("\u202ereversed", "reversed"),
        ("a/b and/or", "a/b and/or"),
        ("", ""),
    ],
)
def test_tidy(typed: str, tidied: str) -> None:
    assert tidy(typed) == tidied


@given(st.text())
def test_no_text_begins_with_a_slash_or_holds_a_control_character(text: str) -> None:
    tidied = tidy(text)
    assert not tidied.startswith(("/", "\\", " "))
    assert not any(unicodedata.category(c) == "Cc" for c in tidied)


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("typed", "evened"),
    [
        ("HE'S GOT A KNIFE!!!", "hes got a knife"),
        ("heeeelp me. please", "heelp me . please"),
        ("self-harm", "self harm"),
    ],
)
def test_even(typed: str, evened: str) -> None:
    assert even(typed) == evened
