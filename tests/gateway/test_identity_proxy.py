"""The signed header of a reverse proxy: believed from the proxy, for some minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey, Key, OctKey, RSAKey

from gateway.identities.proxy_key import key_of
from gateway.settings import Settings
from tests.gateway.openid import rsa_key, shared, signed, unsigned
from tests.gateway.world import World, begin, client_of

PROXY = "10.0.0.4"
SECRET = "a secret of the proxy, long enough"
PATH = "/api/v1/contacts?audience=professional"
HEADER = "x-safeguarding-identity"


@pytest.fixture
def behind(world: World) -> World:
    """Its clock is the real one, as the header's is."""
    world.moment = datetime.now(timezone.utc)
    world.settings |= {
        "identity": "proxy",
        "host": "0.0.0.0",
        "proxy_addresses": "10.0.0.4 fd00::/64",
        "proxy_key": SECRET,
        "proxy_issuer": "https://proxy.example",
    }
    return world


def said(**changed: object) -> dict[str, Any]:
    now = int(time.time())
    plain = {
        "iss": "https://proxy.example",
        "aud": "safeguarding",
        "sub": "jo.example",
        "iat": now,
        "exp": now + 60,
        "roles": ["content_owner"],
    }
    return {k: v for k, v in {**plain, **changed}.items() if v is not None}


def token(claims: dict[str, Any], alg: str = "HS256", key: Key | None = None) -> str:
    return signed({"alg": alg}, claims, key or OctKey.import_key(SECRET))


async def status(world: World, *tokens: str, address: str = PROXY) -> int:
    async with client_of(world.app(), address) as client:
        return await status_of(client, *tokens)


async def status_of(client: httpx.AsyncClient, *tokens: str) -> int:
    headers = [(HEADER, each) for each in tokens]
    return (await client.get(PATH, headers=headers)).status_code


@pytest.mark.parametrize("address", [PROXY, "fd00::7"])
async def test_the_proxys_word_is_believed(behind: World, address: str) -> None:
    assert await status(behind, token(said()), address=address) == 200


@pytest.mark.parametrize("address", ["10.0.0.5", "127.0.0.1", "::1", "fd01::7", "x"])
async def test_nobody_elses_word_is_believed(
    behind: World, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await status(behind, token(said()), address=address) == 403
    assert "not_by_the_proxy" in capsys.readouterr().out


async def test_without_the_header_everybody_is_the_public(behind: World) -> None:
    async with client_of(behind.app(), "192.0.2.1") as client:
        assert await status_of(client) == 403
        assert (await client.get("/api/v1/contacts")).status_code == 200
        talk = await begin(client)
        answer = await client.post(f"{talk}/messages", json={"text": "hello"})
        assert answer.status_code == 200


FORGED: dict[str, Callable[[], str]] = {
    "another issuer": lambda: token(said(iss="https://evil.example")),
    "no issuer": lambda: token(said(iss=None)),
    "another audience": lambda: token(said(aud="another")),
    "no audience": lambda: token(said(aud=None)),
    "nobody": lambda: token(said(sub=None)),
    "expired": lambda: token(said(exp=int(time.time()) - 70)),
    "no expiry": lambda: token(said(exp=None)),
    "no time of issue": lambda: token(said(iat=None)),
    "good for an hour": lambda: token(said(exp=int(time.time()) + 3600)),
    "of yesterday, good until now": lambda: token(said(iat=int(time.time()) - 86400)),
    "not yet valid": lambda: token(said(nbf=int(time.time()) + 120)),
    "no role": lambda: token(said(roles=[])),
    "another secret": lambda: token(said(), key=OctKey.import_key("another" * 6)),
    "another algorithm": lambda: token(said(), "HS512"),
    "no signature": lambda: unsigned({}, said()),
    "a key of its own": lambda: signed(
        {"alg": "RS256"}, said(), RSAKey.generate_key(2048)
    ),
    "nothing": lambda: "",
    "no token": lambda: "jo.example",
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=list(FORGED))
async def test_a_forged_header_makes_nobody_a_professional(
    behind: World, forged: Callable[[], str]
) -> None:
    assert await status(behind, forged()) == 403


async def test_two_headers_are_one_too_many(behind: World) -> None:
    assert await status(behind, token(said()), token(said())) == 403


@pytest.mark.parametrize(
    ("key", "algorithms"),
    [
        (rsa_key("one"), ("RS256", "PS256")),
        (ECKey.generate_key("P-256"), ("ES256",)),
    ],
    ids=["RSA", "EC"],
)
async def test_a_public_key_checks_its_own_kind_of_signature_only(
    behind: World, key: Key, algorithms: tuple[str, ...]
) -> None:
    public = key.as_pem(private=False)  # type: ignore[union-attr]
    behind.settings["proxy_key"] = public.decode()
    async with client_of(behind.app(), PROXY) as client:
        for alg in algorithms:
            assert await status_of(client, token(said(), alg, key)) == 200
        for secret in (public, public.strip()):
            assert await status_of(client, shared({}, said(), secret)) == 403


async def test_another_site_does_nothing_in_a_persons_name(behind: World) -> None:
    headers = {HEADER: token(said())}
    async with client_of(behind.app(), PROXY) as client:

        async def begun(**more: str) -> int:
            answer = await client.post(
                "/api/v1/conversations",
                json={"audience": "professional"},
                headers={**headers, **more},
            )
            return answer.status_code

        assert await begun() == 403
        assert await begun(**{"sec-fetch-site": "cross-site"}) == 403
        assert await begun(origin="https://evil.example") == 403
        assert await begun(**{"sec-fetch-site": "same-origin"}) == 201


def test_the_key_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    found = Settings(
        identity="proxy",
        proxy_addresses=PROXY,
        proxy_key_file=file,
        proxy_issuer="https://proxy.example",
    )
    assert found.proxy_key.get_secret_value() == SECRET


@pytest.mark.parametrize("text", ["", "short", "-----BEGIN PUBLIC KEY-----\nnonsense"])
def test_a_key_that_cannot_be_used_is_named_with_a_remedy(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        key_of(text)
