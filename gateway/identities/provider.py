"""The OpenID provider of an organisation, such as Entra ID."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote_plus, urlencode, urlsplit

import httpx
from joserfc.jwk import KeySet

from gateway.errors import GatewayError
from gateway.identities.attempt import Attempt
from gateway.identities.id_token import KeyUnknownError, claims_of, keys_of
from gateway.identities.role import Claims
from gateway.settings import is_loopback

ProviderReason = Literal["silent", "wrong", "refused"]
_PATIENCE = 5.0
_FRESH_FOR = 3600.0
_KEYS_AT_MOST_EVERY = 30.0
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderError(GatewayError):
    """The provider gave nothing that can be used: no answer, a wrong one, a no."""

    def __init__(self, reason: ProviderReason) -> None:
        super().__init__(f"provider_{reason}")
        self.reason: ProviderReason = reason


@dataclass(frozen=True)
class Registration:
    """What the provider and this service agreed on."""

    issuer: str
    client_id: str
    client_secret: str
    redirect: str
    scope: str = "openid"


@dataclass(frozen=True)
class Grant:
    """What a code was exchanged for."""

    id_token: str
    access_token: str | None


class Provider:
    """Its documents are kept for an hour; a new signing key is taken up at once."""

    def __init__(
        self,
        registration: Registration,
        http: httpx.AsyncClient,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._registration = registration
        self._http = http
        self._clock = clock
        self._described: tuple[float, Mapping[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    @property
    def issuer(self) -> str:
        return self._registration.issuer

    async def entrance(self, attempt: Attempt) -> str:
        """The address at which a person signs in."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        address: str = prepare_grant_uri(
            (await self._description())["authorization_endpoint"],
            client_id=self._registration.client_id,
            response_type="code",
            redirect_uri=self._registration.redirect,
            scope=self._registration.scope,
            state=attempt.state,
            nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier),
            code_challenge_method="S256",
        )
        return address

    async def claims(self, code: str, attempt: Attempt, at: datetime) -> Claims:
        """What the provider says of the person; a faulty token is a TokenError."""
        grant = await self._exchange(code, attempt.verifier)
        try:
            return self._believed(grant, await self._key_set(), attempt, at)
        except KeyUnknownError:
            renewed = await self._key_set(renew=True)
            return self._believed(grant, renewed, attempt, at)

    async def exit(self) -> str | None:
        """The address at which a person signs out of the provider, if it has one.

        It is not told whose session ends: that would mean keeping the token until then.
        """
        address = (await self._description()).get("end_session_endpoint")
        if not isinstance(address, str) or not _is_safe(address):
            return None
        ours = urlencode({"client_id": self._registration.client_id})
        return f"{address}{'&' if urlsplit(address).query else '?'}{ours}"

    def _believed(
        self, grant: Grant, keys: KeySet, attempt: Attempt, at: datetime
    ) -> Claims:
        return claims_of(
            grant.id_token,
            keys,
            issuer=self._registration.issuer,
            client_id=self._registration.client_id,
            nonce=attempt.nonce,
            access_token=grant.access_token,
            at=at,
        )

    async def _exchange(self, code: str, verifier: str) -> Grant:
        described = await self._description()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._registration.redirect,
            "client_id": self._registration.client_id,
            "code_verifier": verifier,
        }
        secret = self._registration.client_secret
        ways = described.get("token_endpoint_auth_methods_supported", ())
        auth = None
        if "client_secret_post" in ways:
            form["client_secret"] = secret
        else:
            # RFC 6749, 2.3.1: both parts are encoded before they are joined.
            name = quote_plus(self._registration.client_id)
            auth = httpx.BasicAuth(name, quote_plus(secret))
        request = self._http.build_request(
            "POST",
            described["token_endpoint"],
            data=form,
            headers={"accept": "application/json"},
            timeout=_PATIENCE,
        )
        said = await self._json(request, auth)
        id_token, access_token = said.get("id_token"), said.get("access_token")
        if not isinstance(id_token, str):
            raise ProviderError("wrong")
        return Grant(id_token, access_token if isinstance(access_token, str) else None)

    async def _description(self) -> Mapping[str, Any]:
        from authlib.oidc.discovery import get_well_known_url

        now = self._clock()
        if self._described is None or now - self._described[0] >= _FRESH_FOR:
            found = await self._get(get_well_known_url(self.issuer, external=True))
            if found.get("issuer") != self.issuer or not all(
                isinstance(found.get(name), str) and _is_safe(found[name])
                for name in _NEEDED
            ):
                raise ProviderError("wrong")
            self._described = now, found
        return self._described[1]

    async def _key_set(self, renew: bool = False) -> KeySet:
        """Forged tokens with invented keys must not make us ask again and again."""
        now = self._clock()
        held = self._keys
        if held is not None:
            age = now - held[0]
            if age < (_KEYS_AT_MOST_EVERY if renew else _FRESH_FOR):
                return held[1]
        found = keys_of(await self._get((await self._description())["jwks_uri"]))
        self._keys = now, found
        return found

    async def _get(self, address: str) -> Mapping[str, Any]:
        request = self._http.build_request("GET", address, timeout=_PATIENCE)
        return await self._json(request)

    async def _json(
        self, request: httpx.Request, auth: httpx.Auth | None = None
    ) -> Mapping[str, Any]:
        try:
            answer = await self._http.send(request, auth=auth, follow_redirects=False)
        except httpx.HTTPError:
            raise ProviderError("silent") from None
        if answer.status_code >= 500:
            raise ProviderError("silent")
        try:
            said = answer.json()
        except ValueError:
            raise ProviderError("wrong") from None
        if not isinstance(said, dict):
            raise ProviderError("wrong")
        if answer.status_code != 200:
            # Of a 4xx only this one is about the person; others are about our settings.
            is_code = said.get("error") == "invalid_grant"
            raise ProviderError("refused" if is_code else "wrong")
        return said


def _is_safe(address: str) -> bool:
    """Whether what is sent there can be read there only."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and is_loopback(parts.hostname or "")
    )
