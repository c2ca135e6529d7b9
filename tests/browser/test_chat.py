"""The chat page: asking, reading, choosing, and what a person hears."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.site import SUNDAY_EVENING, site

CRITERIA = "does this man meet the MAARS criteria?"
KNIFE = "he's got a knife and he's in the house"


def test_page_loads_without_a_complaint_and_asks_nobody_else(
    page: Page, address: str
) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    chat = ChatPage(page, address).open()
    chat.ask(CRITERIA)
    assert complaints == []
    assert {url.startswith(f"{address}/") for url in asked} == {True}


def test_content_security_policy_allows_nothing_inline(
    page: Page, address: str
) -> None:
    response = page.goto(address)
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_notice_and_six_suggestions_come_first(chat: ChatPage) -> None:
    expect(chat.message("notice")).to_contain_text("not a way to report")
    expect(chat.page.locator(".suggestions button")).to_have_count(6)


def test_keyboard_alone_asks_and_opens_the_sources(chat: ChatPage) -> None:
    keyboard = chat.page.keyboard
    _tab_to(chat.page, "textarea")
    keyboard.type(CRITERIA)
    keyboard.press("Enter")
    answer = chat.message("answer")
    expect(answer).to_have_attribute("data-topic", "maars/criteria")
    expect(chat.box).to_be_focused()
    sources = answer.locator("details.sources")
    expect(sources.locator("a").first).to_be_hidden()
    _tab_to(chat.page, "summary", "Sources", back=True)
    keyboard.press("Enter")
    link = sources.locator("a").first
    expect(link).to_be_visible()
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(sources.locator(".where").first).not_to_be_empty()


def test_skip_link_is_first_and_leads_to_the_main_part(chat: ChatPage) -> None:
    chat.page.keyboard.press("Tab")
    expect(chat.page.locator(".skip")).to_be_focused()
    chat.page.keyboard.press("Enter")
    expect(chat.page.get_by_role("main")).to_be_focused()


def test_shift_and_enter_begin_a_new_line(chat: ChatPage) -> None:
    chat.box.press_sequentially("first")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("second")
    expect(chat.box).to_have_value("first\nsecond")
    expect(chat.said).to_have_count(0)


def test_plain_text_becomes_paragraphs_and_lists(chat: ChatPage) -> None:
    text = chat.ask(CRITERIA).locator(".text")
    expect(text.locator("ul").first.locator("li")).to_have_count(3)
    assert "•" not in text.inner_text()
    expect(text.locator(".check")).to_contain_text("Please check:")
    steps = chat.ask("how do I refer to MAARS?").locator(".text ol > li")
    assert steps.count() > 1


def test_what_a_person_types_is_never_markup(chat: ChatPage) -> None:
    typed = "<img src=x onerror=alert(1)> <b>bold</b>"
    chat.ask(typed, "fallback")
    expect(chat.said.locator("p").first).to_have_text(typed)
    expect(chat.page.locator(".message img")).to_have_count(0)


def test_numbers_can_be_rung_from_card_and_text(chat: ChatPage) -> None:
    answer = chat.ask("what's the MASSH number, are they open now?")
    card = chat.contact("massh")
    expect(card.locator(".phone a")).to_have_attribute("href", "tel:01612176028")
    expect(card.locator(".phone a")).to_contain_text("0161 217 6028")
    expect(answer.locator(".text a[href='tel:01612176028']").first).to_be_visible()


def test_open_contact_says_so_in_words(chat: ChatPage) -> None:
    chat.ask("massh")
    expect(chat.contact("massh").locator(".state")).to_have_text("Open now")
    expect(chat.contact("massh").locator(".state svg")).to_have_count(1)


def test_closed_contact_says_when_it_opens(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.clock.set_fixed_time(SUNDAY_EVENING)
    with site(tmp_path, SUNDAY_EVENING) as address:
        ChatPage(page, address).open().ask("massh")
        standing = page.locator("[data-contact='massh'] .standing")
        expect(standing).to_contain_text("Closed now")
        expect(standing).to_contain_text("Opens Monday 8:30am")
        page.goto(f"{address}/contacts")
        expect(standing).to_contain_text("Opens Monday 8:30am")
        context.close()


def test_emergency_stands_first_with_999_to_ring(chat: ChatPage) -> None:
    emergency = chat.ask(KNIFE, "emergency")
    expect(emergency.get_by_role("heading", level=2)).to_have_text("Emergency")
    first = emergency.locator("a").first
    expect(first).to_have_attribute("href", "tel:999")
    expect(first).to_have_text("Ring 999")
    expect(first).to_be_in_viewport()
    expect(chat.page.locator(".said + .message")).to_have_attribute(
        "data-kind", "emergency"
    )


def test_emergency_interrupts_and_an_answer_waits_its_turn(chat: ChatPage) -> None:
    expect(chat.log).to_have_attribute("aria-live", "polite")
    chat.ask(KNIFE, "emergency")
    expect(chat.log).to_have_attribute("aria-live", "assertive")
    chat.ask(CRITERIA)
    expect(chat.log).to_have_attribute("aria-live", "polite")


def test_999_stays_in_view(chat: ChatPage) -> None:
    chat.ask(CRITERIA)
    chat.page.mouse.wheel(0, 5000)
    bar = chat.page.locator(".danger a")
    expect(bar).to_be_in_viewport()
    expect(bar).to_have_attribute("href", "tel:999")


def test_three_values_or_more_are_drawn_with_their_table(chat: ChatPage) -> None:
    complaints: list[str] = []
    chat.page.on("console", lambda message: complaints.append(message.text))
    answer = chat.ask("the figures?")
    expect(answer.locator(".text")).to_contain_text("17,268 (2020/21: 13,058; up)")
    figure = answer.get_by_role("figure")
    expect(figure).to_have_count(1)
    chart = figure.get_by_role("img", name="Chart: Visits, 2020/21 Q1 to 2021/22 Q1")
    expect(chart.locator("rect")).to_have_count(5)
    table = figure.locator("table")
    expect(table).to_be_hidden()
    figure.get_by_text("Numbers as a table").click()
    expect(table.get_by_role("row")).to_have_text(
        [
            "PeriodValue",
            "2020/21 Q1352",
            "2020/21 Q2500",
            "2020/21 Q3791",
            "2020/21 Q4748",
            "2021/22 Q1861",
        ]
    )
    widths = [float(r.get_attribute("width") or 0) for r in chart.locator("rect").all()]
    assert widths.index(max(widths)) == 4
    assert complaints == []


def test_option_is_asked_by_a_click(chat: ChatPage) -> None:
    question = chat.ask("which one?", "question")
    question.get_by_role("button", name="Who meets the MAARS criteria").click()
    expect(chat.said.last).to_contain_text("What are the MAARS criteria?")
    expect(chat.message("answer")).to_have_attribute("data-topic", "maars/criteria")
    expect(chat.box).to_be_focused()


def test_suggestion_is_asked_by_a_click(chat: ChatPage) -> None:
    chat.page.get_by_role("button", name="What is the MASSH number?").click()
    expect(chat.message("answer")).to_have_attribute("data-topic", "massh/contact")
    expect(chat.page.locator(".suggestions")).to_have_count(0)
    expect(chat.box).to_be_focused()


def test_reply_in_progress_is_shown_and_what_is_typed_meanwhile_stays(
    chat: ChatPage,
) -> None:
    chat.send("a slow question on maars")
    expect(chat.page.locator(".waiting")).to_be_visible()
    expect(chat.page.get_by_role("status")).to_contain_text("finding the answer")
    chat.send("typed meanwhile")
    expect(chat.box).to_have_value("typed meanwhile")
    expect(chat.message("answer")).to_be_visible()
    expect(chat.page.locator(".waiting")).to_have_count(0)
    expect(chat.said).to_have_count(1)
    expect(chat.box).to_have_value("typed meanwhile")


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_too_long_text_is_counted_and_kept(chat: ChatPage, letter: str) -> None:
    count = chat.page.locator(".count")
    chat.box.fill(letter * 700)
    expect(count).to_be_hidden()
    chat.box.fill(letter * 990)
    expect(count).to_have_text("10 characters left")
    chat.send(letter * 1002)
    expect(count).to_have_text("2 characters too many")
    expect(chat.said).to_have_count(0)
    assert len(chat.box.input_value()) == 1002


def test_new_conversation_erases_the_old_one(chat: ChatPage) -> None:
    chat.ask(CRITERIA)
    with chat.page.expect_response(lambda r: r.request.method == "DELETE") as erased:
        chat.page.get_by_role("button", name="New conversation").click()
    assert erased.value.status == 204
    expect(chat.said).to_have_count(0)
    expect(chat.message("notice")).to_be_visible()
    expect(chat.page.locator(".suggestions button")).to_have_count(6)


def test_nothing_is_left_in_the_browser(chat: ChatPage) -> None:
    chat.ask(CRITERIA)
    stored = chat.page.evaluate("localStorage.length + sessionStorage.length")
    assert stored == 0
    assert chat.page.context.cookies() == []
    assert chat.page.url == f"{chat.address}/"


def _tab_to(page: Page, name: str, text: str = "", *, back: bool = False) -> None:
    """Presses Tab until an element has the focus."""
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        found = page.evaluate(
            "[document.activeElement.localName, document.activeElement.textContent]"
        )
        if found[0] == name and found[1].startswith(text):
            return
    raise AssertionError(f"no {name} {text!r} within 60 steps")
