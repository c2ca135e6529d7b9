"""What the gateway serves for the public widget, with the project's own content."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gateway.app import create_app
from gateway.bundle import bundle, modules
from gateway.errors import SettingsError
from gateway.journal import Journal
from gateway.privacy import Privacy
from gateway.settings import Settings, load_settings
from gateway.widget import STATIC, widget_script
from knowledge.content import Content
from knowledge.knowledge_base import KnowledgeBase
from knowledge.library import Library
from knowledge.reading import read_or_raise
from tests.gateway.world import MONDAY, FakeRasa, FakeStore, client_of

SITE = "https://www.stockport.example"
MARKUP = "</script><script>alert('x')</script>\u2028"


class Edition(FakeStore):
    """The project's content, and another after a renewal."""

    def __init__(self) -> None:
        self.number = 1
        self.content = read_or_raise()

    def edition(self) -> str:
        return str(self.number)

    def load(self) -> Content:
        return self.content

    def renew(self, key: str, text: str) -> None:
        self.content.words[key] = text
        self.number += 1


@pytest.fixture
def edition() -> Edition:
    return Edition()


@pytest.fixture
async def client(tmp_path: Path, edition: Edition) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(
        Settings(data=tmp_path, widget_origins=(SITE,)),
        library=Library(edition, read_or_raise, fresh_for=0),
        rasa=FakeRasa(),
        privacy=Privacy(lambda: (), Journal()),
        clock=lambda: MONDAY,
    )
    async with client_of(app) as made:
        yield made


def _baked(script: str) -> dict[str, object]:
    line = next(one for one in script.splitlines() if one.startswith("const PAGE = "))
    page: dict[str, object] = json.loads(line[len("const PAGE = ") : -1])
    return page


async def test_the_script_brings_999_and_the_main_contacts(
    client: httpx.AsyncClient,
) -> None:
    found = await client.get("/widget.js")
    assert found.headers["content-type"].startswith("text/javascript")
    assert found.headers["cross-origin-resource-policy"] == "cross-origin"
    page = _baked(found.text)
    assert page["emergency"] == "999"
    contacts = page["contacts"]
    assert isinstance(contacts, list)
    assert {"0161 217 6028", "101"} <= {contact["phone"] for contact in contacts}


async def test_renewed_content_is_in_the_script_at_once(
    client: httpx.AsyncClient, edition: Edition
) -> None:
    before = await client.get("/widget.js")
    edition.renew("widget.title", "Need a hand?")
    after = await client.get("/widget.js")
    assert "Need a hand?" in after.text
    assert before.headers["etag"] != after.headers["etag"]


async def test_what_a_browser_holds_is_not_sent_again(
    client: httpx.AsyncClient,
) -> None:
    tag = (await client.get("/widget.js")).headers["etag"]
    again = await client.get("/widget.js", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/widget.js", "/widget", "/static/chat.mjs"])
async def test_it_travels_compressed(client: httpx.AsyncClient, path: str) -> None:
    found = await client.get(path, headers={"accept-encoding": "gzip"})
    assert found.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in found.headers["vary"].lower()


async def test_replies_are_not_compressed(client: httpx.AsyncClient) -> None:
    found = await client.get("/api/v1/contacts", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in found.headers


async def test_only_listed_sites_may_frame_it(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/widget")).headers["content-security-policy"]
    assert f"frame-ancestors 'self' {SITE}" in policy
    assert "unsafe" not in policy
    other = (await client.get("/health/live")).headers["content-security-policy"]
    assert "frame-ancestors 'none'" in other


async def test_neither_sets_a_cookie_nor_may_be_kept(
    client: httpx.AsyncClient,
) -> None:
    frame = await client.get("/widget")
    assert frame.headers["cache-control"] == "no-store"
    for found in (frame, await client.get("/widget.js")):
        assert "set-cookie" not in found.headers


async def test_the_frame_holds_nothing_for_professionals(
    client: httpx.AsyncClient, edition: Edition
) -> None:
    text = (await client.get("/widget")).text
    base = KnowledgeBase(edition.content)
    for contact in base.directory.all("professional", MONDAY):
        if not base.directory.may_see(contact.id, "public"):
            assert f'"{contact.id}"' not in text


@pytest.mark.parametrize("lang", ["xx", "../..", "<i>"])
async def test_a_language_nobody_wrote_words_for_is_english(
    client: httpx.AsyncClient, lang: str
) -> None:
    found = await client.get("/widget", params={"lang": lang})
    assert 'class="passage"' not in found.text
    assert "<i>" not in found.text


async def test_words_with_markup_stay_words(
    client: httpx.AsyncClient, edition: Edition
) -> None:
    edition.renew("widget.text", MARKUP)
    edition.renew("page.start.text", MARKUP)
    assert "alert('x')</script>" not in (await client.get("/widget")).text


def test_a_module_is_joined_once_and_before_what_imports_it(tmp_path: Path) -> None:
    (tmp_path / "a.mjs").write_text(
        'import { b } from "./b.mjs";\nimport {\n  c,\n} from "./c.mjs";\nb(c);\n'
    )
    (tmp_path / "b.mjs").write_text(
        'import { c } from "./c.mjs";\nexport const b = (x) => x + c;\n'
    )
    (tmp_path / "c.mjs").write_text("export const c = 1;\n")
    joined = bundle(tmp_path / "a.mjs")
    assert joined == "const c = 1;\nconst b = (x) => x + c;\nb(c);\n"


def test_no_two_modules_of_the_script_declare_the_same_name() -> None:
    names = [
        name
        for path in modules(STATIC / "widget" / "help.mjs")
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:const|class|function) (\w+)",
            path.read_text("utf-8"),
            re.M,
        )
    ]
    assert len(names) > 20
    assert sorted(names) == sorted(set(names))


def test_the_script_needs_no_charset_of_its_host() -> None:
    script = widget_script(KnowledgeBase(read_or_raise()), MONDAY, "https://a.example")
    assert script.isascii()


@pytest.mark.parametrize(
    "origin",
    [
        "http://www.stockport.example",
        "https://www.stockport.example/",
        "*",
        "https://*.example",
        "'none'; script-src *",
    ],
)
def test_an_origin_that_is_none_is_refused_at_the_start(origin: str) -> None:
    with pytest.raises(SettingsError, match="SAFEGUARDING_WIDGET_ORIGINS"):
        load_settings(widget_origins=origin)


def test_origins_stand_apart_by_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEGUARDING_WIDGET_ORIGINS", f"{SITE} http://localhost:81")
    assert load_settings().widget_origins == (SITE, "http://localhost:81")


def test_the_neutral_page_must_be_secure() -> None:
    with pytest.raises(SettingsError, match="SAFEGUARDING_LEAVE_TO"):
        load_settings(leave_to="javascript:alert(1)")
