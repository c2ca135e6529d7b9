"""What professionals have beside the chat: roles, ratings, prints, colours, search."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from gateway import pages
from tests.browser.axe import violations
from tests.browser.chat_page import ChatPage

CRITERIA = "what are the MAARS criteria?"
FEEDBACK = "**/feedback"
MESSAGES = "**/api/v1/conversations/*/messages"
EXAMPLES = json.loads(Path(pages.EXAMPLES).read_text(encoding="utf-8"))
HEARD = """() => {
    window.heard = [];
    const live = (node) => {
        const part = node.nodeType === 1 ? node : node.parentElement;
        const region = part?.closest("[aria-live], [role=status], [role=alert]");
        return region && region.getAttribute("aria-live") !== "off";
    };
    new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
            for (const node of addedNodes)
                if (live(node) && node.textContent.trim())
                    window.heard.push(node.textContent.trim().replace(/\\s+/g, " "));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
"""What is added to a live region that is not switched off, so what is read out."""


def _opinion(answer: Response) -> dict[str, Any]:
    """What was sent to have this answer."""
    return dict(json.loads(answer.request.post_data or "{}"))


def test_each_role_shows_its_own_four_questions(chat: ChatPage) -> None:
    roles = chat.page.locator(".roles button")
    asked = set()
    for role in roles.all()[1:]:
        role.click()
        expect(role).to_have_attribute("aria-pressed", "true")
        expect(chat.page.locator(".roles [aria-pressed='true']")).to_have_count(1)
        questions = chat.page.locator(".suggestions button").all_inner_texts()
        assert len(questions) == 4
        asked.add(tuple(questions))
    assert len(asked) == roles.count() - 1 == 6
    roles.first.click()
    expect(chat.page.locator(".suggestions button")).to_have_count(6)


def test_role_is_held_by_the_page_alone(chat: ChatPage) -> None:
    chat.page.get_by_role("button", name="Housing").click()
    chat.page.locator(".suggestions button").first.click()
    expect(chat.message("fallback")).to_be_visible()
    chat.page.get_by_role("button", name="New conversation").click()
    housing = chat.page.get_by_role("button", name="Housing")
    expect(housing).to_have_attribute("aria-pressed", "true")
    stored = chat.page.evaluate("localStorage.length + sessionStorage.length")
    assert (stored, chat.page.context.cookies()) == (0, [])
    assert chat.page.url == f"{chat.address}/"
    chat.page.reload()
    expect(chat.page.locator(".roles [aria-pressed='true']")).to_have_text("Everyone")


def test_one_click_rates_an_answer_and_thanks_are_read_once(chat: ChatPage) -> None:
    answer = chat.ask(CRITERIA)
    chat.page.evaluate(HEARD)
    good = answer.locator("[data-rating='good']")
    with chat.page.expect_response(FEEDBACK) as sent:
        good.click()
    assert sent.value.status == 204
    assert _opinion(sent.value).keys() == {"reference", "helpful"}
    expect(good).to_have_attribute("aria-pressed", "true")
    expect(good).to_be_focused()
    expect(answer.locator(".reasons")).to_be_hidden()
    expect(chat.page.get_by_role("status")).to_have_text(
        "Thank you. Your view was sent."
    )
    assert chat.page.evaluate("heard") == ["Thank you. Your view was sent."]


def test_reason_may_follow_when_it_did_not_help(chat: ChatPage) -> None:
    answer = chat.ask(CRITERIA)
    with chat.page.expect_response(FEEDBACK) as first:
        answer.locator("[data-rating='bad']").press("Enter")
    assert _opinion(first.value)["helpful"] is False
    with chat.page.expect_response(FEEDBACK) as second:
        answer.get_by_role("button", name="Hard to follow").press("Enter")
    assert second.value.status == 204
    assert _opinion(second.value)["reason"] == "unclear"
    expect(answer.get_by_role("button", name="Hard to follow")).to_be_focused()


def test_rating_that_is_not_kept_says_so_and_can_be_tried_again(
    chat: ChatPage,
) -> None:
    answer = chat.ask(CRITERIA)
    chat.page.route(FEEDBACK, lambda route: route.abort())
    good = answer.locator("[data-rating='good']")
    good.click()
    expect(answer.locator(".told")).to_have_text(
        "Your view was not sent. You can try again."
    )
    expect(good).to_have_attribute("aria-pressed", "false")
    chat.page.unroute(FEEDBACK)
    good.click()
    expect(answer.locator(".told")).to_have_text("Thank you. Your view was sent.")


def test_alarm_asks_for_no_rating(chat: ChatPage) -> None:
    alarm = chat.ask("he has a knife", "emergency")
    expect(alarm.locator(".rating")).to_have_count(0)


def test_new_message_is_read_once_and_alone(chat: ChatPage) -> None:
    chat.ask("massh")
    chat.page.evaluate(HEARD)
    chat.ask(CRITERIA)
    heard = chat.page.evaluate("heard")
    assert len(heard) == 2
    assert heard[0] == "The assistant is finding the answer"
    assert heard[1].count("three conditions apply") == 1


def test_answer_is_copied_as_text(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    chat = ChatPage(context.new_page(), address).open()
    chat.ask(CRITERIA).get_by_role("button", name="Copy").click()
    expect(chat.page.get_by_role("status")).to_have_text("The answer was copied.")
    text = chat.page.evaluate("navigator.clipboard.readText()")
    assert "• self-neglect" in text
    assert "Stockport Adult Social Care, Phone 0161 217 6029" in text
    assert "Sources (3)\n• Multi-agency adults at risk system" in text
    assert "Printed from" in text
    context.close()


@pytest.mark.parametrize("tool", ["print", "checklist"])
def test_one_answer_is_printed_with_its_sources_and_nothing_else(
    chat: ChatPage, tool: str
) -> None:
    page = chat.page
    chat.ask("massh")
    answer = chat.ask(CRITERIA)
    page.evaluate("window.print = () => { window.printed = true }")
    answer.locator(f"[data-tool='{tool}']").click()
    assert page.evaluate("printed")
    page.emulate_media(media="print")
    expect(answer.locator(".sources a").first).to_be_visible()
    expect(answer.locator("[data-contact='adult_social_care']")).to_be_visible()
    expect(answer.locator(".printed")).to_contain_text("23 November 2026")
    for gone in (".danger", ".masthead", ".composer", ".tools", ".footer"):
        expect(page.locator(gone).first).to_be_hidden()
    others = page.locator(".message:not(.printing)")
    assert others.count() == 4
    assert [m for m in others.all() if m.is_visible()] == []
    before = "(item) => getComputedStyle(item, '::before').content"
    mark = answer.locator(".text li").first.evaluate(before)
    assert mark == ('"☐"' if tool == "checklist" else "none")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(answer.locator(".printed")).to_have_count(0)
    expect(answer.locator(".sources a").first).to_be_hidden()
    expect(page.locator(".danger")).to_be_visible()


def test_topic_is_printed_without_what_is_for_the_screen(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/topics/maars/criteria")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print as checklist").click()
    assert page.evaluate("printed")
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_contain_text("23 November 2026")
    expect(page.locator(".sources a").first).to_be_visible()
    expect(page.locator(".reviewed")).to_be_visible()
    for gone in (".tools", ".back", ".related", ".footer", ".masthead nav"):
        expect(page.locator(gone)).to_be_hidden()
    before = "(item) => getComputedStyle(item, '::before').content"
    assert page.locator(".text li").first.evaluate(before) == '"☐"'


def test_colours_follow_the_device_until_chosen_and_are_stored_nowhere(
    page: Page, address: str
) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    page.goto(f"{address}/topics")
    light = page.evaluate(paper)
    page.get_by_label("Dark").check()
    dark = page.evaluate(paper)
    assert dark != light
    page.emulate_media(color_scheme="dark")
    page.get_by_label("Light").check()
    assert page.evaluate(paper) == light
    page.get_by_label("As my device").check()
    assert page.evaluate(paper) == dark
    page.emulate_media(color_scheme="light")
    assert page.evaluate(paper) == light
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_contacts_narrow_while_typing_and_the_count_is_said_once(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/contacts")
    page.evaluate(HEARD)
    visible = page.locator("[data-contact]:visible")
    everything = visible.count()
    page.get_by_label("Find a contact").press_sequentially("massh", delay=10)
    expect(visible).to_have_count(1)
    expect(page.locator(".group:visible")).to_have_count(1)
    expect(page.locator(".found")).to_have_text("1 shown")
    assert page.evaluate("heard") == ["1 shown"]
    page.get_by_label("Find a contact").press("Enter")
    assert page.url == f"{address}/contacts"
    page.get_by_label("Find a contact").fill("")
    expect(visible).to_have_count(everything)
    page.get_by_label("Open now only").check()
    expect(page.locator(".state:visible").first).to_have_text("Open now")
    assert set(page.locator(".state:visible").all_inner_texts()) == {"Open now"}
    page.get_by_label("Find a contact").fill("nobody at all")
    expect(page.locator(".found")).to_contain_text("None shown")


def test_topics_narrow_while_typing_and_letters_lead_to_areas(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/topics")
    page.get_by_label("Find a topic").fill("hoarding")
    expect(page.locator(".area:visible h2").first).to_contain_text("Self-neglect")
    assert page.locator(".area:visible").count() < 4
    page.get_by_label("Find a topic").fill("")
    page.get_by_role("navigation", name="Go to a letter").get_by_text("W").click()
    expect(page.locator("#letter-W")).to_be_in_viewport()


def test_search_of_script_and_server_find_the_same(page: Page, address: str) -> None:
    for typed in ("children's", "0161 217", "Clare’s LAW", "nspcc  child"):
        page.goto(f"{address}/contacts")
        page.get_by_label("Find a contact").fill(typed)
        live = page.locator("[data-contact]:visible").count()
        page.goto(f"{address}/contacts?find={typed}")
        assert page.locator("[data-contact]:visible").count() == live


def test_lost_question_is_sent_by_itself_when_the_connection_is_back(
    chat: ChatPage,
) -> None:
    chat.page.context.set_offline(True)
    chat.send(CRITERIA)
    expect(chat.failure).to_contain_text("The connection was lost")
    chat.box.fill("typed meanwhile")
    chat.page.context.set_offline(False)
    expect(chat.message("answer")).to_have_attribute("data-topic", "maars/criteria")
    expect(chat.failure).to_have_count(0)
    expect(chat.said).to_have_count(1)
    expect(chat.box).to_have_value("typed meanwhile")


def test_other_pages_open_beside_the_conversation(chat: ChatPage) -> None:
    """Nothing is stored, so leaving the page would lose it."""
    links = chat.page.locator("nav a:not([aria-current]), .footer a")
    for link in links.all():
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_contain_text("opens in a new tab")


def test_form_works_in_a_browser_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("Your question").fill("he has a knife")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main .message").first).to_have_attribute(
        "data-kind", "emergency"
    )
    page.get_by_label("Ask something else").fill("a" * 1001)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("too long")
    expect(page.locator("#text")).to_have_value("a" * 1001)
    page.locator("#text").fill("which one?")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Who meets the MAARS criteria").click()
    expect(page.locator(".message.answer")).to_have_attribute(
        "data-topic", "maars/criteria"
    )
    assert context.cookies() == []
    context.close()


@pytest.fixture(scope="module")
def examples(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 840, "height": 900}).new_page()
    page.goto(f"{address}/examples")
    return page


@pytest.mark.parametrize("name", [example["name"] for example in EXAMPLES])
def test_example_is_drawn_without_a_fault(examples: Page, name: str) -> None:
    example = examples.locator(f"#{name}")
    expect(example).not_to_be_empty()
    assert "{" not in example.inner_text()
    found = violations(examples, "light", f"#{name}")
    assert found.violations_count == 0, found.generate_report()


def test_example_in_arabic_is_marked_and_runs_from_right_to_left(
    examples: Page,
) -> None:
    passage = examples.locator("#right_to_left [lang='ar']")
    expect(passage).to_have_attribute("dir", "rtl")
    edge = "(e) => [getComputedStyle(e).direction, getComputedStyle(e).textAlign]"
    assert passage.evaluate(edge) == ["rtl", "start"]
    expect(examples.locator("#right_to_left [lang='en']")).to_have_attribute(
        "dir", "ltr"
    )


def test_right_to_left_reply_is_marked_in_the_conversation(chat: ChatPage) -> None:
    message = next(e["message"] for e in EXAMPLES if e["name"] == "right_to_left")
    body = json.dumps({"messages": [message], "reference": "abcdefghijkl"})

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body=body)

    chat.page.route(MESSAGES, answer)
    passage = chat.ask("help", "emergency").locator("[lang='ar']")
    assert passage.evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    chat.page.set_viewport_size({"width": 320, "height": 640})
    assert not chat.is_too_wide()
