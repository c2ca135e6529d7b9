"""The page in a real browser before the whole service: what a new user does first."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.chat_page import ChatPage
from tests.system.conftest import Whole


def test_a_new_user_asks_and_then_is_in_danger(whole: Whole, browser: Browser) -> None:
    chat = ChatPage(browser.new_page(), whole.address).open()
    answer = chat.ask("does this man meet the MAARS criteria?")
    expect(answer).to_contain_text("self-neglect")
    expect(answer).to_contain_text("professional judgement")
    expect(answer.locator("details").first).to_be_attached()
    expect(answer.locator("a[href='tel:01612176029']").first).to_be_visible()
    danger = chat.ask("he's got a knife and he's in the house", kind="emergency")
    expect(danger).to_contain_text("999")
    expect(danger.locator("a[href='tel:999']").first).to_be_visible()
