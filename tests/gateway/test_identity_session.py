"""Sessions, attempts, roles and origins as values, and where sessions are kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from gateway.conversation_store import ConversationStore
from gateway.errors import ConversationsError
from gateway.identities.attempt import (
    browser_of,
    new_attempt,
    new_browser,
    resumed,
    same_site_path,
)
from gateway.identities.role import RoleRules, opaque
from gateway.identities.same_origin import is_same_origin
from gateway.identities.session import Limits, Session, is_token, key_of, new_token
from gateway.identities.sessions import Sessions
from gateway.identity import Role
from gateway.journal import Journal
from gateway.session_store import SessionStore
from knowledge.database import open_engine
from tests.gateway.world import MONDAY

LIMITS = Limits(timedelta(hours=1), timedelta(hours=10))
PROFESSIONAL: frozenset[Role] = frozenset({"professional"})
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(database: str) -> Iterator[SessionStore]:
    made = SessionStore(database)
    yield made
    made.close()


def begun(token: str, attempt: str = "one") -> Session:
    roles: frozenset[Role] = frozenset({"professional", "operator"})
    return Session(key_of(token), "who", roles, MONDAY, MONDAY, attempt)


def test_a_session_is_kept_renewed_and_erased(store: SessionStore) -> None:
    one, other = begun("one"), begun("other", "two")
    assert store.add(one)
    assert store.add(other)
    assert store.find(one.key) == one
    store.renew(one.key, MONDAY + MINUTE)
    assert store.find(one.key) == replace(one, seen_at=MONDAY + MINUTE)
    store.erase(one.key)
    assert store.find(one.key) is None
    assert store.find(other.key) == other


def test_an_attempt_begins_one_session_only(store: SessionStore) -> None:
    assert store.add(begun("one"))
    assert not store.add(begun("other"))
    assert store.find(key_of("other")) is None


def test_sessions_past_their_limits_leave_the_database(store: SessionStore) -> None:
    resting, long, fresh = (begun(name, name) for name in ("resting", "long", "fresh"))
    now = MONDAY + timedelta(hours=10)
    store.add(resting)
    store.add(replace(long, seen_at=now))
    store.add(replace(fresh, begun_at=now - MINUTE, seen_at=now - MINUTE))
    assert store.erase_past(LIMITS, now) == 2
    assert store.find(fresh.key)


def test_both_stores_can_make_their_tables_at_once(database: str) -> None:
    sessions, talks = SessionStore(database), ConversationStore(database)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(sessions.find, "none")
        second = pool.submit(talks.check)
        assert first.result() is None
        second.result()
    sessions.close()
    talks.close()


def test_a_database_of_the_version_before_gains_the_table(database: str) -> None:
    talks = ConversationStore(database)
    talks.check()
    talks.close()
    engine = open_engine(database)
    with engine.begin() as connection:
        connection.execute(text("drop table gateway_sessions"))
        connection.execute(text("update gateway_schema set version_num = '0001'"))
    engine.dispose()
    store = SessionStore(database)
    assert store.add(begun("one"))
    store.close()


def test_a_database_that_is_down_is_left_alone_for_a_while(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    now = [0.0]
    made = Sessions(
        SessionStore(f"sqlite:///{tmp_path}/file/no.db"),
        LIMITS,
        Journal(),
        clock=lambda: now[0],
    )
    for reason in ("Error", "resting"):
        with pytest.raises(ConversationsError, match=reason):
            made.person(new_token(), MONDAY)
    now[0] = 5.0
    with pytest.raises(ConversationsError) as raised:
        made.person(new_token(), MONDAY)
    assert "resting" not in str(raised.value)


@pytest.mark.parametrize(
    ("seen", "at", "are_past"),
    [(0, 59, False), (0, 60, True), (590, 599, False), (599, 600, True)],
)
def test_a_session_lasts_an_hour_unused_and_ten_in_all(
    seen: int, at: int, are_past: bool
) -> None:
    session = replace(begun("one"), seen_at=MONDAY + seen * MINUTE)
    assert LIMITS.are_past(session, MONDAY + at * MINUTE) is are_past


def test_only_what_could_have_been_made_here_is_a_token() -> None:
    assert is_token(new_token())
    for wrong in (None, "", "short", "a" * 44, "é" * 43, "a" * 42 + "\n"):
        assert not is_token(wrong)


def test_an_attempt_is_the_same_wherever_it_is_resumed() -> None:
    browser = browser_of(new_browser("/topics?find=a").cookie())
    assert browser is not None
    assert browser.path == "/topics?find=a"
    attempt = new_attempt(browser, MONDAY)
    assert resumed(browser, attempt.state, MONDAY + 9 * MINUTE) == attempt
    assert resumed(browser, attempt.state, MONDAY + 10 * MINUTE) is None
    assert resumed(browser, attempt.state, MONDAY - MINUTE) is None
    assert resumed(new_browser("/"), attempt.state, MONDAY) is None
    assert browser.secret not in repr(attempt)
    assert len({attempt.state, attempt.nonce, attempt.verifier}) == 3


@given(st.text())
def test_no_state_and_no_cookie_of_others_is_an_error(anything: str) -> None:
    assert resumed(new_browser("/"), anything, MONDAY) is None
    assert browser_of(anything) is None


@given(st.text())
def test_a_path_never_leaves_the_site(wish: str) -> None:
    for prefix in ("", "/", "//", "/\\", "https://"):
        found = same_site_path(prefix + wish)
        assert found[0] == "/"
        assert found[1:2] not in ("/", "\\")
        assert found.isascii()
        assert found.isprintable()


RULES = RoleRules(
    "realm_access.roles",
    {
        "professional": frozenset({"staff", "nurses"}),
        "content_owner": frozenset({"editors"}),
        "operator": frozenset({"it"}),
    },
)


@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        ({"realm_access": {"roles": ["nurses"]}}, {"professional"}),
        ({"realm_access": {"roles": ["it"]}}, {"professional", "operator"}),
        (
            {"realm_access.roles": ["editors", "staff"]},
            {"professional", "content_owner"},
        ),
        ({"realm_access": {"roles": "staff"}}, {"professional"}),
        ({"realm_access": {"roles": ["staffed"]}}, set()),
        ({"realm_access": ["staff"]}, set()),
        ({"roles": ["staff"]}, set()),
        ({}, set()),
    ],
)
def test_roles_come_from_the_claim_that_was_named(
    claims: dict[str, object], roles: set[str]
) -> None:
    assert RULES.roles(claims) == roles


def test_a_person_is_known_by_a_hash_that_only_this_service_can_make() -> None:
    one = opaque("https://a.example", "jo", b"key")
    assert one == opaque("https://a.example", "jo", b"key")
    others = {
        opaque("https://b.example", "jo", b"key"),
        opaque("https://a.example", "jo", b"another"),
        opaque("https://a.examplej", "o", b"key"),
    }
    assert one not in others
    assert "jo" not in one


OWN = {"host": "help.example:8443"}


@pytest.mark.parametrize(
    ("headers", "is_same"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": ""}, False),
        ({"origin": "https://help.example:8443"}, True),
        ({"origin": "https://help.example"}, False),
        ({"origin": "https://front.example"}, True),
        ({"origin": "https://front.example.evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({}, False),
    ],
)
def test_an_origin_is_ours_when_the_browser_says_so(
    headers: dict[str, str], is_same: bool
) -> None:
    assert is_same_origin({**OWN, **headers}, {"https://front.example"}) is is_same
