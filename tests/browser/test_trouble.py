"""The chat page in trouble: nothing typed is lost, and there is always a number."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chat_page import ChatPage

MESSAGES = "**/api/v1/conversations/*/messages"
BEGIN = "**/api/v1/conversations"
CRITERIA = "what are the MAARS criteria?"


def test_lost_connection_keeps_the_words_and_tries_again(chat: ChatPage) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.send(CRITERIA)
    expect(chat.failure).to_contain_text("The connection was lost")
    expect(chat.said).to_contain_text(CRITERIA)
    expect(chat.said).to_contain_text("Not sent")
    expect(chat.failure.locator("a[href='tel:999']")).to_be_visible()
    chat.page.unroute(MESSAGES)
    chat.failure.get_by_role("button", name="Try again").press("Enter")
    expect(chat.message("answer")).to_have_attribute("data-topic", "maars/criteria")
    expect(chat.failure).to_have_count(0)
    expect(chat.said).to_have_count(1)
    expect(chat.said).not_to_contain_text("Not sent")
    expect(chat.box).to_be_focused()


def test_contacts_without_a_connection_claim_no_state(chat: ChatPage) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.send(CRITERIA)
    expect(chat.failure.locator(".contact").first).to_be_visible()
    expect(chat.failure.locator(".state")).to_have_count(0)


def test_fault_of_the_service_is_said(chat: ChatPage) -> None:
    chat.page.route(
        MESSAGES, lambda route: route.fulfill(status=502, body="bad gateway")
    )
    chat.send(CRITERIA)
    expect(chat.failure).to_contain_text("The service has a fault")
    expect(chat.failure.locator(".contact").first).to_be_visible()


def test_nonsense_from_the_service_is_a_fault(chat: ChatPage) -> None:
    chat.page.route(MESSAGES, lambda route: route.fulfill(status=200, body="<html>"))
    chat.send(CRITERIA)
    expect(chat.failure).to_contain_text("The service has a fault")


def test_too_many_questions_says_when_to_try_again(chat: ChatPage) -> None:
    headers = {"retry-after": "7", "content-type": "application/problem+json"}
    chat.page.route(
        MESSAGES, lambda route: route.fulfill(status=429, headers=headers, body="{}")
    )
    chat.send(CRITERIA)
    expect(chat.failure).to_contain_text("7 seconds")


def test_refusal_says_why(chat: ChatPage) -> None:
    body = '{"detail": "That is too long. Shorten it."}'
    chat.page.route(MESSAGES, lambda route: route.fulfill(status=422, body=body))
    chat.send(CRITERIA)
    expect(chat.failure).to_contain_text("That is too long. Shorten it.")
    expect(chat.failure.locator(".contact")).to_have_count(0)


def test_ended_conversation_is_replaced_and_the_question_asked_again(
    page: Page, address: str
) -> None:
    with page.expect_response(BEGIN) as begun:
        chat = ChatPage(page, address).open()
    erased = page.request.delete(
        f"{address}/api/v1/conversations/{begun.value.json()['id']}"
    )
    assert erased.status == 204
    chat.ask(CRITERIA)
    expect(chat.page.locator(".remark")).to_contain_text("this is a new one")
    expect(chat.failure).to_have_count(0)


def test_start_without_a_connection_is_said_and_mended_by_asking(
    page: Page, address: str
) -> None:
    chat = ChatPage(page, address)
    page.route(BEGIN, lambda route: route.abort())
    page.goto(address)
    expect(chat.failure).to_contain_text("cannot be reached")
    page.unroute(BEGIN)
    chat.ask(CRITERIA)
    expect(chat.failure).to_have_count(0)
    expect(chat.message("notice")).to_be_visible()


def test_without_script_the_directory_stands_there(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("/", "/contacts"):
        page.goto(address + path)
        cards = page.locator(".contact")
        expect(cards.first).to_have_attribute("data-contact", "emergency_999")
        assert cards.count() > 20
        massh = page.locator("[data-contact='massh']")
        expect(massh.locator("a[href='tel:01612176028']")).to_be_visible()
        expect(massh.locator(".state")).to_have_text("Open now")
        expect(massh.locator(".hours")).to_contain_text("8:30am")
    page.goto(address)
    expect(page.locator("noscript .lead")).to_be_visible()
    context.close()


def test_script_that_never_arrives_leaves_the_directory(
    page: Page, address: str
) -> None:
    def lose(route: Route) -> None:
        route.abort()

    page.route("**/static/chat.mjs", lose)
    page.goto(address)
    expect(page.locator("[data-contact='emergency_999']")).to_be_visible()
