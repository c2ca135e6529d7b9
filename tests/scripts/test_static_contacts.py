"""The page of contacts needs nothing but itself."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from html import unescape
from pathlib import Path

import pytest

from knowledge.knowledge_base import KnowledgeBase
from knowledge.reading import read_or_raise
from scripts.static_contacts import contacts_page, main

MOMENT = datetime(2026, 11, 23, 10, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return KnowledgeBase(read_or_raise())


@pytest.fixture(scope="module")
def page(base: KnowledgeBase) -> str:
    return contacts_page(base, MOMENT)


def test_it_has_every_contact_of_the_public_and_no_other(
    base: KnowledgeBase, page: str
) -> None:
    shown = set(re.findall(r'data-contact="(\w+)"', page))
    assert shown == {card.id for card in base.directory.all("public", MOMENT)}
    for card in base.directory.all("public", MOMENT):
        assert card.name in unescape(page)
        assert card.phone is None or card.phone in page


def test_999_comes_first_and_stays(page: str) -> None:
    body = page.partition("<body>")[2]
    assert body.index('href="tel:999"') < body.index("data-contact")
    assert re.findall(r'data-contact="(\w+)"', body)[0] == "emergency_999"
    assert "position: sticky" in page


def test_it_asks_for_nothing(page: str) -> None:
    assert "<script" not in page
    assert not re.search(
        r'\bsrc=|url\(|@import|<link(?! rel="icon" href="data:,")', page
    )
    assert "default-src 'none'" in unescape(page)


def test_it_says_nothing_that_changes_with_the_hour(
    base: KnowledgeBase, page: str
) -> None:
    night = contacts_page(base, MOMENT.replace(hour=23))
    assert night == page


def test_the_command_writes_the_page_and_the_script(tmp_path: Path) -> None:
    assert main([str(tmp_path / "deep" / "folder")]) == 0
    page = (tmp_path / "deep" / "folder" / "index.html").read_text("utf-8")
    assert page.lstrip().startswith("<!doctype html>")
    assert "0161 217 6028" in (tmp_path / "deep" / "folder" / "widget.js").read_text()
