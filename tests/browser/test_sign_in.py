"""Signing in and out in a real browser, whose rules for cookies and forms count."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge.reading import read_or_raise
from tests.browser.axe import SCHEMES, violations
from tests.gateway.office import Office, office
from tests.gateway.openid import OpenIdProvider, open_id_provider

ATTACK = """(address) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    document.body.append(form);
    form.submit();
}"""


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenIdProvider]:
    with open_id_provider() as made:
        yield made


@pytest.fixture(scope="module")
def work(
    provider: OpenIdProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    with office(folder, provider.address, read_or_raise()) as made:
        provider.leads_to = f"{made.address}/sign-in/done"
        yield made


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_a_professional_signs_in_asks_and_signs_out(
    visitor: Page, work: Office, provider: OpenIdProvider
) -> None:
    visitor.goto(f"{work.address}/")
    expect(visitor).to_have_url(f"{work.address}/")
    expect(visitor.locator("safeguarding-chat article").first).to_be_visible()
    assert visitor.evaluate("document.cookie") == ""
    kept = [cookie["name"] for cookie in visitor.context.cookies()]
    assert kept == ["safeguarding_session"]
    visitor.get_by_role("link", name="Sign out").click()
    expect(visitor.locator("[data-outcome=sign_out]")).to_be_visible()
    assert_accessible(visitor)
    visitor.get_by_role("button", name="Sign out").click()
    visitor.wait_for_url(f"{provider.address}/end?**")
    assert visitor.context.cookies() == []


def test_a_page_of_a_neighbour_signs_nobody_out(
    visitor: Page, work: Office, provider: OpenIdProvider
) -> None:
    """Another port of this machine gets the cookie sent, but is another origin."""
    visitor.goto(f"{work.address}/")
    visitor.goto(f"{provider.address}/end")
    with visitor.expect_navigation() as answered:
        visitor.evaluate(ATTACK, f"{work.address}/sign-out")
    assert answered.value is not None
    assert answered.value.status == 403, "which it is with the cookie only"
    visitor.goto(f"{work.address}/sign-out")
    expect(visitor.locator("[data-outcome=sign_out]")).to_be_visible()


def test_what_went_wrong_is_readable_by_everyone(visitor: Page, work: Office) -> None:
    visitor.goto(f"{work.address}/sign-in/done?state=old")
    expect(visitor.locator("[data-outcome=stale]")).to_be_visible()
    assert_accessible(visitor)
    visitor.set_viewport_size({"width": 320, "height": 640})
    assert_accessible(visitor)
    expect(visitor.get_by_role("link", name="999").first).to_be_visible()


def assert_accessible(page: Page) -> None:
    for scheme in SCHEMES:
        found = violations(page, scheme)
        assert found.violations_count == 0, found.generate_report()
