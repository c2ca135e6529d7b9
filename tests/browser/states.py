"""Every state of every page for professionals, each reached as a person would."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.chat_page import ChatPage

CRITERIA = "what are the MAARS criteria?"
MESSAGES = "**/messages"
NEVER = """() => {
    const ask = window.fetch;
    const held = (address) => String(address).endsWith("/messages");
    window.fetch = (address, ...more) =>
        held(address) ? new Promise(() => {}) : ask(address, ...more);
}"""


def _start(chat: ChatPage) -> None:
    chat.open()


def _role_chosen(chat: ChatPage) -> None:
    chat.open().page.get_by_role("button", name="Police").click()


def _answer(chat: ChatPage) -> None:
    answer = chat.open().ask(CRITERIA)
    answer.locator("details.sources summary").click()
    for about in answer.locator("details.about summary").all():
        about.click()


def _rated_down(chat: ChatPage) -> None:
    answer = chat.open().ask(CRITERIA)
    answer.locator("[data-rating='bad']").click()
    answer.locator("[data-reason='unclear']").click()
    expect(
        answer.locator("[data-reason='unclear'][aria-pressed='true']")
    ).to_be_visible()


def _emergency(chat: ChatPage) -> None:
    chat.open().ask("he has a knife", "emergency")


def _question(chat: ChatPage) -> None:
    chat.open().ask("which one?", "question")


def _figures(chat: ChatPage) -> None:
    answer = chat.open().ask("the figures?")
    answer.locator("details.numbers summary").click()


def _fallback(chat: ChatPage) -> None:
    chat.open().ask("nothing that is known", "fallback")


def _waiting(chat: ChatPage) -> None:
    chat.open().page.evaluate(NEVER)
    chat.send("a question that takes its time")
    expect(chat.page.locator(".waiting")).to_be_visible()


def _too_long(chat: ChatPage) -> None:
    chat.open().send("a" * 1001)


def _failure(chat: ChatPage) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.open().send(CRITERIA)
    expect(chat.failure).to_be_visible()


def _directory(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/contacts")


def _directory_narrowed(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/contacts?find=massh&open=1")


def _directory_empty(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/contacts?find=nobody+at+all")


def _topics(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/topics")


def _topics_narrowed(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/topics?find=neglect")


def _topic(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/topics/maars/criteria")


def _topic_with_figures(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/topics/figures/massh_contacts")


def _form(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/ask")


def _form_answer(chat: ChatPage) -> None:
    post(chat.page, chat.address, CRITERIA)


def _form_emergency(chat: ChatPage) -> None:
    post(chat.page, chat.address, "he has a knife")


def _form_question(chat: ChatPage) -> None:
    post(chat.page, chat.address, "which one?")


def _form_fault(chat: ChatPage) -> None:
    post(chat.page, chat.address, "a" * 1001)


def _accessibility(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/accessibility")
    chat.page.locator("details").evaluate_all(
        "(all) => all.forEach((d) => d.open = true)"
    )


def _nothing_there(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/nothing-there")


def _examples(chat: ChatPage) -> None:
    chat.page.goto(f"{chat.address}/examples")
    expect(chat.page.locator("#lost .failure")).to_be_visible()


def post(page: Page, address: str, text: str) -> None:
    """Asks by the form, as without script."""
    page.goto(f"{address}/ask")
    page.locator("#text").fill(text)
    page.get_by_role("button", name="Send").click()
    page.wait_for_load_state()


STATES: dict[str, Callable[[ChatPage], None]] = {
    reach.__name__[1:]: reach
    for reach in (
        _start,
        _role_chosen,
        _answer,
        _rated_down,
        _emergency,
        _question,
        _figures,
        _fallback,
        _waiting,
        _too_long,
        _failure,
        _directory,
        _directory_narrowed,
        _directory_empty,
        _topics,
        _topics_narrowed,
        _topic,
        _topic_with_figures,
        _form,
        _form_answer,
        _form_emergency,
        _form_question,
        _form_fault,
        _accessibility,
        _nothing_there,
        _examples,
    )
}
