"""The provider as seen over HTTP: what it says of itself, its keys, its failures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime, timezone
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from gateway.identities.attempt import Attempt, new_attempt, new_browser
from gateway.identities.id_token import TokenError
from gateway.identities.provider import Provider, ProviderError, Registration
from gateway.identities.role import Claims
from tests.gateway.openid import (
    CLIENT,
    REDIRECT,
    SECRET,
    OpenIdProvider,
    open_id_provider,
    rsa_key,
)


@pytest.fixture(scope="module")
def served() -> Iterator[OpenIdProvider]:
    with open_id_provider() as made:
        yield made


@pytest.fixture
def honest(served: OpenIdProvider) -> OpenIdProvider:
    served.reset()
    return served


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


class Client:
    """A provider's client whose hour passes when told."""

    def __init__(self, honest: OpenIdProvider, http: httpx.AsyncClient) -> None:
        self.now = 0.0
        self.registration = Registration(honest.address, CLIENT, SECRET, REDIRECT)
        self.provider = Provider(self.registration, http, clock=lambda: self.now)
        self.honest = honest

    async def sign_in(self) -> Claims:
        attempt = new_attempt(new_browser("/"), moment())
        code = await self.code(attempt)
        return await self.provider.claims(code, attempt, moment())

    async def code(self, attempt: Attempt) -> str:
        address = await self.provider.entrance(attempt)
        return self.honest.code_for(dict(parse_qsl(urlsplit(address).query)))


@pytest.fixture
def client(honest: OpenIdProvider, http: httpx.AsyncClient) -> Client:
    return Client(honest, http)


def moment() -> datetime:
    return datetime.now(timezone.utc)


async def test_a_code_is_exchanged_for_claims(client: Client) -> None:
    assert (await client.sign_in())["sub"] == client.honest.subject


@pytest.mark.parametrize("ways", [["client_secret_post"], ["client_secret_basic"], []])
async def test_the_secret_goes_the_way_the_provider_wants(
    client: Client, ways: list[str]
) -> None:
    client.honest.description = {"token_endpoint_auth_methods_supported": ways}
    assert (await client.sign_in())["sub"] == client.honest.subject


async def test_a_secret_that_ran_out_is_our_fault(
    honest: OpenIdProvider, http: httpx.AsyncClient
) -> None:
    client = Client(honest, http)
    wrong = replace(client.registration, client_secret="wrong")
    client.provider = Provider(wrong, http)
    with pytest.raises(ProviderError, match="wrong"):
        await client.sign_in()
    assert honest.refusals == ["client"]
    code = await client.code(attempt := new_attempt(new_browser("/"), moment()))
    honest.codes.clear()
    client.provider = Provider(client.registration, http)
    with pytest.raises(ProviderError, match="refused"):
        await client.provider.claims(code, attempt, moment())


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
        {"jwks_uri": "file:///etc/passwd"},
    ],
)
async def test_a_provider_that_describes_itself_wrongly_is_not_used(
    client: Client, lie: dict[str, object]
) -> None:
    client.honest.description = lie
    with pytest.raises(ProviderError, match="wrong"):
        await client.sign_in()
    assert "/token" not in client.honest.asked


@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/jwks", "/token"]
)
@pytest.mark.parametrize(
    ("status", "reason"), [(500, "silent"), (302, "wrong"), (404, "wrong")]
)
async def test_a_provider_that_fails_signs_nobody_in(
    client: Client, path: str, status: int, reason: str
) -> None:
    client.honest.statuses = {path: status}
    with pytest.raises(ProviderError, match=reason):
        await client.sign_in()


async def test_a_provider_without_keys_signs_nobody_in(client: Client) -> None:
    client.honest.keys = []
    with pytest.raises(TokenError, match="no_keys"):
        await client.sign_in()


async def test_its_documents_are_read_once_an_hour(client: Client) -> None:
    for now in (0.0, 3599.0):
        client.now = now
        await client.sign_in()
    assert client.honest.asked.count("/jwks") == 1
    client.now = 3600.0
    await client.sign_in()
    assert client.honest.asked.count("/jwks") == 2
    assert client.honest.asked.count("/.well-known/openid-configuration") == 2


async def test_a_new_key_is_taken_up_and_invented_ones_do_not_make_us_ask(
    client: Client,
) -> None:
    await client.sign_in()
    client.honest.key = rsa_key("third")
    client.honest.keys = [client.honest.key]
    client.now = 31.0
    assert (await client.sign_in())["sub"] == client.honest.subject
    assert client.honest.asked.count("/jwks") == 2
    client.honest.header = {"kid": "invented"}
    for _ in range(3):
        with pytest.raises(TokenError, match="key_unknown"):
            await client.sign_in()
    assert client.honest.asked.count("/jwks") == 2


async def test_the_exit_names_the_client_and_no_person(client: Client) -> None:
    exit_ = await client.provider.exit()
    assert exit_ == f"{client.honest.address}/end?client_id={CLIENT}"


@pytest.mark.parametrize("address", [None, "http://evil.example/", 7])
async def test_an_exit_that_cannot_be_used_is_none(
    client: Client, address: object
) -> None:
    client.honest.description = {"end_session_endpoint": address}
    assert await client.provider.exit() is None
