"""Axe finds nothing on any state of the pages, and nothing needs sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_page import ChatPage

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _start(chat: ChatPage) -> None:
    chat.open()


def _answer(chat: ChatPage) -> None:
    answer = chat.open().ask("what are the MAARS criteria?")
    answer.locator("details.sources summary").click()
    for about in answer.locator("details.about summary").all():
        about.click()


def _emergency(chat: ChatPage) -> None:
    chat.open().ask("he has a knife", "emergency")


def _question(chat: ChatPage) -> None:
    chat.open().ask("which one?", "question")


def _figures(chat: ChatPage) -> None:
    answer = chat.open().ask("the figures?")
    answer.locator("details.numbers summary").click()


def _waiting(chat: ChatPage) -> None:
    chat.open().send("slow")
    expect(chat.page.locator(".waiting")).to_be_visible()


def _too_long(chat: ChatPage) -> None:
    chat.open().send("a" * 1001)


def _failure(chat: ChatPage) -> None:
    chat.page.route("**/messages", lambda route: route.abort())
    chat.open().send("what are the MAARS criteria?")
    expect(chat.failure).to_be_visible()


def _directory(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/contacts")


STATES: tuple[Callable[[ChatPage], None], ...] = (
    _start,
    _answer,
    _emergency,
    _question,
    _figures,
    _waiting,
    _too_long,
    _failure,
    _directory,
)
every_state = pytest.mark.parametrize(
    "state", STATES, ids=lambda state: state.__name__[1:]
)


@every_state
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_violation(
    page: Page, address: str, state: Callable[[ChatPage], None], colours: str
) -> None:
    page.emulate_media(
        color_scheme="dark" if colours == "dark" else "light", reduced_motion="reduce"
    )
    state(ChatPage(page, address))
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


@every_state
def test_small_screen_needs_no_sideways_scrolling(
    page: Page, address: str, state: Callable[[ChatPage], None]
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    chat = ChatPage(page, address)
    state(chat)
    assert not chat.is_too_wide()


@every_state
def test_targets_are_large_enough(
    page: Page, address: str, state: Callable[[ChatPage], None]
) -> None:
    state(ChatPage(page, address))
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                "button, summary, .ways a, .danger a, nav a")]
            .map((each) => [each.textContent, each.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([text]) => text)"""
    )
    assert small == []


def test_zoomed_in_only_the_999_bar_stays_in_the_way(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    chat = ChatPage(page, address)
    chat.open().ask("what are the MAARS criteria?")
    position = "getComputedStyle(document.querySelector('.composer')).position"
    assert page.evaluate(position) == "static"
    assert page.locator(".danger").evaluate("(bar) => bar.offsetHeight") <= 64
    assert not chat.is_too_wide()


def test_chart_survives_forced_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    chat = ChatPage(context.new_page(), address)
    answer = chat.open().ask("the figures?")
    fill = "(part) => getComputedStyle(part).fill"
    bar = answer.locator(".chart rect").first.evaluate(fill)
    words = answer.locator(".chart text").first.evaluate(fill)
    paper = answer.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert bar == words != paper
    context.close()


def test_words_survive_forced_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    chat = ChatPage(context.new_page(), address)
    chat.open().ask("massh")
    expect(chat.contact("massh").locator(".state")).to_have_text("Open now")
    expect(chat.contact("massh").locator(".state svg")).to_be_visible()
    context.close()
