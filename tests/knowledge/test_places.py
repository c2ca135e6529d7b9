"""Places outside Stockport are noticed, and only there."""

from __future__ import annotations

import pytest

from knowledge.places import elsewhere

PLACES = ["Manchester", "Tameside", "Cheshire East", "Cheshire"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("my niece lives in tameside", "Tameside"),
        ("the Cheshire East number", "Cheshire East"),
        ("social services in Manchester please", "Manchester"),
        ("moved from Stockport to Tameside", None),
        ("is greater manchester police open", None),
        ("she lives on Manchester Road", None),
        ("nothing here", None),
        ("", None),
    ],
)
def test_elsewhere(text: str, place: str | None) -> None:
    assert elsewhere(text, PLACES) == place


def test_no_places_find_nothing() -> None:
    assert elsewhere("in tameside", []) is None
