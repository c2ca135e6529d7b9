"""The public widget in trouble: whatever is down, there is 999 and somebody to ring."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.widget_page import WidgetPage
from tests.browser.widget_site import WidgetSite

FRAME = "**/widget?*"
MASSH = "a[href='tel:01612176028']"
KNIFE = "he's got a knife and he's in the house"


@pytest.fixture
def killed(widgets: WidgetSite) -> Iterator[WidgetSite]:
    widgets.answering.turn_off()
    yield widgets
    widgets.answering.turn_on()


def _stands_in(widget: WidgetPage) -> None:
    expect(widget.stand_in).to_contain_text("The chat cannot be reached")
    expect(widget.stand_in.locator(MASSH)).to_be_visible()
    expect(widget.panel.get_by_role("link", name="Ring 999")).to_be_in_viewport()
    expect(widget.leave).to_be_in_viewport()


def test_without_the_gateway_the_contacts_stand_in_until_it_is_back(
    widget: WidgetPage,
) -> None:
    widget.visit().page.route(FRAME, lambda route: route.abort())
    widget.button.click()
    _stands_in(widget)
    widget.page.unroute(FRAME)
    widget.stand_in.get_by_role("button", name="Try again").click()
    expect(widget.message("notice")).to_be_visible()
    expect(widget.stand_in).to_have_count(0)


def test_a_gateway_with_a_fault_is_none(widget: WidgetPage) -> None:
    widget.visit().page.route(FRAME, lambda route: route.fulfill(status=502, body="?"))
    widget.button.click()
    _stands_in(widget)


def test_a_gateway_that_never_answers_is_not_waited_for(widget: WidgetPage) -> None:
    page = widget.page
    page.clock.install()
    page.route(FRAME, lambda _route: None)
    widget.visit().button.click()
    expect(widget.panel.get_by_text("The chat is opening")).to_be_visible()
    page.clock.fast_forward(6001)
    _stands_in(widget)


def test_without_a_connection_the_contacts_are_there_at_once(
    widget: WidgetPage,
) -> None:
    page = widget.page
    page.clock.install()
    widget.visit()
    page.context.set_offline(True)
    page.clock.pause_at("2100-01-01")
    widget.button.click()
    _stands_in(widget)


def test_with_the_databases_and_the_service_down_the_frame_shows_contacts(
    widget: WidgetPage,
) -> None:
    widget.visit().page.route("**/api/**", lambda route: route.fulfill(status=500))
    widget.button.click()
    failure = widget.frame.locator(".message.failure")
    expect(failure.locator(MASSH).first).to_be_visible()


def test_a_slow_answer_is_awaited_and_said(widget: WidgetPage) -> None:
    widget.open().send("slow massh")
    expect(widget.frame.locator(".waiting")).to_be_visible()
    expect(widget.message("answer")).to_be_visible()


def test_a_lost_connection_keeps_what_was_typed(widget: WidgetPage) -> None:
    page = widget.open().page
    page.route("**/messages", lambda route: route.abort())
    widget.send("massh")
    expect(widget.frame.locator(".message.failure")).to_contain_text("connection")
    page.unroute("**/messages")
    widget.frame.get_by_role("button", name="Try again").click()
    expect(widget.message("answer")).to_be_visible()
    expect(widget.frame.locator(".message.said")).to_have_count(1)


def test_switched_off_it_says_so_and_shows_the_contacts(
    widget: WidgetPage, killed: WidgetSite
) -> None:
    del killed
    widget.visit().button.click()
    expect(widget.frame.get_by_text("Questions cannot be answered")).to_be_visible()
    expect(widget.frame.locator(MASSH)).to_be_visible()
    expect(widget.box).to_have_count(0)


def test_switched_off_in_a_talk_it_still_hears_danger(
    widget: WidgetPage, widgets: WidgetSite
) -> None:
    widget.open().ask("massh")
    widgets.answering.turn_off()
    try:
        off = widget.ask("massh", "unavailable")
        expect(off).to_contain_text("Questions cannot be answered")
        expect(off.locator(MASSH).first).to_be_visible()
        widget.ask(KNIFE, "emergency")
    finally:
        widgets.answering.turn_on()
    widget.ask("massh")


def test_without_script_its_page_has_contacts_the_way_out_and_a_form(
    browser: Browser, widgets: WidgetSite
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{widgets.gateway}/widget")
    expect(page.locator(MASSH)).to_be_visible()
    expect(page.get_by_role("link", name="Ring 999")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave this page now")).to_have_attribute(
        "href", "https://www.bbc.co.uk/weather"
    )
    form = page.get_by_role("link", name="plain page")
    expect(form).to_have_attribute("href", "/ask")
    context.close()


def test_the_warnings_are_there_before_a_word_is_typed(
    page: Page, widget: WidgetPage
) -> None:
    del page
    widget.open()
    widget.frame.get_by_text("Is someone watching what you do?").click()
    warnings = widget.frame.locator(".safety li")
    expect(warnings.filter(has_text="phone bill")).to_be_visible()
    expect(warnings.filter(has_text="history")).to_be_visible()
