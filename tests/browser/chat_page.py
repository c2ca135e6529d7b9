"""The chat page as a person uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000
"""Milliseconds; the first reply of a process waits for much to be read."""


class ChatPage:
    """Acts as a person would and points at what they would look at."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your question")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def said(self) -> Locator:
        return self.page.locator(".message.said")

    @property
    def failure(self) -> Locator:
        return self.page.locator(".message.failure")

    def message(self, kind: str) -> Locator:
        """The newest message of a kind."""
        return self.page.locator(f".message[data-kind='{kind}']").last

    def contact(self, name: str) -> Locator:
        return self.page.locator(f"[data-contact='{name}']").last

    def open(self, path: str = "/") -> ChatPage:
        self.page.goto(self.address + path)
        expect(self.message("notice")).to_be_visible()
        return self

    def send(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")

    def ask(self, text: str, kind: str = "answer") -> Locator:
        """Sends and waits for one more message of a kind."""
        found = self.page.locator(f".message[data-kind='{kind}']")
        before = found.count()
        self.send(text)
        expect(found).to_have_count(before + 1, timeout=PATIENCE)
        return found.last

    def is_too_wide(self) -> bool:
        """True where a person would have to scroll sideways."""
        root = self.page.locator("html")
        return bool(root.evaluate("(root) => root.scrollWidth > root.clientWidth"))
