"""A real browser and a real gateway, once for all browser tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.chromium import launched
from tests.browser.site import MONDAY_MORNING, site
from tests.browser.widget_page import WidgetPage, neutral
from tests.browser.widget_site import WidgetSite, widget_site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Once a module, since Playwright's loop would stop async tests elsewhere."""
    with launched() as started:
        yield started


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A gateway whose clock stands on a Monday morning in term time."""
    with site(tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.clock.set_fixed_time(MONDAY_MORNING)
    yield made
    context.close()


@pytest.fixture
def chat(page: Page, address: str) -> ChatPage:
    return ChatPage(page, address).open()


@pytest.fixture(scope="session")
def widgets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WidgetSite]:
    """Another gateway, and a site on another origin that shows its widget."""
    expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
    with widget_site(tmp_path_factory.mktemp("widget")) as found:
        yield found


@pytest.fixture
def widget(page: Page, widgets: WidgetSite) -> WidgetPage:
    neutral(page.context)
    return WidgetPage(page, widgets)
