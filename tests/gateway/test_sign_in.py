"""Signing in and out, as people and attackers do it, with real providers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from knowledge.content import Content
from knowledge.reading import read_or_raise
from tests.gateway.office import Office, local, office
from tests.gateway.openid import CLIENT, OpenIdProvider, open_id_provider
from tests.gateway.world import DANGER

PATIENCE = 20.0
NIGHT = timedelta(hours=10, minutes=1)


@pytest.fixture(scope="module")
def content() -> Content:
    return read_or_raise()


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenIdProvider]:
    with open_id_provider() as made:
        yield made


@pytest.fixture(scope="module")
def shared(
    provider: OpenIdProvider,
    content: Content,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    with office(folder, provider.address, content) as made:
        yield made


@pytest.fixture
def work(shared: Office, provider: OpenIdProvider) -> Office:
    provider.reset()
    shared.later = timedelta()
    return shared


@pytest.fixture(scope="module")
def bought() -> Iterator[str]:
    """oidc-provider-mock in a process of its own, as it warns of its libraries."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "oidc_provider_mock",
            "-H",
            "127.0.0.1",
            "-p",
            str(port),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    issuer = f"http://127.0.0.1:{port}"
    try:
        _await(f"{issuer}/.well-known/openid-configuration")
        yield issuer
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if httpx.get(address, trust_env=False).is_success:
                return
        except httpx.TransportError:
            if time.monotonic() > end:
                raise
        time.sleep(0.1)


# A provider that others wrote.


def test_somebody_signs_in_talks_and_signs_out_with_a_provider_of_others(
    bought: str, content: Content, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = {"name": "Jo Example", "email": "jo@example.org", "roles": ["operator"]}
    with office(tmp_path, bought, content) as work:
        httpx.put(f"{bought}/users/jo-subject", json=person, trust_env=False)
        browser = work.browser()
        assert browser.get("/").headers["location"] == "/sign-in"
        form = browser.begin()
        assert (
            f"client_id={CLIENT}" in httpx.get(form, trust_env=False).url.query.decode()
        )
        said = httpx.post(form, data={"sub": "jo-subject"}, trust_env=False)
        done = browser.get(local(said.headers["location"]))
        assert (done.status_code, done.headers["location"]) == (303, "/")
        assert browser.get("/").status_code == 200
        talk = browser.begin_talk()
        assert browser.call("POST", f"{talk}/messages", {"text": "hello"}).is_success
        out = browser.post("/sign-out")
        assert out.headers["refresh"].startswith(f"0; url={bought}/oauth2/end_session")
        assert httpx.get(out.headers["refresh"][7:], trust_env=False).is_success
        assert browser.get("/").headers["location"] == "/sign-in"
        kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*.db*"))
    printed = capsys.readouterr().out
    for personal in ("Jo Example", "jo@example.org", "jo-subject"):
        assert personal.encode() not in kept
        assert personal not in printed
    assert "sign_in" not in printed, "nothing failed"


def test_somebody_who_says_no_to_that_provider_is_not_signed_in(
    bought: str, content: Content, tmp_path: Path
) -> None:
    with office(tmp_path, bought, content) as work:
        browser = work.browser()
        said = httpx.post(browser.begin(), data={"action": "deny"}, trust_env=False)
        back = local(said.headers["location"])
        assert "error=access_denied" in back
        state = "" if "state=" in back else f"&state={state_of(browser.begin())}"
        assert outcome(browser.get(back + state)) == (403, "refused")
        assert not browser.is_signed_in


# What is asked of the provider, and where people arrive.


def test_the_provider_is_asked_for_no_more_than_who_it_is(work: Office) -> None:
    asked = query(work.browser().begin())
    assert asked["scope"] == "openid"
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    other = query(work.browser().begin())
    for name in ("state", "nonce", "code_challenge"):
        assert asked[name] != other[name]


@pytest.mark.parametrize(
    "wish", ["/topics/maars/criteria", "/contacts?find=massh&open=1", "/"]
)
def test_people_arrive_where_they_wanted_to_go(work: Office, wish: str) -> None:
    browser = work.browser()
    assert browser.sign_in(wish).headers["location"] == wish
    again = browser.client.get("/sign-in", params={"to": wish})
    assert again.headers["location"] == wish


@pytest.mark.parametrize(
    "wish",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%0d%0aset-cookie:a=b\r\nx: y",
        "contacts",
        "/contacts#//evil.example",
        "/" + "a" * 400,
    ],
)
def test_nobody_is_led_to_another_site(work: Office, wish: str) -> None:
    browser = work.browser()
    assert browser.sign_in(wish).headers["location"] == "/"
    again = browser.client.get("/sign-in", params={"to": wish})
    assert again.headers["location"] == "/"


def test_the_cookies_are_kept_from_scripts_and_other_sites(work: Office) -> None:
    browser = work.browser()
    begun = browser.client.get("/sign-in").headers["set-cookie"].lower()
    done = browser.sign_in().headers["set-cookie"].lower()
    for cookie in (begun, done):
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "path=/" in cookie
        assert "domain" not in cookie
    assert "max-age=600" in begun
    assert "safeguarding_session" in done


# Attempts that do not count.


def test_an_attempt_counts_in_the_browser_that_began_it_only(work: Office) -> None:
    victim, attacker = work.browser(), work.browser()
    victim.begin()
    back = attacker.consent(attacker.begin())
    assert outcome(victim.get(back)) == (400, "stale")
    assert outcome(work.browser().get(back)) == (400, "stale")
    assert not victim.is_signed_in


def test_an_attempt_counts_once(work: Office) -> None:
    browser = work.browser()
    address = browser.begin()
    kept = browser.cookie("sign_in")
    assert kept is not None
    browser.get(browser.consent(address))
    thief = work.browser().with_cookie("sign_in", kept)
    assert outcome(thief.get(thief.consent(address))) == (400, "stale")
    assert not thief.is_signed_in


def test_a_code_counts_once(work: Office, provider: OpenIdProvider) -> None:
    browser = work.browser()
    back = browser.consent(browser.begin())
    code = query(back)["code"]
    assert browser.get(back).status_code == 303
    other = work.browser()
    state = state_of(other.begin())
    answer = other.get(f"/sign-in/done?code={code}&state={state}")
    assert outcome(answer) == (403, "refused")
    assert provider.refusals == ["code"]


def test_a_stolen_code_does_not_fit_another_attempt(
    work: Office, provider: OpenIdProvider
) -> None:
    """PKCE: the code of the victim, brought into a talk that the thief began."""
    victim, thief = work.browser(), work.browser()
    code = query(victim.consent(victim.begin()))["code"]
    state = state_of(thief.begin())
    answer = thief.get(f"/sign-in/done?code={code}&state={state}")
    assert outcome(answer) == (403, "refused")
    assert provider.refusals == ["verifier"]


@pytest.mark.parametrize(
    "change",
    [
        lambda state: state[:0],
        lambda state: state[:-1] + ("A" if state[-1] != "A" else "B"),
        lambda state: "9" + state,
        lambda state: state.partition(".")[2],
        lambda state: "…" * len(state),
    ],
)
def test_a_state_that_was_altered_is_refused(work: Office, change: object) -> None:
    assert callable(change)
    browser = work.browser()
    asked = query(browser.consent(browser.begin()))
    said = {"code": asked["code"], "state": change(asked["state"])}
    answer = browser.client.get("/sign-in/done", params=said)
    assert outcome(answer) == (400, "stale")


def test_without_a_state_or_a_code_nobody_is_signed_in(work: Office) -> None:
    browser = work.browser()
    asked = query(browser.consent(browser.begin()))
    missing = browser.get(f"/sign-in/done?code={asked['code']}")
    assert outcome(missing) == (400, "stale")
    missing = browser.get(f"/sign-in/done?state={asked['state']}")
    assert outcome(missing) == (403, "refused")


def test_an_attempt_ends_after_ten_minutes(work: Office) -> None:
    browser = work.browser()
    back = browser.consent(browser.begin())
    work.later = timedelta(minutes=10, seconds=1)
    assert outcome(browser.get(back)) == (400, "stale")


def test_the_answer_of_another_provider_is_refused(work: Office) -> None:
    browser = work.browser()
    back = browser.consent(browser.begin())
    answer = browser.get(f"{back}&iss=https://evil.example")
    assert outcome(answer) == (403, "refused")


def test_two_tabs_can_sign_in(work: Office) -> None:
    browser = work.browser()
    first, second = browser.begin("/topics"), browser.begin("/contacts")
    assert browser.get(browser.consent(first)).headers["location"] == "/contacts"
    late = browser.get(browser.consent(second))
    assert (late.status_code, late.headers["location"]) == (303, "/")
    assert browser.is_signed_in


# Sessions.


def test_a_made_up_session_is_nobodys(work: Office) -> None:
    for token in ("", "a", "A" * 43, "a" * 4000, "' or 1=1 --"):
        browser = work.browser().with_cookie("session", token)
        assert not browser.is_signed_in
        assert browser.get("/").headers["location"] == "/sign-in"
        assert browser.get("/contacts").status_code == 200


def test_the_database_opens_no_session(work: Office) -> None:
    browser = work.browser()
    browser.sign_in()
    token = browser.cookie("session")
    assert token
    kept = b"".join(path.read_bytes() for path in work.folder.rglob("*.db*"))
    assert token.encode() not in kept


def test_signing_in_ends_the_session_before(work: Office) -> None:
    browser = work.browser()
    first, second = browser.begin(), browser.begin()
    secret = browser.cookie("sign_in")
    browser.get(browser.consent(first))
    former = browser.cookie("session")
    assert former
    assert secret
    browser.with_cookie("sign_in", secret)
    browser.get(browser.consent(second))
    assert browser.is_signed_in
    assert browser.cookie("session") != former
    assert not work.browser().with_cookie("session", former).is_signed_in


def test_a_session_ends_when_it_rests(work: Office) -> None:
    browser = work.browser()
    browser.sign_in()
    for minutes in (59, 118):
        work.later = timedelta(minutes=minutes)
        assert browser.is_signed_in, minutes
    work.later = timedelta(minutes=118 + 60)
    assert not browser.is_signed_in
    work.later = timedelta(minutes=118)
    assert not browser.is_signed_in, "it does not come back"


def test_a_session_ends_even_in_use(work: Office) -> None:
    browser = work.browser()
    browser.sign_in()
    for minutes in range(50, 600, 50):
        work.later = timedelta(minutes=minutes)
        assert browser.is_signed_in, minutes
    work.later = NIGHT
    assert not browser.is_signed_in


def test_signing_out_ends_the_session_everywhere(work: Office) -> None:
    browser = work.browser()
    browser.sign_in()
    token = browser.cookie("session")
    assert token
    assert "Do you want to sign out?" in browser.get("/sign-out").text
    assert browser.is_signed_in, "looking at the page signs nobody out"
    out = browser.post("/sign-out")
    assert outcome(out) == (200, "signed_out")
    assert f"client_id={CLIENT}" in out.headers["refresh"]
    assert browser.cookie("session") is None
    assert not work.browser().with_cookie("session", token).is_signed_in


def test_signing_out_works_where_the_provider_has_no_such_page(
    content: Content, provider: OpenIdProvider, tmp_path: Path
) -> None:
    provider.reset()
    provider.description = {"end_session_endpoint": None}
    with office(tmp_path, provider.address, content) as work:
        browser = work.browser()
        browser.sign_in()
        out = browser.post("/sign-out")
        assert outcome(out) == (200, "signed_out")
        assert "refresh" not in out.headers
        assert not browser.is_signed_in


# Other sites.


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
    ],
)
def test_another_site_does_nothing_in_a_persons_name(
    work: Office, headers: dict[str, str]
) -> None:
    browser = work.browser()
    browser.sign_in()
    talk = browser.begin_talk()
    plain = {"sec-fetch-site": "", **headers}
    calls = [
        ("POST", "/sign-out", None),
        ("POST", "/api/v1/conversations", {"audience": "professional"}),
        ("POST", f"{talk}/messages", {"text": "hello"}),
        ("DELETE", talk, None),
    ]
    for method, path, said in calls:
        answer = browser.call(method, path, said, **plain)
        assert answer.status_code == 403, path
        assert "another website" in answer.json()["detail"]
        assert "999" in answer.json()["detail"]
    assert browser.is_signed_in
    assert browser.call("GET", talk).status_code == 200


@pytest.mark.parametrize("is_named_by_proxy", [True, False])
def test_a_browser_that_names_its_origin_only_is_served(
    work: Office, is_named_by_proxy: bool
) -> None:
    browser = work.browser()
    browser.sign_in()
    own = "http://127.0.0.1:8000" if is_named_by_proxy else work.address
    headers = {"sec-fetch-site": "", "origin": own}
    made = browser.call("POST", "/api/v1/conversations", {}, **headers)
    assert made.status_code == 201


# Conversations.


def test_a_professionals_conversation_needs_an_identity_at_every_call(
    work: Office,
) -> None:
    browser, stranger, colleague = work.browser(), work.browser(), work.browser()
    browser.sign_in()
    colleague.sign_in()
    talk = browser.begin_talk()
    said = browser.call("POST", f"{talk}/messages", {"text": "hello"})
    rating = {"reference": said.json()["reference"], "helpful": True}
    calls = [
        ("GET", talk, None, 200),
        ("POST", f"{talk}/messages", {"text": "hello"}, 200),
        ("POST", f"{talk}/feedback", rating, 204),
        ("DELETE", talk, None, 204),
    ]
    for method, path, body, _ in calls:
        refused = stranger.call(method, path, body)
        assert refused.status_code == 403, path
        assert "sign in again" in refused.json()["detail"]
        assert "999" in refused.json()["detail"]
    for method, path, body, status in calls:
        assert colleague.call(method, path, body).status_code == status, path


def test_danger_is_answered_whoever_says_it(work: Office) -> None:
    browser, stranger = work.browser(), work.browser()
    browser.sign_in()
    talk = browser.begin_talk()
    asked = len(work.rasa.asked)
    said = stranger.call("POST", f"{talk}/messages", {"text": DANGER})
    assert said.status_code == 200
    name, _, metadata = work.rasa.asked[asked]
    assert metadata["audience"] == "public"
    assert name not in talk
    assert browser.call("GET", talk).json()["turns"] == []
    assert stranger.call("GET", f"/api/v1/conversations/{name}").status_code == 404


def test_the_public_never_needs_to_sign_in(work: Office) -> None:
    browser = work.browser()
    talk = browser.begin_talk("public")
    for headers in ({}, {"sec-fetch-site": "", "origin": ""}):
        said = browser.call("POST", f"{talk}/messages", {"text": "hello"}, **headers)
        assert said.status_code == 200
    assert browser.get("/contacts").status_code == 200
    assert browser.call("GET", talk).status_code == 200
    assert browser.call("DELETE", talk).status_code == 204


# When parts are down.


def test_with_the_provider_down_people_see_whom_to_ring(
    content: Content, tmp_path: Path
) -> None:
    with open_id_provider() as gone:
        issuer = gone.address
    with office(tmp_path, issuer, content) as work:
        browser = work.browser()
        talk = browser.begin_talk("public")
        page = browser.get("/sign-in")
        assert outcome(page) == (503, "down")
        assert 'data-contact="emergency_999"' in page.text
        assert 'data-contact="massh"' in page.text
        assert browser.get("/contacts").status_code == 200
        said = browser.call("POST", f"{talk}/messages", {"text": "hello"})
        assert said.status_code == 200


def test_with_the_database_down_a_professional_is_answered_as_the_public(
    content: Content, provider: OpenIdProvider, tmp_path: Path
) -> None:
    provider.reset()
    with office(tmp_path, provider.address, content) as work:
        browser = work.browser()
        browser.sign_in()
        talk = browser.begin_talk()
        browser.call("POST", f"{talk}/messages", {"text": "hello"})
        for path in work.folder.glob("conversations.db*"):
            path.write_bytes(b"no database")
        said = browser.call("POST", f"{talk}/messages", {"text": "hello"})
        assert said.status_code == 200
        work.browser().call("POST", f"{talk}/messages", {"text": "hello"})
        asked = [metadata["audience"] for _, _, metadata in work.rasa.asked]
        assert asked == ["professional", "public", "public"]
        assert browser.call("GET", talk).status_code == 503
        assert not browser.is_signed_in, "what is for professionals stays closed"
        late = work.browser()
        assert outcome(late.sign_in()) == (503, "down")


def outcome(answer: httpx.Response) -> tuple[int, str]:
    """The status, and what the page says happened."""
    assert "999" in answer.text
    assert 'href="/contacts"' in answer.text
    found = answer.text.partition('data-outcome="')[2].partition('"')[0]
    return answer.status_code, found


def query(address: str) -> dict[str, str]:
    return {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}


def state_of(address: str) -> str:
    return query(address)["state"]
