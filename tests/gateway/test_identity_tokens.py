"""Forged and faulty tokens, put to a real gateway by a real provider that lies."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from knowledge.reading import read_or_raise
from tests.gateway.office import Office, office
from tests.gateway.openid import (
    CLIENT,
    SECRET,
    Claims,
    OpenIdProvider,
    coded,
    open_id_provider,
    rsa_key,
    shared,
    signed,
    unsigned,
)

Lie = Callable[[OpenIdProvider], None]


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
        yield made


@pytest.fixture(autouse=True)
def _honest(provider: OpenIdProvider) -> None:
    provider.reset()


@pytest.fixture(scope="module")
def stranger() -> RSAKey:
    """A key that the provider never published, under the name of one it did."""
    return rsa_key("first")


def says(**claims: object) -> Lie:
    """None takes a claim out; a function is given the moment in seconds."""

    def lie(provider: OpenIdProvider) -> None:
        now = int(time.time())
        provider.claims = {k: v(now) if callable(v) else v for k, v in claims.items()}

    return lie


def signs(how: Callable[[OpenIdProvider, dict[str, Any], Claims], str]) -> Lie:
    def lie(provider: OpenIdProvider) -> None:
        provider.sign = lambda header, claims: how(provider, header, claims)

    return lie


def _altered(provider: OpenIdProvider, header: dict[str, Any], claims: Claims) -> str:
    first, _, last = signed(header, claims, provider.key).split(".")
    more = json.dumps({**claims, "roles": ["operator"]}).encode()
    return f"{first}.{coded(more)}.{last}"


def _hmac(key: bytes) -> Lie:
    return signs(lambda _, header, claims: shared(header, claims, key))


def _with_public_key(
    provider: OpenIdProvider, header: dict[str, Any], claims: Claims
) -> str:
    """The classic: the public key, known to all, taken for a shared secret."""
    return shared(header, claims, provider.key.as_pem(private=False))


FORGED: dict[str, Lie] = {
    "another issuer": says(iss="https://evil.example"),
    "an issuer with a slash more": lambda p: says(iss=f"{p.address}/")(p),
    "no issuer": says(iss=None),
    "another audience": says(aud="another-service"),
    "another audience, by us": says(aud="another-service", azp=CLIENT),
    "several audiences without us": says(aud=["one", "another"], azp=CLIENT),
    "no audience": says(aud=None),
    "several audiences and no azp": says(aud=[CLIENT, "another-service"]),
    "issued to another client": says(azp="another-service"),
    "expired": says(exp=lambda now: now - 70),
    "no expiry": says(exp=None),
    "an expiry that is no number": says(exp="never"),
    "not yet valid": says(nbf=lambda now: now + 120),
    "issued in the future": says(iat=lambda now: now + 120),
    "no time of issue": says(iat=None),
    "nobody": says(sub=None),
    "an empty subject": says(sub=""),
    "another nonce": says(nonce="another"),
    "no nonce": says(nonce=None),
    "another access token": says(at_hash="bm90LXRoaXMtb25l"),
    "no signature": signs(lambda _, header, claims: unsigned(header, claims)),
    "altered after signing": signs(_altered),
    "HS256 with the public key": signs(_with_public_key),
    "HS256 with the client's secret": _hmac(SECRET.encode()),
    "an algorithm that is not allowed": signs(
        lambda p, header, claims: signed({**header, "alg": "RS512"}, claims, p.key)
    ),
    "an unknown key": lambda p: p.header.update(kid="third"),
    "no key's name where there are two": lambda p: p.header.update(kid=None),
    "a key of another kind": lambda p: p.header.update(kid="second"),
    "a critical header nobody knows": lambda p: p.header.update(
        crit=["exp2"], exp2="now"
    ),
    "no token at all": signs(lambda *_: "not.a.token"),
    "a very long token": signs(lambda *_: "e" * 20_000),
}


@pytest.mark.parametrize("lie", FORGED.values(), ids=list(FORGED))
def test_a_forged_token_signs_nobody_in(
    work: Office, provider: OpenIdProvider, lie: Lie
) -> None:
    lie(provider)
    browser = work.browser()
    answer = browser.sign_in()
    assert answer.status_code == 403, answer.headers
    assert 'data-outcome="refused"' in answer.text
    assert browser.cookie("session") is None
    assert not browser.is_signed_in


def test_a_key_the_provider_never_published_signs_nobody_in(
    work: Office, provider: OpenIdProvider, stranger: RSAKey
) -> None:
    for header in ({}, {"jwk": stranger.as_dict(private=False)}):
        provider.header = dict(header)
        provider.sign = lambda head, claims: signed(head, claims, stranger)
        assert work.browser().sign_in().status_code == 403


HONEST: dict[str, Lie] = {
    "as it should be": lambda _: None,
    "PS256": lambda p: p.header.update(alg="PS256"),
    "ES256": lambda p: p.header.update(alg="ES256", kid="second"),
    "several audiences, issued to us": says(
        aud=["another-service", CLIENT], azp=CLIENT
    ),
    "a clock that is behind": says(exp=lambda now: now - 30),
    "a clock that is ahead": says(iat=lambda now: now + 30, nbf=lambda now: now + 30),
}


@pytest.mark.parametrize("truth", HONEST.values(), ids=list(HONEST))
def test_an_honest_token_signs_somebody_in(
    work: Office, provider: OpenIdProvider, truth: Lie
) -> None:
    truth(provider)
    browser = work.browser()
    assert browser.sign_in("/contacts").headers["location"] == "/contacts"
    assert browser.is_signed_in


ROLES: dict[str, tuple[object, bool]] = {
    "a value of ours": (["professional", "other"], True),
    "one string": ("other professional", True),
    "an operator is a professional, too": (["operator"], True),
    "none": ([], False),
    "not there": (None, False),
    "values of others": (["professionals", "Professional"], False),
    "numbers": ([1, True], False),
    "an object": ({"professional": True}, False),
}


@pytest.mark.parametrize(("roles", "is_let_in"), ROLES.values(), ids=list(ROLES))
def test_only_a_role_lets_somebody_in(
    work: Office, provider: OpenIdProvider, roles: object, is_let_in: bool
) -> None:
    provider.claims = {"roles": roles}
    browser = work.browser()
    answer = browser.sign_in()
    assert browser.is_signed_in is is_let_in
    if not is_let_in:
        assert answer.status_code == 403
        assert 'data-outcome="not_allowed"' in answer.text
