"""The public widget on a host page, as a person uses it."""

from __future__ import annotations

import time

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from tests.browser.widget_site import WidgetSite

OPEN_EYES = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  return attach.call(this, { ...options, mode: "open" });
};
"""
"""Lets a test see into the closed shadow root; the element itself does not change."""
PATIENCE = 5.0
TITLE = "Worried about someone?"


class WidgetPage:
    """Acts as a person would and points at what they would look at."""

    def __init__(self, page: Page, site: WidgetSite) -> None:
        page.set_default_timeout(10_000)
        page.add_init_script(OPEN_EYES)
        self.page = page
        self.conversation = ""
        self.site = site

    @property
    def button(self) -> Locator:
        return self.page.locator("safeguarding-help button.open")

    @property
    def panel(self) -> Locator:
        return self.page.locator("safeguarding-help dialog")

    @property
    def cover(self) -> Locator:
        return self.page.locator("safeguarding-help .cover")

    @property
    def status(self) -> Locator:
        return self.panel.locator(".status")

    @property
    def leave(self) -> Locator:
        return self.panel.get_by_role("button", name="Leave this page now")

    @property
    def close(self) -> Locator:
        return self.panel.get_by_role("button", name="Close")

    @property
    def stand_in(self) -> Locator:
        return self.panel.locator("section.contacts")

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("safeguarding-help iframe")

    @property
    def box(self) -> Locator:
        return self.frame.get_by_role("textbox", name="Your question")

    def message(self, kind: str) -> Locator:
        return self.frame.locator(f".message[data-kind='{kind}']").last

    def visit(self, path: str = "/") -> WidgetPage:
        self.page.goto(self.site.host + path)
        expect(self.button).to_be_visible()
        return self

    def open(self, path: str = "/") -> WidgetPage:
        self.visit(path)
        with self.page.expect_response("**/api/v1/conversations") as begun:
            self.button.click()
        self.conversation = f"{begun.value.url}/{begun.value.json()['id']}"
        expect(self.message("notice")).to_be_visible()
        return self

    def expect_erased(self) -> None:
        """Asks the gateway: a browser does not tell what a removed frame sends."""
        end = time.monotonic() + PATIENCE
        while self.page.request.get(self.conversation).status != 404:
            assert time.monotonic() < end, "the conversation is still there"
            time.sleep(0.05)

    def send(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")

    def ask(self, text: str, kind: str = "answer") -> Locator:
        """Sends and waits for one more message of a kind."""
        found = self.frame.locator(f".message[data-kind='{kind}']")
        before = found.count()
        self.send(text)
        expect(found).to_have_count(before + 1)
        return found.last


def neutral(context: BrowserContext, address: str = "https://www.bbc.co.uk/**") -> None:
    """A stand-in for the neutral site, which tests never ask for."""
    context.route(
        address,
        lambda route: route.fulfill(content_type="text/html", body="<p>Weather</p>"),
    )
