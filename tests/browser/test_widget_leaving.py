"""Leaving in a hurry: covered first, erased, gone, and Back brings nothing back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, Request, Route, expect

from tests.browser.widget_page import WidgetPage

WEATHER = "https://www.bbc.co.uk/weather"
ACTS = ("cover", "erased", "replace")
WATCH = """
window.order = [];
const show = HTMLElement.prototype.showPopover;
HTMLElement.prototype.showPopover = function () {
  show.call(this);
  window.order.push(this.className);
};
navigation.addEventListener("navigate", ({ navigationType }) =>
  window.order.push(navigationType));
addEventListener("message", ({ data }) => window.order.push(data.safeguarding));
"""
CORNERS = """() => [[2, 2], [innerWidth - 3, 2], [2, innerHeight - 3],
    [innerWidth - 3, innerHeight - 3], [innerWidth / 2, innerHeight / 2],
    [innerWidth - 100, innerHeight - 100]].map(([x, y]) => {
      const root = document.elementFromPoint(x, y)?.shadowRoot;
      return root?.elementFromPoint(x, y)?.className ?? null;
    })"""


def _press_the_button(widget: WidgetPage) -> None:
    widget.leave.click()


def _shift_in_the_frame(widget: WidgetPage) -> None:
    for _ in range(3):
        widget.box.press("Shift")


def _shift_on_the_panel(widget: WidgetPage) -> None:
    for _ in range(3):
        widget.close.press("Shift")


def _stay_where_you_are(route: Route) -> None:
    """With "no content" a browser does not go, so what it leaves can be looked at."""
    route.fulfill(status=204)


every_way = pytest.mark.parametrize(
    "leave", [_press_the_button, _shift_in_the_frame, _shift_on_the_panel]
)


@every_way
def test_it_is_covered_then_erased_then_left(
    widget: WidgetPage, leave: Callable[[WidgetPage], None]
) -> None:
    page = widget.page
    page.add_init_script(WATCH)
    page.context.route(WEATHER, _stay_where_you_are)
    widget.open().ask("massh")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    with page.expect_request(WEATHER) as asked:
        leave(widget)
    expect(widget.cover).to_be_visible()
    assert set(page.evaluate(CORNERS)) == {"cover"}
    expect(page.locator("safeguarding-help iframe")).to_have_count(0)
    done = [act for act in page.evaluate("window.order") if act in ACTS]
    assert done == list(ACTS)
    assert [(each.method, each.url) for each in sent] == [
        ("DELETE", widget.conversation),
        ("GET", WEATHER),
    ]
    assert "referer" not in asked.value.headers
    widget.expect_erased()


def test_back_does_not_bring_it_back(widget: WidgetPage) -> None:
    page = widget.page
    page.goto(f"{widget.site.host}/before")
    widget.open().ask("massh")
    widget.leave.click()
    page.wait_for_url(WEATHER)
    page.go_back()
    expect(page).to_have_url(f"{widget.site.host}/before")
    expect(widget.panel).to_be_hidden()
    expect(widget.cover).to_be_hidden()
    expect(page.locator("safeguarding-help iframe")).to_have_count(0)


def test_a_page_that_the_browser_keeps_for_back_keeps_no_talk(
    widget: WidgetPage,
) -> None:
    page = widget.open().page
    widget.ask("massh")
    page.evaluate(
        "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
    )
    widget.expect_erased()
    expect(widget.panel).to_be_hidden()
    expect(page.locator("safeguarding-help iframe")).to_have_count(0)
    widget.button.click()
    expect(widget.message("notice")).to_be_visible()
    expect(widget.message("answer")).to_have_count(0)


def test_going_to_another_page_erases_too(widget: WidgetPage) -> None:
    page = widget.open().page
    widget.ask("massh")
    page.goto(f"{widget.site.host}/other")
    widget.expect_erased()


def test_each_press_of_shift_is_announced(widget: WidgetPage) -> None:
    widget.open()
    expect(widget.status).to_have_attribute("role", "status")
    widget.box.press("Shift")
    expect(widget.status).to_contain_text("2 more times")
    widget.box.press("Shift")
    expect(widget.status).to_contain_text("1 more time ")


def test_presses_too_far_apart_do_not_add_up(widget: WidgetPage) -> None:
    page = widget.page
    page.clock.install()
    widget.open()
    widget.close.press("Shift")
    widget.close.press("Shift")
    page.clock.fast_forward(5001)
    expect(widget.status).to_contain_text("You are still on this page")
    widget.close.press("Shift")
    expect(widget.status).to_contain_text("2 more times")
    expect(widget.cover).to_be_hidden()


def test_capital_letters_do_not_count(widget: WidgetPage) -> None:
    widget.open()
    for letter in "MASSH":
        widget.box.press(f"Shift+{letter}")
    expect(widget.box).to_have_value("MASSH")
    expect(widget.status).to_be_empty()
    expect(widget.cover).to_be_hidden()


def test_shift_on_a_page_whose_panel_is_closed_is_not_ours(widget: WidgetPage) -> None:
    search = widget.visit().page.get_by_role("searchbox")
    for _ in range(4):
        search.press("Shift")
    expect(widget.cover).to_be_hidden()
    expect(widget.page).to_have_url(f"{widget.site.host}/")


def test_the_page_may_not_ask_whether_to_stay(widget: WidgetPage) -> None:
    page = widget.open().page
    asked: list[Dialog] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())")
    widget.leave.click()
    page.wait_for_url(WEATHER)
    assert asked == []


def test_a_host_chooses_where_to_go(widget: WidgetPage) -> None:
    address = f"{widget.site.host}/weather"
    widget.open(f"/?leave-to={address}").leave.click()
    widget.page.wait_for_url(address)


def test_it_is_left_also_when_the_frame_never_came(widget: WidgetPage) -> None:
    page = widget.page
    page.route("**/widget?*", lambda route: route.abort())
    widget.visit().button.click()
    widget.leave.click()
    page.wait_for_url(WEATHER)


def test_the_page_of_its_own_is_left_as_the_panel_is(
    page: Page, widget: WidgetPage
) -> None:
    page.goto(f"{widget.site.gateway}/widget")
    expect(page.locator(".message[data-kind='notice']")).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Shift")
    expect(page.get_by_role("status").first).to_contain_text("1 more time ")
    with page.expect_request(lambda request: request.method == "DELETE") as erasure:
        page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)
    assert page.request.get(erasure.value.url).status == 404
    page.go_back()
    expect(page).not_to_have_url(f"{widget.site.gateway}/widget")
