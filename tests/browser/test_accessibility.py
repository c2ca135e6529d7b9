"""Axe finds nothing on any state of the pages, and nobody is kept from any part."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from gateway.statement import read_statement
from tests.browser.axe import RULES, SCHEMES, violations
from tests.browser.chat_page import ChatPage
from tests.browser.site import MONDAY_MORNING
from tests.browser.states import STATES

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}
ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""1280 by 1024 at 400 percent."""
FOCUSABLE = "a[href], button, input:not([type=hidden]), textarea, summary"
HIDDEN = """(selector) => [...document.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => {
        each.focus();
        if (document.activeElement !== each) return false;
        const { left, right, top, bottom } = each.getBoundingClientRect();
        const places = [0.1, 0.5, 0.9].flatMap((part) => [0.1, 0.5, 0.9].map((down) => [
            left + (right - left) * part, top + (bottom - top) * down]));
        return !places.some(([x, y]) => {
            const found = document.elementFromPoint(x, y);
            const label = found?.closest("label");
            return found && (each.contains(found) || label?.contains(each));
        });
    })
    .map((each) => `${each.localName} ${each.textContent.trim().slice(0, 40)}`)"""
UNREACHED = """(selector) => {
    const all = [...document.querySelectorAll(selector)]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }))
        .filter((each) => each.tabIndex < 0 || each.disabled);
    return all.map((each) => each.outerHTML.slice(0, 80));
}"""
PRESSED = (
    "button, summary, input, label, :is(.ways, .danger, nav, .footer, .back, .area) a"
)
SMALL = """(selector) => [...document.querySelectorAll(selector)]
    .filter((each) => each.type !== "hidden" && each.checkVisibility())
    .map((each) => [each.textContent, each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
    .map(([text]) => text)"""
CLIPPED = """() => [...document.querySelectorAll("main *")]
    .filter((each) => each.checkVisibility() && !each.closest(".spoken, svg"))
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module", params=STATES)
def visited(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[Page]:
    """A page in one state, shared by the tests that look at it."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    page.clock.set_fixed_time(MONDAY_MORNING)
    STATES[request.param](ChatPage(page, address))
    yield page
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation(visited: Page, scheme: str) -> None:
    visited.set_viewport_size(WIDE)
    found = violations(visited, "dark" if scheme == "dark" else "light")
    visited.emulate_media(color_scheme="light")
    assert found.violations_count == 0, found.generate_report()


def test_small_screen_needs_no_sideways_scrolling(visited: Page) -> None:
    visited.set_viewport_size(PHONE)
    assert not ChatPage(visited, "").is_too_wide()
    assert visited.evaluate(CLIPPED) == []


def test_targets_are_large_enough(visited: Page) -> None:
    for screen in (WIDE, PHONE):
        visited.set_viewport_size(screen)
        assert visited.evaluate(SMALL, PRESSED) == []


def test_focus_is_never_hidden_behind_what_stays_in_place(visited: Page) -> None:
    for screen in (WIDE, PHONE, ZOOMED):
        visited.set_viewport_size(screen)
        assert visited.evaluate(HIDDEN, FOCUSABLE) == []


def test_every_control_can_be_reached_with_the_keyboard(visited: Page) -> None:
    visited.set_viewport_size(WIDE)
    assert visited.evaluate(UNREACHED, FOCUSABLE) == []


def test_nothing_moves_for_those_who_want_no_movement(visited: Page) -> None:
    moving = "document.getAnimations().filter((a) => a.playState === 'running').length"
    assert visited.evaluate(moving) == 0
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert visited.evaluate(behaviour) == "auto"


def test_statement_tells_of_these_states_and_no_fault() -> None:
    result = read_statement()
    assert result is not None, "run `python -m scripts.accessibility`"
    assert [each.state for each in result.states] == list(STATES)
    assert result.violations == 0
    assert (list(result.rules), result.schemes) == (RULES, SCHEMES)


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


def test_what_is_chosen_survives_forced_colours(browser: Browser, address: str) -> None:
    """A pressed button and the current page differ by more than their colour."""
    context = browser.new_context(forced_colors="active")
    chat = ChatPage(context.new_page(), address).open()
    edge = "(e) => getComputedStyle(e).borderTopWidth"
    chosen = chat.page.locator(".roles [aria-pressed='true']").evaluate(edge)
    other = chat.page.locator(".roles [aria-pressed='false']").first.evaluate(edge)
    assert chosen != other
    here = chat.page.locator("nav [aria-current]").evaluate(edge)
    assert here != chat.page.locator("nav a:not([aria-current])").first.evaluate(edge)
    context.close()
