"""The pages without script, as the server writes them: contacts, topics, the form."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from gateway.statement import Statement, TestedState, read_statement
from knowledge.content import Content
from knowledge.reading import read_or_raise
from tests.browser.site import site

PAGE = {"accept": "text/html"}
OWN = {**PAGE, "sec-fetch-site": "same-origin"}
KNIFE = "he's got a knife and he's in the house"
CRITERIA = "what are the MAARS criteria?"
ID = re.compile(r'name="conversation" value="([^"]*)"')


@pytest.fixture(scope="module")
def content() -> Content:
    return read_or_raise()


@pytest.fixture(scope="module")
def professional(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=address, headers=PAGE, trust_env=False, timeout=60
    ) as client:
        yield client


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("public")
    with (
        site(folder, who="none") as address,
        httpx.Client(
            base_url=address, headers=PAGE, trust_env=False, timeout=60
        ) as client,
    ):
        yield client


def shown(page: str) -> list[str]:
    """The contacts on a page that a search did not leave out."""
    cards = re.findall(r'<li [^>]*data-contact="[^>]+>', page)
    return [
        card.split('data-contact="')[1].split('"')[0]
        for card in cards
        if " hidden" not in card
    ]


def test_contacts_are_found_by_name_number_and_reader(
    professional: httpx.Client,
) -> None:
    for typed in ("MASSH", "0161 217 6028", "01612176028"):
        page = professional.get("/contacts", params={"find": typed}).text
        assert "massh" in shown(page)
        assert "samaritans" not in shown(page)
    assert (
        "1 shown" in professional.get("/contacts", params={"find": "01612176028"}).text
    )


def test_only_open_contacts_are_left_by_the_filter(professional: httpx.Client) -> None:
    all_of_them = shown(professional.get("/contacts").text)
    page = professional.get("/contacts", params={"open": "1"}).text
    left = shown(page)
    assert 0 < len(left) < len(all_of_them)
    assert f"{len(left)} shown" in page
    assert "massh" in left
    assert re.search(r'name="open" value="1" checked', page)


def test_search_without_a_match_says_so(professional: httpx.Client) -> None:
    page = professional.get("/contacts", params={"find": '"><script>'}).text
    assert shown(page) == []
    assert "None shown" in page
    assert '"><script>' not in page
    assert html.escape('"><script>', quote=True).replace("&quot;", "&#34;") in page


def test_topics_hold_every_answer_of_the_reader(
    content: Content, professional: httpx.Client, public: httpx.Client
) -> None:
    everything = {topic for topic, _, _ in content.topics()}
    open_to_all = {t for t, area, _ in content.topics() if area.audience == "everyone"}
    for client, expected in ((professional, everything), (public, open_to_all)):
        page = client.get("/topics").text
        assert set(re.findall(r'href="/topics/([^"]+)"', page)) == expected


def test_topics_are_narrowed_by_what_people_call_them(
    professional: httpx.Client,
) -> None:
    page = professional.get(
        "/topics", params={"find": "safeguarding adult review"}
    ).text
    entries = re.findall(r"<li data-find[^>]*>", page)
    left = [entry for entry in entries if " hidden" not in entry]
    assert 0 < len(left) < 40
    assert f"{len(left)} shown" in page


def test_topic_shows_the_answer_with_sources_contacts_and_review(
    content: Content, professional: httpx.Client
) -> None:
    page = html.unescape(professional.get("/topics/maars/criteria").text)
    assert content.areas["maars"].points["criteria"].summary.split(".")[0] in page
    assert "Reviewed on" in page
    assert 'class="sources"' in page
    assert 'data-contact="adult_social_care"' in page
    assert "These are guides to professional judgement" in page


def test_every_topic_can_be_opened(
    content: Content, professional: httpx.Client
) -> None:
    wrong = [
        topic
        for topic, _, _ in content.topics()
        if professional.get(f"/topics/{topic}").status_code != 200
    ]
    assert wrong == []


def test_public_cannot_open_what_is_for_professionals(public: httpx.Client) -> None:
    refused = public.get("/topics/maars/criteria")
    assert refused.status_code == 404
    assert "We do not have that answer" in refused.text
    assert 'href="tel:999"' in refused.text
    assert public.get("/topics/massh/contact").status_code == 200


def test_form_answers_with_contacts_and_sources(professional: httpx.Client) -> None:
    page = professional.post("/ask", data={"text": CRITERIA}, headers=OWN).text
    assert 'data-topic="maars/criteria"' in page
    assert 'class="sources"' in page
    assert 'data-contact="adult_social_care"' in page
    assert CRITERIA in page


def test_form_puts_an_alarm_before_everything_else(public: httpx.Client) -> None:
    page = public.post("/ask", data={"text": KNIFE}, headers=OWN).text
    main = page.partition("<main")[2]
    assert main.index('data-kind="emergency"') < main.index("You asked")
    assert main.index('href="tel:999"') < main.index('data-kind="notice"')
    assert "<title>Emergency" in page


def test_form_goes_on_with_the_same_conversation_and_sets_no_cookie(
    public: httpx.Client,
) -> None:
    first = public.post("/ask", data={"text": "massh"}, headers=OWN)
    name = ID.findall(first.text)[0]
    again = public.post(
        "/ask", data={"text": "massh", "conversation": name}, headers=OWN
    )
    assert set(ID.findall(again.text)) == {name}
    assert "set-cookie" not in {*first.headers, *again.headers}
    turns = public.get(f"/api/v1/conversations/{name}").json()["turns"]
    assert [turn["from"] for turn in turns].count("person") == 2


def test_form_of_the_public_holds_a_public_conversation(public: httpx.Client) -> None:
    page = public.post("/ask", data={"text": CRITERIA}, headers=OWN).text
    name = ID.findall(page)[0]
    read = public.get(f"/api/v1/conversations/{name}").json()
    assert read["audience"] == "public"
    assert "maars" not in re.findall(r'data-contact="([^"]+)"', page)


@pytest.mark.parametrize(
    ("text", "status", "sentence"),
    [("  ", 422, "Please type a few words first"), ("é" * 1001, 413, "too long")],
)
def test_form_keeps_what_cannot_be_sent(
    public: httpx.Client, text: str, status: int, sentence: str
) -> None:
    answer = public.post("/ask", data={"text": text}, headers=OWN)
    assert answer.status_code == status
    assert sentence in answer.text
    assert f"\n{text}</textarea>" in answer.text
    assert 'data-contact="massh"' in answer.text
    assert 'href="tel:999"' in answer.text


def test_form_from_another_site_is_refused(public: httpx.Client) -> None:
    foreign = (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://example.org"},
        {"origin": "null"},
    )
    for headers in foreign:
        answer = public.post("/ask", data={"text": KNIFE}, headers=PAGE | headers)
        assert answer.status_code == 403
        assert 'href="tel:999"' in answer.text
        assert KNIFE in html.unescape(answer.text)
    own = {"origin": str(public.base_url).rstrip("/")}
    for headers in (own, {}):
        answer = public.post("/ask", data={"text": "massh"}, headers=PAGE | headers)
        assert answer.status_code == 200


def test_ended_conversation_is_replaced_without_losing_the_question(
    public: httpx.Client,
) -> None:
    data = {"text": "massh", "conversation": "a" * 32}
    page = public.post("/ask", data=data, headers=OWN).text
    assert "The earlier talk had ended" in page
    assert 'data-topic="massh/contact"' in page


def test_conversation_of_a_professional_is_not_gone_on_with_by_the_public(
    public: httpx.Client, professional: httpx.Client
) -> None:
    """Nor the other way: a conversation keeps the audience it began with."""
    page = public.post("/ask", data={"text": "massh"}, headers=OWN).text
    data = {"text": CRITERIA, "conversation": ID.findall(page)[0]}
    other = professional.post("/ask", data=data, headers=OWN).text
    assert ID.findall(other)[0] != data["conversation"]


def test_talk_is_ended_and_erased_by_a_button(public: httpx.Client) -> None:
    page = public.post("/ask", data={"text": "massh"}, headers=OWN).text
    data = {"conversation": ID.findall(page)[0], "end": "1"}
    ended = public.post("/ask", data=data, headers=OWN).text
    assert "was erased" in ended
    left = public.get(f"/api/v1/conversations/{data['conversation']}")
    assert left.status_code == 404


def test_choice_of_a_question_is_a_button_of_the_form(
    professional: httpx.Client,
) -> None:
    page = professional.post("/ask", data={"text": "which one?"}, headers=OWN).text
    choices = re.findall(r'name="option" value="([^"]+)"', page)
    assert html.unescape(choices[0]) == "What are the MAARS criteria?"
    data = {"option": html.unescape(choices[0]), "conversation": ID.findall(page)[0]}
    answered = professional.post("/ask", data=data, headers=OWN).text
    assert 'data-topic="maars/criteria"' in answered


def test_what_is_typed_into_the_form_is_never_markup(public: httpx.Client) -> None:
    evil = "<script>alert(1)</script>"
    page = public.post("/ask", data={"text": evil}, headers=OWN).text
    assert evil not in page
    assert html.escape(evil) in page


def test_nothing_at_an_address_is_a_page_with_contacts(public: httpx.Client) -> None:
    answer = public.get("/nothing-there")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
    assert 'data-contact="massh"' in answer.text


def test_body_that_is_too_large_is_a_page_with_what_was_typed(
    public: httpx.Client,
) -> None:
    answer = public.post("/ask", data={"text": "word " * 8000}, headers=OWN)
    assert answer.status_code == 413
    assert 'href="tel:999"' in answer.text
    assert "word word word" in answer.text


def test_examples_are_for_developers_only(
    public: httpx.Client, professional: httpx.Client
) -> None:
    assert public.get("/examples").status_code == 404
    assert professional.get("/examples").status_code == 200


def test_accessibility_page_tells_the_result_of_the_test(public: httpx.Client) -> None:
    result = read_statement()
    assert result is not None
    page = public.get("/accessibility").text
    assert f"checked {len(result.states)} states" in page
    assert f"It found {result.violations} faults" in page
    assert f"version {result.axe}" in page
    assert page.count("<tr><th") == len(result.states) + 1
    assert 'href="/accessibility"' in public.get("/contacts").text


def test_result_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    assert read_statement(tmp_path / "none.json") is None
    (tmp_path / "wrong.json").write_text('{"states": []}', encoding="utf-8")
    assert read_statement(tmp_path / "wrong.json") is None


def test_faults_of_all_states_are_added_up() -> None:
    states = (
        TestedState(state="a", violations=1),
        TestedState(state="b", violations=2),
    )
    made = Statement.model_validate(
        {
            "tested_on": "2026-11-22",
            "axe": "4",
            "browser": "x",
            "rules": [],
            "schemes": [],
        }
        | {"states": states}
    )
    assert made.violations == 3
