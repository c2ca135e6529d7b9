"""The public widget on other sites: it works, weighs little and leaves no trace."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.chat_page import ChatPage
from tests.browser.widget_page import TITLE, WidgetPage
from tests.browser.widget_site import WidgetSite

MOST_BYTES = 40 * 1024
KNIFE = "he's got a knife and he's in the house"
HELD = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker?.getRegistrations() ?? []).length,
})"""
NOTHING = {"local": 0, "session": 0, "cookie": "", "databases": 0, "workers": 0}
BOX = "(e) => { const b = e.getBoundingClientRect(); return [b.width, b.height] }"
LOOK = """(e) => {
  const { color, backgroundColor, fontSize, fontFamily, opacity } = getComputedStyle(e);
  return [color, backgroundColor, fontSize, fontFamily, opacity];
}"""
CALL = "اتصل بالرقم 999."
ARABIC = {
    "reference": "aaaaaaaaaaaa",
    "messages": [
        {
            "kind": "emergency",
            "text": f"Ring 999.\n\n{CALL}",
            "passages": [
                {"language": "en", "direction": "ltr", "text": "Ring 999."},
                {"language": "ar", "direction": "rtl", "text": CALL},
            ],
        }
    ],
}


@pytest.mark.parametrize("kind", ["/", "/hostile", "/strict"])
def test_any_page_shows_it_and_it_answers(widget: WidgetPage, kind: str) -> None:
    complaints: list[str] = []
    widget.page.on("console", lambda message: complaints.append(message.text))
    widget.page.on("pageerror", lambda error: complaints.append(str(error)))
    widget.open(kind)
    widget.ask("massh")
    expect(widget.panel.get_by_role("link", name="Ring 999")).to_be_in_viewport()
    expect(widget.leave).to_be_in_viewport()
    assert widget.panel.evaluate(BOX) == [440, 760]
    assert complaints == []


def test_hostile_style_changes_nothing_of_it(widget: WidgetPage) -> None:
    looks = []
    for kind in ("/", "/hostile"):
        widget.visit(kind)
        looks.append((widget.button.evaluate(LOOK), widget.button.evaluate(BOX)))
    assert looks[0] == looks[1]


def test_nothing_of_it_can_be_reached_from_the_page(
    page: Page, widgets: WidgetSite
) -> None:
    page.goto(widgets.host)
    element = page.locator("safeguarding-help")
    assert element.evaluate("(element) => element.shadowRoot") is None


def test_a_talk_leaves_no_trace(widget: WidgetPage) -> None:
    page = widget.visit().page
    before = page.evaluate("[history.length, location.href]")
    widget.open()
    widget.ask("massh")
    widget.ask(KNIFE, "emergency")
    assert page.evaluate(HELD) == NOTHING
    assert page.context.cookies() == []
    assert page.evaluate("[history.length, location.href]") == before
    assert page.request.get(widget.conversation).json()["audience"] == "public"


def test_the_page_of_its_own_leaves_no_trace_either(
    page: Page, widgets: WidgetSite
) -> None:
    page.goto(f"{widgets.gateway}/widget")
    chat = ChatPage(page, widgets.gateway)
    chat.ask("massh")
    assert page.evaluate(HELD) == NOTHING
    assert page.context.cookies() == []
    assert page.url == f"{widgets.gateway}/widget"


def test_it_asks_nobody_but_the_gateway_and_names_no_conversation_in_an_address(
    widget: WidgetPage,
) -> None:
    asked: list[str] = []
    widget.page.on("request", lambda request: asked.append(request.url))
    widget.open()
    widget.ask("massh")
    own = (f"{widget.site.host}/", f"{widget.site.gateway}/")
    assert {url.startswith(own) for url in asked} == {True}
    assert [frame.url for frame in widget.page.frames[1:]] == [
        f"{widget.site.gateway}/widget?panel=1"
    ]


def test_all_of_it_weighs_less_than_40_kilobytes(widget: WidgetPage) -> None:
    sizes: list[int] = []

    def weigh(request: Request) -> None:
        if request.url.startswith(widget.site.gateway):
            sizes.append(request.sizes()["responseBodySize"])

    widget.page.on("requestfinished", weigh)
    widget.open()
    widget.page.wait_for_load_state("networkidle")
    assert len(sizes) > 10
    assert sum(sizes) < MOST_BYTES


def test_a_host_chooses_title_colour_side_and_language(widget: WidgetPage) -> None:
    chosen = {"title": "Need help?", "colour": "#ffdd00", "position": "left"}
    widget.visit(f"/?{urlencode({**chosen, 'lang': 'ur'})}").button.click()
    expect(widget.panel.get_by_role("heading", name="Need help?")).to_be_visible()
    box = widget.panel.bounding_box()
    assert box is not None and box["x"] < 40
    head = widget.panel.locator(".head").evaluate(LOOK)
    assert head[:2] == ["rgb(22, 36, 43)", "rgb(255, 221, 0)"]
    passage = widget.frame.locator(".passage")
    expect(passage).to_contain_text("999")
    expect(passage).to_have_attribute("lang", "ur")
    expect(passage).to_have_attribute("dir", "rtl")


def test_a_choice_that_cannot_be_used_is_left_out(widget: WidgetPage) -> None:
    wrong = {"colour": "red;x:y", "position": "top", "lang": "../x", "title": " "}
    widget.open(f"/?{urlencode({**wrong, 'leave-to': 'javascript:alert(1)'})}")
    expect(widget.button).to_have_text(TITLE)
    assert widget.panel.locator(".head").evaluate(LOOK)[1] == "rgb(11, 92, 102)"
    expect(widget.frame.locator(".passage")).to_have_count(0)


def test_a_site_that_is_not_listed_gets_the_contacts_but_no_frame(
    widget: WidgetPage,
) -> None:
    elsewhere = widget.site.host.replace("localhost", "127.0.0.1")
    widget.page.goto(elsewhere)
    widget.button.click()
    expect(widget.stand_in.locator("a[href='tel:01612176028']")).to_be_visible()


def test_words_from_anyone_but_the_frame_are_not_heard(widget: WidgetPage) -> None:
    page = widget.open().page
    page.evaluate("postMessage({ safeguarding: 'leave' }, '*')")
    page.evaluate("""() => {
        const other = document.body.appendChild(document.createElement("iframe"));
        other.contentWindow.eval("parent.postMessage({ safeguarding: 'leave' }, '*')");
    }""")
    widget.ask("massh")
    expect(widget.cover).to_be_hidden()


def test_the_frame_hears_nobody_but_the_page_around_it(widget: WidgetPage) -> None:
    widget.open().ask("massh")
    frame = widget.page.frames[1]
    frame.evaluate("postMessage({ safeguarding: 'erase' }, '*')")
    widget.ask("massh")
    expect(widget.frame.locator(".message[data-kind='answer']")).to_have_count(2)


def test_closing_keeps_the_talk_and_gives_the_focus_back(widget: WidgetPage) -> None:
    widget.open().ask("massh")
    widget.box.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.button).to_be_focused()
    widget.button.press("Enter")
    expect(widget.panel.get_by_role("heading", level=2).first).to_be_focused()
    expect(widget.message("answer")).to_be_visible()
    widget.close.click()
    expect(widget.panel).to_be_hidden()
    expect(widget.button).to_be_focused()


def test_keyboard_alone_opens_asks_and_leaves(widget: WidgetPage) -> None:
    keyboard = widget.visit().page.keyboard
    for _ in range(3):
        keyboard.press("Tab")
    expect(widget.button).to_be_focused()
    keyboard.press("Enter")
    expect(widget.message("notice")).to_be_visible()
    keyboard.press("Tab")
    expect(widget.close).to_be_focused()
    keyboard.press("Tab")
    expect(widget.leave).to_be_focused()
    for _ in range(12):
        keyboard.press("Tab")
        if widget.box.evaluate("(box) => box === document.activeElement"):
            break
    keyboard.type("massh")
    keyboard.press("Enter")
    expect(widget.message("answer")).to_be_visible()


def test_focus_never_goes_behind_the_panel(widget: WidgetPage) -> None:
    page = widget.open().page
    for _ in range(25):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.localName")
        assert focused in ("safeguarding-help", "body")


def test_a_reply_from_right_to_left_stands_so(widget: WidgetPage) -> None:
    widget.open().page.route("**/messages", lambda route: route.fulfill(json=ARABIC))
    reply = widget.ask("help", "emergency")
    passage = reply.locator("[lang='ar']")
    expect(passage).to_have_css("direction", "rtl")
    expect(reply.locator("[lang='en']")).to_have_css("direction", "ltr")


def test_a_long_talk_keeps_999_the_way_out_and_the_last_reply_in_view(
    widget: WidgetPage,
) -> None:
    widget.open()
    for _ in range(30):
        last = widget.ask("massh")
    expect(widget.panel.get_by_role("link", name="Ring 999")).to_be_in_viewport()
    expect(widget.leave).to_be_in_viewport()
    expect(last).to_be_in_viewport()
    expect(widget.box).to_be_focused()
    expect(widget.frame.locator(".message.said")).to_have_count(30)
