"""What a person looks for is found however it is written."""

from __future__ import annotations

import pytest

from gateway.search import Search, plain


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", True),
        ("massh", True),
        ("MASSH child", True),
        ("childrens", True),
        ("children’s", True),
        ("0161 217", True),
        ("01612176028", True),
        ("café", True),
        ("adult", False),
        ("massh adult", False),
    ],
)
def test_every_word_must_stand_somewhere(typed: str, found: bool) -> None:
    texts = ("MASSH, the children's team", "0161 217 6028 01612176028", "Cafe")
    assert Search(typed).finds(*texts) is found


def test_text_is_made_plain() -> None:
    assert plain("  Clare's   LAW, Wrocław and Ångström ") == (
        "clares law, wrocław and angstrom"
    )
