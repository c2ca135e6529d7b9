"""Every state of the public widget can be seen, read, reached and used by everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.site import MONDAY_MORNING
from tests.browser.widget_page import WidgetPage, neutral
from tests.browser.widget_site import WidgetSite

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KNIFE = "he's got a knife and he's in the house"
SMALL = """() => {
  const small = [];
  const walk = (node) => {
    for (const each of node.querySelectorAll("*")) {
      if (each.shadowRoot) walk(each.shadowRoot);
      if (!each.matches("button, summary, .ways a, .danger a, .contacts a")) continue;
      const { width, height } = each.getBoundingClientRect();
      if (width && (width < 24 || height < 24)) small.push(each.outerHTML.slice(0, 80));
    }
  };
  walk(document);
  return small;
}"""
WIDE = (
    "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
)
MOVING = "() => document.getAnimations().length"
State = Callable[[WidgetPage], None]


def _closed(widget: WidgetPage) -> None:
    widget.visit()


def _opened(widget: WidgetPage) -> None:
    widget.open()
    widget.frame.locator(".safety summary").click()


def _opened_in_urdu(widget: WidgetPage) -> None:
    widget.open("/?lang=ur")


def _coloured(widget: WidgetPage) -> None:
    widget.open("/?colour=%23ffdd00&position=left")


def _answer(widget: WidgetPage) -> None:
    answer = widget.open().ask("massh")
    answer.locator("details.sources summary").click()


def _emergency(widget: WidgetPage) -> None:
    widget.open().ask(KNIFE, "emergency")


def _question(widget: WidgetPage) -> None:
    widget.open().ask("which one?", "question")


def _waiting(widget: WidgetPage) -> None:
    widget.open().page.route("**/messages", lambda _route: None)
    widget.send("massh")
    expect(widget.frame.locator(".waiting")).to_be_visible()


def _failure(widget: WidgetPage) -> None:
    widget.open().page.route("**/messages", lambda route: route.abort())
    widget.send("massh")
    expect(widget.frame.locator(".message.failure")).to_be_visible()


def _half_way_out(widget: WidgetPage) -> None:
    widget.open().box.press("Shift")
    expect(widget.status).not_to_be_empty()


def _opening(widget: WidgetPage) -> None:
    widget.visit().page.route("**/widget?*", lambda _route: None)
    widget.button.click()
    expect(widget.panel.locator(".waiting")).to_be_visible()


def _offline(widget: WidgetPage) -> None:
    widget.visit().page.route("**/widget?*", lambda route: route.abort())
    widget.button.click()
    expect(widget.stand_in).to_be_visible()


def _killed(widget: WidgetPage) -> None:
    widget.site.answering.turn_off()
    try:
        widget.visit().button.click()
        expect(widget.frame.locator(".contact").first).to_be_visible()
    finally:
        widget.site.answering.turn_on()


def _own_page(widget: WidgetPage) -> None:
    widget.page.goto(f"{widget.site.gateway}/widget")
    expect(widget.page.locator(".message[data-kind='notice']")).to_be_visible()


STATES: tuple[State, ...] = (
    *(_closed, _opened, _opened_in_urdu, _coloured, _answer, _emergency, _question),
    *(_waiting, _failure, _half_way_out, _opening, _offline, _killed, _own_page),
)


@pytest.fixture
def still(browser: Browser, widgets: WidgetSite) -> Iterator[WidgetPage]:
    """For somebody who wants no movement."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.clock.set_fixed_time(MONDAY_MORNING)
    neutral(context)
    yield WidgetPage(page, widgets)
    context.close()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__[1:])
def test_state_has_no_violation_no_small_target_and_no_sideways_scrolling(
    still: WidgetPage, state: State
) -> None:
    state(still)
    page = still.page
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        for frame in _frames(page):
            found = Axe().run(frame, options={"runOnly": RULES})
            assert found.violations_count == 0, found.generate_report()
    assert not any(frame.evaluate(MOVING) for frame in _frames(page))
    assert [small for frame in _frames(page) for small in frame.evaluate(SMALL)] == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert not any(frame.evaluate(WIDE) for frame in _frames(page))


def test_at_four_hundred_percent_999_the_way_out_and_the_box_can_be_reached(
    still: WidgetPage,
) -> None:
    still.page.set_viewport_size({"width": 320, "height": 256})
    still.open().ask("massh")
    expect(still.panel.get_by_role("link", name="Ring 999")).to_be_in_viewport(ratio=1)
    expect(still.leave).to_be_in_viewport(ratio=1)
    expect(still.close).to_be_in_viewport(ratio=1)
    frame = still.panel.locator("iframe").bounding_box()
    assert frame is not None and frame["height"] >= 256 / 3
    still.box.scroll_into_view_if_needed()
    expect(still.box).to_be_in_viewport()
    assert not any(each.evaluate(WIDE) for each in _frames(still.page))


def test_forced_colours_leave_every_control_an_edge(
    browser: Browser, widgets: WidgetSite
) -> None:
    context = browser.new_context(forced_colors="active")
    neutral(context)
    widget = WidgetPage(context.new_page(), widgets)
    for control in (widget.visit().button, widget.open().leave):
        width = "(e) => parseFloat(getComputedStyle(e).borderTopWidth)"
        assert control.evaluate(width) >= 1
        colour = (
            "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        ink, ground = control.evaluate(colour)
        assert ink != ground
    context.close()


def test_a_new_message_is_announced_once_and_alone(still: WidgetPage) -> None:
    still.open().ask("massh")
    log = still.frame.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    live = still.frame.locator("[aria-live]:not([aria-live='off']), [role='status']")
    spoken = [each.inner_text() for each in live.all() if "MASSH" in each.inner_text()]
    assert len(spoken) == 1
    expect(still.status).to_be_empty()


def _frames(page: Page) -> list[Frame]:
    """The page and, where it came, the widget's frame."""
    return [frame for frame in page.frames if frame.url.startswith("http")]
