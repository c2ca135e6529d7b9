"""The pages as the server writes them: who sees what, and what is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import HTTPConnection

from gateway import pages
from gateway.drawing import ASIDES, opens
from gateway.identity import Identity, NoIdentity, Person
from gateway.pages import pages_router
from gateway.text_block import dialled
from knowledge.content import Content
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store
from tests.browser.site import served

GATEWAY = Path(pages.__file__).parent
NAMED = {
    "static": re.compile(r"""say\("([a-z_.]+[a-z])"[,)]"""),
    "templates": re.compile(r"""word\("([a-z_.]+[a-z])"[,)]"""),
}
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)


class FakeIdentity:
    """Everybody is a professional."""

    def admits(self, _connection: HTTPConnection) -> bool:
        return True

    def person(self, _connection: HTTPConnection) -> Person | None:
        return Person("somebody")


@pytest.fixture(scope="module")
def content() -> Content:
    return read_or_raise()


def test_nobody_signed_in_is_led_to_the_public_directory(
    content: Content, tmp_path: Path
) -> None:
    with _client(content, NoIdentity(), tmp_path) as client:
        response = client.get("/")
        assert (response.status_code, response.headers["location"]) == (
            303,
            "/contacts",
        )
        assert client.get("/contacts").status_code == 200


def test_public_directory_lacks_what_is_for_professionals(
    content: Content, tmp_path: Path
) -> None:
    hidden = {
        name
        for name, contact in content.contacts.items()
        if contact.audience == "professional" or contact.status != "ready"
    }
    withheld = {n for n, c in content.contacts.items() if c.status == "withheld"}
    with _client(content, NoIdentity(), tmp_path) as client:
        public = client.get("/contacts").text
    with _client(content, FakeIdentity(), tmp_path) as client:
        professional = client.get("/contacts").text
    assert [n for n in hidden if f'data-contact="{n}"' in public] == []
    assert [
        n for n in hidden - withheld if f'data-contact="{n}"' not in professional
    ] == []
    assert [n for n in withheld if f'data-contact="{n}"' in professional] == []


def test_999_is_the_first_contact_of_every_directory(
    content: Content, tmp_path: Path
) -> None:
    for identity in (NoIdentity(), FakeIdentity()):
        with _client(content, identity, tmp_path) as client:
            page = client.get("/contacts").text
        assert page.split('data-contact="')[1].startswith("emergency_999")


def test_content_is_never_markup_nor_script(content: Content, tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script>"
    massh = replace(content.contacts["massh"], name=evil, url="javascript:alert(1)")
    changed = replace(content, contacts={**content.contacts, "massh": massh})
    with _client(changed, FakeIdentity(), tmp_path) as client:
        for path in ("/", "/contacts"):
            page = client.get(path).text
            assert evil not in page
            assert 'href="javascript' not in page


def test_static_files_stay_in_their_folder(content: Content, tmp_path: Path) -> None:
    with _client(content, FakeIdentity(), tmp_path) as client:
        script = client.get("/static/chat.mjs")
        assert script.headers["content-type"].startswith(
            ("text/javascript", "application/javascript")
        )
        again = client.get(
            "/static/chat.mjs", headers={"if-none-match": script.headers["etag"]}
        )
        assert again.status_code == 304
        assert client.get("/static/%2e%2e/pages.py").status_code == 404


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2026, 11, 24, 8, 30, tzinfo=timezone.utc), ("Tuesday", "8:30am")),
        (
            datetime(2026, 12, 1, 13, 0, tzinfo=timezone.utc),
            ("Tuesday 1 December", "1pm"),
        ),
        (datetime(2027, 6, 1, 8, 0, tzinfo=timezone.utc), ("Tuesday 1 June", "9am")),
    ],
)
def test_next_opening_is_said_in_local_time(
    then: datetime, words: tuple[str, str]
) -> None:
    assert opens(then, MONDAY) == words


def test_number_to_dial_holds_no_spaces() -> None:
    assert dialled("0161 217 6028") == "tel:01612176028"
    assert dialled("+44 (0)161 217") == "tel:+440161217"
    assert dialled("999", "sms") == "sms:999"


def test_every_word_that_a_page_names_is_in_the_content(content: Content) -> None:
    held = {key.removeprefix("page.") for key in content.words}
    for folder, pattern in (("static", "*.mjs"), ("templates", "*.html")):
        for path in sorted((GATEWAY / folder).glob(pattern)):
            named = set(NAMED[folder].findall(path.read_text(encoding="utf-8")))
            assert named - held - set(ASIDES) == set(), path.name


@contextmanager
def _client(
    content: Content, identity: Identity, folder: Path
) -> Iterator[httpx.Client]:
    app = FastAPI()
    library = Library(Store(f"sqlite:///{folder / 'none.db'}"), lambda: content)
    app.include_router(pages_router(library, lambda: MONDAY, identity))
    with (
        served(app) as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        yield client
